"""What a checkpoint itself brings: generation settings and tokenizer."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from transformers import AutoConfig, GenerationConfig


@cache
def checkpoint_settings(folder: Path) -> GenerationConfig:
    """Return the generation settings that a checkpoint brings, from either of its two places."""
    try:
        return GenerationConfig.from_pretrained(folder)
    except OSError:
        return GenerationConfig.from_model_config(AutoConfig.from_pretrained(folder))


def end_tokens(settings: GenerationConfig) -> list[int]:
    """Return the ids that end a text."""
    ends = settings.eos_token_id
    return ends if isinstance(ends, list) else [ends]


@contextmanager
def no_call_for_sacremoses() -> Iterator[None]:
    """Silence MarianTokenizer, which asks for a library that it then does not call."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        yield
