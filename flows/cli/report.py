"""``polydigest report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.common import stop

if TYPE_CHECKING:
    from digests.report import CheckCounts


def report(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
) -> None:
    """Print the verdicts of a run by check, kind of text, language and model."""
    from rich.console import Console
    from rich.table import Table

    from digests.report import read_report
    from digests.versions import RecordError

    try:
        found = read_report(folder / "run.json")
    except RecordError as error:
        stop(str(error))
    table = Table("check", "text", "language", "passed", "failed", "skipped", "model")
    for row in sorted(found.checks, key=_worst_first):
        table.add_row(
            row.check,
            row.text,
            row.language,
            str(row.passed),
            str(row.failed),
            str(row.skipped),
            row.model or "",
        )
    Console().print(table)


def _worst_first(row: CheckCounts) -> tuple[int, str, str, str]:
    return -row.failed, row.check, row.text, row.language
