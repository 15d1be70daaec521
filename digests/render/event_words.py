"""What pages say of an event: its origins and figures, who said what, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from digests.digest import DigestSentence, EntryArticle, EventAccount, TimelineDay
from digests.events.records import Correction, Figure, FigureValue, Side
from digests.render.phrases import Phrases, gettext_noop
from digests.render.view import ValueRow, plain

FIGURES = (
    gettext_noop("aboard"),
    gettext_noop("abstentions"),
    gettext_noop("adjusted"),
    gettext_noop("affected"),
    gettext_noop("aftershock"),
    gettext_noop("age"),
    gettext_noop("aid"),
    gettext_noop("aircraft"),
    gettext_noop("alive"),
    gettext_noop("altitude"),
    gettext_noop("approval"),
    gettext_noop("area"),
    gettext_noop("arrested"),
    gettext_noop("artworks"),
    gettext_noop("bail"),
    gettext_noop("budget"),
    gettext_noop("buildings"),
    gettext_noop("capacity"),
    gettext_noop("charged"),
    gettext_noop("compensation"),
    gettext_noop("contained"),
    gettext_noop("convicted"),
    gettext_noop("cost"),
    gettext_noop("critical"),
    gettext_noop("customers without power"),
    gettext_noop("damage"),
    gettext_noop("dead"),
    gettext_noop("deal"),
    gettext_noop("debt"),
    gettext_noop("deficit"),
    gettext_noop("deported"),
    gettext_noop("depth"),
    gettext_noop("displaced"),
    gettext_noop("distance"),
    gettext_noop("dividend"),
    gettext_noop("drones"),
    gettext_noop("duration"),
    gettext_noop("effectiveness"),
    gettext_noop("emissions"),
    gettext_noop("evacuated"),
    gettext_noop("expected"),
    gettext_noop("fall"),
    gettext_noop("fee"),
    gettext_noop("fine"),
    gettext_noop("firefighters"),
    gettext_noop("flights"),
    gettext_noop("fraud"),
    gettext_noop("funding"),
    gettext_noop("growth"),
    gettext_noop("homeless"),
    gettext_noop("hospitalised"),
    gettext_noop("hostages"),
    gettext_noop("infected"),
    gettext_noop("inflation"),
    gettext_noop("injured"),
    gettext_noop("interest rate"),
    gettext_noop("jobs cut"),
    gettext_noop("length"),
    gettext_noop("loss"),
    gettext_noop("magnitude"),
    gettext_noop("mass"),
    gettext_noop("missiles"),
    gettext_noop("missing"),
    gettext_noop("money"),
    gettext_noop("offer"),
    gettext_noop("output"),
    gettext_noop("participants"),
    gettext_noop("pay"),
    gettext_noop("pay rise"),
    gettext_noop("people"),
    gettext_noop("percentage points"),
    gettext_noop("per share"),
    gettext_noop("price"),
    gettext_noop("prize"),
    gettext_noop("profit"),
    gettext_noop("rain"),
    gettext_noop("ransom"),
    gettext_noop("records"),
    gettext_noop("remaining"),
    gettext_noop("rescued"),
    gettext_noop("retirement age"),
    gettext_noop("revenue"),
    gettext_noop("reward"),
    gettext_noop("schools"),
    gettext_noop("score"),
    gettext_noop("seats"),
    gettext_noop("seized"),
    gettext_noop("sentence"),
    gettext_noop("share"),
    gettext_noop("share price"),
    gettext_noop("ships"),
    gettext_noop("sought"),
    gettext_noop("speed"),
    gettext_noop("spilled"),
    gettext_noop("stake"),
    gettext_noop("stolen"),
    gettext_noop("tariff"),
    gettext_noop("tax"),
    gettext_noop("time"),
    gettext_noop("trapped"),
    gettext_noop("turnout"),
    gettext_noop("unemployment"),
    gettext_noop("vaccinated"),
    gettext_noop("value"),
    gettext_noop("vehicles"),
    gettext_noop("villages"),
    gettext_noop("vote share"),
    gettext_noop("votes against"),
    gettext_noop("votes counted"),
    gettext_noop("votes for"),
    gettext_noop("wind"),
    gettext_noop("without water"),
    gettext_noop("writedown"),
)
"""What figures are of, as `digests.events.figures` names it."""

_STARTED = "2026-01-31T235959Z"
"""How the name of a run begins."""
_STATUS = {
    "single": gettext_noop("one origin"),
    "agreed": gettext_noop("agreed"),
    "updated": gettext_noop("updated"),
    "conflict": gettext_noop("in conflict"),
}
_CHANGES = {
    "new": gettext_noop("new"),
    "as-before": gettext_noop("as before"),
    "changed": gettext_noop("changed"),
}
_KINDS = {
    "opinion": gettext_noop("opinion"),
    "round-up": gettext_noop("round-up of several events"),
}


def origins(said: Phrases, account: EventAccount, articles: Iterable[EntryArticle]) -> str:
    """Say on how many independent origins how many articles rest, those of earlier digests too."""
    names = said.listed(plain(origin.name) for origin in account.origins)
    known = {each for origin in account.origins for each in origin.articles}
    number = len(known.union(article.id for article in articles))
    count = said.ngettext("{count} article", "{count} articles", number)
    hands = said.ngettext("{count} origin", "{count} origins", len(account.origins))
    return said.before(f"{count}, {hands}", names) if names else count


def news(said: Phrases, account: EventAccount) -> str:
    """Say since which run an event is told, and whether anything is new; empty of a first time."""
    if account.run is None:
        return ""
    run = _moment_of(said, account.run)
    if account.is_news:
        return said.gettext("goes on from the digest of {run}", run=run)
    return said.gettext("no news since {run}", run=run)


def _moment_of(said: Phrases, run: str) -> str:
    """Word the moment that a run is named after; another name stands as it is."""
    try:
        started = datetime.strptime(run[: len(_STARTED)], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return plain(run)
    return said.moment(started.isoformat()).words


def change(said: Phrases, sentence: DigestSentence) -> str:
    """Say whether a sentence is new since the earlier digest; empty where there is none."""
    if sentence.change is None:
        return ""
    word = said.gettext(_CHANGES[sentence.change])
    if not sentence.before:
        return word
    before = sentence.before_translations.get(said.language.code, sentence.before)
    return said.before(word, plain(before))


def told_by(said: Phrases, sentence: DigestSentence) -> str:
    """Name the one origin that tells a sentence; empty where several do."""
    names = said.listed(map(plain, sentence.according_to))
    return said.gettext("according to {names}", names=names) if names else ""


def disputes(said: Phrases, sentence: DigestSentence, account: EventAccount | None) -> list[str]:
    """Give all values of the figures in conflict that a sentence gives."""
    figures = account.figures if account else ()
    return [
        said.before(figure(said, figures[number]), values(said, figures[number]))
        for number in sentence.disputed
        if number < len(figures)
    ]


def figure(said: Phrases, found: Figure) -> str:
    """Name what a figure is of, and its currency: a report may print the number alone."""
    what, of = (
        said.gettext(name) if name in FIGURES else plain(name) for name in (found.what, found.of)
    )
    currency = said.currency_name(found.unit) if found.unit else None
    more = said.listed(filter(None, (of, currency)))
    return f"{what} ({more})" if more else what


def status(said: Phrases, found: Figure) -> str:
    """Say how the values of a figure stand to one another."""
    return said.gettext(_STATUS[found.status])


def values(said: Phrases, found: Figure) -> str:
    """Give every value of a figure with the origins that give it."""
    return "; ".join(value(said, each) for each in found.values)


def value(said: Phrases, given: FigureValue) -> str:
    """Give a value as it is printed, with its origins."""
    names = said.listed(map(plain, given.origins))
    return f"{plain(given.text)} ({names})" if names else plain(given.text)


def shown_value(said: Phrases, row: ValueRow) -> str:
    """Give a value as `value` does, and say so where a later one took its place."""
    worded = value(said, row.value)
    return said.before(said.gettext("before"), worded) if row.is_past else worded


def side(said: Phrases, shown: Side) -> str:
    """Name who is on one side of an open question."""
    names = said.listed(map(plain, filter(None, (shown.speaker, *shown.origins))))
    return said.gettext("denied by {names}", names=names) if shown.denies else names


def kind(said: Phrases, name: str | None) -> str:
    """Name the kind of an article that is no report; empty of a report."""
    return said.gettext(_KINDS[name]) if name else ""


def day(said: Phrases, told: TimelineDay) -> str:
    """Word a day of the timeline and how many articles it has."""
    count = said.ngettext("{count} article", "{count} articles", told.articles)
    return f"{said.day(told.day)} · {count}"


def correction(said: Phrases, found: Correction) -> str:
    """Say what an earlier digest said that does not hold any more, and why."""
    said_then = said.gettext("The digest of {run} said", run=_moment_of(said, found.run))
    told = found.translations.get(said.language.code, found.text)
    if found.after is None:
        now = said.gettext("The source took it back")
        return f"{said.before(said_then, plain(told))} · {now}"
    return " · ".join(
        (
            said.before(said_then, plain(told)),
            said.before(said.gettext("The source said"), plain(found.before.text)),
            said.before(said.gettext("It says now"), plain(found.after.text)),
        )
    )
