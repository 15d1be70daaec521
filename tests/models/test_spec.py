from __future__ import annotations

import pytest
from pydantic import ValidationError

from models.spec import (
    AutoModel,
    CTranslate2Model,
    ExtractiveModel,
    LlamaCppModel,
    ServerModel,
    TorchModel,
    read_spec,
    spec_from_json,
)

MARIAN = {"family": "seq2seq", "name": "x/y", "folder": "here"}
CHAT = {**MARIAN, "family": "chat"}
SERVER = {"engine": "server", "family": "chat", "name": "x", "base_url": "http://[::1]:80/v1/"}


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (MARIAN, TorchModel),
        ({**CHAT, "dtype": "float16", "context": False}, TorchModel),
        ({**MARIAN, "engine": "ctranslate2", "compute_type": "int8"}, CTranslate2Model),
        (SERVER, ServerModel),
        ({**CHAT, "engine": "llamacpp", "file": "a.gguf"}, LlamaCppModel),
        ({**MARIAN, "engine": "auto"}, AutoModel),
        ({"family": "extractive", "name": "multilingual-e5-small"}, ExtractiveModel),
    ],
)
def test_flat_keys_say_which_kind_is_meant(keys: dict[str, object], kind: type) -> None:
    spec = read_spec(keys)
    assert type(spec) is kind
    assert spec_from_json(spec.model_dump_json()) == spec


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (
            {**MARIAN, "compute_type": "int8"},
            "`compute_type` is no key of engine torch, but of eng",
        ),
        ({**MARIAN, "engine": "ctranslate2", "dtype": "float32"}, "but of engine torch: remove it"),
        (
            {**MARIAN, "engine": "onnx"},
            "must be auto, torch, ctranslate2, llamacpp or server",
        ),
        ({**MARIAN, "context": False}, "`context` is a key of family chat, not of seq2seq"),
        ({**CHAT, "prefix": "summarize: "}, "`prefix` is a key of family seq2seq, not of chat"),
        ({**CHAT, "carried": "part", "file": "a.gguf"}, "`carried` needs `file` and its hash"),
        ({"family": "extractive", "name": "x", "folder": "y"}, "no key of family extractive"),
        ({**SERVER, "folder": "here"}, "`folder` is no key of engine server, but of engine torch"),
        ({**SERVER, "family": "seq2seq"}, "family"),
        ({**CHAT, "engine": "llamacpp"}, "file"),
        ({**CHAT, "engine": "llamacpp", "file": "a", "dtype": "float16"}, "but of engine torch:"),
        ({**SERVER, "generation": {"beams": 4}}, "generation.beams"),
        ({**SERVER, "base_url": "http://me:secret@x.example/v1"}, "name the key with `key_var"),
        ({**SERVER, "base_url": "https://x.example/v1?key=secret"}, "name the key with `key_var"),
        ({**SERVER, "base_url": "x.example"}, "give a URL such as"),
        ({**SERVER, "key_variable": "sk-123"}, "key_variable"),
        ({"family": "chat"}, "name"),
    ],
)
def test_a_wrong_combination_is_named_with_the_remedy(keys: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError) as raised:
        read_spec(keys)
    assert words in str(raised.value)
