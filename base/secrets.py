"""Secrets: kept apart from what anybody may read.

A secret is given by name, as ``${NAME}`` in a URL, and stands for itself only where a connection
is made. What is written into a configuration all the same is masked: `conceal` returns what may be
shown of a URL, `reveal` the URL itself, within this process alone. `hide` masks what `guard` was
told of, and what looks like a secret, in any text, since libraries quote URLs in their errors.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from threading import Lock
from typing import Any
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlsplit

MASK = "***"

_LEAST = 6
"""Characters of a secret that is looked for: shorter ones are part of too many other words."""
_UNMISTAKABLE = 12
"""Characters from which on it is no part of another word by chance."""

_NAME = re.compile(r"\$\{(?:(?P<block>block):)?(?P<name>[A-Za-z_][A-Za-z0-9_-]*)\}")
_USER = re.compile(r"(?<=://)(?P<user>[^\s/?#@:\"'<>]*)(?P<password>:[^\s/?#\"'<>]*)?@")
_WEB = re.compile(r"https?://\Z", re.I)
_QUERY = re.compile(
    r"(?P<name>[?&;#](?:[\w.%-]*(?:token|secret|password|passwd|pwd|signature|credentials?|api_?key"
    r"|jwt)|(?:[\w.%-]*[_.-])?(?:key|auth|authorization|pass|sig|sid|session))=)"
    r"(?P<value>(?!\*\*\*|\$\{)[^&;\s#\"'<>]+)",
    re.I,
)
_SECRET_VARIABLE = re.compile(
    r"(?:TOKEN|SECRET|PASSWORD|PASSWD|AUTH_STRING|(?:API|ACCESS|SECRET|PRIVATE)_?KEY)$", re.I
)

_lock = Lock()
_forms: set[str] = set()
_known: re.Pattern[str] | None = None
_revealed: dict[str, str] = {}
"""URLs by what is shown of them."""
_read_block: Callable[[str], str] | None = None
_blocks: dict[str, str] = {}


class UnknownSecretError(Exception):
    """A name that stands for no secret, or a URL that cannot be told from another."""


def guard(*secrets: str | None, user: str | None = None) -> None:
    """Let `hide` mask secrets from now on: as they are, percent-encoded and in base64.

    ``user`` is whoever they are passwords of: Basic authentication sends both in one.
    """
    global _known  # noqa: PLW0603 -- one for all threads of the process
    new: set[str] = set()
    for secret in secrets:
        if secret and len(secret) >= _LEAST and secret != MASK * 2:
            new.update(_forms_of(secret, user))
    with _lock:
        if new <= _forms:
            return
        _forms.update(new)
        alternatives = sorted(_forms, key=len, reverse=True)
        _known = re.compile("|".join(map(_pattern, alternatives)), re.I)


def guard_environment() -> None:
    """Guard what the environment holds: variables of such names, and passwords in URLs."""
    for name, value in list(os.environ.items()):
        if _SECRET_VARIABLE.search(name) and not value.startswith(os.sep):
            guard(value)
        if "://" in value:
            _guard_parts(value)


def hide(text: str) -> str:
    """Mask every secret in a text, and whatever a URL in it keeps where secrets are kept."""
    text = hide_known(text)
    if "://" in text:
        text = _USER.sub(_without_user, text)
    return _QUERY.sub(rf"\g<name>{MASK}", text) if "=" in text else text


def hide_known(text: str) -> str:
    """Mask what `guard` was told of; all else stays as it is."""
    return _known.sub(MASK, text) if _known else text


def hide_within(value: Any) -> Any:
    """Return JSON with every text hidden, as of `hide`."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Mapping):
        return {key: hide_within(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [hide_within(item) for item in value]
    return value


def read_blocks_with(read: Callable[[str], str]) -> None:
    """Let ``${block:NAME}`` stand for what ``read`` returns of a name: once a process."""
    global _read_block  # noqa: PLW0603 -- rooms below cannot know who keeps blocks
    _read_block = read


def is_by_name(text: str) -> bool:
    """Whether a text names a secret."""
    return bool(_NAME.search(text))


def resolve(text: str) -> str:
    """Put secrets in the place of their names, and guard them.

    ``${NAME}`` is an environment variable, ``${block:NAME}`` a block that somebody keeps. Within a
    URL they are percent-encoded, unless they are the beginning of one.

    Raises:
        UnknownSecretError: A variable is not set, or nobody here can read blocks.
        ExplainedError: A block cannot be read.

    """
    return _NAME.sub(_secret_of, text)


def _secret_of(found: re.Match[str]) -> str:
    name = found["name"]
    if not found["block"]:
        secret = os.environ.get(name, "").strip()
        if not secret:
            raise UnknownSecretError(f"the environment has no {name}")
    elif _read_block is None:
        raise UnknownSecretError(f"nobody here can read Prefect's block {name}")
    else:
        secret = _blocks.get(name) or _read_block(name)
        _blocks[name] = secret
    guard(secret)
    if "://" in secret:
        _guard_parts(secret)
        return secret
    return quote(secret, safe="")


def conceal(url: str) -> str:
    """Return what may be shown of a URL that somebody configured; `reveal` knows the rest.

    Raises:
        UnknownSecretError: A variable that it names is not set, or another URL looks the same.

    """
    real = resolve(url)
    _guard_parts(url)
    shown = hide(url)
    if shown == real:
        return url
    if _revealed.get(shown, real) != real and not _NAME.search(url):
        raise UnknownSecretError("another URL differs from it in a secret alone")
    _revealed[shown] = real
    return shown


def conceal_known(url: str) -> str:
    """Return a URL from elsewhere without the secrets that are known; `reveal` knows the rest."""
    shown = hide_known(url)
    if shown != url:
        _revealed[shown] = url
    return shown


def reveal(shown: str) -> str:
    """Return the URL that `conceal` returned this for; any other is its own."""
    return _revealed.get(shown, shown)


def holds_a_secret(url: str) -> bool:
    """Whether a URL has a secret in it, not the name of one."""
    return hide(url) != url


def _forms_of(secret: str, user: str | None) -> Iterator[str]:
    for form in {secret, unquote(secret), unquote_plus(secret)}:
        yield from (form, quote(form, safe=""), quote(form), quote_plus(form))
        for whole in (form, f"{user or ''}:{form}"):
            for encode in (b64encode, urlsafe_b64encode):
                coded = encode(whole.encode()).decode()
                yield from (coded, coded.rstrip("="))


def _pattern(form: str) -> str:
    if len(form) >= _UNMISTAKABLE:
        return re.escape(form)
    return rf"(?:(?<![^\W_])|(?<=%[0-9a-f][0-9a-f])){re.escape(form)}(?![^\W_])"


def _guard_parts(url: str) -> None:
    """Guard what a URL has in the places of secrets."""
    for found in _USER.finditer(url):
        user, password = found["user"], found["password"]
        is_web = _WEB.search(url[: found.start()])
        guard(password and password[1:], user=unquote(user))
        if is_web and not password:
            guard(user)
    for found in _QUERY.finditer(url):
        guard(found["value"])


def _without_user(found: re.Match[str]) -> str:
    if found["user"] in (MASK, ""):
        return f"{MASK}@"
    if _WEB.search(found.string[: found.start()]):
        return f"{MASK}@"
    if not found["password"]:
        return found[0]
    return f"{found['user']}:{MASK}@"


def shown_origin(url: str) -> str:
    """Return scheme and host of a URL whose path is a secret too, as a webhook's may be."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
