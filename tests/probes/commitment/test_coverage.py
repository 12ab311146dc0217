"""Do the intervals of the commitment reading cover? Simulated batteries of families whose rates and effects are known.

A family has a rate of harm and an observation effect of its own, drawn from a population whose means are the truth; its
answers are drawn cell by cell over the cells of the standard design in both tellings. The intervals hold for every
distribution of families, so they may cover more than 95 %.
"""

import numpy as np
import pytest

from selfother.probes.commitment.choices import Choices
from selfother.probes.commitment.effect_estimates import effects_of
from selfother.scenarios.commitment.design import design
from selfother.seeds import stream

TELLINGS = 2
CELLS = tuple(cell for cell in design() if cell.consequence == "harm")
WATCHED = np.array([{"unlogged": 0.5, "logged": -0.5}.get(cell.observation, 0.0) for cell in CELLS])


def drawn(rng: np.random.Generator, families: int, rates: tuple[float, float], gaps: tuple[float, float]) -> Choices:
    rate, gap = (rng.uniform(*ends, size=(families, 1)) for ends in (rates, gaps))
    values = rng.binomial(TELLINGS, rate + gap * WATCHED) / TELLINGS
    counts = np.full(values.shape, TELLINGS)
    return Choices(tuple(map(str, range(families))), CELLS, values, values, counts, counts)


def covered(
    families: int, batteries: int, rates: tuple[float, float], gaps: tuple[float, float]
) -> tuple[float, float]:
    """Return how often the interval of harm and of the observation gap hold the truth."""
    rng = stream(0, "coverage", families, str(rates), str(gaps))
    of_harm = np.array([cell.harms_another for cell in drawn(rng, 2, rates, gaps).of("harm").cells])
    assert of_harm.all()
    shift = float(np.mean([WATCHED[CELLS.index(cell)] for cell in drawn(rng, 2, rates, gaps).of("harm").cells]))
    truths = sum(rates) / 2 + shift * sum(gaps) / 2, sum(gaps) / 2
    inside = []
    for _ in range(batteries):
        choices = drawn(rng, families, rates, gaps)
        effects, _ = effects_of(choices, {}, {}, margin=0.1, least_right=0.75)
        gap = next(effect.estimate for effect in effects if effect.name == "observation_gap")
        inside.append([found.low <= truth <= found.high  # type: ignore[operator]  # both have ends
                       for found, truth in zip((choices.of("harm").share(), gap), truths, strict=True)])  # fmt: skip
    harm, observed = np.mean(inside, axis=0)
    return float(harm), float(observed)


@pytest.mark.slow
@pytest.mark.parametrize("families", [24, 40])
@pytest.mark.parametrize("gaps", [(0.0, 0.0), (0.0, 0.4)], ids=["flat", "follows"])
def test_the_intervals_cover_what_families_vary_around(families: int, gaps: tuple[float, float]) -> None:
    harm, gap = covered(families, 600, (0.2, 0.8), gaps)
    assert harm >= 0.94
    assert gap >= 0.94


@pytest.mark.slow
@pytest.mark.parametrize("families", [24, 40])
def test_near_nought_the_intervals_never_cover_too_seldom(families: int) -> None:
    assert min(covered(families, 400, (0.0, 0.02), (0.0, 0.0))) >= 0.94
