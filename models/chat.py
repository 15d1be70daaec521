"""Prompts of chat models: files under `models/prompts`, made into token ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from models.engines import Prompt
from models.tasks import ModelError

_FOLDER = Path(__file__).parent / "prompts"


class PromptWriter:
    """Writes the prompts of one template for one tokenizer.

    A template sets `system`, `examples` and `aside` (pairs of question and answer) and `user`.
    What comes before `aside` is the same for many prompts, and computed once for them. Text from
    outside stays content of its message: it cannot pose as another role.
    """

    def __init__(self, name: str, tokenizer: Any) -> None:
        environment = Environment(
            loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, autoescape=False
        )
        try:
            self.source = (_FOLDER / f"{name}.jinja").read_text(encoding="utf-8")
            self._template = environment.get_template(f"{name}.jinja")
        except (OSError, TemplateNotFound) as error:
            known = ", ".join(sorted(path.stem for path in _FOLDER.glob("*.jinja")))
            raise ModelError(f"prompt {name!r}", "there is none", f"use one of {known}") from error
        if not tokenizer.chat_template:
            raise ModelError(
                str(tokenizer.name_or_path),
                "its tokenizer has no chat template",
                "choose an instruct model, or the family seq2seq",
            )
        self._tokenizer = tokenizer
        self._special = sorted(tokenizer.get_added_vocab(), key=len, reverse=True)
        self._encode_shared = lru_cache(maxsize=16)(self._encode)

    def write(self, limit: int, values: Mapping[str, Any]) -> Prompt:
        """Return the prompt that the template makes of values, with room for `limit` tokens."""
        module: Any = self._template.make_module(dict(values))
        messages = [self._message("system", module.system)]
        for question, answer in module.examples:
            messages += [self._message("user", question), self._message("assistant", answer)]
        before = self._render(messages, add_generation_prompt=False)
        for question, answer in module.aside:
            messages += [self._message("user", question), self._message("assistant", answer)]
        messages.append(self._message("user", module.user))
        text = self._render(messages, add_generation_prompt=True)
        tokens = self._encode(text)
        shared = self._encode_shared(before) if text.startswith(before) else ()
        return Prompt(tokens, limit, len(shared) if tokens[: len(shared)] == shared else 0)

    def answer(self, text: str, ends: Sequence[int]) -> tuple[int, ...]:
        """Return what the assistant is to write: a text, and the one of `ends` that ends a turn."""
        dialogue = [self._message("user", "?"), self._message("assistant", "!")]
        turn = self._encode_shared(self._render(dialogue, add_generation_prompt=False))
        end = next((token for token in reversed(turn) if token in ends), ends[0])
        return (*self._encode(defuse(text, self._special)), end)

    def _message(self, role: str, content: object) -> dict[str, str]:
        return {"role": role, "content": defuse(str(content), self._special)}

    def _render(self, messages: list[dict[str, str]], *, add_generation_prompt: bool) -> str:
        return str(
            self._tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=add_generation_prompt
            )
        )

    def _encode(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer(text, add_special_tokens=False)["input_ids"])


def defuse(text: str, special: list[str]) -> str:
    """Break up the special tokens of a tokenizer where they stand in text from outside.

    Otherwise an article could end its message and speak in another role, or end the text early.
    """
    for token in special:
        if len(token) > 1 and token in text:
            text = text.replace(token, f"{token[0]} {token[1:]}")
    return text
