"""What a mail address is, for the settings of a profile."""

from __future__ import annotations

from email.headerregistry import HeaderRegistry
from typing import Annotated, Any

from pydantic import AfterValidator


def _address(text: str) -> str:
    """Accept one mail address in ASCII, with a name or without."""
    header: Any = HeaderRegistry()("to", text if text.isprintable() else "")
    found = header.addresses
    if len(found) != 1 or not found[0].domain or header.defects or not found[0].addr_spec.isascii():
        raise ValueError(f"{text!r} is not a mail address such as Desk <desk@example.org>")
    return text


MailAddress = Annotated[str, AfterValidator(_address)]
