"""What the commands share: exit codes, options, and errors as one line."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from base.secrets import UnknownSecretError, conceal
from flows.cli.signals import receiving, say
from flows.startup import starting
from flows.temporary_server import StartError

if TYPE_CHECKING:
    from digests.profile import Profile

SOME_FAILED = 1
WRONG_CALL = 2
ALERTED = 3

FILES = 1024
"""That a flow may open; it asks for as many, where the limit is lower."""
FEWEST_FILES = 64

ProfileOption = Annotated[
    str, typer.Option("--profile", "-p", help="Shipped profile, or the path of a profile's YAML.")
]
TargetsOption = Annotated[
    str, typer.Option("--targets", "-t", help="Target languages, separated by commas.")
]
DEFAULT_TARGETS = "zh,ru"


def stop(message: str, code: int = WRONG_CALL) -> NoReturn:
    """End the command with one line of explanation."""
    say(message)
    raise typer.Exit(code)


def split(value: str) -> list[str]:
    """Return the different parts of an option that commas separate."""
    return list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


def language_tag(value: str, *, region: bool = True) -> str:
    """Return a language's tag as polydigest writes it: EN is en, and without its region en-US too.

    One that is not known stays as it is, for whoever explains which are.
    """
    from models.language_codes import LANGUAGES

    known = {tag.lower(): tag for tag in LANGUAGES}
    tag = value.replace("_", "-").lower()
    return known.get(tag) or (known.get(tag.partition("-")[0]) if not region else None) or value


def split_targets(value: str) -> list[str]:
    """Return the different languages of an option that commas separate."""
    return list(dict.fromkeys(map(language_tag, split(value))))


def split_languages(value: str) -> list[str]:
    """Return the different languages of articles that commas separate: without regions."""
    tags = [language_tag(name, region=False) for name in split(value)]
    if not tags:
        stop("--languages: name at least one language, as in --languages en,ru")
    return list(dict.fromkeys(tags))


def read_profile(name: str, targets: Iterable[str] = ()) -> Profile:
    """Read a profile; stop where it cannot be used, or has no translator for a target."""
    from digests.profile import ProfileError, load_profile

    try:
        profile = load_profile(name)
        for target in targets:
            profile.translator(target)
        profile.glossary_files  # noqa: B018 -- raises where a file is missing
    except ProfileError as error:
        stop(str(error))
    return profile


def check_inputs(inputs: Iterable[str]) -> list[str]:
    """Return inputs as locations that print, since Prefect keeps them as texts.

    Stop where a path does not exist, or a list is no YAML; a URL waits until its turn comes.
    """
    from articles.locations import is_url, location_of, path_of
    from base.yaml_files import YamlError, read_yaml

    paths = {name: path_of(name) for name in inputs if not is_url(name)}
    if missing := [path for path in paths.values() if not _exists(path)]:
        stop(f"{missing[0]}: no such file or folder; name articles, folders of them, or URLs")
    try:
        for path in paths.values():
            if path.suffix.lower() in {".yaml", ".yml"} and path.is_file():
                read_yaml(path)
    except YamlError as error:
        stop(str(error))
    return [location_of(paths[name]) if name in paths else name for name in inputs]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # it is too long, or in a circle of links
        return False


def conceal_inputs(inputs: Iterable[str]) -> list[str]:
    """Return inputs as flows may be given them: their parameters are shown to everybody."""
    from articles.locations import is_url

    try:
        return [conceal(name) if is_url(name) else name for name in inputs]
    except UnknownSecretError as error:
        stop(f"{error}; give the secrets of URLs by names that are set, as '${{NAME}}'")


def check_server() -> str | None:
    """Return the URL of the Prefect server that is named, if one is.

    Stop where it does not answer: its client would wait long.
    """
    from flows.server import server_url, unanswered

    if (url := server_url()) and (reason := unanswered(url)):
        stop(
            f"Prefect server {url}: no answer ({reason}); start it, or "
            "unset PREFECT_API_URL to run without one",
            SOME_FAILED,
        )
    return url


def _let_files_be_opened() -> None:
    """Raise a low limit of open files, as far as one may; Prefect would hang for want of them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < FILES:
        soft = min(FILES, hard) if hard >= 0 else FILES
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        if soft < FEWEST_FILES:
            stop(
                f"this process: may open {soft} files, needs {FEWEST_FILES}; "
                f"raise the limit (ulimit -n {FILES})",
                SOME_FAILED,
            )


@contextmanager
def ready_for_a_flow() -> Iterator[None]:
    """Import what a flow needs within the context, as `starting` says; stop where none can run."""
    _let_files_be_opened()
    try:
        with starting():
            yield
    except StartError as error:
        stop(str(error), SOME_FAILED)


@contextmanager
def stoppable(kept: str = "", gently: Callable[[], None] | None = None) -> Iterator[None]:
    """Let a signal stop the work within the context; the command ends with a line that says so.

    ``kept`` says what is not lost; for ``gently`` see `receiving`.
    """
    with receiving(gently) as received:
        try:
            yield
        except BaseException:
            # Whatever comes of an interrupt, it is the reason.
            if received.signal is None:
                raise
    if received.signal is not None:
        stop(f"stopped; {kept}" if kept else "stopped", received.exit_code)
