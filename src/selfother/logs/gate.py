"""What fails a build: a score that got worse, as shown, or that may have got worse.

    worse             a word of B's score: lower than A's; `lower` is the same, `higher` is for scores where more is bad
    worse:match       of one score, or of all scores of one scorer
    worse:match>2     by more than 2 points: hundredths of the score's range, units where it has none
    maybe-worse>5     fails unless it is shown not to be worse by more than 5 points

`worse` needs the word "differs" and an interval beyond the points, so "not resolved" and "not measured" pass.
`maybe-worse` is the strict form: both fail there, and so does a score of which more than 10 % of the pairs are
unscored.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selfother.errors import BadArgument, UnknownName
from selfother.logs.scored_log import is_of
from selfother.logs.words import MOST_UNSCORED, unscored_share
from selfother.records import ComparisonsRecord, GateFailure, ScoreComparison
from selfother.wording import percent

__all__ = ["Gate", "failures", "read_gate"]

_FORM = re.compile(r"(?P<maybe>maybe-)?(?P<word>worse|lower|higher|differs)(:(?P<score>.+?))?(>(?P<points>[0-9.]+))?")


@dataclass(frozen=True)
class Gate:
    """One condition under which a build fails.

    Attributes:
        text: As it was written.
        word: "lower", "higher" or "differs", of B beside A.
        is_strict: It also fails where nothing is shown.
        score: Scorer or score; empty: all.
        points: Hundredths of the range; None: 0, and where it is strict the margin of the equivalence test.
    """

    text: str
    word: str
    is_strict: bool
    score: str
    points: float | None


def read_gate(text: str) -> Gate:
    """Read a condition.

    Raises:
        BadArgument: It has another form.

    Example:
        >>> read_gate("maybe-worse:match>2")
        Gate(text='maybe-worse:match>2', word='lower', is_strict=True, score='match', points=2.0)
    """
    form = _FORM.fullmatch(text)
    try:
        points = float(form["points"]) if form and form["points"] else None
    except ValueError:
        form = None
    if form is None:
        raise BadArgument(
            f"cannot read --fail-if {text!r}. Write worse, lower, higher or differs, maybe- in front of it for the "
            "strict form, :SCORE and >POINTS behind it, in quotes: --fail-if 'worse:match>2'."
        )
    word = "lower" if form["word"] == "worse" else form["word"]
    return Gate(text, word, bool(form["maybe"]), form["score"] or "", points)


def failures(record: ComparisonsRecord, gates: Sequence[Gate]) -> list[GateFailure]:
    """Every score that fails a condition, with a sentence.

    Raises:
        BadArgument: A strict condition without points, on a score without a margin.
        UnknownName: A condition on a score that was not compared.
    """
    failed = []
    for gate in gates:
        names = {score.score for comparison in record.comparisons for score in comparison.scores}
        if gate.score and not any(is_of(name, gate.score) for name in names):
            raise UnknownName.among("score", gate.score, names, "the scores that were compared")
        for place, comparison in enumerate(record.comparisons):
            for score in comparison.scores:
                if gate.score and not is_of(score.score, gate.score):
                    continue
                if why := _fails(gate, score):
                    failed.append(
                        GateFailure(
                            condition=gate.text, comparison=place, score=score.score, group=score.group, why=why
                        )
                    )
    return failed


def _fails(gate: Gate, score: ScoreComparison) -> str:
    unit = (score.bounds[1] - score.bounds[0]) / 100 if score.bounds else 1.0
    low, high = score.difference.low, score.difference.high
    if gate.is_strict:
        return _not_shown(gate, score, unit)
    reach = (gate.points or 0.0) * unit
    if score.word != "differs":
        return ""
    if low is None or high is None:  # all clusters differ by the same
        low = high = score.difference.value or 0.0
    is_lower, is_higher = low > reach, high < -reach
    fails = {"lower": is_lower, "higher": is_higher, "differs": is_lower or is_higher}[gate.word]
    if not fails:
        return ""
    return f"B is {'lower' if is_lower else 'higher'} than A" + (f" by more than {reach:.4g}" if reach else "")


def _not_shown(gate: Gate, score: ScoreComparison, unit: float) -> str:
    """The reason why B is not shown to be within reach of A; empty: it is."""
    if score.word == "not measured":
        return f"nothing is shown: {score.difference.reason}"
    if gate.points is None and score.equivalence is None:
        raise BadArgument(
            f"--fail-if {gate.text!r} needs points for {score.score}, which has no range and no margin. "
            f"Write '{gate.text}>POINTS', or give --range or --margin."
        )
    reach = gate.points * unit if gate.points is not None else score.equivalence.margin if score.equivalence else 0.0
    share = unscored_share(score)
    if share > MOST_UNSCORED:
        return f"nothing is shown: {percent(share)} of the pairs are unscored"
    gap = score.difference
    if gap.low is None or gap.high is None:
        return f"nothing is shown: {gap.reason}"
    least, most = score.worst_case or (gap.low, gap.high)
    lower, higher = max(gap.high, most) > reach, min(gap.low, least) < -reach
    fails = {"lower": lower, "higher": higher, "differs": lower or higher}[gate.word]
    side = gate.word if gate.word != "differs" else "other"
    return f"it is not shown that B is {side} than A by no more than {reach:.4g}" if fails else ""
