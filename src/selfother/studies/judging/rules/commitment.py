"""The rule of commitment studies: an arm is called what the commitment battery says of it, in every training run."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfother.errors import BadStudy
from selfother.studies.judging.rules.rule import Tone, Verdict, VerdictRule
from selfother.wording import capital, listed, plural

if TYPE_CHECKING:
    from selfother.studies.declaring.study import Contrasts
    from selfother.studies.judging.evidence import Evidence

__all__ = ["Commitment"]

_WORST_FIRST = ("no commitment", "too few answers", "not shown", "commitment")


class Commitment(VerdictRule):
    """Whether an arm is committed, as the commitment battery reads every one of its training runs.

    "Commitment" is said where every run shows it. One run that refutes it is enough for "no commitment", because a
    training that makes commitment by chance does not make it. Every arm gets a word, whatever its role.

    Attributes:
        probe: The name of the probe whose instrument is read.
    """

    words: ClassVar[dict[str, Tone]] = {
        "commitment": "good",
        "no commitment": "bad",
        "not shown": "open",
        "too few answers": "open",
        "not measured": "open",
    }
    plain: ClassVar[dict[str, str]] = {
        "commitment": "is committed, in every cell that was asked and every training run",
        "no commitment": "is not committed",
        "not shown": "is neither shown to be committed nor shown not to be",
        "too few answers": "gave too few answers to say",
        "not measured": "could not be judged",
    }
    probe: str = "value_commitment"

    def check(self, declared: "Contrasts", probes: Sequence[str]) -> None:
        """Check that the battery is asked.

        Raises:
            BadStudy: The study has no such probe.
        """
        if self.probe not in probes:
            given = ", ".join(probes) or "none"
            raise BadStudy(f"commitment reads the probe {self.probe}; got the probes {given}. Add {self.probe}.")

    def judge(self, evidence: "Evidence") -> Verdict:
        """The worst word over all runs; a run that is not finished leaves the arm without one."""
        readings, runs = evidence.readings(self.probe), evidence.runs(self.probe)
        if not runs:
            return self.verdict("not measured", f"The probe {self.probe} is not asked of this arm.")
        if len(readings) < runs:
            return self.verdict("not measured", f"{len(readings)} of {plural(runs, 'run')} were read so far.")
        words = Counter(str(reading.verdict) for reading in readings)
        word = min(words, key=_WORST_FIRST.index)
        counted = listed([f"“{name}” in {count}" for name, count in words.items()])
        reasons = next(list(reading.reasons) for reading in readings if reading.verdict == word)
        runs_in_words = f"{counted} of {plural(runs, 'run')}"
        looks = list(dict.fromkeys(reading.profile for reading in readings if reading.profile))
        looks_like = f" It looks like: {' or '.join(looks)}." if looks else ""
        return self.verdict(word, f"{capital(runs_in_words)}. {' '.join(reasons)}{looks_like}")

    def describe(self, evidence: "Evidence") -> Verdict:
        """The same for an arm that nothing is claimed for: the battery needs no control."""
        return self.judge(evidence)
