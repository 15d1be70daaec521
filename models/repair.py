"""Terms that a translation lacks, put where the model itself likes them best.

Of a draft, each beginning is a prefix that the term may follow. One pass over the draft says how
likely the term begins at each place. From the best one the model writes on by itself, in whichever
of the term's forms it likes best. That is prefix-constrained decoding as of interactive translation
(Knowles & Koehn 2016, "Neural Interactive Translation Prediction", AMTA), with the prefix chosen by
score in place of a translator: it costs a pass, and at most the steps of one more translation. Grid
beam search (Hokamp & Liu 2017, doi:10.18653/v1/P17-1141) considers all places at once, at the price
of a beam for each number of words that are placed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from language.terms import Term
from models.checkpoint import Checkpoint, Written
from models.engines import Decoding, Prompt
from models.progress import Step

_WORD_STARTS = re.compile(r"(?:^|(?<=[\s«„“\"(\[]))(?=\w)|(?<=\w)(?=[.,;:!?»”\")\]])")
"""Where a word may be put in a text with spaces: before words, and after the last of a clause."""


_LOOKS = 3
"""Places that are looked at once more where a vocabulary parts spaces from words."""
_ROUNDS = 2
"""Terms that are put into a draft one after another; each costs a pass of its own."""


Encode = Callable[[str], tuple[int, ...]]
"""Gives the token ids of a text as the model writes it."""

_Foreseen = dict[tuple[tuple[int, ...], int], float]
"""How likely a token is, in nats, by the tokens before it and itself."""


@dataclass
class DraftTranslation:
    """A translation on its way: what it still lacks, and from which character on it may change."""

    prompt: Prompt
    text: str
    missing: tuple[Term, ...]
    spaced: bool
    floor: int = 0
    rewritten: int = 0
    """Tokens that the model has written anew, about."""


@dataclass(frozen=True)
class _Place:
    """Where a term's forms may be put into a draft."""

    term: Term
    start: int
    """Character of the draft."""
    prefix: tuple[int, ...]
    """Tokens of the draft before the term."""
    forms: dict[tuple[int, ...], str]
    """By the tokens of a form, with what it joins: the draft up to and with the form."""


def repair(
    drafts: Sequence[DraftTranslation],
    checkpoint: Checkpoint,
    decoding: Decoding,
    encode: Encode,
    cleaned: Callable[[DraftTranslation, Written], str],
) -> list[str]:
    """Return each draft with the terms that it lacks; what cannot be had leaves it as it was.

    Several terms are put from left to right, each into what the model wrote after the one before,
    as long as the model need not write more tokens than one translation has. ``cleaned`` gives
    the translation that is in an answer.

    Raises:
        ModelError: Memory is exhausted.

    """
    for _ in range(_ROUNDS):
        waiting = [draft for draft in drafts if draft.missing]
        placed: list[tuple[DraftTranslation, _Place]] = []
        with Step(f"{checkpoint.spec.name}, places of terms", len(waiting)) as step:
            for number, draft in enumerate(waiting, start=1):
                if place := _choose(draft, checkpoint, decoding, encode):
                    placed.append((draft, place))
                step.advance(number)
        prompts = [replace(d.prompt, prefix=p.prefix, choices=tuple(p.forms)) for d, p in placed]
        answers = checkpoint.write(prompts, decoding) if prompts else []
        for (draft, place), (best, *_) in zip(placed, answers, strict=True):
            _put(draft, place, cleaned(draft, best) if best.finished else "")
    return [draft.text for draft in drafts]


def _put(draft: DraftTranslation, place: _Place, text: str) -> None:
    """Take a text with a term for the draft, if it has the term at its place."""
    put = max((f for f in place.forms.values() if text.startswith(f)), key=len, default="")
    if not put:
        draft.missing = ()  # as much as a translation may have been written for nothing
        return
    draft.text, draft.floor = text, len(put)
    draft.missing = tuple(
        term
        for term in draft.missing
        if term is not place.term and not any(form in text for form in term.renderings)
    )


def _choose(
    draft: DraftTranslation, checkpoint: Checkpoint, decoding: Decoding, encode: Encode
) -> _Place | None:
    """Return the leftmost of the best places of the terms that a draft lacks, if it pays."""
    places = _places(draft, encode, checkpoint.tokenizer.unk_token_id)
    if not places:
        draft.missing = ()
        return None
    likely = _likely(draft, places, checkpoint, decoding, encode)
    best: dict[str, tuple[float, _Place]] = {}
    for score, place in zip(likely, places, strict=True):
        if place.term.source not in best or score > best[place.term.source][0]:
            best[place.term.source] = score, place
    leftmost = min((place for _, place in best.values()), key=lambda place: place.start)
    length = len(encode(draft.text))
    more = length - len(leftmost.prefix)
    if draft.rewritten and draft.rewritten + more > length:
        draft.missing = ()
        return None
    draft.rewritten += more
    return leftmost


def _likely(
    draft: DraftTranslation,
    places: Sequence[_Place],
    checkpoint: Checkpoint,
    decoding: Decoding,
    encode: Encode,
) -> list[float]:
    """Return how likely the likeliest form of each place begins there, in nats."""
    whole = encode(draft.text)

    def foreseen(text: tuple[int, ...], at: Iterable[int], tokens: Iterable[int]) -> _Foreseen:
        rows, columns = sorted(set(at)), sorted(set(tokens))
        prompt = replace(draft.prompt, prefix=text)
        found = checkpoint.foresee(prompt, rows, columns, decoding)
        return {
            (text[:row], column): float(value)
            for row, values in zip(rows, found, strict=True)
            for column, value in zip(columns, values, strict=True)
        }

    def blank(form: tuple[int, ...]) -> bool:
        return len(form) > 1 and not str(checkpoint.tokenizer.decode([form[0]])).strip()

    at = [n for p in places for n in (len(p.prefix), len(p.prefix) + 1) if n <= len(whole)]
    seen = foreseen(whole, at, (token for p in places for form in p.forms for token in form[:2]))
    # Some vocabularies part a space from the word, and a space fits nearly everywhere. What
    # follows it is seen where the draft has a space as well; elsewhere it takes one more look.
    spaces = {
        p.prefix + form[:1]: seen[p.prefix, form[0]]
        for p in places
        for form in p.forms
        if blank(form)
    }
    unseen = [text for text in spaces if whole[: len(text)] != text]
    for text in nlargest(_LOOKS, unseen, key=spaces.__getitem__):
        seen |= foreseen(text, [len(text)], (f[1] for p in places for f in p.forms if blank(f)))

    def begun(prefix: tuple[int, ...], form: tuple[int, ...]) -> float:
        first = seen[prefix, form[0]]
        return first + seen.get((prefix + form[:1], form[1]), -math.inf) if blank(form) else first

    return [max(begun(place.prefix, form) for form in place.forms) for place in places]


def _places(draft: DraftTranslation, encode: Encode, unknown: int | None) -> list[_Place]:
    whole = encode(draft.text)
    starts = (
        [match.start() for match in _WORD_STARTS.finditer(draft.text)]
        if draft.spaced
        else range(len(draft.text))
    )
    found: dict[tuple[str, int, int], _Place] = {}
    room = draft.prompt.limit - 2
    for start in starts:
        if start < draft.floor:
            continue
        head = draft.text[:start]
        shared = _common(encode(head.rstrip()), whole)
        gap = " " if draft.spaced and head[-1:].isalnum() else ""
        for term in draft.missing:
            for rendering in term.renderings:
                form = rendering if start else rendering[:1].upper() + rendering[1:]
                tokens = encode(head + gap + form)
                # Where tokens join, the term is taken with what its first one takes in.
                at = min(shared, _common(tokens, whole))
                if unknown not in tokens[at:] and at < len(tokens) < room:
                    place = found.setdefault(
                        (term.source, start, at), _Place(term, start, whole[:at], {})
                    )
                    place.forms[tokens[at:]] = head + gap + form
    return list(found.values())


def _common(first: Sequence[int], second: Sequence[int]) -> int:
    """Return how many tokens two sequences begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))
