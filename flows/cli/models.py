"""``polydigest models``."""

from __future__ import annotations

from typing import Annotated

import typer
import yaml

from flows.cli.common import (
    DEFAULT_TARGETS,
    SOME_FAILED,
    TargetsOption,
    read_profile,
    split_targets,
    stop,
    stoppable,
)
from flows.cli.output import print_line, print_lines

app = typer.Typer(no_args_is_help=True, help="Model weights.")


@app.command()
def fetch(
    profile: Annotated[str, typer.Argument(help="Shipped profile, or the path of one.")],
    targets: TargetsOption = DEFAULT_TARGETS,
    hashes: Annotated[
        bool,
        typer.Option("--hashes", help="Print the SHA-256 of the files, to be put into a profile."),
    ] = False,
) -> None:
    """Get the weights that a profile needs, check them and convert them for this machine."""
    from models.registry import describe
    from models.registry import fetch as get
    from models.tasks import ModelError

    wanted = split_targets(targets)
    chosen = read_profile(profile, wanted)
    specs = [chosen.summariser, *map(chosen.translator, wanted)]
    try:
        with stoppable("weights that are whole are kept"):
            for number, spec in enumerate(specs):
                if spec not in specs[:number]:
                    print_line(f"{spec.name} {get(spec)}")
                    if hashes and (found := describe(spec).sha256):
                        print_lines(yaml.safe_dump({"sha256": dict(found)}).splitlines())
    except ModelError as error:
        stop(str(error), SOME_FAILED)


@app.command()
def verify() -> None:
    """Hash all that was converted and unpacked in the cache folder.

    What is damaged is named, and made again when it is needed next.
    """
    from models.cache import verify as verified
    from models.tasks import ModelError

    whole = True
    try:
        with stoppable():
            for each in verified():
                found = f"as it was made, {each.bytes >> 20:,} MB"
                if damage := each.damage:
                    whole = False
                    found = f"damaged: {damage.path} {damage.reason}; it will be made again"
                print_line(f"{each.folder} {found}")
    except ModelError as error:
        stop(str(error), SOME_FAILED)
    if not whole:
        raise typer.Exit(SOME_FAILED)
