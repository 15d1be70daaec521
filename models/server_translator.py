"""Translations by a model behind an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from language.pack import pack
from models.answers import clean_translation
from models.chat_server import ChatServer, Question, estimated_tokens
from models.fitting import split_to_fit
from models.language_codes import codes_of
from models.messages import Conversation, MessageWriter, translation_values
from models.tasks import ModelError, TranslationRequest

_EXPANSION = 4
"""Tokens of a translation per source token, at most: what is far longer is a loop."""


class ServerTranslator:
    """Asks for one sentence in a conversation; later attempts are sampled, each in its own way.

    A draft that lacks terms is translated anew: what the text must begin with cannot be said.
    """

    def __init__(self, server: ChatServer) -> None:
        self._server = server
        self._writer = MessageWriter(server.spec.prompt or "translate")

    @property
    def fingerprint(self) -> str:
        """Hash of all that can change a translation, as far as the server says it."""
        spec = self._server.spec
        return self._server.fingerprint(
            task="translate", prompt=self._writer.source, context=spec.context
        )

    def require(self, target: str) -> None:
        """Check that a target is known.

        Raises:
            ModelError: It is not.

        """
        codes_of(target)

    def translate(self, requests: Sequence[TranslationRequest]) -> list[str]:
        """Translate each request, in order; see `CheckpointTranslator.translate`.

        Raises:
            ModelError: A language is unknown, or the server refuses or fails.

        """
        parts = [
            (number, request, text)
            for number, request in enumerate(requests)
            if request.text.strip()
            for text in split_to_fit(request.text, self._fits(request))
        ]
        asked = [
            Question(self._ask(r, text), self._limit(text), r.attempt, "translation")
            for _, r, text in parts
        ]
        pieces: list[list[str]] = [[] for _ in requests]
        for (number, _, text), answer in zip(parts, self._server.answer(asked), strict=True):
            whole = clean_translation(answer.text, text) if answer.finished else ""
            pieces[number].append(whole)
        return [
            (" " if pack(request.target).spaced else "").join(found) if all(found) else ""
            for request, found in zip(requests, pieces, strict=True)
        ]

    def _ask(self, request: TranslationRequest, text: str) -> Conversation:
        return self._writer.write(
            translation_values(request, text, context=self._server.spec.context)
        )

    def _limit(self, text: str) -> int:
        most = self._server.spec.generation.max_new_tokens
        return min(most, _EXPANSION * estimated_tokens(text) + 64)

    def _fits(self, request: TranslationRequest) -> Callable[[str], bool]:
        limit = self._server.input_limit

        def size(text: str) -> int:
            return self._ask(request, text).size(estimated_tokens)

        if size("") >= limit:
            raise ModelError(
                self._server.spec.name,
                f"its prompt alone has more than the {limit} tokens that it may read",
                "raise `max_input_tokens`",
            )
        return lambda text: size(text) <= limit
