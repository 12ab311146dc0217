"""Reads a graph from a text file with one edge a line."""

from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from selfother.errors import BadArgument

__all__ = ["read_edge_list"]


def read_edge_list(path: Path) -> "nx.Graph[int]":
    """Return the graph of a file whose lines are two names, separated by blanks, tabs or a comma.

    Empty lines and lines that start with # are skipped. Nodes are numbered in the order in which they appear, and keep
    their name as the attribute `name`. An edge that stands there twice, or from both its ends, is one edge.

    Raises:
        BadArgument: The file is not text, has no edge, or has a line that is not two names.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise BadArgument(f"{path} is not a text file. Give an edge list: two names a line.") from error
    number: dict[str, int] = {}
    edges: list[tuple[int, int]] = []
    for at, line in enumerate(lines, start=1):
        names = line.replace(",", " ").split()
        if not names or names[0].startswith("#"):
            continue
        if len(names) != 2:
            raise BadArgument(
                f"{path}, line {at}: an edge is two names; got {len(names)} ({line.strip()[:40]!r}). "
                "Weights and other columns are not supported: leave them out."
            )
        first, second = (number.setdefault(name, len(number)) for name in names)
        edges.append((first, second))
    if not edges:
        raise BadArgument(f"{path} has no edge. Write two names a line, e.g. 'ann bob'.")
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from((i, {"name": name}) for name, i in number.items())
    graph.add_edges_from(edges)
    return graph
