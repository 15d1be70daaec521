"""The image and the compose file: what can be known of them without a daemon."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile with their arguments, continuations joined."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.M)
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def test_the_image_runs_as_nobody_in_particular() -> None:
    names = [name for name, _ in instructions()]
    assert set(names) <= {
        "FROM", "ARG", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "ENTRYPOINT", "CMD",
    }  # fmt: skip
    last_stage = instructions()[len(names) - 1 - names[::-1].index("FROM") :]
    users = [argument for name, argument in last_stage if name == "USER"]
    assert users
    assert users[-1] not in {"root", "0"}
    assert any(f"useradd --create-home --uid 10001 {users[-1]}" in a for _, a in last_stage)


def test_the_image_is_made_of_what_is_there_and_let_through() -> None:
    let_through = {
        line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if "!" in line
    }
    for name, argument in instructions():
        if name == "COPY" and "--from" not in argument:
            *sources, _ = [word for word in argument.split() if not word.startswith("--")]
            for source in sources:
                assert (ROOT / source).exists(), source
                assert source in let_through, source


def test_services_refer_to_what_is_declared() -> None:
    found = compose()
    services = found["services"]
    for name, service in services.items():
        assert ("image" in service) != ("build" in service), name
        for other, condition in service.get("depends_on", {}).items():
            assert condition == {"condition": "service_healthy"}
            assert "healthcheck" in services[other]
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source.startswith("./") or source in found["volumes"], volume
    published = [port for service in services.values() for port in service.get("ports", ())]
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_the_served_command_is_one_that_exists() -> None:
    from typer.testing import CliRunner

    from flows.cli.commands import app

    command = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", compose()["services"]["polydigest"]["command"])
    result = CliRunner().invoke(app, [*command.split(), "--cron", "nonsense"])
    assert result.exit_code == 2
    assert "schedule 'nonsense'" in result.output
