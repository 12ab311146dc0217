"""What an intervention that trains lets its user set: the adapter, and how long and how fast."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from selfother.errors import BadArgument
from selfother.models.depth import Layer, layer_index

__all__ = ["Lora", "Schedule"]


class Lora(BaseModel):
    """A low-rank adapter (Hu et al. 2021).

    Attributes:
        rank: Rank of the update.
        alpha: Its scale is alpha / rank.
        dropout: On the adapter's input, in [0, 1).
        projections: Which matrices of a layer.
        first_layer: First layer that gets one: an index, or a share of the depth.
        last_layer: Last layer that gets one, inclusive; None means the last of the model.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    rank: int = Field(8, ge=1)
    alpha: float = Field(32, gt=0)
    dropout: float = Field(0.0, ge=0, lt=1)
    projections: tuple[Literal["q", "k", "v", "o", "gate", "up", "down"], ...] = ("q", "v")
    first_layer: Layer = 0
    last_layer: Layer | None = None

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(rank=2, alpha=8)

    def layers(self, depth: int, *, word: str = "", model: str = "the model") -> range:
        """Return the layers that get one, in a model of `depth` layers.

        Raises:
            BadArgument: A layer that the model has not, or a first one behind the last; the text has the words to type.
        """
        key = f"{word}:lora" if word else "lora"
        first = layer_index(self.first_layer, depth, key=f"{key}.first_layer", model=model)
        wanted = -1 if self.last_layer is None else self.last_layer
        last = layer_index(wanted, depth, key=f"{key}.last_layer", model=model)
        if first > last:
            raise BadArgument(
                f"the adapter begins at layer {first} (lora.first_layer={self.first_layer:g}) and ends at layer {last} "
                f"of the {depth} of {model}. Write {key}.first_layer={last * 2 // 3}, or let it end higher."
            )
        return range(first, last + 1)


class Schedule(BaseModel):
    """How long and how fast.

    Attributes:
        steps: Optimiser steps (AdamW, no weight decay).
        batch_size: Rows a step.
        learning_rate: Peak, after the warm-up.
        warmup_steps: Linear warm-up.
        final_rate: The rate ends at this share of its peak, by a cosine; 1 keeps it constant.
        clip: Largest norm of the gradient.
        beta2: Decay of AdamW's second moment. Below its default, a start with large gradients is forgotten sooner.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    steps: int = Field(24, ge=1)
    batch_size: int = Field(8, ge=1)
    learning_rate: float = Field(3e-4, ge=0)
    warmup_steps: int = Field(5, ge=0)
    final_rate: float = Field(1.0, ge=0, le=1)
    clip: float = Field(1.0, gt=0)
    beta2: float = Field(0.999, gt=0, lt=1)

    @classmethod
    def small(cls, *, batch_size: int = 4) -> Self:
        """The smallest that still does its work."""
        return cls(steps=2, batch_size=batch_size)
