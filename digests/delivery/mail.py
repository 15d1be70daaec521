"""Sending a digest by mail (SMTP): a message per language, one connection."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from base.secrets import guard
from digests.delivery.event_files import history_address
from digests.delivery.runs import DeliveryError
from digests.delivery.secrets import ReadBlock, find_secret, no_blocks
from digests.delivery.settings import Delivery, Mail
from digests.digest import Digest
from digests.render.as_mail import Settings, compose, require_css_inline, story_parts
from digests.render.phrases import phrases
from digests.render.reading import reading


def send_mail(
    out: Path,
    digest: Digest,
    delivery: Delivery,
    mail: Mail,
    read_block: ReadBlock = no_blocks,
) -> None:
    """Send a message per language of a digest to each recipient.

    A message has the same id when it is sent again, so that mail programs can see the copy.

    Args:
        out: Output folder, whose histories of events the messages link to.
        digest: What is sent.
        delivery: Where the folder can be read on the web.
        mail: Server and addresses.
        read_block: Reads the blocks that ``mail`` names.

    Raises:
        DeliveryError: The server is not reached, does not do what the profile asks of it, or
            refuses user, sender or a recipient.
        FormatError: css-inline is not installed.

    """
    require_css_inline()
    has = (digest.source_language, *digest.targets)
    languages = mail.languages or has
    if missing := [language for language in languages if language not in has]:
        raise _error(
            mail, f"the digest is not in {', '.join(missing)}", "digest with these targets"
        )
    settings = Settings(sender=mail.sender, to=mail.to, subject=mail.subject)
    messages = [
        compose(
            digest,
            language,
            (
                story_parts(
                    reading(digest, entry, language, history_address(out, delivery, entry.id)),
                    phrases(language),
                )
                for entry in digest.entries
            ),
            settings,
            delivery.page(digest.run),
        )
        for language in dict.fromkeys(languages)
    ]
    refused: dict[str, object] = {}
    with _explained(mail), _connected(mail, read_block) as server:
        for message in messages:
            refused |= server.send_message(message)
    if refused:
        reason = f"it refuses {', '.join(refused)}; the other recipients were served"
        raise _error(mail, reason, "check these addresses")


@contextmanager
def _connected(mail: Mail, read_block: ReadBlock) -> Iterator[smtplib.SMTP]:
    user = find_secret(mail.user_variable, mail.user_block, read_block)
    password = find_secret(mail.password_variable, mail.password_block, read_block)
    guard(password, user=user)
    if bool(user) != bool(password):
        unset = mail.password_variable if user else mail.user_variable
        raise _error(mail, f"{unset} is not set", "set both variables, or neither")
    if user and mail.tls == "none":
        raise _error(mail, "a password would travel unencrypted", "set tls: starttls or implicit")
    context = ssl.create_default_context()
    if mail.tls == "implicit":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.host, mail.port, timeout=mail.timeout, context=context
        )
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout)
    with server:
        if mail.tls == "starttls":
            server.starttls(context=context)
        if user and password:
            server.login(user, password)
        yield server


@contextmanager
def _explained(mail: Mail) -> Iterator[None]:
    """Explain what a mail server does; what it says may hold a secret, and is not repeated."""
    try:
        yield
    except smtplib.SMTPNotSupportedError as error:
        remedy = "set tls: implicit (often port 465), or none where the network is yours"
        what = "sign-in" if "AUTH" in str(error) else "STARTTLS"
        raise _error(mail, f"it offers no {what}", remedy) from None
    except smtplib.SMTPAuthenticationError as error:
        reason = f"it refuses user and password (code {error.smtp_code})"
        secrets = (
            f"block {block}" if block else variable
            for block, variable in (
                (mail.user_block, mail.user_variable),
                (mail.password_block, mail.password_variable),
            )
        )
        remedy = f"check {' and '.join(secrets)}"
        raise _error(mail, reason, remedy) from None
    except smtplib.SMTPRecipientsRefused as error:
        names = ", ".join(error.recipients)
        raise _error(mail, f"it refuses {names}", "check these addresses") from None
    except smtplib.SMTPResponseException as error:
        reason = f"it answers with code {error.smtp_code}"
        raise _error(mail, reason, "look in the server's log") from None
    except ssl.SSLError as error:
        reason = f"no safe connection ({error.reason or error})"
        raise _error(mail, reason, "check host, port, tls and the certificate") from error
    except (OSError, smtplib.SMTPException) as error:
        reason = f"no connection ({getattr(error, 'strerror', None) or error})"
        raise _error(mail, reason, "check host, port and network") from error


def _error(mail: Mail, reason: str, remedy: str) -> DeliveryError:
    return DeliveryError(f"mail server {mail.host}:{mail.port}", reason, remedy)
