"""Files of graphs: what networkx writes comes back the same graph, and what would be lost is said."""

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfother.errors import BadArgument
from selfother.populations.graph_files import ENDINGS
from selfother.populations.graphs import read_graph, to_csr

Writer = Callable[["nx.Graph[Any]", Path], None]


def as_json(data: Callable[["nx.Graph[Any]"], Any]) -> Writer:
    return lambda graph, path: path.write_text(json.dumps(data(graph)), encoding="utf-8") and None


WEIGHTED: dict[str, Writer] = {
    "edges.edgelist": nx.write_edgelist,
    "edges.txt": nx.write_weighted_edgelist,
    "commas.csv": lambda graph, path: nx.write_edgelist(graph, path, delimiter=",", data=["weight"]),
    "braces.csv": lambda graph, path: nx.write_edgelist(graph, path, delimiter=","),
    "tabs.tsv": lambda graph, path: nx.write_edgelist(graph, path, delimiter="\t", data=["weight"]),
    "packed.edgelist.gz": nx.write_edgelist,
    "packed.graphml.bz2": nx.write_graphml,
    "lines.multiline_adjlist": nx.write_multiline_adjlist,
    "graph.graphml": nx.write_graphml,
    "graph.gml": nx.write_gml,
    "graph.gexf": nx.write_gexf,
    "graph.net": nx.write_pajek,
    "link.json": as_json(nx.node_link_data),
    "old.json": as_json(lambda graph: nx.node_link_data(graph, edges="links")),
    "adjacent.json": as_json(nx.adjacency_data),
    "cytoscape.json": as_json(nx.cytoscape_data),
}
PLAIN: dict[str, Writer] = {
    **WEIGHTED,
    "edges": lambda graph, path: nx.write_edgelist(graph, path, data=False),
    "neighbours.adjlist": nx.write_adjlist,
}
UNNAMED: dict[str, Writer] = {
    "graph.g6": nx.write_graph6,
    "graph.s6": nx.write_sparse6,
}


def named(graph: "nx.Graph[Any]") -> dict[frozenset[str], float]:
    """Return edges by the names of their ends, with their weights."""
    name = {node: str(graph.nodes[node].get("name", node)) for node in graph}
    return {frozenset((name[a], name[b])): float(w) for a, b, w in graph.edges(data="weight", default=1.0)}


def a_graph(*, weights: bool, names: bool = True) -> "nx.Graph[Any]":
    graph: nx.Graph[Any] = nx.connected_watts_strogatz_graph(9, 4, 0.5, seed=3)
    if weights:
        nx.set_edge_attributes(graph, {edge: 0.5 + at for at, edge in enumerate(graph.edges)}, "weight")
    words = ["ann", "bob", "cy", "zoë", "李", "10", "x#y", "o.neil", "last"]
    return nx.relabel_nodes(graph, dict(enumerate(words))) if names else graph


def test_every_ending_is_written() -> None:
    written = {Path(name.removesuffix(".gz").removesuffix(".bz2")).suffix for name in (*PLAIN, *UNNAMED)}
    same = {".edges": ".edgelist", ".ncol": ".edgelist", ".pajek": ".net", ".paj": ".net"}
    assert written >= {same.get(ending, ending) for ending in ENDINGS}


@pytest.mark.parametrize("name", WEIGHTED)
def test_weights_and_names_come_back(name: str, tmp_path: Path) -> None:
    graph = a_graph(weights=True)
    WEIGHTED[name](graph, tmp_path / name)
    back = read_graph(tmp_path / name)
    assert named(back) == named(graph)
    assert list(back) == list(range(9))


@pytest.mark.parametrize("name", PLAIN)
def test_a_graph_without_weights_comes_back(name: str, tmp_path: Path) -> None:
    graph = a_graph(weights=False)
    PLAIN[name](graph, tmp_path / name)
    assert named(read_graph(tmp_path / name)) == named(graph)


@pytest.mark.parametrize("name", UNNAMED)
def test_a_graph_without_names_comes_back(name: str, tmp_path: Path) -> None:
    graph = a_graph(weights=False, names=False)
    UNNAMED[name](graph, tmp_path / name)
    assert named(read_graph(tmp_path / name)) == named(graph)


@given(st.integers(0, 10**6), st.sampled_from(sorted(WEIGHTED)))
@settings(max_examples=30)
def test_any_weighted_graph_comes_back(tmp_path_factory: pytest.TempPathFactory, seed: int, name: str) -> None:
    graph = nx.random_labeled_tree(7, seed=seed)
    graph.add_edges_from(nx.gnp_random_graph(7, 0.4, seed=seed).edges)
    nx.set_edge_attributes(graph, {edge: 1.0 + (seed + at) % 3 for at, edge in enumerate(graph.edges)}, "weight")
    path = tmp_path_factory.mktemp("graphs") / name
    WEIGHTED[name](graph, path)
    assert named(read_graph(path)) == named(graph)


@pytest.mark.parametrize("name", ["graph.graphml", "graph.gml", "graph.gexf", "link.json", "adjacent.json"])
def test_directed_graphs_are_refused_unless_every_edge_goes_both_ways(name: str, tmp_path: Path) -> None:
    one_way: nx.DiGraph[Any] = nx.DiGraph([("ann", "bob"), ("bob", "cy"), ("cy", "bob")])
    WEIGHTED[name](one_way, tmp_path / name)
    with pytest.raises(BadArgument, match=r"is directed: 'ann' -> 'bob' does not go back\. Directed graphs are not"):
        read_graph(tmp_path / name)
    both = a_graph(weights=True).to_directed()
    WEIGHTED[name](both, tmp_path / name)
    assert named(read_graph(tmp_path / name)) == named(a_graph(weights=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-mark"])
@pytest.mark.parametrize("comment", ["", "# who lives beside whom\n"])
def test_a_byte_order_mark_is_no_part_of_a_name(encoding: str, comment: str, tmp_path: Path) -> None:
    text = f"{comment}nora,otto\notto,pia\npia,nora\nnora,quentin\nquentin,otto\n"
    mark = "﻿" if encoding == "utf-16-le-mark" else ""
    (tmp_path / "bom.csv").write_bytes((mark + text).encode(encoding.removesuffix("-mark")))
    graph = read_graph(tmp_path / "bom.csv")
    assert [graph.nodes[node]["name"] for node in graph] == ["nora", "otto", "pia", "quentin"]
    for name in ("graph.gml", "graph.graphml", "link.json"):
        WEIGHTED[name](a_graph(weights=True), tmp_path / name)
        plain = (tmp_path / name).read_text(encoding="utf-8")
        (tmp_path / name).write_bytes((mark + plain).encode(encoding.removesuffix("-mark")))
        assert named(read_graph(tmp_path / name)) == named(a_graph(weights=True))


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("source,target\nann,bob\nbob,cy\n", {("ann", "bob"): 1, ("bob", "cy"): 1}),
        (
            "Source;Target;Type;Weight\nann;bob;Undirected;2\nbob;cy;Undirected;3\n",
            {("ann", "bob"): 2, ("bob", "cy"): 3},
        ),
        ("from\tto\tsince\nann\tbob\t1999\n", {("ann", "bob"): 1}),
        ('"ann lee" bob\nbob "#sun"\n', {("ann lee", "bob"): 1, ("bob", "#sun"): 1}),
        ('"lee, ann",bob,2\n', {("lee, ann", "bob"): 2}),
        ("ann bob\r\nbob cy\r\n", {("ann", "bob"): 1, ("bob", "cy"): 1}),
        ("wind #sun\nwind o'neil\n", {("wind", "#sun"): 1, ("wind", "o'neil"): 1}),
        ("ann bob 2\nbob ann 2\n", {("ann", "bob"): 2}),
    ],
)
def test_a_list_of_edges_as_people_write_it(text: str, edges: dict[tuple[str, str], float], tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_text(text, encoding="utf-8", newline="")
    assert named(read_graph(tmp_path / "e.txt")) == {frozenset(pair): weight for pair, weight in edges.items()}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("e.txt", "rain wind\nwind #sun\n#sun rain\n", r"line 3: '#sun rain' begins with #: a comment, or a name"),
        ("e.txt", "nora otto\notto pia\npia pia\npia nora\n", r"self-loop at 'pia'.*Leave that edge out"),
        ("e.txt", "ann bob\nbob cy 2\n", "some lines have 2 cells and some 3"),
        ("e.txt", "0 1 2 3\n1 2\n", r"line 1: an edge is two names, and perhaps a weight; got 4.*\.adjlist"),
        ("e.txt", "ann bob cy\n", "the third cell is the weight, a number; got 'cy'"),
        ("e.txt", "ann bob 0\n", r"the weight of 'ann' - 'bob' must be a number above 0.*got 0\.0"),
        ("e.txt", "ann bob -1\n", r"got -1\.0"),
        ("e.txt", "ann bob nan\n", "got nan"),
        ("e.txt", "ann bob 1\nbob ann 2\n", "lines 1 and 2: 'bob' and 'ann' have two weights, as in a directed graph"),
        ("e.csv", "source,target,type\na,b,Directed\n", "line 2 says that an edge is directed"),
        ("e.csv", "a;b;0,5\nb;c;0,5\n", "a number; got '0,5'"),
        ("e.csv", "person,friend\nann,bob\nbob,cy\n", "not connected: 2 parts.*the smallest with 'person', 'friend'"),
        ("e.csv", 'ann,"bob\nbob,cy\n', "quotation mark that does not end"),
        ("e.csv", "ann,\n", "a name is empty"),
        ("e.dot", "graph {a -- b}", r"end in \.txt, .*got '\.dot'"),
        ("e.txt", "<?xml version='1.0'?><graphml/>", r"looks like graphml.*Rename it to end in \.graphml"),
        ("e.txt", '{"nodes": []}', "looks like json"),
        ("e.txt", "graph [\n  node [ id 0 ]\n]", "looks like gml"),
        ("e.txt", "*vertices 2\n", "looks like net"),
        ("e.txt", "#me.py\n# GMT Mon\n# \n0 1 2\n1\n2\n", "looks like adjlist"),
        ("e.json", "[1, 2", r"cannot be read as \.json"),
        ("e.json", '{"a": 1}', "has the keys nodes and edges"),
        ("e.json", '{"nodes": [{"id": 1}], "links": [{"source": 1, "target": 2, "value": 3}]}', "has a 'value' and no"),
        ("e.graphml", "<graphml", r"cannot be read as \.graphml"),
        ("e.gml", "graph [", r"cannot be read as \.gml"),
        ("e.gexf", "<gexf></gexf>", r"cannot be read as \.gexf"),
        ("e.g6", "?????", r"cannot be read as \.g6|node"),
        ("e.adjlist", "#sun rain\nrain wind\nwind #sun\n", "'#sun rain' begins with #"),
        ("e.net", "*vertices 2\n1 a\n2 b\n*arcs\n1 2 1\n", "is directed"),
        ("e.net", "*vertices 2\n1 a\n2 b\n*edges\n1 2 1\n1 2 2\n", "has 2 edges between 'a' and 'b'"),
    ],
)  # fmt: skip
def test_what_would_be_lost_or_misread_is_said(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadArgument, match=said):
        read_graph(tmp_path / name)


def test_a_file_that_is_no_text_or_not_packed_gets_its_sentence(tmp_path: Path) -> None:
    for name, raw in (
        ("a", b"\xff\xd8\x00\x81"),
        ("b.txt", b"\x89PNG\x00\x00"),
        ("c.txt", "zoë bob".encode("latin-1")),
    ):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(BadArgument, match="not a text file"):
            read_graph(tmp_path / name)
    (tmp_path / "d.txt.gz").write_bytes(b"ann bob")
    with pytest.raises((BadArgument, OSError)):
        read_graph(tmp_path / "d.txt.gz")
    for name, pack in (("e.txt.gz", gzip.compress), ("e.txt.bz2", bz2.compress)):
        (tmp_path / name).write_bytes(pack(b"ann bob 2\nbob cy 1\n"))
        assert to_csr(read_graph(tmp_path / name)).weights is not None


def test_names_that_begin_with_a_hash_survive_what_networkx_writes_for_neighbours(tmp_path: Path) -> None:
    graph: nx.Graph[Any] = nx.Graph([("#sun", "rain"), ("rain", "wind"), ("wind", "#sun"), ("#sun", "#fog")])
    for name, write in (("a.adjlist", nx.write_adjlist), ("a.multiline_adjlist", nx.write_multiline_adjlist)):
        write(graph, tmp_path / name)
        assert named(read_graph(tmp_path / name)) == named(graph)
