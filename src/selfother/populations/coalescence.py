"""When a graph favours cooperation: the critical benefit-to-cost ratio, from coalescence times.

Trace the ancestry of two neutral individuals back until they meet: tau_ij is the expected time. With a donation game
whose payoffs are averaged over neighbours, f = -c x + b P x (x: who cooperates, p_ij = w_ij / d_i a step of the random
walk), the selection of a state is x' K f to first order in the intensity, K depending on who replaces whom:

| updating | K | coalescing lineages |
|---|---|---|
| death-birth | diag(d) (I - P^2) | each steps along P, at the same rate |
| birth-death | diag(S 1) - S, S = w_ij / (d_i d_j) | from j to i at rate w_ij / d_i |
| pairwise | diag(d) (I - P) | as death-birth |

and cooperation is favoured (fixation of one cooperator, put anywhere with equal chance, above 1/N) under weak selection
iff b sum (KP)_ij tau_ij < c sum K_ij tau_ij. The ratio of the two sums is (b/c)*. Where it is positive, cooperation is
favoured beyond it; where it is negative, below it, which is spite (b < 0); where it is infinite, never.

Source: Allen et al. 2017 (Nature 544, 227), whose (b/c)* = t_2 / (t_3 - t_1) is the first row; the others follow in the
same way from the reproductive values (d, 1/d, d) of the rule (Allen and McAvoy 2019). Edges may have weights w_ij; d_i
is then their sum at a node.
"""

import math
from collections.abc import Callable
from typing import Any, Literal, get_args

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from selfother.errors import BadArgument, NotMeasured, UnknownName
from selfother.populations.graphs import check_graph, to_csr

__all__ = [
    "LARGEST_SOLVED",
    "UPDATINGS",
    "Updating",
    "check_updating",
    "coalescence_times",
    "critical_ratio",
    "regular_critical_ratio",
]

Updating = Literal["death-birth", "birth-death", "pairwise"]
UPDATINGS: tuple[str, ...] = get_args(Updating)
"""The rules, in the order of their numbers in the kernels."""
LARGEST_SOLVED = 4000
"""Nodes beyond which the N^2 coalescence times take gigabytes and many minutes."""
INFINITE = 1e9
"""A ratio beyond this is infinite: the difference it is divided by is rounding error."""
RESIDUAL = 1e-13
MOST_STARTS = 5
PATIENCE = 5000
"""Steps without a smaller residual after which there will be none."""
MOST_STEPS = 100_000

Floats = NDArray[np.float64]


def regular_critical_ratio(k: int, population: int) -> float:
    """Return (b/c)* = k (N - 2) / (N - 2 k) of a graph whose nodes all have k neighbours, death-birth updating.

    Negative where k > N / 2 and infinite at k = N / 2: cooperation is never favoured.

    Args:
        k: Neighbours of every node, from 1 to N - 1.
        population: Number of nodes N, at least 3.

    Raises:
        BadArgument: k or N out of range.

    Source: Allen et al. 2017, eq. 3 (vertex-transitive graphs: Taylor, Day and Wild 2007); k for N -> infinity is
        Ohtsuki et al. 2006.

    Example:
        >>> round(regular_critical_ratio(4, 100), 3)
        4.261
    """
    if population < 3 or not 1 <= k < population:
        raise BadArgument(
            f"a regular graph has N >= 3 nodes with k from 1 to N - 1 neighbours; got k={k}, N={population}. "
            "Give e.g. k=4, N=100."
        )
    return k * (population - 2) / (population - 2 * k) if population != 2 * k else float("inf")


def critical_ratio(graph: "nx.Graph[Any]", *, updating: str = "death-birth") -> float:
    """Return (b/c)*, the ratio beyond which weak selection favours cooperation on a graph.

    The game is the donation game, payoffs are averaged over neighbours, and one mutant starts at a random node.

    Args:
        graph: Connected, undirected, without self-loops; up to 4,000 nodes. The edges' attribute `weight` counts.
        updating: "death-birth", "birth-death" or "pairwise".

    Returns:
        The ratio. Negative: only spite (b < 0) can be favoured. Infinite: neither.

    Raises:
        BadArgument: A graph that is not one of those.
        UnknownName: No such updating.
        NotMeasured: The solver did not converge.

    Source: Allen et al. 2017, eq. 2.

    Example:
        >>> from selfother.populations.graphs import read_graph
        >>> round(critical_ratio(read_graph("cycle:n=10")), 9)
        2.666666667
    """
    times = coalescence_times(graph, updating=updating)
    walk, degrees = _walk(graph)
    selection = _SELECTION[updating]
    cost = float(np.sum(selection(walk, degrees, times)))
    # sum_ij (K P)_ij tau_ij = sum_ik K_ik (tau P')_ik, since tau is symmetric
    benefit = float(np.sum(selection(walk, degrees, (walk @ times).T)))
    return cost / benefit if abs(cost) < INFINITE * abs(benefit) else float("inf")


def coalescence_times(graph: "nx.Graph[Any]", *, updating: str = "death-birth") -> Floats:
    """Return the expected times until the ancestries of two individuals meet, shape (N, N), 0 on the diagonal.

    The unit is one replacement a node, so that two lineages move twice as fast as one. With death-birth updating they
    solve tau_ij = (1 + sum_k (p_ik tau_jk + p_jk tau_ik)) / 2 for i != j.

    Args:
        graph: As for `critical_ratio`.
        updating: As for `critical_ratio`.

    Raises:
        BadArgument: As for `critical_ratio`.
        UnknownName: No such updating.
        NotMeasured: The solver did not converge.

    Source: Allen et al. 2017, eq. 1, whose times are twice these.
    """
    check_updating(updating)
    check_graph(graph)
    if graph.number_of_nodes() > LARGEST_SOLVED:
        raise BadArgument(
            f"coalescence times are N^2 numbers, solved for up to {LARGEST_SOLVED} nodes; the graph has "
            f"{graph.number_of_nodes()}. Take a smaller graph of the kind, or simulate (fixation_on_graph)."
        )
    walk, degrees = _walk(graph)
    by_root = sparse.diags_array(1.0 / np.sqrt(degrees))
    # Both rules are reversible, so that scaled by the roots of their weights the equations are symmetric, with one
    # matrix: w_ij / sqrt(d_i d_j).
    step = (sparse.diags_array(np.sqrt(degrees)) @ walk @ by_root).tocsr()
    rates, weights = np.ones(degrees.size), degrees
    if updating == "birth-death":
        rates, weights = degrees * (walk @ (1.0 / degrees)), 1.0 / degrees
    scale = np.sqrt(np.outer(weights, weights))
    # and divided by the roots of the paces they have a diagonal of 1, which hubs and leaves share
    root = np.sqrt(rates[:, None] + rates[None, :])

    def apply(x: Floats) -> Floats:
        moved = step @ (x / root)
        image: Floats = x - (moved + moved.T) / root
        np.fill_diagonal(image, 0.0)
        return image

    target = scale / root
    np.fill_diagonal(target, 0.0)
    times: Floats = _solve(apply, target) / (root * scale)
    return times


def check_updating(updating: str) -> None:
    """Refuse an unknown rule.

    Raises:
        UnknownName: It is none of "death-birth", "birth-death" and "pairwise".
    """
    if updating not in UPDATINGS:
        raise UnknownName.among("updating", updating, UPDATINGS)


def _walk(graph: "nx.Graph[Any]") -> tuple[sparse.csr_array, Floats]:
    """Return the steps of the random walk, p_ij = w_ij / d_i, and the (weighted) degrees."""
    rows = to_csr(graph)
    weights = np.ones(rows.neighbours.size) if rows.weights is None else rows.weights / rows.weights.mean()
    degrees = np.add.reduceat(weights, rows.starts[:-1])
    steps = weights / np.repeat(degrees, rows.degrees)
    return sparse.csr_array((steps, rows.neighbours, rows.starts), shape=(rows.nodes, rows.nodes)), degrees


def _death_birth(walk: sparse.csr_array, degrees: Floats, times: Floats) -> Floats:
    """Return the diagonal of K times, K = diag(d) (I - P^2)."""
    return degrees * (np.diag(times) - np.diag(walk @ (walk @ times)))


def _birth_death(walk: sparse.csr_array, degrees: Floats, times: Floats) -> Floats:
    """Return the diagonal of K times, K = diag(S 1) - S with S = w_ij / (d_i d_j)."""
    paired = walk @ sparse.diags_array(1.0 / degrees)
    selection: Floats = paired.sum(axis=1) * np.diag(times) - np.diag(paired @ times)
    return selection


def _pairwise(walk: sparse.csr_array, degrees: Floats, times: Floats) -> Floats:
    """Return the diagonal of K times, K = diag(d) (I - P)."""
    return degrees * (np.diag(times) - np.diag(walk @ times))


_SELECTION: dict[str, Callable[[sparse.csr_array, Floats, Floats], Floats]] = {
    "death-birth": _death_birth,
    "birth-death": _birth_death,
    "pairwise": _pairwise,
}


def _solve(apply: Callable[[Floats], Floats], target: Floats) -> Floats:
    """Solve apply(x) = target by conjugate gradients, shape (N, N); apply is symmetric and positive definite.

    How far a residual falls is bounded by rounding. Where it falls no more, the steps begin anew from what x leaves.
    What then solves equations that differ from these by rounding is the solution.
    """
    x = np.zeros_like(target)
    residual, size = target.copy(), float(np.vdot(target, target))
    whole = size
    for _ in range(MOST_STARTS):
        x += _descend(apply, residual, whole * RESIDUAL**2)
        residual = target - apply(x)
        before, size = size, float(np.vdot(residual, residual))
        if size <= whole * RESIDUAL**2 or size >= 0.25 * before:
            break
    if math.sqrt(size) > RESIDUAL * (math.sqrt(whole) + float(np.linalg.norm(x))):
        raise NotMeasured("coalescence times did not converge. Take a smaller graph of the kind, or simulate.")
    return x


def _descend(apply: Callable[[Floats], Floats], target: Floats, goal: float) -> Floats:
    """Make conjugate steps from 0 until the squared residual is below `goal`, or does not fall for long."""
    x = np.zeros_like(target)
    residual, direction = target.copy(), target.copy()
    size = float(np.vdot(residual, residual))
    least, since = size, 0
    for _ in range(MOST_STEPS):
        image = apply(direction)
        length = size / float(np.vdot(direction, image))
        x += length * direction
        residual -= length * image
        before, size = size, float(np.vdot(residual, residual))
        least, since = (size, 0) if size < least else (least, since + 1)
        if size <= goal or since > PATIENCE:
            break
        direction *= size / before
        direction += residual
    return x
