"""What a profile says of a model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from base.records import Frozen

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Generation(Frozen):
    """How text is generated; what is left out follows the checkpoint's own generation config."""

    beams: int | None = Field(default=None, ge=1, le=16)
    max_new_tokens: int | None = Field(default=None, ge=1, description="Limit of a text, in tokens")
    length_penalty: float | None = None
    no_repeat_ngram_size: int | None = Field(default=None, ge=0)
    repetition_penalty: float | None = Field(default=None, gt=0)


class ModelSpec(Frozen):
    """A model, where its files are, and how it is run."""

    family: Literal["chat", "seq2seq", "extractive"]
    name: str = Field(min_length=1, description="Id on the hub, as in facebook/bart-large-cnn")
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
    adapter: Path | None = Field(
        default=None, description="Folder of a LoRA adapter that `polydigest adapt` wrote"
    )
    licence: str | None = None
    notice: str | None = Field(
        default=None, description="What a reader must know, such as non-commercial"
    )

    engine: Literal["torch", "ctranslate2"] = "torch"
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        "auto", description="Of the torch engine; auto: what this machine computes fastest"
    )
    compute_type: str = Field("auto", description="Of CTranslate2; auto: int8, on a GPU float16")
    device: Literal["auto", "cpu", "cuda"] = "auto"
    threads: int | None = Field(
        default=None, ge=1, description="Default: the CPUs that may be used"
    )
    token_budget: int | None = Field(
        default=None,
        ge=1,
        description="Padded tokens of a batch, prompt and output; default by device",
    )

    generation: Generation = Generation()
    prompt: str | None = Field(
        default=None, description="Of a chat model: name in models/prompts, default by task"
    )
    context: bool = Field(
        True, description="Show a chat model the report around a sentence; a small one renders it"
    )
    prefix: str = Field("", description="Written before each text, as T5's 'summarize: '")
    max_input_tokens: int | None = Field(
        default=None,
        ge=32,
        description="Longer documents are summarised in chunks; default: the model's",
    )
    language_codes: dict[str, str] = Field(
        default_factory=dict, description="Codes that replace those of the model's family"
    )

    @model_validator(mode="after")
    def _parts_have_a_hash(self) -> Self:
        if self.carried and (not self.file or self.file not in self.sha256):
            raise ValueError("`carried` needs `file` and its hash in `sha256`")
        return self
