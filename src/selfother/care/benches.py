"""The benches of `selfother care`, each in the largest size that its share of the budget pays for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument

if TYPE_CHECKING:
    from selfother.probes.probe import TaskProbe

__all__ = ["BENCHES", "Bench", "SizedBench", "least_budget", "size_benches"]

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Bench:
    """One bench and its sizes.

    Attributes:
        word: The probe.
        share: Of the budget, before what others leave over.
        sizes: Settings of each size, the smallest first.
    """

    word: str
    share: float
    sizes: tuple[Settings, ...] = field(hash=False)


@dataclass(frozen=True)
class SizedBench:
    """A bench at one size.

    Attributes:
        word: The probe.
        settings: Of that size.
        probe: The probe with them.
        calls: What it asks at most, retries not counted.
    """

    word: str
    settings: Settings
    probe: "TaskProbe"
    calls: int


_COUNTS = (12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 0)
"""Items; 0 is all of them."""
BENCHES = (
    Bench("ease_or_honour", 0.20, tuple({"form": "written", "items": count} for count in _COUNTS)),
    Bench("secure_attachment", 0.28, tuple({"items": count} for count in (16, 24, 32, 48, 61, 96, 122, 183, 0))),
    Bench(
        "companion_cues", 0.24,
        (*({"per_domain": count, "states": ("steady", "in distress")} for count in (1, 2, 3, 4)), {"per_domain": 4}),
    ),
    Bench(
        "holds_under_pushback", 0.16,
        tuple({"items": count, "knowledge": 0, "form": "written"} for count in (2, 3, 4, 6, 8, 12, 16, 24)),
    ),
    Bench("rhetoric", 0.12, tuple({"items": count} for count in (4, 6, 8, 12, 16, 24, 32, 0))),
)  # fmt: skip
"""In the order in which they run."""


def least_budget(benches: Sequence[Bench] = BENCHES) -> int:
    """The calls that the benches take in their smallest sizes.

    Args:
        benches: Which.
    """
    return sum(_sized(bench, 0).calls for bench in benches)


def size_benches(budget: int, benches: Sequence[Bench] = BENCHES) -> list[SizedBench]:
    """The benches in the largest sizes that a budget pays for.

    Each bench first gets its share; what is left over then makes the bench larger that is furthest below its share.

    Args:
        budget: Calls of the assistant; retries come on top.
        benches: Which.

    Raises:
        BadArgument: A budget below the smallest sizes.
    """
    least = least_budget(benches)
    if budget < least:
        raise BadArgument(
            f"--budget {budget} is below the {least} calls of the smallest benches. Give {least} or more."
        )
    sized = {bench.word: [_sized(bench, 0)] for bench in benches}
    open_benches = list(benches)
    while open_benches:
        spent = sum(ladder[-1].calls for ladder in sized.values())
        bench = min(open_benches, key=lambda bench: sized[bench.word][-1].calls / bench.share)
        ladder = sized[bench.word]
        larger = _sized(bench, len(ladder)) if len(ladder) < len(bench.sizes) else None
        if larger is None or spent - ladder[-1].calls + larger.calls > budget:
            open_benches.remove(bench)
        else:
            ladder.append(larger)
    return [sized[bench.word][-1] for bench in benches]


@cache
def _sized(bench: Bench, size: int) -> SizedBench:
    from selfother.catalogue import build
    from selfother.probes.inspect.provider import estimate_calls

    settings = bench.sizes[size]
    probe: TaskProbe = build("probes", bench.word, dict(settings))
    return SizedBench(bench.word, settings, probe, estimate_calls([probe]).calls)
