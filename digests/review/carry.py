"""Decisions that outlive their run: what they mean for an entry of another one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from articles.article import Story
from digests.digest import Entry
from digests.judge import Judge
from digests.review.decisions import Decision
from digests.review.revision import fingerprint, machine_entry, revise, standings
from digests.store import Store

Lookup = Callable[[Collection[str]], list[Decision]]
"""Returns the decisions on sentences with these texts, oldest first."""


def carried(entry: Entry, targets: Iterable[str], lookup: Lookup) -> list[Decision]:
    """Return the decisions that hold for an entry, as decisions about its own texts.

    What was decided about a sentence holds where the same story has the same sentence; what was
    decided about a translation, wherever the same sentence is translated into that language.

    Args:
        entry: As the machine made it.
        targets: Languages of the digest.
        lookup: What was decided before.

    """
    story = {entry.id, *(article.id for article in entry.articles)}
    texts = {sentence.id: sentence.text for sentence in entry.sentences}
    known = lookup(list(texts.values()))
    found = [
        decision.model_copy(update={"entry": entry.id, "sentence": key})
        for key, text in texts.items()
        for decision in known
        if decision.target is None and decision.renders == text and decision.entry in story
    ]
    for (key, _), standing in standings(entry, found).items():
        texts[key] = standing.text
    known = lookup(list(texts.values()))
    into = frozenset(targets)
    found += [
        decision.model_copy(update={"entry": entry.id, "sentence": key})
        for key, text in texts.items()
        for decision in known
        if decision.target in into and decision.renders == text
    ]
    decided = {d.id for standing in standings(entry, found).values() for d in standing.decisions}
    return [decision for decision in found if decision.id in decided]


def carry(
    entry: Entry, story: Story, targets: Collection[str], judge: Judge, store: Store
) -> Entry:
    """Return an entry with what persons decided about its texts in earlier runs, and store it.

    Raises:
        StoreError: The store is not usable.

    """
    decisions = carried(entry, targets, store.decisions_on)
    if not standings(entry, decisions):
        return entry
    key = fingerprint(entry, decisions)
    if (known := store.get_entries([key]).get(key)) is not None:
        return known
    revised = revise(entry, decisions, judge, story)
    store.put_entry(revised)
    return revised


def decisions_of(entry: Entry, targets: Collection[str], store: Store) -> list[Decision]:
    """Return the decisions that an entry of a run begins with, for the run's own log."""
    if entry.revises is None:
        return []
    return carried(machine_entry(entry), targets, store.decisions_on)
