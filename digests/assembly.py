"""Puts together what a profile names: an editor with its models, checks and glossary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checks.registry import make_summary_checks, make_translation_checks
from digests.attribution import Attributor
from digests.digest import Adapter, Model
from digests.editor import Editor, Memory
from digests.profile import Profile
from language.glossary import Glossary
from models.registry import (
    ModelFacts,
    describe,
    describe_embedder,
    load_embedder,
    load_summariser,
    load_translator,
)


def make_editor(profile: Profile, targets: Sequence[str], memory: Memory) -> Editor:
    """Load the models of ``profile`` for ``targets``; each is loaded once a process.

    Raises:
        ProfileError: no translator for a target, or a glossary that does not exist.
        ModelError: weights that cannot be had, or whose hash is wrong; a translator that lacks
            its target.

    """
    embedder = load_embedder(profile.embedder)
    return Editor(
        summariser=load_summariser(profile.summariser),
        translators={
            target: load_translator(profile.translator(target), profile.source_language, target)
            for target in targets
        },
        embedder=embedder,
        attributor=Attributor(embedder),
        summary_checks=make_summary_checks(profile.checks.summary),
        translation_checks=make_translation_checks(profile.checks.translation),
        glossary=Glossary.load(profile.glossary_files),
        memory=memory,
        language=profile.source_language,
        retries=profile.retries,
    )


def models_used(profile: Profile, targets: Sequence[str]) -> tuple[Model, ...]:
    """Describe the models of ``profile`` for ``targets``, as they were resolved.

    Raises:
        ProfileError: no translator for a target.
        ModelError: weights that cannot be had.

    """
    translators = {target: profile.translator(target) for target in targets}
    specs = list(translators.values())
    return (
        _model("summariser", describe(profile.summariser)),
        *(
            _model("translator", describe(spec), [t for t, s in translators.items() if s == spec])
            for spec in [s for i, s in enumerate(specs) if s not in specs[:i]]
        ),
        _model("embedder", describe_embedder(profile.embedder)),
    )


def _model(
    role: Literal["summariser", "translator", "embedder"],
    facts: ModelFacts,
    targets: Sequence[str] = (),
) -> Model:
    adapter = facts.adapter
    return Model(
        role=role,
        name=facts.name,
        revision=facts.revision,
        sha256=dict(facts.sha256),
        licence=facts.licence,
        notice=facts.notice,
        targets=tuple(targets),
        adapter=Adapter(name=adapter.name, sha256=adapter.sha256, licence=adapter.licence)
        if adapter
        else None,
    )
