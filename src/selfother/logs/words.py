"""What can be said of one score of two logs, and why it cannot be said more strongly."""

from typing import Literal

from selfother.records import ScoreComparison
from selfother.rounding import decimals_apart
from selfother.wording import percent

__all__ = ["MOST_UNSCORED", "unscored_share", "worded"]

MOST_UNSCORED = 0.10
"""Share of pairs without a score, above which the scored ones alone carry no word."""
_EQUIVALENCE_P = 0.05


def worded(found: ScoreComparison, p_holm: float | None, level: float) -> ScoreComparison:
    """Return the comparison with its adjusted p, what can be said, and remarks on what cannot.

    Args:
        found: The comparison, with its remarks on the interval.
        p_holm: Adjusted for all comparisons.
        level: Of the intervals.
    """
    if found.word == "not measured":
        return found
    word: Literal["differs", "does not differ", "not resolved"] = "not resolved"
    remarks = [*found.remarks]
    is_smaller = found.equivalence and found.equivalence.p_value is not None
    if p_holm is not None and p_holm < 1.0 - level:
        why_not = _not_different(found)
        word = "not resolved" if why_not else "differs"
    elif is_smaller and found.equivalence and (found.equivalence.p_value or 0.0) < _EQUIVALENCE_P:
        why_not = _not_equal(found, found.equivalence.margin)
        word = "not resolved" if why_not else "does not differ"
    else:
        why_not = _unscored_remark(found)
    skewed = _skewed_remark(found)
    remarks += [remark for remark in (why_not, skewed) if remark and remark not in remarks]
    return found.model_copy(update={"word": word, "p_holm": p_holm, "remarks": remarks})


def unscored_share(found: ScoreComparison) -> float:
    """Return the share of pairs that one log did not score."""
    gap = found.difference
    return gap.n_unscored / (gap.n + gap.n_unscored)


def _not_different(found: ScoreComparison) -> str:
    """Return why a small p alone does not say that the means differ; empty: it does."""
    gap = found.difference
    if gap.low is not None and gap.high is not None and gap.low <= 0.0 <= gap.high:
        why = "so few clusters leave room for rare ones that even it out (--interval t does not look for these)"
        return "p is small, but the interval holds 0" + (f": {why}" if "t over" not in gap.method else "")
    if unscored_share(found) <= MOST_UNSCORED:
        return ""
    if found.worst_case is None:
        return f"{_unscored_remark(found)}; without a range of the scores nothing bounds them (--range)"
    (low, high), value = found.worst_case, gap.value or 0.0
    below, above = (0.0 if end is None else abs(end - value) for end in (gap.low, gap.high))  # chance comes on top
    return "" if low > below or high < -above else _unscored_remark(found)


def _not_equal(found: ScoreComparison, margin: float) -> str:
    """Return why a test of equivalence alone does not say that the difference is small; empty: it does."""
    if unscored_share(found) > MOST_UNSCORED:
        return _unscored_remark(found)
    if found.worst_case is not None and max(map(abs, found.worst_case)) > margin:
        return f"the unscored pairs could lift the difference above the margin: {_bounds_words(found)}"
    if found.skewness is not None:
        return "the scored pairs alone would be within the margin, by a t interval that such skewed differences break"
    return ""


def _unscored_remark(found: ScoreComparison) -> str:
    share = unscored_share(found)
    if share <= MOST_UNSCORED:
        return ""
    gap = found.difference
    said = f"{gap.n_unscored:,} of {gap.n + gap.n_unscored:,} pairs are unscored, more than {percent(MOST_UNSCORED)}"
    return f"{said}: {_bounds_words(found)}" if found.worst_case else said


def _bounds_words(found: ScoreComparison) -> str:
    low, high = found.worst_case or (0.0, 0.0)
    places = decimals_apart((low, high), (0.0,), at_least=2)
    return f"over all pairs it is between {low:.{places}f} and {high:.{places}f}".replace("-", "−")


def _skewed_remark(found: ScoreComparison) -> str:
    if found.skewness is None:
        return ""
    return (
        f"the clusters' differences are skewed ({found.skewness:.1f}): of log-normal ones a t interval at 95 % covers "
        "85 to 92 %, --interval bootstrap-t 90 to 93 %"
    ).replace("(-", "(−")
