"""A page as Markdown: the same blocks, to be read in a text editor or a pull request."""

import re
from collections.abc import Iterable, Sequence

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
from selfother.report.clip import clipped_page, folded
from selfother.report.numbers import forest_table, map_table, plot_table, some
from selfother.report.page import Page
from selfother.report.text import are_numbers, visible

__all__ = ["grid", "inline", "render_markdown"]

_SPECIAL = re.compile(r"[\\`*|~$]|(?<!\w)_|_(?!\w)|\](?=[(\[:])|\[(?=\^)|<(?=[A-Za-z/!?])")
_LINE_START = re.compile(r"^(?=>|(?:#{1,6}|[+-]|={3,}|-{3,})(?:\s|$))|^\d+(?=[.)](?:\s|$))")
_RUN_OF_TICKS = re.compile(r"`+")


def render_markdown(page: Page) -> str:
    """The page as Markdown; identical pages give identical text."""
    page = clipped_page(page)
    parts = [*_head(page), *(text for section in page.sections for text in _section(section))]
    if page.footer:
        parts.append(f"*{inline(page.footer)}*")
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(page: Page) -> Iterable[str]:
    yield f"# {inline(page.title)}"
    if page.question:
        yield f"*{inline(page.question)}*"
    yield " · ".join(inline(text) for text in (page.kicker, *(text for text, _ in page.badges)) if text)
    if page.lead or page.counts:
        yield "## In short"
        yield from (inline(sentence) for sentence in page.lead)
    if page.counts:
        yield " · ".join(f"{inline(label)}: {inline(value)}" for label, value in page.counts)


def _section(section: Section) -> Iterable[str]:
    yield f"## {inline(section.title)}"
    if section.note:
        yield inline(section.note)
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    match block:
        case Text():
            yield from _text(block)
        case Table():
            yield from _table(block, block.note)
        case Plot():
            yield from _plot(block)
        case Forest():
            yield from _forest(block)
        case Heatmap():
            yield from _heatmap(block)
        case Facts():
            yield _titled(block.title)
            if block.rows:
                yield grid(["name", "value"], [list(row) for row in block.rows])
        case Answers():
            yield from _answers(block)
        case Diagram():
            yield from _diagram(block)
        case Fold():
            yield _titled(f"{block.title} ({block.detail})" if block.detail else block.title)
            for inner in block.blocks:
                yield from _block(inner)


def _titled(title: str) -> str:
    return f"### {inline(title)}" if title else ""


def _text(block: Text) -> Iterable[str]:
    yield _titled(block.title)
    if block.role == "list":
        yield "\n".join(f"- {inline(paragraph)}" for paragraph in block.paragraphs)
    elif block.role == "command":
        yield from (_fenced(paragraph) for paragraph in block.paragraphs)
    else:
        yield from (inline(paragraph) for paragraph in block.paragraphs)


def _table(table: Table, note: str, *, what: str = "") -> Iterable[str]:
    yield _titled(table.title)
    if what:
        yield inline(what)
    width = max([len(table.columns), *(len(row) for row in table.rows)])
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    columns = list(table.columns) + [""] * (width - len(table.columns))
    numeric = [index > 0 and are_numbers(row[index] for row in rows) for index in range(width)]
    if width:
        yield grid(columns, rows, numeric=numeric)
    if note:
        yield inline(note)


def _cell(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return cell
    if not cell.text or not cell.detail:
        return cell.text or cell.detail
    if cell.detail[0] in "[(":
        return f"{cell.text} {cell.detail}"
    return f"{cell.text}. {cell.detail}" if cell.detail.endswith(".") else f"{cell.text} ({cell.detail})"


def _plot(plot: Plot) -> Iterable[str]:
    if plot.numbers == "beside":
        yield _titled(plot.title)
        yield inline(plot.note)
        return
    table = plot_table(plot)
    shown = some(table.rows)
    axes = [plot.y_label if plot.y_label not in (plot.title, *table.columns) else "", *_lines(plot)]
    if len(shown) < len(table.rows):
        axes.append(f"{len(shown)} of {len(table.rows)} rows; all of them are in the JSON file")
    yield from _table(
        table.model_copy(update={"rows": shown}), plot.note, what="; ".join(text for text in axes if text)
    )


def _lines(plot: Plot) -> Iterable[str]:
    yield from (f"line: {line.name}" for line in plot.lines if line.name)


def _forest(forest: Forest) -> Iterable[str]:
    what = "" if forest.measure in forest_table(forest).columns else forest.measure
    yield from _table(forest_table(forest), "", what=what)
    sentences = [f"- {inline(_sentence(row.sentence))}" for row in forest.rows if _sentence(row.sentence)]
    yield "\n".join(sentences)
    if forest.note:
        yield inline(forest.note)


def _sentence(sentence: str | Cell) -> str:
    if isinstance(sentence, str):
        return sentence
    return ": ".join(part for part in (sentence.text, sentence.detail) if part)


def _heatmap(block: Heatmap) -> Iterable[str]:
    chosen = ", ".join(f"{key}: {value}" for key, value in block.switches.items())
    what = "; ".join(part for part in (block.unit, chosen) if part)
    yield from _table(map_table(block), block.note, what=what)
    if block.lines:
        yield "\n".join(f"- line: {inline(line.name)}" for line in block.lines)


def _diagram(block: Diagram) -> Iterable[str]:
    yield _titled(block.title)
    boxes = [f"- {inline(f'{box.name}: {box.detail}' if box.detail else box.name)}" for box in block.boxes]
    arrows = [
        f"- {inline(arrow.start)} → {inline(arrow.end)}{f': {inline(arrow.word)}' if arrow.word else ''}"
        for arrow in block.arrows
    ]
    yield "\n".join(boxes)
    yield "\n".join(arrows)
    if block.note:
        yield inline(block.note)


def _answers(block: Answers) -> Iterable[str]:
    yield _titled(block.title)
    for answer in block.answers:
        verdict = f": {inline(answer.verdict)}" if answer.verdict else ""
        yield f"**{inline(answer.heading)}**{verdict}"
        yield f"asked\n\n{_fenced(*folded(answer.prompt))}"
        yield f"answered\n\n{_fenced(*folded(answer.answer))}"


def inline(text: str) -> str:
    """Text that Markdown prints as it stands, in one line."""
    line = " ".join(visible(text).split())
    line = _SPECIAL.sub(r"\\\g<0>", line.replace("&", "&amp;"))
    line = _LINE_START.sub(r"\g<0>\\", line)
    return line.replace("://", ":\\//").replace("www.", "www\\.")


def _fenced(shown: str, more: str = "") -> str:
    body = visible(shown)
    fence = "`" * max([3, *(len(run) + 1 for run in _RUN_OF_TICKS.findall(body))])
    rest = f"\n\n({len(more):,} more characters in the JSON file)" if more else ""
    return f"{fence}text\n{body}\n{fence}{rest}"


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: Sequence[bool] = ()) -> str:
    """A table; `numeric` says of each column whether it is aligned as numbers."""
    rule = ["---:" if index < len(numeric) and numeric[index] else "---" for index in range(len(columns))]
    lines = [[inline(cell) for cell in columns], rule, *([inline(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
