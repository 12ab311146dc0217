"""Directions from other to self."""

from typing import ClassVar

from selfother.exams.own.row import NotExamined

__all__ = ["SelfOtherDirectionRow"]


class SelfOtherDirectionRow(NotExamined):
    """Self-other direction of every layer: no value of it is good or bad."""

    probe: ClassVar[str] = "self_other_direction"
    not_examined: ClassVar[str] = (
        "It says how far a direction from other to self is the same in every story, and how far a change turns it. "
        "It calls no value good, and a role word alone can make such a direction."
    )
