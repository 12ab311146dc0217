"""What holds of similarity and of linear probes, whatever the activations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.errors import BadArgument, NotMeasured
from selfother.models.linear_probe import fit_ridge
from selfother.models.similarity import cosines, linear_cka, mean_squared_distances, mean_variance

SEEDS = st.integers(0, 2**32 - 1)
WIDTHS = st.integers(2, 40)


def _rows(seed: int, rows: int, hidden: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, hidden))


def _rotation(seed: int, hidden: int) -> np.ndarray:
    return np.linalg.qr(np.random.default_rng(seed).normal(size=(hidden, hidden)))[0]


@given(SEEDS, WIDTHS, WIDTHS, st.floats(1e-3, 1e3), st.booleans())
def test_cka_ignores_rotation_scale_and_shift(seed: int, hidden: int, other: int, scale: float, debiased: bool) -> None:
    a, b = _rows(seed, 12, hidden), _rows(seed + 1, 12, other)
    before = linear_cka(a, b, debiased=debiased)
    assert linear_cka(a @ _rotation(seed, hidden) * scale + 3.0, b, debiased=debiased) == pytest.approx(
        before, abs=1e-6
    )
    assert linear_cka(b, a, debiased=debiased) == pytest.approx(before, abs=1e-9)
    order = np.random.default_rng(seed).permutation(12)
    assert linear_cka(a[order], b[order], debiased=debiased) == pytest.approx(before, abs=1e-9)
    assert -1.0 <= before <= 1.0


@given(SEEDS, WIDTHS, st.booleans())
def test_cka_of_a_set_with_itself_is_one(seed: int, hidden: int, debiased: bool) -> None:
    a = _rows(seed, 10, hidden)
    assert linear_cka(a, a, debiased=debiased) == pytest.approx(1.0)


def test_only_the_debiased_cka_is_near_zero_for_sets_that_have_nothing_in_common() -> None:
    pairs = [(_rows(seed, 24, 500), _rows(seed + 100, 24, 500)) for seed in range(20)]
    assert np.mean([linear_cka(a, b, debiased=False) for a, b in pairs]) > 0.9
    assert abs(np.mean([linear_cka(a, b) for a, b in pairs])) < 0.02


def test_cka_refuses_what_it_cannot_compare() -> None:
    with pytest.raises(BadArgument, match=r"the same 4 or more prompts.*\(3, 5\)"):
        linear_cka(_rows(0, 3, 5), _rows(1, 3, 5))
    with pytest.raises(BadArgument, match="the same prompts"):
        linear_cka(_rows(0, 8, 5), _rows(1, 9, 5))
    with pytest.raises(NotMeasured, match="the same activation"):
        linear_cka(np.full((8, 5), 0.3, dtype=np.float32), _rows(1, 8, 5))


@given(SEEDS, WIDTHS)
def test_distance_cosine_and_spread_are_their_definitions(seed: int, hidden: int) -> None:
    a, b = _rows(seed, 6, hidden), _rows(seed + 1, 6, hidden)
    assert mean_squared_distances(a, b) == pytest.approx([np.mean((x - y) ** 2) for x, y in zip(a, b, strict=True)])
    assert cosines(a, -2 * a) == pytest.approx(np.full(6, -1.0))
    assert float(mean_variance(a * 3 + 1)) == pytest.approx(9 * float(mean_variance(a)))
    assert np.array_equal(mean_variance(np.stack([a, b])), [mean_variance(a), mean_variance(b)])


def test_a_cosine_with_nothing_is_no_number() -> None:
    assert np.isnan(cosines(np.zeros((1, 3)), np.ones((1, 3)))).all()
    with pytest.raises(BadArgument, match="pair by pair"):
        cosines(np.zeros((1, 3)), np.ones((2, 3)))


@given(SEEDS, WIDTHS, st.floats(1e-2, 1e2))
def test_ridge_scores_ignore_rotation_scale_and_shift(seed: int, hidden: int, scale: float) -> None:
    x, fresh = _rows(seed, 14, hidden), _rows(seed + 1, 5, hidden)
    labels = np.arange(14) % 2
    turn = _rotation(seed, hidden)
    before = fit_ridge(x, labels, strength=0.5).scores(fresh)
    after = fit_ridge(x @ turn * scale + 2.0, labels, strength=0.5).scores(fresh @ turn * scale + 2.0)
    assert after == pytest.approx(before, abs=1e-5)


@given(SEEDS, WIDTHS, st.floats(1e-2, 10))
def test_training_rows_score_zero_and_one_on_average_and_labels_turned_turn_the_scores(
    seed: int, hidden: int, strength: float
) -> None:
    x = _rows(seed, 14, hidden)
    labels = np.arange(14) % 2
    scores = fit_ridge(x, labels, strength=strength).scores(x)
    assert scores[labels == 0].mean() == pytest.approx(0.0, abs=1e-6)
    assert scores[labels == 1].mean() == pytest.approx(1.0, abs=1e-6)
    assert fit_ridge(x, 1 - labels, strength=strength).scores(x) == pytest.approx(1 - scores, abs=1e-6)


def test_several_sets_of_labels_at_once_are_each_alone() -> None:
    x, fresh = _rows(0, 12, 30), _rows(1, 4, 30)
    labels = np.stack([np.arange(12) % 2, np.arange(12) < 5], axis=1).astype(float)
    together = fit_ridge(x, labels).scores(fresh)
    alone = [fit_ridge(x, labels[:, k]).scores(fresh) for k in range(2)]
    assert together == pytest.approx(np.stack(alone, axis=1))


def test_ridge_is_its_closed_form() -> None:
    x, labels, strength = _rows(3, 9, 4), np.arange(9) % 2, 0.3
    centred = x - x.mean(0)
    size = (centred**2).sum(1).mean()
    primal = np.linalg.solve(centred.T @ centred + strength * size * np.eye(4), centred.T @ (labels - labels.mean()))
    probe = fit_ridge(x, labels, strength=strength)
    assert cosines(probe.weights[None], primal[None]) == pytest.approx([1.0])


@pytest.mark.parametrize(
    ("labels", "strength", "sentence"),
    [
        ([0, 1, 1], 0.1, "a label for every row"),
        ([1, 1, 1, 1], 0.1, "some of each"),
        ([0, 1, 2, 1], 0.1, "labels 0 and 1"),
        ([0, 1, 0, 1], 0.0, "strength must be positive; got 0"),
    ],
)
def test_ridge_refuses_what_it_cannot_learn(labels: list[int], strength: float, sentence: str) -> None:
    with pytest.raises(BadArgument, match=sentence):
        fit_ridge(_rows(0, 4, 3), labels, strength=strength)
    with pytest.raises(BadArgument, match="the same activation"):
        fit_ridge(np.ones((4, 3)), [0, 1, 0, 1])
