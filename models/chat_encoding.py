"""Conversations as token ids, by the chat template of a tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from models.engines import Prompt
from models.messages import Conversation, Message
from models.tasks import ModelError


class ChatEncoder:
    """Encodes conversations for one tokenizer.

    Text from outside stays content of its message: it cannot pose as another role. What several
    conversations share is computed once for them.
    """

    def __init__(self, tokenizer: Any) -> None:
        """Take a tokenizer of transformers.

        Raises:
            ModelError: It has no chat template.

        """
        if not tokenizer.chat_template:
            raise ModelError(
                str(tokenizer.name_or_path),
                "its tokenizer has no chat template",
                "choose an instruct model, or the family seq2seq",
            )
        self._tokenizer = tokenizer
        self._special = sorted(tokenizer.get_added_vocab(), key=len, reverse=True)
        self._encode_shared = lru_cache(maxsize=16)(self._encode)

    def prompt(self, conversation: Conversation, limit: int) -> Prompt:
        """Return a conversation as a prompt with room for ``limit`` tokens of an answer."""
        messages = conversation.messages
        shared_messages = messages[: conversation.shared]
        before = (
            self._render(shared_messages, add_generation_prompt=False) if shared_messages else ""
        )
        text = self._render(messages, add_generation_prompt=True)
        tokens = self._encode(text)
        shared = self._encode_shared(before) if text.startswith(before) else ()
        return Prompt(tokens, limit, len(shared) if tokens[: len(shared)] == shared else 0)

    def text(self, text: str) -> tuple[int, ...]:
        """Return the tokens of a text as the assistant writes it."""
        return self._encode(defuse(text, self._special))

    def answer(self, text: str, ends: Sequence[int]) -> tuple[int, ...]:
        """Return what the assistant is to write: a text, and the one of `ends` that ends a turn."""
        dialogue = (Message("user", "?"), Message("assistant", "!"))
        turn = self._encode_shared(self._render(dialogue, add_generation_prompt=False))
        end = next((token for token in reversed(turn) if token in ends), ends[0])
        return (*self.text(text), end)

    def _render(self, messages: Sequence[Message], *, add_generation_prompt: bool) -> str:
        return str(
            self._tokenizer.apply_chat_template(
                [{"role": m.role, "content": self._content(m)} for m in messages],
                tokenize=False,
                add_generation_prompt=add_generation_prompt,
                # Of templates that let a model think aloud first, and of no other.
                enable_thinking=False,
            )
        )

    def _content(self, message: Message) -> str | list[dict[str, str]]:
        text = defuse(message.content, self._special)
        return [{**dict(message.parts), "text": text}] if message.parts else text

    def _encode(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer(text, add_special_tokens=False)["input_ids"])


def defuse(text: str, special: Sequence[str]) -> str:
    """Break up the special tokens of a tokenizer where they stand in text from outside.

    Otherwise an article could end its message and speak in another role, or end the text early.
    """
    for token in special:
        if len(token) > 1 and token in text:
            text = text.replace(token, f"{token[0]} {token[1:]}")
    return text
