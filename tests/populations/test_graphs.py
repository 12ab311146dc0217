"""Graphs from words, from files and from networkx, and what is refused."""

from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.populations.graphs import WORDS, check_graph, read_graph, to_csr

EXAMPLES = {
    "complete:n=6": (6, 15),
    "cycle:n=7": (7, 7),
    "lattice:side=5": (25, 50),
    "random:n=20,p=0.4,seed=1": (20, None),
    "regular:n=12,k=3,seed=2": (12, 18),
    "scale_free:n=15,m=2,seed=3": (15, 26),
    "small_world:n=16,k=4,p=0.2": (16, 32),
    "star:n=9": (9, 8),
}


def test_every_word_has_an_example() -> None:
    assert {word.partition(":")[0] for word in EXAMPLES} == set(WORDS)


@pytest.mark.parametrize("word", EXAMPLES)
def test_a_word_makes_its_graph_the_same_each_time(word: str) -> None:
    graph = read_graph(word)
    nodes, edges = EXAMPLES[word]
    assert list(graph) == list(range(nodes))
    assert edges in (None, graph.number_of_edges())
    assert set(graph.edges) == set(read_graph(word).edges)


@pytest.mark.parametrize("word", ["regular:n=30,k=4", "random:n=30,p=0.3", "scale_free:n=30,m=2"])
def test_another_seed_is_another_graph(word: str) -> None:
    assert set(read_graph(f"{word},seed=1").edges) != set(read_graph(f"{word},seed=2").edges)


def test_the_lattice_is_a_torus_whose_nodes_are_numbered_by_rows() -> None:
    graph = read_graph("lattice:side=4")
    assert set(graph[0]) == {1, 3, 4, 12}
    assert nx.is_isomorphic(graph, nx.grid_2d_graph(4, 4, periodic=True))


@pytest.mark.parametrize("word", EXAMPLES)
def test_the_arrays_are_the_adjacency_of_the_graph(word: str) -> None:
    graph = read_graph(word)
    rows = to_csr(graph)
    assert rows.nodes == len(graph)
    listed = [rows.neighbours[rows.starts[i] : rows.starts[i + 1]].tolist() for i in range(rows.nodes)]
    assert [set(one) for one in listed] == [set(graph[i]) for i in range(rows.nodes)]
    assert rows.degrees.tolist() == [len(one) for one in listed]


def test_nodes_with_names_are_numbered_in_their_order() -> None:
    graph: nx.Graph[Any] = nx.Graph([("ann", "cy"), ("cy", "bob")])
    assert np.array_equal(to_csr(graph).neighbours, [1, 0, 2, 1])


def test_an_edge_list_keeps_its_names(tmp_path: Path) -> None:
    file = tmp_path / "friends.txt"
    file.write_text("# who knows whom\nann bob\nbob\tcy\n\nbob,ann\n")
    graph = read_graph(file)
    assert set(graph.edges) == {(0, 1), (1, 2)}
    assert [graph.nodes[i]["name"] for i in graph] == ["ann", "bob", "cy"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ann bob\ncy\n", r"line 2: an edge is two names, and perhaps a weight; got 1"),
        ("# nothing\n", "has no edge"),
        ("ann bob\ncy dan\n", r"not connected: 2 parts, the largest of 2 of 4 nodes.*keep the largest part"),
        ("ann ann\nann bob\n", r"self-loop at 'ann': a player would play itself.*Leave that edge out"),
    ],
)
def test_a_bad_edge_list_gets_its_sentence(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "friends.txt"
    file.write_text(text)
    with pytest.raises(BadArgument, match=said):
        read_graph(file)


def test_a_file_that_is_no_text_gets_its_sentence(tmp_path: Path) -> None:
    file = tmp_path / "picture"
    file.write_bytes(b"\xff\xd8\x00\x81")
    with pytest.raises(BadArgument, match="not a text file"):
        read_graph(file)


@pytest.mark.parametrize(
    ("word", "kind", "said"),
    [
        ("ring:n=4", UnknownName, "unknown graph 'ring'"),
        ("nowhere.txt", UnknownName, "files"),
        ("cycle:m=4", UnknownName, "setting of graph 'cycle': 'm'"),
        ("cycle", BadArgument, r"needs n\. Write cycle:n=\.\.\."),
        ("cycle:n=2", BadArgument, "at least 3; got 2"),
        ("complete:n=1", BadArgument, "at least 2; got 1"),
        ("complete:n=4.5", BadArgument, "whole number"),
        ("regular:n=5,k=3", BadArgument, "n k = 15 is odd"),
        ("regular:n=5,k=5", BadArgument, "k must be below n=5"),
        ("regular:n=6,k=1", BadArgument, "not connected: 3 parts"),
        ("small_world:n=10,k=3,p=0.1", BadArgument, "k must be even"),
        ("scale_free:n=4,m=4", BadArgument, "m must be below n=4"),
        ("random:n=10,p=1.5", BadProbability, r"p must lie in \[0, 1\]; got 1.5"),
        ("random:n=10,p=high", BadArgument, "p must be a number"),
        ("random:n=40,p=0.01", BadArgument, "not connected.*another seed"),
    ],
)
def test_a_bad_word_gets_its_sentence(word: str, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        read_graph(word)


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (nx.DiGraph([(0, 1)]), "must be undirected.*DiGraph"),
        (nx.MultiGraph([(0, 1)]), "at most one edge"),
        (nx.empty_graph(1), r"1 node\(s\).*at least two"),
        (nx.empty_graph(0), r"0 node\(s\)"),
        ("cycle:n=4", r"networkx Graph; got str. Use read_graph"),
        (nx.Graph([(0, 1, {"weight": -2.0})]), "the weight of 0 - 1 must be a number above 0.*got -2.0"),
        (nx.Graph([(0, 1, {"weight": "2"})]), "must be a number above 0.*got '2'"),
    ],
)
def test_a_graph_that_is_not_simple_and_connected_is_refused(graph: Any, said: str) -> None:
    with pytest.raises(BadArgument, match=said):
        check_graph(graph)
