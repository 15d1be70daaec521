"""Puts together what a profile names: an editor with its models, checks and glossary."""

from __future__ import annotations

from collections.abc import Sequence

from checks.registry import make_checks
from digests.attribution import Attributor
from digests.digest import Adapter, Model
from digests.editor import Editor, Memory
from digests.profile import Profile
from language.glossary import Glossary
from models.registry import (
    load_embedder,
    load_summariser,
    load_translator,
    resolve,
    resolve_embedder,
)
from models.weights import Weights


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
        summary_checks=make_checks("summary", profile.checks.summary),
        translation_checks=make_checks("translation", profile.checks.translation),
        glossary=Glossary.load(profile.glossary_files),
        memory=memory,
        retries=profile.retries,
    )


def models_used(profile: Profile, targets: Sequence[str]) -> tuple[Model, ...]:
    """Describe the models of ``profile`` for ``targets``, as they were resolved.

    Raises:
        ProfileError: no translator for a target.
        ModelError: weights that cannot be had.

    """
    translators = {target: profile.translator(target) for target in targets}
    summariser = resolve(profile.summariser)
    models = [
        Model(
            role="summariser",
            name=summariser.name,
            revision=summariser.revision,
            sha256=dict(summariser.sha256),
            licence=profile.summariser.licence,
            notice=profile.summariser.notice,
        )
    ]
    specs = list(translators.values())
    for spec in [s for i, s in enumerate(specs) if s not in specs[:i]]:
        weights = resolve(spec)
        models.append(
            Model(
                role="translator",
                name=weights.name,
                revision=weights.revision,
                sha256=dict(weights.sha256),
                licence=spec.licence,
                notice=spec.notice,
                targets=tuple(t for t, s in translators.items() if s == spec),
                adapter=_adapter(weights),
            )
        )
    embedder = resolve_embedder(profile.embedder)
    models.append(
        Model(
            role="embedder",
            name=embedder.name,
            revision=embedder.revision,
            sha256=dict(embedder.sha256),
        )
    )
    return tuple(models)


def _adapter(weights: Weights) -> Adapter | None:
    found = weights.adapter
    return Adapter(name=found.name, sha256=found.sha256, licence=found.licence) if found else None
