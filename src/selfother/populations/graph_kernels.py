"""Compiled kernels of evolution on graphs. Importing this file loads numba, so only functions import it.

What an individual earns is known from how many neighbours of each type it has. These counts are whole numbers, kept up
to date when somebody is replaced, so nothing drifts however long a run is; an update that changes nobody costs a few
look-ups, one that does costs the neighbours of one node. With weights, which need not be whole, a payoff is summed anew
over the neighbours. Birth-death, which draws from everybody by fitness, keeps the fitness in a binary tree of sums
(log2 N steps a draw and a change).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from selfother.populations.compiled import Chance, below, compiled, other_type, uniform

__all__ = ["BIRTH_DEATH", "DEATH_BIRTH", "PAIRWISE", "Net", "Rules", "Town", "advance", "place_all", "run_to_fixation"]

DEATH_BIRTH, BIRTH_DEATH, PAIRWISE = 0, 1, 2
AHEAD = 64
"""Updates whose memory is read ahead together."""
MOST_FETCHED = 8
"""Neighbours of a node that are read ahead; the others of a large row come by themselves."""

Floats = NDArray[np.float64]


class Net(NamedTuple):
    """The graph: see `Csr`."""

    starts: NDArray[np.int64]
    neighbours: NDArray[np.int32]
    weights: Floats
    """Beside `neighbours`; empty where all edges weigh the same."""


class Rules(NamedTuple):
    """What stays the same over a run: payoffs (k, k) less their maximum, and three numbers."""

    updating: int
    payoffs: Floats
    selection: float
    mutation: float


class Town(NamedTuple):
    """What changes: who is what.

    kinds (N,): types; beside (N, k): neighbours of each type; value (N,): fitness, or payoff with pairwise updating;
    totals (k,): how many of each type; sums (2 M,): the tree over fitness, M the power of two not below N, empty
    unless birth-death; chance (1,): state of the generator.
    """

    kinds: NDArray[np.int8]
    beside: NDArray[np.int32]
    value: Floats
    totals: NDArray[np.int64]
    sums: Floats
    chance: Chance


@compiled
def appraise(net: Net, rules: Rules, town: Town, node: int) -> None:
    """Work out anew what a node's payoff or fitness is."""
    kind = town.kinds[node]
    first, last = net.starts[node], net.starts[node + 1]
    payoff, total = 0.0, float(last - first)
    if net.weights.size == 0:
        for other in range(town.totals.size):
            payoff += rules.payoffs[kind, other] * town.beside[node, other]
    else:
        total = 0.0
        for at in range(first, last):
            payoff += net.weights[at] * rules.payoffs[kind, town.kinds[net.neighbours[at]]]
            total += net.weights[at]
    payoff /= total
    value = payoff if rules.updating == PAIRWISE else math.exp(rules.selection * payoff)
    town.value[node] = value
    if rules.updating == BIRTH_DEATH:
        at = town.sums.size // 2 + node
        town.sums[at] = value
        while at > 1:
            at //= 2
            town.sums[at] = town.sums[2 * at] + town.sums[2 * at + 1]


@compiled
def place_all(net: Net, rules: Rules, town: Town) -> None:
    """Count neighbours, types and values from `town.kinds`."""
    town.beside[:] = 0
    town.totals[:] = 0
    town.sums[:] = 0.0
    for node in range(town.kinds.size):
        town.totals[town.kinds[node]] += 1
        for at in range(net.starts[node], net.starts[node + 1]):
            town.beside[node, town.kinds[net.neighbours[at]]] += 1
    for node in range(town.kinds.size):
        appraise(net, rules, town, node)


@compiled
def place(net: Net, rules: Rules, town: Town, node: int, kind: int) -> None:
    """Put an individual of a type at a node, and tell its neighbours."""
    before = town.kinds[node]
    if kind == before:
        return
    town.kinds[node] = kind
    town.totals[before] -= 1
    town.totals[kind] += 1
    for at in range(net.starts[node], net.starts[node + 1]):
        other = net.neighbours[at]
        town.beside[other, before] -= 1
        town.beside[other, kind] += 1
        appraise(net, rules, town, other)
    appraise(net, rules, town, node)


@compiled
def parent_after_death(net: Net, town: Town, node: int) -> int:
    """Draw the neighbour that fills an empty node, by fitness."""
    first, last = net.starts[node], net.starts[node + 1]
    total = 0.0
    for at in range(first, last):
        total += weight_of(net, at) * town.value[net.neighbours[at]]
    left = uniform(town.chance) * total
    for at in range(first, last - 1):
        left -= weight_of(net, at) * town.value[net.neighbours[at]]
        if left < 0.0:
            return int(net.neighbours[at])
    return int(net.neighbours[last - 1])


@compiled
def weight_of(net: Net, at: int) -> float:
    """Return the weight of an entry of `neighbours`."""
    return 1.0 if net.weights.size == 0 else net.weights[at]


@compiled
def any_neighbour(net: Net, chance: Chance, node: int) -> int:
    """Draw a neighbour, by the weights of the edges to them."""
    first, last = net.starts[node], net.starts[node + 1]
    if net.weights.size == 0:
        return int(net.neighbours[first + below(chance, last - first)])
    total = 0.0
    for at in range(first, last):
        total += net.weights[at]
    left = uniform(chance) * total
    for at in range(first, last - 1):
        left -= net.weights[at]
        if left < 0.0:
            return int(net.neighbours[at])
    return int(net.neighbours[last - 1])


@compiled
def parent_by_fitness(town: Town) -> int:
    """Draw one of all nodes, by fitness, down the tree of sums."""
    half = town.sums.size // 2
    left = uniform(town.chance) * town.sums[1]
    at = 1
    while at < half:
        at *= 2
        if left >= town.sums[at] and town.sums[at + 1] > 0.0:
            left -= town.sums[at]
            at += 1
    return at - half


@compiled
def replace_at(net: Net, rules: Rules, town: Town, node: int) -> None:
    """Let the individual at a node die (death-birth) or compare itself with a neighbour (pairwise)."""
    first, last = net.starts[node], net.starts[node + 1]
    kind = town.kinds[node]
    if rules.updating == DEATH_BIRTH:
        if town.beside[node, kind] < last - first:  # else every parent is of its type
            kind = town.kinds[parent_after_death(net, town, node)]
        settle(net, rules, town, node, kind)
    elif mutates(rules, town):  # in place of a comparison
        place(net, rules, town, node, other_type(town.chance, kind, town.totals.size))
    else:
        model = any_neighbour(net, town.chance, node)
        if town.kinds[model] != kind:
            gain = rules.selection * (town.value[model] - town.value[node])
            if uniform(town.chance) * (1.0 + math.exp(-gain)) < 1.0:
                kind = town.kinds[model]
        place(net, rules, town, node, kind)


@compiled
def give_birth(net: Net, rules: Rules, town: Town) -> None:
    """Let one of all, drawn by fitness, replace a neighbour (birth-death)."""
    parent = parent_by_fitness(town)
    node = any_neighbour(net, town.chance, parent)
    settle(net, rules, town, node, town.kinds[parent])


@compiled
def settle(net: Net, rules: Rules, town: Town, node: int, kind: int) -> None:
    """Put a newborn at a node, of its parent's type or mutated into another."""
    if mutates(rules, town):
        kind = other_type(town.chance, kind, town.totals.size)
    place(net, rules, town, node, kind)


@compiled
def mutates(rules: Rules, town: Town) -> bool:
    """Draw whether this update ends in another type."""
    return rules.mutation > 0.0 and uniform(town.chance) < rules.mutation


@compiled
def fetch(net: Net, town: Town, nodes: NDArray[np.int64]) -> float:
    """Read what the updates of these nodes will need.

    In a large population every look-up waits for memory; asked for together they wait together. The sum is returned
    so that the compiler keeps the reading.
    """
    seen = 0.0
    for node in nodes:
        seen += town.beside[node, town.kinds[node]] + net.neighbours[net.starts[node]]
    for node in nodes:
        first, last = net.starts[node], net.starts[node + 1]
        for at in range(first, min(last, first + MOST_FETCHED)):
            seen += town.value[net.neighbours[at]] + town.beside[net.neighbours[at], 0]
    return seen


@compiled
def advance(net: Net, rules: Rules, town: Town, updates: int) -> float:
    """Make a number of updates; the result means nothing."""
    if rules.updating == BIRTH_DEATH:
        for _ in range(updates):
            give_birth(net, rules, town)
        return 0.0
    nodes = np.empty(AHEAD, dtype=np.int64)
    seen, left = 0.0, updates
    while left > 0:
        batch = min(AHEAD, left)
        for i in range(batch):
            nodes[i] = below(town.chance, town.kinds.size)
        seen += fetch(net, town, nodes[:batch])
        for i in range(batch):
            replace_at(net, rules, town, nodes[i])
        left -= batch
    return seen


@compiled
def run_to_fixation(net: Net, rules: Rules, town: Town, first: int, keys: Chance, longest: int) -> int:
    """Let one individual of type `first` among those of the other of two types run until one of them is alone.

    Returns:
        How many of the runs, one for each key, `first` won; -1 where a run took more than `longest` updates.
    """
    count = town.kinds.size
    wins = 0
    for run in range(keys.size):
        town.chance[0] = keys[run]
        town.kinds[:] = 1 - first
        town.kinds[below(town.chance, count)] = first
        place_all(net, rules, town)
        updates = 0
        while 0 < town.totals[first] < count:
            if updates == longest:
                return -1
            if rules.updating == BIRTH_DEATH:
                give_birth(net, rules, town)
            else:
                replace_at(net, rules, town, below(town.chance, count))
            updates += 1
        wins += town.totals[first] == count
    return wins
