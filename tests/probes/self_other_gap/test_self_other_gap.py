"""The self-other gap and its controls: activations that are planted give the numbers that a reader can work out."""

import math

import numpy as np
import pytest

from selfother.probes.self_other_gap.ratios import ratio_of
from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap

PROBE = SelfOtherGap(items=8, layer=1)
CLUSTERS = [f"situation-{number // 2}" for number in range(8)]


def planted(*, gap: float, name_gap: float, variation: float):
    """Activations of 8 prompts in 4 dimensions: one varies over prompts, one over who asks, one over the name."""
    prompts = np.linspace(-1.0, 1.0, 8) * variation
    rival = np.stack([prompts, np.zeros(8), np.zeros(8), np.full(8, 2.0)], axis=1)
    towards_self, to_another_name = np.array([0.0, gap, 0.0, 0.0]), np.array([0.0, 0.0, name_gap, 0.0])
    return {"rival": rival, "self": rival + towards_self, "other": rival + to_another_name}


@pytest.fixture
def run(monkeypatch, tiny_model, other_tiny_model):
    """A run of the probe with planted activations of the model after and before a change."""

    def measure(after, before):
        read = lambda _probe, model, _drawn: before if model is tiny_model else after  # noqa: E731
        monkeypatch.setattr(SelfOtherGap, "_read", read)
        return PROBE.run(other_tiny_model, tiny_model)

    return measure


def means(result) -> dict[str, float]:
    """Measure -> mean over situations, and the same before the change."""
    values = {}
    for measure in ("gap", "name_gap", "norm"):
        items = [item for item in result.items if item.measure == measure]
        values[measure] = float(np.mean([item.value for item in items]))
        values[f"{measure} before"] = float(np.mean([item.detail["before"] for item in items]))
    return values


def test_gaps_are_squared_distances_in_variances_of_the_reference(run) -> None:
    before = planted(gap=3.0, name_gap=1.0, variation=1.0)
    found = means(run(planted(gap=1.5, name_gap=1.0, variation=1.0), before))
    unit = np.linspace(-1.0, 1.0, 8).var()  # both are means over the same 4 dimensions
    assert found["gap before"] == pytest.approx(9.0 / unit)
    assert found["gap"] == pytest.approx(2.25 / unit)
    assert found["name_gap"] == pytest.approx(found["name_gap before"]) == pytest.approx(1.0 / unit)
    norms = np.sqrt(np.linspace(-1.0, 1.0, 8) ** 2 + 4.0)
    assert found["norm"] == pytest.approx(norms.mean())


def test_a_collapse_shrinks_both_gaps_and_the_variation_alike(run) -> None:
    before = planted(gap=3.0, name_gap=1.0, variation=1.0)
    result = run({who: values * 0.2 for who, values in before.items()}, before)
    found = means(result)
    assert found["gap"] / found["gap before"] == pytest.approx(0.04)
    assert found["name_gap"] / found["name_gap before"] == pytest.approx(0.04)
    assert found["norm"] / found["norm before"] == pytest.approx(0.2)
    assert result.estimates["variance_ratio"].value == pytest.approx(0.04)
    assert result.estimates["variance_ratio_self"].value == pytest.approx(0.04)
    assert "the residual stream after layer 1 of 3" in result.estimates["variance_ratio"].method


def test_prompts_that_are_all_alike_have_no_variation_left(run) -> None:
    before = planted(gap=3.0, name_gap=1.0, variation=1.0)
    ratio = run(planted(gap=3.0, name_gap=1.0, variation=0.0), before).estimates["variance_ratio"]
    assert (ratio.value, ratio.low, ratio.reason) == (0.0, None, "no interval at 0")


def test_a_reference_that_does_not_vary_gives_no_unit(run) -> None:
    flat = planted(gap=3.0, name_gap=1.0, variation=0.0)
    result = run(planted(gap=3.0, name_gap=1.0, variation=1.0), flat)
    assert result.estimates["variance_ratio"].value is None
    gaps = [item for item in result.items if item.measure != "norm"]
    assert {item.value for item in gaps} == {None}
    assert {item.reason for item in gaps} == {"the reference does not vary over prompts, so there is no unit"}
    assert all(item.value > 0 for item in result.items if item.measure == "norm")


def test_activations_that_are_not_finite_are_no_collapse(run) -> None:
    before = planted(gap=3.0, name_gap=1.0, variation=1.0)
    result = run({who: np.full_like(values, np.nan) for who, values in before.items()}, before)
    assert {item.value for item in result.items} == {None}
    assert {item.reason for item in result.items} == {"an activation is not a finite number"}
    ratio = result.estimates["variance_ratio"]
    assert (ratio.value, ratio.reason) == (None, "an activation is not a finite number")


def test_the_interval_of_a_ratio_covers_it_and_does_not_depend_on_the_order_of_rows() -> None:
    rng = np.random.default_rng(0)
    covered = 0
    for _ in range(200):
        before = rng.lognormal(sigma=0.5, size=40)
        after = 0.3 * before * rng.lognormal(-0.125 / 2, math.sqrt(0.125), size=40)
        clusters = [f"{number}" for number in range(40)]
        ratio = ratio_of(lambda rows: after[rows].mean(), lambda rows: before[rows].mean(), clusters)  # noqa: B023
        covered += ratio.low <= 0.3 <= ratio.high
    assert 180 <= covered <= 199  # 95 % of 200 are 190
    order = rng.permutation(40)
    other = ratio_of(
        lambda rows: after[order][rows].mean(), lambda rows: before[order][rows].mean(), [clusters[i] for i in order]
    )
    assert (other.value, other.low) == (pytest.approx(ratio.value), pytest.approx(ratio.low))


def test_two_orders_of_a_situation_are_one_cluster() -> None:
    values = np.repeat([1.0, 2.0, 3.0, 5.0], 2)
    twice = ratio_of(lambda rows: values[rows].mean() ** 2, lambda rows: values[rows].mean(), CLUSTERS)
    once = ratio_of(lambda rows: values[::2][rows].mean() ** 2, lambda rows: values[::2][rows].mean(), CLUSTERS[::2])
    assert (twice.low, twice.high) == (pytest.approx(once.low), pytest.approx(once.high))
    assert (twice.n, twice.clusters) == (8, 4)
