"""``polydigest doctor``."""

from __future__ import annotations

import typer

from flows.cli.common import SOME_FAILED, ProfileOption, read_profile


def doctor(profile: ProfileOption = "embedded") -> None:
    """Say what works here: memory, GPU, weights, cache, hub, Prefect.

    Exit code 0: the profile can run here; 1: something is missing.
    """
    from rich.console import Console
    from rich.table import Table

    from flows.doctor import examine

    findings = examine(read_profile(profile))
    table = Table("", "what", "found")
    for finding in findings:
        table.add_row(
            {True: "ok", False: "MISSING", None: ""}[finding.ok], finding.what, finding.seen
        )
    Console().print(table)
    if any(finding.ok is False for finding in findings):
        raise typer.Exit(SOME_FAILED)
