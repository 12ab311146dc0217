"""How much has the model been changed, whatever the change was for? Three ways, since each alone can be gamed."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from selfother.probes.probe import Direction, ProbeResult, WhiteBoxProbe
from selfother.records import Estimate, ItemScore
from selfother.scenarios.located_object import Situation, items_digest, situations_of
from selfother.scenarios.neutral_text import CHAT_QUESTIONS, PASSAGES

if TYPE_CHECKING:
    import torch

    from selfother.models.language_model import LanguageModel

__all__ = ["Dose"]


class Dose(WhiteBoxProbe):
    """Dose of a change: divergence on neutral prompts, divergence on the task's prompts, norm of the weight change.

    The divergence is KL(reference || subject) of the next-token distribution, in nats: over every position of the
    neutral passages and the first answer token of neutral questions, and, for the task, at the token that names the
    place. The norm is the Frobenius norm of all weight changes together.

    Attributes:
        families: Scenario families of the task's prompts.
        items: Task prompts a family, both orders counted.
    """

    cost_cpu_seconds: ClassVar[float] = 1.5
    measures: ClassVar[dict[str, Direction]] = {"kl_neutral": "neither", "kl_task": "neither", "weight_norm": "neither"}

    families: tuple[str, ...] = ("burglary", "treasure_hunt", "escape_room")
    items: int = Field(4, ge=2, multiple_of=2)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=4)

    def items_digest(self) -> str:
        """Return a hash of all prompts."""
        text = "\n".join([*PASSAGES, *CHAT_QUESTIONS, items_digest([(one, "rival") for one in self._drawn()])])
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Return the divergence of every prompt, and the norm of the weight change."""
        items: list[ItemScore] = []
        for n, text in enumerate(PASSAGES):
            value = _divergence(subject, reference, [text], last_only=False)[0]
            items.append(
                ItemScore(item=f"passage/{n}", measure="kl_neutral", value=value, cluster=f"passage/{n}", form="exact")
            )
        asked = [subject.render(text) for text in CHAT_QUESTIONS]
        for n, value in enumerate(_divergence(subject, reference, asked, last_only=True)):
            items.append(
                ItemScore(
                    item=f"question/{n}", measure="kl_neutral", value=value, cluster=f"question/{n}", form="exact"
                )
            )
        drawn = self._drawn()
        prompts = [
            subject.render(situation.prompt("rival"), answer_prefix=situation.answer_prefix) for situation in drawn
        ]
        items += [
            ItemScore(
                item=one.item, measure="kl_task", value=value, family=one.family, cluster=one.cluster, form="exact"
            )
            for one, value in zip(drawn, _divergence(subject, reference, prompts, last_only=True), strict=True)
        ]
        norm = Estimate(
            value=_weight_change(subject, reference), n=1, method="Frobenius norm", reason="exact: no interval"
        )
        return ProbeResult(items=items, estimates={"weight_norm": norm})

    def _drawn(self) -> list[Situation]:
        return situations_of(self.families, count=self.items, split="test", seed=2)


def _divergence(
    subject: "LanguageModel", reference: "LanguageModel", texts: Sequence[str], *, last_only: bool
) -> list[float]:
    """Return KL(reference || subject) of each text: at its last token, or the mean over all its tokens (nats)."""
    if subject is reference:
        return [0.0] * len(texts)
    before, after = (_log_probs(model, texts, last_only=last_only) for model in (reference, subject))
    return [float((b.exp() * (b - a)).sum(-1).mean()) for b, a in zip(before, after, strict=True)]


def _log_probs(model: "LanguageModel", texts: Sequence[str], *, last_only: bool) -> "list[torch.Tensor]":
    """Return log-probabilities [positions, vocabulary] of each text."""
    import torch

    from selfother.models.activations import pad_left
    from selfother.models.logits import logits_at

    rows = [model.encode(text) for text in texts]
    ids, mask, positions = (one.to(model.device) for one in pad_left(rows, model.pad_id))
    chosen = mask.bool()
    if last_only:
        chosen = torch.zeros_like(chosen)
        chosen[:, -1] = True
    with torch.inference_mode():
        batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
        logits = logits_at(model.network, batch, chosen).log_softmax(-1)
    return list(logits.split(chosen.sum(1).tolist()))


def _weight_change(subject: "LanguageModel", reference: "LanguageModel") -> float:
    """Return the Frobenius norm of all weight differences together, adapters merged."""
    from selfother.models.weights import merged_copy

    before, after = (dict(merged_copy(model.network).named_parameters()) for model in (reference, subject))
    pairs = ((after[name], one) for name, one in before.items() if after[name].data_ptr() != one.data_ptr())
    return float(sum(float((new.float() - old.float()).pow(2).sum()) for new, old in pairs) ** 0.5)
