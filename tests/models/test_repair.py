from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from transformers import AutoModelForSeq2SeqLM

from benchmarks import tiny_models as tiny
from language.terms import Term
from models.checkpoint import open_checkpoint
from models.engines import Prompt
from models.registry import load_translator
from models.spec import LocalModel
from models.tasks import TranslationRequest

WRONG = tiny.RUSSIAN[0].replace("Женеве", "деревне")


def repaired(
    spec_of: Callable[..., LocalModel], family: str, engine: str, draft: str, *terms: Term
) -> str:
    if engine == "ctranslate2":
        pytest.importorskip("ctranslate2")
    spec = spec_of(family, engine=engine)
    request = TranslationRequest(tiny.ENGLISH[0], "ru", attempt=1, draft=draft, missing=terms)
    return load_translator(spec, "en").translate([request])[0]


@pytest.mark.parametrize("engine", ["torch", "ctranslate2"])
@pytest.mark.parametrize("family", ["marian-trained", "nllb-trained"])
def test_a_missing_term_is_put_in_its_place_and_in_its_case(
    spec_of: Callable[..., LocalModel], family: str, engine: str
) -> None:
    term = Term("Geneva", ("Женева", "Женевы", "Женеве"))
    assert repaired(spec_of, family, engine, WRONG, term) == tiny.RUSSIAN[0]


def test_several_terms_are_put_one_after_another(spec_of: Callable[..., LocalModel]) -> None:
    terms = (Term("Monday", ("понедельник",)), Term("Geneva", ("Женеве",)))
    draft = WRONG.replace("понедельник", "Европе")
    assert repaired(spec_of, "marian-trained", "torch", draft, *terms) == tiny.RUSSIAN[0]


def test_a_text_has_the_term_or_is_as_before(spec_of: Callable[..., LocalModel]) -> None:
    for form in ("зерна", "Европе", "☃"):
        text = repaired(spec_of, "marian-trained", "torch", WRONG, Term("x", (form,)))
        assert form.lower() in text.lower() or text == WRONG


@pytest.mark.parametrize("engine", ["torch", "ctranslate2"])
@pytest.mark.parametrize("family", ["marian", "nllb"])
def test_scores_and_prefixes_are_those_of_plain_transformers(
    spec_of: Callable[..., LocalModel], family: str, engine: str
) -> None:
    if engine == "ctranslate2":
        pytest.importorskip("ctranslate2")
    opened = open_checkpoint(spec_of(family, engine=engine))
    first = opened.tokenizer.convert_tokens_to_ids("rus_Cyrl") if family == "nllb" else None
    decoding = replace(opened.decoding, beams=1, hypotheses=1, first_token=first)
    source = tuple(opened.tokenizer(tiny.ENGLISH[0])["input_ids"])
    prompts = [Prompt(source, 30, prefix=prefix) for prefix in ((), (20,), (20, 30), (20, 30, 40))]
    continuations = [(20, 30), (30,), (41, 50), (25,)]
    model = AutoModelForSeq2SeqLM.from_pretrained(opened.weights.folder)
    lead = [model.generation_config.decoder_start_token_id, *([] if first is None else [first])]
    scores = opened.score(prompts, continuations, decoding)
    written = opened.engine.generate(prompts, decoding)
    for prompt, continuation, score, (best,) in zip(
        prompts, continuations, scores, written, strict=True
    ):
        before = [*lead, *prompt.prefix]
        with torch.inference_mode():
            logits = model(
                torch.tensor([source]), decoder_input_ids=torch.tensor([[*before, *continuation]])
            ).logits[0]
            row = model.generate(
                torch.tensor([source]),
                decoder_input_ids=torch.tensor([before]),
                max_new_tokens=12,
                num_beams=1,
            )[0].tolist()
        steps = logits.log_softmax(-1)[len(before) - 1 :]
        expected = sum(float(steps[n, token]) for n, token in enumerate(continuation))
        assert score == pytest.approx(expected, abs=1e-2)
        common = min(len(best.tokens), len(before) + 8)
        assert list(best.tokens[:common]) == row[1 : common + 1]
