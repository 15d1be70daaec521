"""Doing with a written digest what the profile asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from filelock import FileLock

from base.errors import ExplainedError
from base.files import remove_parts, why_unwritable
from digests.delivery.feeds import write_feeds
from digests.delivery.index import FOLDER as SEARCH
from digests.delivery.index import write_index
from digests.delivery.mail import send_mail
from digests.delivery.runs import DeliveryError
from digests.delivery.secrets import ReadBlock, no_blocks
from digests.delivery.settings import Delivery
from digests.delivery.webhook import post_webhook
from digests.digest import read_digest


def deliver(
    folder: Path, delivery: Delivery, read_block: ReadBlock = no_blocks
) -> list[ExplainedError]:
    """Deliver the digest of a run; returns what could not be delivered, the rest is.

    What is written goes to the folder that the run's folder is in; runs that end at once take
    turns there.
    """
    out = folder.parent
    read = partial(read_digest, folder / "digest.json")
    written: list[Callable[[], object]] = []
    sent: list[Callable[[], object]] = []
    if delivery.index:
        written.append(partial(write_index, out))
    if delivery.feeds:
        written.append(partial(write_feeds, out, delivery, delivery.feeds))
    if mail := delivery.mail:
        sent.append(lambda: send_mail(out, read(), delivery, mail, read_block))
    if webhook := delivery.webhook:
        sent.append(lambda: post_webhook(read(), delivery, webhook, read_block))
    failures: list[ExplainedError] = []
    if written:
        with FileLock(out / ".delivery.lock"):
            for place in (out, out / SEARCH):
                remove_parts(place)
            failures += _failures(written, out)
    return failures + _failures(sent, out)


def _failures(steps: list[Callable[[], object]], out: Path) -> list[ExplainedError]:
    failures: list[ExplainedError] = []
    for step in steps:
        try:
            step()
        except ExplainedError as error:
            failures.append(error)
        except OSError as error:
            failures.append(DeliveryError(f"the output folder {out}", *why_unwritable(error)))
    return failures
