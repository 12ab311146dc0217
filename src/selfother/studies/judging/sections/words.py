"""What several sections say alike: names of measures, and numbers with their intervals."""

from collections.abc import Sequence

from selfother.records import ArmRecord, Cell, Estimate, ReportRecord
from selfother.wording import percent, value_words

__all__ = ["measured_of", "named", "number_cell", "rate_words", "spaced", "sure_of"]

_RATES = {"deceptive": "deceptive answers", "true": "true answers"}
"""Measures whose name is no noun -> what their share is a share of."""


def measured_of(report: ReportRecord) -> str:
    """What the rates of the arms are rates of: the primary measure, as a noun."""
    path = str(report.plan.rules.get("measure", "")) if report.plan else ""
    measure = path.rpartition(".")[2]
    return _RATES.get(measure) or spaced(measure) or "the primary measure"


def spaced(name: str) -> str:
    """The name of a measure, a family or a rule without underscores."""
    return name.replace("_", " ")


def named(arm: str, arms: Sequence[ArmRecord], *, has_title: bool = False) -> Cell:
    """The name of an arm with its sign, and what it is in a sentence where there is room for it."""
    titles = {record.name: record.title for record in arms}
    return Cell(text=arm, mark=arm, detail=titles.get(arm, "") if has_title else "")


def number_cell(estimate: Estimate | None, *, unit: str, is_difference: bool) -> Cell:
    """A number over its interval; "not measured", or "no interval", where there is none.

    Args:
        estimate: None is not measured.
        unit: "share", or the unit in words.
        is_difference: It has a sign, and is in points where it is of shares.
    """
    if estimate is None or estimate.value is None:
        return Cell(text="not measured")
    words = value_words(estimate.value, estimate.low, estimate.high, is_share=unit == "share", is_signed=is_difference)
    text, _, ends = words.partition(" [")
    return Cell(text=text, detail=f"[{ends}{sure_of(estimate)}" if ends else "no interval")


def sure_of(estimate: Estimate) -> str:
    """The coverage of an interval, where it is not the usual one."""
    return "" if estimate.level == 0.95 else f" at {percent(estimate.level, 1)}"


def rate_words(estimate: Estimate) -> str:
    """A share with its interval; why it was not measured."""
    if estimate.value is None:
        return f"not measured: {estimate.reason}" if estimate.reason else "not measured"
    return value_words(estimate.value, estimate.low, estimate.high, is_share=True)
