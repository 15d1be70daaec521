"""``polydigest review``."""

from __future__ import annotations

import getpass
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.common import SOME_FAILED, read_profile, stop
from flows.cli.output import print_line
from flows.cli.signals import receiving, say

if TYPE_CHECKING:
    from digests.profile import Profile
    from digests.review.desk import Desk


def review(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            "-p",
            help="Whose checks and glossary judge what is edited.",
            show_default="as the run had them",
        ),
    ] = None,
    editor: Annotated[
        str | None,
        typer.Option(help="Name that the page suggests.", show_default="your login name"),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on loopback; 0: a free one.")
    ] = 0,
) -> None:
    """Accept, edit, reject or re-attribute what a run wrote, in the browser. Ctrl-C ends it.

    The line that is printed is the address of the page; whoever has it may decide. Decisions are
    kept at once; the digest's files are written anew by a button on the page, and at the end.

    Example: **polydigest review outputs/latest**
    """
    from base.errors import ExplainedError
    from base.files import refused
    from digests.delivery.index import write_index
    from digests.judge import make_judge
    from digests.report import read_report
    from digests.review.desk import Desk
    from digests.review.server import ReviewServer

    folder = folder.resolve()
    if not (folder / "digest.json").is_file():
        stop(f"{folder}: has no digest.json; give what polydigest run printed")
    try:
        report = read_report(folder / "run.json")
        chosen = read_profile(profile) if profile else _as_it_was(report.profile, report.settings)
        desk = Desk(folder, lambda: make_judge(chosen), chosen.deployment.store_url(folder.parent))
        server = ReviewServer(desk, editor or _login_name(), port)
    except ExplainedError as error:
        stop(str(error), SOME_FAILED)
    # Who decides first need not wait for it; who is told what is wrong is who asks for it.
    threading.Thread(target=_load, args=(desk,), daemon=True).start()
    print_line(server.url)
    with server, suppress(KeyboardInterrupt), receiving():
        server.serve_forever()
    if not desk.unwritten:
        return
    say("writing the digest")
    try:
        desk.write()
        if (folder.parent / "index.html").is_file():
            write_index(folder.parent)
    except ExplainedError as error:
        stop(f"decisions are kept, the digest is not written: {error}", SOME_FAILED)
    except OSError as error:
        stop(f"the index of all runs: {refused(error)}", SOME_FAILED)


def _load(desk: Desk) -> None:
    from base.errors import ExplainedError

    with suppress(ExplainedError):
        _ = desk.judge


def _as_it_was(name: str, settings: dict[str, object]) -> Profile:
    """Return the profile that a run was made with, from its report."""
    from pydantic import ValidationError

    from digests.profile import CONFIGS, Profile, ProfileError

    try:
        known = {**settings, "name": name, "path": CONFIGS / f"{name}.yaml"}
        found = Profile.model_validate(known)
        found.glossary_files  # noqa: B018 -- raises where a file is missing
    except (ValidationError, ProfileError):
        stop(f"profile {name!r} of this run: not all of it is in run.json; give it as --profile")
    return found


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return ""
