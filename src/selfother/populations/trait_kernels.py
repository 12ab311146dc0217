"""Compiled steps of a population of empathy weights. Importing this file loads numba."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from selfother.populations.compiled import Chance, below, compiled, uniform

__all__ = ["Rules", "run_trait"]

SMALL = 1e-12
Floats = NDArray[np.float64]


class Rules(NamedTuple):
    """What stays the same over a run; A, B and span are those of `trait`."""

    A: float
    B: float
    span: float
    assortment: float
    beta: float
    selection: float
    mutation: float
    step: float


@compiled
def respond(rules: Rules, weights: Floats, expected: float, chances: Floats) -> float:
    """Fill in everybody's probability of cooperation at the level that all expect; return their mean."""
    total = 0.0
    for i in range(weights.size):
        gain = rules.A + rules.B * expected + rules.span * weights[i]
        chances[i] = 1.0 / (1.0 + math.exp(-rules.beta * gain))
        total += chances[i]
    return total / weights.size


@compiled
def agree(rules: Rules, weights: Floats, expected: float, chances: Floats) -> float:
    """Return the level of cooperation that comes true if all expect it, by Newton's steps inside a bracket."""
    low, high = 0.0, 1.0
    for _ in range(200):
        level = respond(rules, weights, expected, chances)
        excess = level - expected
        if abs(excess) < SMALL or rules.B == 0.0:
            return level
        if excess > 0.0:
            low = expected
        else:
            high = expected
        slope = -1.0
        for i in range(weights.size):
            slope += rules.beta * rules.B * chances[i] * (1.0 - chances[i]) / weights.size
        expected -= excess / slope
        if not low < expected < high:
            expected = (low + high) / 2.0
        if high - low < SMALL:
            return level
    return expected


@compiled
def payoff(rules: Rules, own: float, level: float, size: int) -> float:
    """Return a player's payoff less P, which all get: from its own kind by assortment, else from the others."""
    others = (level * size - own) / (size - 1)
    met = rules.assortment * own + (1.0 - rules.assortment) * others
    return rules.A * own + (rules.A + rules.span) * met + rules.B * own * met


@compiled
def normal(chance: Chance) -> float:
    """Return a standard normal number."""
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(chance)))
    return radius * math.cos(2.0 * math.pi * uniform(chance))


@compiled
def moved(weight: float, by: float) -> float:
    """Return a weight moved by a mutation, reflected at 0 and 1."""
    weight = abs(weight + by) % 2.0
    return 2.0 - weight if weight > 1.0 else weight


@compiled
def run_trait(rules: Rules, weights: Floats, chance: Chance, seen: Floats) -> None:
    """Run one population; fill in mean, deviation and cooperation after each generation, shape (3, generations + 1)."""
    size = weights.size
    chances = np.empty(size)
    level = agree(rules, weights, 0.5, chances)
    for generation in range(seen.shape[1]):
        seen[0, generation] = weights.mean()
        seen[1, generation] = weights.std()
        seen[2, generation] = level
        for _ in range(size):
            focal = below(chance, size)
            weight = weights[focal]
            if uniform(chance) < rules.mutation:
                weight = moved(weight, rules.step * normal(chance))
            else:
                model = below(chance, size - 1)
                if model >= focal:
                    model += 1
                gain = payoff(rules, chances[model], level, size) - payoff(rules, chances[focal], level, size)
                if uniform(chance) * (1.0 + math.exp(-rules.selection * gain)) < 1.0:
                    weight = weights[model]
            if weight != weights[focal]:
                weights[focal] = weight
                level = agree(rules, weights, level, chances)
