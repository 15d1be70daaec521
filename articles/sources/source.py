"""An entry of ``sources.yaml``."""

from __future__ import annotations

import os
import re
from base64 import b64decode
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from articles.extract.metadata import Metadata
from articles.fetch.settings import Access
from articles.locations import is_url
from base.errors import ExplainedError
from base.secrets import UnknownSecretError, conceal, guard

_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, kana, Han; Hangul, since particles are joined to words."""
_CREDENTIAL = re.compile(r"[^\s;,=]{8,}={0,2}")
"""What may be a secret by itself within a header: after a scheme, or the name of a cookie."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class SourceError(ExplainedError):
    """A source that cannot be used as it is described."""


def _duration(value: object) -> object:
    """Read ``90m``, ``6h`` or ``3d``."""
    if isinstance(value, timedelta):
        return value
    match = re.fullmatch(r"(\d{1,5})\s*([mhd])", str(value).strip())
    if not match:
        raise ValueError("write a time as 90m, 6h or 3d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Words = tuple[Annotated[str, Field(min_length=1)], ...]


class Source(BaseModel):
    """Where items are fetched from, what is known of them, and which of them are wanted.

    Publisher and licence are for those of its articles that name none themselves.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    location: str = Field(
        pattern=r"^[^\x00]+$",
        description="URL, or path relative to the folder of the list; secrets by name: ${NAME}",
    )
    kind: str | None = Field(None, description="Found by itself where it is not stated")
    publisher: str | None = None
    licence: str | None = None
    language: str | None = Field(None, pattern="^[a-z]{2,3}$", description="Of its articles")
    section: str | None = Field(None, description="Kept in its articles")
    tags: Words = Field((), description="Kept in its articles")
    follow: Literal["auto", "always", "never"] = Field(
        "auto", description="Get the page of an item: where its text is a teaser, always, or never"
    )
    keywords: Words = Field((), description="Take only items that have one in title or teaser")
    without_keywords: Words = Field((), description="Leave out items that have one")
    sections: Words = Field((), description="Take only items of these sections or categories")
    max_age: Duration | None = Field(None, description="Leave out what is older: 90m, 6h, 3d")
    since: date | None = Field(None, description="Leave out what was published before this day")
    until: date | None = Field(None, description="Leave out what was published after this day")
    limit: int = Field(100, ge=1, description="New items to take in one run, the newest first")
    delay: float | None = Field(None, ge=0, description="Seconds between two requests to a host")
    freshness: Duration = Field(
        timedelta(minutes=30), description="Time in which nothing is fetched twice"
    )
    headers: dict[str, str] = Field(
        default_factory=dict, description="Request headers, by the environment variable of each"
    )
    allow_private: bool = Field(False, description="Fetch from this machine and its network")
    opt_outs: Literal["keep", "refuse"] = Field(
        "keep", description="What to do with pages whose publisher opts out of machine use"
    )

    @field_validator("headers")
    @classmethod
    def _names_only(cls, headers: dict[str, str]) -> dict[str, str]:
        for header, variable in headers.items():
            if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", header):
                raise ValueError(f"{header!r} is no name of a header")
            if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", variable):
                # What stands there may be the secret itself: it is not repeated.
                raise ValueError(f"{header}: name an environment variable, such as NEWS_TOKEN")
        return headers

    @field_validator("location")
    @classmethod
    def _without_secrets(cls, location: str) -> str:
        """Keep what may be shown: the fetcher knows the rest."""
        try:
            return conceal(location) if is_url(location) else location
        except UnknownSecretError as error:
            raise ValueError(f"{error}: give secrets by names that are set, as ${{NAME}}") from None

    @property
    def access(self) -> Access:
        """What its requests may do.

        Raises:
            SourceError: An environment variable is not set.

        """
        return Access(
            allow_private=self.allow_private,
            delay=self.delay,
            headers={header: _secret(self.location, name) for header, name in self.headers.items()},
            headers_for=self.location,
        )

    @property
    def defaults(self) -> Metadata:
        """What its articles are to take where they do not say it themselves."""
        return Metadata(publisher=self.publisher, licence=self.licence)

    def refusal(
        self,
        *,
        published: datetime | None,
        text: str | None,
        sections: tuple[str, ...],
        now: datetime,
    ) -> str | None:
        """Return why an item is not wanted, or None where it is.

        Args:
            published: When it was published or last changed, where that is known.
            text: In which keywords are looked for: its title and teaser; None where there are none.
            sections: Its sections or categories.
            now: The time that ages are counted from.

        """
        if published:
            if self.max_age and now - published > self.max_age:
                return f"published {published:%Y-%m-%d %H:%M}, older than max_age"
            if self.since and published.date() < self.since:
                return f"published {published.date()}, before since"
            if self.until and published.date() > self.until:
                return f"published {published.date()}, after until"
        if self.keywords and text is not None and not _found(self.keywords, text):
            return "has none of keywords"
        if word := _found(self.without_keywords, text or ""):
            return f"has {word!r}, one of without_keywords"
        wanted = {section.casefold() for section in self.sections}
        if wanted and sections and wanted.isdisjoint(each.casefold() for each in sections):
            return f"in {', '.join(sections[:3])}, none of sections"
        return None


def _found(words: Words, text: str) -> str | None:
    """Return the first of ``words`` that stands in ``text`` as a whole word, in any case."""
    return next((word for word in words if _as_a_word(word).search(text)), None)


@lru_cache(maxsize=1_000)
def _as_a_word(word: str) -> re.Pattern[str]:
    """Return a pattern for a word, which stands anywhere where no blanks part words."""
    before = "" if _UNSPACED.match(word[0]) else r"(?<!\w)"
    after = "" if _UNSPACED.match(word[-1]) else r"(?!\w)"
    return re.compile(f"{before}{re.escape(word)}{after}", re.I)


def _secret(location: str, variable: str) -> str:
    value = os.environ.get(variable, "").strip()
    if not value or not value.isprintable() or not value.isascii():
        raise SourceError(
            location, f"its header needs {variable}, which is not set", f"export {variable}=..."
        )
    guard(value)
    for part in _CREDENTIAL.findall(value):
        guard(part)
        with suppress(ValueError):
            user, _, password = b64decode(part, validate=True).decode().partition(":")
            guard(password, user=user)
    return value


def moment(iso: str | None) -> datetime | None:
    """Return an ISO 8601 date or date-time as a time with a zone; a day begins in UTC."""
    if not iso:
        return None
    found = datetime.fromisoformat(iso)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
