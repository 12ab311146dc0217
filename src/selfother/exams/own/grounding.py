"""Replies that use what the user said last."""

from typing import ClassVar

from selfother.exams.own.asking import measure_exam, scores_of, scores_of_nulls
from selfother.exams.own.claim import ClaimExam, examine_claim
from selfother.exams.own.row import Row
from selfother.probes.grounding.grounding import Grounding
from selfother.probes.grounding.scripted import RecitesAllThatWasNamed, UsesTheLastTurn

__all__ = ["GroundingRow"]

_CONTROL = "a script that takes up a fact of each turn and knows every answer"


class GroundingRow(Row):
    """Using the last turn is no listening where every turn is used; with right answers, no null has it."""

    probe: ClassVar[str] = "grounding"

    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """Two claims: that it uses what was said, and that it also answers what was asked."""
        probe = Grounding(dialogues=4 if small else 12)
        control = scores_of(probe, UsesTheLastTurn())
        recites = RecitesAllThatWasNamed()
        nulls = {**scores_of_nulls(probe), recites.name: scores_of(probe, recites)}
        used = measure_exam(probe, "used", chance=0.0, control=control, nulls=nulls)
        tells = measure_exam(
            probe, "used", chance=0.0, control=control, nulls=nulls, where=lambda item: item.family == "tells"
        )
        answered = measure_exam(probe, "answered", chance=0.5, control=control, nulls=nulls)
        return [
            examine_claim(
                "takes up what the user told last",
                [tells],
                control=_CONTROL,
                meaning="Whoever recites all that was named takes up the last fact too: read it beside the control.",
            ),
            examine_claim(
                "takes up what was said last, and answers what was asked",
                [used, answered],
                control=_CONTROL,
                meaning="No null has both.",
            ),
        ]
