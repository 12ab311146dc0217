"""Intervals and tests against closed forms, published numbers and enumerations."""

import math

import numpy as np
import pytest
from scipy import stats

from selfother.errors import BadArgument
from selfother.seeds import stream
from selfother.statistics.clusters import (
    DIFFERENCE,
    RATE,
    bootstrap_t,
    equivalence_p,
    holm,
    minimum_detectable_effect,
    sign_flip_p,
    spread_of,
    wilson,
)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_numbers_of_newcombe_1998(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3), (0, 0)])
def test_wilson_refuses_what_is_no_rate(k: int, n: int) -> None:
    with pytest.raises(BadArgument, match="0 <= successes <= n"):
        wilson(k, n)


def test_one_family_is_the_t_interval() -> None:
    values = stream(0, "t").normal(size=12)
    found = spread_of([values]).interval()
    assert found == pytest.approx(stats.t.interval(0.95, 11, values.mean(), stats.sem(values)))


def test_families_weigh_the_same_and_satterthwaite_holds() -> None:
    a, b = np.array([1.0, 2.0, 3.0]), np.array([10.0, 10.5, 11.0, 11.5, 12.0])
    spread = spread_of([a, b])
    va, vb = a.var(ddof=1) / 3 / 4, b.var(ddof=1) / 5 / 4
    assert spread.value == pytest.approx((2.0 + 11.0) / 2)
    assert spread.standard_error == pytest.approx(math.sqrt(va + vb))
    assert spread.df == pytest.approx((va + vb) ** 2 / (va**2 / 2 + vb**2 / 4))


def test_bonett_and_price_on_single_items() -> None:
    """Discordant 8 and 2 of 40: the adjusted Wald interval."""
    values = np.array([1.0] * 8 + [-1.0] * 2 + [0.0] * 30)
    p12, p21 = 9 / 42, 3 / 42
    error = math.sqrt((p12 + p21 - (p12 - p21) ** 2) / 42)
    half = stats.norm.ppf(0.975) * error
    assert spread_of([values], pseudo=DIFFERENCE).interval() == pytest.approx((p12 - p21 - half, p12 - p21 + half))


@pytest.mark.parametrize("value", [0.0, 1.0, -1.0])
def test_clusters_that_do_not_vary_still_give_an_interval(value: float) -> None:
    strata = [np.full(32, value)] * 3
    low, high = spread_of(strata, pseudo=DIFFERENCE).interval() or (0.0, 0.0)
    assert low <= value <= high
    assert 0.02 < high - low < 0.2
    assert low >= -1.0
    assert high <= 1.0


def test_order_bias_alone_gives_an_interval_too() -> None:
    """A model that always names the second place: every mirrored pair has the mean 1/2."""
    low, high = spread_of([np.full(32, 0.5)], pseudo=RATE).interval() or (0.0, 0.0)
    assert 0.40 < low < 0.5 < high < 0.60


def test_one_cluster_or_values_that_do_not_vary_have_no_t_interval() -> None:
    assert spread_of([np.array([0.3])]).interval() is None
    assert spread_of([np.array([0.3]), np.array([0.1, 0.2])], pseudo=RATE).interval() is None
    assert spread_of([np.full(9, 2.5)]).interval() is None


def test_seeds_widen_and_two_seeds_widen_a_lot() -> None:
    values = np.tile([0.0, 1.0, 0.0, 0.0], 16)

    def width(*seeds: float) -> float:
        low, high = spread_of([values], pseudo=RATE, seeds=[list(seeds)] if seeds else []).interval() or (0, 0)
        return high - low

    assert width() == width(0.25, 0.25)
    assert width(0.2, 0.3) > 1.5 * width()
    assert width(0.2, 0.22, 0.25, 0.28, 0.3) < width(0.2, 0.3)


def test_sign_flips_are_exact_on_few_clusters() -> None:
    assert sign_flip_p([np.ones(6)]) == pytest.approx(2 / 64)
    assert sign_flip_p([np.array([1.0, 1.0, 1.0, 1.0, 1.0, -1.0])]) == pytest.approx(14 / 64)
    assert sign_flip_p([np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0])]) == pytest.approx(2 / 64)


def test_sign_flips_say_nothing_where_they_cannot_reach() -> None:
    assert sign_flip_p([np.ones(5)]) is None
    assert sign_flip_p([np.zeros(20)]) == 1.0


def test_random_sign_flips_agree_with_t() -> None:
    values = stream(3, "flips").normal(0.3, 1.0, size=60)
    assert sign_flip_p([values]) == pytest.approx(float(stats.ttest_1samp(values, 0).pvalue), abs=0.02)


def test_holm_keeps_order_and_counts_what_was_not_computed() -> None:
    assert holm({"a": 0.01, "b": None, "c": 0.02}) == {"a": 0.03, "b": None, "c": 0.04}
    assert holm({"a": 0.6, "b": 0.9}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


def test_equivalence_is_the_ninety_percent_interval_inside_the_margin() -> None:
    spread = spread_of([stream(1, "tost").normal(0.01, 0.1, size=40)])
    low, high = spread.interval(0.90) or (0.0, 0.0)
    edge = max(-low, high)
    assert equivalence_p(spread, edge + 1e-9) == pytest.approx(0.05, abs=1e-6)
    assert (equivalence_p(spread, edge * 2) or 1) < 0.05 < (equivalence_p(spread, edge / 2) or 0)
    with pytest.raises(BadArgument, match="positive"):
        equivalence_p(spread, 0.0)


def test_minimum_detectable_effect_against_the_textbook() -> None:
    """One sample, n = 34, 80 % power, two-sided 5 %: a standardised effect of 0.5 (Cohen 1988)."""
    assert minimum_detectable_effect([34], deviation=1.0) == pytest.approx(0.5, abs=0.01)
    assert minimum_detectable_effect([32, 32, 32]) < minimum_detectable_effect([32])
    assert minimum_detectable_effect([1, 32]) == math.inf


def test_bootstrap_t_is_near_t_for_normal_values_and_refuses_few() -> None:
    values = stream(2, "bootstrap").normal(size=40)
    assert bootstrap_t([values]) == pytest.approx(spread_of([values]).interval(), abs=0.05)
    with pytest.raises(BadArgument, match="at least 3 clusters"):
        bootstrap_t([values[:2]])


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_an_error_and_no_p(value: float) -> None:
    strata = [np.array([0.1] * 8 + [value])]
    for of in (spread_of, sign_flip_p):
        with pytest.raises(BadArgument, match=r"finite number; got (nan|inf) \(1 of 9\)"):
            of(strata)
    with pytest.raises(BadArgument, match=r"lie in \[0, 1\]; got (nan|inf) for 'b'"):
        holm({"a": 0.01, "b": value})
    with pytest.raises(BadArgument, match="margin must be positive"):
        equivalence_p(spread_of([np.array([0.1, 0.2])]), value)


@pytest.mark.parametrize("step", [0.5, 0.1])
def test_what_varies_by_rounding_only_does_not_vary(step: float) -> None:
    """0.1 apart in decimals was p = 4e-47 by t, 0.5 apart was no p at all."""
    bases = np.array([0.3, 0.6, 0.9, 1.1])
    found = spread_of([(bases + step) - bases], scale=1.6)
    assert found.p_value() is None
    assert found.reason == "no cluster differs from another"
    assert sign_flip_p([np.array([0.1, 0.2, -0.3] * 3)]) == 1.0  # its sum is 5.6e-17 in most orders


def test_an_interval_stays_in_the_bounds_that_are_named() -> None:
    values = np.array([1.0, 0.0, 0.75])
    wide, kept = spread_of([values]), spread_of([values], bounds=(-1.0, 1.0))
    assert (wide.interval() or (0.0, 0.0))[1] > 1.0
    assert kept.interval() == ((wide.interval() or (0.0, 0.0))[0], 1.0)
    assert kept.p_value() == wide.p_value()


def test_why_there_is_no_interval_names_families_only_where_there_are_some() -> None:
    lone, two = np.array([0.3]), np.array([0.1, 0.2])
    assert spread_of([lone]).reason == "there is one cluster only"
    assert spread_of([lone, two]).reason == "a family has one cluster only"
    assert spread_of([two]).reason == ""


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [24, 40])
@pytest.mark.parametrize(
    ("shared", "rates"), [(0.0, (0.5, 0.5)), (0.3, (0.5, 0.5)), (0.5, (0.3, 0.6)), (0.9, (0.2, 0.5))]
)
def test_coverage_of_paired_differences(clusters: int, shared: float, rates: tuple[float, float]) -> None:
    """Mirrored pairs whose two items share their fate with probability `shared`: 93 to 97 % cover."""
    rng = stream(0, "coverage", clusters, shared)
    covered = 0
    draws = 4000
    for _ in range(draws):
        difference = np.zeros(clusters)
        for sign, rate in zip((-1.0, 1.0), rates, strict=True):
            first, second = rng.random((2, clusters)) < rate
            second = np.where(rng.random(clusters) < shared, first, second)
            difference += sign * (first.astype(float) + second) / 2
        low, high = spread_of([difference], pseudo=DIFFERENCE).interval() or (0.0, 0.0)
        covered += low <= rates[1] - rates[0] <= high
    assert 0.93 <= covered / draws <= (0.97 if shared else 0.98)


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [24, 40])
@pytest.mark.parametrize("rate", [0.02, 0.1, 0.5, 0.95])
def test_coverage_of_rates(clusters: int, rate: float) -> None:
    """At extreme rates the interval may cover too much (it is discrete), never too little."""
    rng = stream(0, "coverage of rates", clusters, rate)
    covered = 0
    draws = 4000
    for _ in range(draws):
        means = (rng.random((2, clusters)) < rate).mean(axis=0)
        low, high = spread_of([means], pseudo=RATE).interval() or (0.0, 0.0)
        covered += low <= rate <= high
    assert 0.93 <= covered / draws <= (0.975 if rate == 0.5 else 1.0)


@pytest.mark.slow
def test_coverage_over_training_seeds_is_on_the_safe_side() -> None:
    """Five seeds, 32 clusters: item and seed effects both vary."""
    rng = stream(0, "coverage of seeds")
    covered = 0
    draws = 3000
    for _ in range(draws):
        items, seeds = rng.normal(0, 0.3, size=32), rng.normal(0, 0.1, size=5)
        table = items[None, :] + seeds[:, None] + rng.normal(0, 0.2, size=(5, 32))
        low, high = spread_of([table.mean(axis=0)], seeds=[list(table.mean(axis=1))]).interval() or (0.0, 0.0)
        covered += low <= 0.0 <= high
    assert 0.93 <= covered / draws <= 0.99
