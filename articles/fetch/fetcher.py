"""The client: one way to get a URL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from threading import Lock
from time import monotonic
from typing import Generic, Self, TypeVar

import httpcore2
import httpx2

from articles.extract.characters import one_line
from articles.fetch.addresses import DEADLINE, CheckedNetwork, Resolve, is_public, resolve
from articles.fetch.errors import (
    AsleepError,
    FetchError,
    PassingFetchError,
    RefusedAddressError,
    UnknownHostError,
)
from articles.fetch.manners import Manners
from articles.fetch.memory import Memory, Remembered
from articles.fetch.reservations import PATH, Reservations
from articles.fetch.robots import ALLOW_ALL, Robots
from articles.fetch.settings import ANYONE, Access, FetchSettings
from base.files import cache_folder
from base.secrets import conceal_known, reveal

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_BUSY = {429, 503}
_AILING = {408, 500, 502, 504}
_NEVER = timedelta(0)
_T = TypeVar("_T")
_Origin = tuple[str, bool]
"""Scheme, host and port, and whether private addresses are open."""


@dataclass(frozen=True)
class Fetched:
    """What lay at a URL."""

    url: str
    """As it was asked for."""
    final_url: str
    """Where redirects led."""
    moved_to: str | None
    """Where it has moved for good."""
    media_type: str
    """The header Content-Type, or nothing."""
    body: bytes
    retrieved: datetime
    robots_tag: str = ""
    tdm_reservation: str = ""
    unchanged: bool = False
    """Whether the body is the one that was remembered."""


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: httpx2.Headers
    body: bytes


class Fetcher:
    """Gets URLs. Safe to share between threads; a context manager that closes its connections.

    No cookies are kept, no proxy and no .netrc of the environment is used. A URL that has a secret
    is known by what may be shown of it (`base.secrets.conceal`), here and in every answer.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        memory: Memory | None = None,
        resolve: Resolve = resolve,
        is_open: Callable[[str], bool] = is_public,
    ) -> None:
        """Take limits, what remembers answers, how hosts are looked up, and open addresses."""
        self.settings = settings or FetchSettings()
        self._memory = memory
        self._manners = Manners(cache_folder() / "hosts" if self.settings.shared_turns else None)
        # Whoever may not reach private addresses must not meet a connection to one either.
        self._pools = {
            allow_private: httpcore2.ConnectionPool(
                max_connections=None,
                max_keepalive_connections=100,
                keepalive_expiry=2 * self.settings.delay + 5,
                network_backend=CheckedNetwork(resolve, None if allow_private else is_open),
            )
            for allow_private in (False, True)
        }
        self._robots: _Once[Robots] = _Once()
        self._reservations: _Once[Reservations] = _Once()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            pool.close()

    def stop(self) -> None:
        """Begin no request any more: whoever waits for one gets a StoppedError within seconds."""
        self._manners.stop()

    def fetch(self, url: str, access: Access = ANYONE, *, freshness: timedelta = _NEVER) -> Fetched:
        """Get ``url``, following redirects.

        An answer that is remembered and younger than ``freshness`` is not asked for again; an
        older one only if it has changed.

        Raises:
            FetchError: It cannot be had, or may not be.
            PassingFetchError: It cannot be had just now.
            StoppedError: `stop` was called.

        """
        return self._get(conceal_known(url), access, freshness, obey=True)

    def robots(self, url: str, access: Access = ANYONE) -> Robots:
        """Return the rules of the origin of ``url``: everything is forbidden while they are away.

        Raises:
            FetchError: ``url`` is none that can be got.

        """
        origin = _origin(_parse(url, url))
        return self._robots.get(
            (origin, access.allow_private), lambda: self._read_robots(origin, access)
        )

    def reservation(self, url: str, access: Access = ANYONE) -> str:
        """Return the TDM reservation of ``url`` by its site's file: 0, 1, or nothing.

        Raises:
            FetchError: ``url`` is none that can be got.
            StoppedError: `stop` was called.

        """
        origin = _origin(_parse(url, url))

        def read() -> Reservations:
            lifetime = self.settings.robots_lifetime
            try:
                return Reservations.parse(
                    self.fetch(origin + PATH, access, freshness=lifetime).body
                )
            except FetchError:
                return Reservations()

        return self._reservations.get((origin, access.allow_private), read).of(url)

    def _read_robots(self, origin: str, access: Access) -> Robots:
        try:
            found = self._get(
                f"{origin}/robots.txt", access, self.settings.robots_lifetime, obey=False
            )
            return Robots.parse(found.body)
        except PassingFetchError as error:
            return Robots(None, error)
        except FetchError as error:
            is_refused = isinstance(error.__cause__, RefusedAddressError)
            return Robots(None, error) if is_refused else ALLOW_ALL

    def _get(self, url: str, access: Access, freshness: timedelta, *, obey: bool) -> Fetched:
        now = datetime.now(UTC)
        known = self._memory.recall(url) if self._memory else None
        body = None
        if known:
            if known.not_before and now < known.not_before:
                raise _asked_to_wait(url, known.not_before)
            body = self._memory.body(known.sha256) if self._memory and known.sha256 else None
            is_fresh = now - known.fetched < freshness
            if is_fresh and known.status >= 400:
                raise _refused(url, known.status)
            if is_fresh and body is not None:
                return _recalled(known, body)
        try:
            answer, final_url, moved_to = self._follow(
                url, access, known if body is not None else None, obey=obey
            )
        except PassingFetchError as error:
            if self._memory and error.not_before:
                known = known or Remembered(url, datetime.fromtimestamp(0, UTC), 0)
                self._memory.remember(replace(known, not_before=error.not_before))
            raise
        if answer.status == HTTPStatus.NOT_MODIFIED and known and body is not None:
            known = replace(
                known,
                fetched=now,
                moved_to=moved_to,
                not_before=None,
                etag=answer.headers.get("etag", known.etag),
                last_modified=answer.headers.get("last-modified", known.last_modified),
            )
            if self._memory:
                self._memory.remember(known)
            return _recalled(known, body)
        is_found = answer.status == HTTPStatus.OK
        fetched = Remembered(
            url,
            now,
            answer.status,
            final_url,
            moved_to,
            answer.headers.get("content-type", ""),
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
            answer.headers.get("x-robots-tag", ""),
            answer.headers.get("tdm-reservation", ""),
            self._memory.keep_body(answer.body) if self._memory and is_found else None,
        )
        if self._memory:
            self._memory.remember(fetched)
        if not is_found:
            raise _refused(url, answer.status)
        return replace(
            _recalled(fetched, answer.body),
            unchanged=bool(known and known.sha256 and known.sha256 == fetched.sha256),
        )

    def _follow(
        self, url: str, access: Access, known: Remembered | None, *, obey: bool
    ) -> tuple[_Answer, str, str | None]:
        """Return the answer that is no redirect, where it was, and where the URL moved for good."""
        here, moved_to, for_good = url, None, True
        met = []
        while True:
            target = _parse(here, url)
            met.append(str(target))
            if obey:
                self._ask_robots(here, url, access)
            headers = {}
            if known and known.final_url == here:
                headers = {"if-none-match": known.etag, "if-modified-since": known.last_modified}
            sent = {name: value for name, value in headers.items() if value}
            answer = self._ask(target, url, access, sent)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer, here, moved_to
            try:
                here = conceal_known(str(target.join(answer.headers["location"])))
            except (httpx2.InvalidURL, ValueError) as error:
                raise FetchError(url, "redirected to no URL", "check it in a browser") from error
            if here.partition("#")[0] in met:
                raise FetchError(url, "redirected in a circle", "check it in a browser")
            if len(met) > self.settings.max_redirects:
                raise FetchError(
                    url, f"redirected more than {len(met) - 1} times", "give the URL it leads to"
                )
            for_good = for_good and answer.status in _FOR_GOOD
            moved_to = here if for_good else moved_to

    def _ask_robots(self, here: str, url: str, access: Access) -> None:
        robots = self.robots(here, access)
        why = robots.unreachable
        if isinstance(why, PassingFetchError):
            no_host = isinstance(why.__cause__, UnknownHostError)
            reason = why.reason if no_host else f"{why.reason}, asked for its robots.txt"
            raise PassingFetchError(url, reason, why.remedy, why.not_before) from why
        if why:
            raise FetchError(url, why.reason, why.remedy) from why
        if not robots.allows(here):
            raise FetchError(
                url,
                f"forbidden by robots.txt{'' if here == url else f' ({_shown(here)})'}",
                "ask the publisher, or take its feed",
            )

    def _ask(
        self, target: httpx2.URL, url: str, access: Access, headers: Mapping[str, str]
    ) -> _Answer:
        """Send one request, again after a pause where that may help."""
        settings, host = self.settings, target.host
        delay = settings.delay if access.delay is None else access.delay
        if robots := self._robots.known((_origin(target), access.allow_private)):
            delay = max(delay, min(robots.delay, settings.longest_pause))
        failure = _away(url, host, "no connection")
        for attempt in range(settings.attempts):
            if self._manners.gave_up(host, settings.attempts):
                raise failure
            try:
                with self._manners.turn(host, delay, settings.longest_pause):
                    answer, reason = self._try(target, url, access, headers, attempt)
            except AsleepError as error:
                until = datetime.now(UTC) + timedelta(seconds=error.seconds)
                raise _asked_to_wait(url, until) from error
            if answer:
                return answer
            failure = _away(url, host, reason)
        raise failure

    def _try(
        self,
        target: httpx2.URL,
        url: str,
        access: Access,
        headers: Mapping[str, str],
        attempt: int,
    ) -> tuple[_Answer | None, str]:
        """Send a request within a turn; returns its answer, or None and why to try again."""
        settings, host = self.settings, target.host
        try:
            answer = self._send(target, url, access, headers)
        except httpcore2.TimeoutException as error:
            self._manners.failed(host, settings.backoff)
            raise PassingFetchError(
                url,
                f"no whole answer within {settings.timeout:g} to {settings.total:g} seconds",
                "it is asked for again by a later run",
            ) from error
        except UnknownHostError as error:
            raise PassingFetchError(
                url, f"no host {host} ({error})", "check the URL and the network"
            ) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            self._manners.failed(host, settings.backoff)
            return None, one_line(str(error))[:200] or type(error).__name__
        self._manners.answered(host)
        if answer.status in _BUSY:
            pause = _retry_after(answer.headers.get("retry-after")) or settings.pause
            self._manners.pause(host, pause)
            if pause > settings.longest_pause:
                raise _asked_to_wait(url, datetime.now(UTC) + timedelta(seconds=pause))
        elif answer.status in _AILING:
            self._manners.pause(host, settings.backoff * 2**attempt)
        else:
            return answer, ""
        return None, _status(answer.status)

    def _send(
        self, target: httpx2.URL, url: str, access: Access, headers: Mapping[str, str]
    ) -> _Answer:
        settings = self.settings
        secrets = access.headers if _is_meant(access, target) else {}
        sent = {
            "user-agent": settings.user_agent,
            "accept": "*/*",
            "accept-encoding": "gzip, deflate, br, zstd",
            **headers,
            **secrets,
        }
        address = httpcore2.URL(
            scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path
        )
        timeouts = dict.fromkeys(("connect", "read", "write"), settings.timeout)
        try:
            with (
                _limited_to(settings.total),
                self._pools[access.allow_private].stream(
                    "GET", address, headers=[*sent.items()], extensions={"timeout": timeouts}
                ) as response,
            ):
                found = httpx2.Headers(response.headers)
                if len(found.get_list("content-encoding", split_commas=True)) > 1:
                    raise FetchError(url, "compressed more than once", "tell its publisher")
                reader = httpx2.Response(
                    response.status,
                    headers=found,
                    stream=_Sent(response.iter_stream(), settings.max_bytes),
                )
                body = bytearray()
                for part in reader.iter_bytes():
                    body += part
                    if len(body) > settings.max_bytes:
                        raise _TooLargeError
                return _Answer(response.status, found, bytes(body))
        except RefusedAddressError as error:
            raise FetchError(
                url,
                f"{target.host} lies at no public address ({error})",
                "set `allow_private: true` for a source of your own network",
            ) from error
        except _TooLargeError:
            raise FetchError(
                url, f"larger than {settings.max_bytes:,} bytes", "give a smaller page or feed"
            ) from None
        except (httpx2.DecodingError, httpcore2.UnsupportedProtocol) as error:
            raise FetchError(
                url, f"undecodable ({one_line(str(error))[:200]})", "tell its publisher"
            ) from error


class _Once(Generic[_T]):
    """What is read once for an origin, by one thread while others wait for it."""

    def __init__(self) -> None:
        self._found: dict[_Origin, _T] = {}
        self._locks: dict[_Origin, Lock] = {}
        self._lock = Lock()

    def get(self, key: _Origin, read: Callable[[], _T]) -> _T:
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._found:
                self._found[key] = read()
            return self._found[key]

    def known(self, key: _Origin) -> _T | None:
        return self._found.get(key)


class _TooLargeError(Exception):
    pass


class _Sent(httpx2.SyncByteStream):
    """The bytes of a body as they are sent, up to a limit."""

    def __init__(self, parts: Iterator[bytes], limit: int) -> None:
        self._parts = parts
        self._limit = limit

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        for part in self._parts:
            sent += len(part)
            if sent > self._limit:
                raise _TooLargeError
            yield part


@contextmanager
def _limited_to(seconds: float) -> Iterator[None]:
    token = DEADLINE.set(monotonic() + seconds)
    try:
        yield
    finally:
        DEADLINE.reset(token)


def _parse(url: str, asked: str) -> httpx2.URL:
    """Read a URL that may be got; ``asked`` is the one that led to it."""
    try:
        target = httpx2.URL(reveal(url))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(asked, f"no URL ({one_line(str(error))[:200]})", "check it") from error
    if target.scheme not in {"http", "https"} or not target.host:
        raise FetchError(
            asked,
            f"only http and https can be got{'' if url == asked else f', not {_shown(url)}'}",
            "give a URL that begins with https://",
        )
    if target.port is not None and not 0 < target.port < 65_536:
        raise FetchError(asked, f"no URL: there is no port {target.port}", "check it")
    if target.userinfo:
        raise FetchError(
            asked,
            "a URL with a user name in it",
            "name an environment variable under `headers` of the source",
        )
    return target


def _shown(url: str) -> str:
    return one_line(url)[:200]


def _origin(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _is_meant(access: Access, target: httpx2.URL) -> bool:
    meant = reveal(access.headers_for)
    return bool(meant) and _origin(httpx2.URL(meant)) == _origin(target)


def _recalled(known: Remembered, body: bytes) -> Fetched:
    return Fetched(
        url=known.url,
        final_url=known.final_url,
        moved_to=known.moved_to,
        media_type=known.media_type,
        body=body,
        retrieved=known.fetched,
        robots_tag=known.robots_tag,
        tdm_reservation=known.tdm_reservation,
        unchanged=True,
    )


def _retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header names, or None."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(float(value), 30 * 86_400.0)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), 30 * 86_400.0) or None


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _refused(url: str, status: int) -> FetchError:
    remedy = {
        404: "check the URL",
        410: "it is gone for good: remove it",
        401: "name the credentials under `headers` of the source",
        402: "the publisher wants to be paid",
        403: "ask the publisher, or name credentials under `headers` of the source",
        451: "it is withheld for legal reasons",
    }.get(status, "check it in a browser")
    return FetchError(url, f"answered {_status(status)}", remedy)


def _away(url: str, host: str, reason: str) -> PassingFetchError:
    return PassingFetchError(
        url, f"{host} is away ({reason})", "it is asked for again by a later run"
    )


def _asked_to_wait(url: str, until: datetime) -> PassingFetchError:
    return PassingFetchError(
        url,
        f"its host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC",
        "it is asked for again after that",
        until,
    )
