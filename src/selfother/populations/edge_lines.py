"""Edge lists: one edge a line, two names and what else stands there.

    ann bob                         blanks, tabs, commas or semicolons between; names with blanks in double quotes
    ann bob 2.5                     a weight: how often the two meet
    ann bob {'weight': 2.5}         what networkx.write_edgelist writes
    source,target,weight            a header of the words below, in a first line

A line that begins with `# ` is a comment. An edge list does not say of an edge which way it goes: it goes both.
"""

import ast
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from selfother.errors import BadArgument

__all__ = ["read_edge_lines"]

SOURCES = {"source", "from", "src", "node1", "node_1", "nodea", "node_a", "id1", "ego"}
TARGETS = {"target", "to", "dst", "dest", "node2", "node_2", "nodeb", "node_b", "id2", "alter"}
WEIGHTS = {"weight", "weights"}
DIVIDERS = ("\t", ";", ",")


@dataclass(frozen=True)
class Row:
    """A line as its cells."""

    line: int
    cells: list[str]


def read_edge_lines(text: str, called: str) -> "nx.Graph[str]":
    """Return the graph of an edge list.

    Args:
        text: The file's text.
        called: How errors name the file.

    Raises:
        BadArgument: A line that is no edge, lines of different columns, a name that may be a comment, an edge that
            stands there with two weights, or no edge at all.
    """
    rows = _rows(text, called)
    places, rows = _header(rows, called)
    if not rows:
        raise BadArgument(f"{called} has no edge. Write two names a line, e.g. 'ann bob'.")
    graph: nx.Graph[str] = nx.Graph()
    lines: dict[frozenset[str], int] = {}
    for row in rows:
        first, second, weight = _edge(row, places, called)
        pair = frozenset((first, second))
        if pair in lines and graph[first][second].get("weight", 1.0) != (1.0 if weight is None else weight):
            raise BadArgument(
                f"{called}, lines {lines[pair]} and {row.line}: {first!r} and {second!r} have two weights, as in a "
                "directed graph, and directed graphs are not supported. Give each pair one line."
            )
        lines.setdefault(pair, row.line)
        graph.add_edge(first, second, **({} if weight is None else {"weight": weight}))
    return graph


def _rows(text: str, called: str) -> list[Row]:
    """Split lines into cells, and leave comments out."""
    kept = []
    for at, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if not words or words == "#" or words.startswith(("# ", "#\t")):
            continue
        if words.startswith("#"):
            raise BadArgument(
                f"{called}, line {at}: {words[:40]!r} begins with #: a comment, or a name? Write a comment as "
                "'# words', and such a name in double quotes: '\"#sun\" rain'."
            )
        attributes = "" if not words.endswith("}") or "{" not in words else "{" + words.partition("{")[2]
        words = words.removesuffix(attributes).rstrip(" ,;\t") if attributes else words
        kept.append((at, words, attributes))
    everywhere = next((sign for sign in DIVIDERS if kept and all(sign in words for _, words, _ in kept)), None)
    return [
        Row(at, [*_cells(words, everywhere, f"{called}, line {at}"), *([attributes] if attributes else [])])
        for at, words, attributes in kept
    ]


def _cells(words: str, divider: str | None, called: str) -> list[str]:
    """Split a line at the sign that divides all of them, or at whatever divides this one."""
    sign = divider or next((sign for sign in DIVIDERS if sign in words), " ")
    try:
        cells = next(csv.reader([words], delimiter=sign, skipinitialspace=True, strict=True), [])
    except csv.Error as error:
        raise BadArgument(
            f"{called}: {words[:40]!r} has a quotation mark that does not end, or words behind it. Quote whole names."
        ) from error
    cells = [cell.strip() for cell in cells]
    return [cell for cell in cells if cell] if sign == " " else cells


def _header(rows: Sequence[Row], called: str) -> tuple[tuple[int, int, int | None], list[Row]]:
    """The places of the two names and the weight, and the lines without the header.

    Raises:
        BadArgument: Columns that no header names, lines of different columns, or a header that says a direction.
    """
    columns = {len(row.cells) for row in rows}
    if not rows:
        return (0, 1, None), []
    words = [cell.lower().replace(" ", "") for cell in rows[0].cells]
    source, target = (next((k for k, word in enumerate(words) if word in known), None) for known in (SOURCES, TARGETS))
    body = list(rows[1:])
    if source is not None and target is not None:
        weight = next((k for k, word in enumerate(words) if word in WEIGHTS), None)
        kind = words.index("type") if "type" in words else None
        for row in body:
            if len(row.cells) <= max(source, target, weight or 0, kind or 0):
                raise BadArgument(
                    f"{called}, line {row.line}: {len(row.cells)} cells, and the header has {len(words)}."
                )
            if kind is not None and row.cells[kind].lower() == "directed":
                raise BadArgument(
                    f"{called}, line {row.line} says that an edge is directed, and directed graphs are not supported. "
                    "Give a file of edges that go both ways (type Undirected)."
                )
        return (source, target, weight), body
    odd = next((row for row in rows if len(row.cells) not in (2, 3)), None)
    if odd is None and len(columns) == 1:
        return (0, 1, 2 if columns == {3} else None), list(rows)
    if odd is not None:
        raise BadArgument(
            f"{called}, line {odd.line}: an edge is two names, and perhaps a weight; got {len(odd.cells)} cells "
            f"({' '.join(odd.cells)[:40]!r}). Put names with blanks in double quotes, name more columns in a first "
            "line (source,target,weight), and give a list of neighbours the ending .adjlist."
        )
    raise BadArgument(
        f"{called}: some lines have 2 cells and some 3. Give every edge a weight or none; a list of neighbours has the "
        "ending .adjlist."
    )


def _edge(row: Row, places: tuple[int, int, int | None], called: str) -> tuple[str, str, float | None]:
    first, second = row.cells[places[0]], row.cells[places[1]]
    if not first or not second:
        raise BadArgument(f"{called}, line {row.line}: a name is empty. Write two names.")
    if places[2] is None:
        return first, second, None
    cell = row.cells[places[2]]
    weight = _attribute(cell) if cell.startswith("{") else _number(cell)
    if isinstance(weight, str):
        raise BadArgument(
            f"{called}, line {row.line}: the third cell is the weight, a number; got {cell[:40]!r}. Leave it out, put "
            "names with blanks in double quotes, or name the columns in a first line (source,target,weight)."
        )
    return first, second, weight


def _attribute(text: str) -> float | str | None:
    """Return the weight of an edge's attributes as networkx writes them; None without one."""
    try:
        attributes: Any = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    weight = attributes.get("weight") if isinstance(attributes, dict) else text
    return weight if weight is None or isinstance(weight, int | float) else text


def _number(said: str) -> float | str:
    try:
        return float(said)
    except ValueError:
        return said
