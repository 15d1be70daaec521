"""What a profile says of a model: one type for each way of running it.

The keys are flat; `family` and `engine` say which of the types is meant. A key of another type is
refused, and the message says where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
    field_validator,
    model_validator,
)

from base.records import Frozen

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Generation(Frozen):
    """How text is generated; what is left out follows the checkpoint's own generation config."""

    beams: int | None = Field(default=None, ge=1, le=16)
    max_new_tokens: int | None = Field(default=None, ge=1, description="Limit of a text, in tokens")
    length_penalty: float | None = None
    no_repeat_ngram_size: int | None = Field(default=None, ge=0)
    repetition_penalty: float | None = Field(default=None, gt=0)


class _Model(Frozen):
    """What is said of any model."""

    kind: ClassVar[str]
    """In messages."""

    name: str = Field(min_length=1, description="Id on the hub, as in facebook/bart-large-cnn")
    licence: str | None = None
    notice: str | None = Field(
        default=None, description="What a reader must know, such as non-commercial"
    )

    @model_validator(mode="before")
    @classmethod
    def _no_keys_of_other_kinds(cls, keys: Any) -> Any:
        for key in keys if isinstance(keys, Mapping) else ():
            others = [k for k in _KINDS if key in k.model_fields and k is not AutoModel]
            if key not in cls.model_fields and others:
                raise ValueError(
                    f"`{key}` is no key of {cls.kind}, but of "
                    f"{' and '.join(kind.kind for kind in others)}: remove it, or change the engine"
                )
        return keys


class ExtractiveModel(_Model):
    """Sentences chosen from the text itself; ``name`` is that of an embedder."""

    kind = "family extractive"

    family: Literal["extractive"] = "extractive"


class _Reading(_Model):
    """A model that reads texts, and may be told how."""

    prompt: str | None = Field(
        default=None, description="Of a chat model: name in models/prompts, default by task"
    )
    context: bool = Field(
        True, description="Show a chat model the report around a sentence; a small one renders it"
    )
    max_input_tokens: int | None = Field(
        default=None,
        ge=32,
        description="Longer documents are summarised in chunks; default: the model's",
    )


class _Files(Frozen):
    """Where the files of a model are.

    They are taken from `folder`, else from parts that installed distributions carry, else from
    the hub at `revision`.
    """

    revision: str | None = Field(
        default=None, pattern="^[0-9a-f]{40}$", description="Commit of the hub repository"
    )
    file: str | None = Field(
        default=None, description="GGUF file in the repository, folder or parts"
    )
    sha256: dict[str, Sha256] = Field(default_factory=dict, description="Expected, by file name")
    folder: Path | None = Field(default=None, description="Folder with the files: needs no hub")
    carried: str | None = Field(
        default=None, description="Prefix of the installed distributions that carry `file` in parts"
    )
    threads: int | None = Field(
        default=None, ge=1, description="Default: the CPUs that may be used"
    )

    @model_validator(mode="after")
    def _parts_have_a_hash(self) -> Self:
        if self.carried and (not self.file or self.file not in self.sha256):
            raise ValueError("`carried` needs `file` and its hash in `sha256`")
        return self


class _Local(_Reading, _Files):
    """A checkpoint of either family."""

    family: Literal["chat", "seq2seq"]
    generation: Generation = Generation()
    prefix: str = Field("", description="Written before each text, as T5's 'summarize: '")
    language_codes: dict[str, str] = Field(
        default_factory=dict, description="Codes that replace those of the model's family"
    )
    adapter: Path | None = Field(
        default=None, description="Folder of a LoRA adapter that `polydigest adapt` wrote"
    )
    device: Literal["auto", "cpu", "cuda"] = "auto"
    token_budget: int | None = Field(
        default=None,
        ge=1,
        description="Padded tokens of a batch, prompt and output; default by device",
    )

    @model_validator(mode="after")
    def _keys_of_the_family(self) -> Self:
        chat, seq2seq = {"prompt", "context"}, {"prefix", "language_codes"}
        for key in seq2seq if self.family == "chat" else chat:
            if getattr(self, key) != type(self).model_fields[key].get_default(
                call_default_factory=True
            ):
                other = "seq2seq" if self.family == "chat" else "chat"
                raise ValueError(
                    f"`{key}` is a key of family {other}, not of {self.family}: remove it"
                )
        return self


class TorchModel(_Local):
    """A model on PyTorch."""

    kind = "engine torch"

    engine: Literal["torch"] = "torch"
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        "auto", description="auto: what this machine computes fastest"
    )


class CTranslate2Model(_Local):
    """A model on CTranslate2."""

    kind = "engine ctranslate2"

    engine: Literal["ctranslate2"] = "ctranslate2"
    compute_type: str = Field("auto", description="auto: int8, on a GPU float16")


class PlainGeneration(Frozen):
    """What can be asked for where no beams are searched."""

    max_new_tokens: int = Field(512, ge=1, description="Limit of a text, in tokens")


class LlamaCppModel(_Reading, _Files):
    """A chat model as a GGUF file on llama.cpp."""

    kind = "engine llamacpp"

    family: Literal["chat"] = "chat"
    engine: Literal["llamacpp"] = "llamacpp"
    file: str = Field(description="GGUF file in the repository, folder or parts")
    generation: PlainGeneration = PlainGeneration()
    max_input_tokens: int | None = Field(
        default=6144, ge=32, description="Memory is taken for so many, and an answer"
    )


class AutoModel(_Local):
    """A model on whichever engine this machine runs it fastest; see `models.engines.choice`."""

    kind = "engine auto"

    engine: Literal["auto"] = "auto"


class Prices(Frozen):
    """What a server asks for a million tokens."""

    read: float = Field(ge=0)
    written: float = Field(ge=0)
    currency: str = Field("USD", pattern="^[A-Z]{3}$")

    def cost(self, read: int, written: int) -> float:
        """Return what so many tokens cost."""
        return (read * self.read + written * self.written) / 1e6


class ServerModel(_Reading):
    """A model behind an OpenAI-compatible endpoint: texts leave this process."""

    kind = "engine server"

    family: Literal["chat"] = "chat"
    engine: Literal["server"] = "server"
    base_url: str = Field(description="As in http://127.0.0.1:8080/v1")
    key_variable: str | None = Field(
        default=None,
        pattern="^[A-Za-z_][A-Za-z0-9_]*$",
        description="Environment variable that holds the key; never the key itself",
    )
    generation: PlainGeneration = PlainGeneration()
    concurrency: int = Field(8, ge=1, description="Requests under way at once")
    timeout: float = Field(300, gt=0, description="Seconds until an answer counts as failed")
    tries: int = Field(6, ge=1, description="Of a request that fails for a while")
    token_ceiling: int | None = Field(
        default=None, ge=1, description="Tokens, read and written, that a run may use"
    )
    prices: Prices | None = Field(
        default=None, description="For the cost in `run.json`: `{read: 0.15, written: 0.6}`"
    )
    structured: bool = Field(
        False, description="Ask for answers in JSON, by the schema that the server enforces"
    )

    @field_validator("base_url")
    @classmethod
    def _plain_url(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("give a URL such as http://127.0.0.1:8080/v1")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("no name, password or query in it: name the key with `key_variable`")
        return url.rstrip("/")

    @property
    def host(self) -> str:
        """Who is asked."""
        return urlsplit(self.base_url).netloc

    @property
    def leaves_the_machine(self) -> bool:
        """Whether texts go to another machine."""
        name = urlsplit(self.base_url).hostname or ""
        try:
            return not ip_address(name).is_loopback
        except ValueError:
            return name != "localhost"


AdaptableModel = TorchModel | CTranslate2Model
"""A model that an adapter can be put beside."""
LocalModel = AdaptableModel | LlamaCppModel
"""A model whose weights are on this machine."""
SettledModel = ExtractiveModel | LocalModel | ServerModel
"""A model whose engine is certain."""

_KINDS: tuple[type[_Model], ...] = (
    ExtractiveModel,
    TorchModel,
    CTranslate2Model,
    LlamaCppModel,
    AutoModel,
    ServerModel,
)


def _tag(keys: Any) -> str:
    def get(key: str, default: str) -> str:
        found = keys.get(key, default) if isinstance(keys, Mapping) else getattr(keys, key, default)
        return str(found)

    return "extractive" if get("family", "") == "extractive" else get("engine", "torch")


ModelSpec = Annotated[
    Annotated[ExtractiveModel, Tag("extractive")]
    | Annotated[TorchModel, Tag("torch")]
    | Annotated[CTranslate2Model, Tag("ctranslate2")]
    | Annotated[LlamaCppModel, Tag("llamacpp")]
    | Annotated[AutoModel, Tag("auto")]
    | Annotated[ServerModel, Tag("server")],
    Discriminator(
        _tag,
        custom_error_type="unknown_engine",
        custom_error_message="`engine` must be auto, torch, ctranslate2, llamacpp or server",
    ),
]
"""A model, where its files are, and how it is run."""

TAGS = frozenset({"extractive", "auto", "torch", "ctranslate2", "llamacpp", "server"})
"""What stands for the type in the place of an error."""

_SPEC: TypeAdapter[ModelSpec] = TypeAdapter(ModelSpec)


def read_spec(keys: Any) -> ModelSpec:
    """Return the model that flat keys stand for.

    Raises:
        pydantic.ValidationError: An unknown or wrong key, or one of another kind of model.

    """
    return _SPEC.validate_python(keys)


def spec_from_json(text: str) -> ModelSpec:
    """Return the model that `model_dump_json` wrote; see `read_spec`."""
    return _SPEC.validate_json(text)
