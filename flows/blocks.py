"""Prefect's Secret blocks, in which a server keeps credentials encrypted."""

from __future__ import annotations

from typing import Any

from base.secrets import read_blocks_with
from digests.delivery.runs import DeliveryError
from flows.server import server_url


def read_block(name: str) -> str:
    """Return what the Secret block of a name holds.

    Raises:
        DeliveryError: There is none, it holds no text, or the server does not answer.

    """
    from httpx import TransportError
    from prefect.blocks.system import Secret

    thing = f"Prefect block secret/{name}"
    if not server_url():  # Prefect would start a server that tells it to everybody on the machine
        remedy = "start one, and set PREFECT_API_URL"
        raise DeliveryError(thing, "no Prefect server is named", remedy)
    try:
        block: Any = Secret.load(name)  # a coroutine for others, who have an event loop
        value = block.get()
    except ValueError as error:
        remedy = f'make it: Secret(value="…").save("{name}") in Python, or in Prefect\'s interface'
        raise DeliveryError(thing, "there is none on this server", remedy) from error
    except TransportError as error:
        remedy = "start it, or set PREFECT_API_URL"
        raise DeliveryError(thing, "the Prefect server does not answer", remedy) from error
    if not isinstance(value, str) or not value:
        raise DeliveryError(thing, "it holds no text", "store the secret itself in it")
    return value


read_blocks_with(read_block)
