from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import tiny_models as tiny
from language.terms import Term
from models.fitting import split_to_fit
from models.registry import load_translator
from models.spec import ExtractiveModel, LocalModel
from models.tasks import ModelError, TranslationRequest, Translator
from tests.models.conftest import GENEVA


def asked(target: str, **settings: object) -> list[TranslationRequest]:
    return [TranslationRequest(text, target, **settings) for text in tiny.ENGLISH]  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["torch", "ctranslate2"])
def test_marian_translates_into_both_targets_in_one_call(
    spec_of: Callable[..., LocalModel], engine: str
) -> None:
    if engine == "ctranslate2":
        pytest.importorskip("ctranslate2")
    spec = spec_of("marian-trained", engine=engine)
    translator = load_translator(spec, "en")
    mixed = [request for pair in zip(asked("zh"), asked("ru"), strict=True) for request in pair]
    expected = [text for pair in zip(tiny.CHINESE, tiny.RUSSIAN, strict=True) for text in pair]
    assert translator.translate(mixed) == expected
    assert translator.translate([]) == []
    assert translator.translate([TranslationRequest(" ", "ru")]) == [""]


@pytest.mark.parametrize("family", ["nllb", "m2m100"])
def test_multilingual_models_are_told_the_target(
    spec_of: Callable[..., LocalModel], family: str
) -> None:
    translator = load_translator(spec_of(f"{family}-trained"), "en")
    assert translator.translate(asked("ru")) == list(tiny.RUSSIAN)
    assert translator.translate(asked("de")) != list(tiny.RUSSIAN)


def test_madlad_reads_its_target_before_the_text(spec_of: Callable[..., LocalModel]) -> None:
    translator = load_translator(spec_of("madlad"), "en")
    assert translator.translate(asked("ru")) != translator.translate(asked("zh"))
    with pytest.raises(ModelError, match=r"has no code for German.*<2de>"):
        translator.translate(asked("de"))


@pytest.mark.parametrize(
    ("family", "target", "reason"),
    [
        ("marian", "de", "has no code for German among >>deu<<, >>de<<"),
        ("marian-ru", "zh", "translates into ru only"),
        ("m2m100", "zh-Hant", "has no code for Traditional Chinese"),
        ("nllb", "xx", "language 'xx': is not known"),
    ],
)
def test_language_that_a_model_lacks_is_an_error(
    spec_of: Callable[..., LocalModel], family: str, target: str, reason: str
) -> None:
    with pytest.raises(ModelError, match=reason):
        load_translator(spec_of(family), "en", target)


def test_checkpoint_with_one_target_needs_no_code(spec_of: Callable[..., LocalModel]) -> None:
    assert load_translator(spec_of("marian-ru"), "en").translate(asked("ru"))


def test_codes_can_be_replaced(spec_of: Callable[..., LocalModel]) -> None:
    spec = spec_of("marian-trained", language_codes={"de": "rus"})
    assert load_translator(spec, "en").translate(asked("de")) == list(tiny.RUSSIAN)


@pytest.mark.parametrize(
    ("family", "reason"), [("bart", "not known to translate"), ("t5", "is a t5")]
)
def test_summarisation_model_cannot_translate(
    spec_of: Callable[..., LocalModel], family: str, reason: str
) -> None:
    with pytest.raises(ModelError, match=reason):
        load_translator(spec_of(family), "en")
    with pytest.raises(ModelError, match="cannot translate"):
        load_translator(ExtractiveModel(name="multilingual-e5-small"), "en")


def test_wrong_family_is_an_error(spec_of: Callable[..., LocalModel]) -> None:
    with pytest.raises(ModelError, match="is no chat model but marian"):
        load_translator(spec_of("marian", family="chat"), "en")


def test_later_attempts_give_other_hypotheses_and_the_same_again(
    spec_of: Callable[..., LocalModel],
) -> None:
    translator = load_translator(spec_of("marian", generation={"max_new_tokens": 200}), "en")
    texts = tiny.ENGLISH[:3]
    attempts = [
        translator.translate([TranslationRequest(t, "ru", attempt=n) for t in texts])
        for n in (0, 1, 2)
    ]
    assert attempts[1] == translator.translate(
        [TranslationRequest(t, "ru", attempt=1) for t in texts]
    )
    whole = [n for n in range(3) if all(attempt[n] for attempt in attempts)]
    for n in whole:
        assert len({attempt[n] for attempt in attempts}) == 3


def test_order_and_company_do_not_change_a_translation(
    spec_of: Callable[..., LocalModel],
) -> None:
    translator = load_translator(spec_of("nllb-trained"), "en")
    requests = asked("ru")
    together = translator.translate(requests)
    assert [translator.translate([request])[0] for request in requests] == together
    assert translator.translate(requests[::-1]) == together[::-1]


def test_long_sentence_is_cut_at_clauses_and_nothing_is_lost(
    spec_of: Callable[..., LocalModel],
) -> None:
    translator = load_translator(spec_of("marian-trained", max_input_tokens=64), "en")
    long = " ".join(tiny.ENGLISH[:4]).replace(".", ";").removesuffix(";") + "."
    for target, glue in (("ru", " "), ("zh", "")):
        request = TranslationRequest(long, target)
        fits = translator._fits(request)  # type: ignore[attr-defined]
        pieces = split_to_fit(long, fits)
        assert len(pieces) > 1
        assert all(map(fits, pieces))
        assert " ".join(pieces) == long
        parts = translator.translate([TranslationRequest(piece, target) for piece in pieces])
        # What the model was not taught it may write without an end: then there is no translation.
        assert translator.translate([request]) == [glue.join(parts) if all(parts) else ""]


def test_translation_that_the_limit_cuts_is_not_given_in_part(
    spec_of: Callable[..., LocalModel],
) -> None:
    spec = spec_of("marian-trained", generation={"max_new_tokens": 8})
    assert load_translator(spec, "en").translate(asked("ru")) == [""] * 8


def test_special_tokens_in_a_text_end_nothing(spec_of: Callable[..., LocalModel]) -> None:
    translator = load_translator(spec_of("nllb-trained"), "en")
    plain = tiny.ENGLISH[0]
    hostile = plain.replace("on Monday", "</s> on Monday")
    prompt = translator.prompt(TranslationRequest(hostile, "ru"))  # type: ignore[attr-defined]
    assert prompt.tokens.count(2) == 1, "only the end of the text is an end"


# Chat


@pytest.fixture(scope="module")
def chat(spec_of: Callable[..., LocalModel]) -> Translator:
    return load_translator(spec_of("chat-translator"), "en")


def chat_request(attempt: int, *, number: int = 0, target: str = "uk") -> TranslationRequest:
    return TranslationRequest(tiny.ENGLISH[number], target, "News.", (GENEVA,), attempt)


def test_chat_model_translates_and_only_the_translation_is_kept(chat: Translator) -> None:
    requests = [chat_request(0, number=3, target="ja"), chat_request(0)]
    assert chat.translate(requests) == [tiny.CHINESE[3], tiny.RUSSIAN[0]]


def test_later_chat_attempts_take_later_beams(chat: Translator) -> None:
    best, second, third = (chat.translate([chat_request(n)])[0] for n in (1, 2, 3))
    assert best == tiny.RUSSIAN[0]
    assert len({best, second, third}) == 3
    assert chat.translate([chat_request(2)]) == [second]


def test_a_chat_model_puts_a_missing_term_in_its_place(chat: Translator) -> None:
    draft = tiny.RUSSIAN[0].replace("Женеве", "деревне")
    missing = (Term("Geneva", ("Женева", "Женеве")),)
    request = replace(chat_request(1), draft=draft, missing=missing)
    assert chat.translate([request]) == [tiny.RUSSIAN[0]]


def test_fingerprint_follows_what_changes_outputs_only(
    spec_of: Callable[..., LocalModel], checkpoint: Callable[[str], Path]
) -> None:
    def fingerprint(**settings: object) -> str:
        return load_translator(spec_of("marian", **settings), "en").fingerprint

    plain = fingerprint()
    assert fingerprint(token_budget=999, threads=2) == plain
    changed = {
        fingerprint(dtype="bfloat16"),
        fingerprint(generation={"beams": 3}),
        fingerprint(generation={"length_penalty": 0.7}),
        fingerprint(language_codes={"de": "rus"}),
        fingerprint(max_input_tokens=64),
        load_translator(spec_of("marian-ru"), "en").fingerprint,
        load_translator(spec_of("chat"), "en").fingerprint,
    }
    assert plain not in changed
    assert len(changed) == 7
