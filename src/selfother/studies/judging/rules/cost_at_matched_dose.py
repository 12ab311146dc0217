"""The rule of studies that ask what a treatment costs: against shams that change the model as much.

A cost is the loss on the primary measure, by the better direction that its probe states: the sham's level minus the
treatment's where higher is better, the other way round where lower is. "Costs more" asks that the whole 95 % interval
lies above the margin, "costs no more" that it ends at the margin or below it, against every sham that counts.

**Doses.** A sham shows that a treatment costs more if it had at least half of the treatment's dose: one that costs less
at a larger dose shows it all the more. A sham shows that a treatment costs no more if it had at most twice the dose.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from selfother.errors import BadStudy
from selfother.records import Estimate
from selfother.studies.judging.rules.rule import Tone, Verdict, VerdictRule
from selfother.wording import amount, capital, listed, points, points_interval

if TYPE_CHECKING:
    from selfother.studies.declaring.study import Contrasts
    from selfother.studies.judging.evidence import Evidence

__all__ = ["CostAtMatchedDose"]

Shown = Literal["costs more", "costs no more", "open", "not measured"]


class CostAtMatchedDose(VerdictRule):
    """Whether a treatment costs more on the primary measure than a sham that changes the model as much.

    The shams are `contrasts.controls.matched_shams`, and `controls.sham` where there are none. The study needs the
    probe `dose`. Search a rate that gives a sham the treatment's dose with `selfother search dose`.

    Attributes:
        margin: "Costs more" means more than this, in the unit of the measure; null: the study's `margin_points`, for
            measures that are shares.
        dose_ratio: Doses within this factor of one another are alike.
        most_unscored: Share of answers without a score above which no word is given.
    """

    words: ClassVar[dict[str, Tone]] = {
        "costs more than its sham": "bad",
        "costs no more than its sham": "good",
        "not resolved": "open",
        "not measured": "open",
    }
    plain: ClassVar[dict[str, str]] = {
        "costs more than its sham": "costs more than a sham that changes the model as much",
        "costs no more than its sham": "costs no more than a sham that changes the model as much",
        "not resolved": "left the question open",
        "not measured": "could not be judged",
    }
    margin: float | None = Field(default=None, gt=0)
    dose_ratio: float = Field(default=2.0, gt=1)
    most_unscored: float = Field(default=0.10, ge=0, lt=1)

    def check(self, declared: "Contrasts", probes: Sequence[str]) -> None:
        """Check that there is a sham, and a dose to match.

        Raises:
            BadStudy: The study has no sham, or no probe `dose`.
        """
        if not declared.controls.shams:
            raise BadStudy("cost_at_matched_dose compares with a sham, and none is declared. Add controls.sham.")
        if "dose" not in probes:
            raise BadStudy(f"cost_at_matched_dose needs doses; got the probes {', '.join(probes)}. Add the probe dose.")

    def judge(self, evidence: "Evidence") -> Verdict:
        """The verdict against every sham; one of a dose that is not alike shows nothing."""
        if evidence.direction() == "neither":
            reason = f"{capital(evidence.measure)} has no better direction, so nothing on it is a cost."
            return self.verdict("not measured", reason)
        margin = self._margin(evidence)
        if margin is None:
            reason = f"{capital(evidence.measure)} is no share: give the rule a margin in the measure's own unit."
            return self.verdict("not measured", reason)
        controls = evidence.declared.controls
        shams = controls.matched_shams or controls.shams
        shown = {sham: self._against(evidence, sham, margin) for sham in shams}
        sentences = " ".join(sentence for _, sentence in shown.values())
        asked = f"The margin is {_size(evidence, margin)}."
        return self.verdict(_word([stands for stands, _ in shown.values()]), f"{sentences} {asked}")

    def _margin(self, evidence: "Evidence") -> float | None:
        """The margin in the unit of the measure; None: none is given for a measure that is no share."""
        if self.margin is not None:
            return self.margin
        return evidence.declared.margin_points / 100 if evidence.is_share() else None

    def _against(self, evidence: "Evidence", sham: str, margin: float) -> tuple[Shown, str]:
        """What one sham shows, and the sentence about it."""
        benefit = evidence.benefit(sham)
        if benefit.value is None or benefit.low is None or benefit.high is None:
            return "not measured", f"Against {sham} nothing was measured ({benefit.reason or 'no interval'})."
        least, most = -benefit.high, -benefit.low
        sentence = f"It costs {_cost(evidence, benefit)} more than {sham}"
        unscored = [evidence.too_unscored(self.most_unscored, arm=arm) for arm in (evidence.arm, sham)]
        doses = evidence.doses(sham)
        if any(unscored):
            return "open", f"{sentence}, but {listed([words for words in unscored if words])}."
        if doses is None:
            return "open", f"{sentence}, but the dose of one of the two is not known."
        low, high = doses
        dose = amount(low) if low == high else f"{amount(low)} to {amount(high)}"
        sentence = f"{sentence}, which had {dose} of its dose"
        if least > margin:
            alike = low >= 1 / self.dose_ratio
            return ("costs more", f"{sentence}.") if alike else ("open", f"{sentence}: too little to compare with.")
        if most <= margin:
            alike = high <= self.dose_ratio
            return ("costs no more", f"{sentence}.") if alike else ("open", f"{sentence}: too much to compare with.")
        return "open", f"{sentence}: the margin lies inside the interval."


def _word(shown: Sequence[Shown]) -> str:
    """The word over all shams: the treatment must cost more than every one of them, or no more than every one."""
    if all(stands == "not measured" for stands in shown):
        return "not measured"
    if all(stands == "costs more" for stands in shown):
        return "costs more than its sham"
    if all(stands == "costs no more" for stands in shown):
        return "costs no more than its sham"
    return "not resolved"


def _cost(evidence: "Evidence", benefit: Estimate) -> str:
    """The cost in points, or in the unit of the measure, with its interval."""
    assert benefit.value is not None  # asked of measured benefits alone
    assert benefit.low is not None
    assert benefit.high is not None
    cost = benefit.model_copy(update={"value": -benefit.value, "low": -benefit.high, "high": -benefit.low})
    if evidence.is_share():
        return f"{points(-benefit.value)} ({points_interval(cost)})"
    return f"{amount(-benefit.value)} (95 % interval {amount(-benefit.high)} to {amount(-benefit.low)})"


def _size(evidence: "Evidence", margin: float) -> str:
    return f"{100 * margin:g} points" if evidence.is_share() else amount(margin)
