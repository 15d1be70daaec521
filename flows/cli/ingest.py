"""``polydigest ingest``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import SOME_FAILED, check_inputs, check_server, ready_for_a_flow


def ingest(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="As of **run**.")],
    archive: Annotated[
        Path, typer.Option("--archive", "-a", help="Folder that keeps the articles.")
    ] = Path("outputs/articles"),
    language: Annotated[str, typer.Option(help="Language of the articles.")] = "en",
) -> None:
    """Read articles and keep those that are new, cleaned, with their sources: digest them later.

    Example: **polydigest ingest inbox/ && polydigest run outputs/articles --since last-run**
    """
    check_inputs(inputs)
    with ready_for_a_flow():
        check_server()
        from flows.ingest import ingest as keep
    state = keep(inputs, archive=str(archive), language=language, return_state=True)
    typer.echo(state.message or "", err=True)
    if not state.is_completed() or state.result():
        raise typer.Exit(SOME_FAILED)
