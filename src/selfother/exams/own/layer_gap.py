"""Distances of every layer."""

from typing import ClassVar

from selfother.exams.own.row import NotExamined

__all__ = ["LayerGapRow"]


class LayerGapRow(NotExamined):
    """Self-other gap of every layer: no value of it is good or bad."""

    probe: ClassVar[str] = "layer_gap"
    not_examined: ClassVar[str] = (
        "It says at which depth two prompts are represented apart, to choose a layer by. It calls no distance good; "
        "what a small one shows is examined in the row of `self_other_gap`."
    )
