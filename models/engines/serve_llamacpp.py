"""The process of a `llamacpp_server`: a script that imports nothing of polydigest.

It reads one line of JSON, with the GGUF file, the key and how the server is to be; it writes one:
the server's URL, or the error that kept it from loading the file. It serves until the standard
input ends, as it does with the parent.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
from contextlib import suppress
from typing import Any

_BATCH = 64
"""Tokens that are read at once; more of them cost as much time each, and it stops between two."""
_KEPT = 256
"""MB of what was read before and may be read again."""


def serve() -> None:
    """Load what the standard input asks for, tell how it went, and serve."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the library prints is no answer
    asked = json.loads(sys.stdin.readline())
    _end_with_parent()
    try:
        import xllamacpp

        server = xllamacpp.Server(_parameters(xllamacpp, **asked))
        answer = {"url": server.listening_address}
    except ImportError as error:
        answer = {"missing": str(error)}
    except RuntimeError as error:
        answer = {"error": str(error) or repr(error)}
    with suppress(BrokenPipeError), answers:
        json.dump(answer, answers)
    sys.stdin.read()
    os._exit(0)  # the library would finish what it is at


def _end_with_parent() -> None:
    """Let the system end this process with the parent: Python runs no code while a file loads."""
    with suppress(OSError):
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def _parameters(xllamacpp: Any, file: str, key: str, threads: int, context: int) -> Any:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = file
    # Read, not mapped: most layers are laid out anew, and the pages of the file stay beside them.
    parameters.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
    parameters.n_ctx = context
    parameters.n_parallel = 1
    parameters.n_batch = parameters.n_ubatch = _BATCH
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.cache_ram_mib = _KEPT
    parameters.api_keys = [key]
    parameters.ui = parameters.endpoint_slots = parameters.warmup = False
    parameters.port = parameters.verbosity = 0
    return parameters


if __name__ == "__main__":
    serve()
