"""What changed between two digests, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from checks.verdict import Check
from digests.digest import Digest, DigestHead, DigestSentence, Entry
from digests.render.view import counted, plain, publisher, warning


@dataclass(frozen=True)
class EntryPair:
    """A story in two digests, and what changed in it; a story is the same where an article is."""

    before: Entry
    after: Entry
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What changed between two digests."""

    head: tuple[str, ...]
    """Changes of profile, languages and models."""
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    pairs: tuple[EntryPair, ...]

    def lines(self) -> Iterator[str]:
        """Yield the comparison in lines: ``+`` is new, ``-`` is gone, ``~`` has changed."""
        yield from self.head
        for mark, entries in (("+", self.added), ("-", self.removed)):
            for entry in entries:
                names = dict.fromkeys(publisher(article.source) for article in entry.articles)
                yield f"{mark} {plain(entry.headline.text)} ({plain(', '.join(names))})"
        changed = [pair for pair in self.pairs if pair.changes]
        for pair in changed:
            yield f"~ {plain(pair.after.headline.text)}"
            yield from (f"    {change}" for change in pair.changes)
        yield f"{counted(len(self.pairs) - len(changed), 'story', 'stories')} unchanged"


def compare(before: Digest, after: Digest) -> Comparison:
    """Compare two digests."""
    pairs = list(_pairs(before.entries, after.entries))
    old, new = {entry.id for entry, _ in pairs}, {entry.id for _, entry in pairs}
    return Comparison(
        head=tuple(_head_changes(before, after)),
        added=tuple(entry for entry in after.entries if entry.id not in new),
        removed=tuple(entry for entry in before.entries if entry.id not in old),
        pairs=tuple(EntryPair(*pair, tuple(_entry_changes(*pair))) for pair in pairs),
    )


def _pairs(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield stories that both have: of one id, else of a common article; each stands once."""
    left = {entry.id: entry for entry in before}
    same = {entry.id for entry in after} & left.keys()
    by_article = {
        article.id: entry.id
        for entry in before
        if entry.id not in same
        for article in entry.articles
    }
    for entry in after:
        found = {entry.id} & same or {
            by_article[article.id] for article in entry.articles if article.id in by_article
        }
        for key in sorted(found & left.keys())[:1]:
            yield left.pop(key), entry


def _head_changes(before: DigestHead, after: DigestHead) -> Iterator[str]:
    for name, old, new in (
        ("profile", before.profile, after.profile),
        ("languages", _languages(before), _languages(after)),
        *(
            (role, _models(before, role), _models(after, role))
            for role in ("summariser", "translator", "embedder")
        ),
    ):
        if old != new:
            yield f"{name}: {old or 'none'} → {new or 'none'}"


def _languages(head: DigestHead) -> str:
    return ", ".join((head.source_language, *head.targets))


def _models(head: DigestHead, role: str) -> str:
    models = (model for model in head.models if model.role == role)
    return ", ".join(
        plain(" ".join(filter(None, (m.name, m.revision and m.revision[:12])))) for m in models
    )


def _entry_changes(before: Entry, after: Entry) -> Iterator[str]:
    old = {article.id: article for article in before.articles}
    new = {article.id: article for article in after.articles}
    for mark, here, there in (("-", old, new), ("+", new, old)):
        for key in here:
            if key not in there:
                article = here[key]
                yield f"source {mark} {plain(publisher(article.source))}: {plain(article.title)}"
    yield from _block_changes([before.headline], [after.headline])
    yield from _block_changes(before.summary, after.summary)


def _block_changes(
    before: Sequence[DigestSentence], after: Sequence[DigestSentence]
) -> Iterator[str]:
    gone, come = ([plain(sentence.text) for sentence in block] for block in (before, after))
    matcher = SequenceMatcher(None, gone, come, autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        if kind == "equal":
            for old, new in zip(before[low:high], after[start:end], strict=True):
                yield from _sentence_changes(old, new)
            continue
        yield from (f"- {text}" for text in gone[low:high])
        yield from (f"+ {text}" for text in come[start:end])


def _sentence_changes(before: DigestSentence, after: DigestSentence) -> Iterator[str]:
    """Say what changed around a sentence that stayed as it was."""
    about = f"“{plain(after.text)}”"
    if before.supported != after.supported:
        yield f"{about}: {'now supported' if after.supported else 'no longer supported'}"
    yield from (f"{about}: {change}" for change in _verdict_changes(before.failed, after.failed))
    for target in dict.fromkeys((*before.translations, *after.translations)):
        old, new = before.translations.get(target), after.translations.get(target)
        texts = [translation and plain(translation.text) for translation in (old, new)]
        if texts[0] != texts[1]:
            yield from (
                f"{target} {mark} {text}" for mark, text in zip("-+", texts, strict=True) if text
            )
        if new is not None:
            changes = _verdict_changes(old.failed if old else (), new.failed)
            yield from (f"{target} {plain(new.text)}: {change}" for change in changes)


def _verdict_changes(before: Sequence[Check], after: Sequence[Check]) -> Iterator[str]:
    old, new = ({check.name: check for check in checks} for checks in (before, after))
    yield from (f"now doubted, {plain(warning(new[name]))}" for name in new if name not in old)
    yield from (f"no longer doubted by {plain(name)}" for name in old if name not in new)
