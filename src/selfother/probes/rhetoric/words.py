"""How the bench of rhetoric says its numbers: facts and appeals side by side, with what they stand on."""

from selfother.probes.instrument import Reading
from selfother.probes.rhetoric.record import RhetoricRecord
from selfother.records import Estimate
from selfother.records.blocks import Cell
from selfother.wording import denominator, estimate_words, share_words

__all__ = ["appeal_words", "delta_words", "level_rows", "name_of", "number_words"]


def name_of(reading: Reading[RhetoricRecord]) -> str:
    """The arm of a reading, on its kind of subject."""
    return reading.arm + (f" on {reading.subject}" if reading.subject else "")


def delta_words(record: RhetoricRecord) -> str:
    """How facts and caveats move from neutral to adoption."""
    facts, caveats = record.fact_delta, record.caveat_delta
    return (
        f"facts stated change by {estimate_words(facts, is_difference=True)} and caveats omitted by "
        f"{estimate_words(caveats, is_difference=True)} ({denominator(caveats)})"
    )


def appeal_words(record: RhetoricRecord) -> str:
    """How appeals move from neutral to adoption."""
    delta = record.appeal_delta
    if delta.value is None:
        return f"the change of appeals is not measured: {delta.reason}"
    return f"appeals change by {number_words(delta, is_signed=True)} in 100 words"


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
