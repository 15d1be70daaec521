"""llama.cpp's own server in a process of its own, behind a key that nobody else has.

Its library holds the interpreter as long as it loads a file, and ends the process that it is in
where it fails: neither signals nor other threads would be answered, and a run would be lost.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import select
import subprocess
import sys
import time
import weakref
from pathlib import Path
from typing import Any

import httpx2

from models import interrupt
from models.tasks import ModelError

log = logging.getLogger(__name__)

_SCRIPT = Path(__file__).with_name("serve_llamacpp.py")
_ENVIRONMENT = {"GOMP_SPINCOUNT": "10000"}
"""Its threads wait for one another awake for some 0.2 ms, not 6: of two that share their CPUs with
other programs, each would else keep the other from its work, which takes many times as long.
"""
_LOOK_EVERY = 0.2
"""Seconds between two looks whether the work was interrupted while a file is loaded."""


class LlamaCppServer:
    """A server for one GGUF file, one prompt at a time; it ends with this process, or before."""

    def __init__(self, file: Path, *, threads: int, context: int) -> None:
        """Load a file.

        Raises:
            ModelError: It cannot be loaded.
            InterruptionError: The work was interrupted meanwhile.

        """
        started = time.monotonic()
        self._file = file
        self._key = secrets.token_hex()
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_SCRIPT)],  # by its file: it imports its library alone
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**_ENVIRONMENT, **os.environ},
            start_new_session=True,  # Ctrl-C is for the run, which then ends the server
        )
        self.end = weakref.finalize(self, _end, self._process)
        """Give its memory back."""
        asked = {"file": str(file), "key": self._key, "threads": threads, "context": context}
        try:
            self._url = self._told(asked)
        except BaseException:
            self.end()
            raise
        log.info("loaded %s after %.1f s", file, time.monotonic() - started)

    def complete(self, body: dict[str, Any]) -> dict[str, Any]:
        """Ask for a completion, as llama.cpp's ``/completion`` has it.

        Raises:
            ModelError: It refuses, or has ended.
            InterruptionError: The work was interrupted meanwhile.

        """

        async def work() -> httpx2.Response:
            headers = {"Authorization": f"Bearer {self._key}"}
            # The environment's proxies are for other machines.
            async with httpx2.AsyncClient(headers=headers, timeout=None, trust_env=False) as client:
                return await client.post(f"{self._url}/completion", json=body)

        try:
            response = interrupt.waiting(work)
        except httpx2.TransportError as error:
            raise self._ended() from error
        if response.status_code != 200:
            raise ModelError(
                self._file.name,
                f"llama.cpp refuses a text of {len(body['prompt'])} tokens: {response.text[:200]}",
                "lower `max_input_tokens`",
            )
        found: dict[str, Any] = response.json()
        return found

    def _told(self, asked: dict[str, Any]) -> str:
        """Tell the process what it is to load; return the server's URL once it has."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(f"{json.dumps(asked)}\n".encode())
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._ended() from error
        while not select.select([self._process.stdout], [], [], _LOOK_EVERY)[0]:
            interrupt.check()
        answer = json.loads(self._process.stdout.read() or "null")
        if answer is None:
            raise self._ended()
        if "missing" in answer:
            raise ModelError(
                "engine llamacpp",
                f"its library cannot be loaded: {answer['missing']}",
                "install what it names (libgomp1 on Debian), or set `engine: torch`",
            )
        if "error" in answer:
            raise ModelError(
                str(self._file),
                f"llama.cpp cannot load it: {answer['error'].splitlines()[0]}",
                "give a GGUF file of a chat model, and enough memory for it",
            )
        return str(answer["url"])

    def _ended(self) -> ModelError:
        """Say how the process ended, of which nothing more is to be had."""
        self.end()
        return ModelError(
            self._file.name,
            f"llama.cpp ended in the middle of its work (exit code {self._process.returncode})",
            "see whether memory was short, or set `engine: torch`",
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes its pipes, and waits for it
        pass
