"""How blocks stand next to each other: figures as small multiples with one legend, maps behind switches."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from selfother.records.blocks import (
    Answers,
    Block,
    Cell,
    Diagram,
    Facts,
    Fold,
    Forest,
    Heatmap,
    Plot,
    Section,
    Table,
    Text,
)
from selfother.report.clip import folded
from selfother.report.figures.canvas import Figure
from selfother.report.figures.diagram import diagram_figure
from selfother.report.figures.forest import axis_name, forest_figure, forest_tracks
from selfother.report.figures.heatmap import HeatFigure, heat_figure
from selfother.report.figures.marks import Mark
from selfother.report.figures.plot import plot_figure
from selfother.report.numbers import forest_table, plot_table, prints_numbers
from selfother.report.page import Page
from selfother.report.text import are_numbers
from selfother.report.views import (
    AnswersView,
    DiagramView,
    Entry,
    FiguresView,
    FoldView,
    ForestView,
    MapsView,
    PlainView,
    Sample,
    SectionView,
    TableView,
    View,
)

__all__ = ["anchors", "section_views"]

_WORDY = 48
"""A cell with more characters than this makes a table of words, whose rows stand under each other on a phone."""
_FEW_COLUMNS = 3
"""Beside so few columns a track is wide."""


def section_views(page: Page, marks: Mapping[str, Mark]) -> list[SectionView]:
    """What a page's sections look like."""
    roles = {arm.name: arm.role for arm in page.marks}
    return [
        SectionView(anchor, section.title, section.note, _Layout(marks, roles, anchor).views(section.blocks))
        for anchor, section in zip(anchors(page.sections), page.sections, strict=True)
    ]


def anchors(sections: Sequence[Section]) -> list[str]:
    """A name for links for each section, unique on the page."""
    given: list[str] = []
    for section in sections:
        key = re.sub(r"[^a-z0-9]+", "-", section.key.lower()).strip("-") or "section"
        taken = {*given, "main", "tip", "summary"}
        given.append(next(name for name in _numbered(key) if name not in taken))
    return given


def _numbered(key: str) -> Iterable[str]:
    yield key
    yield from (f"{key}-{number}" for number in itertools.count(2))


class _Layout:
    """Turns the blocks of one section into views; counts its maps, so that each has a name."""

    def __init__(self, marks: Mapping[str, Mark], roles: Mapping[str, str], anchor: str) -> None:
        self._marks, self._roles, self._anchor = marks, roles, anchor
        self._maps = itertools.count(1)

    def views(self, blocks: Sequence[Block]) -> list[View]:
        """The views of neighbouring blocks; those of one company stand in one view."""
        views: list[View] = []
        for company, group in itertools.groupby(blocks, key=_company):
            members = list(group)
            views += self._together(company, members) if company else [self._drawn(block) for block in members]
        return views

    def _drawn(self, block: Block) -> View:
        try:
            return self._alone(block)
        except (ArithmeticError, ValueError):
            return _undrawn(block)

    def _together(self, company: str, blocks: Sequence[Block]) -> list[View]:
        maps: list[HeatFigure] = []
        drawn: list[tuple[Plot | Forest, Figure]] = []
        undrawn: list[View] = []
        for block in blocks:
            try:
                if isinstance(block, Heatmap):
                    maps.append(heat_figure(block, f"{self._anchor}-map-{next(self._maps)}"))
                elif isinstance(block, Plot):
                    drawn.append((block, plot_figure(block, self._marks)))
                elif isinstance(block, Forest):
                    drawn.append((block, forest_figure(block, self._marks)))
            except (ArithmeticError, ValueError):
                undrawn.append(_undrawn(block))
        if company.startswith("maps"):
            return [*([MapsView(maps, is_switched=company != "maps" and len(maps) > 1)] if maps else []), *undrawn]
        return [*self._figures(company, drawn), *undrawn]

    def _figures(self, company: str, drawn: Sequence[tuple[Plot | Forest, Figure]]) -> list[View]:
        if not drawn:
            return []
        folds = [
            (block.title, _table(plot_table(block) if isinstance(block, Plot) else forest_table(block)))
            for block, _ in drawn
            if block.numbers == "printed"
        ]
        legend = self._legend(drawn, is_small=company == "small")
        return [FiguresView([figure for _, figure in drawn], legend, folds, is_small=company == "small")]

    def _legend(self, drawn: Sequence[tuple[Plot | Forest, Figure]], *, is_small: bool) -> list[Entry]:
        names = {name for _, figure in drawn for name in figure.unnamed if name != figure.title}
        if is_small and all(len(set(figure.unnamed)) < 2 for _, figure in drawn):
            return []  # each is one arm's, and says so
        curves = [curve for block, _ in drawn if isinstance(block, Plot) for curve in block.curves]
        pointed = {curve.mark or curve.name for curve in curves if curve.style != "line"}
        lined = {curve.mark or curve.name for curve in curves} - pointed
        return [
            Entry(name, self._roles.get(name, ""), mark, name in lined)
            for name, mark in self._marks.items()
            if name in names
        ]

    def _alone(self, block: Block) -> View:
        match block:
            case Text():
                return PlainView(block, "text")
            case Facts():
                return PlainView(block, "facts")
            case Table():
                return _table(block)
            case Forest():
                return self._forest(block)
            case Answers():
                samples = [
                    Sample(answer.heading, *folded(answer.prompt), *folded(answer.answer), answer.verdict)
                    for answer in block.answers
                ]
                return AnswersView(block, samples)
            case Diagram():
                return DiagramView(diagram_figure(block, self._marks))
            case Fold():
                return FoldView(block, self.views(block.blocks))
            case _:
                raise TypeError(f"{type(block).__name__} stands with others of its kind")

    def _forest(self, block: Forest) -> ForestView:
        axis, tracks = forest_tracks(block, self._marks)
        count = len(block.columns)
        cells = [_cells([*row.cells, *[""] * count][:count]) for row in block.rows]
        return ForestView(
            block=block,
            axis=axis,
            tracks=tracks,
            cells=cells,
            sentences=_cells([row.sentence for row in block.rows]),
            numeric=[are_numbers(row[index].text for row in cells) for index in range(count)],
            has_numbers=prints_numbers(block),
            measure=axis_name(block),
            is_wide=count <= _FEW_COLUMNS and not any(_is_wordy(cell) for row in cells for cell in row),
        )


def _undrawn(block: Block) -> PlainView:
    """What stands in place of a figure of numbers that no axis holds: 1e308 - -1e308 is no number."""
    title = getattr(block, "title", "")
    sentence = f"The figure “{title}” cannot be drawn: its numbers are too large or too far apart for an axis."
    return PlainView(Text(role="note", paragraphs=[f"{sentence} They stand in the JSON file."]), "text")


def _company(block: Block) -> str:
    """Which neighbours a block stands together with; empty: it stands alone."""
    match block:
        case Heatmap():
            return f"maps {'|'.join(block.switches)}" if block.switches else "maps"
        case Plot():
            return "small" if block.is_square else "figures"
        case Forest() if block.is_small:
            return "figures"
        case _:
            return ""


def _table(block: Table) -> TableView:
    width = max([len(block.columns), *(len(row) for row in block.rows)])
    rows = [_cells([*row, *[""] * (width - len(row))]) for row in block.rows]
    columns = [*block.columns, *[""] * (width - len(block.columns))]
    numeric = [index > 0 and are_numbers(row[index].text for row in rows) for index in range(width)]
    is_wordy = any(cell.tone or cell.detail or _is_wordy(cell) for row in rows for cell in row[1:])
    return TableView(block, rows, columns, numeric, is_wordy)


def _is_wordy(cell: Cell) -> bool:
    return max(len(cell.text), len(cell.detail)) > _WORDY


def _cells(values: Iterable[str | Cell]) -> list[Cell]:
    return [value if isinstance(value, Cell) else Cell(text=value) for value in values]
