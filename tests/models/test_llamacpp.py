"""llama.cpp, held against the torch engine on the same tiny weights."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from benchmarks import tiny_models as tiny
from language.terms import Term
from models import interrupt
from models.checkpoint import Checkpoint, open_checkpoint
from models.engines import Prompt
from models.engines.llamacpp_engine import LlamaCppEngine
from models.engines.llamacpp_server import _SCRIPT, LlamaCppServer
from models.registry import fetch, load_summariser, load_translator, needs
from models.spec import LlamaCppModel, LocalModel, PlainGeneration
from models.tasks import Document, ModelError, TranslationRequest
from tests.models.conftest import GENEVA

pytest.importorskip("xllamacpp")

WRONG = tiny.RUSSIAN[0].replace("Женеве", "деревне")
REQUEST = TranslationRequest(tiny.ENGLISH[0], "uk", "News.", (GENEVA,))


@pytest.fixture(scope="module")
def spec(
    checkpoint: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> LlamaCppModel:
    file = tmp_path_factory.mktemp("gguf") / "tiny.gguf"
    tiny.make_gguf(checkpoint("chat-translator"), file)
    return LlamaCppModel(
        name="tiny/gguf", file=file.name, folder=file.parent, threads=1, max_input_tokens=1000
    )


@pytest.fixture(scope="module")
def opened(spec: LlamaCppModel, tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYDIGEST_CACHE", str(tmp_path_factory.mktemp("cache")))
        return open_checkpoint(spec)


@pytest.fixture(scope="module")
def reference(spec_of: Callable[..., LocalModel]) -> Checkpoint:
    return open_checkpoint(spec_of("chat-translator"))


def test_it_writes_what_the_torch_engine_writes(opened: Checkpoint, reference: Checkpoint) -> None:
    tokens = [tuple(reference.tokenizer(text)["input_ids"]) for text in tiny.ENGLISH]
    assert [tuple(opened.tokenizer(text)["input_ids"]) for text in tiny.ENGLISH] == tokens
    prompts = [Prompt(read, 24, prefix=read[:2] if n % 2 else ()) for n, read in enumerate(tokens)]
    here = opened.engine.generate(prompts, opened.decoding)
    there = reference.engine.generate(prompts, reference.decoding)
    assert here == there


def test_what_is_foreseen_and_chosen_is_what_the_torch_engine_says(
    opened: Checkpoint, reference: Checkpoint
) -> None:
    read = tuple(reference.tokenizer(tiny.ENGLISH[0])["input_ids"])
    prompt = Prompt(read, 30, prefix=(20, 30, 40))
    ((best,),) = reference.engine.generate([prompt], reference.decoding)
    wanted = list(best.tokens[3:7])
    asked = prompt, [0, 2, 3], wanted, reference.decoding
    expected = reference.engine.foresee(*asked)
    seen = opened.engine.foresee(*asked)
    likely = expected > -5
    assert likely.any()
    assert seen[likely] == pytest.approx(expected[likely], abs=1e-2)
    assert (seen[~likely] < -4).all()
    choices = replace(prompt, choices=((25, 26, 27), (25, 28), (30, 31)))
    here = opened.engine.generate([choices], opened.decoding)
    assert here == reference.engine.generate([choices], reference.decoding)


def test_what_is_likely_beside_a_part_of_a_character_is_foreseen(
    opened: Checkpoint, reference: Checkpoint
) -> None:
    words = reference.tokenizer.convert_ids_to_tokens(list(range(len(reference.tokenizer))))
    # Bytes with which a character of several begins, as the vocabulary writes them.
    begun = {token for token, word in enumerate(words) if word[-1] in "ÐÑâãäåæçèé"}
    read, row = next(
        (read, row)
        for read in range(len(words))
        for row in reference.engine.foresee(
            Prompt((read,), 2), [0], range(len(words)), reference.decoding
        )
        if row.argmax() in begun
    )
    wanted = row.argsort()[-3:]
    (seen,) = opened.engine.foresee(Prompt((read,), 2), [0], wanted.tolist(), opened.decoding)
    assert seen == pytest.approx(row[wanted], abs=1e-2)


def test_it_translates_repairs_and_gives_other_hypotheses(spec: LlamaCppModel) -> None:
    translator = load_translator(spec, "en", "uk")
    assert translator.translate([REQUEST]) == [tiny.RUSSIAN[0]]
    second = translator.translate([replace(REQUEST, attempt=1)])
    assert translator.translate([replace(REQUEST, attempt=1)]) == second, "drawn the same again"
    missing = (Term("Geneva", ("Женева", "Женевы", "Женеве")),)
    asked = replace(REQUEST, attempt=1, draft=WRONG, missing=missing)
    assert translator.translate([asked]) == [tiny.RUSSIAN[0]]
    briefly = spec.model_copy(update={"generation": PlainGeneration(max_new_tokens=100)})
    assert load_summariser(briefly).summarise([Document("Title", tiny.ENGLISH)])
    engines = [open_checkpoint(each).engine for each in (spec, briefly)]
    assert engines[0] is engines[1], "answers of another length need no weights of their own"


def test_the_file_is_used_where_it_is(
    spec: LlamaCppModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert spec.folder
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path))
    made = Path(fetch(spec))
    assert not {path.suffix for path in made.iterdir()} & {".gguf", ".safetensors"}
    assert needs(spec).disk_bytes == 0


def test_a_file_that_is_no_model_is_an_error(
    spec: LlamaCppModel, opened: Checkpoint, tmp_path: Path
) -> None:
    del spec
    (tmp_path / "a.gguf").write_bytes(b"GGUF" + bytes(100))
    engine = LlamaCppEngine(tmp_path / "a.gguf", threads=1, context=100)
    with pytest.raises(ModelError, match=r"a\.gguf: llama\.cpp cannot load it"):
        engine.generate([Prompt((5, 6), 4)], opened.decoding)


def test_a_text_that_is_too_long_is_an_error(opened: Checkpoint) -> None:
    with pytest.raises(ModelError, match="refuses a text of 3000 tokens"):
        opened.engine.generate([Prompt((5,) * 3000, 4)], opened.decoding)


@contextmanager
def interrupted(when: Callable[[], object]) -> Iterator[None]:
    """Interrupt the work in the block as soon as ``when`` returns; it has to end by that."""

    def soon() -> None:
        when()
        interrupt.interrupt()

    thread = threading.Thread(target=soon)
    thread.start()
    try:
        with pytest.raises(interrupt.InterruptionError):
            yield
    finally:
        thread.join()
        interrupt.resume()


def processes() -> list[psutil.Process]:
    """Return the servers of llama.cpp that this process has."""
    alive = [p for p in psutil.Process().children() if p.status() != psutil.STATUS_ZOMBIE]
    return [p for p in alive if str(_SCRIPT) in p.cmdline()]


def test_it_stops_when_interrupted(opened: Checkpoint) -> None:
    loaded = threading.Event()
    with interrupted(lambda: loaded.wait(60)):
        while True:
            opened.engine.generate([Prompt((5, 6, 7), 900)], opened.decoding)
            loaded.set()
    assert opened.engine.generate([Prompt((5, 6, 7), 4)], opened.decoding)


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file whose loading never ends: nobody writes it."""
    os.mkfifo(tmp_path / "endless.gguf")
    return tmp_path / "endless.gguf"


def test_loading_can_be_interrupted(endless: Path) -> None:
    before = processes()
    with interrupted(lambda: None):
        LlamaCppServer(endless, threads=1, context=512)
    assert processes() == before


def test_a_library_that_lacks_another_is_an_error(
    endless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (endless.parent / "xllamacpp.py").write_text("import libgomp_of_no_machine")
    monkeypatch.setenv("PYTHONPATH", str(endless.parent))
    with pytest.raises(ModelError, match=r"engine llamacpp: .* cannot be loaded: .*libgomp"):
        LlamaCppServer(endless, threads=1, context=512)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it looks once the file is loaded")
def test_its_process_ends_with_its_parent_while_it_loads(endless: Path) -> None:
    asked = {"file": str(endless), "key": "k", "threads": 1, "context": 512}
    process = subprocess.Popen([sys.executable, "-P", _SCRIPT], stdin=subprocess.PIPE)
    with process, ExitStack() as after:
        after.callback(process.kill)
        assert process.stdin
        process.stdin.write(f"{json.dumps(asked)}\n".encode())
        process.stdin.flush()
        state = Path(f"/proc/{process.pid}/fdinfo/0")
        while not int(state.read_text().split()[3], 8) & os.O_ASYNC:
            assert process.poll() is None
        process.stdin.close()
        assert process.wait(timeout=60) == -signal.SIGIO


def test_a_process_that_is_killed_is_an_error_and_replaced(
    spec: LlamaCppModel, opened: Checkpoint
) -> None:
    assert spec.folder
    assert spec.file
    engine, before = LlamaCppEngine(spec.folder / spec.file, threads=1, context=512), processes()
    asked = [Prompt((5, 6, 7), 4)], opened.decoding
    written = engine.generate(*asked)
    (server,) = set(processes()) - set(before)
    server.kill()
    with pytest.raises(ModelError, match=r"ended in the middle of its work \(exit code -9\)"):
        engine.generate(*asked)
    assert engine.generate(*asked) == written
    engine.unload()
    assert processes() == before
