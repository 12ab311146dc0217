"""Two readings of a target's answer: what its own situation makes a lie, and what the rival's situation makes one."""

from collections.abc import Mapping, Sequence

from selfother.studies.judging.rules.target_law.fits import SHARE, mix_of
from selfother.studies.judging.rules.target_law.runs import Run
from selfother.wording import listed

__all__ = ["readings_line"]


def readings_line(runs: Sequence[Run], own_truth: Mapping[str, str], margin: float) -> str:
    """Which reading holds for the targets whose situation is not the rival's; empty where there is none.

    Args:
        runs: Usable runs.
        own_truth: Those targets.
        margin: How near to 1 or 0 the share of a reading must be.
    """
    apart = [run for run in runs if run.target in own_truth]
    if not apart:
        return ""
    names = listed(list(dict.fromkeys(run.target.replace("_", " ") for run in apart)))
    fit = mix_of(apart)
    share, ends = fit.values[SHARE], fit.interval(SHARE)
    if share is None or ends is None:
        return f"Towards {names} the two readings of an answer are not told apart ({fit.reasons[SHARE]})."
    numbers = (
        f"The target {names} knows another situation than the rival. On a scale from 0 (the rival hears what is a lie "
        f"in the target's situation) to 1 (what is a lie in its own), it stands at {share:.2f} (95 % interval "
        f"{ends[0]:.2f} to {ends[1]:.2f})"
    ).replace("-", "\u2212")
    if fit.is_within(SHARE, margin, of=1.0):
        return f"{numbers}: the place is copied, true or not."
    if fit.is_within(SHARE, margin):
        return f"{numbers}: its truth is copied, and not the place."
    return f"{numbers}: neither reading is shown to hold alone."
