"""Addresses that a URL from the web may not lead to, checked when a connection is made."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import Any

import httpcore2

from articles.fetch.errors import RefusedAddressError, UnknownHostError

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host; raises OSError where it has none."""

DEADLINE: ContextVar[float] = ContextVar("DEADLINE", default=float("inf"))
"""When the request at hand has taken too long, by the monotonic clock."""

_NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of ``host``, in the order to try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether anybody on the Internet may be reached at an IP address.

    Private, loopback, link-local, shared (CGNAT), unspecified, multicast and reserved addresses
    are not, nor is an IPv6 address that stands for such an IPv4 address.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("100.64.0.1")
    (True, False, False)
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    carried: list[IPv4Address | IPv6Address] = [*_carried(ip)] or [ip]
    return all(each.is_global and not each.is_multicast for each in carried)


def _carried(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address is a wrapping of."""
    if isinstance(ip, IPv4Address):
        return []
    if ip in _NAT64:
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    return [each for each in wrapped if each is not None]


class CheckedNetwork(httpcore2.NetworkBackend):
    """Connects to the very addresses that it has checked, so a second look-up changes nothing."""

    def __init__(self, resolve: Resolve, is_open: Callable[[str], bool] | None) -> None:
        """Take how to look up a host, and which addresses are open to us: None for all."""
        self._resolve = resolve
        self._is_open = is_open
        self._system = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of ``host`` that answers.

        Raises:
            RefusedAddressError: None of its addresses is open to us.
            UnknownHostError: It has none.
            httpcore2.ConnectError: None of them answers.

        """
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(str(error)) from error
        allowed = [each for each in addresses if self._is_open is None or self._is_open(each)]
        if not allowed:
            raise RefusedAddressError(", ".join(addresses))
        failure: Exception | None = None
        for address in allowed:
            try:
                stream = self._system.connect_tcp(
                    address, port, _in_time(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream)
        raise failure or httpcore2.ConnectError("no address")


class _TimedStream(httpcore2.NetworkStream):
    """A connection that holds every wait to the deadline of the request at hand."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _in_time(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _in_time(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, _in_time(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _in_time(timeout: float | None) -> float:
    left = DEADLINE.get() - monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the whole answer took too long")
    return min(left, float("inf") if timeout is None else timeout)
