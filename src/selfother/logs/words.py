"""What can be said of one score of two logs, and why it cannot be said more strongly."""

from typing import Literal

from selfother.records import ScoreComparison
from selfother.rounding import decimals_apart
from selfother.wording import percent

__all__ = ["MOST_UNSCORED", "unscored_share", "worded"]

MOST_UNSCORED = 0.10
"""Share of pairs without a score, above which the scored ones alone carry no word."""
_EQUIVALENCE_P = 0.05


def worded(comparison: ScoreComparison, p_holm: float | None, level: float) -> ScoreComparison:
    """The comparison with its adjusted p, what can be said, and remarks on what cannot.

    Args:
        comparison: The comparison, with its remarks on the interval.
        p_holm: Adjusted for all comparisons.
        level: Of the intervals.
    """
    if comparison.word == "not measured":
        return comparison
    word: Literal["differs", "does not differ", "not resolved"] = "not resolved"
    remarks = [*comparison.remarks]
    is_smaller = comparison.equivalence and comparison.equivalence.p_value is not None
    if p_holm is not None and p_holm < 1.0 - level:
        why_not = _not_different(comparison)
        word = "not resolved" if why_not else "differs"
    elif is_smaller and comparison.equivalence and (comparison.equivalence.p_value or 0.0) < _EQUIVALENCE_P:
        why_not = _not_equal(comparison, comparison.equivalence.margin)
        word = "not resolved" if why_not else "does not differ"
    else:
        why_not = _unscored_remark(comparison)
    skewed = _skewed_remark(comparison)
    remarks += [remark for remark in (why_not, skewed) if remark and remark not in remarks]
    return comparison.model_copy(update={"word": word, "p_holm": p_holm, "remarks": remarks})


def unscored_share(comparison: ScoreComparison) -> float:
    """The share of pairs that one log did not score."""
    gap = comparison.difference
    return gap.n_unscored / (gap.n + gap.n_unscored)


def _not_different(comparison: ScoreComparison) -> str:
    """The reason why a small p alone does not say that the means differ; empty: it does."""
    gap = comparison.difference
    if gap.low is not None and gap.high is not None and gap.low <= 0.0 <= gap.high:
        why = "so few clusters leave room for rare ones that even it out (--interval t does not look for these)"
        return "p is small, but the interval holds 0" + (f": {why}" if "t over" not in gap.method else "")
    if unscored_share(comparison) <= MOST_UNSCORED:
        return ""
    if comparison.worst_case is None:
        return f"{_unscored_remark(comparison)}; without a range of the scores nothing bounds them (--range)"
    (low, high), value = comparison.worst_case, gap.value or 0.0
    below, above = (0.0 if end is None else abs(end - value) for end in (gap.low, gap.high))  # chance comes on top
    return "" if low > below or high < -above else _unscored_remark(comparison)


def _not_equal(comparison: ScoreComparison, margin: float) -> str:
    """The reason why a test of equivalence alone does not show a small difference; empty: it does."""
    if unscored_share(comparison) > MOST_UNSCORED:
        return _unscored_remark(comparison)
    if comparison.worst_case is not None and max(map(abs, comparison.worst_case)) > margin:
        return f"the unscored pairs could lift the difference above the margin: {_bounds_words(comparison)}"
    if comparison.skewness is not None:
        return "the scored pairs alone would be within the margin, by a t interval that such skewed differences break"
    return ""


def _unscored_remark(comparison: ScoreComparison) -> str:
    share = unscored_share(comparison)
    if share <= MOST_UNSCORED:
        return ""
    gap = comparison.difference
    remark = f"{gap.n_unscored:,} of {gap.n + gap.n_unscored:,} pairs are unscored, more than {percent(MOST_UNSCORED)}"
    return f"{remark}: {_bounds_words(comparison)}" if comparison.worst_case else remark


def _bounds_words(comparison: ScoreComparison) -> str:
    low, high = comparison.worst_case or (0.0, 0.0)
    places = decimals_apart((low, high), (0.0,), at_least=2)
    return f"over all pairs it is between {low:.{places}f} and {high:.{places}f}".replace("-", "−")


def _skewed_remark(comparison: ScoreComparison) -> str:
    if comparison.skewness is None:
        return ""
    return (
        f"the clusters' differences are skewed ({comparison.skewness:.1f}): of log-normal ones a t interval at 95 % "
        "covers 85 to 92 %, --interval bootstrap-t 90 to 93 %"
    ).replace("(-", "(−")
