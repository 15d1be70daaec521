from __future__ import annotations

from collections.abc import Sequence

import pytest

from articles.fetch.addresses import is_public
from articles.fetch.errors import FetchError
from articles.fetch.fetcher import Fetcher
from articles.fetch.settings import FetchSettings
from tests.articles.web import HERE, QUICK, Page, Web


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "198.18.0.1", "240.0.0.1",
        "::", "::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1",
        "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "no address",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])
def test_the_machine_itself_is_refused_under_all_its_names(web: Web, host: str) -> None:
    with Fetcher(QUICK) as fetcher, pytest.raises(FetchError, match="no public address") as caught:
        fetcher.fetch(f"http://{host}:{web.port}/")
    assert caught.value.location == f"http://{host}:{web.port}/"
    assert "allow_private" in caught.value.remedy
    assert not web.asked


PUBLIC, PRIVATE = "127.0.0.2", "127.0.0.1"
"""Two addresses of this machine, one of which is taken for a public one."""


def is_open(address: str) -> bool:
    return address == PUBLIC


def test_a_second_answer_of_the_name_server_changes_nothing(web: Web) -> None:
    url = web.put("a.example/", Page("secret"))
    hang_up = Page("", "text/plain", headers={"Connection": "close"})
    web.put("a.example/robots.txt", hang_up)
    answers = iter([[PUBLIC], [PRIVATE]])
    with (
        Fetcher(QUICK, resolve=lambda host, port: next(answers), is_open=is_open) as fetcher,
        pytest.raises(FetchError, match="no public address"),
    ):
        fetcher.fetch(url)
    assert [asked.path for asked in web.asked] == ["/robots.txt"]


def test_a_private_host_is_looked_up_once_however_many_pages_it_has() -> None:
    asked = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return [PRIVATE]

    slow = FetchSettings(delay=60)
    with Fetcher(slow, resolve=resolve) as fetcher:
        for page in range(3):
            with pytest.raises(FetchError, match="no public address") as caught:
                fetcher.fetch(f"https://inside.example/{page}")
            assert caught.value.location == f"https://inside.example/{page}"
    assert asked == ["inside.example"]


def test_a_redirect_to_a_private_address_is_refused(web: Web) -> None:
    inside = web.put("inside.example/secret", Page("secret"))
    url = web.put("outside.example/", Page(status=302, headers={"Location": inside}))

    def resolve(host: str, port: int) -> Sequence[str]:
        return [PUBLIC if host == "outside.example" else PRIVATE]

    with Fetcher(QUICK, resolve=resolve, is_open=is_open) as fetcher:
        with pytest.raises(FetchError, match=r"inside\.example lies at no public address"):
            fetcher.fetch(url)
        assert fetcher.fetch(url, HERE).body == b"secret"
        # The connection that is open now is not there for whoever may not open it.
        with pytest.raises(FetchError, match="no public address"):
            fetcher.fetch(inside)
    assert {asked.host for asked in web.asked} == {"outside.example", "inside.example"}
