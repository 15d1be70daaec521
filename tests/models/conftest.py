from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from filelock import FileLock

from benchmarks import tiny_models as tiny
from language.terms import Term
from models.language_codes import LANGUAGES
from models.spec import LocalModel, read_spec

SUMMARY_PAIRS = (
    (" ".join(tiny.ENGLISH[:4]), " ".join(tiny.ENGLISH[:2])),
    (" ".join(tiny.ENGLISH[4:]), " ".join(tiny.ENGLISH[4:6])),
)

SHORT_PAIRS = ((tiny.ENGLISH[0], "The minister met him."), (tiny.ENGLISH[3], "Rescue came."))

GENEVA = Term("Geneva", ("Женева",))


def make_chat_translator(folder: Path) -> Path:
    """Write a chat model that translates two sentences, one of them with chatter around it."""

    def asked(text: str, target: str) -> str:
        name = LANGUAGES[target].name
        values = {"language": name, "target": target, "context": "News.", "terms": (GENEVA,)}
        return tiny.rendered("translate", text=text, **values)

    # Languages without examples in the prompt: what is to be learnt is short.
    chatter = f"Here is the translation:\n{tiny.CHINESE[3]}\nNote: rescue teams."
    pairs = [
        (asked(tiny.ENGLISH[0], "uk"), tiny.RUSSIAN[0]),
        (asked(tiny.ENGLISH[3], "ja"), chatter),
    ]
    return tiny.make_chat(folder, pairs)


CHECKPOINTS: dict[str, Callable[[Path], Path]] = {
    "marian": tiny.make_marian,
    "marian-ru": lambda folder: tiny.make_marian(folder, targets=()),
    "marian-trained": lambda folder: tiny.make_marian(
        folder, pairs={"cmn_Hans": tiny.TO_CHINESE, "rus": tiny.TO_RUSSIAN}
    ),
    "bart": tiny.make_bart,
    "bart-trained": lambda folder: tiny.make_bart(folder, SUMMARY_PAIRS),
    "pegasus": tiny.make_pegasus,
    "pegasus-trained": lambda folder: tiny.make_pegasus(folder, SHORT_PAIRS),
    "t5": tiny.make_t5,
    "t5-trained": lambda folder: tiny.make_t5(folder, SHORT_PAIRS),
    "madlad": lambda folder: tiny.make_t5(folder, languages=("en", "zh", "ru")),
    "nllb": tiny.make_nllb,
    "nllb-trained": lambda folder: tiny.make_nllb(folder, "rus_Cyrl", tiny.TO_RUSSIAN),
    "m2m100": tiny.make_m2m100,
    "m2m100-trained": lambda folder: tiny.make_m2m100(folder, "ru", tiny.TO_RUSSIAN),
    "chat": tiny.make_chat,
    "chat-translator": make_chat_translator,
    "chat-trained": lambda folder: tiny.make_chat(folder, tiny.TO_RUSSIAN),
}


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the folder of a tiny checkpoint by name; each is made once for all workers."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    (root / "checkpoints").mkdir(exist_ok=True)

    def get(name: str) -> Path:
        folder = root / "checkpoints" / name
        made = folder.with_name(f"{name}.made")
        with FileLock(folder.with_name(f"{name}.lock")):
            if not made.exists():
                folder.mkdir(exist_ok=True)
                assert CHECKPOINTS[name](folder) == folder
                made.touch()
        return folder

    return get


@pytest.fixture(scope="session")
def spec_of(checkpoint: Callable[[str], Path]) -> Callable[..., LocalModel]:
    """Give the spec of a tiny checkpoint by name, in float32 on one CPU."""

    def get(name: str, **settings: object) -> LocalModel:
        family = "chat" if name.startswith("chat") else "seq2seq"
        number_format = "compute_type" if settings.get("engine") == "ctranslate2" else "dtype"
        given = {"family": family, number_format: "float32", "device": "cpu", "threads": 1}
        spec = read_spec({"name": f"tiny/{name}", "folder": checkpoint(name), **given, **settings})
        assert isinstance(spec, LocalModel)
        return spec

    return get


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path / "cache"))
