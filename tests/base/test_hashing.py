"""Hashes that caches are found by: a change here would make every entry anew."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from base.hashing import json_sha256, text_sha256


@pytest.mark.parametrize(
    ("value", "sha256"),
    [
        ([], "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"),
        (
            {"b": ["é", 1.5, None], "a": ("x",)},
            "a8ae0369fe19798ef3e598194545f8f8a7181b5b83cb34eeee9ce243eab8abc0",
        ),
    ],
)
def test_json_keeps_its_hash(value: Any, sha256: str) -> None:
    assert json_sha256(value) == sha256


def test_the_order_of_keys_does_not_count() -> None:
    assert json_sha256({"a": 1, "b": {"c": 2, "d": 3}}) == json_sha256(
        {"b": {"d": 3, "c": 2}, "a": 1}
    )


def test_a_text_is_hashed_in_utf_8() -> None:
    assert text_sha256("日本") == "cf2abf0c5be326cb922a70f8163f91079c4d9aa8655c60ead89ad545c9de2e92"
    # A name of a file that is no valid Unicode.
    assert text_sha256("\udcff") == hashlib.sha256(b"\xed\xb3\xbf").hexdigest()
