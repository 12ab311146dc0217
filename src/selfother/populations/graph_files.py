"""Files of graphs, read by their ending: what networkx writes, by networkx's own readers, and lists of edges.

| ending | format |
|---|---|
| `.txt` `.csv` `.tsv` `.edgelist` `.edges` `.ncol`, none | an edge a line (`edge_lines`) |
| `.adjlist` | a node and its neighbours a line; `.multiline_adjlist`: with weights |
| `.graphml` `.gml` `.gexf` | GraphML, GML, GEXF |
| `.net` `.pajek` `.paj` | Pajek |
| `.json` | node-link, adjacency or Cytoscape data |
| `.g6` `.s6` | graph6, sparse6 |

Each also behind `.gz` or `.bz2`. Text may be UTF-8, with or without a byte order mark, or UTF-16 with one. The edges'
attribute `weight` counts. A directed graph is refused unless each of its edges goes both ways with one weight.
"""

import bz2
import codecs
import gzip
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from selfother.errors import BadArgument
from selfother.populations.edge_lines import read_edge_lines

__all__ = ["ENDINGS", "read_graph_file"]

LIKE_WEIGHTS = ("value", "weights", "strength", "count")
"""Attributes that other programs write for weights; passed over in silence they would be lost."""


def read_graph_file(path: Path) -> "nx.Graph[int]":
    """Return the graph of a file, its nodes numbered in the order of the file; their names are the attribute `name`.

    Raises:
        BadArgument: An ending that is not known, a file that is not what its ending says, or a directed graph.
    """
    called = str(path)
    packed = {".gz": gzip.decompress, ".bz2": bz2.decompress}.get(path.suffix.lower())
    name = path.with_suffix("") if packed else path
    ending = name.suffix.lower()
    if ending not in ENDINGS:
        raise BadArgument(
            f"{called}: files of graphs end in {', '.join(word for word in ENDINGS if word)}; got {ending!r}. Write it "
            "with networkx, e.g. networkx.write_graphml(graph, 'graph.graphml')."
        )
    try:
        text = _text(path.read_bytes() if packed is None else packed(path.read_bytes()), called)
        _check_ending(text, ending, called)
        graph = ENDINGS[ending](text, called)
    except (nx.NetworkXException, LookupError, ValueError, TypeError, AttributeError, SyntaxError, EOFError) as error:
        if isinstance(error, BadArgument):
            raise
        raise BadArgument(
            f"{called} cannot be read as {ending or 'a list of edges'}: {str(error)[:160] or type(error).__name__}. "
            "Write it again, e.g. with networkx.write_graphml, or give it the ending of what it is."
        ) from error
    return _numbered(_undirected(graph, called), called)


def _text(raw: bytes, called: str) -> str:
    """Decode a file by its byte order mark, UTF-8 where there is none."""
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    encoding = next((name for mark, name in marks.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadArgument(f"{called} is not a text file in UTF-8 or UTF-16. Save it as UTF-8.") from error
    if "\x00" in text:
        raise BadArgument(f"{called} is not a text file. Give a file of edges, two names a line, or a GraphML file.")
    return text


def _check_ending(text: str, ending: str, called: str) -> None:
    """Refuse a text that is plainly of another format than its ending says: it would be read as something else."""
    begin = text.lstrip()[:2000]
    looks = {
        ".graphml": "<graphml" in begin,
        ".gexf": "<gexf" in begin,
        ".json": begin.startswith(("{", "[")),
        ".gml": re.match(r"(Creator.*\n|Version.*\n|#.*\n|\s)*graph\s*\[", begin) is not None,
        ".net": begin.lower().startswith(("*vertices", "*network")),
        ".adjlist": re.match(r"#\S.*\n# GMT ", begin) is not None and ending != ".multiline_adjlist",
    }
    likely = next((kind for kind, is_it in looks.items() if is_it), None)
    if likely is not None and ENDINGS[likely] is not ENDINGS[ending]:
        raise BadArgument(
            f"{called} looks like {likely[1:]}, and its ending says otherwise. Rename it to end in {likely}."
        )


def _undirected(graph: Any, called: str) -> "nx.Graph[Any]":
    """Return a graph with one undirected edge a pair.

    Raises:
        BadArgument: Edges that go one way, or two edges between two nodes.
    """
    if graph.is_multigraph():
        several = next((pair for pair in graph.edges() if graph.number_of_edges(*pair) > 1), None)
        if several is not None:
            raise BadArgument(
                f"{called} has {graph.number_of_edges(*several)} edges between {several[0]!r} and {several[1]!r}. Give "
                "each pair one edge; how often they meet is its weight."
            )
        graph = nx.DiGraph(graph) if graph.is_directed() else nx.Graph(graph)
    if not graph.is_directed():
        return graph
    for first, second, edge in graph.edges(data=True):
        back = graph.get_edge_data(second, first)
        if back is None or back.get("weight", 1) != edge.get("weight", 1):
            alike = "" if back is None else " with its weight"
            raise BadArgument(
                f"{called} is directed: {first!r} -> {second!r} does not go back{alike}. Directed graphs are not "
                "supported, since who plays whom is replaced by whom here. Write it as an undirected graph if edges "
                "go both ways: networkx.Graph(it)."
            )
    return graph.to_undirected()


def _numbered(graph: "nx.Graph[Any]", called: str) -> "nx.Graph[int]":
    """Return the graph with nodes 0, 1, ..., their names beside them, and of the edges' attributes the weight."""
    number = {node: at for at, node in enumerate(graph)}
    if not any("weight" in edge for _, _, edge in graph.edges(data=True)):
        for first, second, edge in graph.edges(data=True):
            if lost := next((word for word in LIKE_WEIGHTS if word in edge), None):
                raise BadArgument(
                    f"{called}: the edge {first!r} - {second!r} has a {lost!r} and no 'weight'. Rename it to weight "
                    "if it is how often the two meet; else leave it out."
                )
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from((at, {"name": str(node)}) for node, at in number.items())
    plain.add_edges_from(
        (number[first], number[second], {"weight": edge["weight"]} if "weight" in edge else {})
        for first, second, edge in graph.edges(data=True)
    )
    return plain


def _adjacent(text: str, called: str) -> Any:
    return nx.parse_adjlist(_without_head(text, called), comments="\x00")


def _adjacent_lines(text: str, called: str) -> Any:
    return nx.parse_multiline_adjlist(iter([f"{line}\n" for line in _without_head(text, called)]), comments="\x00")


def _without_head(text: str, called: str) -> list[str]:
    """Return the lines without the comments before them.

    What networkx writes begins with `#PROGRAM`, `# GMT ...` and `# name of the graph`; after that a name may begin with
    # too. Elsewhere a line that does is ambiguous.
    """
    lines = text.splitlines()
    by_networkx = len(lines) > 1 and lines[0].startswith("#") and lines[1].startswith("# GMT")
    lines = lines[2:] if by_networkx else lines
    while lines and (not lines[0].strip() or lines[0].strip() == "#" or lines[0].startswith("# ")):
        lines = lines[1:]
    for line in [] if by_networkx else lines:
        if line.startswith("#"):
            raise BadArgument(
                f"{called}: {line[:40]!r} begins with #: a comment, or a name? Put comments, '# words', before the "
                "first node, and write names that begin with # into a GraphML file."
            )
    return [line for line in lines if line.strip()]


def _gml(text: str, _: str) -> Any:
    lines = text.splitlines()
    try:
        return nx.parse_gml(lines)
    except nx.NetworkXError as error:
        if "label" not in str(error):
            raise
        return nx.parse_gml(lines, label="id")


def _json(text: str, called: str) -> Any:
    data = json.loads(text)
    if isinstance(data, Mapping) and "adjacency" in data:
        return nx.adjacency_graph(data)
    if isinstance(data, Mapping) and "elements" in data:
        return nx.cytoscape_graph(data)
    if isinstance(data, Mapping) and "nodes" in data and ("edges" in data or "links" in data):
        return nx.node_link_graph(
            {"directed": False, "multigraph": False, "graph": {}} | dict(data),
            edges="edges" if "edges" in data else "links",
        )
    raise BadArgument(
        f"{called}: a graph in JSON has the keys nodes and edges (or links), adjacency, or elements. Write "
        "json.dumps(networkx.node_link_data(graph))."
    )


def _by_networkx(read: Callable[..., Any]) -> Callable[[str, str], Any]:
    return lambda text, _: read(io.BytesIO(text.encode("utf-8")))


def _xml(read: Callable[..., Any]) -> Callable[[str, str], Any]:
    """Return a reader of XML that was decoded: the encoding that it declares is no longer its own."""
    return lambda text, _: read(io.BytesIO(re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1).encode("utf-8")))


ENDINGS: Mapping[str, Callable[[str, str], Any]] = {
    "": read_edge_lines,
    ".txt": read_edge_lines,
    ".csv": read_edge_lines,
    ".tsv": read_edge_lines,
    ".edgelist": read_edge_lines,
    ".edges": read_edge_lines,
    ".ncol": read_edge_lines,
    ".adjlist": _adjacent,
    ".multiline_adjlist": _adjacent_lines,
    ".graphml": _xml(nx.read_graphml),
    ".gml": _gml,
    ".gexf": _xml(nx.read_gexf),
    ".net": lambda text, _: nx.parse_pajek(text),
    ".pajek": lambda text, _: nx.parse_pajek(text),
    ".paj": lambda text, _: nx.parse_pajek(text),
    ".json": _json,
    ".g6": _by_networkx(nx.read_graph6),
    ".s6": _by_networkx(nx.read_sparse6),
}
"""How a file of each ending is read."""
