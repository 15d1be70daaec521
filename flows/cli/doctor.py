"""``polydigest doctor``."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.common import SOME_FAILED, ProfileOption, read_profile, stoppable
from flows.cli.output import print_line, print_table


def doctor(
    profile: ProfileOption = "embedded",
    measure: Annotated[
        bool, typer.Option(help="First measure the models on each engine; `auto` goes by it.")
    ] = False,
) -> None:
    """Say what works here: memory, GPU, engines, weights, cache, hub, Prefect.

    Exit code 0: the profile can run here; 1: something is missing.
    """
    from flows.doctor import examine, figures

    chosen = read_profile(profile)
    if measure:
        columns = ("model", "engine", "summary, s", "translation of a story, s", "memory")
        with stoppable():
            speeds = list(figures(chosen, print_line))
        print_table(columns, speeds)
    findings = examine(chosen)
    marks = {True: "ok", False: "MISSING", None: ""}
    print_table(("", "what", "found"), ((marks[f.ok], f.what, f.seen) for f in findings))
    if any(finding.ok is False for finding in findings):
        raise typer.Exit(SOME_FAILED)
