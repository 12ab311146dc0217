"""Compiled steps of the Moran process and of pairwise comparison. Importing this file loads numba.

A run holds the number of players of each type and, up to date with every change, beta times the mean payoff of a player
of each type.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.populations.compiled import Chance, compiled, other_type, uniform

REFRESHED_EVERY = 1 << 16
"""Changes after which payoffs are summed anew, so that rounding does not add up."""

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@compiled
def pick(weights: Any, total: float, chance: float) -> int:
    """Return an index with probability weights / total, by a uniform number."""
    left = chance * total
    last = 0
    for i in range(weights.shape[0]):
        if weights[i] > 0:
            last = i
            if left < weights[i]:
                return i
            left -= weights[i]
    return last


@compiled
def sum_payoffs(strengths: Floats, counts: Counts, payoffs: Floats) -> None:
    """Fill in beta times the mean payoff of each type from the others; nobody plays with itself."""
    for i in range(counts.shape[0]):
        payoffs[i] = -strengths[i, i]
        for j in range(counts.shape[0]):
            payoffs[i] += strengths[i, j] * counts[j]


@compiled
def change(strengths: Floats, counts: Counts, payoffs: Floats, old: int, new: int) -> None:
    """Turn a player of the type `old` into one of `new`, and bring the payoffs up to date."""
    counts[old] -= 1
    counts[new] += 1
    for i in range(counts.shape[0]):
        payoffs[i] += strengths[i, new] - strengths[i, old]


@compiled
def note(shares: Floats, counts: Counts, held: float) -> None:
    """Add the time for which the counts have stood."""
    for i in range(counts.shape[0]):
        shares[i] += held * counts[i]


@compiled
def mark(course: Floats, at: int, counts: Counts, size: int) -> None:
    """Add the shares of a moment, and their squares, to the course of the runs."""
    if at < course.shape[1]:
        for i in range(counts.shape[0]):
            share = counts[i] / size
            course[0, at, i] += share
            course[1, at, i] += share * share


@compiled
def finish(shares: Floats, counts: Counts, steps: int, since: int, uncounted: int) -> None:
    """Turn the noted time into shares; where no time was set, the shares are those of the end."""
    if steps == 0:
        shares[:] = 0.0
        note(shares, counts, 1.0 / counts.sum())
        return
    note(shares, counts, float(steps - max(since, uncounted)))
    shares /= float(counts.sum()) * (steps - uncounted)


@compiled
def weigh(payoffs: Floats, counts: Counts, weights: Floats) -> None:
    """Fill in the chance of a birth in each type, up to a factor: its number times exp(payoff)."""
    largest = -np.inf
    for i in range(payoffs.shape[0]):
        if counts[i] > 0:
            largest = max(largest, payoffs[i])
    for i in range(payoffs.shape[0]):
        weights[i] = counts[i] * math.exp(payoffs[i] - largest) if counts[i] > 0 else 0.0


@compiled
def run_each(
    is_moran: bool,
    strengths: Floats,
    start: Counts,
    mutation: float,
    steps: int,
    uncounted: int,
    keys: Chance,
    shares: Floats,
    course: Floats,
    every: int,
) -> int:
    """Run the Moran process, or pairwise comparison, once a key; return the number of steps.

    `shares`, shape (runs, k), is filled in. With `steps` 0 a run ends when one type is left. To `course`, shape
    (2, points, k), the shares after each `every` steps are added, and their squares; with `every` 0 they are not.
    """
    types, size = start.shape[0], start.sum()
    payoffs, weights = np.empty(types), np.empty(types)
    all_steps = 0
    for run in range(keys.shape[0]):
        chance, counts, since, changes, step = keys[run : run + 1].copy(), start.copy(), 0, 0, 0
        sum_payoffs(strengths, counts, payoffs)
        if is_moran:
            weigh(payoffs, counts, weights)
        shares[run] = 0.0
        if every > 0:
            mark(course, 0, counts, size)
        largest = counts.max()
        while step < steps or (steps == 0 and largest < size):
            if is_moran:
                new = pick(weights, weights.sum(), uniform(chance))
                if mutation > 0.0 and uniform(chance) < mutation:
                    new = other_type(chance, new, types)
                old = pick(counts, float(size), uniform(chance))
            else:
                old = pick(counts, float(size), uniform(chance))
                new = old
                if mutation > 0.0 and uniform(chance) < mutation:
                    new = other_type(chance, old, types)
                if new == old:
                    counts[old] -= 1
                    model = pick(counts, float(size - 1), uniform(chance))
                    counts[old] += 1
                    if model != old and uniform(chance) * (1.0 + math.exp(payoffs[old] - payoffs[model])) < 1.0:
                        new = model
            step += 1
            if new != old:
                note(shares[run], counts, float(max(step - max(since, uncounted), 0)))
                since = step
                change(strengths, counts, payoffs, old, new)
                largest = counts.max()
                changes += 1
                if changes % REFRESHED_EVERY == 0:
                    sum_payoffs(strengths, counts, payoffs)
                if is_moran:
                    weigh(payoffs, counts, weights)
            if every > 0 and step % every == 0:
                mark(course, step // every, counts, size)
        finish(shares[run], counts, steps, since, uncounted)
        all_steps += step
    return all_steps
