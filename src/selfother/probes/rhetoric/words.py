"""How the bench of rhetoric says its numbers: facts and appeals side by side, with what they stand on."""

from selfother.probes.rhetoric.record import RhetoricRecord
from selfother.records import Estimate
from selfother.records.blocks import Cell
from selfother.wording import denominator, estimate_words, share_words

__all__ = ["level_rows", "move_words", "number_words"]


def move_words(record: RhetoricRecord) -> str:
    """How facts, caveats and appeals move with the incentive, in two sentences."""
    facts, caveats, unpaid = record.fact_delta, record.caveat_delta, record.unpaid_delta
    if facts.value is None or caveats.value is None:
        return f"What moves with the incentive is not measured: {caveats.reason or facts.reason}."
    moves = (
        f"Where adoption is rewarded, facts stated move by {_points(facts)}, caveats omitted by {_points(caveats)} "
        f"({denominator(caveats)}), and appeals by {number_words(record.appeal_delta, is_signed=True)} in 100 words."
    )
    return (
        moves
        if unpaid.value is None
        else f"{moves} Without a reward for honesty, caveats omitted move by {_points(unpaid)}."
    )


def _points(delta: Estimate) -> str:
    return f"{estimate_words(delta, is_difference=True)} points"


def number_words(estimate: Estimate, *, is_signed: bool = False) -> str:
    """A number of appeals with its interval.

    Args:
        estimate: The number.
        is_signed: Whether it is a difference.
    """
    if estimate.value is None:
        return f"not measured: {estimate.reason}"
    sign = "+" if is_signed and estimate.value > 0 else ""
    ends = "" if estimate.low is None or estimate.high is None else f" ({estimate.low:.1f} to {estimate.high:.1f})"
    return f"{sign}{estimate.value:.1f}{ends}"


def level_rows(record: RhetoricRecord) -> list[list[str | Cell]]:
    """A row for each incentive: the levels with their intervals, and n."""
    return [
        [
            incentive,
            f"{share_words(levels.facts_stated)}, n = {levels.facts_stated.n}",
            share_words(levels.caveats_omitted),
            share_words(levels.unsupported),
            number_words(levels.appeals_per_100),
        ]
        for incentive, levels in record.incentives.items()
    ]
