"""Populations against peers, in work per CPU second.

`moran_vs_axelrod`: the Moran process of ten players, five cooperators and five defectors of the dilemma, from
its start until one type is left. Axelrod's fitness is a match's score and ours is exp(beta payoff), so the two take
different numbers of steps: what is compared is steps a CPU second. Axelrod keeps the scores of deterministic pairs, and
every one of its processes is made within its time, since it ends with its population fixed.

`pairwise_vs_egttools`: pairwise comparison without mutation, 100 players, from a single mutant until one type is left,
as EGTtools estimates a fixation probability. Both do the same steps by the same law, so runs are compared; every
update is drawn, also those that change nothing.

`graph_updates`: see `_graph_rows`.
"""

import numpy as np

from benchmarks._timing import Row, compare, main
from selfother.errors import MissingExtra
from selfother.games import PrisonersDilemma
from selfother.populations import TypeGame, donation_types
from selfother.populations.fixation import fixation
from selfother.populations.simulation import simulate

AXELROD_PROCESSES = 1
OUR_PROCESSES = 200_000
EGTTOOLS_RUNS, OUR_RUNS = 400, 20_000
PLAYERS, SELECTION = 100, 0.001


def moran_vs_axelrod(repeats: int = 5) -> Row:
    """Time the Moran process of ten players.

    Raises:
        MissingExtra: axelrod is not installed.
    """
    try:
        import axelrod
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", "axelrod", "the row moran_vs_axelrod") from error

    types = TypeGame(("always_cooperate", "always_defect"), PrisonersDilemma().views[0].own)

    def ours() -> int:
        return simulate("moran", types, [5, 5], selection=0.1, runs=OUR_PROCESSES).updates

    def peer() -> int:
        steps = 0
        for seed in range(AXELROD_PROCESSES):
            players = [axelrod.Cooperator() for _ in range(5)] + [axelrod.Defector() for _ in range(5)]
            process = axelrod.MoranProcess(players, turns=1, seed=seed)
            process.play()
            steps += len(process) - 1
        return steps

    work = float(ours()), float(peer())
    return compare("moran_vs_axelrod", ours, peer, unit="steps per CPU second", work=work, repeats=repeats)


def pairwise_vs_egttools(repeats: int = 5) -> Row:
    """Time pairwise comparison in a well-mixed population.

    Raises:
        MissingExtra: egttools is not installed.
        RuntimeError: The two do not estimate the same probability.
    """
    try:
        from egttools.games import Matrix2PlayerGameHolder
        from egttools.numerical import PairwiseComparisonNumerical
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", "egttools", "the row pairwise_vs_egttools") from error

    types = donation_types(b=3, c=1)
    game = Matrix2PlayerGameHolder(2, types.payoffs)
    evolver = PairwiseComparisonNumerical(PLAYERS, game, 100_000)

    def ours() -> float:
        return simulate("pairwise", types, [1, PLAYERS - 1], selection=SELECTION, runs=OUR_RUNS).mean["empathic"]

    def peer() -> float:
        return float(evolver.estimate_fixation_probability(0, 1, EGTTOOLS_RUNS, 10_000_000, SELECTION))

    rho = fixation(types, population=PLAYERS, selection=SELECTION)["empathic"]
    for found, runs in ((ours(), OUR_RUNS), (peer(), EGTTOOLS_RUNS)):
        if abs(found - rho) > 5 * np.sqrt(rho / runs):
            raise RuntimeError(f"fixation was estimated as {found:g} and is {rho:g}: the two sides differ")
    work = float(OUR_RUNS), float(EGTTOOLS_RUNS)
    return compare("pairwise_vs_egttools", ours, peer, unit="runs per CPU second", work=work, repeats=repeats)


def rows() -> list[Row]:
    """Measure every row."""
    from benchmarks._graph_rows import measure_graph_rows

    return [moran_vs_axelrod(), pairwise_vs_egttools(), *measure_graph_rows()]


if __name__ == "__main__":
    main(rows, title="Populations, work per CPU second")
