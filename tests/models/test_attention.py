"""Attention of one token equals the library's own, whatever masks and biases come with it."""

from __future__ import annotations

import pytest
import torch
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from models.engines.attention import attend


@pytest.mark.parametrize("key_heads", [1, 2, 4])
@pytest.mark.parametrize("mask", ["none", "boolean", "additive"])
@pytest.mark.parametrize("biased", [False, True])
@pytest.mark.parametrize("queries", [1, 3])
def test_equals_the_library(key_heads: int, mask: str, biased: bool, queries: int) -> None:
    torch.manual_seed(1)
    batch, heads, tokens, size = 3, 4, 7, 8
    module = torch.nn.Module()
    module.num_key_value_groups = heads // key_heads  # type: ignore[assignment]
    query = torch.randn(batch, heads, queries, size)
    key, value = torch.randn(2, batch, key_heads, tokens, size)
    seen = torch.rand(batch, 1, queries, tokens) > 0.4
    seen[..., 0] = True
    masks = {
        "none": None,
        "boolean": seen,
        "additive": torch.where(seen, 0.0, torch.finfo(torch.float32).min),
    }
    bias = torch.randn(batch, heads, queries, tokens) if biased else None
    asked = {"scaling": 0.3, "position_bias": bias, "is_causal": False}
    ours, _ = attend(module, query, key, value, masks[mask], **asked)  # type: ignore[arg-type]
    theirs, _ = sdpa_attention_forward(module, query, key, value, masks[mask], **asked)
    torch.testing.assert_close(ours, theirs)
