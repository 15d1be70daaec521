"""The deployments, served from one process: for people without a worker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prefect import Flow
from prefect import serve as serve_deployments
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import get_current_settings
from prefect.types.entrypoint import EntrypointType

from base.errors import ExplainedError
from flows import ROOMS
from flows.digest import digest
from flows.ingest import ingest


class DeploymentError(ExplainedError):
    """A deployment that cannot be served: names the setting, the reason and the remedy."""


def deployments(
    sources: Sequence[str],
    *,
    profile: str,
    targets: Sequence[str],
    out: str,
    cron: str,
    timezone: str,
) -> tuple[RunnerDeployment, ...]:
    """Return ``digest/daily``, ``digest/on-demand`` and ``ingest/hourly``.

    The daily digest reads what the hourly ingestion has kept, so it misses nothing that came and
    went between two digests.

    Raises:
        DeploymentError: The schedule or its time zone is none.

    """
    archive = str(Path(out) / "articles")
    shared = {"profile": profile, "targets": list(targets), "out": out}
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DeploymentError(
            f"time zone {timezone!r}", "not known", "write it as Europe/Berlin"
        ) from error
    try:
        daily = Cron(cron, timezone=timezone)
    except ValueError as error:
        raise DeploymentError(
            f"schedule {cron!r}",
            " ".join(str(error).split()),
            "write minute, hour, day, month, weekday, as in '0 6 * * *'",
        ) from error

    def deploy(flow: Flow[..., Any], name: str, description: str, **more: Any) -> RunnerDeployment:
        return RunnerDeployment.from_flow(
            flow,
            name,
            description=description,
            concurrency_limit=1,
            tags=["polydigest"],
            # Files are copied from where the process was started: a package need not be there.
            entrypoint_type=EntrypointType.MODULE_PATH,
            **more,
        )

    return (
        deploy(
            digest,
            "daily",
            "Digest what was ingested since the last run",
            schedule=daily,
            parameters={"sources": [archive], "since": "last-run", **shared},
        ),
        deploy(
            digest,
            "on-demand",
            "Digest the given articles now",
            parameters={"sources": list(sources), **shared},
        ),
        deploy(
            ingest,
            "hourly",
            "Keep the articles that are new",
            schedule=Cron("0 * * * *", timezone=timezone),
            parameters={"sources": list(sources), "archive": archive},
        ),
    )


def serve(
    sources: Sequence[str],
    *,
    profile: str,
    targets: Sequence[str],
    out: str,
    cron: str,
    timezone: str,
) -> None:
    """Register the deployments and run what Prefect's server asks for, until interrupted.

    Raises:
        DeploymentError: No server is named, the schedule or its time zone is none, or this folder
            has packages of our names.

    """
    _check_folder(Path())
    found = deployments(
        sources, profile=profile, targets=targets, out=out, cron=cron, timezone=timezone
    )
    if not get_current_settings().api.url:
        raise DeploymentError(
            "deployments",
            "no Prefect server is named",
            "start one with `prefect server start`, then set "
            "PREFECT_API_URL=http://127.0.0.1:4200/api",
        )
    serve_deployments(*found, limit=1)


def _check_folder(folder: Path) -> None:
    """Refuse a folder with packages of our names: Prefect would import them in place of ours.

    A copy of ours, as in the image, is none.
    """
    here = Path(__file__).resolve().parents[1]
    for name in (*ROOMS, "configs"):
        package = folder / name / "__init__.py"
        if package.is_file() and package.read_bytes() != (here / name / "__init__.py").read_bytes():
            raise DeploymentError(
                str(folder.resolve()),
                f"it has a package {name!r} of its own, which Prefect would take for polydigest's",
                "serve from another folder",
            )
