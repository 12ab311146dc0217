"""The rule of studies whose treatment must beat controls of its own: the same voice, the same thought, the same length.

"Better" asks that the whole 95 % interval of the benefit over every control lies above zero. A treatment that is not
above chance is not judged at all: differences between answers that cannot be read show nothing.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from selfother.errors import BadStudy
from selfother.studies.judging.rules.rule import Tone, Verdict, VerdictRule
from selfother.wording import amount, listed, percent, points, points_interval

if TYPE_CHECKING:
    from selfother.studies.declaring.study import Contrasts
    from selfother.studies.judging.evidence import Evidence

__all__ = ["BetterThanControls"]


class BetterThanControls(VerdictRule):
    """Whether a treatment does better on the primary measure than every control that is named for it.

    Attributes:
        chance: What a constant answer reaches on the measure; a treatment whose interval holds it cannot be read.
        against: Treatment -> the arms that it must beat; every treatment needs some.
        most_unscored: Share of answers without a score above which no word is given.
    """

    words: ClassVar[dict[str, Tone]] = {
        "better than its controls": "good",
        "not better than its controls": "bad",
        "not resolved": "open",
        "cannot be read": "open",
        "not measured": "open",
    }
    plain: ClassVar[dict[str, str]] = {
        "better than its controls": "did better than every control",
        "not better than its controls": "did worse than a control",
        "not resolved": "left the question open",
        "cannot be read": "is not shown to be above chance, so nothing can be read",
        "not measured": "could not be judged",
    }
    chance: float = 0.0
    against: dict[str, list[str]] = Field(default_factory=dict)
    most_unscored: float = Field(default=0.10, ge=0, lt=1)

    def check(self, declared: "Contrasts", probes: Sequence[str]) -> None:
        """Check that every treatment has a control.

        Raises:
            BadStudy: A treatment has none.
        """
        if missing := [arm for arm in declared.treatment if not self.against.get(arm)]:
            raise BadStudy(f"better_than_controls names no control of {listed(missing)}. Add it to `against`.")

    def judge(self, evidence: "Evidence") -> Verdict:
        """The verdict against every control of the treatment."""
        level = evidence.level()
        if level.value is None or level.low is None or level.high is None:
            return self.verdict("not measured", self.level_words(evidence))
        unscored = evidence.too_unscored(self.most_unscored)
        if unscored:
            return self.verdict("not measured", f"{unscored[0].upper()}{unscored[1:]}.")
        words = self.level_words(evidence)
        if level.low <= self.chance if evidence.direction() == "higher" else level.high >= self.chance:
            reason = (
                f"{words} A constant answer reaches {percent(self.chance)}, so nothing can be read from differences."
            )
            return self.verdict("cannot be read", reason)
        controls = self.against[evidence.arm]
        benefits = {control: evidence.benefit(control) for control in controls}
        sentences = [f"against {control} {_benefit(evidence, control)}" for control in controls]
        reason = f"{words} Benefit: {'; '.join(sentences)}."
        if any(benefit.low is None or benefit.high is None for benefit in benefits.values()):
            return self.verdict("not measured", reason)
        if all(benefit.low is not None and benefit.low > 0 for benefit in benefits.values()):
            return self.verdict("better than its controls", reason)
        if any(benefit.high is not None and benefit.high < 0 for benefit in benefits.values()):
            return self.verdict("not better than its controls", reason)
        return self.verdict("not resolved", reason)


def _benefit(evidence: "Evidence", control: str) -> str:
    benefit = evidence.benefit(control)
    if benefit.value is None:
        return f"not measured ({benefit.reason})"
    if evidence.is_share():
        return f"{points(benefit.value)} ({points_interval(benefit)})"
    return amount(benefit.value)
