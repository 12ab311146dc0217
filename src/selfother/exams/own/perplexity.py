"""Perplexity on neutral passages."""

from typing import ClassVar

from selfother.exams.own.row import NotExamined

__all__ = ["PerplexityRow"]


class PerplexityRow(NotExamined):
    """Perplexity: no claim of empathy."""

    probe: ClassVar[str] = "perplexity"
    not_examined: ClassVar[str] = "It says how well a model predicts neutral text: a cost of a change, no empathy."
