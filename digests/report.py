"""What a run did: the contents of ``run.json``, which never needs the digest to be understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from base.records import Frozen, Named, Shown
from checks.verdict import Check
from digests.digest import DigestHead, Entry, Model
from digests.versions import SCHEMA_VERSION, Version, published_schema, read_record

TextKind = Literal["title", "model", "source", "quotation", "translation"]
"""A sentence, by its origin, or a translation."""


class Outcome(Frozen):
    """What became of one input: none is ever dropped without a word."""

    location: Named = Field(
        description="Path or URL that was read; `path#n` is record n of a file; a path with "
        "characters that do not print is a file: URI"
    )
    article: str | None = Field(None, description="Article id, where it became an article")
    status: Literal["digested", "repeated", "failed", "skipped"] = Field(
        description="repeated: the same bytes were read already; skipped: left out on purpose"
    )
    story: str | None = Field(None, description="Story id, which is also the entry id")
    reason: Shown | None = Field(None, description="Why it failed, or what it repeats")


class Counts(Frozen):
    """How much of everything."""

    read: int = 0
    failed: int = 0
    repeated: int = 0
    stories: int = 0
    entries: int = 0
    cached: int = Field(0, description="Entries taken from the cache")
    watched: int = Field(0, description="Entries that match the watch list")
    sentences: int = Field(0, description="Headlines and summary sentences")
    unsupported: int = 0
    translations: int = 0
    translations_failed: int = Field(0, description="Translations that fail at least one check")


class CheckCounts(Frozen):
    """The verdicts of one check on the texts of one kind in one language."""

    check: str
    text: TextKind = Field(
        description="What was checked: a sentence, by its origin, or a translation"
    )
    language: str
    model: str | None = Field(None, description="Model that wrote it; None: nobody's model did")
    passed: int = 0
    failed: int = 0
    skipped: int = 0


class Usage(Frozen):
    """What a run used of a model; entries from the cache cost nothing."""

    model: str
    engine: str
    tokens_read: int = Field(0, description="Prompts, counted whole; by a server as it says")
    tokens_written: int = 0
    cost: float | None = Field(None, description="Where the profile gives the server's prices")
    currency: str | None = None


def total_usage(usage: Iterable[Usage]) -> tuple[Usage, ...]:
    """Add up by model and engine."""
    totals: dict[tuple[str, str], Usage] = {}
    for part in usage:
        key = part.model, part.engine
        known = totals.get(key)
        totals[key] = part if known is None else _sum(known, part)
    return tuple(totals[key] for key in sorted(totals))


def _sum(one: Usage, other: Usage) -> Usage:
    costs = [part.cost for part in (one, other) if part.cost is not None]
    return one.model_copy(
        update={
            "tokens_read": one.tokens_read + other.tokens_read,
            "tokens_written": one.tokens_written + other.tokens_written,
            "cost": sum(costs) if costs else None,
            "currency": one.currency or other.currency,
        }
    )


class RunReport(Frozen):
    """One run: what went in, what came out, what made it, how long it took."""

    schema_version: Version = SCHEMA_VERSION
    run: str
    started: AwareDatetime
    finished: AwareDatetime
    profile: str
    settings: dict[str, Any] = Field(description="The profile, as it was used")
    models: tuple[Model, ...] = ()
    libraries: dict[str, str] = Field(default_factory=dict, description="Version by distribution")
    platform: str = ""
    counts: Counts = Counts()
    seconds: dict[str, float] = Field(default_factory=dict, description="Wall time by stage")
    usage: tuple[Usage, ...] = Field((), description="Tokens by model and engine")
    outcomes: tuple[Outcome, ...] = ()
    checks: tuple[CheckCounts, ...] = ()
    warnings: tuple[Shown, ...] = ()


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``run.json``."""
    return published_schema(RunReport)


def read_report(path: str | Path) -> RunReport:
    """Read a ``run.json`` that any polydigest with format 1.x wrote.

    Raises:
        RecordError: It cannot be read, is no report, or has another major version.

    """
    return read_record(Path(path), RunReport, "the report of a run")


class Tally:
    """Counts entries that pass by one at a time."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._counts: Counter[str] = Counter()
        self._verdicts: Counter[tuple[str, TextKind, str | None, str]] = Counter()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Count one more entry."""
        sentences = entry.translatable
        translations = [t for sentence in sentences for t in sentence.translations.values()]
        self._counts.update(
            entries=1,
            watched=bool(entry.watched),
            sentences=len(sentences),
            unsupported=sum(not sentence.supported for sentence in sentences),
            translations=len(translations),
            translations_failed=sum(bool(translation.failed) for translation in translations),
        )
        self._verdicts.update(
            (check.name, text, language, check.status)
            for text, language, checks in _checked(entry)
            for check in checks
        )

    def counts(
        self, outcomes: Sequence[Outcome] = (), *, stories: int = 0, cached: int = 0
    ) -> Counts:
        """Return the counts of the entries and of the inputs that they were made from."""
        status = Counter(outcome.status for outcome in outcomes)
        return Counts(
            read=len(outcomes),
            failed=status["failed"],
            repeated=status["repeated"],
            stories=stories,
            cached=cached,
            **self._counts,
        )

    def checks(self, head: DigestHead) -> tuple[CheckCounts, ...]:
        """Count verdicts by check, kind of text, language and model, sorted by these.

        A translation counts for the translator that lists its language among its targets (or
        lists none); where several would do, for none of them.
        """
        rows = sorted(
            (name, text, language or head.source_language, language)
            for name, text, language in {verdict[:3] for verdict in self._verdicts}
        )
        return tuple(
            CheckCounts(
                check=name,
                text=text,
                language=shown,
                model=author(head.models, text, shown),
                passed=self._verdicts[name, text, language, "passed"],
                failed=self._verdicts[name, text, language, "failed"],
                skipped=self._verdicts[name, text, language, "skipped"],
            )
            for name, text, shown, language in rows
        )


def _checked(entry: Entry) -> Iterator[tuple[TextKind, str | None, tuple[Check, ...]]]:
    """Yield what was checked; None stands for the language of the sources."""
    for sentence in entry.translatable:
        yield sentence.origin, None, sentence.checks
        for translation in sentence.translations.values():
            yield "translation", translation.target, translation.checks


def author(models: Iterable[Model], text: TextKind, language: str) -> str | None:
    """Name the model that wrote a text of that kind; None: nobody's, or one of several."""
    if text == "model":
        names = {model.name for model in models if model.role == "summariser"}
    elif text == "translation":
        names = {
            model.name
            for model in models
            if model.role == "translator" and (not model.targets or language in model.targets)
        }
    else:
        return None
    return names.pop() if len(names) == 1 else None
