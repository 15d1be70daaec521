"""Where shards run: chosen by configuration, with the same flow."""

from __future__ import annotations

from typing import Any, Literal

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from models.texts import ModelError

Runner = Literal["threads", "dask", "ray"]


def task_runner(kind: Runner, workers: int, address: str | None = None) -> TaskRunner[Any]:
    """Return a task runner with ``workers`` workers.

    ``address`` is a Dask scheduler or Ray head to use instead of starting a cluster here.

    Raises:
        ModelError: the runner's extra is not installed.

    """
    if kind == "threads":
        return ThreadPoolTaskRunner(max_workers=workers)
    runner: TaskRunner[Any]
    try:
        if kind == "dask":
            from prefect_dask import DaskTaskRunner

            runner = DaskTaskRunner(
                address=address,
                cluster_kwargs=None if address else {"n_workers": workers, "threads_per_worker": 1},
            )
        else:
            from prefect_ray import RayTaskRunner

            runner = RayTaskRunner(
                address=address, init_kwargs={} if address else {"num_cpus": workers}
            )
    except ImportError as error:
        raise ModelError(
            f"runner {kind}", f"not installed ({error})", f"pip install 'polydigest[{kind}]'"
        ) from error
    return runner
