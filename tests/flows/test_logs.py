"""What a process says, whoever logs it, holds no secret."""

from __future__ import annotations

import logging
import sys

import pytest

from flows.logs import keep_secrets


def test_logs_and_tracebacks_show_no_secret(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NEWS_PASSWORD", "from-the-environment")
    monkeypatch.setenv("https_proxy", "http://desk:of-the-proxy@127.0.0.1:9")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    keep_secrets()
    logger = logging.getLogger("a.library")
    logger.warning("sent %s by %s", "from-the-environment", 1)
    try:
        raise ValueError("407 for of-the-proxy")
    except ValueError as error:
        logger.exception("failed")
        sys.excepthook(type(error), error, error.__traceback__)
    for told in (caplog.text, capsys.readouterr().err):
        assert "ValueError: 407 for ***" in told
        assert "of-the-proxy" not in told
    assert "sent *** by 1" in caplog.text
