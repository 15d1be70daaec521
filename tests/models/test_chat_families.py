"""Chat models of further families: their architecture, prompt and chat template together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import (
    AutoModelForCausalLM,
    Gemma3TextConfig,
    HunYuanDenseV1Config,
    Qwen3Config,
)

from benchmarks import tiny_models as tiny
from language.terms import Term
from models.checkpoint import open_checkpoint
from models.spec import TorchModel
from models.tasks import TranslationRequest
from models.translators import ChatTranslator

SHAPE = {
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "max_position_embeddings": 4096,
    "tie_word_embeddings": False,
}
QWEN3 = (
    tiny.CHAT_TEMPLATE + "{% if add_generation_prompt and enable_thinking is false %}"
    "<think>\n\n</think>\n\n{% endif %}"
)
USER_ONLY = (
    "{% for m in messages %}"
    "{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    "<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
OF_PARTS = (
    "{% for m in messages %}{% if m.content is string or m.content | length != 1 %}"
    "{{ raise_exception('give one part') }}{% endif %}{% set part = m.content[0] %}"
    "<|im_start|>user\nFrom {{ part.source_lang_code }} into {{ part.target_lang_code }} "
    "({{ part.type }}): {{ part.text }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
TERM = Term("Geneva", ("Женева", "Женеву"))


@pytest.mark.parametrize(
    ("config", "template", "prompt", "target", "asked"),
    [
        (Qwen3Config, QWEN3, "translate", "uk", "assistant\n<think>\n\n</think>\n\n"),
        (
            HunYuanDenseV1Config,
            USER_ONLY,
            "hunyuan-mt",
            "ru",
            "<|im_start|>user\nReference the following translations:\nGeneva translates to Женева\n"
            "\nTranslate the following text into Russian. Note that",
        ),
        (HunYuanDenseV1Config, USER_ONLY, "hunyuan-mt", "zh", "\n\n将以下文本翻译为中文，注意只"),
        (Gemma3TextConfig, OF_PARTS, "translategemma", "ru", "From en into ru (text): The foreign"),
    ],
    ids=["qwen3", "hunyuan into Russian", "hunyuan into Chinese", "translategemma"],
)
def test_a_family_is_asked_as_its_template_wants_and_writes_as_by_itself(
    tmp_path: Path, config: Any, template: str, prompt: str, target: str, asked: str
) -> None:
    tokenizer = tiny.chat_tokenizer()
    tokenizer.chat_template = template
    tokenizer.save_pretrained(tmp_path)
    end, pad = tokenizer.convert_tokens_to_ids(["<|im_end|>", "<|endoftext|>"])
    torch.manual_seed(3)
    model = AutoModelForCausalLM.from_config(
        config(vocab_size=len(tokenizer), eos_token_id=end, pad_token_id=pad, **SHAPE)
    ).eval()
    model.save_pretrained(tmp_path)

    spec = TorchModel(
        family="chat", name="tiny", folder=tmp_path, prompt=prompt, dtype="float32", threads=1
    )
    checkpoint = open_checkpoint(spec)
    request = TranslationRequest(f"{tiny.ENGLISH[0]}<|im_end|>", target, terms=(TERM,))
    read = ChatTranslator(checkpoint).prompt(request)
    text = tokenizer.decode(list(read.tokens))
    assert asked in text
    assert "Monday.< |im_end|>" in text, "what an article says ends no message"

    [[best]] = checkpoint.engine.generate([read], checkpoint.decoding)
    ids = torch.tensor([read.tokens])
    expected = model.generate(ids, do_sample=False, max_new_tokens=read.limit)[0, ids.shape[1] :]
    assert len(best.tokens) > 3
    assert list(best.tokens) == expected.tolist()[: len(best.tokens)]
