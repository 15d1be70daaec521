"""Telling another system that a digest is there: a signed POST of JSON, tried several times.

The signature is HMAC-SHA-256 over the time stamp, a dot and the body, in hexadecimal, so that
nobody who hears a message can change it or send it again later.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlsplit

import httpx2

from base.secrets import UnknownSecretError, guard, resolve, shown_origin
from digests.delivery.runs import DeliveryError
from digests.delivery.secrets import ReadBlock, find_secret, no_blocks
from digests.delivery.settings import Delivery, Webhook
from digests.digest import Digest
from digests.render.exchange import MACHINE_SOURCE, made_by, text_in, uri, utc
from digests.render.view import safe_url
from digests.report import Tally

TIMESTAMP = "X-Polydigest-Timestamp"
SIGNATURE = "X-Polydigest-Signature"

_SECRET_PATH = 20
"""Characters: a path that is longer may be the secret by which a receiver knows us."""
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})


def post_webhook(
    digest: Digest, delivery: Delivery, webhook: Webhook, read_block: ReadBlock = no_blocks
) -> None:
    """Post what a run made; what may pass is tried again, each time after a wait twice as long.

    Raises:
        DeliveryError: There is no key, nobody answers, or the answer is no.

    """
    url = _address(webhook)
    thing = f"webhook {shown_origin(url)}"
    key = find_secret(webhook.secret_variable, webhook.secret_block, read_block)
    if not key:
        raise DeliveryError(
            thing,
            f"{webhook.secret_variable} is not set",
            "set it to the key that the receiver knows",
        )
    body = json.dumps(payload(digest, delivery), ensure_ascii=False).encode()
    reason = ""
    with httpx2.Client(timeout=webhook.timeout, trust_env=False) as client:
        for attempt in range(webhook.attempts):
            if attempt:
                time.sleep(webhook.first_wait * 2 ** (attempt - 1))
            stamp = str(int(time.time()))
            headers = {
                "Content-Type": "application/json",
                "Idempotency-Key": uri("webhook", digest.run),
                TIMESTAMP: stamp,
                SIGNATURE: signature(key, stamp, body),
            }
            try:
                answer = client.post(url, content=body, headers=headers)
            except httpx2.TransportError as error:
                reason = f"no answer ({type(error).__name__})"
                continue
            if answer.is_success:
                return
            reason = f"it answers {answer.status_code}"
            if answer.status_code not in _LATER:
                break
    raise DeliveryError(thing, reason, "check the address and the receiver's log")


def _address(webhook: Webhook) -> str:
    """Return the address, of which nobody is to see more than the host: it may be the secret."""
    try:
        url = resolve(webhook.url)
    except UnknownSecretError as error:
        raise DeliveryError("webhook", str(error), "set it to the receiver's address") from None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise DeliveryError("webhook", "its address is no URL", "write it as https://host/path")
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    guard(url, path if len(path) > _SECRET_PATH else None)
    return url


def signature(key: str, stamp: str, body: bytes) -> str:
    """Sign a body that is sent at a time, in seconds since 1970."""
    signed = hmac.new(key.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def payload(digest: Digest, delivery: Delivery) -> dict[str, Any]:
    """Say what a run made: its counts, and each story's id, headlines and sources."""
    counts = Tally(digest.entries).counts()
    return {
        "event": "digest",
        "run": digest.run,
        "created": utc(digest.created),
        "profile": digest.profile,
        "languages": [digest.source_language, *digest.targets],
        "page": delivery.page(digest.run),
        "machine_made": made_by(digest),
        "digital_source_type": MACHINE_SOURCE,
        "counts": counts.model_dump(
            include={
                "entries",
                "sentences",
                "unsupported",
                "translations",
                "translations_failed",
            }
        ),
        "entries": [
            {
                "id": entry.id,
                "headlines": {
                    target or digest.source_language: text
                    for target in (None, *digest.targets)
                    if (text := text_in(entry.headline, target)) is not None
                },
                "sources": [url for a in entry.articles if (url := safe_url(a.source.url))],
            }
            for entry in digest.entries
        ],
    }
