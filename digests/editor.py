"""From stories to entries: summarise, attribute, check, repair, translate, check, retry."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from articles.article import Story
from base.hashing import json_sha256
from base.showing import number_of
from checks.registry import check_fingerprint
from checks.verdict import Check, SummaryCheck, TranslationCheck
from digests.attribution import Attribution, Attributor
from digests.digest import DigestSentence, Entry, EntryArticle, EventAccount, Translation
from digests.events.account import account_of, stories_by_article, superseded, with_origins
from digests.events.changes import going_on
from digests.events.event import Event
from digests.events.selection import document_of
from digests.evidence import Evidence
from digests.judge import Judge, Report
from language.glossary import Glossary
from language.renderings import forms
from language.terms import Term
from language.tidying import tidy
from models.tasks import Embedder, Summariser, TranslationRequest, Translator

STAGE_VERSION = 12
"""Raised when this module's code changes what an entry says: part of every fingerprint."""

MIN_SENTENCES = 2
MAX_SENTENCES = 4

logger = logging.getLogger(__name__)


class Memory(Protocol):
    """A translation memory."""

    def recall(self, fingerprint: str, target: str, texts: Sequence[str]) -> dict[str, str]:
        """Return the known translations among ``texts``."""

    def remember(self, fingerprint: str, target: str, translations: Mapping[str, str]) -> None:
        """Keep translations."""


@dataclass(frozen=True)
class Judged:
    """A sentence that may enter a summary, with its evidence and verdicts."""

    text: str
    attribution: Attribution
    checks: tuple[Check, ...]

    @property
    def faithful(self) -> bool:
        """No check failed."""
        return all(check.status != "failed" for check in self.checks)

    @property
    def passage(self) -> tuple[str, int] | None:
        """Article and offset of the best evidence, or None where there is none."""
        best = next(iter(self.attribution.evidence), None)
        return (best.article, best.start) if best else None


@dataclass(frozen=True)
class _Desk:
    """An event as its summary is written."""

    event: Event
    reading: Story
    """What the summary may rest on."""
    texts: Mapping[str, str]
    """Which text each article is a copy of."""
    account: EventAccount | None

    @classmethod
    def of(cls, event: Event, language: str, embedder: Embedder) -> _Desk:
        account = account_of(event, language, embedder)
        return cls(event, event.reading(language), stories_by_article(event), account)

    @property
    def several(self) -> bool:
        """Whether it has more than one text."""
        return len({self.texts.get(article.id) for article in self.reading.articles}) > 1


@dataclass(frozen=True)
class Editor:
    """Makes entries of events with one set of models, checks and glossary."""

    summariser: Summariser
    translators: Mapping[str, Translator]
    """By target language; the targets of the digest are its keys."""
    embedder: Embedder
    attributor: Attributor
    summary_checks: tuple[SummaryCheck, ...]
    translation_checks: tuple[TranslationCheck, ...]
    glossary: Glossary
    memory: Memory
    language: str = "en"
    """Of summaries."""
    retries: int = 1
    """Further hypotheses asked for a translation that fails a check."""
    progress: Callable[[str], None] = field(default=logger.info)

    @cached_property
    def judge(self) -> Judge:
        """What judges its sentences and translations."""
        return Judge(
            embedder=self.embedder,
            attributor=self.attributor,
            summary_checks=self.summary_checks,
            translation_checks=self.translation_checks,
            glossary=self.glossary,
        )

    def fingerprint(self, event: Event) -> str:
        """Hash all that can change the entry of ``event``: the key of the entry cache."""
        articles = [
            [each.id, each.title, each.text, each.doubtful, each.source.published]
            for each in event.articles
        ]
        hands = [
            [source.publisher, source.agency, source.byline, source.dateline]
            for source in (each.source for each in event.articles)
        ]
        parts = {
            **self._settings,
            "id": event.id,
            "stories": [[len(each.story.articles), each.kind] for each in event.stories],
            "articles": articles,
            "hands": [] if event.is_single else hands,
            "earlier": event.earlier and event.earlier.fingerprint,
            "corrections": [each.model_dump(mode="json") for each in event.corrections],
        }
        return json_sha256(parts)

    @cached_property
    def _settings(self) -> dict[str, Any]:
        """All but the story that can change an entry."""
        return {
            "version": STAGE_VERSION,
            "summariser": self.summariser.fingerprint,
            "translators": {t: m.fingerprint for t, m in sorted(self.translators.items())},
            "embedder": self.embedder.fingerprint,
            "checks": [
                *map(check_fingerprint, self.summary_checks),
                *map(check_fingerprint, self.translation_checks),
            ],
            "glossary": self.glossary.fingerprint,
            "retries": self.retries,
        }

    def entries(self, events: Sequence[Event]) -> list[Entry]:
        """Make one entry an event, in order; models see the events of a call in batches."""
        self.progress(f"summarising {number_of(len(events), 'event')}")
        entries = self._summarise(
            [_Desk.of(event, self.language, self.embedder) for event in events]
        )
        for target, translator in self.translators.items():
            self.progress(f"translating {number_of(len(events), 'event')} to {target}")
            entries = self._translate(entries, target, translator)
        return entries

    def _judge(self, texts: Sequence[str], desk: _Desk) -> list[Judged]:
        report = Report.of(desk.reading, desk.several)
        judged: list[Judged] = []
        attributions = self.attributor.attribute(texts, desk.reading, desk.texts)
        for text, attribution in zip(texts, attributions, strict=True):
            others = [earlier.text for earlier in judged]
            checks = self.judge.sentence(text, attribution, report, others)
            if desk.account is not None:
                found = superseded(text, attribution.evidence, desk.account, self.language)
                checks += (found,) if found else ()
            judged.append(Judged(text, attribution, checks))
        return judged

    def _summarise(self, desks: Sequence[_Desk]) -> list[Entry]:
        documents = [document_of(desk.reading, desk.event.reports, self.embedder) for desk in desks]
        drafts = self.summariser.summarise(documents)
        judged = [
            self._judge(draft.sentences[:MAX_SENTENCES], desk)
            for draft, desk in zip(drafts, desks, strict=True)
        ]
        again = [i for i, js in enumerate(judged) if not js or not all(j.faithful for j in js)]
        second: dict[int, list[Judged]] = {}
        if again:
            self.progress(f"{len(again)} summaries failed a check: asking for stricter ones")
            redrafts = self.summariser.summarise([documents[i] for i in again], attempt=1)
            second = {
                i: self._judge(redraft.sentences[:MAX_SENTENCES], desks[i])
                for i, redraft in zip(again, redrafts, strict=True)
            }
        return [
            self._entry(desk, draft.chunks, self._repair(desk, first, second.get(i, [])))
            for i, (desk, draft, first) in enumerate(zip(desks, drafts, judged, strict=True))
        ]

    def _repair(
        self, desk: _Desk, first: Sequence[Judged], second: Sequence[Judged]
    ) -> list[DigestSentence]:
        """Replace what failed: by a faithful sentence of the second draft, else by the source.

        No sentence may rest on the same passage as another: a repair must not repeat.
        """
        lead = desk.reading.lead
        spare = [judged for judged in second if judged.faithful]
        used = {judged.passage for judged in first if judged.faithful}
        kept: list[DigestSentence] = []
        for judged in first or spare:
            if judged.faithful:
                used.add(judged.passage)
                kept.append(_sentence(judged, "model"))
            elif fresh := next((s for s in spare if s.passage not in used), None):
                used.add(fresh.passage)
                kept.append(_sentence(fresh, "model"))
            elif quoted := self._quote(
                desk, [e.start for e in judged.attribution.evidence if e.article == lead.id], used
            ):
                kept.append(quoted)
        while len(kept) < MIN_SENTENCES and (
            quoted := self._quote(desk, [s.start for s in lead.certain_sentences], used)
        ):
            kept.append(quoted)
        return kept

    def _quote(
        self, desk: _Desk, starts: Sequence[int], used: set[tuple[str, int] | None]
    ) -> DigestSentence | None:
        """Quote the first of the lead article's sentences at ``starts`` that is not used yet."""
        lead = desk.reading.lead
        texts = {sentence.start: sentence.text for sentence in lead.certain_sentences}
        for start in starts:
            if start in texts and (lead.id, start) not in used:
                used.add((lead.id, start))
                return _sentence(self._judge([texts[start]], desk)[0], "source")
        return None

    def _entry(self, desk: _Desk, chunks: int, summary: Sequence[DigestSentence]) -> Entry:
        event, lead = desk.event, desk.reading.lead
        account = desk.account
        if account is not None:
            summary = [with_origins(each, account, self.language) for each in summary]
        headline = DigestSentence(
            id=f"{event.id}-h",
            text=lead.title,
            origin="title",
            supported=True,
            evidence=(Evidence.of_title(lead.id, lead.title),),
        )
        entry = Entry(
            id=event.id,
            fingerprint=self.fingerprint(event),
            headline=headline,
            summary=tuple(
                sentence.model_copy(update={"id": f"{event.id}-{number}"})
                for number, sentence in enumerate(summary, start=1)
            ),
            articles=entry_articles(event),
            chunks=chunks,
            event=account,
        )
        if event.earlier is None or event.earlier_run is None:
            return entry
        return going_on(entry, event.earlier, event.earlier_run, self.embedder, self.language)

    def _translate(
        self, entries: Sequence[Entry], target: str, translator: Translator
    ) -> list[Entry]:
        slots = [
            _Slot(
                entry=number,
                sentence=sentence,
                request=TranslationRequest(
                    text=sentence.text,
                    target=target,
                    context=context,
                    terms=self.glossary.terms(sentence.text, target, context),
                ),
            )
            for number, entry in enumerate(entries)
            for context in [" ".join(s.text for s in entry.sentences)]
            for sentence in entry.translatable
        ]
        for slot, text in zip(
            slots, self._remembered(translator, target, [s.request for s in slots]), strict=True
        ):
            slot.take(text)
        self._verdicts(slots, target)
        for attempt in range(1, self.retries + 1):
            failing = [slot for slot in slots if slot.failures]
            if not failing:
                break
            self.progress(
                f"{len(failing)} of {len(slots)} translations to {target} failed a check: "
                f"attempt {attempt + 1}"
            )
            requests = [slot.further(attempt) for slot in failing]
            for slot, text in zip(failing, translator.translate(requests), strict=True):
                slot.take(text)
            self._verdicts(failing, target)
        done: dict[int, dict[str, Translation]] = defaultdict(dict)
        for slot in slots:
            done[slot.entry][slot.sentence.id] = slot.translation(target)
        return [_with_translations(entry, target, done[i]) for i, entry in enumerate(entries)]

    def _remembered(
        self, translator: Translator, target: str, requests: Sequence[TranslationRequest]
    ) -> list[str]:
        keys = [_memory_key(request) for request in requests]
        known = self.memory.recall(translator.fingerprint, target, keys)
        missing = {k: r for k, r in zip(keys, requests, strict=True) if k not in known}
        if missing:
            made = translator.translate(list(missing.values()))
            fresh = dict(zip(missing, made, strict=True))
            self.memory.remember(translator.fingerprint, target, fresh)
            known = {**known, **fresh}
        return [known[key] for key in keys]

    def _verdicts(self, slots: Sequence[_Slot], target: str) -> None:
        """Judge the newest candidate of each slot and keep the best so far."""
        contexts = [
            self.judge.context(
                slot.request.text,
                slot.candidates[-1],
                target,
                # Where two disagree, the earlier is taken for right.
                [
                    (other.request.text, other.best or other.candidates[-1])
                    for place, other in enumerate(slots)
                    if other.entry == slot.entry
                    and other is not slot
                    and (other.checks or place < number)
                ],
                slot.request.terms,
            )
            for number, slot in enumerate(slots)
        ]
        verdicts = self.judge.translations(contexts)
        for slot, context, checks in zip(slots, contexts, verdicts, strict=True):
            failures = sum(check.status == "failed" for check in checks)
            if not slot.checks or failures < slot.failures:
                slot.best, slot.checks = slot.candidates[-1], checks
                slot.missing = tuple(context.missing_terms())


@dataclass
class _Slot:
    """A sentence on its way into one target language."""

    entry: int
    sentence: DigestSentence
    request: TranslationRequest
    candidates: list[str] = field(default_factory=list)
    best: str = ""
    checks: tuple[Check, ...] = ()
    missing: tuple[Term, ...] = ()
    """Terms that the best candidate lacks."""
    repaired: str = ""
    """The candidate that a repair was last asked for."""

    def further(self, attempt: int) -> TranslationRequest:
        """Ask for the missing terms once, else for another hypothesis."""
        plain = replace(self.request, attempt=attempt)
        if not self.missing or self.best == self.repaired:
            return plain
        self.repaired = self.best
        target = self.request.target
        missing = tuple(
            Term(t.source, tuple(f for r in t.renderings for f in forms(r, target)))
            for t in self.missing
        )
        return replace(plain, draft=self.best, missing=missing)

    def take(self, text: str) -> None:
        """Take a translation as a candidate, tidied."""
        self.candidates.append(tidy(text, self.request.text, self.request.target))

    @property
    def failures(self) -> int:
        return sum(check.status == "failed" for check in self.checks)

    def translation(self, target: str) -> Translation:
        return Translation(
            renders=self.sentence.id,
            target=target,
            text=self.best,
            checks=self.checks,
            attempts=len(self.candidates),
        )


def entry_articles(event: Event) -> tuple[EntryArticle, ...]:
    """Return what an entry says of the articles of its event."""
    return tuple(
        EntryArticle(
            id=a.id,
            title=a.title,
            language=a.language,
            source=a.source,
            kind=None if each.kind == "report" else each.kind,
        )
        for each in event.stories
        for a in each.story.articles
    )


def _sentence(judged: Judged, origin: str) -> DigestSentence:
    return DigestSentence.model_validate(
        {
            "id": "",
            "text": judged.text,
            "origin": origin,
            "supported": judged.faithful or origin == "source",
            "evidence": judged.attribution.evidence,
            "checks": judged.checks,
        }
    )


def _with_translations(entry: Entry, target: str, translations: Mapping[str, Translation]) -> Entry:
    def add(sentence: DigestSentence) -> DigestSentence:
        rendered = {**sentence.translations, target: translations[sentence.id]}
        return sentence.model_copy(update={"translations": rendered})

    account = entry.event
    return entry.model_copy(
        update={
            "headline": add(entry.headline),
            "summary": tuple(map(add, entry.summary)),
            "event": account
            and account.model_copy(
                update={
                    "quotations": tuple(
                        quotation.model_copy(update={"sentence": add(quotation.sentence)})
                        for quotation in account.quotations
                    )
                }
            ),
        }
    )


def _memory_key(request: TranslationRequest) -> str:
    """Key all that the first hypothesis of a sentence depends on beside the translator."""
    around = [request.context, [[t.source, t.renderings] for t in request.terms]]
    return f"{json_sha256(around)}\n{request.text}"
