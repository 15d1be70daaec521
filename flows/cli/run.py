"""``polydigest run``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from base.errors import ExplainedError
from base.showing import number_of
from digests.format_names import DEFAULT, format_names
from flows.cli.common import (
    ALERTED,
    DEFAULT_TARGETS,
    SOME_FAILED,
    ProfileOption,
    TargetsOption,
    check_inputs,
    check_server,
    conceal_inputs,
    read_profile,
    ready_for_a_flow,
    split,
    split_targets,
    stop,
    stoppable,
)
from flows.cli.output import print_line
from flows.cli.signals import say


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Articles: URLs of pages, feeds and sitemaps, .md, .html, .txt or .jsonl files, "
            "folders of them, or a sources.yaml list.",
        ),
    ],
    profile: ProfileOption = "embedded",
    targets: TargetsOption = DEFAULT_TARGETS,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder that gets the run's folder.")
    ] = Path("outputs"),
    since: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD|last-run",
            help="Leave out what was published before this day; or what an earlier run into the "
            "same output folder digested.",
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            help=f"What to write, of: {', '.join(format_names())}.",
            show_default=f"what the profile says, else {','.join(DEFAULT)}",
        ),
    ] = None,
    watch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Watch list: a YAML file of names, words and places. What matches comes first.",
            show_default="what the profile says",
        ),
    ] = None,
    alert: Annotated[
        bool,
        typer.Option("--alert", help="End with exit code 3 if an entry matches the watch list."),
    ] = False,
) -> None:
    """Digest articles; the last line printed is the folder of the run.

    Example: **polydigest run examples/articles --targets zh,ru**

    A run that was stopped goes on where it was: finished entries are kept in the output folder.
    Exit code 0: all went well; 1: some articles failed, or none could be digested; 2: wrong call;
    3, only with **--alert**: an entry matches the watch list, even if some articles failed.
    """
    wanted, written = split_targets(targets), split(formats or "")
    if not wanted:
        stop("--targets: name at least one language, as in --targets zh,ru")
    if unknown := [name for name in written if name not in format_names()]:
        stop(f"--formats: {', '.join(unknown)}: known are {', '.join(format_names())}")
    locations = check_inputs(inputs)

    first = _since(since)
    with ready_for_a_flow():
        chosen = read_profile(profile, wanted).watching(watch)
        try:
            if not chosen.watch_list and alert:
                stop("--alert: nothing is watched; give --watch FILE, or 'watch' in the profile")
        except ExplainedError as error:
            stop(str(error))
        check_server()
        from flows.digest import digest
        from flows.server import server_explained

    with (
        stoppable("finished entries are kept: run the same command to go on"),
        server_explained(),
    ):
        state = digest(
            sources=conceal_inputs(locations),
            profile=profile,
            targets=wanted,
            since=first,
            out=str(out),
            formats=written,
            watch=str(watch) if watch else None,
            return_state=True,
        )
    if not state.is_completed():
        stop(state.message or "the run failed", SOME_FAILED)
    if (result := state.result()) is None:
        say(str(state.message))
        return
    from digests.report import read_report

    folder = Path(str(result))
    report = read_report(folder / "run.json")
    for outcome in report.outcomes:
        if outcome.status == "failed":
            say(f"{outcome.location}: {outcome.reason}")
    counts = report.counts
    print_line(
        f"{number_of(counts.entries, 'entry', 'entries')} ({counts.cached} unchanged) "
        f"of {number_of(counts.read, 'article')} ({counts.failed} failed); unsupported: "
        f"{counts.unsupported} of {number_of(counts.sentences, 'sentence')}; marked by a check: "
        f"{counts.translations_failed} of {number_of(counts.translations, 'translation')}",
        err=True,
    )
    if counts.watched:
        print_line(f"{counts.watched} of them on the watch list, which come first", err=True)
    print_line(folder)
    if alert and counts.watched:
        raise typer.Exit(ALERTED)
    if counts.failed:
        raise typer.Exit(SOME_FAILED)


def _since(value: str | None) -> date | Literal["last-run"] | None:
    if value is None or value == "last-run":
        return value  # type: ignore[return-value]  # mypy does not narrow str to a literal
    try:
        return date.fromisoformat(value)
    except ValueError:
        stop(f"--since {value}: not a day; write it as 2026-11-25, or last-run")
