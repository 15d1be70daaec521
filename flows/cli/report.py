"""``polydigest report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.common import stop
from flows.cli.output import print_table

if TYPE_CHECKING:
    from digests.report import CheckCounts


def report(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
) -> None:
    """Print the verdicts of a run by check, kind of text, language and model."""
    from digests.report import read_report
    from digests.versions import RecordError

    try:
        found = read_report(folder / "run.json")
    except RecordError as error:
        stop(str(error))
    print_table(
        ("check", "text", "language", "passed", "failed", "skipped", "model"),
        (
            (
                row.check,
                row.text,
                row.language,
                row.passed,
                row.failed,
                row.skipped,
                row.model or "",
            )
            for row in sorted(found.checks, key=_worst_first)
        ),
    )


def _worst_first(row: CheckCounts) -> tuple[int, str, str, str]:
    return -row.failed, row.check, row.text, row.language
