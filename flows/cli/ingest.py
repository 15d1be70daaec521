"""``polydigest ingest``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import (
    SOME_FAILED,
    check_inputs,
    check_server,
    conceal_inputs,
    ready_for_a_flow,
    split_languages,
    stop,
    stoppable,
)
from flows.cli.output import print_line


def ingest(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="As of **run**.")],
    archive: Annotated[
        Path, typer.Option("--archive", "-a", help="Folder that keeps the articles.")
    ] = Path("outputs/articles"),
    languages: Annotated[
        str, typer.Option(help="Languages of the articles, with commas between.")
    ] = "en",
    again: Annotated[
        bool,
        typer.Option(help="Make articles anew of what was fetched before, as after an upgrade."),
    ] = False,
) -> None:
    """Read articles and keep those that are new, cleaned, with their sources: digest them later.

    Example: **polydigest ingest inbox/ && polydigest run outputs/articles --since last-run**
    """
    locations = check_inputs(inputs)
    with ready_for_a_flow():  # which takes as long as anything: first of all
        tags = split_languages(languages)
        check_server()
        from flows.ingest import ingest as keep
        from flows.server import server_explained

    with (
        stoppable("what was read is kept: run the same command to go on"),
        server_explained(),
    ):
        state = keep(
            conceal_inputs(locations),
            archive=str(archive),
            languages=tags,
            again=again,
            return_state=True,
        )
    if not state.is_completed():
        stop(state.message or "the ingestion failed", SOME_FAILED)
    print_line(state.message or "", err=True)
    if state.result():
        raise typer.Exit(SOME_FAILED)
