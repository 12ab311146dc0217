"""The dose of a change."""

from typing import ClassVar

from selfother.exams.own.row import NotExamined

__all__ = ["DoseRow"]


class DoseRow(NotExamined):
    """Dose: no claim of empathy."""

    probe: ClassVar[str] = "dose"
    not_examined: ClassVar[str] = (
        "It says how much a model was changed (divergence, norm of the weights), not what it became. "
        "No value of it is good or bad."
    )
