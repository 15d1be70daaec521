"""An article, and sentences on it as the checks get them."""

from __future__ import annotations

from datetime import date

from checks.contexts import SummaryContext

PUBLISHED = date(2023, 9, 18)  # a Monday

ARTICLE = (
    "The Lindholm bridge, which is 2,012 metres long, will close on Monday, Norwegian Transport "
    "Minister Kari Dahl said.",
    "Four people were killed and 14 injured when a barge hit it last month, causing damage of "
    "$3.5 million, or 12 percent of the yearly budget.",
    '"We will not reopen the bridge before every cable has been tested," Dahl told reporters in '
    "Bergen.",
    "Her deputy, Arne Moe, stopped short of blaming the owner or ordering new inspections.",
    "Traffic fell by a third in August while ferry bookings rose, Norway's road agency reported.",
    "Denmark invited Norway to send engineers, but South Jutland rejected the offer of a ferry.",
)


def context(sentence: str, *evidence: str, source: str = "", **more: object) -> SummaryContext:
    values = {"support": 0.9, "source": source or "\n\n".join(evidence), **more}
    return SummaryContext(sentence=sentence, evidence=evidence, **values)  # type: ignore[arg-type]
