"""The stages of a digest as Prefect tasks: paths go between them, neither texts nor secrets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from prefect import task
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Failed
from prefect.tasks import exponential_backoff

from articles.sources import read_articles
from base.database import StoreBusyError
from digests import pipeline
from digests.profile import load_profile
from digests.shards import Collected, Edited, edit_shard
from digests.store import Store
from flows.explanation import explain
from flows.logs import keep_secrets
from models.interrupt import InterruptionError, OverdueError
from models.tasks import HubError

MODELS_TAG = "polydigest-models"
"""Tag of tasks that load models into processes of their own, for Prefect's concurrency limits."""

OVERDUE = "TimedOut"
"""Name of the state of a task that took too long."""

STOPPED = "stopped; finished entries are kept"
"""What a person did who pressed Ctrl-C; Prefect would say that it crashed."""

_BUSY = "Busy"
"""Name of the state of a task that may succeed when it is tried again."""


def _may_pass(_task: object, _run: object, state: State[Any]) -> bool:
    return state.name == _BUSY


_AGAIN: dict[str, Any] = {
    "retries": 3,
    "retry_delay_seconds": exponential_backoff(backoff_factor=5),
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": _may_pass,
}
"""What may pass, a locked store or a hub that does not answer, is tried again; all else is not."""


@task(name="collect", **_AGAIN)
def collect(
    sources: list[str],
    profile: str,
    since: date | Literal["last-run"] | None,
    work: str,
    out: str,
    watch: str | None = None,
) -> Collected | State[Any]:
    """Read the sources, group articles into events and write shards of these to ``work``."""
    try:
        chosen = load_profile(profile).watching(watch)
        read = read_articles(sources, languages=chosen.languages)
        return pipeline.collect(read, chosen, since, Path(work), Path(out))
    except StoreBusyError as error:
        return Failed(name=_BUSY, message=str(error))
    except Exception as error:
        return Failed(message=explain(error))
    except KeyboardInterrupt:
        return Cancelled(message=STOPPED)


@task(name="edit", **_AGAIN)
def edit(shard: str, profile: str, targets: list[str], out: str) -> Edited | State[Any]:
    """Make the entries of a shard that the store of a run into ``out`` does not hold yet."""
    keep_secrets()  # of a worker's own environment
    try:
        chosen = load_profile(profile)
        with Store(chosen.deployment.store_url(Path(out))) as store:
            return edit_shard(shard, chosen, targets, store)
    except (HubError, StoreBusyError) as error:
        return Failed(name=_BUSY, message=str(error))
    except OverdueError:
        return Failed(name=OVERDUE, message=f"took more than {chosen.deployment.timeout:g} s")
    except InterruptionError:
        return Cancelled(message=STOPPED)
    except Exception as error:
        return Failed(message=explain(error))
