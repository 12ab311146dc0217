"""Beliefs told from facts: the twin by which a copier is found out."""

from typing import ClassVar

from selfother.exams.own.asking import measure_exam, scores_of_control
from selfother.exams.own.claim import ClaimExam, MeasureExam, examine_claim
from selfother.exams.own.row import Row
from selfother.probes.honesty.belief_and_fact import BeliefAndFact

__all__ = ["BeliefAndFactRow", "beliefs_and_facts"]


def beliefs_and_facts(*, small: bool) -> MeasureExam:
    """Texts of which both belief and fact are named right, which other rows read beside their own measure.

    Args:
        small: At the size of the contract test.
    """
    probe = BeliefAndFact(items=6 if small else 64)
    control = scores_of_control(probe, "tells them apart", lambda facts: str(facts["truth"]))
    return measure_exam(probe, "both", chance=0.25, control=control)


class BeliefAndFactRow(Row):
    """A rule that does not read the question has one of two answers wrong."""

    probe: ClassVar[str] = "belief_and_fact"

    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """One claim."""
        return [
            examine_claim(
                "tells what somebody believes from what is so",
                [beliefs_and_facts(small=small)],
                control="a script that answers each question from what it is about",
                meaning="No null has both answers to one text right more often than a coin.",
            )
        ]
