"""Digests as files: one module per format, registered in `digests.format_names` by one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from articles.article import Article
from base.spool import BytesSpool
from digests.digest import DigestHead, Entry
from digests.format_names import DEFAULT
from digests.render.formats import files
from digests.render.view import DigestView, Heading, languages, story_view
from digests.report import Tally


class Layout:
    """A digest that is laid out entry by entry, as they come; its files are written in the end.

    Laid-out stories are on the disk; memory holds their headings.
    """

    def __init__(
        self,
        head: DigestHead,
        formats: Iterable[str] = DEFAULT,
        folder: Path | None = None,
        settings: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """Begin a digest; its stories are kept on the disk of ``folder``, see `BytesSpool`.

        Args:
            head: What it says beside its entries.
            formats: Names of formats.
            folder: Where its stories are kept meanwhile.
            settings: Settings of formats by name.

        Raises:
            FormatError: A format is unknown, or needs a package that is not installed.
            ValueError: A setting of one is unknown.

        """
        self._files = files(head, formats, settings or {})
        self.head = head
        self.tally = Tally()
        """Counts the entries."""
        self._languages = languages(head)
        self._headings: list[Heading] = []
        # Files whose stories are laid out alike share them.
        self._stories = {how.render_story: BytesSpool(folder) for how in self._files.values()}

    def add(
        self, entry: Entry, articles: Iterable[Article] = (), histories: Iterable[str] = ()
    ) -> None:
        """Lay out the next entry.

        Whatever is raised, the digest is as it was without the entry.

        Args:
            entry: What is laid out.
            articles: Those of its story whose text may be shown.
            histories: Formats of the files that its event over all runs has, to link to them.

        Raises:
            OSError: The disk is full.

        """
        story = story_view(len(self) + 1, entry, self._languages, articles, histories)
        rendered = [render_story(story).encode() for render_story in self._stories]
        self.tally.add(entry)
        self._headings.append(story.heading)
        for stories, text in zip(self._stories.values(), rendered, strict=True):
            stories.append(text)

    def __len__(self) -> int:
        return len(self._headings)

    def files(self, run: str) -> dict[str, Iterator[str | bytes]]:
        """Return the files of a digest of the run of that name, in pieces, by file name."""
        head = self.head.model_copy(update={"run": run})
        page = DigestView(head, self._languages, self.tally.counts(), self._headings)
        return {
            name: how.render_page(page, _texts(self._stories[how.render_story]))
            for name, how in self._files.items()
        }


def _texts(stories: Sequence[bytes]) -> Iterator[str]:
    return (story.decode() for story in stories)
