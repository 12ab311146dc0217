"""What a mistaken person believes."""

from typing import ClassVar

from selfother.exams.own.asking import measure_exam, scores_of_control
from selfother.exams.own.belief_and_fact import beliefs_and_facts
from selfother.exams.own.claim import ClaimExam, examine_claim
from selfother.exams.own.row import Row
from selfother.probes.honesty.perspective import Perspective

__all__ = ["PerspectiveRow"]

_CONTROL = "a script that answers from what the person believes"


class PerspectiveRow(Row):
    """The believed place stands last in the text, so whoever names what stands last passes."""

    probe: ClassVar[str] = "perspective"

    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """The claim alone, and beside beliefs told from facts."""
        probe = Perspective(items=6 if small else 64)
        control = scores_of_control(probe, "knows beliefs", lambda facts: str(facts["truth"]))
        beliefs = measure_exam(probe, "true", chance=0.5, control=control)
        return [
            examine_claim(
                "knows where a mistaken person looks",
                [beliefs],
                control=_CONTROL,
                meaning="The believed place stands last in the text and is named most often: repeating it is enough.",
            ),
            examine_claim(
                "knows where a mistaken person looks, and tells beliefs from facts",
                [beliefs, beliefs_and_facts(small=small)],
                control=_CONTROL,
                meaning="No null has both.",
            ),
        ]
