"""The flow that trains an adapter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Cancelled, Failed
from pydantic import Field

from base.showing import shown
from digests.profile import load_profile
from flows.explanation import explain
from flows.logs import MAX_NAME, show_progress
from models.adapters.training import Request, Settings, train
from models.interrupt import InterruptionError, resume


def _run_name() -> str:
    given = flow_run.parameters
    return shown(f"adapt-{given['base']}-{given['target']}", MAX_NAME)


@flow(name="adapt", flow_run_name=_run_name)
def adapt(
    pairs: Annotated[
        list[str], Field(min_length=1, description="TSV files: source, target, source-id")
    ],
    out: Annotated[str, Field(description="Folder that the adapter becomes")],
    licence: Annotated[str, Field(min_length=1, description="Of the adapter")],
    base: Annotated[
        str, Field(description="Profile whose translator is adapted: its name or path")
    ] = "embedded",
    target: Annotated[str, Field(description="Language to translate to")] = "ru",
    development: Annotated[
        str | None, Field(description="TSV file to measure on; by default pairs are held out")
    ] = None,
    excluded: Annotated[
        list[str] | None, Field(description="Files of sentences not to train on")
    ] = None,
    settings: Settings | None = None,
    checkpoint_seconds: Annotated[float, Field(ge=0)] = 300.0,
    command: Annotated[str, Field(description="What the model card says it was made by")] = "",
) -> str | State[Any]:
    """Train a LoRA adapter on sentence pairs; a run that was stopped goes on where it was.

    Returns the adapter's folder.
    """
    show_progress()
    resume()
    try:
        profile = load_profile(base)
        train(
            Request(
                files=tuple(map(Path, pairs)),
                base=profile.translator(target),
                target=target,
                out=Path(out),
                licence=licence,
                source=profile.source_language,
                development=Path(development) if development else None,
                excluded=tuple(map(Path, excluded or ())),
                settings=settings or Settings(),
                command=command,
                checkpoint_seconds=checkpoint_seconds,
            )
        )
    except InterruptionError:
        return Cancelled(message="stopped; the state is kept")
    except Exception as error:
        return Failed(message=explain(error))
    return str(Path(out))
