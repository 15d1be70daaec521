"""What goes wrong with a URL."""

from __future__ import annotations

from datetime import datetime

from articles.article import ArticleError
from base.run_errors import OfTheRun


class FetchError(ArticleError):
    """A URL that was not got: names it, the reason and the remedy."""

    passing = False
    """Whether a later try may go well."""


class PassingFetchError(FetchError):
    """A URL that was not got now: its host is away, busy or too slow."""

    passing = True

    def __init__(
        self, thing: str, reason: str, remedy: str, not_before: datetime | None = None
    ) -> None:
        """Take what `FetchError` takes, and when the host wants to be asked again."""
        super().__init__(thing, reason, remedy)
        self.not_before = not_before


class UnknownHostError(Exception):
    """A host that the name server does not know, or is not there to ask."""


class RefusedAddressError(Exception):
    """A host that lies at no public address."""


class StoppedError(OfTheRun, Exception):
    """Somebody stopped the fetcher: no fault of the URL."""


class AsleepError(Exception):
    """A host that is to be left alone for longer than anybody waits."""

    def __init__(self, seconds: float) -> None:
        """Take how long from now on."""
        super().__init__(seconds)
        self.seconds = seconds
