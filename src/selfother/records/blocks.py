"""What a page is made of: blocks in sections, as plain data. `report` draws them as HTML and as Markdown.

    Text      paragraphs, a note, a list, a command        Table     cells, some with a mark or a tinted word
    Plot      curves or points over a numeric axis         Forest    estimates in rows on one axis
    Heatmap   values over two axes                         Facts     names and values
    Answers   what a model was asked and said              Diagram   boxes and arrows
    Fold      blocks that a reader opens

A block holds numbers in the units of its axes and words, never pixels, colours or markup. Text is raw: renderers escape
it, shorten it, and show what a font would hide. Figures that stand next to each other are drawn as small multiples.
A `mark` is the name of an arm or of a type: the page draws the same sign for it in every block.
"""

from typing import Annotated, Literal

from pydantic import Field

from selfother.records.base import Record
from selfother.records.figure_blocks import Arrow, Box, Curve, Diagram, Drawn, Forest, ForestRow, Heatmap, Line, Plot
from selfother.records.text_blocks import Answer, Answers, Cell, Facts, Table, Text, Tone

__all__ = [
    "Answer",
    "Answers",
    "Arrow",
    "Block",
    "Box",
    "Cell",
    "Curve",
    "Diagram",
    "Drawn",
    "Facts",
    "Fold",
    "Forest",
    "ForestRow",
    "Heatmap",
    "Line",
    "Plot",
    "Section",
    "Table",
    "Text",
    "Tone",
]


class Fold(Record):
    """Blocks that a reader opens.

    Attributes:
        title: What is inside.
        detail: Smaller words beside it, such as how many.
    """

    block: Literal["fold"] = "fold"
    title: str
    detail: str = ""
    blocks: list["Block"]


Block = Annotated[
    Text | Table | Plot | Heatmap | Forest | Facts | Answers | Diagram | Fold, Field(discriminator="block")
]


class Section(Record):
    """A part of a page under its heading.

    Attributes:
        key: Names it in links: lower case, with hyphens. A page numbers those that have one key.
        note: How to read it, in a few sentences; empty: nothing has to be said.
    """

    key: str
    title: str
    note: str = ""
    blocks: list[Block]


Fold.model_rebuild()
