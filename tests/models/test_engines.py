from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

from benchmarks import tiny_models as tiny
from models import interrupt
from models.batching import TokenBudget, generate
from models.checkpoint import Checkpoint, open_checkpoint
from models.engines import Decoding, Hypothesis, Prompt
from models.engines.torch_engine import TorchEngine
from models.spec import LocalModel
from tests.models.conftest import SHORT_PAIRS, SUMMARY_PAIRS

# Lengths differ widely, so that a batch is padded and sorted.
TEXTS = [*tiny.ENGLISH[:4], "Talks.", " ".join(tiny.ENGLISH[:2]), tiny.ENGLISH[0]]
FAMILIES = ["marian", "bart", "pegasus", "t5", "nllb", "m2m100", "chat"]
LEARNT = {"bart": SUMMARY_PAIRS, "pegasus": SHORT_PAIRS, "t5": SHORT_PAIRS}
LIMIT = 60


def first_token(opened: Checkpoint) -> int | None:
    """Give the language token that a multilingual model must start with."""
    code = {"nllb": "rus_Cyrl", "m2m100": "__ru__"}.get(
        opened.spec.name.removeprefix("tiny/").removesuffix("-trained")
    )
    return opened.tokenizer.convert_tokens_to_ids(code) if code else None


def prompts(opened: Checkpoint, texts: Sequence[str] = TEXTS) -> list[Prompt]:
    prefix = ">>rus<< " if opened.config.model_type == "marian" else ""
    return [Prompt(tuple(opened.tokenizer(prefix + text)["input_ids"]), LIMIT) for text in texts]


def plain(opened: Checkpoint, prompts: list[Prompt], decoding: Decoding) -> list[list[list[int]]]:
    """Generate as the documentation of transformers shows it: text by text, without the engine."""
    kind = AutoModelForCausalLM if opened.spec.family == "chat" else AutoModelForSeq2SeqLM
    model = kind.from_pretrained(opened.weights.folder, dtype=torch.float32)
    settings: dict[str, Any] = {"num_return_sequences": decoding.hypotheses}
    if decoding.first_token is not None:
        settings["forced_bos_token_id"] = decoding.first_token
    if opened.spec.family == "chat":
        settings |= {"temperature": None, "top_p": None, "top_k": None, "repetition_penalty": 1.0}
    model.generation_config.max_length = None
    ends = model.generation_config.eos_token_id
    ends = ends if isinstance(ends, list) else [ends]
    written = []
    for prompt in prompts:
        ids = torch.tensor([prompt.tokens])
        with torch.inference_mode():
            rows = model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                max_new_tokens=prompt.limit,
                num_beams=decoding.beams,
                do_sample=False,
                **settings,
            )
        start = ids.shape[1] if opened.spec.family == "chat" else 1
        written.append([up_to(row[start:].tolist(), ends) for row in rows])
    return written


def up_to(row: list[int], ends: list[int]) -> list[int]:
    return row[: next((n for n, token in enumerate(row) if token in ends), LIMIT - 1)]


def batched(opened: Checkpoint, decoding: Decoding, asked: list[Prompt]) -> list[list[Hypothesis]]:
    found = dict(generate(opened.engine, asked, decoding, TokenBudget(4000)))
    return [found[number] for number in range(len(asked))]


@pytest.mark.parametrize("beams", [1, 4])
@pytest.mark.parametrize("family", FAMILIES)
def test_batches_write_what_one_by_one_writes(
    spec_of: Callable[..., LocalModel], family: str, beams: int
) -> None:
    opened = open_checkpoint(spec_of(family))
    decoding = replace(
        opened.decoding, beams=beams, hypotheses=min(2, beams), first_token=first_token(opened)
    )
    asked = prompts(opened)
    written = [[list(h.tokens) for h in found] for found in batched(opened, decoding, asked)]
    assert written == plain(opened, asked, decoding)
    assert len({tuple(h) for found in written for h in found}) > 2, "it says always the same"


@pytest.mark.parametrize("family", FAMILIES)
def test_ctranslate2_writes_the_same_tokens(
    spec_of: Callable[..., LocalModel], family: str
) -> None:
    pytest.importorskip("ctranslate2")
    # Beams are compared on what was learnt: among random weights' near-ties, each engine stops
    # its search at another moment.
    learnt = [source for source, _ in LEARNT.get(family, tiny.TO_RUSSIAN)]
    for name, beams, texts in ((family, 1, TEXTS), (f"{family}-trained", 4, learnt)):
        slow = open_checkpoint(spec_of(name))
        fast = open_checkpoint(spec_of(name, engine="ctranslate2"))
        decoding = replace(fast.decoding, beams=beams, first_token=first_token(fast))
        asked = prompts(slow, texts)
        assert batched(fast, decoding, asked) == batched(slow, decoding, asked), name


@pytest.mark.parametrize("family", ["marian", "chat"])
def test_an_interruption_ends_the_first_pass_between_two_layers(
    spec_of: Callable[..., LocalModel], family: str
) -> None:
    opened = open_checkpoint(spec_of(family))
    engine = opened.engine
    assert isinstance(engine, TorchEngine)
    stacks = [each for each in engine.model.modules() if isinstance(each, torch.nn.ModuleList)]
    ended: list[int] = []
    hooks = [
        stacks[0][0].register_forward_hook(lambda *_: interrupt.interrupt()),
        stacks[-1][-1].register_forward_hook(lambda *_: ended.append(1)),
    ]
    try:
        with pytest.raises(interrupt.InterruptionError):
            engine.generate(prompts(opened), opened.decoding)
    finally:
        interrupt.resume()
        for hook in hooks:
            hook.remove()
    assert not ended
    assert engine.generate(prompts(opened), opened.decoding)
