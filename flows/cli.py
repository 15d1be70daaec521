"""The ``polydigest`` command."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from flows.logs import ROOMS

# Prefect reads its settings when it is first imported.
os.environ.setdefault("PREFECT_LOGGING_EXTRA_LOGGERS", ",".join(ROOMS))
os.environ.setdefault("TQDM_DISABLE", "1")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")

from digests.render import FORMATS
from digests.report import CheckCounts, RunReport
from flows.startup import StartError, starting

if TYPE_CHECKING:
    from digests.profile import Profile

SOME_FAILED = 1
WRONG_CALL = 2
INTERRUPTED = 130

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Turn news articles into a digest in other languages, "
    "every sentence of which points back to its source.",
)
models_app = typer.Typer(no_args_is_help=True, help="Model weights.")
app.add_typer(models_app, name="models")

ProfileOption = Annotated[
    str, typer.Option("--profile", "-p", help="Shipped profile, or the path of a profile's YAML.")
]


def _stop(message: str, code: int = WRONG_CALL) -> NoReturn:
    typer.echo(f"polydigest: {message}", err=True)
    raise typer.Exit(code)


def _profile(name: str, targets: Iterable[str] = ()) -> Profile:
    """Read a profile; stop where it cannot be used, or has no translator for a target."""
    from digests.profile import ProfileError, load_profile

    try:
        profile = load_profile(name)
        for target in targets:
            profile.translator(target)
        profile.glossary_files  # noqa: B018 -- raises where a file is missing
    except ProfileError as error:
        _stop(str(error))
    return profile


@contextmanager
def _starting() -> Iterator[None]:
    try:
        with starting():
            yield
    except StartError as error:
        _stop(str(error), SOME_FAILED)
    except KeyboardInterrupt:
        _stop("stopped", INTERRUPTED)


def _check_inputs(inputs: list[str]) -> None:
    if missing := [name for name in inputs if not Path(name).exists()]:
        _stop(f"{missing[0]}: no such file or folder; name articles or folders of them")


def _check_server() -> str | None:
    """Return the URL of the Prefect server that is named, if one is.

    Stop where it does not answer: its client would wait long.
    """
    from flows.server import server_url, unanswered

    if (url := server_url()) and (reason := unanswered(url)):
        _stop(
            f"Prefect server {url}: no answer ({reason}); start it, or "
            "unset PREFECT_API_URL to run without one",
            SOME_FAILED,
        )
    return url


def _split(value: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


def _since(value: str | None) -> date | Literal["last-run"] | None:
    if value is None or value == "last-run":
        return value  # type: ignore[return-value]  # mypy does not narrow str to a literal
    try:
        return date.fromisoformat(value)
    except ValueError:
        _stop(f"--since {value}: not a day; write it as 2026-11-25, or last-run")


@app.command()
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Articles: .md, .html, .txt or .jsonl files, folders of them, "
            "or a sources.yaml list.",
        ),
    ],
    profile: ProfileOption = "embedded",
    targets: Annotated[
        str, typer.Option("--targets", "-t", help="Target languages, separated by commas.")
    ] = "zh,ru",
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
        str, typer.Option(help=f"Files to write, of: {', '.join(FORMATS)}.")
    ] = ",".join(FORMATS),
) -> None:
    """Digest articles; the last line printed is the folder of the run.

    Example: **polydigest run examples/articles --targets zh,ru**

    A run that was stopped goes on where it was: finished entries are kept in the output folder.
    Exit code 0: all went well; 1: some articles failed, or none could be digested; 2: wrong call.
    """
    wanted, written = _split(targets), _split(formats)
    if not wanted:
        _stop("--targets: name at least one language, as in --targets zh,ru")
    if unknown := [name for name in written if name not in FORMATS] or not written:
        _stop(f"--formats: {unknown or 'empty'}: known are {', '.join(FORMATS)}")
    _check_inputs(inputs)

    first = _since(since)
    with _starting():
        from httpx import TransportError

        _profile(profile, wanted)
        server = _check_server()
        from flows.digest import digest

    interrupted = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal interrupted
        interrupted = True
        signal.default_int_handler(signum, frame)

    signal.signal(signal.SIGINT, stop)
    try:
        with suppress(KeyboardInterrupt):
            state = digest(
                sources=inputs,
                profile=profile,
                targets=wanted,
                since=first,
                out=str(out),
                formats=written,
                return_state=True,
            )
    except TransportError as error:
        _stop(
            f"Prefect server {server or 'of this run'}: answers no more ({error}); "
            "finished entries are kept: start it, or unset PREFECT_API_URL, and run the same "
            "command to go on",
            SOME_FAILED,
        )
    # Prefect answers an interrupt by a crashed state, or lets it through, as it falls.
    if interrupted:
        _stop("stopped; finished entries are kept: run the same command to go on", INTERRUPTED)
    if not state.is_completed():
        _stop(state.message or "the run failed", SOME_FAILED)
    if (result := state.result()) is None:
        typer.echo(f"polydigest: {state.message}", err=True)
        return
    folder = Path(str(result))
    report = RunReport.model_validate_json((folder / "run.json").read_text(encoding="utf-8"))
    for outcome in report.outcomes:
        if outcome.status == "failed":
            typer.echo(f"polydigest: {outcome.location}: {outcome.reason}", err=True)
    counts = report.counts
    typer.echo(
        f"{counts.entries} entries of {counts.read} articles "
        f"({counts.failed} failed, {counts.cached} entries unchanged); "
        f"{counts.unsupported} of {counts.sentences} sentences unsupported, "
        f"{counts.translations_failed} of {counts.translations} translations marked by a check",
        err=True,
    )
    typer.echo(str(folder))
    if counts.failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def serve(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="What the scheduled runs read.")
    ],
    profile: ProfileOption = "embedded",
    targets: Annotated[
        str, typer.Option("--targets", "-t", help="Target languages, separated by commas.")
    ] = "zh,ru",
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder that gets the runs' folders.")
    ] = Path("outputs"),
    cron: Annotated[
        str, typer.Option(help="When to digest what is new: minute hour day month weekday.")
    ] = "0 6 * * *",
    timezone: Annotated[
        str, typer.Option(help="Time zone of --cron, as in Europe/Berlin.")
    ] = "UTC",
) -> None:
    """Serve the flows from this process: for people without a worker. Ctrl-C ends it.

    The deployments are `digest/daily`, `digest/on-demand` and `ingest/hourly`; runs that are asked
    for in Prefect's interface, or with **prefect deployment run**, happen here.

    Example: **polydigest serve news/ --cron "30 5 * * 1-5" --timezone Europe/Berlin**
    """
    _check_server()

    from flows.deployments import DeploymentError
    from flows.deployments import serve as serve_forever

    wanted = _split(targets)
    _profile(profile, wanted)
    try:
        serve_forever(
            [str(Path(name).resolve()) for name in inputs],
            profile=profile,
            targets=wanted,
            out=str(out.resolve()),
            cron=cron,
            timezone=timezone,
        )
    except DeploymentError as error:
        _stop(str(error))


@app.command()
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
    _check_inputs(inputs)
    with _starting():
        _check_server()
        from flows.ingest import ingest as keep
    state = keep(inputs, archive=str(archive), language=language, return_state=True)
    typer.echo(state.message or "", err=True)
    if not state.is_completed() or state.result():
        raise typer.Exit(SOME_FAILED)


@app.command()
def adapt(
    pairs: Annotated[
        list[Path],
        typer.Argument(
            metavar="PAIRS",
            help="TSV files: sentence, translation and, if known, source-id; also .gz or .xz.",
        ),
    ],
    targets: Annotated[
        str, typer.Option("--targets", "-t", help="Language of the translations, one at a time.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder that the adapter becomes.")],
    licence: Annotated[
        str, typer.Option(help="Licence of the adapter, for its model card: the data decide.")
    ],
    base: Annotated[
        str, typer.Option("--base", "-b", help="Profile whose translator is adapted.")
    ] = "embedded",
    dev: Annotated[
        Path | None, typer.Option(help="Pairs to measure on; else some are held out by the seed.")
    ] = None,
    exclude: Annotated[
        list[Path] | None,
        typer.Option(help="Sentences never to train on, such as an evaluation set, one a line."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Times that each pair is seen.")] = 1,
    max_pairs: Annotated[
        int | None, typer.Option(min=1, help="Pairs to train on, drawn by the seed.")
    ] = None,
    batch: Annotated[int, typer.Option(min=1, help="Pairs of a step.")] = 32,
    rank: Annotated[int, typer.Option(min=1, max=256, help="Capacity of the adapter.")] = 16,
    learning_rate: Annotated[float, typer.Option(help="At its highest.")] = 2e-4,
    evaluations: Annotated[int, typer.Option(min=1, help="Evaluations after the first.")] = 4,
    dev_size: Annotated[int, typer.Option(min=1, help="Pairs to measure on, at most.")] = 200,
    seed: Annotated[int, typer.Option(help="Of all that is drawn.")] = 7,
    checkpoint_seconds: Annotated[
        float, typer.Option(min=0, help="Time between two saved states, in seconds.")
    ] = 300.0,
) -> None:
    """Teach a translator your language pair: train a LoRA adapter on sentence pairs.

    Example: **polydigest adapt news.tsv --targets ru --out adapters/ru --licence CC-BY-4.0**

    Lines that cannot be used are left out and counted, with the first of each kind. The base's
    own weights stay as they are; after the first steps the log says how long it will take.
    Ctrl-C, a crash or a kill loses little: the same command goes on. The adapter with the least
    loss on the development set is kept; its README.md says what it was made of and how good it is.

    Then name it in a profile, **adapters: {ru: adapters/ru}**, and digest with that profile.
    Exit code 0: the adapter is in its folder; 1: it could not be made; 2: wrong call.
    """
    wanted = _split(targets)
    if len(wanted) != 1:
        _stop("--targets: name one language; each needs an adapter of its own")
    for file in [*pairs, *(exclude or []), *([dev] if dev else [])]:
        if not file.is_file():
            _stop(f"{file}: no such file; name TSV files, plain or as .gz or .xz")
    if learning_rate <= 0:
        _stop("--learning-rate: must be above 0")

    with _starting():
        _profile(base, wanted)
        from flows.adapt import adapt as flow
        from models.adapters.training import Settings
        from models.interrupt import interrupt

    stopped = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped:
            signal.default_int_handler(signum, frame)
        stopped = True
        interrupt()

    signal.signal(signal.SIGINT, stop)
    state = flow(
        pairs=[str(file) for file in pairs],
        out=str(out),
        licence=licence,
        base=base,
        target=wanted[0],
        development=str(dev) if dev else None,
        excluded=[str(file) for file in exclude or []],
        settings=Settings(
            epochs=epochs,
            most=max_pairs,
            batch=batch,
            rank=rank,
            learning_rate=learning_rate,
            evaluations=evaluations,
            development_size=dev_size,
            seed=seed,
        ),
        checkpoint_seconds=checkpoint_seconds,
        command=shlex.join(["polydigest", *sys.argv[1:]]),
        return_state=True,
    )
    if stopped:
        _stop("stopped; what was learnt is kept: run the same command to go on", INTERRUPTED)
    if not state.is_completed():
        _stop(state.message or "the training failed", SOME_FAILED)
    typer.echo(str(state.result()))


@app.command()
def profiles() -> None:
    """List the shipped profiles."""
    from digests.profile import load_profile, profile_names

    table = Table("profile", "summariser", "translators", "for")
    for name in profile_names():
        profile = load_profile(name)
        translators = dict.fromkeys(
            f"{target}: {spec.name}" for target, spec in profile.translators.items()
        )
        table.add_row(name, profile.summariser.name, "\n".join(translators), profile.description)
    Console().print(table)


@models_app.command()
def fetch(
    profile: Annotated[str, typer.Argument(help="Shipped profile, or the path of one.")],
    targets: Annotated[
        str, typer.Option("--targets", "-t", help="Target languages, separated by commas.")
    ] = "zh,ru",
) -> None:
    """Get the weights that a profile needs, check them and convert them for this machine."""
    from models.registry import fetch as get
    from models.tasks import ModelError

    wanted = _split(targets)
    chosen = _profile(profile, wanted)
    specs = [chosen.summariser, *map(chosen.translator, wanted)]
    try:
        for number, spec in enumerate(specs):
            if spec not in specs[:number]:
                weights = get(spec)
                typer.echo(f"{weights.name} {weights.revision or ''} {weights.folder}")
    except ModelError as error:
        _stop(str(error), SOME_FAILED)


class Document(StrEnum):
    """What has a schema."""

    digest = "digest"
    run = "run"


@app.command()
def schema(
    document: Annotated[Document, typer.Argument(help="Of digest.json or run.json.")] = (
        Document.digest
    ),
) -> None:
    """Print the JSON Schema of digest.json or run.json."""
    from digests.digest import digest_schema
    from digests.report import report_schema

    schemas = {Document.digest: digest_schema, Document.run: report_schema}
    typer.echo(json.dumps(schemas[document](), indent=2, ensure_ascii=False))


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
) -> None:
    """Print the verdicts of a run by check, kind of text, language and model."""
    path = folder / "run.json"
    try:
        found = RunReport.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        _stop(f"{path}: {error.strerror}; give the folder that polydigest run printed")
    except ValueError:
        _stop(f"{path}: not the report of a run of this version")
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


@app.command()
def doctor(profile: ProfileOption = "embedded") -> None:
    """Say what works here: memory, GPU, weights, cache, hub, Prefect.

    Exit code 0: the profile can run here; 1: something is missing.
    """
    from flows.doctor import examine

    findings = examine(_profile(profile))
    table = Table("", "what", "found")
    for finding in findings:
        table.add_row(
            {True: "ok", False: "MISSING", None: ""}[finding.ok], finding.what, finding.seen
        )
    Console().print(table)
    if any(finding.ok is False for finding in findings):
        raise typer.Exit(SOME_FAILED)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except KeyboardInterrupt:
        typer.echo("polydigest: stopped", err=True)
        sys.exit(INTERRUPTED)


def run_alone() -> None:
    """Run the ``run`` command alone, for ``python -m flows.digest``."""
    alone = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode="markdown")
    alone.command()(run)
    alone()


if __name__ == "__main__":
    main()
