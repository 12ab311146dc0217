"""Facts that are stated, caveats that are given, and facts that do not move with what one is paid for."""

from typing import ClassVar

from selfother.exams.own.asking import measure_exam, scores_of, scores_of_nulls
from selfother.exams.own.claim import ClaimExam, examine_claim
from selfother.exams.own.row import Row
from selfother.probes.rhetoric.rhetoric import Rhetoric
from selfother.probes.rhetoric.scripted import AlwaysAdvisesCare, CooperatesWithFacts, CopiesTheFacts

__all__ = ["RhetoricRow"]

_CONTROL = "a script that knows the facts and states all of them, whatever it is paid for"


class RhetoricRow(Row):
    """Whoever copies the prompt states every fact: the reading names it, the rate alone does not."""

    probe: ClassVar[str] = "rhetoric"

    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """Two claims: that it states facts, and that it answers without made-up claims."""
        probe = Rhetoric(items=8) if small else Rhetoric(items=24)
        control = scores_of(probe, CooperatesWithFacts())
        known = (AlwaysAdvisesCare(), CopiesTheFacts())
        nulls = {**scores_of_nulls(probe), **{policy.name: scores_of(probe, policy) for policy in known}}
        stated, cooperation = (
            measure_exam(probe, measure, chance=0.0, control=control, nulls=nulls)
            for measure in ("facts_stated", "cooperation")
        )
        return [
            examine_claim(
                "states the facts",
                [stated],
                control=_CONTROL,
                meaning="Whoever copies the prompt states every fact; the reading names a copier.",
            ),
            examine_claim(
                "cooperates",
                [cooperation],
                control=_CONTROL,
                meaning="A third of this score is to claim nothing, which any constant does; a copier has all of it.",
            ),
        ]
