"""How long a model takes on each engine of this machine: what `polydigest doctor --measure` does.

The report is made up, and so short that even a slow engine is done with it in a minute or two.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psutil

from models.engines import speeds
from models.engines.choice import EngineName, able, installed, on_engine
from models.registry import load_summariser, load_translator, unload
from models.spec import AutoModel, LocalModel, ModelSpec
from models.tasks import Document, ModelError, TranslationRequest

REPORT = Document(
    "Ministers agree on new rules for river freight",
    (
        "Transport ministers from nine countries agreed on Tuesday on common rules for freight "
        "on the Danube, ending four years of talks.",
        "Ships of more than 500 tonnes must carry new tracking devices from 2027, the ministers "
        "said in Vienna.",
        "The owners of smaller ships have until 2030.",
        '"This makes the river safer for everybody," said the Austrian minister, who led the '
        "talks.",
        "Shipping companies had warned that the devices would cost them about 40 million euros.",
        "The European Commission will pay half of that, a spokeswoman said.",
        "About 39 million tonnes of goods were moved on the river last year, 3 percent less than "
        "the year before, because of low water in August and September.",
        "Hungary and Romania will also build two new ports with money from the same fund.",
    ),
)
_WARM = "Talks continue."


@dataclass(frozen=True)
class Measured:
    """A model on an engine: its figures, or why there are none."""

    model: str
    engine: EngineName
    figures: speeds.Figures | None
    reason: str = ""


def measure(
    summariser: ModelSpec,
    translator: ModelSpec,
    source: str,
    target: str,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Measured]:
    """Measure the models of a profile on every engine that can run them, and keep the figures.

    Where both are one checkpoint, its figures are of both tasks. A model that fails on an engine
    is reported with the reason.
    """
    for spec in _checkpoints(summariser, translator):
        for engine in able(spec):
            if not installed(engine):
                extra = f"not installed: pip install 'polydigest[{engine}]'"
                yield Measured(spec.name, engine, None, extra)
                continue
            progress(f"{spec.name} on {engine} …")
            try:
                figures = speeds.Figures(
                    summary=_summary(summariser, engine) if _same(spec, summariser) else None,
                    translation=_translation(translator, engine, source, target)
                    if _same(spec, translator)
                    else None,
                    memory=_memory(),
                )
            except ModelError as error:
                yield Measured(spec.name, engine, None, f"{error.reason}; {error.remedy}")
                continue
            finally:
                unload()
            speeds.keep(spec, engine, figures)
            yield Measured(spec.name, engine, figures)


def _checkpoints(*specs: ModelSpec) -> list[AutoModel | LocalModel]:
    found: list[AutoModel | LocalModel] = []
    for spec in specs:
        local = isinstance(spec, AutoModel | LocalModel)
        if local and not any(_same(other, spec) for other in found):
            found.append(spec)  # type: ignore[arg-type]  # as `local` says
    return found


def _same(first: ModelSpec, second: ModelSpec) -> bool:
    """Tell whether two specs are of one checkpoint."""
    if not isinstance(first, AutoModel | LocalModel):
        return False
    if not isinstance(second, AutoModel | LocalModel):
        return False
    keys = ("name", "revision", "file", "folder")
    return all(getattr(first, key) == getattr(second, key) for key in keys)


def _summary(spec: ModelSpec, engine: EngineName) -> float:
    assert isinstance(spec, AutoModel | LocalModel)
    summariser = load_summariser(on_engine(spec, engine))
    summariser.summarise([Document(REPORT.title, REPORT.sentences[:1])])
    started = time.perf_counter()
    summariser.summarise([REPORT])
    return time.perf_counter() - started


def _translation(spec: ModelSpec, engine: EngineName, source: str, target: str) -> float:
    assert isinstance(spec, AutoModel | LocalModel)
    translator = load_translator(on_engine(spec, engine), source, target)
    translator.translate([TranslationRequest(_WARM, target)])
    texts = [REPORT.title, *REPORT.sentences[:4]]
    started = time.perf_counter()
    translator.translate([TranslationRequest(text, target) for text in texts])
    return time.perf_counter() - started


def _memory() -> int:
    """Return what this process and its children, as llama.cpp's server, have in memory."""
    process = psutil.Process()
    return sum(int(p.memory_info().rss) for p in (process, *process.children(recursive=True)))
