"""Signs: the same arm or type has one colour and shape in every block of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfother.records.blocks import Answers, Block, Cell, Diagram, Fold, Forest, Plot, Table
from selfother.report.page import Marked, Page

__all__ = ["Mark", "marks_of", "signs"]

_COLOURS = 8
_SHAPES = (
    "M-4.6,0a4.6,4.6 0 1,0 9.2,0a4.6,4.6 0 1,0-9.2,0Z",
    "M-4.2,-4.2H4.2V4.2H-4.2Z",
    "M0,-5.4L5.2,4.2H-5.2Z",
    "M0,-5.8L5.8,0L0,5.8L-5.8,0Z",
    "M0,5.4L5.2,-4.2H-5.2Z",
    "M-1.7,-5.2H1.7V-1.7H5.2V1.7H1.7V5.2H-1.7V1.7H-5.2V-1.7H-1.7Z",
    "M0,-5.4L5.1,-1.7L3.2,4.4H-3.2L-5.1,-1.7Z",
    "M0,-6L1.5,-2.1L5.7,-1.9L2.4,0.8L3.5,4.9L0,2.5L-3.5,4.9L-2.4,0.8L-5.7,-1.9L-1.5,-2.1Z",
)


@dataclass(frozen=True)
class Mark:
    """How an arm is drawn everywhere on a page: treatments filled, baselines and controls hollow."""

    colour: int
    shape: str
    is_filled: bool


def marks_of(page: Page) -> dict[str, Mark]:
    """The sign of every arm of a page: those that the page names first, then in the order of the blocks."""
    names = (name for section in page.sections for block in section.blocks for name in _names(block))
    return signs(page.marks, names)


def signs(marked: Sequence[Marked], names: Iterable[str] = ()) -> dict[str, Mark]:
    """A sign for every name; the first eight differ in colour and shape, the next in their pairing.

    Args:
        marked: Names with their roles, in order.
        names: Further names; their signs are filled.
    """
    filled = {arm.name: arm.is_filled for arm in marked}
    order = dict.fromkeys([*filled, *(name for name in names if name)])
    return {
        name: Mark(
            colour=index % _COLOURS,
            shape=_SHAPES[(index + index // _COLOURS) % len(_SHAPES)],
            is_filled=filled.get(name, True),
        )
        for index, name in enumerate(order)
    }


def _names(block: Block) -> Iterable[str]:
    match block:
        case Table():
            yield from (cell.mark for row in block.rows for cell in row if isinstance(cell, Cell))
        case Plot():
            yield from (curve.mark or curve.name for curve in block.curves if curve.tone is None)
        case Forest():
            for row in block.rows:
                yield row.mark
                yield from (drawn.mark for drawn in row.drawn)
                cells = [cell for cell in (*row.cells, row.sentence) if isinstance(cell, Cell)]
                yield from (cell.mark for cell in cells)
        case Answers():
            yield block.mark
        case Diagram():
            yield from (box.mark for box in block.boxes)
        case Fold():
            for inner in block.blocks:
                yield from _names(inner)
        case _:
            return
