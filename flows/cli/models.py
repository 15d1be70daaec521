"""``polydigest models``."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.common import (
    DEFAULT_TARGETS,
    SOME_FAILED,
    TargetsOption,
    read_profile,
    split_targets,
    stop,
    stoppable,
)

app = typer.Typer(no_args_is_help=True, help="Model weights.")


@app.command()
def fetch(
    profile: Annotated[str, typer.Argument(help="Shipped profile, or the path of one.")],
    targets: TargetsOption = DEFAULT_TARGETS,
) -> None:
    """Get the weights that a profile needs, check them and convert them for this machine."""
    from models.registry import fetch as get
    from models.tasks import ModelError

    wanted = split_targets(targets)
    chosen = read_profile(profile, wanted)
    specs = [chosen.summariser, *map(chosen.translator, wanted)]
    try:
        with stoppable("weights that are whole are kept"):
            for number, spec in enumerate(specs):
                if spec not in specs[:number]:
                    typer.echo(f"{spec.name} {get(spec)}")
    except ModelError as error:
        stop(str(error), SOME_FAILED)
