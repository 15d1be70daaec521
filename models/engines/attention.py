"""Attention as the torch engine computes it.

PyTorch's fused kernel is made for many queries at once. A decoder that has its cache asks with one,
and on a CPU in bfloat16 two plain matrix products then take a fraction of the kernel's time.
"""

from __future__ import annotations

from typing import Any

import torch
from transformers import AttentionInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

ATTENTION = "polydigest"
"""Name to give as ``attn_implementation``."""


def attend(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    position_bias: torch.Tensor | None = None,
    **more: Any,
) -> tuple[torch.Tensor, None]:
    """Return what each query attends to, of shape (batch, queries, heads, size), and no weights.

    ``query`` has the shape (batch, heads, queries, size), ``key`` and ``value`` have (batch,
    key heads, tokens, size); the mask is boolean or additive, and broadcasts to (batch, heads,
    queries, tokens).
    """
    batch, heads, queries, size = query.shape
    if queries > 1 or query.device.type != "cpu":
        fused: tuple[torch.Tensor, None] = sdpa_attention_forward(
            module,
            query,
            key,
            value,
            attention_mask,
            scaling=scaling,
            position_bias=position_bias,
            **more,
        )
        return fused
    # Heads that share keys are rows of one product.
    grouped = query.reshape(batch, key.shape[1], -1, size) * (
        size**-0.5 if scaling is None else scaling
    )
    scores = (grouped @ key.transpose(2, 3)).view(batch, heads, 1, -1)
    if position_bias is not None:
        scores = scores + position_bias
    if attention_mask is not None:
        scores = (
            scores.masked_fill(~attention_mask, torch.finfo(scores.dtype).min)
            if attention_mask.dtype == torch.bool
            else scores + attention_mask
        )
    weights = scores.softmax(-1, dtype=torch.float32).to(value.dtype)
    found = weights.view(batch, key.shape[1], -1, weights.shape[-1]) @ value
    return found.view(batch, heads, 1, -1).transpose(1, 2), None


AttentionInterface.register(ATTENTION, attend)
AttentionMaskInterface.register(ATTENTION, sdpa_mask)
