"""Is the model as fluent on plain text as before?"""

import hashlib
import math
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from selfother.probes.probe import Direction, ProbeResult, WhiteBoxProbe
from selfother.records import Estimate, ItemScore
from selfother.scenarios.neutral_text import PASSAGES

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Perplexity"]


class Perplexity(WhiteBoxProbe):
    """Perplexity on neutral passages: exp of the mean nats a token, passages read as plain text."""

    cost_cpu_seconds: ClassVar[float] = 0.4
    measures: ClassVar[dict[str, Direction]] = {"nats_per_token": "lower", "perplexity": "lower"}
    ranges: ClassVar[dict[str, tuple[float, float]]] = {"nats_per_token": (0.0, math.inf)}

    def items_digest(self) -> str:
        """Return a hash of the passages."""
        return hashlib.sha256("\n".join(PASSAGES).encode()).hexdigest()[:16]

    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Return nats a token of every passage, and the perplexity over all their tokens."""
        import math

        from selfother.models.scoring import token_log_probs

        nats = [[-value for value in token_log_probs(subject, text)] for text in PASSAGES]
        items = [
            ItemScore(
                item=f"passage/{n}",
                measure="nats_per_token",
                value=sum(one) / len(one),
                cluster=f"passage/{n}",
                form="exact",
            )
            for n, one in enumerate(nats)
        ]
        flat = [value for one in nats for value in one]
        whole = Estimate(
            value=math.exp(sum(flat) / len(flat)),
            n=len(flat),
            clusters=len(nats),
            method="all tokens",
            reason="one text: no interval",
        )
        return ProbeResult(items=items, estimates={"perplexity": whole})
