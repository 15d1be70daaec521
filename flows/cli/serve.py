"""``polydigest serve``."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import (
    DEFAULT_TARGETS,
    ProfileOption,
    TargetsOption,
    check_server,
    read_profile,
    split_targets,
    stop,
)
from flows.cli.signals import STOPPED, handed_over


def serve(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="What the scheduled runs read.")
    ],
    profile: ProfileOption = "embedded",
    targets: TargetsOption = DEFAULT_TARGETS,
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
    check_server()

    from articles.locations import is_url, location_of, path_of
    from base.secrets import holds_a_secret
    from flows.deployments import DeploymentError
    from flows.deployments import serve as serve_forever

    # Runs are processes of their own, to which nothing but the parameters is handed.
    if secret := next((name for name in inputs if is_url(name) and holds_a_secret(name)), None):
        stop(
            f"{secret}: it has a secret, and parameters of a flow are shown to everybody; give it "
            "by name, as '${NAME}', which stands for an environment variable"
        )
    wanted = split_targets(targets)
    read_profile(profile, wanted)
    try:
        with handed_over():
            serve_forever(
                [name if is_url(name) else location_of(path_of(name).resolve()) for name in inputs],
                profile=profile,
                targets=wanted,
                out=str(out.resolve()),
                cron=cron,
                timezone=timezone,
            )
    except DeploymentError as error:
        stop(str(error))
    except KeyboardInterrupt:  # before Prefect waits for it
        stop("stopped", STOPPED + signal.SIGINT)
