"""Games against peers: turns per CPU second (a turn is one round of one pair).

`static_vs_axelrod`: 200-turn matches of tit for tat against random. Axelrod's `Match` plays one pair at a time; it is
built once, outside the time, and played again and again, which is its fastest way. Ours plays all seeds at once, which
is how a study calls it. Random numbers are drawn inside both times.

`filter_vs_axelrod`, `filter_vs_naive`: see `_filter_rows`. `decision_vs_pymdp`, `batch_vs_pymdp`: see `_pymdp_rows`.

`landscape_vs_half_a_second`: the warm landscape of 21 x 21 weights, 64 seeds and 200 rounds, in CPU seconds against its
budget of 0.5; a ratio of 1 or more keeps it.
"""

import statistics
from collections.abc import Sequence

import numpy as np

from benchmarks._filter_rows import filter_vs_axelrod, filter_vs_naive
from benchmarks._pymdp_rows import batch_vs_pymdp, decision_vs_pymdp
from benchmarks._timing import Row, compare, main, measure
from selfother.agents import Random, TitForTat
from selfother.errors import MissingExtra
from selfother.games import PrisonersDilemma
from selfother.tournaments import play_match, sweep

TURNS = 200
OUR_SEEDS = 4096
PEER_MATCHES = 100
LANDSCAPE_BUDGET_SECONDS = 0.5


def static_vs_axelrod(repeats: int = 5) -> Row:
    """Time tit for tat against random.

    Raises:
        MissingExtra: axelrod is not installed.
    """
    try:
        import axelrod
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", "axelrod", "the row static_vs_axelrod") from error

    def ours() -> np.ndarray:
        return play_match(PrisonersDilemma(), TitForTat(), Random(), rounds=TURNS, seeds=OUR_SEEDS).first

    match = axelrod.Match((axelrod.TitForTat(), axelrod.Random()), turns=TURNS, seed=0)

    def peer() -> list[list[tuple[object, object]]]:
        return [list(match.play()) for _ in range(PEER_MATCHES)]

    check_same_rules(peer()[:8], axelrod)
    work = float(TURNS * OUR_SEEDS), float(TURNS * PEER_MATCHES)
    return compare("static_vs_axelrod", ours, peer, unit="turns per CPU second", work=work, repeats=repeats)


def check_same_rules(matches: Sequence[Sequence[tuple[object, object]]], axelrod: object) -> None:
    """Check that both sides play the same game: tit for tat opens with C and then repeats the partner.

    Raises:
        RuntimeError: One of them does not.
    """
    cooperate = axelrod.Action.C  # type: ignore[attr-defined]
    played = play_match(PrisonersDilemma(), TitForTat(), Random(), rounds=TURNS, seeds=8)
    ours = [list(zip(played.first[:, s], played.second[:, s], strict=True)) for s in range(8)]
    theirs = [[tuple(int(action != cooperate) for action in turn) for turn in match] for match in matches]
    for turns in (*ours, *theirs):
        copied = [0, *(partner for _, partner in turns[:-1])]
        if [own for own, _ in turns] != copied:
            raise RuntimeError("tit for tat did not repeat its partner: the two sides do not play the same game")


def landscape_vs_half_a_second(repeats: int = 5) -> Row:
    """Time the landscape that `selfother sweep` draws by default, after one warm-up."""
    sweep()
    runs = [measure(sweep) for _ in range(repeats)]
    cpu = statistics.median(run.cpu_seconds for run in runs)
    wall = statistics.median(run.wall_seconds for run in runs)
    budget = LANDSCAPE_BUDGET_SECONDS
    return Row("landscape_vs_half_a_second", cpu, budget, budget / cpu, "CPU seconds", wall, budget)


def rows() -> list[Row]:
    """Measure every row."""
    return [
        static_vs_axelrod(),
        filter_vs_axelrod(),
        filter_vs_naive(),
        decision_vs_pymdp(),
        batch_vs_pymdp(),
        landscape_vs_half_a_second(),
    ]


if __name__ == "__main__":
    main(rows, title="Games, turns per CPU second")
