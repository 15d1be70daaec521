"""``polydigest profiles``."""

from __future__ import annotations

from typer.testing import CliRunner

from digests.profile import profile_names
from flows.cli.commands import app


def test_the_shipped_profiles_are_listed() -> None:
    listed = CliRunner().invoke(app, ["profiles"], env={"COLUMNS": "200"})
    assert listed.exit_code == 0
    for name in ("embedded", "opus", "nllb", "llm"):
        assert name in profile_names()
        assert name in listed.output
