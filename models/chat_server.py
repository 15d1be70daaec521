"""A model behind an OpenAI-compatible endpoint: vLLM, llama-server, Ollama, a hosted one.

Conversations go out side by side, so that the server's own batching is used. What fails for a
while (busy, broken off, no JSON) is asked again with growing pauses, or when the server says.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import httpx2
import stamina
from pydantic import BaseModel, ValidationError

from base.secrets import guard
from models import interrupt
from models.checkpoint import CODE_VERSION, Written, hash_of
from models.messages import Conversation
from models.progress import Step
from models.spec import ServerModel
from models.tasks import ModelError, UnusableError
from models.usage import note

log = logging.getLogger(__name__)

T = TypeVar("T")

_BYTES_OF_TOKEN = 3
"""At least, in news: 4.5 in English, 3 in Chinese and 4 in Russian."""
_INPUT_LIMIT = 8192
"""Where neither the profile nor the server gives one."""
_FRAME = 32
"""Tokens for the JSON around an answer."""
_LONGEST_ANSWER = 4 << 20
"""Bytes."""
_LONGEST_PAUSE = 300.0
"""Seconds that a server may ask us to wait."""
_VARYING = frozenset({"created", "permission", "object", "owned_by"})
"""What a server says of a model that differs from start to start, or is nothing of the model."""
_CONTROL = re.compile(
    r"<(?=[|｜][^<>\n]{1,60}[|｜]>)|<(?=/?(?:s|bos|eos|pad|unk|mask|start_of_turn|end_of_turn)>)"
    r"|<(?=</?SYS>>)|\[(?=/?(?:INST|SYSTEM_PROMPT|TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS)\])",
    re.IGNORECASE,
)
_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Question:
    """A conversation to answer in so many tokens; ``attempt`` above 0 asks for another answer.

    ``field`` names what is asked for, where answers are in JSON.
    """

    conversation: Conversation
    limit: int
    attempt: int = 0
    field: str = "answer"


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Answer(BaseModel):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Models(BaseModel):
    data: list[dict[str, Any]] = []


class _AgainError(Exception):
    """A request that failed and may succeed later, ``after`` so many seconds where known."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class ChatServer:
    """Asks one model of one server, and counts the tokens of this process."""

    def __init__(self, spec: ServerModel) -> None:
        """Take a spec; the server is first asked when something must be known of it.

        Raises:
            ModelError: The environment lacks the key.

        """
        self.spec = spec
        self._key = os.environ.get(spec.key_variable, "") if spec.key_variable else ""
        guard(self._key)
        if spec.key_variable and not self._key:
            raise ModelError(
                spec.name,
                f"the environment has no {spec.key_variable}, which holds the server's key",
                f"set it, or remove `key_variable` if {spec.host} needs no key",
            )
        self._lock = threading.Lock()
        self.tokens_read = self.tokens_written = 0
        self._reserved = 0
        self._structured = spec.structured

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the server says of the model: part of every fingerprint.

        Raises:
            ModelError: The server cannot be asked, or does not offer the model.

        """

        async def ask(client: httpx2.AsyncClient) -> _Models | None:
            try:
                return await self._request(client, "GET", "models", None, _Models)
            except _NotOfferedError:
                return None

        found = self._run(ask)
        if found is None:
            return {}
        offered = {str(model.get("id")): model for model in found.data}
        if offered and self.spec.name not in offered:
            raise ModelError(
                self.spec.name,
                f"is no model of {self.spec.base_url}",
                f"let `name` be one of {', '.join(sorted(offered)[:8])}",
            )
        model = offered.get(self.spec.name, {})
        return {key: value for key, value in model.items() if key not in _VARYING}

    def fingerprint(self, **task: Any) -> str:
        """Hash all that can change an output, as far as the server says it."""
        spec = self.spec
        return hash_of(
            {
                "code": CODE_VERSION,
                "server": (spec.base_url, spec.name, self.facts),
                "generation": spec.generation.model_dump(),
                "input_limit": self.input_limit,
                **({"structured": True} if spec.structured else {}),
                **task,
            }
        )

    @property
    def input_limit(self) -> int:
        """Tokens that a conversation may have, by our estimate, with room for the answer."""
        if self.spec.max_input_tokens:
            return self.spec.max_input_tokens
        meta = self.facts.get("meta")
        meta = meta if isinstance(meta, dict) else {}
        context = self.facts.get("max_model_len") or meta.get("n_ctx") or meta.get("n_ctx_train")
        known = context if isinstance(context, int) else _INPUT_LIMIT
        return max(32, min(known, _INPUT_LIMIT) - self.spec.generation.max_new_tokens)

    def answer(self, questions: Sequence[Question]) -> list[Written]:
        """Answer each question, in order; an answer may be empty.

        Raises:
            ModelError: The server refuses, or fails again and again; the ceiling is reached.
            InterruptionError: The work was interrupted.

        """
        if not questions:
            return []
        usage: list[_Usage] = []
        try:
            with Step(self.spec.name, len(questions)) as step:
                answers: list[Written] = self._run(
                    lambda client: self._answer_all(client, questions, step, usage)
                )
        finally:
            self._note(usage)
        log.info(
            "%s at %s: %d tokens read and %d written so far",
            self.spec.name,
            self.spec.host,
            self.tokens_read,
            self.tokens_written,
        )
        return answers

    def _note(self, usage: Sequence[_Usage]) -> None:
        read = sum(used.prompt_tokens for used in usage)
        written = sum(used.completion_tokens for used in usage)
        prices = self.spec.prices
        note(
            self.spec.name,
            "server",
            read=read,
            written=written,
            cost=prices.cost(read, written) if prices else None,
            currency=prices.currency if prices else None,
        )

    def _run(self, work: Callable[[httpx2.AsyncClient], Any]) -> Any:
        """Run a coroutine with a client of its own; see `interrupt.waiting`."""

        async def with_client() -> Any:
            headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
            timeout = httpx2.Timeout(self.spec.timeout, connect=min(10.0, self.spec.timeout))
            async with httpx2.AsyncClient(headers=headers, timeout=timeout) as client:
                return await work(client)

        return interrupt.waiting(with_client)

    async def _answer_all(
        self,
        client: httpx2.AsyncClient,
        questions: Sequence[Question],
        step: Step,
        usage: list[_Usage],
    ) -> list[Written]:
        gate = asyncio.Semaphore(self.spec.concurrency)
        done = 0

        async def one(question: Question) -> Written:
            nonlocal done
            async with gate:
                answer = await self._answer(client, question, usage)
            done += 1
            step.advance(done)
            return answer

        tasks = [asyncio.ensure_future(one(question)) for question in questions]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()

    async def _answer(
        self, client: httpx2.AsyncClient, question: Question, usage: list[_Usage]
    ) -> Written:
        if not self._structured:
            choice = await self._choice(client, question, usage, structured=False)
            return _written(choice, choice.message.content or "")
        try:
            choice = await self._choice(client, question, usage, structured=True)
        except _NotOfferedError:
            choice = await self._choice(client, question, usage, structured=False)
            log.info("%s answers in no JSON: asking for plain text", self.spec.host)
            self._structured = False
            return _written(choice, choice.message.content or "")
        content = _THOUGHT.sub("", choice.message.content or "").strip()
        if choice.finish_reason == "length":
            return Written("", finished=False)
        if not content.startswith("{"):
            return _written(choice, content)  # it took no notice of the schema
        try:
            return _written(choice, str(json.loads(content)[question.field]))
        except (ValueError, LookupError, TypeError):
            choice = await self._choice(client, question, usage, structured=False)
            return _written(choice, choice.message.content or "")

    async def _choice(
        self,
        client: httpx2.AsyncClient,
        question: Question,
        usage: list[_Usage],
        *,
        structured: bool,
    ) -> _Choice:
        messages = [
            {"role": m.role, "content": defuse_unknown(m.content)}
            for m in question.conversation.messages
        ]
        body: dict[str, Any] = {
            "model": self.spec.name,
            "messages": _in_json(messages, question.field) if structured else messages,
            "max_tokens": question.limit + (_FRAME if structured else 0),
            # A digest is made the same way twice, as far as the server can.
            "temperature": 0.6 if question.attempt else 0.0,
            "seed": question.attempt,
        }
        if structured:
            body["response_format"] = _format(question.field)
        read = estimated_tokens(json.dumps(body["messages"], ensure_ascii=False))
        with self._reserving(read + body["max_tokens"]):
            found = await self._request(client, "POST", "chat/completions", body, _Answer)
            (choice, *_) = found.choices
            said = found.usage or _Usage()
            used = _Usage(
                prompt_tokens=said.prompt_tokens or read,
                completion_tokens=said.completion_tokens
                or estimated_tokens(choice.message.content or ""),
            )
            usage.append(used)
            with self._lock:
                self.tokens_read += used.prompt_tokens
                self.tokens_written += used.completion_tokens
        return choice

    @contextmanager
    def _reserving(self, tokens: int) -> Iterator[None]:
        """Take what a request may cost from the ceiling while it is under way."""
        ceiling = self.spec.token_ceiling
        with self._lock:
            used = self.tokens_read + self.tokens_written
            if ceiling and used + self._reserved + tokens > ceiling:
                raise UnusableError(
                    self.spec.name,
                    f"has used {used:,} of the {ceiling:,} tokens of a run (`token_ceiling`)",
                    "raise it, or digest fewer articles at a time; what is finished is kept",
                )
            self._reserved += tokens
        try:
            yield
        finally:
            with self._lock:
                self._reserved -= tokens

    async def _request(
        self, client: httpx2.AsyncClient, method: str, path: str, body: Any, kind: type[T]
    ) -> T:
        url = f"{self.spec.base_url.rstrip('/')}/{path}"
        try:
            async for attempt in stamina.retry_context(
                on=_again,
                attempts=self.spec.tries,
                timeout=None,
                wait_initial=0.5,
                wait_max=30.0,
            ):
                with attempt:
                    return await self._once(client, method, url, body, kind)
        except (_AgainError, httpx2.TransportError) as error:
            raise UnusableError(
                self.spec.name,
                f"{self.spec.host} fails {self.spec.tries} times over: "
                f"{_plain(str(error) or type(error).__name__)}",
                "see that the server runs and is not overloaded, then give the command again: "
                "what is finished is kept",
            ) from error
        raise AssertionError("unreachable")

    async def _once(
        self, client: httpx2.AsyncClient, method: str, url: str, body: Any, kind: type[T]
    ) -> T:
        content = bytearray()
        async with client.stream(method, url, json=body) as response:
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > _LONGEST_ANSWER:
                    raise self._refused(f"an answer has more than {_LONGEST_ANSWER >> 20} MB")
        status = response.status_code
        if status in (408, 409, 425, 429) or status >= 500:
            raise _AgainError(f"status {status}", self._pause(response.headers))
        if status in (401, 403):
            wanted = self.spec.key_variable or "a variable that `key_variable` names"
            raise UnusableError(
                self.spec.name,
                f"{self.spec.host} refuses the key (status {status})",
                f"set {wanted} to a key that may use the model",
            )
        if status in (404, 405) and method == "GET":
            raise _NotOfferedError
        if status in (400, 415, 422, 501) and body and "response_format" in body:
            raise _NotOfferedError
        if status >= 300:
            raise self._refused(f"status {status}: {_plain(content.decode(errors='replace'))}")
        try:
            found = kind.model_validate_json(bytes(content))  # type: ignore[attr-defined]
        except ValidationError as error:
            raise _AgainError("an answer is not the JSON that was asked for") from error
        if isinstance(found, _Answer) and not found.choices:
            raise _AgainError("an answer has no choices")
        return found  # type: ignore[no-any-return]

    def _pause(self, headers: httpx2.Headers) -> float | None:
        """Return the seconds that a server asks for, where it gives them as a number."""
        asked = headers.get("retry-after", "")
        if not re.fullmatch(r"\d{1,9}(\.\d+)?", asked):
            return None
        if float(asked) > _LONGEST_PAUSE:
            raise self._refused(f"it asks to wait for {float(asked):,.0f} s")
        return float(asked)

    def _refused(self, reason: str) -> ModelError:
        return ModelError(
            self.spec.name,
            f"{self.spec.host} refuses: {reason}",
            "check `base_url`, `name` and, for texts that are too long, `max_input_tokens`",
        )


class _NotOfferedError(Exception):
    """A path or a format of answers that the server does not have."""


def _written(choice: _Choice, text: str) -> Written:
    plain = _THOUGHT.sub("", text).strip()
    return Written(plain, finished=choice.finish_reason != "length")


def _in_json(messages: list[dict[str, str]], field: str) -> list[dict[str, str]]:
    """Let the examples answer in JSON, and ask for it."""
    asked = [
        {**m, "content": json.dumps({field: m["content"]}, ensure_ascii=False)}
        if m["role"] == "assistant"
        else m
        for m in messages
    ]
    last = asked[-1]
    words = f'{last["content"]}\n\nAnswer as JSON: {{"{field}": "…"}}'
    return [*asked[:-1], {**last, "content": words}]


def _format(field: str) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {field: {"type": "string"}},
        "required": [field],
        "additionalProperties": False,
    }
    return {
        "type": "json_schema",
        "json_schema": {"name": field, "strict": True, "schema": schema},
    }


def _again(error: Exception) -> bool | float:
    if isinstance(error, _AgainError):
        return True if error.after is None else error.after
    return isinstance(error, httpx2.TransportError)


def _plain(text: str) -> str:
    words = " ".join(text.split())
    return "".join(c for c in words if c.isprintable())[:200]


def estimated_tokens(text: str) -> int:
    """Return the tokens of a text, rather too many than too few: only the server could count."""
    return len(text.encode()) // _BYTES_OF_TOKEN + 1


def defuse_unknown(text: str) -> str:
    """Break up what may be a control token of a tokenizer that is not here.

    Servers read such tokens within a message too: an article could speak in another role.
    """
    return _CONTROL.sub(lambda found: f"{found[0]} ", text)
