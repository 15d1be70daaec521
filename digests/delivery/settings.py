"""The ``deliver`` block of a profile."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, Field

from base.records import Frozen
from base.secrets import holds_a_secret, is_by_name
from digests.digest import EVENTS
from digests.mail_address import MailAddress
from models.language_codes import LANGUAGES


def _web_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("write it as https://host/path")
    if parts.username or parts.password:
        raise ValueError("it holds a password: use the environment for secrets")
    return url


def _public_url(url: str) -> str:
    if holds_a_secret(_web_url(url)):
        raise ValueError("it holds a secret, and would be read by everybody")
    return url


def _url_or_name(url: str) -> str:
    return url if is_by_name(url) else _web_url(url)


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"{code!r} is not a known language code")
    return code


PublicUrl = Annotated[str, AfterValidator(_public_url)]
SecretUrl = Annotated[str, AfterValidator(_url_or_name)]
"""A URL that may be a secret as a whole: as it is, or by name, ``${NAME}``."""
LanguageCode = Annotated[str, AfterValidator(_language)]
VariableName = Annotated[str, Field(pattern="^[A-Z_][A-Z0-9_]*$")]
"""Name of an environment variable that holds a secret."""
BlockName = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Name of a Prefect Secret block; it goes before the variable."""


class Feeds(Frozen):
    """An Atom and a JSON feed per language, over the newest entries of all runs."""

    entries: int = Field(50, ge=1, le=1000, description="Newest entries to keep in a feed")
    title: str | None = Field(None, description="By default the word for news digest")


class Mail(Frozen):
    """A mail per language to each recipient."""

    host: str = Field(pattern=r"^[\w.:-]+$", description="Name or address, nothing else")
    port: int = Field(587, ge=1, le=65535)
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    sender: MailAddress = Field(alias="from")
    to: tuple[MailAddress, ...] = Field(min_length=1)
    languages: tuple[LanguageCode, ...] = Field((), description="By default all of the digest")
    subject: str | None = Field(None, description="By default the day's digest, in its language")
    user_variable: VariableName = "POLYDIGEST_SMTP_USER"
    password_variable: VariableName = "POLYDIGEST_SMTP_PASSWORD"
    user_block: BlockName | None = None
    password_block: BlockName | None = None
    timeout: float = Field(60, gt=0, description="Seconds to wait for the server")


class Webhook(Frozen):
    """A POST of JSON that says what a run made."""

    url: SecretUrl = Field(repr=False)
    secret_variable: VariableName = Field(
        "POLYDIGEST_WEBHOOK_SECRET", description="Of the key of its signature"
    )
    secret_block: BlockName | None = None
    attempts: int = Field(4, ge=1, le=10)
    first_wait: float = Field(1, ge=0, le=60, description="Seconds; doubled before each attempt")
    timeout: float = Field(30, gt=0, description="Seconds to wait for an answer")


class Delivery(Frozen):
    """What is done with a digest that is written."""

    base_url: PublicUrl | None = Field(
        None, description="Where the output folder can be read on the web, for links to its pages"
    )
    index: bool = Field(True, description="Keep index.html of all runs")
    feeds: Feeds | None = None
    mail: Mail | None = None
    webhook: Webhook | None = None

    def page(self, run: str, anchor: str | None = None) -> str | None:
        """Return the address of a run's page, or of a story on it, where it has one."""
        if self.base_url is None:
            return None
        page = f"{self.base_url.rstrip('/')}/{run}/digest.html"
        return f"{page}#{anchor}" if anchor else page

    def history(self, event: str) -> str | None:
        """Return the address of the page of an event over all runs, where it has one."""
        if self.base_url is None:
            return None
        return f"{self.base_url.rstrip('/')}/{EVENTS}/{quote(event, safe='')}.html"
