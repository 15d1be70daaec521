"""What an entry says of an event beyond its summary; part of the format of ``digest.json``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from articles.article import IsoDate
from base.records import Frozen
from digests.evidence import Evidence

Number = Annotated[Decimal, PlainSerializer(str, return_type=str, when_used="json")]
"""A number as its decimal digits: JSON's own are binary fractions to many readers."""


class Origin(Frozen):
    """An independent hand behind reports: an agency, or a paper's own reporting."""

    name: str = Field(description="Agency or publisher, as its articles name it")
    kind: Literal["agency", "own"]
    articles: tuple[str, ...] = Field(description="Ids of the articles that rest on it")


class FigureValue(Frozen):
    """A value that reports give for a figure; all of `evidence` says the same in its own words."""

    text: str = Field(description="As the first of them prints it, such as `at least two dozen`")
    value: Number
    bound: Literal["exact", "at-least", "at-most", "about"] = "exact"
    origins: tuple[str, ...] = Field(description="Names of the origins that give it")
    published: IsoDate | None = Field(None, description="Of the first report that gives it")
    evidence: tuple[Evidence, ...]


class Figure(Frozen):
    """What reports of an event count or measure, such as its dead, with every value given."""

    what: str = Field(description="Such as dead, injured, missing, magnitude, money")
    of: str = Field("", description="What tells it from others of its kind, such as `aftershock`")
    unit: str | None = Field(None, description="Unit, or ISO 4217 currency")
    status: Literal["single", "agreed", "updated", "conflict"] = Field(
        description="single: one origin gives it; agreed: several give the same; updated: a later "
        "value took the place of an earlier one; conflict: equally old values differ"
    )
    values: tuple[FigureValue, ...] = Field(
        min_length=1, description="The current one first; of a conflict, every current one"
    )


class Quotation(Frozen):
    """What somebody is quoted as saying; each piece of evidence has the same words."""

    text: str = Field(description="The words between the quotation marks")
    language: str
    speaker: str | None = Field(
        None, description="As a report names them, or what it calls them; null: not said"
    )
    verb: str | None = Field(None, description="Of saying, as it is printed")
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Side(Frozen):
    """One side of an open question."""

    origins: tuple[str, ...]
    speaker: str | None = None
    denies: bool = Field(description="Whether it says that the other is not so")
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class OpenQuestion(Frozen):
    """Statements of two sources that cannot both hold."""

    sides: tuple[Side, Side]


class Correction(Frozen):
    """A sentence of an earlier digest whose source says something else by now."""

    run: str = Field(description="The run whose digest has the sentence")
    sentence: str = Field(description="Id of the sentence in that digest")
    text: str
    translations: dict[str, str] = Field(
        default_factory=dict, description="What was said in other languages, by target"
    )
    before: Evidence = Field(description="The passage that it rests on, which is gone")
    after: Evidence | None = Field(
        None, description="What the new version says in its place; null: nothing"
    )


class Watched(Frozen):
    """What of a watch list the articles of an event name."""

    name: str = Field(description="As the list has it")
    found: tuple[str, ...] = Field(description="The words that stand in the articles for it")
    evidence: tuple[Evidence, ...] = Field(
        min_length=1, description="Why: the sentence or title that has it, of some articles"
    )
