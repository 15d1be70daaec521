"""What pages say of digests, stories and verdicts, in any language that has a catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from checks.coverage import Coverage
from checks.verdict import Check
from digests.digest import DigestHead, Edited, Model
from digests.render.phrases import Phrases, gettext_noop
from digests.render.view import DigestView, Heading, Match, Passage, StoryView, credit, plain
from digests.report import author

MACHINE_MADE = gettext_noop(
    "Written by machine. Models wrote the summaries and the translations, and automatic checks "
    "looked at every sentence. What is struck out is not supported by the source: do not take it "
    "for a fact. A check that passes is no proof: where it matters, read the source."
)

_HEADLINES = {
    "model": gettext_noop("headline written by a model"),
    "source": gettext_noop("headline quoted from the source"),
}
_ROLES = {
    "summariser": gettext_noop("Summary"),
    "translator": gettext_noop("Translation"),
    "embedder": gettext_noop("Comparison of meanings"),
}


class _Doubt(NamedTuple):
    """What to say of a failed check, and which of its values a reader can make sense of."""

    message: str
    values: Literal["both", "seen", "none"] = "both"


_DOUBTFUL = gettext_noop("An automatic check doubts this")
_MISSING = gettext_noop("Missing here")
_ADDED = gettext_noop("Not in the source")
_NUMBER = _Doubt(gettext_noop("The number differs"))
_DATE = _Doubt(gettext_noop("The date differs"))
_FINDINGS = {
    "number": _NUMBER,
    "ordinal": _NUMBER,
    "fraction": _NUMBER,
    "percent": _Doubt(gettext_noop("The percentage differs")),
    "money": _Doubt(gettext_noop("The sum of money differs")),
    "currency": _Doubt(gettext_noop("The currency differs")),
    "sign": _Doubt(gettext_noop("Plus or minus differs")),
    "multiple": _Doubt(gettext_noop("Something is multiplied without reason")),
    "year": _Doubt(gettext_noop("The year differs")),
    "decade": _Doubt(gettext_noop("The year differs")),
    "month": _Doubt(gettext_noop("The month differs")),
    "day": _DATE,
    "weekday": _Doubt(gettext_noop("The weekday differs")),
    "time": _Doubt(gettext_noop("The time of day differs")),
}
_DOUBTS = {
    "supported": _Doubt(gettext_noop("The source hardly says this"), "none"),
    "additions": _Doubt(_ADDED, "seen"),
    "names": _Doubt(gettext_noop("A name may be wrong")),
    "consistency": _Doubt(gettext_noop("One name is written in two ways")),
    "roles": _Doubt(gettext_noop("Who did it to whom may be turned round")),
    "numbers": _NUMBER,
    "dates": _DATE,
    "quotations": _Doubt(gettext_noop("The quotation or its speaker may be wrong")),
    "negation": _Doubt(gettext_noop("A “not” may be lost or added")),
    "opposites": _Doubt(gettext_noop("This may say the opposite")),
    "certainty": _Doubt(gettext_noop("More certain here than in the source")),
    "attribution": _Doubt(gettext_noop("A claim may be told as a fact")),
    "length": _Doubt(gettext_noop("Unusually short or long"), "none"),
    "complete": _Doubt(gettext_noop("This may be no whole sentence"), "none"),
    "repetition": _Doubt(gettext_noop("It repeats itself"), "seen"),
    "script": _Doubt(gettext_noop("Characters of another script"), "seen"),
    "language": _Doubt(gettext_noop("This may be another language"), "none"),
    "untranslated": _Doubt(gettext_noop("Parts are not translated"), "none"),
    "completeness": _Doubt(gettext_noop("Something may be missing or added"), "none"),
    "spelling": _Doubt(gettext_noop("Unknown words"), "seen"),
    "clock": _Doubt(gettext_noop("The time of day differs")),
    "directions": _Doubt(gettext_noop("The direction differs")),
    "units": _Doubt(gettext_noop("The unit differs")),
    "bounds": _Doubt(gettext_noop("“More than” and “less than” may be swapped")),
    "changes": _Doubt(gettext_noop("“By” and “to” an amount may be swapped")),
    "points": _Doubt(gettext_noop("Percentage points may be lost")),
    "swapped": _Doubt(gettext_noop("Two values may have changed places")),
    "adequacy": _Doubt(gettext_noop("This may mean something else"), "none"),
    "superseded": _Doubt(gettext_noop("A later report gives another figure")),
    "current": _Doubt(gettext_noop("The sentence was edited after it was translated"), "none"),
}


def doubt(said: Phrases, check: Check) -> str:
    """Say what a failed check found: what differs, and what the source has – what stands here."""
    message, shown = _FINDINGS.get(check.finding or "") or _DOUBTS.get(
        check.name, _Doubt(_DOUBTFUL)
    )
    expected, seen = (value and plain(value) for value in (check.expected, check.seen))
    if shown == "none":
        return said.gettext(message)
    if shown == "seen":
        expected = None
    elif check.finding and not (expected and seen):
        message = _MISSING if expected else _ADDED
    values = " – ".join(value for value in (expected, seen) if value)
    return said.before(said.gettext(message), values) if values else said.gettext(message)


def is_worded(check: str) -> bool:
    """Whether a check of that name is one of those that readers are told about in its own words."""
    return check in _DOUBTS


def title(said: Phrases, head: DigestHead) -> str:
    """Name the digest of a day."""
    return said.gettext("News digest, {day}", day=said.day(head.created))


def machine(said: Phrases, head: DigestHead) -> str:
    """Say that a machine wrote what is read in a language, and with which models."""
    unnamed = said.gettext("model not named")
    summariser = author(head.models, "model", head.source_language) or unnamed
    if said.language.code == head.source_language:
        return said.gettext(
            "Written by machine. Summary: {summariser}. Where it matters, read the source.",
            summariser=summariser,
        )
    translator = author(head.models, "translation", said.language.code) or unnamed
    return said.gettext(
        "Written by machine. Summary: {summariser}; translation: {translator}. "
        "Where it matters, read the source.",
        summariser=summariser,
        translator=translator,
    )


def notice(said: Phrases, page: DigestView) -> str:
    """Say that machines wrote the digest, and in which languages little can be checked."""
    little = (
        said.gettext(
            "Little can be checked in {language}: no mark is no proof.",
            language=said.language_name(found.language),
        )
        for found in page.head.coverage
        if len(found.unchecked) > len(found.checked)
    )
    return said.gettext(" ").join((said.gettext(MACHINE_MADE), *little))


def edited(said: Phrases, decided: Edited) -> str:
    """Name the persons who decided about a text."""
    names = plain(said.listed(decided.editors))
    if decided.accepted:
        return said.gettext("accepted by {names}", names=names)
    return said.gettext("edited by {names}", names=names)


def troubles(said: Phrases, heading: Heading) -> str:
    """Say how many sentences of a story are unsupported and how many texts a check doubts."""
    unsupported = not_supported(said, heading.unsupported) if heading.unsupported else ""
    doubts = (
        said.ngettext("{count} doubt", "{count} doubts", heading.doubted) if heading.doubted else ""
    )
    return " · ".join(part for part in (unsupported, doubts) if part)


def not_supported(said: Phrases, count: int) -> str:
    """Count sentences that no source supports."""
    return said.ngettext("{count} not supported", "{count} not supported", count)


def summary(said: Phrases, page: DigestView) -> str:
    """Count stories, sentences and translations, and what is wrong with them."""
    counts = page.counts
    parts = (
        said.ngettext("{count} story", "{count} stories", counts.entries),
        said.ngettext("{count} on the watch list", "{count} on the watch list", counts.watched)
        if counts.watched
        else "",
        said.ngettext("{count} sentence", "{count} sentences", counts.sentences),
        not_supported(said, counts.unsupported) if counts.unsupported else "",
        said.ngettext("{count} translation", "{count} translations", counts.translations),
        said.ngettext("{count} doubted", "{count} doubted", counts.translations_failed)
        if counts.translations_failed
        else "",
    )
    return " · ".join(part for part in parts if part)


def watched(said: Phrases, matches: Iterable[Match]) -> str:
    """Name what of the watch list a story matches, with the words that stand there for it."""
    return said.before(said.gettext("Watch list"), said.listed(map(match, matches)))


def match(found: Match) -> str:
    """Name what is watched for, and the words for it where they are others."""
    others = [plain(words) for words in found.words if words != found.name]
    return f"{plain(found.name)} ({', '.join(others)})" if others else plain(found.name)


def coverage(said: Phrases, found: Coverage) -> str:
    """Say what was checked in a language, and what was not."""
    checked = said.before(
        said.gettext("Checked in {language}", language=said.language_name(found.language)),
        said.listed(map(said.gettext, found.checked)),
    )
    if not found.unchecked:
        return checked
    unchecked = said.before(
        said.gettext("Not checked"), said.listed(map(said.gettext, found.unchecked))
    )
    return f"{checked} · {unchecked}"


def kicker(said: Phrases, story: StoryView) -> str:
    """Say when and by whom a story was published, and what was done to it."""
    parts = (
        date(said, story.published),
        said.listed(story.publishers),
        said.listed(story.heading.sections),
        notes(said, story),
    )
    return " · ".join(part for part in parts if part)


def notes(said: Phrases, story: StoryView) -> str:
    """Say what was done to a story; empty where that is nothing unusual."""
    origin = _HEADLINES.get(story.headline.sentence.origin)
    chunks = story.entry.chunks
    parts = (
        said.gettext(origin) if origin else "",
        said.ngettext(
            "long text summarised in {count} part", "long text summarised in {count} parts", chunks
        )
        if chunks > 1
        else "",
    )
    return " · ".join(part for part in parts if part)


def verdicts(said: Phrases, story: StoryView) -> str:
    """Count the verdicts of the checks on a story."""
    counts = {
        status: said.number(story.verdicts[status]) for status in ("passed", "failed", "skipped")
    }
    return said.gettext(
        "Automatic checks: {passed} passed, {failed} failed, {skipped} had nothing to look at",
        **counts,
    )


def date(said: Phrases, published: str | None) -> str:
    """Word the date of a publication, ISO 8601 where it has one."""
    return said.moment(published).words if published else said.gettext("no date")


def credited(said: Phrases, passage: Passage) -> str:
    """Say who published a passage, who wrote it, and when."""
    if passage.article is None:
        return said.gettext("article {id}", id=passage.evidence.article)
    source = passage.article.source
    place = said.gettext("headline") if passage.evidence.field == "title" else ""
    when = said.moment(source.published).words if source.published else ""
    return said.listed(filter(None, (credit(source), when, place)))


def run(said: Phrases, head: DigestHead) -> str:
    """Name the run and the profile that a digest was made by."""
    return said.gettext("Run {run}, profile {profile}.", run=head.run, profile=head.profile)


def model(said: Phrases, used: Model) -> str:
    """Say what a model did, and what it is."""
    facts = (
        said.listed(map(said.language_name, used.targets)),
        said.gettext("revision {revision}", revision=used.revision) if used.revision else "",
        said.gettext("licence {licence}", licence=used.licence) if used.licence else "",
        said.gettext("adapter {adapter}", adapter=used.adapter.name) if used.adapter else "",
    )
    role = said.gettext(_ROLES[used.role])
    return said.before(role, " · ".join((used.name, *(fact for fact in facts if fact))))
