"""Fixation on a small graph from the whole chain over 2^N states: an oracle that shares no code with the library."""

import itertools
from typing import Any

import networkx as nx
import numpy as np


def exact_fixation(graph: "nx.Graph[Any]", payoffs: Any, *, updating: str, selection: float) -> float:
    """Return the chance that type 0 takes over from one individual at a random node; type 1 holds the others."""
    nodes = list(graph)
    beside = [[nodes.index(other) for other in graph[node]] for node in nodes]
    weights = nx.to_numpy_array(graph, nodelist=nodes)
    n = len(nodes)
    states = list(itertools.product((0, 1), repeat=n))
    number = {state: i for i, state in enumerate(states)}
    chain = np.zeros((len(states), len(states)))
    for state in states:
        pay = [
            np.average([payoffs[state[i]][state[j]] for j in beside[i]], weights=weights[i, beside[i]])
            for i in range(n)
        ]
        fit = np.exp(selection * np.array(pay))
        for i in range(n):
            for j in beside[i]:  # j's place is taken by a copy of i
                rate = {
                    "death-birth": weights[i, j] * fit[i] / (weights[j] @ fit) / n,
                    "birth-death": fit[i] / fit.sum() * weights[i, j] / weights[i].sum(),
                    "pairwise": weights[i, j] / weights[j].sum() / n / (1.0 + np.exp(-selection * (pay[i] - pay[j]))),
                }[updating]
                after = (*state[:j], state[i], *state[j + 1 :])
                chain[number[state], number[after]] += rate
        chain[number[state], number[state]] += 1.0 - chain[number[state]].sum()
    won, lost = number[(0,) * n], number[(1,) * n]
    inner = [i for i in range(len(states)) if i not in (won, lost)]
    solved = np.linalg.solve(np.eye(len(inner)) - chain[np.ix_(inner, inner)], chain[inner, won])
    rho = dict(zip(inner, solved, strict=True))
    return float(np.mean([rho[number[tuple(int(i != start) for i in range(n))]] for start in range(n)]))


def exact_inverse_ratio(graph: "nx.Graph[Any]", *, updating: str, step: float = 1e-4) -> float:
    """Return 1 / (b/c)* from the slopes of the exact fixation in the selection intensity, by central differences."""

    def slope(b: float, c: float) -> float:
        payoffs = [[b - c, -c], [b, 0.0]]
        up, down = (exact_fixation(graph, payoffs, updating=updating, selection=sign * step) for sign in (1, -1))
        return (up - down) / (2.0 * step)

    return -slope(1.0, 0.0) / slope(0.0, 1.0)
