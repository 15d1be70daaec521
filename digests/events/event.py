"""An event, as it goes to the editor."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from articles.article import Article, Story
from base.records import Frozen
from digests.digest import Entry
from digests.events.kinds import Kind
from digests.events.records import Correction, Watched

MOST_READ = 60
"""Reports of one event whose sentences are read: more say nothing that these do not."""


class Reported(Frozen):
    """A story of an event, and what kind it is of."""

    story: Story
    kind: Kind = "report"


class Event(Frozen):
    """Stories that report one happening, the one that leads first."""

    id: str = Field(pattern="^[0-9a-f]{16}$", description="Id of the first story that reported it")
    stories: tuple[Reported, ...] = Field(min_length=1)
    earlier: Entry | None = Field(None, description="What an earlier run's digest said of it")
    earlier_run: str | None = Field(None, description="That run")
    corrections: tuple[Correction, ...] = Field(
        (), description="What earlier digests said that does not hold any more"
    )
    watched: tuple[Watched, ...] = Field((), description="What of the watch list it matches")

    @classmethod
    def alone(cls, story: Story) -> Event:
        """Return the event that one story reports."""
        return cls(id=story.id, stories=(Reported(story=story),))

    @property
    def lead(self) -> Article:
        """The article that gives the event its headline."""
        return self.stories[0].story.lead

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, story by story."""
        return tuple(article for each in self.stories for article in each.story.articles)

    @property
    def reports(self) -> tuple[Story, ...]:
        """The stories that report it, without opinion pieces and round-ups."""
        return tuple(each.story for each in self.stories if each.kind == "report")[:MOST_READ]

    @property
    def as_story(self) -> Story:
        """All articles as one story."""
        return Story(id=self.lead.id, articles=self.articles)

    @property
    def is_single(self) -> bool:
        """Whether one story alone reports it."""
        return len(self.stories) == 1

    def reading(self, language: str) -> Story:
        """Return what a summary in a language may rest on, as one story.

        Of each story it has all copies; round-ups and opinion pieces are no source of facts, save
        where nothing else is in the language.
        """
        found = [a for story in self.reports for a in story.articles if a.language == language]
        articles = tuple(found) or self.stories[0].story.articles
        return Story(id=articles[0].id, articles=articles)


def event_of(event: str, stories: Iterable[Reported], language: str) -> Event | None:
    """Put the stories of an event in order; None where none is in the language of summaries.

    The lead is the story of the last day that most papers print, the longest among equals.
    """
    listed = list(stories)
    own = [each for each in listed if each.story.lead.language == language]
    if not own:
        return None
    reports = [each for each in own if each.kind == "report"] or own
    last = max((_day(each) for each in reports), default="")
    lead = max(
        (each for each in reports if _day(each) == last),
        key=lambda each: (len(each.story.articles), len(each.story.lead.text), each.story.id),
    )
    rest = sorted(
        (each for each in listed if each is not lead),
        key=lambda each: (
            each.kind != "report",
            each.story.lead.source.published or "9",
            each.story.id,
        ),
    )
    return Event(id=event, stories=(lead, *rest))


def _day(reported: Reported) -> str:
    day = reported.story.lead.source.published_on
    return day.isoformat() if day else ""
