"""Every threshold of N players against the exact chain of N players, at small N; and its limit for large N."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.populations.exact_graph import exact_fixation

from selfother.games import Custom, PrisonersDilemma
from selfother.populations import TypeGame, donation_types
from selfother.populations import closed_forms as forms
from selfother.populations.chains import advantages
from selfother.populations.coalescence import critical_ratio, regular_critical_ratio
from selfother.populations.fixation import fixation
from selfother.populations.thresholds import graph_thresholds, well_mixed_thresholds

gifts = st.tuples(st.floats(1.05, 20.0), st.floats(0.1, 2.0)).map(lambda pair: (pair[0] * pair[1], pair[1]))
sizes = st.integers(2, 12)
cells = st.lists(st.floats(-3, 3), min_size=4, max_size=4).map(lambda four: np.array(four).reshape(2, 2))
WEAK, STEP = 1e-6, 1e-3


def is_favoured(types: TypeGame, size: int, *, assortment: float = 0.0) -> bool:
    """Return whether a single player of the first type takes over more often than a neutral one: the exact chain."""
    rho = fixation(types, population=size, selection=WEAK, assortment=assortment)[types.names[0]]
    return size * rho > 1.0


def test_the_numbers_of_small_populations() -> None:
    """A third is right for none of them."""
    accuracies = [forms.recognition_favoured(3, 1, population=size) for size in (5, 10, 50)]
    assert accuracies == pytest.approx([0.8182, 0.7647, 0.7241], abs=5e-5)
    shares = [forms.recognition_unstable_share(3, 1, a) for a in accuracies]
    assert shares == pytest.approx([0.143, 0.222, 0.308], abs=5e-4)
    said = well_mixed_thresholds(donation_types(b=3, c=1, recognition=0.75), population=10)
    assert said["recognition_favoured"] == pytest.approx(0.7647, abs=5e-5)
    assert "recognition_favoured" not in well_mixed_thresholds(donation_types(b=3, c=1, recognition=0.75))


@given(gifts, sizes)
def test_recognition_is_favoured_above_its_accuracy_among_few(gift: tuple[float, float], size: int) -> None:
    b, c = gift
    a = forms.recognition_favoured(b, c, population=size)
    if size == 2:
        assert a == pytest.approx(1.0)
        said = well_mixed_thresholds(donation_types(b=b, c=c, recognition=0.9), population=2)
        assert said["recognition_resists"] is None
        return
    for off in (-STEP, STEP):
        if 0.5 <= a + off <= 1.0:
            assert is_favoured(donation_types(b=b, c=c, recognition=a + off), size) == (off > 0)
    assert forms.recognition_favoured(b, c, population=10**9) == pytest.approx(forms.recognition_favoured(b, c))


@given(gifts, st.integers(3, 12))
def test_recognition_resists_a_single_player_above_its_accuracy_among_few(gift: tuple[float, float], size: int) -> None:
    b, c = gift
    a = forms.recognition_resists(b, c, population=size)
    for off in (-STEP, STEP):
        if 0.5 <= a + off <= 1.0:
            gaps = advantages(donation_types(b=b, c=c, recognition=a + off), population=size)
            assert (gaps[-2] > 0) == (off > 0)
    assert forms.recognition_resists(b, c, population=10**9) == pytest.approx(forms.recognition_resists(b, c))


@given(cells, sizes, st.floats(0.0, 1.0))
def test_weak_selection_favours_who_fares_better_with_a_third_of_the_players_and_a_third_of_one(
    payoffs: np.ndarray, size: int, r: float
) -> None:
    types = TypeGame(("a", "b"), payoffs)
    gaps = advantages(types, population=size, assortment=r)
    share = forms.favoured_below(size)
    there = gaps[0] + share * (gaps[-1] - gaps[0])
    if abs(there) > 0.01:
        assert is_favoured(types, size, assortment=r) == (there > 0)
    said = well_mixed_thresholds(types, population=size, assortment=r)
    if said["unstable_share"] is not None and abs(there) > 0.01:
        assert (said["unstable_share"] < said["favoured_below"]) == (there > 0)  # type: ignore[operator]


@given(cells, sizes, st.floats(0.0, 1.0))
def test_shares_at_rest_part_the_numbers_of_players(payoffs: np.ndarray, size: int, r: float) -> None:
    types = TypeGame(("a", "b"), payoffs)
    said = well_mixed_thresholds(types, population=size, assortment=r)
    gaps = advantages(types, population=size, assortment=r)[1:-1]
    shares = np.arange(1, size) / size
    if said["unstable_share"] is not None:
        clear = np.abs(shares - said["unstable_share"]) > 1e-9
        assert ((gaps > 0) == (shares > said["unstable_share"]))[clear].all()
    elif said["stable_share"] is not None:
        clear = np.abs(shares - said["stable_share"]) > 1e-9
        assert ((gaps > 0) == (shares < said["stable_share"]))[clear].all()
    else:
        assert (gaps > -1e-9).all() or (gaps < 1e-9).all()


@given(cells, sizes)
def test_assortment_lets_a_single_player_fare_better_above_its_threshold(payoffs: np.ndarray, size: int) -> None:
    types = TypeGame(("a", "b"), payoffs)
    said = well_mixed_thresholds(types, population=size)
    for name, at in (("assortment_invades", 1), ("assortment_resists", -2)):
        r = said[name]
        for x in [1.0] if r is None else [x for x in (r - STEP, r + STEP) if 0 <= x <= 1]:
            gap = advantages(types, population=size, assortment=x)[at]
            if abs(gap) > 1e-9:
                assert (gap > 0) == (r is not None and x > r)


@given(st.integers(2, 30), st.floats(0.0, 1.0), st.sampled_from([(3, 0, 5, 1), (4, 1, 5, 2)]))
def test_one_mixed_strategy_cooperates_between_its_thresholds_among_few(
    size: int, r: float, four: tuple[int, ...]
) -> None:
    """A mutant that cooperates a little more than its population: whether it fares better than the N - 1 others."""
    game = PrisonersDilemma() if four == (3, 0, 5, 1) else Custom(*four)
    said = well_mixed_thresholds(TypeGame(("C", "D"), game.views[0].own, game=game), population=size)

    def gain(level: float, more: float) -> float:
        plays = np.array([[level + more, 1 - level - more], [level, 1 - level]])
        mutant = TypeGame(("mutant", "resident"), plays @ game.views[0].own @ plays.T)
        return float(advantages(mutant, population=size, assortment=r)[1])

    for name, level, more in (("mixed_strategy_invades", 0.0, 1e-6), ("mixed_strategy_resists", 1.0, -1e-6)):
        threshold = said[name]
        begins = gain(level, more) * np.sign(more) > 0
        if threshold is None:
            assert not begins or r > 0.99
        elif abs(threshold - r) > STEP:
            assert begins == (r > threshold)


def test_many_neighbours_are_favoured_at_no_ratio() -> None:
    """From k = N / 2 on the formula is infinite or below 0: no benefit is enough, and none is printed."""
    for k, size in ((4, 8), (5, 8), (7, 8)):
        graph = nx.circulant_graph(size, list(range(1, k // 2 + 1)) + ([size // 2] if k % 2 else []))
        assert regular_critical_ratio(k, size) == np.inf or regular_critical_ratio(k, size) < 0
        assert graph_thresholds(donation_types(b=3, c=1), graph, updating="death-birth")["critical_ratio"] is None
        drift = exact_fixation(graph, [[1e3 - 1, -1], [1e3, 0]], updating="death-birth", selection=1e-7)
        assert size * drift < 1.0


@given(st.integers(0, 10**6), st.integers(4, 6), st.sampled_from(["death-birth", "birth-death", "pairwise"]))
@settings(max_examples=10)
def test_the_ratio_of_a_graph_parts_what_the_whole_chain_favours(seed: int, size: int, updating: str) -> None:
    graph = nx.gnp_random_graph(size, 0.6, seed=seed)
    if not nx.is_connected(graph):
        return
    ratio = critical_ratio(graph, updating=updating)
    for b in (1.5, 3.0, 20.0):
        if abs(b - ratio) > 0.1:
            drift = exact_fixation(graph, [[b - 1, -1], [b, 0]], updating=updating, selection=1e-6)
            assert (size * drift > 1.0) == (0 < ratio < b)
