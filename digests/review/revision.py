"""An entry as persons left it: decisions applied, texts that changed judged again, and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from articles.article import Story
from base.hashing import json_sha256
from checks.verdict import Check
from digests.digest import (
    DigestSentence,
    Edited,
    Entry,
    Replaced,
    Translation,
)
from digests.evidence import Evidence
from digests.judge import Judge, Report
from digests.review.decisions import Decision

OUTDATED = Check(
    name="current",
    status="failed",
    expected="a translation of the sentence as it was edited",
)
"""Verdict on a translation whose sentence a person has changed since."""

Unit = tuple[str, str | None]
"""Id of a sentence, and the target language of its translation: None is the sentence itself."""


@dataclass(frozen=True)
class Standing:
    """How a text stands after some decisions about it."""

    text: str
    evidence: tuple[Evidence, ...] | None = None
    """That a person chose; None: nobody did."""
    accepted: bool = False
    rejected: bool = False
    renders: str | None = None
    """Sentence that a translation was last written or accepted for; None: as the machine had it."""
    decisions: tuple[Decision, ...] = ()

    def after(self, decision: Decision, machine: str) -> Standing:
        """Return how the text stands after one more decision; ``machine`` is what it was at first.

        Whoever accepts or rejects means the text that they saw, and no other.
        """
        made = replace(self, decisions=(*self.decisions, decision))
        match decision.action:
            case "restore":
                return Standing(machine)
            case "edit" if decision.after:
                text = decision.after.text
                made = replace(
                    made, text=text, accepted=False, rejected=False, renders=decision.renders
                )
            case "attribute" if decision.after:
                made = replace(
                    made, evidence=decision.after.evidence, accepted=False, rejected=False
                )
            case "accept" if decision.before.text == self.text:
                made = replace(made, accepted=True, rejected=False, renders=decision.renders)
            case "reject" if decision.before.text == self.text:
                made = replace(made, accepted=False, rejected=True)
            case _:
                return self
        return made

    @property
    def last(self) -> datetime:
        """When it was last decided about."""
        return self.decisions[-1].time

    def edited(self, machine: Replaced | None) -> Edited | None:
        """Return what the digest says of it; None where nobody decided."""
        if not self.decisions:
            return None
        return Edited(
            editors=tuple(dict.fromkeys(decision.editor for decision in self.decisions)),
            time=self.last,
            accepted=self.accepted,
            decisions=tuple(decision.id for decision in self.decisions),
            machine=machine,
        )


def standings(entry: Entry, decisions: Iterable[Decision]) -> dict[Unit, Standing]:
    """Fold decisions into how each text of an entry stands that is not as the machine made it.

    Args:
        entry: As the machine made it.
        decisions: About its texts, oldest first; others are passed over.

    """
    machine: dict[Unit, str] = defaultdict(str)
    for sentence in entry.sentences:
        machine[sentence.id, None] = sentence.text
        machine |= {(sentence.id, t): made.text for t, made in sentence.translations.items()}
    known = {sentence.id for sentence in entry.sentences}
    found: dict[Unit, Standing] = {}
    for decision in decisions:
        unit = (decision.sentence, decision.target)
        if decision.sentence in known:
            before = found.get(unit) or Standing(machine[unit])
            found[unit] = before.after(decision, machine[unit])
    return {unit: standing for unit, standing in found.items() if standing.decisions}


def fingerprint(entry: Entry, decisions: Iterable[Decision]) -> str:
    """Return the fingerprint that an entry has once these decisions are applied to it."""
    found = standings(entry, decisions)
    ids = sorted(d.id for standing in found.values() for d in standing.decisions)
    return json_sha256([entry.fingerprint, ids])


def is_current(machine: Entry, revised: Entry, decisions: Iterable[Decision]) -> bool:
    """Whether an entry shows these decisions, and no others."""
    shown = {unit: edited.decisions for unit, edited in _edits(revised)}
    return shown == {
        unit: tuple(decision.id for decision in standing.decisions)
        for unit, standing in standings(machine, decisions).items()
    }


def revise(entry: Entry, decisions: Iterable[Decision], judge: Judge, story: Story | None) -> Entry:
    """Apply decisions to an entry as the machine made it.

    A sentence whose wording changed gets its evidence anew, unless a person chose it. What changed
    is judged again. A translation whose sentence changed since fails the check ``current``.

    Args:
        entry: As the machine made it.
        decisions: About its texts, oldest first.
        judge: What judges the texts that changed.
        story: With the texts that evidence is sought in; None: they were not kept.

    """
    found = standings(entry, decisions)
    if not found:
        return entry
    report = Report.of(story) if story else _quoted(entry)
    gone = {key for (key, target), standing in found.items() if not target and standing.rejected}
    sentences: list[DigestSentence] = []
    for sentence in entry.sentences:
        others = [earlier.text for earlier in sentences if earlier.id not in gone]
        standing = found.get((sentence.id, None))
        sentences.append(_sentence(sentence, standing, judge, report, story, others))
    targets = dict.fromkeys(
        target
        for target in (
            *(t for sentence in entry.sentences for t in sentence.translations),
            *(target for _, target in found),
        )
        if target
    )
    before = {sentence.id: sentence for sentence in entry.sentences}
    for target in targets:
        sentences = _translated(sentences, before, target, found, judge)
    return entry.model_copy(
        update={
            "headline": sentences[0],
            "summary": tuple(s for s in sentences[1:] if s.id not in gone),
            "rejected": tuple(s for s in sentences[1:] if s.id in gone),
            "revises": entry.fingerprint,
            "fingerprint": fingerprint(entry, decisions),
        }
    )


def sentences_of(entry: Entry) -> list[DigestSentence]:
    """Return the headline, then the summary with what was rejected in its place."""
    return [entry.headline, *sorted((*entry.summary, *entry.rejected), key=_number)]


def machine_entry(entry: Entry) -> Entry:
    """Return an entry as it was before anybody decided about it."""
    if entry.revises is None:
        return entry
    headline, *summary = sentences_of(entry)
    return entry.model_copy(
        update={
            "headline": _machine_sentence(headline),
            "summary": tuple(map(_machine_sentence, summary)),
            "rejected": (),
            "fingerprint": entry.revises,
            "revises": None,
        }
    )


def _quoted(entry: Entry) -> Report:
    """Return what an entry quotes of a story that was not kept."""
    quoted = dict.fromkeys(proof.text for s in entry.sentences for proof in s.evidence)
    lead = entry.articles[0]
    return Report("\n\n".join(quoted), lead.source.published_on, lead.language)


def _number(sentence: DigestSentence) -> int:
    found = re.search(r"\d+$", sentence.id)
    return int(found[0]) if found else 0


def _edits(entry: Entry) -> Iterable[tuple[Unit, Edited]]:
    for sentence in sentences_of(entry):
        if sentence.edited:
            yield (sentence.id, None), sentence.edited
        for target, made in (*sentence.translations.items(), *sentence.rejected.items()):
            if made.edited:
                yield (sentence.id, target), made.edited


def _machine_sentence(sentence: DigestSentence) -> DigestSentence:
    made = {**sentence.translations, **sentence.rejected}
    translations = {
        target: machine
        for target, translation in made.items()
        if (machine := _machine_translation(translation)) is not None
    }
    update: dict[str, object] = {"translations": translations, "rejected": {}, "edited": None}
    if sentence.edited and (was := sentence.edited.machine):
        update |= {
            "text": was.text,
            "supported": was.supported,
            "evidence": was.evidence,
            "checks": was.checks,
        }
    return sentence.model_copy(update=update)


def _machine_translation(made: Translation) -> Translation | None:
    if made.edited is None:
        checks = tuple(check for check in made.checks if check.name != OUTDATED.name)
        return made.model_copy(update={"checks": checks})
    if (was := made.edited.machine) is None:
        return None
    return made.model_copy(update={"text": was.text, "checks": was.checks, "edited": None})


def _sentence(
    sentence: DigestSentence,
    standing: Standing | None,
    judge: Judge,
    report: Report,
    story: Story | None,
    others: Sequence[str],
) -> DigestSentence:
    if standing is None:
        return sentence
    machine = Replaced(
        text=sentence.text,
        supported=sentence.supported,
        evidence=sentence.evidence,
        checks=sentence.checks,
    )
    evidence, checks, supported = sentence.evidence, sentence.checks, sentence.supported
    rewritten = standing.text != sentence.text
    if rewritten or standing.evidence is not None:
        if standing.evidence is None and story:
            [attribution] = judge.attributor.attribute([standing.text], story)
        else:
            chosen = evidence if standing.evidence is None else standing.evidence
            attribution = judge.attributor.rate(standing.text, chosen, report.language, story)
        evidence = attribution.evidence
        checks = judge.sentence(standing.text, attribution, report, others)
        faithful = all(check.status != "failed" for check in checks)
        supported = faithful or (sentence.origin != "model" and not rewritten)
    return sentence.model_copy(
        update={
            "text": standing.text,
            "evidence": evidence,
            "checks": checks,
            "supported": supported or standing.accepted,
            "edited": standing.edited(machine),
        }
    )


def _translated(
    sentences: Sequence[DigestSentence],
    before: Mapping[str, DigestSentence],
    target: str,
    found: Mapping[Unit, Standing],
    judge: Judge,
) -> list[DigestSentence]:
    """Return sentences with their translations into one language as persons left them."""
    around = " ".join(sentence.text for sentence in sentences)
    shown: dict[str, str] = {}
    for sentence in sentences:
        machine = sentence.translations.get(target)
        standing = found.get((sentence.id, target)) or Standing(machine.text if machine else "")
        if standing.text:
            shown[sentence.id] = standing.text
    done = []
    for sentence in sentences:
        if sentence.id not in shown:
            done.append(sentence)
            continue
        machine = sentence.translations.get(target)
        standing = found.get((sentence.id, target)) or Standing(shown[sentence.id])
        moved = sentence.text != before[sentence.id].text
        checks = machine.checks if machine else ()
        # What nobody decided about keeps its verdicts: they tell what the machine had.
        if standing.decisions and (moved or machine is None or standing.text != machine.text):
            others = [
                (s.text, shown[s.id]) for s in sentences if s is not sentence and s.id in shown
            ]
            terms = judge.glossary.terms(sentence.text, target, around)
            context = judge.context(sentence.text, standing.text, target, others, terms)
            [checks] = judge.translations([context])
        was = before[sentence.id].text if standing.renders is None else standing.renders
        if was != sentence.text:
            checks = (OUTDATED, *checks)
            standing = replace(standing, accepted=False)
        made = Translation(
            renders=sentence.id,
            target=target,
            text=standing.text,
            checks=checks,
            attempts=machine.attempts if machine else 1,
            edited=standing.edited(
                Replaced(text=machine.text, checks=machine.checks) if machine else None
            ),
        )
        if standing.rejected:
            kept = {t: m for t, m in sentence.translations.items() if t != target}
            update = {"translations": kept, "rejected": {**sentence.rejected, target: made}}
        else:
            update = {"translations": {**sentence.translations, target: made}}
        done.append(sentence.model_copy(update=update))
    return done
