"""Attention by matrix products, forwards and backwards. It needs torch at once: imported inside functions only."""

from typing import Any

import torch

__all__ = ["AttentionByProducts"]


class AttentionByProducts(torch.autograd.Function):
    """softmax(scale * query @ key' + mask) @ value, where heads that share a key are rows of one product.

    One pass over the weights each for the mask, the softmax and its derivative; all else is matrix products.
    """

    @staticmethod
    def forward(
        ctx: Any,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        mask: torch.Tensor,
        scale: float,
    ) -> torch.Tensor:
        """Attend.

        Args:
            ctx: Autograd's.
            query: [rows, heads, tokens, size].
            key: [rows, key heads, tokens before and here, size].
            value: As `key`.
            mask: Floats [rows or 1, 1, tokens, tokens before and here], added to the products.
            scale: Factor of the products.

        Returns:
            As `query`.
        """
        rows, heads, tokens, size = query.shape
        shared = (rows * key.shape[1], heads // key.shape[1] * tokens, size)
        scaled, keys, values = (query * scale).reshape(shared), key.flatten(0, 1), value.flatten(0, 1)
        products = (scaled @ keys.transpose(1, 2)).view(rows, heads, tokens, -1)
        weights = products.add_(mask).softmax(-1)
        ctx.save_for_backward(scaled, keys, values, weights)
        ctx.scale = scale
        return (weights.view(*shared[:2], -1) @ values).view(query.shape)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        """Return the gradients of query, key and value; mask and scale have none."""
        scaled, keys, values, weights = ctx.saved_tensors
        rows, heads, tokens, seen = weights.shape
        grad, by_head = grads[0].reshape(scaled.shape), (rows, keys.shape[0] // rows, seen, -1)
        of_weights = (grad @ values.transpose(1, 2)).view(weights.shape)
        of_products = torch._softmax_backward_data(of_weights, weights, -1, weights.dtype).view(*scaled.shape[:2], -1)
        return (
            (of_products @ keys).mul_(ctx.scale).view(rows, heads, tokens, -1),
            (of_products.transpose(1, 2) @ scaled).view(by_head),
            (weights.view(*scaled.shape[:2], -1).transpose(1, 2) @ grad).view(by_head),
            None,
            None,
        )
