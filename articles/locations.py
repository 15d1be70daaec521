"""Where articles lie: what can be said of a location before anything is read.

A URL leaves as it came but for what RFC 3986 calls the same: scheme and host are written small,
the default port is left out, and what may not stand in a URL is percent-encoded (a host in other
letters by IDNA, all else as UTF-8; apostrophes and parentheses are then encoded as well). What is
percent-encoded already stays as it is, and so do the path, dot segments included, the order of a
query, and the fragment.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import idna

MAX_URL = 2_000
"""Characters of a URL: browsers and servers refuse longer ones."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_LOCAL = "file:///"
_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.I | re.S)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[^:@\[\]%]{1,253})(?::(\d{0,5}))?", re.I)
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_ENDS_IN_TEXT = re.compile("['()]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_RAW = r"A-Za-z0-9\-._~!$&'()*+,;=:@/"
_NOT_IN_PATH = re.compile(rf"%(?![0-9A-Fa-f]{{2}})|[^{_RAW}%]")
_NOT_IN_QUERY = re.compile(rf"%(?![0-9A-Fa-f]{{2}})|[^{_RAW}?%]")
_TRACKER = re.compile(
    r"(?:utm|mtm|itm|vero)_\w+|oly_(?:anon|enc)_id|(?:fb|g|d|y|ys|tw|tt)clid|msclkid|gclsrc"
    r"|[gw]braid|igsh(?:id)?|mc_[ce]id|_hs(?:enc|mi)|mkt_tok",
    re.I,
)
"""Parameters that say who sent a reader, and nothing of what is read."""


def is_url(location: str) -> bool:
    """Whether a location is a URL, of whatever scheme, rather than a path of this machine."""
    return bool(_SCHEME.match(location)) and not location.startswith(_LOCAL)


def location_of(path: Path) -> str:
    """Return a path as text that prints: a ``file:`` URI where its name does not.

    A name may hold line breaks, or bytes that are no text; the URI leads to the file all the same.
    """
    name = str(path)
    return name if name.isprintable() else path.absolute().as_uri()


def path_of(location: str) -> Path:
    """Return the path that a location names, as `location_of` writes it."""
    if not location.startswith(_LOCAL):
        return Path(location)
    return Path(os.fsdecode(unquote_to_bytes(location.removeprefix(_LOCAL[:-1]))))


def web_url(url: str) -> str | None:
    """Return an http or https URL in its one spelling, or None where nobody should be sent there.

    None for other schemes, no host, user names in the address, control characters and white space
    but for blanks, over 2,000 characters.

    >>> web_url("HTTPS://N.example:443/s?id=5&section=world#map")
    'https://n.example/s?id=5&section=world#map'
    """
    url = url.strip()
    if len(url) > MAX_URL or not url.isprintable():
        return None
    parts = _PARTS.fullmatch(url)
    authority = _AUTHORITY.fullmatch(parts[2]) if parts else None
    host = _host(authority[1]) if authority else None
    if parts is None or authority is None or host is None:
        return None
    scheme, _, path, query, fragment = parts.groups()
    scheme, port = scheme.lower(), int(authority[2] or 0)
    if port > 65_535:
        return None
    if port not in {0, _DEFAULT_PORTS[scheme]}:
        host = f"{host}:{port}"
    rest = _NOT_IN_PATH.sub(_encoded, path)
    if query is not None:
        rest += f"?{_NOT_IN_QUERY.sub(_encoded, query)}"
    if fragment is not None:
        rest += f"#{_NOT_IN_QUERY.sub(_encoded, fragment)}"
    # Whoever encoded nothing left in what ends a URL in a text as well.
    if len(rest) > len(url) - len(parts[1]) - len(parts[2]) - len("://"):
        rest = _ENDS_IN_TEXT.sub(_encoded, rest)
    return f"{scheme}://{host}{rest}"


def source_url(url: str) -> str | None:
    """Return a URL of a public host as `web_url` does, without trackers (``utm_source``), or None.

    A parameter is left out only where its name is one that advertisers and senders of mails add.
    """
    spelled = web_url(url)
    if spelled is None or "." not in spelled.split("/", 3)[2]:
        return None
    address, mark, fragment = spelled.partition("#")
    where, asked, query = address.partition("?")
    fields = query.split("&")
    kept = [each for each in fields if not _TRACKER.fullmatch(each.partition("=")[0])]
    if len(kept) < len(fields):
        query, asked = "&".join(kept), "?" if kept else ""
    return f"{where}{asked}{query}{mark}{fragment}"


def canonical_url(url: str) -> str | None:
    """Return what URLs of one page have in common: that of `source_url` without its fragment."""
    found = source_url(url)
    return found and found.partition("#")[0]


def shown_host(url: str) -> str:
    """Return the host of a URL as people read it: without ``www.``, in its own letters."""
    parts = _PARTS.match(url)
    authority = _AUTHORITY.fullmatch(parts[2]) if parts else None
    host = authority[1].lower().removeprefix("www.") if authority else ""
    try:
        return idna.decode(host) if "xn--" in host else host
    except idna.IDNAError:
        return host


def _host(written: str) -> str | None:
    host = written.lower()
    if host.startswith("["):
        return host
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    return host if _HOST.fullmatch(host) else None


def _encoded(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="replace")
