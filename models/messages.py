"""What a chat model is asked, in messages: made of the templates under `models/prompts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from models.language_codes import codes_of
from models.tasks import ModelError, TranslationRequest

_FOLDER = Path(__file__).parent / "prompts"


@dataclass(frozen=True)
class Message:
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str
    parts: tuple[tuple[str, str], ...] = ()
    """What a chat template wants to know beside the text, such as the language's code."""


@dataclass(frozen=True)
class Conversation:
    """Messages that the model is to answer; the first ``shared`` are the same for many."""

    messages: tuple[Message, ...]
    shared: int

    def size(self, count: Callable[[str], int]) -> int:
        """Return the tokens of all contents, as ``count`` gives them."""
        return sum(count(message.content) for message in self.messages)


class MessageWriter:
    """Writes the conversations of one template.

    A template sets `system`, which may be empty, `examples` and `aside` (pairs of question and
    answer) and `user`; where the model's chat template wants it, also `parts`, keys beside the
    text. What comes before `aside` is the same for many conversations.
    """

    def __init__(self, name: str) -> None:
        """Take the name of a template.

        Raises:
            ModelError: There is none of that name.

        """
        environment = Environment(
            loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, autoescape=False
        )
        try:
            self.source = (_FOLDER / f"{name}.jinja").read_text(encoding="utf-8")
            self._template = environment.get_template(f"{name}.jinja")
        except (OSError, TemplateNotFound) as error:
            known = ", ".join(sorted(path.stem for path in _FOLDER.glob("*.jinja")))
            raise ModelError(f"prompt {name!r}", "there is none", f"use one of {known}") from error

    def write(self, values: Mapping[str, Any]) -> Conversation:
        """Return the conversation that the template makes of values."""
        module: Any = self._template.make_module(dict(values))
        system = str(module.system)
        messages = [*([Message("system", system)] if system else []), *_turns(module.examples)]
        shared = len(messages)
        parts = tuple(dict(getattr(module, "parts", {})).items())
        messages += [*_turns(module.aside), Message("user", str(module.user), parts)]
        return Conversation(tuple(messages), shared)


def _turns(pairs: Any) -> list[Message]:
    return [
        message
        for question, answer in pairs
        for message in (Message("user", str(question)), Message("assistant", str(answer)))
    ]


def translation_values(request: TranslationRequest, text: str, *, context: bool) -> dict[str, Any]:
    """Return what a template of translation is told of a request, or of a part of its text."""
    return {
        "language": codes_of(request.target).name,
        "target": request.target,
        "text": text,
        "context": request.context if context else "",
        "terms": request.terms,
    }
