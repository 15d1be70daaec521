"""``polydigest doctor``."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.common import SOME_FAILED, ProfileOption, read_profile, stoppable


def doctor(
    profile: ProfileOption = "embedded",
    measure: Annotated[
        bool, typer.Option(help="First measure the models on each engine; `auto` goes by it.")
    ] = False,
) -> None:
    """Say what works here: memory, GPU, engines, weights, cache, hub, Prefect.

    Exit code 0: the profile can run here; 1: something is missing.
    """
    from rich.console import Console
    from rich.table import Table

    from flows.doctor import examine, figures

    chosen = read_profile(profile)
    console = Console()
    if measure:
        speeds = Table("model", "engine", "summary, s", "translation of a story, s", "memory")
        with stoppable():
            for row in figures(chosen, typer.echo):
                speeds.add_row(*row)
        console.print(speeds)
    findings = examine(chosen)
    table = Table("", "what", "found")
    for finding in findings:
        table.add_row(
            {True: "ok", False: "MISSING", None: ""}[finding.ok], finding.what, finding.seen
        )
    console.print(table)
    if any(finding.ok is False for finding in findings):
        raise typer.Exit(SOME_FAILED)
