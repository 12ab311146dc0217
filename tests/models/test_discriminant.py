"""A linear probe of many classes against its closed form, on planted classes, and under moves that must not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ortho_group
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from selfother.errors import BadArgument
from selfother.models.discriminant import fit_discriminants


def planted(rows: int, hidden: int, classes: int, *, size: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    labels = np.arange(rows) % classes
    return rng.normal(size=(rows, hidden)) + size * rng.normal(size=(classes, hidden))[labels], labels


def test_a_little_shrinkage_is_linear_discriminant_analysis() -> None:
    """scikit-learn's, without shrinkage, on more rows than hidden units."""
    x, y = planted(300, 8, 3, size=0.8)
    found = fit_discriminants(x, y, count=3, shrinkages=[1e-9]).scores(x)[0]
    other = LinearDiscriminantAnalysis(solver="lsqr").fit(x, y).decision_function(x)
    np.testing.assert_allclose(found - found.mean(1, keepdims=True), other - other.mean(1, keepdims=True), atol=1e-6)


def test_full_shrinkage_takes_the_nearest_mean() -> None:
    x, y = planted(60, 5, 3, size=2.0)
    means = np.stack([x[y == c].mean(0) for c in range(3)])
    nearest = np.square(x[:, None] - means).sum(2).argmin(1)
    np.testing.assert_array_equal(fit_discriminants(x, y, count=3, shrinkages=[1.0]).scores(x)[0].argmax(1), nearest)


@settings(max_examples=15)
@given(st.integers(4, 40), st.integers(0, 5))
def test_fewer_rows_than_units_gives_what_the_whole_matrix_gives(hidden: int, seed: int) -> None:
    """The short way over the rows' Gram matrix, against the definition."""
    x, y = planted(12, hidden, 2, size=1.0, seed=seed)
    new = np.random.default_rng(seed + 1).normal(size=(7, hidden))
    means = np.stack([x[y == c].mean(0) for c in range(2)])
    within = (x - means[y]).T @ (x - means[y]) / len(x)
    precise = np.linalg.inv(0.6 * within + 0.4 * np.trace(within) / hidden * np.eye(hidden))
    expected = new @ precise @ means.T - 0.5 * np.einsum("ch,hk,ck->c", means, precise, means)
    found = fit_discriminants(x, y, count=2, shrinkages=[0.9, 0.4]).scores(new)[1]
    np.testing.assert_allclose(found[:, 1] - found[:, 0], expected[:, 1] - expected[:, 0], rtol=1e-6, atol=1e-8)


def test_rotation_shift_and_scale_change_no_score() -> None:
    x, y = planted(40, 6, 3, size=1.0)
    turned = 30 * x @ ortho_group.rvs(6, random_state=1) - 100
    first, second = (fit_discriminants(v, y, count=3, shrinkages=[0.3]).scores(v)[0] for v in (x, turned))
    np.testing.assert_allclose(first - first[:, :1], second - second[:, :1], atol=1e-6)


def test_rows_that_do_not_vary_tell_nothing() -> None:
    """A representation that has collapsed: each score is how frequent the class is."""
    flat = fit_discriminants(np.ones((4, 3)), [0, 1, 0, 0], count=2, shrinkages=[0.5]).scores(np.ones((2, 3)))
    np.testing.assert_allclose(flat[0], np.log([[0.75, 0.25]] * 2))
    alone = fit_discriminants(np.eye(2), [0, 1], count=2, shrinkages=[0.5]).scores(np.eye(2))[0]
    np.testing.assert_array_equal(alone.argmax(1), [0, 1])


@pytest.mark.parametrize(
    ("values", "classes", "shrinkage", "words"),
    [
        (np.eye(4), [0, 0, 0, 0], 0.5, "rows of each of them"),
        (np.eye(4), [0, 1, 0], 0.5, "a class for every row"),
        (np.eye(4), [0, 1, 0, 1], 0.0, "shrinkage lies above 0"),
    ],
)
def test_what_cannot_be_fitted_is_refused(values, classes, shrinkage: float, words: str) -> None:
    with pytest.raises(BadArgument, match=words):
        fit_discriminants(values, classes, count=2, shrinkages=[shrinkage])
