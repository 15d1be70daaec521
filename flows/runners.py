"""Where shards run: chosen by configuration, with the same flow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Literal

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from base.hardware import cpus
from models.tasks import ModelError

Runner = Literal["threads", "dask", "ray"]


@contextmanager
def task_runner(
    kind: Runner, workers: int, address: str | None = None
) -> Iterator[TaskRunner[Any]]:
    """Run a task runner with ``workers`` workers while the context lasts.

    Threads share one set of models. Dask and Ray start a process a worker, each with models of
    its own and its share of the CPUs. ``address`` is a Dask scheduler or Ray head to use instead
    of starting a cluster here: how many workers there are is then that cluster's affair.

    Raises:
        ModelError: the runner's extra is not installed, or nobody answers at ``address``.

    """
    with ExitStack() as stack:
        if kind != "threads":
            # A server that this process started is unknown to others: each would start its own.
            server = stack.enter_context(get_client(sync_client=True)).api_url
            stack.enter_context(temporary_settings({PREFECT_API_URL: str(server)}))
        try:
            runner: Any = stack.enter_context(_runner(kind, workers, address))
            if kind == "dask":
                runner.client  # noqa: B018 -- connects
        except OSError as error:
            raise ModelError(
                f"runner {kind}",
                f"no answer at {address or 'the cluster started here'} ({error})",
                "check runner_address, or leave it out to start a cluster on this machine",
            ) from error
        yield runner


def _runner(kind: Runner, workers: int, address: str | None) -> TaskRunner[Any]:
    if kind == "threads":
        return ThreadPoolTaskRunner(max_workers=workers)
    share = {"OMP_NUM_THREADS": str(max(1, cpus() // workers))}
    local: dict[str, Any]
    runner: TaskRunner[Any]
    try:
        if kind == "dask":
            from prefect_dask import DaskTaskRunner

            local = {
                "n_workers": workers,
                "threads_per_worker": 1,
                "env": share,
                "dashboard_address": None,
            }
            runner = DaskTaskRunner(address=address, cluster_kwargs=None if address else local)
        else:
            from prefect_ray import RayTaskRunner

            local = {
                "num_cpus": workers,
                "runtime_env": {"env_vars": share},
                "include_dashboard": False,
            }
            runner = RayTaskRunner(address=address, init_kwargs=None if address else local)
    except ImportError as error:
        raise ModelError(
            f"runner {kind}", f"not installed ({error})", f"pip install 'polydigest[{kind}]'"
        ) from error
    return runner
