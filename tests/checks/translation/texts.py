"""Sentences and their translations as the checks get them, with the base glossary."""

from __future__ import annotations

from pathlib import Path

from checks.contexts import TranslationContext
from checks.registry import make_translation_checks
from checks.verdict import Check
from language.glossary import Glossary

ROOT = Path(__file__).resolve().parents[3]
GLOSSARY = Glossary.load([ROOT / "configs" / "glossary.base.yaml"])
CHECKS = {check.name: check for check in make_translation_checks({})}


def context(
    source: str,
    hypothesis: str,
    target: str,
    *,
    others: tuple[tuple[str, str], ...] = (),
) -> TranslationContext:
    return TranslationContext(
        source=source,
        hypothesis=hypothesis,
        target=target,
        terms=GLOSSARY.terms(source, target),
        foreign=GLOSSARY.foreign(hypothesis, source, target),
        others=others,
    )


def verdict(name: str, source: str, hypothesis: str, target: str) -> Check:
    return CHECKS[name].verdict(context(source, hypothesis, target))
