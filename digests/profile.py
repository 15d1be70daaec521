"""Profiles: which models with which settings, checks and glossary, read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import (
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from base.errors import ExplainedError
from base.records import Frozen
from base.yaml_files import YamlError, read_yaml
from checks.registry import make_summary_checks, make_translation_checks
from digests.delivery.settings import Delivery
from digests.deployment import Deployment
from digests.events.settings import EventSettings
from digests.format_names import DEFAULT
from digests.render.formats import format_settings
from digests.watch_list import WatchItem, read_watch_list
from language.pack import LanguageError, require_source
from models.language_codes import LANGUAGES
from models.spec import TAGS, AdaptableModel, AutoModel, ModelSpec

ANY_TARGET = "*"
MAX_BYTES = 200_000
MAX_REASONS = 5
"""Wrong keys that an error names."""


class ProfileError(ExplainedError):
    """A profile that cannot be used: names the file, the key, the reason and the remedy."""


class Checks(Frozen):
    """Which checks run, and how: ``false`` switches one off, a mapping tunes it."""

    summary: dict[str, dict[str, Any] | bool] = Field(default_factory=dict)
    translation: dict[str, dict[str, Any] | bool] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known(self) -> Checks:
        make_summary_checks(self.summary)
        make_translation_checks(self.translation)
        return self


class Profile(Frozen):
    """One way to make a digest.

    ``translators`` maps a target language to its model; the key ``*`` stands for any other target.
    """

    name: str = Field(exclude=True)
    path: Path = Field(exclude=True)
    description: str = Field(min_length=1)
    source_language: str = "en"
    summariser: ModelSpec
    translators: dict[str, ModelSpec] = Field(min_length=1)
    adapters: dict[str, Path] = Field(
        default_factory=dict,
        description="LoRA adapters of the translators by target language, beside the profile",
    )
    embedder: str = Field("multilingual-e5-small", description="For evidence and adequacy")
    glossary: tuple[str, ...] = Field(
        ("base",), description="Names of shipped glossaries, or files beside the profile"
    )
    checks: Checks = Field(default_factory=Checks)
    retries: int = Field(1, ge=0, le=8, description="Further hypotheses for a failing translation")
    shard_size: int = Field(16, ge=1, description="Stories that a task handles together")
    deployment: Deployment = Field(
        default_factory=Deployment, description="Where and how it runs: a mapping, or a file of one"
    )
    formats: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description="What a run writes, each with its settings; by default json, md, html",
    )
    events: EventSettings = Field(EventSettings(), description="How reports are grouped to events")
    watch: Path | None = Field(
        None, description="File beside the profile of what is watched for: see docs/watch.md"
    )
    keep_articles: bool = Field(
        True, description="Write the cleaned articles beside the digest, for its evidence"
    )
    deliver: Delivery = Field(
        Delivery(), exclude=True, description="What is done with a digest that is written"
    )

    def translator(self, target: str) -> ModelSpec:
        """Return the model that translates to ``target``.

        Raises:
            ProfileError: the language is unknown, or the profile has no model for it.

        """
        if target not in LANGUAGES:
            raise ProfileError(
                f"target {target!r}", "not a known language code", f"known: {', '.join(LANGUAGES)}"
            )
        spec = self.translators.get(target) or self.translators.get(ANY_TARGET)
        if spec is None:
            raise ProfileError(
                str(self.path),
                f"profile {self.name!r} has no translator for {target!r}; it has: "
                f"{', '.join(self.translators)}",
                "add one under 'translators' or choose another profile (polydigest profiles)",
            )
        if target in self.adapters and isinstance(spec, AdaptableModel | AutoModel):
            return spec.model_copy(update={"adapter": self.path.parent / self.adapters[target]})
        return spec

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the reports that are read, that of summaries first."""
        return tuple(dict.fromkeys((self.source_language, *self.events.languages)))

    @property
    def written(self) -> tuple[str, ...]:
        """Names of the formats that a run writes where nobody asks for others."""
        return tuple(self.formats) or DEFAULT

    @field_validator("formats")
    @classmethod
    def _formats_known(cls, formats: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        for name, settings in formats.items():
            format_settings(name, settings)
        return formats

    @field_validator("source_language")
    @classmethod
    def _source_can_be_read(cls, language: str) -> str:
        try:
            require_source(language)
        except LanguageError as error:
            raise ValueError(str(error)) from error
        return language

    @model_validator(mode="after")
    def _adapters_have_a_translator(self) -> Profile:
        for target in self.adapters:
            if target not in self.translators and ANY_TARGET not in self.translators:
                raise ValueError(f"adapters: no translator for {target!r}, which has an adapter")
            spec = self.translators.get(target) or self.translators[ANY_TARGET]
            if not isinstance(spec, AdaptableModel | AutoModel):
                raise ValueError(f"adapters: {spec.name} is of {spec.kind}, which takes none")
        return self

    @cached_property
    def glossary_files(self) -> tuple[Path, ...]:
        """The glossary files, in order.

        Raises:
            ProfileError: a file does not exist.

        """
        files = []
        for name in self.glossary:
            shipped = CONFIGS / f"glossary.{name}.yaml"
            file = shipped if shipped.is_file() else self.path.parent / name
            if not file.is_file():
                raise ProfileError(
                    str(self.path),
                    f"glossary {name!r}: no such shipped glossary and no file {file}",
                    "check the name",
                )
            files.append(file)
        return tuple(files)

    def watching(self, file: str | Path | None) -> Profile:
        """Return the profile with another watch list, where one is given."""
        return self.model_copy(update={"watch": Path(file).absolute()}) if file else self

    @property
    def watch_list(self) -> tuple[WatchItem, ...]:
        """What is watched for.

        Raises:
            WatchListError: The file cannot be used.

        """
        return read_watch_list(self.path.parent / self.watch) if self.watch else ()


CONFIGS = Path(str(resources.files("configs")))


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles."""
    return tuple(sorted(f.stem for f in CONFIGS.glob("*.yaml") if b"summariser:" in f.read_bytes()))


def load_profile(name: str) -> Profile:
    """Read a shipped profile by name, or any profile by the path of its YAML file.

    Raises:
        ProfileError: no such profile, not YAML, or an unknown or wrong key.

    """
    path = Path(name) if name.endswith((".yaml", ".yml")) else CONFIGS / f"{name}.yaml"
    if not _is_file(path) or (path.parent == CONFIGS and path.stem not in profile_names()):
        raise ProfileError(
            f"profile {name!r}",
            "not found",
            f"shipped: {', '.join(profile_names())}; or give the path of a .yaml file",
        )
    settings = _mapping(path, "profile", "summariser")
    # Where profiles had them before there was a place for them.
    at_top = {key: settings.pop(key) for key in Deployment.model_fields if key in settings}
    deployment = settings.setdefault("deployment", at_top)
    if at_top and deployment is not at_top:
        reason = f"{', '.join(at_top)}: beside 'deployment'"
        raise ProfileError(str(path), reason, "move it there")
    if isinstance(deployment, str):
        file = path.parent / deployment
        settings["deployment"] = _mapping(file, "file of deployment settings", "runner")
    try:
        return Profile.model_validate({**settings, "name": path.stem, "path": path})
    except ValidationError as error:
        wrong = error.errors()
        reasons = "; ".join(map(_explain, wrong[:MAX_REASONS]))
        if len(wrong) > MAX_REASONS:
            reasons += f"; and {len(wrong) - MAX_REASONS} more"
        remedy = "see the configuration reference in the README"
        raise ProfileError(str(path), reasons, remedy) from None  # an error shows its input


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # it is too long, or in a circle of links
        return False


def _mapping(path: Path, kind: str, key: str) -> dict[str, Any]:
    """Read the keys of a YAML file; those that start with x- hold anchors, as in Compose files."""
    try:
        data = read_yaml(path, MAX_BYTES)
    except YamlError as error:
        raise ProfileError(error.thing, error.reason, error.remedy) from error
    if not isinstance(data, Mapping):
        raise ProfileError(str(path), f"not a {kind}", f"expected keys such as {key!r}")
    return {str(key): value for key, value in data.items() if not str(key).startswith("x-")}


def _explain(error: Any) -> str:
    # What stands for the kind of a model is no key of the file.
    where = ".".join(str(part) for part in error["loc"] if part not in TAGS) or "profile"
    if error["type"] == "extra_forbidden":
        return f"{where}: unknown key"
    return f"{where}: {error['msg']}"
