"""What works on this machine, for whoever wonders why a profile does not run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from prefect.context import get_settings_context

from base.secrets import hide
from digests.profile import ANY_TARGET, Profile
from flows.server import server_url, unanswered
from models.measuring import measure
from models.registry import Figures, engine_of, expected_figures, figures_of, machine, needs
from models.spec import ModelSpec
from models.tasks import ModelError

_TARGET = "zh"
"""Measured where a profile names no language."""


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: ``ok`` is None where a fact is neither good nor bad."""

    what: str
    seen: str
    ok: bool | None = None


def examine(profile: Profile) -> list[Finding]:
    """Compare what ``profile`` needs with what the machine has."""
    here = machine()
    findings = [
        Finding("CPUs", str(here.cpus)),
        Finding("bfloat16 in hardware", "yes" if here.bfloat16 else "no"),
        Finding("GPU", ", ".join(here.gpus) or "none"),
        Finding(
            "model hub",
            f"{hide(here.hub)} {'answers' if here.hub_reachable else 'does not answer'}",
        ),
        Finding("cache folder", f"{here.cache}, {_gigabytes(here.cache_free_bytes)} free"),
        *(Finding(name, found or "not installed") for name, found in here.versions.items()),
        Finding("prefect", version("prefect")),
        Finding("Prefect profile", get_settings_context().profile.name),
        _server(),
        Finding("chromium", shutil.which("chromium") or "none; only tests need it"),
    ]
    specs = {spec.name: spec for spec in [profile.summariser, *profile.translators.values()]}
    findings += [Finding(f"engine of {name}", engine_of(spec)) for name, spec in specs.items()]
    findings.append(Finding("seconds a story", _pace(profile)))
    memory = 0
    for name, spec in specs.items():
        try:
            need = needs(spec)
        except ModelError as error:
            findings.append(Finding(name, f"{error.reason}; {error.remedy}", ok=False))
            continue
        memory = max(memory, need.memory_bytes)
        findings.append(
            Finding(
                name,
                f"{_gigabytes(need.disk_bytes)} of disk still needed",
                ok=need.disk_bytes <= here.cache_free_bytes,
            )
        )
    if memory:
        findings.append(
            Finding(
                f"memory for profile {profile.name}",
                f"{_gigabytes(memory)} needed, {_gigabytes(here.memory_bytes)} here",
                ok=memory <= here.memory_bytes,
            )
        )
    return findings


def figures(profile: Profile, progress: Callable[[str], None]) -> Iterator[tuple[str, ...]]:
    """Measure the models of a profile on this machine's engines; yield rows of a table."""
    translator = profile.translators.get(ANY_TARGET) or next(iter(profile.translators.values()))
    target = next((t for t in profile.translators if t != ANY_TARGET), _TARGET)
    source = profile.source_language
    for row in measure(profile.summariser, translator, source, target, progress):
        if row.figures is None:
            yield row.model, row.engine, row.reason, "", ""
            continue
        seconds = [row.figures.summary, row.figures.translation]
        summary, translation = ("" if s is None else f"{s:.1f}" for s in seconds)
        yield row.model, row.engine, summary, translation, _gigabytes(row.figures.memory)


def _pace(profile: Profile) -> str:
    """Say how long a story takes: as it was measured here, else by what others' CPUs took."""
    if seconds := _seconds(profile, figures_of):
        return f"about {seconds}, without retries"
    if seconds := _seconds(profile, expected_figures):
        return f"about {seconds}, as CPUs like these take; polydigest doctor --measure measures it"
    return "not measured here: polydigest doctor --measure"


def _seconds(profile: Profile, figures: Callable[[ModelSpec], Figures | None]) -> str | None:
    summary = figures(profile.summariser)
    translations = [figures(spec) for spec in profile.translators.values()]
    if summary is None or summary.summary is None or not all(translations):
        return None
    longest = max(f.translation or 0.0 for f in translations if f)
    return f"{summary.summary:.0f}, and {longest:.0f} for each language"


def _server() -> Finding:
    if not (url := server_url()):
        return Finding("Prefect server", "a temporary one for each run")
    shown = hide(url)
    if reason := unanswered(url):
        return Finding(
            "Prefect server",
            f"{shown} does not answer ({hide(reason)}); start it, or unset PREFECT_API_URL",
            ok=False,
        )
    return Finding("Prefect server", f"{shown} answers", ok=True)


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB"
