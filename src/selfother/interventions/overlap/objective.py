"""What one step of overlap fine-tuning computes: a batch of pairs in, the terms of the loss out.

    Objective   the terms, given a network's forward
    Start       what the unadapted network represents: the targets, and the unit in which gaps are measured

Two rooms below: `_overlap_loss` is the arithmetic, `_overlap_network` the running of networks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import torch
from peft import PeftModel

from selfother.interventions.overlap.loss import (
    Position,
    Target,
    at_position,
    divergence_nats,
    pair_means,
    shared_end,
    squared_gap,
)
from selfother.interventions.overlap.network import Forward, Reader, quiet_base, unadapted

__all__ = ["Objective", "Side", "Start", "Values"]

Side = Literal["self", "other"]
Inputs = Mapping[str, torch.Tensor]
"""input_ids, attention_mask, position_ids: what a network's forward takes."""


class Values(NamedTuple):
    """Activations that are compared.

    Attributes:
        values: [pairs, tokens, sites, hidden], float32.
        mask: [pairs, tokens].
    """

    values: torch.Tensor
    mask: torch.Tensor


@dataclass
class Start:
    """What the unadapted network represents; filled once, before the first step.

    Attributes:
        unit: Standard deviation of the moved prompts' activations over prompts, [sites].
        takes_packed: Whether rows of pairs were tried on the network and gave what rows of their own give.
        rows: By side, for every row of the dataset its activations, [tokens, sites, hidden] on the CPU; empty where
            targets are read anew in every step.
    """

    unit: torch.Tensor
    takes_packed: bool = False
    rows: dict[Side, list[torch.Tensor]] = field(default_factory=dict)

    def of(self, chosen: Sequence[int], device: torch.device) -> dict[Side, Values] | None:
        """Return the activations of some rows, padded on the left; None where none are kept."""
        if not self.rows:
            return None
        return {side: _padded([rows[index] for index in chosen], device) for side, rows in self.rows.items()}


@dataclass(frozen=True)
class Objective:
    """The loss of a batch of pairs.

    L = overlap + anchor x drift of the still prompts + keep x KL on neutral texts, each a mean over the pairs of the
    batch, so that a batch cut in two has the same gradient.

    Attributes:
        network: The adapted network; its adapter is switched off where the unadapted one is asked.
        reader: Reads its activations.
        target: Which side moves, and towards what.
        position: Which tokens are compared.
        anchor: Weight of the squared drift of the prompts that do not move (of the self, if both do).
        keep: Weight of the KL on neutral texts, nats a token.
        by_logits: Compare whole distributions of the next token instead of activations.
    """

    network: PeftModel
    reader: Reader
    target: Target
    position: Position
    anchor: float = 0.0
    keep: float = 0.0
    by_logits: bool = False

    @property
    def moved(self) -> Side:
        """The side that moves (for "symmetric", that whose variance is the unit)."""
        return "self" if self.target == "frozen_other" else "other"

    @property
    def still(self) -> Side:
        """The side that stays, or should."""
        return "other" if self.target == "frozen_other" else "self"

    @property
    def needs_start(self) -> bool:
        """Whether the unadapted activations of the still side are part of the loss."""
        return not self.by_logits and (self.target != "symmetric" or self.anchor > 0)

    @property
    def reads_pairs(self) -> bool:
        """Whether a step runs both prompts of a pair, so that they may share a row."""
        return not self.by_logits and (self.target == "symmetric" or self.anchor > 0)

    def read(self, forward: Forward, batch: Mapping[str, Inputs], sides: Iterable[Side]) -> dict[Side, Values]:
        """Run the prompts of some sides in one batch and return what is compared of each."""
        wanted = tuple(sides)
        if "packed" in batch and len(wanted) == 2:
            return self._read_packed(forward, batch)
        inputs = _together([batch[side] for side in wanted])
        hidden = self.reader(forward, inputs)
        parts = zip(hidden.chunk(len(wanted)), inputs["attention_mask"].chunk(len(wanted)), strict=True)
        return {
            side: Values(*at_position(values, mask, self.position))
            for side, (values, mask) in zip(wanted, parts, strict=True)
        }

    def _read_packed(self, forward: Forward, batch: Mapping[str, Inputs]) -> dict[Side, Values]:
        """Do what `read` does for both sides, each pair in one row."""
        packed = batch["packed"]
        dtype = next(self.network.parameters()).dtype
        mask = torch.zeros(packed["seen"].shape, dtype=dtype, device=packed["seen"].device)
        mask = mask.masked_fill(~packed["seen"], torch.finfo(dtype).min)[:, None]
        inputs = {key: packed[key] for key in ("input_ids", "position_ids")}
        hidden = self.reader(forward, {**inputs, "attention_mask": mask})
        pairs = torch.arange(len(hidden), device=hidden.device)[:, None]
        sides: tuple[Side, Side] = ("self", "other")
        return {
            side: Values(*at_position(hidden[pairs, packed[side]], batch[side]["attention_mask"], self.position))
            for side in sides
        }

    def agrees_packed(self, forward: Forward, batch: Mapping[str, Inputs]) -> bool:
        """Try rows of pairs on the unadapted network: whether they give what rows of their own give, but for rounding.

        An architecture may refuse a mask of ours in any way it likes, or take it for something else.
        """
        alone = {key: value for key, value in batch.items() if key != "packed"}
        apart = self.read_start(forward, alone, ("self", "other"))
        try:
            packed = self.read_start(forward, batch, ("self", "other"))
        except Exception:
            return False
        tolerance = 1e-3 if next(self.network.parameters()).dtype.itemsize >= 4 else 0.05
        gaps = (
            (packed[side].values - values)[mask.bool()].norm() / values[mask.bool()].norm()
            for side, (values, mask) in apart.items()
        )
        return all(float(gap) < tolerance for gap in gaps)

    def read_start(self, forward: Forward, batch: Mapping[str, Inputs], sides: Iterable[Side]) -> dict[Side, Values]:
        """Do what `read` does, of the network before tuning."""
        with unadapted(self.network):
            return self.read(forward, batch, sides)

    def terms(
        self,
        forward: Forward,
        batch: Mapping[str, Any],
        *,
        start: Mapping[Side, Values] | None,
        unit: torch.Tensor,
    ) -> dict[str, torch.Tensor]:
        """Return the terms of the loss, each a scalar, and the variance that is logged beside them.

        Args:
            forward: The network's own forward.
            batch: Made by a `PairCollator`; "packed" only where the network takes it.
            start: Unadapted activations of the still side, where they are kept; None reads them now.
            unit: What activations are divided by, [sites].

        Returns:
            "loss", and of "overlap", "anchor", "keep" those that there are; "variance" is that of the moved prompts
            over the batch, unbiased, [sites]: a fall towards 0 is collapse.
        """
        quiet_base(self.network)
        found = self._by_logits(forward, batch) if self.by_logits else self._by_activations(forward, batch, start, unit)
        loss = found["overlap"]
        if "anchor" in found:
            loss = loss + self.anchor * found["anchor"]
        if self.keep > 0:
            found["keep"] = self._divergence(forward, batch["neutral"])
            loss = loss + self.keep * found["keep"]
        return {"loss": loss, **found}

    def _by_activations(
        self, forward: Forward, batch: Mapping[str, Any], start: Mapping[Side, Values] | None, unit: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        if not self.needs_start:
            now = self.read(forward, batch, ["self", "other"])
            found = {"overlap": _gap(now["other"], now["self"], unit)}
        else:
            before = (start or self.read_start(forward, batch, [self.still]))[self.still]
            now = self.read(forward, batch, ["self", "other"] if self.reads_pairs else [self.moved])
            towards = now[self.still] if self.target == "symmetric" else before
            found = {"overlap": _gap(now[self.moved], towards, unit)}
            if self.anchor > 0:
                found["anchor"] = _gap(now[self.still], before, unit)
        last = now[self.moved].values[:, -1].detach()
        if len(last) > 1:
            found["variance"] = last.var(0).mean(-1)
        return found

    def _by_logits(self, forward: Forward, batch: Mapping[str, Any]) -> dict[str, torch.Tensor]:
        """Return a KL over every position, also of padding, nats a position: what the released code minimises.

        KL(other || self) where both move, as there; else KL(still || moved), from what is to be reached.
        """
        if self.target == "symmetric":
            towards = forward(**batch[self.still], use_cache=False).logits
        else:
            with unadapted(self.network):
                towards = forward(**batch[self.still], use_cache=False).logits
        moved = forward(**batch[self.moved], use_cache=False).logits
        first, second = (moved, towards) if self.target == "symmetric" else (towards, moved)
        return {"overlap": divergence_nats(first, second).mean()}

    def _divergence(self, forward: Forward, neutral: Inputs) -> torch.Tensor:
        with unadapted(self.network):
            before = forward(**neutral, use_cache=False).logits
        after = forward(**neutral, use_cache=False).logits
        return pair_means(divergence_nats(before, after), neutral["attention_mask"]).mean()


def _gap(moved: Values, towards: Values, unit: torch.Tensor) -> torch.Tensor:
    first, second, mask = shared_end(moved, towards)
    return pair_means(squared_gap(first, second, unit[:, None]), mask).mean()


def _together(batches: Sequence[Inputs]) -> dict[str, torch.Tensor]:
    """Put batches below one another, padded on the left to one width; padding is masked, whatever its token."""
    width = max(one["input_ids"].shape[1] for one in batches)
    return {
        key: torch.cat([torch.nn.functional.pad(one[key], (width - one[key].shape[1], 0)) for one in batches])
        for key in batches[0]
    }


def _padded(rows: Sequence[torch.Tensor], device: torch.device) -> Values:
    width = max(len(row) for row in rows)
    values = torch.zeros(len(rows), width, *rows[0].shape[1:])
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for index, row in enumerate(rows):
        values[index, width - len(row) :] = row
        mask[index, width - len(row) :] = 1
    return Values(values.to(device), mask.to(device))
