"""A page: a head, and sections of blocks. `html` and `markdown` draw it, and know nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from selfother.records.blocks import Section

__all__ = ["Marked", "Page"]


@dataclass(frozen=True)
class Marked:
    """An arm or a type that has a sign of its own on a page.

    Attributes:
        name: As `mark` of a cell or a curve has it.
        role: A word beside it in the legend ("treatment"); empty for none.
        is_filled: Whether its sign is filled; baselines and controls are hollow.
    """

    name: str
    role: str = ""
    is_filled: bool = True


@dataclass(frozen=True)
class Page:
    """Everything that a reader sees, in order.

    Attributes:
        kicker: A line above the title: the command, the name of the run.
        question: A line under the title.
        badges: Short facts beside the title; the flag says that a reader must see it ("status: 3 cells are missing").
        lead: The result for a person with two minutes, in sentences without a symbol; then what else to know first.
        counts: A few facts with numbers under the lead.
        marks: Arms or types in the order of the page; marks that only occur in blocks come after them.
        footer: A last line, such as where the same numbers lie for machines.
    """

    title: str
    sections: Sequence[Section]
    kicker: str = "selfother report"
    question: str = ""
    badges: Sequence[tuple[str, bool]] = ()
    lead: Sequence[str] = ()
    counts: Sequence[tuple[str, str]] = ()
    marks: Sequence[Marked] = field(default_factory=tuple)
    footer: str = ""
