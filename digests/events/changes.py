"""What is new in an event since an earlier digest told of it."""

from __future__ import annotations

from collections.abc import Sequence

from digests.digest import DigestSentence, Entry, EventAccount, TimelineDay
from digests.events.records import Figure, FigureValue, Origin
from language.quantities.reading import find_quantities
from models.tasks import Embedder

_SAME = 0.7
"""Similarity from which on two sentences tell the same, but for their figures."""


def going_on(entry: Entry, earlier: Entry, run: str, embedder: Embedder, language: str) -> Entry:
    """Say of each sentence whether it is new, and carry on what the earlier digest knew.

    Args:
        entry: Of this run, with an account of its event.
        earlier: What the digest of the earlier ``run`` said of the same event.
        run: Its name.
        embedder: Tells which sentences say the same.
        language: Of the summaries.

    """
    account = entry.event or EventAccount()
    summary = _compared(entry.summary, earlier.summary, embedder, language)
    known = earlier.event or EventAccount()
    figures = carried_figures(account.figures, known.figures, run)
    is_news = any(sentence.change != "as-before" for sentence in summary) or any(
        figure.status == "updated" and figure not in known.figures for figure in figures
    )
    return entry.model_copy(
        update={
            "summary": summary,
            "event": account.model_copy(
                update={
                    "run": run,
                    "is_news": is_news,
                    "figures": figures,
                    "origins": carried_origins(account.origins, known.origins),
                    "timeline": _timeline(account.timeline, known.timeline, run),
                }
            ),
        }
    )


def _compared(
    summary: Sequence[DigestSentence],
    earlier: Sequence[DigestSentence],
    embedder: Embedder,
    language: str,
) -> tuple[DigestSentence, ...]:
    if not summary or not earlier:
        return tuple(sentence.model_copy(update={"change": "new"}) for sentence in summary)
    vectors = embedder.embed([each.text for each in (*summary, *earlier)])
    likeness = embedder.calibration.similarity(vectors[: len(summary)] @ vectors[len(summary) :].T)
    compared = []
    for sentence, row in zip(summary, likeness, strict=True):
        best = int(row.argmax())
        said = earlier[best].text
        if sentence.text != said and row[best] < _SAME:
            change: dict[str, object] = {"change": "new"}
        elif _values(sentence.text, language) == _values(said, language):
            change = {"change": "as-before"}
        else:
            translated = {
                target: made.text
                for target, made in earlier[best].translations.items()
                if not made.failed
            }
            change = {"change": "changed", "before": said, "before_translations": translated}
        compared.append(sentence.model_copy(update=change))
    return tuple(compared)


def _values(text: str, language: str) -> set[tuple[str, object]]:
    return {
        (quantity.kind, quantity.value)
        for quantity in find_quantities(text, language)
        if quantity.certainty != "possible"
    }


def carried_figures(
    now: Sequence[Figure], earlier: Sequence[Figure], run: str
) -> tuple[Figure, ...]:
    """Put the earlier values behind those of now; a figure of which nothing is said now stays.

    Evidence of the earlier ones is marked as that of ``run`` where it is not of one before it.
    """
    known = {(figure.what, figure.of, figure.unit): figure for figure in earlier}
    found = []
    for figure in now:
        before = known.pop((figure.what, figure.of, figure.unit), None)
        if before is None:
            found.append(figure)
            continue
        values = {value.value for value in figure.values}
        past = [_of_run(value, run) for value in before.values if value.value not in values]
        is_updated = bool(past) and figure.status != "conflict"
        found.append(
            figure.model_copy(
                update={
                    "values": (*figure.values, *past),
                    "status": "updated" if is_updated else figure.status,
                }
            )
        )
    return (
        *found,
        *(figure_of_run(figure, run) for figure in known.values()),
    )


def figure_of_run(figure: Figure, run: str) -> Figure:
    """Mark evidence as that of a run where it is not of one before it."""
    return figure.model_copy(update={"values": tuple(_of_run(v, run) for v in figure.values)})


def _of_run(value: FigureValue, run: str) -> FigureValue:
    return value.model_copy(
        update={
            "evidence": tuple(
                each.model_copy(update={"run": each.run or run}) for each in value.evidence
            )
        }
    )


def carried_origins(now: Sequence[Origin], earlier: Sequence[Origin]) -> tuple[Origin, ...]:
    """Put the articles of earlier origins to those of now; one that is heard no more stays."""
    merged = {(origin.name, origin.kind): origin for origin in now}
    for origin in earlier:
        here = merged.get((origin.name, origin.kind))
        articles = dict.fromkeys((*(here.articles if here else ()), *origin.articles))
        merged[origin.name, origin.kind] = origin.model_copy(update={"articles": tuple(articles)})
    return tuple(merged.values())


def _timeline(
    now: Sequence[TimelineDay], earlier: Sequence[TimelineDay], run: str
) -> tuple[TimelineDay, ...]:
    days = {day.day: day for day in now}
    for day in earlier:
        here = days.get(day.day)
        past = tuple(each.model_copy(update={"run": each.run or run}) for each in day.headlines)
        seen = {each.article for each in here.headlines} if here else set()
        days[day.day] = TimelineDay(
            day=day.day,
            articles=day.articles + (here.articles if here else 0),
            headlines=(
                *(each for each in past if each.article not in seen),
                *(here.headlines if here else ()),
            ),
        )
    return tuple(days[day] for day in sorted(days))
