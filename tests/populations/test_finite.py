"""Finite populations: exact solutions against EGTtools, the whole transition matrix, and our own Monte Carlo."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfother.errors import BadArgument, BadProbability
from selfother.populations import TypeGame, donation_types, moran, pairwise
from selfother.populations.chains import advantages, log_fixation, small_mutation_shares
from selfother.populations.fixation import fixation
from selfother.populations.replicator import velocity
from selfother.populations.simulation import simulate

matrices = st.lists(st.floats(-2, 2), min_size=4, max_size=4).map(lambda cells: np.array(cells).reshape(2, 2))
selections = st.floats(0.0, 2.0)
PROCESSES = {"moran": moran, "pairwise": pairwise}
RING = np.array([[1.0, 0.2, 2.0], [1.8, 1.0, 0.1], [0.3, 1.9, 1.0]])


def two(cells: np.ndarray) -> TypeGame:
    return TypeGame(("a", "b"), cells)


def transitions(process: str, types: TypeGame, population: int, selection: float, mutation: float) -> np.ndarray:
    """Return the chain's matrix, written down step by step from the words of the process, shape (N + 1, N + 1)."""
    matrix = np.zeros((population + 1, population + 1))
    for n in range(population + 1):
        counts = np.array([n, population - n])
        others = counts[None, :] - np.eye(2)
        payoffs = (types.payoffs * others).sum(axis=1) / (population - 1)
        for old in range(2):
            dies = counts[old] / population
            if process == "moran":
                weights = counts * np.exp(selection * payoffs)
                born = weights / weights.sum()
                becomes_other = born[1 - old] * (1 - mutation) + born[old] * mutation
            else:
                looks = counts[1 - old] / (population - 1)
                imitates = 1 / (1 + np.exp(-selection * (payoffs[1 - old] - payoffs[old])))
                becomes_other = mutation + (1 - mutation) * looks * imitates
            to = n + (1 if old == 1 else -1)
            if dies > 0:
                matrix[n, to] += dies * becomes_other
        matrix[n, n] += 1 - matrix[n].sum()
    return matrix


@pytest.mark.parametrize("process", PROCESSES)
@given(cells=matrices, population=st.integers(2, 30), selection=selections)
def test_fixation_is_that_of_the_whole_matrix(
    process: str, cells: np.ndarray, population: int, selection: float
) -> None:
    types = two(cells)
    matrix = transitions(process, types, population, selection, 0.0)
    inside = matrix[1:-1, 1:-1]
    reach_top = np.linalg.solve(np.eye(population - 1) - inside, matrix[1:-1, -1])
    reach_bottom = np.linalg.solve(np.eye(population - 1) - inside, matrix[1:-1, 0])
    rho = fixation(types, population=population, selection=selection)
    # the linear system itself loses digits where mixing is long
    assert rho["a"] == pytest.approx(reach_top[0], rel=1e-6, abs=1e-12)
    assert rho["b"] == pytest.approx(reach_bottom[-1], rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("process", PROCESSES)
@given(cells=matrices, population=st.integers(2, 30), selection=selections, mutation=st.floats(1e-3, 1.0))
def test_the_stationary_distribution_is_at_rest_under_the_whole_matrix(
    process: str, cells: np.ndarray, population: int, selection: float, mutation: float
) -> None:
    types = two(cells)
    found = PROCESSES[process].stationary(types, population=population, selection=selection, mutation=mutation)
    assert found.sum() == pytest.approx(1.0)
    assert found @ transitions(process, types, population, selection, mutation) == pytest.approx(found, abs=1e-12)


@given(cells=matrices, population=st.integers(2, 200), selection=st.floats(0.0, 0.5))
@settings(max_examples=30)
def test_fixation_agrees_with_egttools(cells: np.ndarray, population: int, selection: float) -> None:
    from egttools.analytical import PairwiseComparison
    from egttools.games import Matrix2PlayerGameHolder

    game = Matrix2PlayerGameHolder(2, cells)  # held: egttools keeps no reference of its own
    theirs = PairwiseComparison(population, game)
    rho = fixation(two(cells), population=population, selection=selection)
    for name, invader in (("a", 0), ("b", 1)):
        printed = theirs.calculate_fixation_probability(invader, 1 - invader, selection)
        if printed == 0.0:  # it cuts off what is below 1e-7
            assert rho[name] < 1.1e-7
        else:
            assert rho[name] == pytest.approx(printed, rel=1e-10)


@given(cells=matrices, population=st.integers(3, 40), selection=st.floats(0.0, 1.0), mutation=st.floats(0.001, 0.5))
@settings(max_examples=20)
def test_stationary_distribution_agrees_with_egttools(
    cells: np.ndarray, population: int, selection: float, mutation: float
) -> None:
    from egttools.analytical import StochDynamics

    theirs = StochDynamics(2, cells, population, mu=mutation)
    printed = theirs.calculate_stationary_distribution(selection)
    ours = pairwise.stationary(two(cells), population=population, selection=selection, mutation=mutation)
    assert min(np.abs(ours - printed).max(), np.abs(ours[::-1] - printed).max()) < 1e-8


def test_the_replicator_dynamics_agree_with_egttools() -> None:
    from egttools.analytical import replicator_equation

    x = np.array([0.5, 0.3, 0.2])
    assert velocity(TypeGame(("a", "b", "c"), RING), x) == pytest.approx(replicator_equation(x, RING))


def test_rare_mutations_among_three_agree_with_egttools() -> None:
    from egttools.analytical import PairwiseComparison
    from egttools.games import Matrix2PlayerGameHolder
    from egttools.utils import calculate_stationary_distribution

    ours = small_mutation_shares(TypeGame(("a", "b", "c"), RING), population=30, selection=0.3)
    game = Matrix2PlayerGameHolder(3, RING)  # held: egttools keeps no reference of its own
    matrix, _ = PairwiseComparison(30, game).calculate_transition_and_fixation_matrix_sml(0.3)
    assert ours == pytest.approx(calculate_stationary_distribution(np.asarray(matrix).T), abs=1e-9)


@given(cells=matrices, population=st.integers(2, 60), selection=st.floats(0.0, 0.3))
def test_rare_mutations_are_the_limit_of_mutations(cells: np.ndarray, population: int, selection: float) -> None:
    types = two(cells)
    limit = small_mutation_shares(types, population=population, selection=selection)[0]
    counts = pairwise.stationary(types, population=population, selection=selection, mutation=1e-12)
    assert counts @ np.arange(population + 1) / population == pytest.approx(limit, abs=1e-4)


@given(cells=matrices, population=st.integers(2, 300))
def test_without_selection_every_type_takes_over_once_in_n(cells: np.ndarray, population: int) -> None:
    assert list(fixation(two(cells), population=population, selection=0.0).values()) == pytest.approx(
        [1 / population] * 2
    )


@given(cells=matrices, population=st.integers(2, 60), selection=selections, r=st.floats(0, 1))
def test_swapping_the_types_swaps_the_numbers(cells: np.ndarray, population: int, selection: float, r: float) -> None:
    there = fixation(two(cells), population=population, selection=selection, assortment=r)
    back = fixation(two(cells).between(1, 0), population=population, selection=selection, assortment=r)
    assert back == pytest.approx(there, rel=1e-9)


def test_ten_thousand_players_and_strong_selection_neither_overflow_nor_vanish() -> None:
    population, beta, c = 10_000, 5.0, 1.0
    # Always 1 ahead of the other: rho = (1 - q) / (1 - q^N), q = exp(-beta)
    ahead = two(np.array([[c, c], [0.0, 0.0]]))
    rho = fixation(ahead, population=population, selection=beta)
    assert rho["a"] == pytest.approx(1 - np.exp(-beta), rel=1e-12)
    assert rho["b"] == 0.0
    logs = log_fixation(np.full(population - 1, -beta))
    assert logs[1] == pytest.approx(np.log(np.expm1(beta)) - beta * population, rel=1e-12)
    assert np.isfinite(logs).all()
    shares = small_mutation_shares(ahead, population=population, selection=beta)
    assert shares == pytest.approx([1.0, 0.0])
    for module in PROCESSES.values():
        counts = module.stationary(ahead, population=population, selection=beta, mutation=1e-3)
        assert counts.sum() == pytest.approx(1.0)
        assert counts @ np.arange(population + 1) / population > 0.99
    # a small advantage over very many steps keeps its digits
    weak = fixation(ahead, population=population, selection=1e-3)["a"]
    assert weak == pytest.approx(np.expm1(-1e-3) / np.expm1(-1e-3 * population), rel=1e-10)


def test_nobody_plays_with_itself() -> None:
    gaps = advantages(two(np.array([[1.0, 2.0], [3.0, 5.0]])), population=4)
    # one of the first: it meets three of the second; each of those meets one of the first and two of its own
    assert gaps[1] == pytest.approx(2.0 - (3.0 + 5.0 + 5.0) / 3)


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("selection", [0.0, 0.2, 2.0])
def test_simulated_fixation_is_within_four_standard_errors(process: str, selection: float) -> None:
    types = donation_types(b=3, c=1, recognition=0.8)
    runs = 20_000
    exact = fixation(types, population=12, selection=selection)
    for name, start in (("empathic", [1, 11]), ("selfish", [11, 1])):
        found = simulate(process, types, start, selection=selection, runs=runs, seed=3)
        p = exact[name]
        assert abs(found.mean[name] - p) <= 4 * np.sqrt(p * (1 - p) / runs)
        if p * runs > 100:
            assert found.standard_error[name] == pytest.approx(np.sqrt(p * (1 - p) / runs), rel=0.2)


@pytest.mark.parametrize("process", PROCESSES)
def test_simulated_shares_are_within_four_standard_errors(process: str) -> None:
    module = PROCESSES[process]
    types = donation_types(b=3, c=1, recognition=0.8).assorted(0.05)
    exact = module.stationary(types, population=12, selection=0.3, mutation=0.05) @ np.arange(13) / 12
    found = simulate(process, types, [6, 6], selection=0.3, mutation=0.05, generations=2000, runs=200, seed=1)
    assert found.updates == 200 * 2000 * 12
    error = found.standard_error["empathic"]
    assert error is not None
    assert abs(found.mean["empathic"] - exact) <= 4 * error
    assert error < 0.01


@pytest.mark.parametrize("process", PROCESSES)
def test_three_types_fix_as_their_transition_matrix_says(process: str) -> None:
    """From (1, 1, 1) of three players every path is short enough to be summed by hand: a chain over counts."""
    types, beta, runs = TypeGame(("a", "b", "c"), RING), 1.0, 40_000
    expected = absorption_of_three(process, beta)
    found = simulate(process, types, [1, 1, 1], selection=beta, runs=runs, seed=5)
    for name, p in zip(types.names, expected, strict=True):
        assert abs(found.mean[name] - p) <= 4 * np.sqrt(p * (1 - p) / runs)


def absorption_of_three(process: str, beta: float) -> np.ndarray:
    """Solve for where three players of three types end, over all ten states."""
    states = [(i, j, 3 - i - j) for i in range(4) for j in range(4 - i)]
    number = {state: k for k, state in enumerate(states)}
    matrix = np.zeros((len(states), len(states)))
    for state in states:
        counts = np.array(state)
        payoffs = np.array([RING[i] @ (counts - np.eye(3)[i]) / 2 for i in range(3)])
        for old in range(3):
            for new in range(3):
                if process == "moran":
                    weights = counts * np.exp(beta * payoffs)
                    chance = counts[old] / 3 * weights[new] / weights.sum()
                else:
                    chance = counts[old] / 3 * (counts[new] - (old == new)) / 2
                    chance *= 1 / (1 + np.exp(-beta * (payoffs[new] - payoffs[old]))) if old != new else 1.0
                if chance > 0 and old != new:
                    after = counts + np.eye(3, dtype=int)[new] - np.eye(3, dtype=int)[old]
                    matrix[number[state], number[tuple(after)]] += chance
        matrix[number[state], number[state]] = 1 - matrix[number[state]].sum()
    ends = np.linalg.matrix_power(matrix, 4096)[number[1, 1, 1]]
    return np.array([ends[number[3, 0, 0]], ends[number[0, 3, 0]], ends[number[0, 0, 3]]])


@pytest.mark.parametrize("process", PROCESSES)
def test_a_run_depends_on_its_number_and_the_seed_only(process: str) -> None:
    types = donation_types(b=3, c=1)
    many = simulate(process, types, [5, 5], selection=0.1, runs=50, seed=2).shares
    few = simulate(process, types, [5, 5], selection=0.1, runs=7, seed=2).shares
    assert np.array_equal(many[:7], few)
    assert not np.array_equal(many, simulate(process, types, [5, 5], selection=0.1, runs=50, seed=4).shares)
    assert len(np.unique(many[:, 0])) == 2


@pytest.mark.slow
def test_axelrod_counts_fixations_of_the_moran_process_as_we_do() -> None:
    """Axelrod's fitness is a match's score, ours exp(beta payoff); so ours is at log scores, where the two coincide.

    Only between defectors and cooperators of a population of two is a score a payoff of one type: R, S, T, P > 0 then
    stand for themselves, and the chain is one step long.
    """
    import axelrod

    players, runs, wins = [axelrod.Cooperator(), axelrod.Defector()], 200, 0
    game = axelrod.Game(r=3, s=1, t=5, p=2)
    for seed in range(runs):
        process = axelrod.MoranProcess(players, turns=1, game=game, seed=seed)
        process.play()
        wins += process.winning_strategy_name == "Cooperator"
    logs = two(np.log(np.array([[3.0, 1.0], [5.0, 2.0]])))
    p = fixation(logs, population=2, selection=1.0)["a"]
    assert p == pytest.approx(1 / 6)  # scores 1 and 5
    assert abs(wins / runs - p) <= 4 * np.sqrt(p * (1 - p) / runs)


@pytest.mark.parametrize(
    ("ask", "error", "sentence"),
    [
        (lambda _: fixation(two(np.eye(2)), population=1, selection=1), BadArgument, "has nobody to meet"),
        (lambda _: fixation(two(np.eye(2)), population=10**8, selection=1), BadArgument, "at most 10000000"),
        (lambda _: fixation(two(np.eye(2)), population=9, selection=-1), BadArgument, "finite number of at least 0"),
        (lambda _: fixation(two(np.eye(2)), population=9, selection=1, assortment=2), BadProbability, "[0, 1]"),
        (
            lambda _: fixation(TypeGame(("a", "b", "c"), np.eye(3)), population=9, selection=1),
            BadArgument,
            "two types",
        ),
        (lambda m: m.stationary(two(np.eye(2)), population=9, selection=1, mutation=0.0), BadProbability, "above 0"),
    ],
)
def test_what_is_out_of_range_is_refused(ask: object, error: type[Exception], sentence: str) -> None:
    for module in (moran, pairwise):
        with pytest.raises(error) as caught:
            ask(module)  # type: ignore[operator]
        assert sentence in str(caught.value)


@pytest.mark.parametrize("start", [[1, 2, 3], [-1, 3], [0.5, 1.5], [1, 0]])
def test_counts_that_are_none_are_refused(start: list[int]) -> None:
    with pytest.raises(BadArgument):
        simulate("moran", two(np.eye(2)), start, selection=1.0)
