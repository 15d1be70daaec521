"""Where credentials come from: the environment, or a block that somebody else can read.

They are looked up when something is delivered, and kept nowhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from base.secrets import guard
from digests.delivery.runs import DeliveryError

ReadBlock = Callable[[str], str]
"""Returns what the Secret block of a name holds, or raises `DeliveryError`."""


def no_blocks(name: str) -> str:
    """Refuse to read a block: only Prefect can.

    Raises:
        DeliveryError: Always.

    """
    raise DeliveryError(
        f"block {name!r}",
        "nobody here can read Prefect's blocks",
        "deliver with polydigest run or polydigest deliver, or name a variable",
    )


def find_secret(variable: str, block: str | None, read_block: ReadBlock) -> str | None:
    """Return a secret: of the block where one is named, else of the environment variable.

    Errors and logs will not show it. None where the variable is not set.

    Raises:
        DeliveryError: The block cannot be read.

    """
    secret = read_block(block) if block else os.environ.get(variable) or None
    guard(secret)
    return secret
