"""Digests as files: one module per format, registered in ``FORMATS`` by one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from base.spool import BytesSpool
from digests.digest import DigestHead, Entry
from digests.render import as_html, as_json, as_markdown
from digests.render.view import DigestView, Heading, StoryView, languages, story_view
from digests.report import Tally


class Format(Protocol):
    """Writes a digest as a text; the same digest gives the same text, byte for byte."""

    def render_story(self, story: StoryView) -> str:
        """Write an entry of it."""

    def render_page(self, page: DigestView, stories: Iterable[str]) -> Iterator[str]:
        """Yield the file in pieces, the stories as `render_story` has written them."""


FORMATS: dict[str, Format] = {"json": as_json, "md": as_markdown, "html": as_html}
"""Formats by name, which is also the suffix of the file that they fill."""


class Layout:
    """A digest that is laid out entry by entry, as they come; its files are written in the end.

    Laid-out stories are on the disk; memory holds their headings.
    """

    def __init__(
        self, head: DigestHead, formats: Iterable[str] = FORMATS, folder: Path | None = None
    ) -> None:
        """Begin a digest; its stories are kept on the disk of ``folder``, see `BytesSpool`.

        Raises:
            ValueError: A format is unknown.

        """
        formats = tuple(formats)
        if unknown := sorted(set(formats) - set(FORMATS)):
            raise ValueError(f"unknown format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
        self.head = head
        self.tally = Tally()
        """Counts the entries."""
        self._languages = languages(head)
        self._headings: list[Heading] = []
        self._stories = {name: BytesSpool(folder) for name in formats}

    def add(self, entry: Entry) -> None:
        """Lay out the next entry.

        Raises:
            OSError: The disk is full.

        """
        story = story_view(len(self) + 1, entry, self._languages)
        self.tally.add(entry)
        self._headings.append(story.heading)
        for name, stories in self._stories.items():
            stories.append(FORMATS[name].render_story(story).encode())

    def __len__(self) -> int:
        return len(self._headings)

    def files(self, run: str) -> dict[str, Iterator[str]]:
        """Return the files of a digest of the run of that name, in pieces: ``digest.<format>``."""
        head = self.head.model_copy(update={"run": run})
        page = DigestView(head, self._languages, self.tally.counts(), self._headings)
        return {
            f"digest.{name}": FORMATS[name].render_page(page, _texts(stories))
            for name, stories in self._stories.items()
        }


def _texts(stories: Sequence[bytes]) -> Iterator[str]:
    return (story.decode() for story in stories)
