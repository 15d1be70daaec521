"""``polydigest adapt``."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import (
    SOME_FAILED,
    check_server,
    read_profile,
    ready_for_a_flow,
    split_targets,
    stop,
    stoppable,
)
from flows.cli.output import print_line


def adapt(
    pairs: Annotated[
        list[Path],
        typer.Argument(
            metavar="PAIRS",
            help="TSV files: sentence, translation and, if known, source-id; also .gz or .xz.",
        ),
    ],
    targets: Annotated[
        str, typer.Option("--targets", "-t", help="Language of the translations, one at a time.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder that the adapter becomes.")],
    licence: Annotated[
        str, typer.Option(help="Licence of the adapter, for its model card: the data decide.")
    ],
    base: Annotated[
        str, typer.Option("--base", "-b", help="Profile whose translator is adapted.")
    ] = "embedded",
    dev: Annotated[
        Path | None, typer.Option(help="Pairs to measure on; else some are held out by the seed.")
    ] = None,
    exclude: Annotated[
        list[Path] | None,
        typer.Option(help="Sentences never to train on, such as an evaluation set, one a line."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Times that each pair is seen.")] = 1,
    max_pairs: Annotated[
        int | None, typer.Option(min=1, help="Pairs to train on, drawn by the seed.")
    ] = None,
    batch: Annotated[int, typer.Option(min=1, help="Pairs of a step.")] = 32,
    rank: Annotated[int, typer.Option(min=1, max=256, help="Capacity of the adapter.")] = 16,
    learning_rate: Annotated[float, typer.Option(help="At its highest.")] = 2e-4,
    evaluations: Annotated[int, typer.Option(min=1, help="Evaluations after the first.")] = 4,
    dev_size: Annotated[int, typer.Option(min=1, help="Pairs to measure on, at most.")] = 200,
    seed: Annotated[int, typer.Option(help="Of all that is drawn.")] = 7,
    checkpoint_seconds: Annotated[
        float, typer.Option(min=0, help="Time between two saved states, in seconds.")
    ] = 300.0,
) -> None:
    """Teach a translator your language pair: train a LoRA adapter on sentence pairs.

    Example: **polydigest adapt news.tsv --targets ru --out adapters/ru --licence CC-BY-4.0**

    Lines that cannot be used are left out and counted, with the first of each kind. The base's
    own weights stay as they are; after the first steps the log says how long it will take.
    Ctrl-C, a crash or a kill loses little: the same command goes on. The adapter with the least
    loss on the development set is kept; its README.md says what it was made of and how good it is.

    Then name it in a profile, **adapters: {ru: adapters/ru}**, and digest with that profile.
    Exit code 0: the adapter is in its folder; 1: it could not be made; 2: wrong call.
    """
    wanted = split_targets(targets)
    if len(wanted) != 1:
        stop("--targets: name one language; each needs an adapter of its own")
    for file in [*pairs, *(exclude or []), *([dev] if dev else [])]:
        if not file.is_file():
            stop(f"{file}: no such file; name TSV files, plain or as .gz or .xz")
    if learning_rate <= 0:
        stop("--learning-rate: must be above 0")

    with ready_for_a_flow():
        read_profile(base, wanted)
        check_server()
        from base.secrets import hide
        from flows.adapt import adapt as flow
        from flows.server import server_explained
        from models.adapters.training import Settings
        from models.interrupt import interrupt

    kept = "what was learnt is kept: run the same command to go on"
    with stoppable(kept, interrupt), server_explained():
        state = flow(
            pairs=[str(file) for file in pairs],
            out=str(out),
            licence=licence,
            base=base,
            target=wanted[0],
            development=str(dev) if dev else None,
            excluded=[str(file) for file in exclude or []],
            settings=Settings(
                epochs=epochs,
                most=max_pairs,
                batch=batch,
                rank=rank,
                learning_rate=learning_rate,
                evaluations=evaluations,
                development_size=dev_size,
                seed=seed,
            ),
            checkpoint_seconds=checkpoint_seconds,
            command=hide(shlex.join(["polydigest", *sys.argv[1:]])),
            return_state=True,
        )
    if not state.is_completed():
        stop(state.message or "the training failed", SOME_FAILED)
    print_line(state.result())
