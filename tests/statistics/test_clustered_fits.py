"""Least squares over few clusters: point estimates, errors by hand, coverage, and what cannot be estimated."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from selfother.errors import BadArgument
from selfother.seeds import stream
from selfother.statistics.clustered_fits import ClusteredFit, Noise, clustered_fit

ORGANISMS, TARGETS, SEEDS, ANSWERS = 5, 13, 5, 48
COLUMNS = ("intercept", "slope", "identity")


def _variance(rates: np.ndarray) -> np.ndarray:
    plus_four = (rates * ANSWERS + 2) / (ANSWERS + 4)
    return plus_four * (1 - plus_four) / (ANSWERS + 4)


def _drawn(
    rng: np.random.Generator, *, organisms: int = ORGANISMS, of_organisms: float = 0.1, of_seeds: float = 0.0
) -> dict[str, Any]:
    """Return the arguments of a fit: slopes that differ between organisms and seeds around 1, rates of 48 answers."""
    shape = (organisms, TARGETS, SEEDS)
    places = np.indices(shape).reshape(3, -1)
    truth = rng.choice([0.1, 0.5, 0.9], p=[0.5, 0.1, 0.4], size=shape[:2])
    slopes = 1 + of_organisms * rng.standard_normal((organisms, 1, 1))
    of_runs = 2 * of_seeds * rng.standard_normal((1, 1, SEEDS)) * (truth[..., None] - 0.5)
    noise = 0.05 * rng.standard_normal(shape)
    rates = np.clip(0.05 + slopes * (truth[..., None] - 0.05) + of_runs + noise, 0, 1)
    before = np.repeat(rng.binomial(ANSWERS, truth)[..., None] / ANSWERS, SEEDS, axis=2).ravel()
    after = rng.binomial(ANSWERS, rates).ravel() / ANSWERS
    organism, target, seed = (place.tolist() for place in places)
    return {
        "y": after,
        "columns": {"intercept": np.ones(len(after)), "slope": before, "identity": (places[1] < 4).astype(float)},
        "clusters": {"organisms": organism, "seeds": seed},
        "noise": [
            Noise(list(zip(organism, target, strict=True)), _variance(before)),
            Noise(range(len(after)), _variance(after)),
        ],
    }


def test_the_point_is_that_of_statsmodels() -> None:
    import statsmodels.api as sm

    drawn = _drawn(stream(0, "statsmodels"))
    fit = clustered_fit(**drawn)
    peer = sm.OLS(drawn["y"], np.column_stack(list(drawn["columns"].values()))).fit()
    assert [fit.values[name] for name in COLUMNS] == pytest.approx(list(peer.params), abs=1e-10)
    assert fit.residuals == pytest.approx(peer.resid, abs=1e-10)


def test_absorbed_groups_give_the_slope_of_dummies_in_statsmodels() -> None:
    import statsmodels.api as sm

    drawn = _drawn(stream(1, "statsmodels"))
    organisms, targets = drawn["clusters"]["organisms"], [group[1] for group in drawn["noise"][0].groups]
    slope = {"slope": drawn["columns"]["slope"]}
    fit = clustered_fit(drawn["y"], slope, clusters=drawn["clusters"], absorbed=[organisms, targets])
    dummies = [np.eye(ORGANISMS)[organisms], np.eye(TARGETS)[targets][:, 1:]]
    peer = sm.OLS(drawn["y"], np.column_stack([slope["slope"], *dummies])).fit()
    assert fit.values["slope"] == pytest.approx(float(peer.params[0]), abs=1e-10)


def test_the_error_over_organisms_is_the_jackknife_by_hand() -> None:
    drawn = _drawn(stream(2, "by hand"))
    fit = clustered_fit(**drawn)
    design, organisms = np.column_stack(list(drawn["columns"].values())), np.array(drawn["clusters"]["organisms"])
    without = [np.linalg.lstsq(design[organisms != k], drawn["y"][organisms != k])[0] for k in range(ORGANISMS)]
    values = np.array([fit.values[name] for name in COLUMNS])
    by_hand = np.sqrt((ORGANISMS - 1) / ORGANISMS * ((np.array(without) - values) ** 2).sum(axis=0))
    errors = [fit.errors[name]["organisms"] for name in COLUMNS]
    assert [error.size for error in errors] == pytest.approx(list(by_hand))
    assert {error.df for error in errors} == {ORGANISMS - 1}


def test_the_error_over_both_is_their_sum_without_the_pairs() -> None:
    drawn = _drawn(stream(3, "both"), of_seeds=0.1)
    pairs = list(zip(*drawn["clusters"].values(), strict=True))
    of_pairs = clustered_fit(drawn["y"], drawn["columns"], clusters={"pairs": pairs}).errors["slope"]["pairs"]
    errors = clustered_fit(**drawn).errors["slope"]
    both = errors["organisms"].size ** 2 + errors["seeds"].size ** 2 - of_pairs.size**2
    assert errors["organisms and seeds"].size == pytest.approx(math.sqrt(both))


def test_the_widest_kind_counts() -> None:
    fit = clustered_fit(**_drawn(stream(4, "widest"), of_organisms=0.0, of_seeds=0.2))
    assert fit.widest("slope") in ("seeds", "organisms and seeds")
    ends = fit.interval("slope")
    assert ends is not None
    for error in fit.errors["slope"].values():
        assert (ends[1] - ends[0]) / 2 >= stats.t.ppf(0.975, error.df) * error.size - 1e-12


@pytest.mark.parametrize(("of_organisms", "of_seeds"), [(0.1, 0.0), (0.0, 0.0), (0.1, 0.05), (0.05, 0.1), (0.2, 0.0)])
def test_intervals_cover(of_organisms: float, of_seeds: float) -> None:
    """95 % intervals of all three coefficients, around the mean of the estimates, in 150 draws."""
    rng, draws = stream(5, "coverage", f"{of_organisms} {of_seeds}"), 150
    fits = [clustered_fit(**_drawn(rng, of_organisms=of_organisms, of_seeds=of_seeds)) for _ in range(draws)]
    for name in COLUMNS:
        centre = float(np.mean([fit.values[name] for fit in fits]))
        missed = sum(not _covers(fit, name, centre) for fit in fits)
        assert stats.binom.sf(missed - 1, draws, 0.05) > 1e-3, (name, missed)


def _covers(fit: ClusteredFit, name: str, value: float) -> bool:
    ends = fit.interval(name)
    return ends is not None and ends[0] <= value <= ends[1]


def test_a_fit_without_a_residual_is_not_plus_minus_zero() -> None:
    x = [0.0, 1.0] * 4
    columns = {"intercept": [1.0] * 8, "slope": x}
    clusters = {"organisms": [0, 0, 0, 0, 1, 1, 1, 1], "seeds": [0, 0, 1, 1, 0, 0, 1, 1]}
    bare = clustered_fit(x, columns, clusters=clusters)
    assert bare.values["slope"] == pytest.approx(1.0)
    assert (bare.interval("slope"), bare.reasons["slope"]) == (None, "nothing varies")
    fit = clustered_fit(x, columns, clusters=clusters, noise=[Noise(range(8), [0.01] * 8)])
    ends = fit.interval("slope")
    assert ends is not None
    assert (fit.widest("slope"), ends[1] - ends[0]) == (
        "items",
        pytest.approx(2 * 1.96 * math.sqrt(0.01 / 2), rel=1e-3),
    )


def test_a_coefficient_that_rests_on_one_cluster_has_no_interval() -> None:
    drawn = _drawn(stream(6, "one cluster"))
    organisms = np.array(drawn["clusters"]["organisms"])
    drawn["columns"]["identity"] = np.where(organisms == 3, drawn["columns"]["identity"], 0.0)
    fit = clustered_fit(**drawn)
    assert (fit.interval("identity"), fit.widest("identity")) == (None, "")
    assert fit.reasons["identity"] == "it cannot be estimated without 3"
    assert fit.interval("slope") is not None
    assert not fit.is_within("identity", 10.0)
    assert not fit.is_beyond("identity", 0.0, of=100.0)


def test_columns_that_are_one_column_are_not_estimated() -> None:
    drawn = _drawn(stream(7, "collinear"))
    drawn["columns"]["slope"] = np.full(len(drawn["y"]), 0.3)
    fit = clustered_fit(**drawn)
    assert (fit.values["slope"], fit.values["intercept"]) == (None, None)
    assert fit.values["identity"] is not None
    assert "do not tell it apart" in fit.reasons["slope"]


def test_one_cluster_gives_no_error_of_its_kind() -> None:
    drawn = _drawn(stream(8, "one organism"), organisms=1)
    fit = clustered_fit(**drawn)
    assert set(fit.errors["slope"]) == {"seeds", "items"}
    alone = clustered_fit(drawn["y"], drawn["columns"], clusters={"organisms": drawn["clusters"]["organisms"]})
    assert (alone.interval("slope"), alone.reasons["slope"]) == (None, "there is one cluster only")


def test_the_words_within_and_beyond() -> None:
    fit = clustered_fit(**_drawn(stream(9, "words"), of_organisms=0.02))
    assert fit.is_within("slope", 0.15, of=1.0)
    assert not fit.is_within("slope", 0.001, of=1.0)
    assert not fit.is_within("slope", 0.15, of=0.5)
    assert fit.is_beyond("slope", 0.15, of=0.5)
    assert not fit.is_beyond("slope", 0.15, of=1.0)


@pytest.mark.parametrize(
    ("y", "columns", "text"),
    [
        ([], {"slope": []}, "as long as y"),
        ([1.0, 2.0], {}, "needs columns"),
        ([1.0, 2.0], {"slope": [1.0]}, "got y of 2 and lengths 1, 2"),
        ([1.0, math.nan], {"slope": [1.0, 2.0]}, "finite numbers"),
    ],
)
def test_wrong_arguments_are_named(y: list[float], columns: dict[str, list[float]], text: str) -> None:
    with pytest.raises(BadArgument, match=text):
        clustered_fit(y, columns, clusters={"runs": [0] * len(y)})
