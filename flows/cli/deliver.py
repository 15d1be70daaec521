"""``polydigest deliver``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import SOME_FAILED, ProfileOption, read_profile, stop, stoppable
from flows.cli.signals import say


def deliver(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
    profile: ProfileOption = "embedded",
) -> None:
    """Deliver the digest of a run as the profile says under `deliver`, once more or later.

    Exit code 0: all is delivered; 1: something is not; 2: wrong call.
    """
    from digests.delivery.deliver import deliver as deliver_run
    from flows.blocks import read_block

    if not (folder / "run.json").is_file():
        stop(f"{folder}: not the folder of a run; give what polydigest run printed")
    settings = read_profile(profile).deliver
    with stoppable():
        failures = deliver_run(folder.resolve(), settings, read_block)
    for failure in failures:
        say(str(failure))
    if failures:
        raise typer.Exit(SOME_FAILED)
