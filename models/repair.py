"""Terms that a translation lacks, put where the model itself likes them best.

Of a draft, each beginning is a prefix that the term may follow. One teacher-forced pass says how
likely each place is; the best few are scored with the whole term, and from the best one the model
writes on by itself. That is prefix-constrained decoding as of interactive translation (Knowles &
Koehn 2016, "Neural Interactive Translation Prediction", AMTA), with the prefix chosen by score in
place of a translator. Grid beam search (Hokamp & Liu 2017, doi:10.18653/v1/P17-1141) considers
all places at once, at the price of a beam for each number of words that are placed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from language.terms import Term
from models.checkpoint import Checkpoint, Written
from models.engines import Decoding, Prompt

_PLACES = 3
"""Places of a term that are scored with all of it."""
_WORD_STARTS = re.compile(r"(?:^|(?<=[\s«„“\"(\[]))(?=\w)|(?<=\w)(?=[.,;:!?»”\")\]])")
"""Where a word may be put in a text with spaces: before words, and after the last of a clause."""


Encode = Callable[[str], tuple[int, ...]]
"""Gives the token ids of a text as the model writes it."""


@dataclass
class DraftTranslation:
    """A translation on its way: what it still lacks, and from which character on it may change."""

    prompt: Prompt
    text: str
    missing: tuple[Term, ...]
    spaced: bool
    floor: int = 0


@dataclass(frozen=True)
class _Place:
    """A term's form put into a draft at the character ``start``; ``text`` ends with it."""

    term: Term
    start: int
    text: str
    prefix: tuple[int, ...]
    continuation: tuple[int, ...]


def repair(
    drafts: Sequence[DraftTranslation],
    checkpoint: Checkpoint,
    decoding: Decoding,
    encode: Encode,
    cleaned: Callable[[DraftTranslation, Written], str],
) -> list[str]:
    """Return each draft with the terms that it lacks; what cannot be had leaves it as it was.

    Several terms are put from left to right, each into what the model wrote after the one before.
    ``cleaned`` gives the translation that is in an answer.

    Raises:
        ModelError: Memory is exhausted.

    """
    while waiting := [draft for draft in drafts if draft.missing]:
        placed: list[tuple[DraftTranslation, _Place]] = []
        for draft, place in zip(
            waiting, _choose(waiting, checkpoint, decoding, encode), strict=True
        ):
            if place is None:
                draft.missing = ()
            else:
                placed.append((draft, place))
        prompts = [replace(d.prompt, prefix=p.prefix + p.continuation) for d, p in placed]
        answers = checkpoint.write(prompts, decoding)
        for (draft, place), (best, *_) in zip(placed, answers, strict=True):
            text = cleaned(draft, best)
            if best.finished and text.startswith(place.text):
                draft.text, draft.floor = text, len(place.text)
            draft.missing = tuple(
                term
                for term in draft.missing
                if term is not place.term and not any(r in draft.text for r in term.renderings)
            )
    return [draft.text for draft in drafts]


def _choose(
    drafts: Sequence[DraftTranslation], checkpoint: Checkpoint, decoding: Decoding, encode: Encode
) -> list[_Place | None]:
    """Return, for each draft, the leftmost of the best places of the terms that it lacks."""

    def first(tokens: tuple[int, ...]) -> tuple[int, ...]:
        # Some vocabularies part a space from the word, and a space fits nearly everywhere.
        blank = not str(checkpoint.tokenizer.decode([tokens[0]])).strip()
        return tokens[: 2 if blank else 1]

    def scored(places: Sequence[tuple[DraftTranslation, _Place]], *, whole: bool) -> list[float]:
        return checkpoint.score(
            [replace(draft.prompt, prefix=place.prefix) for draft, place in places],
            [p.continuation if whole else first(p.continuation) for _, p in places],
            decoding,
        )

    offered = [
        (draft, place)
        for draft in drafts
        for place in _places(draft, encode, checkpoint.tokenizer.unk_token_id)
    ]
    by_first = sorted(zip(scored(offered, whole=False), offered, strict=True), key=lambda s: -s[0])
    starts: dict[tuple[int, str], list[int]] = {}
    for _, (draft, place) in by_first:
        promising = starts.setdefault((id(draft), place.term.source), [])
        if place.start not in promising and len(promising) < _PLACES:
            promising.append(place.start)
    kept = [(d, p) for d, p in offered if p.start in starts[id(d), p.term.source]]
    best: dict[tuple[int, str], tuple[float, _Place]] = {}
    for score, (draft, place) in zip(scored(kept, whole=True), kept, strict=True):
        key = (id(draft), place.term.source)
        if key not in best or score > best[key][0]:
            best[key] = (score, place)
    return [
        min(
            (place for (owner, _), (_, place) in best.items() if owner == id(draft)),
            key=lambda place: place.start,
            default=None,
        )
        for draft in drafts
    ]


def _places(draft: DraftTranslation, encode: Encode, unknown: int | None) -> Iterator[_Place]:
    whole = encode(draft.text)
    starts = (
        [match.start() for match in _WORD_STARTS.finditer(draft.text)]
        if draft.spaced
        else range(len(draft.text))
    )
    for start in starts:
        if start < draft.floor:
            continue
        head = draft.text[:start]
        shared = _common(encode(head.rstrip()), whole)
        gap = " " if draft.spaced and head[-1:].isalnum() else ""
        room = draft.prompt.limit - 2
        for term in draft.missing:
            for rendering in term.renderings:
                form = rendering if start else rendering[:1].upper() + rendering[1:]
                tokens = encode(head + gap + form)
                # Where tokens join, the term is scored with what its first one takes in.
                at = min(shared, _common(tokens, whole))
                if unknown not in tokens[at:] and at < len(tokens) < room:
                    yield _Place(term, start, head + gap + form, whole[:at], tokens[at:])


def _common(first: Sequence[int], second: Sequence[int]) -> int:
    """Return how many tokens two sequences begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))
