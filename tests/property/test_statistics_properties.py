"""What holds of every comparison: signs, order, duplicates, bounds."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from selfother.records import ItemScore
from selfother.statistics.clusters import holm, sign_flip_p, spread_of, wilson
from selfother.studies.declaring.cells import Replicate
from selfother.studies.judging.comparisons import Scores, difference, level_of

ONE = Replicate(0, 0)
BITS = st.lists(st.sampled_from([0.0, 1.0]), min_size=8, max_size=40)


def _scores(values: Sequence[float | None], *, copies: int = 1) -> Scores:
    """Return two families of mirrored pairs."""
    return {
        ONE: [
            ItemScore(
                item=f"{i}-{copy}",
                measure="m",
                value=value,
                family=f"f{i % 2}",
                cluster=f"c{i // 4}-{i % 2}",
                form="choice",
            )
            for i, value in enumerate(values)
            for copy in range(copies)
        ]
    }


@given(BITS, st.randoms(use_true_random=False))
def test_swapping_arms_flips_the_sign(a: list[float], random: object) -> None:
    b = list(a)
    random.shuffle(b)  # type: ignore[attr-defined]
    there, back = difference(_scores(a), _scores(b)), difference(_scores(b), _scores(a))
    assert there.estimate.value == -back.estimate.value  # type: ignore[operator]
    assert there.p_value == back.p_value
    if there.estimate.low is not None and back.estimate.high is not None:
        assert abs(there.estimate.low + back.estimate.high) < 1e-12


@given(BITS)
def test_an_arm_does_not_differ_from_itself(a: list[float]) -> None:
    found = difference(_scores(a), _scores(a)).estimate
    assert found.value == 0.0
    assert found.low is None or (found.high is not None and found.low < 0.0 < found.high)


@given(BITS, st.integers(2, 4))
def test_duplicating_items_inside_a_cluster_does_not_narrow(a: list[float], copies: int) -> None:
    once, often = level_of(_scores(a)), level_of(_scores(a, copies=copies))
    assert often.n == copies * once.n
    assert abs(often.value - once.value) < 1e-12  # type: ignore[operator]
    if once.low is not None and once.high is not None and often.low is not None and often.high is not None:
        assert often.high - often.low >= once.high - once.low - 1e-9


@given(BITS, st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_matter(a: list[float], random: object) -> None:
    scores = _scores(a)
    mixed = list(scores[ONE])
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert level_of({ONE: mixed}) == level_of(scores)


@given(BITS, st.sets(st.integers(0, 39)))
def test_unscored_items_are_counted_and_never_zero(a: list[float], gone: set[int]) -> None:
    values = [None if i in gone else value for i, value in enumerate(a)]
    found = level_of(_scores(values))
    kept = [value for value in values if value is not None]
    assert (found.n, found.n_unscored) == (len(kept), len(values) - len(kept))
    if not kept:
        assert found.value is None
        assert found.reason


@given(BITS)
def test_rates_stay_rates_and_intervals_hold_them(a: list[float]) -> None:
    found = level_of(_scores(a))
    assert found.value is not None
    assert 0.0 <= found.value <= 1.0
    if found.low is not None and found.high is not None:
        assert 0.0 <= found.low <= found.value <= found.high <= 1.0
        assert found.high - found.low > 0.01


@given(st.integers(1, 500), st.floats(0, 1))
def test_wilson_is_symmetric_and_holds_the_rate(n: int, share: float) -> None:
    k = round(share * n)
    low, high = wilson(k, n)
    turned = wilson(n - k, n)
    assert low - 1e-12 <= k / n <= high + 1e-12
    assert np.allclose((1 - turned[1], 1 - turned[0]), (low, high))


@given(st.lists(st.floats(-1, 1), min_size=6, max_size=10))
def test_sign_flips_ignore_sign_and_order(values: list[float]) -> None:
    array = np.array(values)
    p = sign_flip_p([array])
    assert p is not None
    assert 0.0 < p <= 1.0
    assert sign_flip_p([-array]) == p
    assert sign_flip_p([np.sort(array)]) == p


@given(st.dictionaries(st.text(max_size=3), st.one_of(st.none(), st.floats(0, 1)), max_size=6))
def test_holm_never_lowers_and_keeps_ranks(p_values: dict[str, float | None]) -> None:
    adjusted = holm(p_values)
    known = sorted(((p, adjusted[name]) for name, p in p_values.items() if p is not None), key=lambda pair: pair[0])
    assert all(after is not None and p <= after <= 1.0 for p, after in known)
    assert [after for _, after in known] == sorted(after for _, after in known if after is not None)


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=20), st.floats(-3, 3), st.floats(0.1, 4))
def test_t_intervals_move_and_stretch_with_the_values(values: list[float], shift: float, scale: float) -> None:
    array = np.array(values)
    one, other = spread_of([array]).interval(), spread_of([array * scale + shift]).interval()
    if one is not None and other is not None:
        assert np.allclose(np.array(one) * scale + shift, other, atol=1e-6)
