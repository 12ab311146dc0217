"""At which learning rate does a control change the model as much as the treatment does?

A sham at the treatment's rate may be at another dose, and a control at another dose shows nothing. The rate is found by
bisection of its logarithm. Task prompts are made of the tune words, so that nothing is chosen on what a report is made
from. Left out on purpose: matching by steps, which changes what is seen.
"""

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from selfother.errors import BadArgument
from selfother.interventions.intervention import Intervention
from selfother.probes.dose.dose import Dose
from selfother.records import DoseRecord, DoseTrial
from selfother.scenarios.located_object import Situation, situations_of
from selfother.searches.words import intervention_word

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Way", "match_dose", "measure_dose", "with_rate"]

Way = Literal["kl_neutral", "kl_task", "weight_norm"]
_LOWEST, _HIGHEST, _STEP = 1e-6, 3e-2, 4.0
_TRIALS = 14
_MOVES = 1.2
"""A dose that grows by less than this factor over sixteen times the rate does not move."""


class _TuneDose(Dose):
    """The dose on the tune words."""

    def _drawn(self) -> list[Situation]:
        return situations_of(self.families, count=self.items, split="tune", seed=2)


def measure_dose(intervention: Intervention, model: "LanguageModel", *, way: Way, seed: int = 0) -> float:
    """Apply an intervention and return how far its product is from the model, by one of the ways of the dose probe.

    Returns:
        Nats (`kl_neutral`, `kl_task`), or the Frobenius norm of the weight change; not finite where training diverged.
    """
    result = _TuneDose().run(intervention.apply(model, seed=seed), model)
    if way == "weight_norm":
        return result.estimates[way].value or 0.0
    values = [item.value for item in result.items if item.measure == way and item.value is not None]
    return sum(values) / len(values)


def match_dose(
    control: Intervention,
    model: "LanguageModel",
    target: Intervention | float,
    *,
    way: Way = "kl_neutral",
    tolerance: float = 0.1,
    seed: int = 0,
    known: Iterable[DoseTrial] = (),
    on_trial: Callable[[DoseTrial], None] | None = None,
) -> DoseRecord:
    """Find the learning rate at which a control reaches a dose.

    Args:
        control: An intervention with a schedule; only its learning rate is changed.
        model: What both start from.
        target: The treatment whose dose is wanted, or the dose itself.
        way: How dose is measured.
        tolerance: Relative; .1 ends the search within 10 % of the target.
        seed: Training seed of every trial.
        known: Trials of the same search that ended before; they are not made again.
        on_trial: Called with every other trial.

    Returns:
        Every trial, and the rate, or why there is none: the dose does not move with the rate, or the trials ran out.

    Raises:
        BadArgument: The control has no learning rate, or the dose wanted is not positive.
    """
    if getattr(control, "schedule", None) is None:
        raise BadArgument(f"{control.word} has no learning rate to match a dose by. Give one that trains.")
    wanted = measure_dose(target, model, way=way, seed=seed) if isinstance(target, Intervention) else float(target)
    if not (math.isfinite(wanted) and wanted > 0):
        raise BadArgument(f"the dose to match must be above 0; got {wanted:g}. Give a treatment that trains.")
    finished = {trial.learning_rate: trial for trial in known}
    trials: list[DoseTrial] = []

    def dose_at(rate: float) -> float:
        trial = finished.get(rate)
        if trial is None:
            dose = measure_dose(with_rate(control, rate), model, way=way, seed=seed)
            trial = DoseTrial(learning_rate=rate, dose=dose if math.isfinite(dose) else None)
            if on_trial is not None:
                on_trial(trial)
        trials.append(trial)
        return math.inf if trial.dose is None else trial.dose

    reason = _bisect(dose_at, trials, wanted, _rate_of(control), tolerance)
    nearest = min((trial for trial in trials if trial.dose), key=lambda trial: _apart(trial.dose, wanted), default=None)
    match = nearest if not reason else None
    return DoseRecord(
        control=intervention_word(control),
        way=way,
        target=wanted,
        trials=trials,
        learning_rate=match.learning_rate if match else None,
        dose=match.dose if match else None,
        word=intervention_word(with_rate(control, match.learning_rate)) if match else "",
        reason=f"{control.word}: {reason}" if reason else "",
    )


def with_rate(control: Intervention, rate: float) -> Intervention:
    """The same intervention at another learning rate."""
    schedule: Any = control.schedule  # type: ignore[attr-defined]  # checked by the caller
    return control.model_copy(update={"schedule": schedule.model_copy(update={"learning_rate": rate})})


def _rate_of(control: Any) -> float:
    return min(max(float(control.schedule.learning_rate), _LOWEST), _HIGHEST)


def _bisect(
    dose_at: Callable[[float], float], trials: list[DoseTrial], wanted: float, start: float, tolerance: float
) -> str:
    """Bracket the target, then halve the bracket; return why it was not reached, or nothing."""
    near = math.log1p(tolerance)
    low: float | None = None
    high: float | None = None
    rate = start
    while len(trials) < _TRIALS:
        dose = dose_at(rate)
        if _apart(dose, wanted) <= near:
            return ""
        if dose < wanted:
            low = rate
        else:
            high = rate
        if low is not None and high is not None:
            rate = math.sqrt(low * high)
        elif low is not None:
            if low >= _HIGHEST or _is_stuck(trials):
                return _stuck(trials, wanted)
            rate = min(rate * _STEP, _HIGHEST)
        else:
            if rate <= _LOWEST:
                return f"even at a rate of {rate:g} the dose is above {wanted:.3g}"
            rate = max(rate / _STEP, _LOWEST)
    return f"{_TRIALS} trials did not come within {100 * tolerance:g} % of a dose of {wanted:.3g}"


def _is_stuck(trials: list[DoseTrial]) -> bool:
    doses = [trial.dose for trial in trials[-3:] if trial.dose is not None]
    return len(doses) == 3 and doses[-1] < _MOVES * doses[0]


def _stuck(trials: list[DoseTrial], wanted: float) -> str:
    first, last = trials[0], trials[-1]
    return (
        f"the dose does not reach {wanted:.3g}: from a rate of {first.learning_rate:g} to {last.learning_rate:g} "
        f"it goes from {first.dose or 0:.3g} to {last.dose or 0:.3g}"
    )


def _apart(dose: float | None, wanted: float) -> float:
    """The distance of a dose from the wanted one, as the logarithm of their ratio."""
    return abs(math.log(dose / wanted)) if dose and math.isfinite(dose) else math.inf
