"""Translators: chat models, and the seq2seq families Marian, NLLB, M2M-100 and MADLAD-400."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from language.pack import pack
from models.answers import clean_translation
from models.chat_encoding import ChatEncoder, defuse
from models.checkpoint import Checkpoint, Written
from models.engines import Decoding, Prompt
from models.engines.settings import end_tokens
from models.fitting import split_to_fit
from models.language_codes import FamilyCodes, codes_of
from models.messages import MessageWriter, translation_values
from models.repair import DraftTranslation, repair
from models.spec import AdaptableModel
from models.tasks import ModelError, TranslationRequest

_BEAMS = 2
"""Beams of a chat model per attempt after the first."""


_EXPANSION = {"ru": 2.0, "zh": 1.5}
"""Tokens of a translation per source token, at most: of 1,500 human translations of news, with
a tokenizer of mostly English and Chinese, 0.1 % of the Russian and none of the Chinese have more
than this and 24 tokens. Other languages may have four times as many."""


def _output_limit(checkpoint: Checkpoint, tokens: int, target: str) -> int:
    """Return the tokens that a translation may have: one that is far longer is a loop."""
    return min(checkpoint.output_limit, round(_EXPANSION.get(target, 4.0) * tokens) + 24)


def _nth(hypotheses: Sequence[Written], n: int) -> str:
    """Return the n-th different text, else the last; empty where the limit cut it."""
    texts = list(dict.fromkeys(h.text if h.finished else "" for h in hypotheses))
    return texts[min(n, len(texts) - 1)]


class CheckpointTranslator(ABC):
    """Cuts what is too long, translates in groups that decode alike, and joins the pieces."""

    def __init__(self, checkpoint: Checkpoint, fingerprint: str) -> None:
        self._checkpoint = checkpoint
        self._fingerprint = fingerprint

    @abstractmethod
    def prompt(self, request: TranslationRequest) -> Prompt:
        """Return what the model reads."""

    @abstractmethod
    def answer(self, translation: str, target: str) -> tuple[int, ...]:
        """Return what the model is to write for a translation, with its end token."""

    @abstractmethod
    def _decoding(self, request: TranslationRequest) -> Decoding:
        """Return how the model is to write, which differs between attempts."""

    @abstractmethod
    def _text(self, request: TranslationRequest, answers: Sequence[Written]) -> str:
        """Return the translation that is among the answers; empty where there is none."""

    @abstractmethod
    def _encode(self, text: str) -> tuple[int, ...]:
        """Return the tokens of a translation, without those around it."""

    def require(self, target: str) -> None:
        """Check that the model translates into a target.

        Raises:
            ModelError: It does not.

        """
        self.prompt(TranslationRequest("", target))

    @property
    def input_limit(self) -> int:
        """Tokens that a prompt may have."""
        return self._checkpoint.input_limit

    @property
    def fingerprint(self) -> str:
        """Hash of all that can change a translation."""
        return self._fingerprint

    def translate(self, requests: Sequence[TranslationRequest]) -> list[str]:
        """Translate each request, in order.

        A sentence over the model's limit is cut at clauses, and its pieces are translated one by
        one. A translation that the token limit cut is given as an empty text, never in part.

        Raises:
            ModelError: The model lacks a target language, or memory is exhausted.

        """
        groups: dict[tuple[str, bool, Decoding], list[tuple[int, TranslationRequest]]]
        groups = defaultdict(list)
        for number, request in enumerate(requests):
            if request.text.strip():
                parts = split_to_fit(request.text, self._fits(request))
                # Of a draft, nothing says what each piece became.
                repairs = bool(request.draft and request.missing and len(parts) == 1)
                groups[request.target, repairs, self._decoding(request)] += [
                    (number, replace(request, text=part)) for part in parts
                ]
        pieces: list[list[str]] = [[] for _ in requests]
        for (_, repairs, decoding), members in groups.items():
            translated = (self._repaired if repairs else self._translated)(
                [part for _, part in members], decoding
            )
            for (number, _), text in zip(members, translated, strict=True):
                pieces[number].append(text)
        return [
            (" " if pack(request.target).spaced else "").join(found) if all(found) else ""
            for request, found in zip(requests, pieces, strict=True)
        ]

    def _translated(self, parts: Sequence[TranslationRequest], decoding: Decoding) -> list[str]:
        answers = self._checkpoint.write([self.prompt(part) for part in parts], decoding)
        return [self._text(part, answer) for part, answer in zip(parts, answers, strict=True)]

    def _repaired(self, parts: Sequence[TranslationRequest], decoding: Decoding) -> list[str]:
        drafts = [
            DraftTranslation(self.prompt(p), p.draft, p.missing, pack(p.target).spaced)
            for p in parts
        ]
        sources = {id(draft): part for draft, part in zip(drafts, parts, strict=True)}
        # The places of terms stand for other hypotheses.
        first = replace(decoding, hypotheses=1, beams=self._checkpoint.decoding.beams)
        return repair(
            drafts,
            self._checkpoint,
            first,
            self._encode,
            lambda draft, answer: self._text(replace(sources[id(draft)], attempt=0), [answer]),
        )

    def _fits(self, request: TranslationRequest) -> Callable[[str], bool]:
        limit = self._checkpoint.input_limit
        if len(self.prompt(replace(request, text="")).tokens) >= limit:
            raise ModelError(
                self._checkpoint.spec.name,
                f"its prompt alone has more tokens than the {limit} that it may read",
                "raise `max_input_tokens`, or choose a shorter prompt",
            )
        return lambda text: len(self.prompt(replace(request, text=text)).tokens) <= limit


class ChatTranslator(CheckpointTranslator):
    """Asks a chat model, one sentence a prompt.

    Later attempts search ever more beams and take ever later ones. All of it is the same whenever
    it is asked again.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._writer = MessageWriter(checkpoint.spec.prompt or "translate")
        self._encoder = ChatEncoder(checkpoint.tokenizer)
        super().__init__(
            checkpoint,
            checkpoint.fingerprint(
                task="translate", prompt=self._writer.source, context=checkpoint.spec.context
            ),
        )

    def prompt(self, request: TranslationRequest) -> Prompt:
        """See `CheckpointTranslator`."""
        tokens = len(self._checkpoint.tokenizer(request.text)["input_ids"])
        conversation = self._writer.write(
            translation_values(request, request.text, context=self._checkpoint.spec.context)
        )
        return self._encoder.prompt(
            conversation, _output_limit(self._checkpoint, tokens, request.target)
        )

    def _encode(self, text: str) -> tuple[int, ...]:
        return self._encoder.text(text)

    def answer(self, translation: str, target: str) -> tuple[int, ...]:
        """See `CheckpointTranslator`."""
        return self._encoder.answer(translation, end_tokens(self._checkpoint.settings))

    def _decoding(self, request: TranslationRequest) -> Decoding:
        plain = self._checkpoint.decoding
        if not request.attempt:
            return plain
        if not self._checkpoint.engine.beams:
            return replace(plain, hypotheses=request.attempt + 1)
        beams = max(plain.beams, _BEAMS * request.attempt)
        return replace(plain, beams=beams, hypotheses=request.attempt)

    def _text(self, request: TranslationRequest, answers: Sequence[Written]) -> str:
        cleaned = [replace(a, text=clean_translation(a.text, request.text)) for a in answers]
        beams = self._checkpoint.engine.beams
        return _nth(cleaned, max(0, request.attempt - 1) if beams else request.attempt)


class Seq2SeqTranslator(CheckpointTranslator):
    """Translates with a checkpoint that was trained to; attempt n takes the n-th hypothesis."""

    def __init__(self, checkpoint: Checkpoint, source: str) -> None:
        """Take a checkpoint and the source language.

        Raises:
            ModelError: The checkpoint belongs to no family that is known here.

        """
        assert isinstance(checkpoint.spec, AdaptableModel)  # GGUF files are chat models here
        self._route = _route(checkpoint, checkpoint.spec, codes_of(source))
        codes = sorted(checkpoint.spec.language_codes.items())
        super().__init__(
            checkpoint, checkpoint.fingerprint(task="translate", source=source, codes=codes)
        )

    def prompt(self, request: TranslationRequest) -> Prompt:
        """See `CheckpointTranslator`."""
        prefix, _ = self._route(codes_of(request.target))
        tokenizer = self._checkpoint.tokenizer
        text = prefix + defuse(request.text, tokenizer.all_special_tokens)
        tokens = tuple(tokenizer(text)["input_ids"])
        return Prompt(tokens, _output_limit(self._checkpoint, len(tokens), request.target))

    def _encode(self, text: str) -> tuple[int, ...]:
        tokenizer = self._checkpoint.tokenizer
        text = defuse(text, tokenizer.all_special_tokens)
        return tuple(tokenizer(text_target=text, add_special_tokens=False)["input_ids"])

    def answer(self, translation: str, target: str) -> tuple[int, ...]:
        """See `CheckpointTranslator`."""
        _, first = self._route(codes_of(target))
        tokenizer = self._checkpoint.tokenizer
        text = defuse(translation, tokenizer.all_special_tokens)
        tokens = tokenizer(text_target=text, add_special_tokens=False)["input_ids"]
        end = end_tokens(self._checkpoint.settings)[0]
        return (*(() if first is None else (first,)), *tokens, end)

    def _decoding(self, request: TranslationRequest) -> Decoding:
        _, first = self._route(codes_of(request.target))
        wanted = request.attempt + 1
        return replace(
            self._checkpoint.decoding,
            beams=max(self._checkpoint.decoding.beams, wanted),
            hypotheses=wanted,
            first_token=first,
        )

    def _text(self, request: TranslationRequest, answers: Sequence[Written]) -> str:
        return _nth(answers, request.attempt)


def translator_of(checkpoint: Checkpoint, source: str) -> CheckpointTranslator:
    """Return the translator that a checkpoint makes, from a source language.

    Raises:
        ModelError: The checkpoint is not known to translate.

    """
    if checkpoint.spec.family == "chat":
        return ChatTranslator(checkpoint)
    return Seq2SeqTranslator(checkpoint, source)


_Route = Callable[[FamilyCodes], tuple[str, int | None]]
"""Gives, for a target, the words before the text and the token that the output starts with."""


def _route(checkpoint: Checkpoint, spec: AdaptableModel, source: FamilyCodes) -> _Route:
    """Return how the checkpoint's family is told the languages."""
    tokenizer = checkpoint.tokenizer
    kind = checkpoint.config.model_type

    def identity(token: str) -> int | None:
        found: int = tokenizer.convert_tokens_to_ids(token)
        return None if found == tokenizer.unk_token_id else found

    def first_known(target: FamilyCodes, codes: Sequence[str], form: str) -> tuple[str, int]:
        chosen = spec.language_codes.get(target.tag)
        tokens = [form.format(code) for code in ([chosen] if chosen else codes) if code]
        for token in tokens:
            if (found := identity(token)) is not None:
                return token, found
        raise ModelError(
            spec.name,
            f"has no code for {target.name}{' among ' if tokens else ''}{', '.join(tokens)}",
            "choose a model that translates it, or set `language_codes`",
        )

    if kind == "marian":
        if not tokenizer.supported_language_codes:
            return lambda target: _only_target(spec.name, tokenizer.target_lang, target)

        def marian(target: FamilyCodes) -> tuple[str, int | None]:
            token, _ = first_known(target, (*target.marian, target.tag), ">>{}<<")
            return f"{token} ", None

        return marian
    if kind == "m2m_100":
        nllb = identity("eng_Latn") is not None

        def m2m(target: FamilyCodes) -> tuple[str, int]:
            codes, form = ([target.nllb], "{}") if nllb else ([target.m2m100], "__{}__")
            return first_known(target, codes, form)

        tokenizer.src_lang = m2m(source)[0].strip("_")
        return lambda target: ("", m2m(target)[1])
    if kind == "t5" and identity("<2en>") is not None:
        return lambda target: (f"{first_known(target, [target.madlad], '<2{}>')[0]} ", None)
    raise ModelError(
        spec.name,
        f"is a {kind} model, which is not known to translate",
        "choose a Marian (opus-mt), NLLB-200, M2M-100 or MADLAD-400 checkpoint",
    )


def _only_target(name: str, only: str | None, target: FamilyCodes) -> tuple[str, None]:
    """Check that a checkpoint without language tokens does not say that it has another target."""
    if only and only.split("_")[0] not in {target.tag.split("-")[0], *target.marian}:
        raise ModelError(name, f"translates into {only} only", f"choose one for {target.name}")
    return "", None
