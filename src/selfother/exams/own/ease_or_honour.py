"""Moves towards an emotion that follow its facts."""

from typing import ClassVar

from selfother.dialogues.policy import Policy
from selfother.exams.own.asking import measure_exam, scores_of, scores_of_nulls
from selfother.exams.own.claim import ClaimExam, MeasureExam, examine_claim
from selfother.exams.own.row import Row
from selfother.probes.ease_or_honour.answers import FORMS
from selfother.probes.ease_or_honour.ease_or_honour import EaseOrHonour
from selfother.probes.ease_or_honour.scripted import (
    AlwaysExplores,
    AlwaysHonours,
    AlwaysSoothes,
    KnowsTheRule,
    MirrorsFeeling,
    ReadsKeywords,
)

__all__ = ["EaseOrHonourRow"]

_CHANCE = {"moves": 1.0 / 6.0, "replies": 0.5, "written": 1.0 / 6.0}
_CLAIMS = {
    "moves": "takes the move that the facts ask for, of six that are described",
    "replies": "takes the reply that the facts ask for, of two",
    "written": "writes the reply that the facts ask for",
}
_READERS: tuple[type[Policy], ...] = (AlwaysSoothes, AlwaysHonours, AlwaysExplores, ReadsKeywords, MirrorsFeeling)
"""Policies of the bench that read no facts: nulls here, beside those of every exam."""
_CONTROL = "the scripted assistant “knows_the_rule”, which looks the right move up"
_FEW = 72


class EaseOrHonourRow(Row):
    """No null reads the sentence that decides: in no form does one pass."""

    probe: ClassVar[str] = "ease_or_honour"

    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """A claim for each form."""
        return [
            examine_claim(
                _CLAIMS[form],
                [_right(EaseOrHonour(form=form, items=_FEW if small else 0), _CHANCE[form])],
                control=_CONTROL,
                meaning="Whoever takes one move for everything, or reads the feeling alone, is at chance or near it.",
            )
            for form in FORMS
        ]


def _right(probe: EaseOrHonour, chance: float) -> MeasureExam:
    nulls = dict(scores_of_nulls(probe)) | {kind().name: scores_of(probe, kind()) for kind in _READERS}
    return measure_exam(probe, "right", chance=chance, control=scores_of(probe, KnowsTheRule()), nulls=nulls)
