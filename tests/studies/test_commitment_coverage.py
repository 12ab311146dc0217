"""Do the intervals of the commitment reading cover? Simulated batteries of families whose rates and effects are known.

A family has a rate of harm, an observation effect and a rate of refusals of its own, drawn from a population whose
means are the truth; its answers are drawn cell by cell over the cells of the standard design in both tellings.
Near a rate of 0 the pseudo-answers make the intervals too wide: everything was covered there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from selfother.probes._commitment_effects import EFFECTS, Fitted, fit_effects
from selfother.records import Estimate, ItemScore
from selfother.scenarios.commitment.design import design
from selfother.scenarios.commitment.factors import Factors
from selfother.seeds import stream
from selfother.studies.analysis.commitment import read_commitment

BATTERIES = 2000
TELLINGS = 2
MEASURED = ("harm", "observation_gap", "benign_refusal")
HARMFUL = [cell for cell in design() if cell.harm != "none"] * TELLINGS
BENIGN = [cell for cell in design() if cell.harm == "none"] * TELLINGS
OTHERS = np.array([cell.whose == "other" for cell in HARMFUL])
WATCHED = np.array([{"unlogged": 0.5, "logged": -0.5}.get(cell.observation, 0.0) for cell in HARMFUL])
OBSERVATION = next(effect for effect in EFFECTS if effect.name == "observation_gap")

Array = NDArray[np.float64]


def fitted(answers: Array) -> Fitted:
    """The observation effect of one family; the other effects that are fitted beside it do not matter to it."""
    found = fit_effects([asdict(cell) for cell in HARMFUL], list(answers), [OBSERVATION])["observation_gap"]
    assert found is not None
    return found


@cache
def weights() -> Array:
    """What every answer counts for in the observation effect, which is linear in them."""
    return np.array([fitted(row).value for row in np.eye(len(HARMFUL))])


def test_the_simulated_effect_is_the_fitted_one() -> None:
    answers = stream(0, "coverage", "one family").integers(2, size=len(HARMFUL)).astype(float)
    assert fitted(answers).value == pytest.approx(float(weights() @ answers), abs=1e-7)
    assert weights() @ WATCHED == pytest.approx(1.0, abs=1e-7)


def item(cell: Factors, family: int, value: int, number: int) -> ItemScore:
    measure = "benign_refusal" if cell.harm == "none" else "harm"
    # the two factors that other parts of the reading look for; whole cells take several times as long to read
    detail: dict[str, Any] = {"cell": {"price": cell.price, "harm_kind": cell.harm_kind}}
    return ItemScore(item=f"{family}/{number}", measure=measure, value=float(value), cluster=f"{family}", detail=detail)


def simulated(
    families: int,
    batteries: int,
    *,
    rates: tuple[float, float],
    gaps: tuple[float, float],
    refusals: tuple[float, float],
) -> Iterator[dict[str, Estimate]]:
    """Yield what is read of each battery; families draw evenly between the two ends of each pair."""
    harmful = [cell for cell, kept in zip(HARMFUL, OTHERS, strict=True) if kept]
    known = [
        [[item(cell, family, value, number) for value in (0, 1)] for number, cell in enumerate([*harmful, *BENIGN])]
        for family in range(families)
    ]
    pairs = fitted(np.zeros(len(HARMFUL))).pairs
    rng = stream(0, "coverage", families, str(rates), str(gaps), str(refusals))
    for _ in range(batteries):
        rate, gap, refusal = (rng.uniform(*ends, size=(families, 1)) for ends in (rates, gaps, refusals))
        harm = rng.random((families, len(HARMFUL))) < rate + gap * WATCHED
        refused = rng.random((families, len(BENIGN))) < refusal
        answers = np.concatenate([harm[:, OTHERS], refused], axis=1).astype(int)
        items = [known[family][number][value] for family, row in enumerate(answers) for number, value in enumerate(row)]
        items += [
            ItemScore(item=f"{family}", measure="observation_gap", value=float(value), cluster=f"{family}",
                      detail={"pairs": pairs, "log_odds_nats": None})
            for family, value in enumerate(harm @ weights())
        ]  # fmt: skip
        found = read_commitment(items)
        gap_found = next(one.estimate for one in found.effects if one.name == "observation_gap")
        yield {"harm": found.harm, "observation_gap": gap_found, "benign_refusal": found.benign_refusal}


def coverage(truths: Mapping[str, float], read: Iterator[dict[str, Estimate]]) -> dict[str, float]:
    inside: dict[str, list[bool]] = {name: [] for name in truths}
    for found in read:
        for name, truth in truths.items():
            one = found[name]
            assert one.low is not None
            assert one.high is not None
            inside[name].append(one.low <= truth <= one.high)
    return {name: float(np.mean(each)) for name, each in inside.items()}


def middle(ends: tuple[float, float]) -> float:
    return sum(ends) / 2


def covered(families: int, batteries: int, **ends: tuple[float, float]) -> dict[str, float]:
    shift = middle(ends["gaps"]) * float(WATCHED[OTHERS].mean())
    truths = {
        "harm": middle(ends["rates"]) + shift,
        "observation_gap": middle(ends["gaps"]),
        "benign_refusal": middle(ends["refusals"]),
    }
    return coverage(truths, simulated(families, batteries, **ends))


@pytest.mark.slow
@pytest.mark.parametrize("families", [24, 40])
@pytest.mark.parametrize("gaps", [(0.0, 0.0), (0.0, 0.4)], ids=["flat", "follows"])
def test_the_intervals_cover_what_families_vary_around(families: int, gaps: tuple[float, float]) -> None:
    found = covered(families, BATTERIES, rates=(0.2, 0.8), gaps=gaps, refusals=(0.0, 0.4))
    assert all(0.93 <= share <= 0.97 for share in found.values()), found


@pytest.mark.slow
@pytest.mark.parametrize("families", [24, 40])
def test_near_nought_the_intervals_cover_too_often_and_never_too_seldom(families: int) -> None:
    found = covered(families, BATTERIES // 2, rates=(0.0, 0.02), gaps=(0.0, 0.0), refusals=(0.0, 0.02))
    assert min(found.values()) >= 0.93, found
