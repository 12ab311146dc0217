"""Evolution on graphs against the exact chain, drift, closed forms, and its own invariants."""

import math
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.populations.exact_graph import exact_fixation

from selfother.errors import BadArgument, BadProbability, NotMeasured, UnknownName
from selfother.populations import graph_runs as running
from selfother.populations.coalescence import UPDATINGS, critical_ratio
from selfother.populations.graphs import read_graph, to_csr
from selfother.populations.payoffs import TypeGame, donation_types
from selfother.populations.structured import GraphFixation, fixation_on_graph, simulate_on_graph

TYPES = donation_types(b=3, c=1)
THREE = TypeGame(("rock", "paper", "scissors"), np.array([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]]))


@pytest.mark.parametrize("updating", UPDATINGS)
@pytest.mark.parametrize("word", ["cycle:n=6", "star:n=5", "random:n=7,p=0.5,seed=4", "complete:n=5"])
def test_fixation_is_that_of_the_whole_chain_at_strong_selection(word: str, updating: str) -> None:
    graph = read_graph(word)
    found = fixation_on_graph(graph, TYPES, updating=updating, selection=0.5, runs=10_000)
    payoffs = TYPES.payoffs, TYPES.payoffs[::-1, ::-1]
    for name, cells in zip(TYPES.names, payoffs, strict=True):
        expected = exact_fixation(graph, cells, updating=updating, selection=0.5)
        assert abs(found.fixation[name] - expected) < 4 * found.standard_error[name]


@pytest.mark.parametrize("updating", UPDATINGS)
def test_weights_count_in_fixation_at_strong_selection(updating: str) -> None:
    """A pan whose handle hangs by a heavy edge: the whole chain with and without the weights is another."""
    graph: nx.Graph[int] = nx.cycle_graph(5)
    nx.set_edge_attributes(graph, dict.fromkeys(graph.edges, 1.0), "weight")
    graph.add_edge(0, 5, weight=6.0)
    graph[1][2]["weight"] = 0.2
    types = TypeGame(("a", "b"), np.array([[1.0, 0.2], [1.4, 0.5]]))
    found = fixation_on_graph(graph, types, updating=updating, selection=1.5, runs=20_000)
    for name, cells in zip(types.names, (types.payoffs, types.payoffs[::-1, ::-1]), strict=True):
        expected = exact_fixation(graph, cells, updating=updating, selection=1.5)
        assert abs(found.fixation[name] - expected) < 4 * found.standard_error[name]
    without = exact_fixation(nx.Graph(graph.edges), types.payoffs, updating=updating, selection=1.5)
    assert abs(found.fixation["a"] - without) > 4 * found.standard_error["a"]


def test_equal_weights_are_none() -> None:
    graph: nx.Graph[int] = nx.cycle_graph(6)
    plain = fixation_on_graph(graph, TYPES, selection=0.3, runs=500)
    nx.set_edge_attributes(graph, 2.5, "weight")
    assert fixation_on_graph(graph, TYPES, selection=0.3, runs=500) == plain


@pytest.mark.parametrize("updating", UPDATINGS)
@pytest.mark.parametrize("word", ["lattice:side=4", "scale_free:n=12,m=2,seed=1"])
def test_without_selection_every_single_mutant_has_one_chance_in_n(word: str, updating: str) -> None:
    found = fixation_on_graph(read_graph(word), TYPES, updating=updating, selection=0.0, runs=8000)
    assert found.neutral == 1 / len(read_graph(word))
    for name in TYPES.names:
        assert abs(found.fixation[name] - found.neutral) < 4 * found.standard_error[name]


@pytest.mark.slow
@pytest.mark.parametrize("word", ["cycle:n=20", "regular:n=24,k=3,seed=1", "scale_free:n=20,m=2,seed=3"])
def test_simulation_changes_its_mind_at_the_critical_ratio(word: str) -> None:
    graph = read_graph(word)
    critical = critical_ratio(graph)
    assert 1 < 0.8 * critical < math.inf
    for factor, sign in ((0.8, -1), (1.2, 1)):
        types = donation_types(b=factor * critical, c=1)
        found = fixation_on_graph(graph, types, selection=0.03, runs=200_000, seed=7)
        assert sign * (found.fixation["empathic"] - found.neutral) > 3 * found.standard_error["empathic"]


@pytest.mark.slow
@pytest.mark.parametrize("updating", ["birth-death", "pairwise"])
def test_where_death_birth_favours_cooperation_strongly_the_other_rules_do_not(updating: str) -> None:
    graph, types = read_graph("cycle:n=20"), donation_types(b=8, c=1)
    favoured = fixation_on_graph(graph, types, selection=0.03, runs=100_000)
    assert favoured.fixation["empathic"] - favoured.neutral > 3 * favoured.standard_error["empathic"]
    found = fixation_on_graph(graph, types, updating=updating, selection=0.03, runs=100_000)
    assert found.neutral - found.fixation["empathic"] > 3 * found.standard_error["empathic"]


@pytest.mark.parametrize("updating", UPDATINGS)
def test_after_many_updates_the_kept_counts_and_values_are_those_counted_anew(updating: str) -> None:
    graph = read_graph("scale_free:n=37,m=2,seed=1")
    task = running.task_of(graph, THREE, updating=updating, selection=0.7, mutation=0.02)
    kinds = np.random.default_rng(1).integers(0, 3, 37).astype(np.int8)
    town = running._town(task, kinds.copy())
    kernels = running._kernels()
    kernels.place_all(task.net, task.rules, town)
    kernels.advance(task.net, task.rules, town, 5000)
    fresh = running._town(task, town.kinds.copy())
    kernels.place_all(task.net, task.rules, fresh)
    assert not np.array_equal(town.kinds, kinds)
    for kept, counted in zip(town[:-1], fresh[:-1], strict=True):
        assert np.array_equal(kept, counted)
    beside = nx.to_numpy_array(graph)
    assert np.array_equal(town.beside, np.stack([beside @ (town.kinds == kind) for kind in range(3)], axis=1))
    payoff = (town.beside * (THREE.payoffs - 1.0)[town.kinds]).sum(axis=1) / beside.sum(axis=1)
    value = payoff if updating == "pairwise" else np.exp(0.7 * payoff)
    assert town.value == pytest.approx(value)


@pytest.mark.parametrize("updating", UPDATINGS)
def test_runs_do_not_depend_on_threads_or_on_how_many_there_are(updating: str) -> None:
    graph = read_graph("small_world:n=30,k=4,p=0.1")
    settings: dict[str, Any] = {"updating": updating, "selection": 0.1, "seed": 5}
    three = simulate_on_graph(graph, TYPES, generations=20, mutation=0.1, runs=3, **settings)
    five = simulate_on_graph(to_csr(graph), TYPES, generations=20, mutation=0.1, runs=5, n_jobs=2, **settings)
    assert np.array_equal(three.shares, five.shares[:3])
    assert len({run.tobytes() for run in five.shares}) == 5
    alone = fixation_on_graph(graph, TYPES, runs=3000, **settings)
    assert fixation_on_graph(graph, TYPES, runs=3000, n_jobs=2, **settings) == alone


def test_swapping_the_types_swaps_what_is_found() -> None:
    swapped = donation_types(("selfish", "empathic"), b=3, c=1)
    graph = read_graph("cycle:n=8")
    ours, theirs = (fixation_on_graph(graph, one, selection=0.2, runs=8000, seed=2) for one in (TYPES, swapped))
    for name in TYPES.names:
        error = math.hypot(ours.standard_error[name], theirs.standard_error[name])
        assert abs(ours.fixation[name] - theirs.fixation[name]) < 4 * error


def test_mutation_alone_keeps_all_types_equal() -> None:
    found = simulate_on_graph(
        read_graph("lattice:side=12"), THREE, generations=60, selection=0.0, mutation=1.0, runs=20, start={"rock": 1.0}
    )
    assert found.shares[:, 0].tolist() == [[1.0, 0.0, 0.0]] * 20
    assert found.shares.sum(axis=-1) == pytest.approx(np.ones((20, 61)))
    assert found.standard_error is not None
    for name in THREE.names:
        assert abs(found.final[name] - 1 / 3) < 4 * found.standard_error[name]


@pytest.mark.parametrize("updating", UPDATINGS)
def test_with_mutation_the_complete_graph_has_the_stationary_share_of_its_count_chain(updating: str) -> None:
    n, selection, mutation = 8, 0.3, 0.05
    expected = _stationary_share(n, selection, mutation, updating)
    found = simulate_on_graph(
        read_graph(f"complete:n={n}"), TYPES, generations=1000, selection=selection, updating=updating,
        mutation=mutation, runs=30,
    )  # fmt: skip
    runs = found.shares[:, 100:, 0].mean(axis=1)
    assert abs(runs.mean() - expected) < 4 * runs.std(ddof=1) / math.sqrt(runs.size)


def _stationary_share(n: int, selection: float, mutation: float, updating: str) -> float:
    """Return the mean share of empathy on the complete graph, from the chain over its count."""
    chain = np.zeros((n + 1, n + 1))
    for i in range(n + 1):
        mine = (2.0 * (i - 1) - (n - i)) / (n - 1)
        theirs = 3.0 * i / (n - 1)
        fit, other = math.exp(selection * mine), math.exp(selection * theirs)
        learns = {
            1: 1 / (1 + math.exp(-selection * (mine - theirs))),
            0: 1 / (1 + math.exp(selection * (mine - theirs))),
        }
        for dying, count in ((1, i), (0, n - i)):  # 1: empathic
            if not count:
                continue
            left, right = i - dying, n - i - (1 - dying)
            if updating == "death-birth":
                parent = left * fit / (left * fit + right * other)
            elif updating == "pairwise":
                differs = (right if dying else left) / (n - 1) * learns[1 - dying]
                parent = 1 - differs if dying else differs
            else:
                parent = math.nan
            turned = 1 - dying if updating == "pairwise" else 1 - parent
            taken = (1 - mutation) * parent + mutation * turned
            if updating == "birth-death":
                total = i * fit + (n - i) * other
                for born, weight in ((1, i * fit / total), (0, (n - i) * other / total)):
                    chance = weight * (count - (born == dying)) / (n - 1)
                    for kind in (0, 1):
                        mutated = (1 - mutation) * (kind == born) + mutation * (kind != born)
                        chain[i, i - dying + kind] += chance * mutated
            else:
                chain[i, i - dying + 1] += count / n * taken
                chain[i, i - dying] += count / n * (1 - taken)
    assert chain.sum(axis=1) == pytest.approx(np.ones(n + 1))
    values = np.linalg.matrix_power(chain, 4096)[0]
    return float(values @ np.arange(n + 1)) / n


def test_a_start_by_node_is_kept_in_its_order() -> None:
    kinds = np.array([0, 1, 1, 0, 1])
    found = simulate_on_graph(read_graph("cycle:n=5"), TYPES, generations=1, selection=0.0, start=kinds)
    assert found.shares[0, 0].tolist() == [0.4, 0.6]
    assert found.standard_error is None
    given = running.kinds_at_start({"empathic": 0.2, "selfish": 0.8}, TYPES.names, 5)
    assert given.tolist() == [0, 1, 1, 1, 1]


def test_the_record_of_no_fixation_has_an_error_above_zero() -> None:
    found: GraphFixation = fixation_on_graph(read_graph("complete:n=20"), TYPES, selection=20.0, runs=100)
    assert found.fixation["empathic"] == 0.0
    assert found.standard_error["empathic"] == 0.01


def test_types_that_coexist_are_not_waited_for() -> None:
    coexisting = TypeGame(("a", "b"), np.array([[0.0, 5.0], [5.0, 0.0]]))
    with pytest.raises(NotMeasured, match="a run was still mixed after 5 generations: a and b can coexist"):
        fixation_on_graph(
            read_graph("complete:n=30"), coexisting, selection=2.0, updating="pairwise", longest_generations=5
        )


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"updating": "moran"}, UnknownName, "unknown updating 'moran'.*birth-death"),
        ({"selection": -0.1}, BadArgument, r"selection must be a number from 0 to 150.*got -0.1"),
        ({"selection": 1000.0}, BadArgument, "got 1000.0"),
        ({"selection": "strong"}, BadArgument, "got 'strong'"),
        ({"mutation": 1.5}, BadProbability, r"mutation must lie in \[0, 1\]"),
        ({"generations": 0}, BadArgument, "generations must be a whole number"),
        ({"runs": 0}, BadArgument, "runs must be a whole number"),
        ({"n_jobs": 0}, BadArgument, "n_jobs must be a whole number"),
        ({"start": {"empathic": 0.5}}, BadArgument, "must sum to 1; got 0.5"),
        ({"start": {"kind": 1.0}}, UnknownName, "type of start 'kind'"),
        ({"start": {"empathic": 2.0, "selfish": -1.0}}, BadProbability, "start"),
        ({"start": [0, 1]}, BadArgument, "each of the 6 nodes a type.*shape"),
        ({"start": [0, 1, 2, 0, 0, 0]}, BadArgument, "from 0 to 1"),
    ],
)
def test_bad_arguments_get_their_sentence(changes: dict[str, Any], kind: type[Exception], said: str) -> None:
    settings: dict[str, Any] = {"generations": 2, "selection": 0.1} | changes
    with pytest.raises(kind, match=said):
        simulate_on_graph(read_graph("cycle:n=6"), TYPES, **settings)


def test_fixation_is_between_two() -> None:
    with pytest.raises(BadArgument, match=r"between two types; got 3 \(rock, paper, scissors\)"):
        fixation_on_graph(read_graph("cycle:n=6"), THREE, selection=0.1)
