"""Tables on disk: a row a round, or a row a match, each with all that is needed to use it without the others.

A file says what was played, so that files of several games, agents and noises can be put below each other and fitted
together. Its ending decides: .parquet or .csv.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.cli._words import check_place
from selfother.errors import BadArgument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Trials = Callable[[Sequence[str], NDArray[np.uint8], NDArray[np.float64]], None]

__all__ = ["check_table_path", "trials_writer", "write_table"]

SEATS_OF_TWO = ("a", "b")
"""How the seats of a match are called in a table; those of a group are 1, 2, ..."""


def check_table_path(path: Path) -> None:
    """Check the file that a table is to be written to, before anything is played.

    Raises:
        BadArgument: Neither .parquet nor .csv, a folder that is not there, or a place that cannot be written to.
    """
    if path.suffix not in (".parquet", ".csv"):
        raise BadArgument(
            f"a table is a .parquet or .csv file; got {str(path)!r}. Give a file name with one of these endings."
        )
    if not path.parent.is_dir():
        raise BadArgument(f"{str(path)!r}: the folder {str(path.parent)!r} does not exist. Make it first.")
    if path.is_dir():
        raise BadArgument(f"a table is a file; got the folder {str(path)!r}. Give another name.")
    check_place(path, "the table")


def write_table(columns: Mapping[str, Any], facts: Mapping[str, str | float], path: Path) -> None:
    """Write columns of one length, then facts that are the same in every row, then the version of selfother."""
    import polars

    from selfother import __version__

    constants = {**facts, "version": __version__}
    table = polars.DataFrame(columns).with_columns(polars.lit(value).alias(name) for name, value in constants.items())
    if path.suffix == ".csv":
        table.write_csv(path)
    else:
        table.write_parquet(path)


def trials_writer(path: Path, game: object, *, root_seed: int, noise: float = 0.0) -> "Trials":
    """What writes one row a seed and round: agents, actions (0 = C, 1 = D) and payoffs of every seat.

    Args:
        path: The file; it is checked at once.
        game: The rules, from the catalogue.
        root_seed: Seed that all matches were drawn from.
        noise: Probability that an action came out as the other one.

    Returns:
        A function of the agents' words, their actions and their payoffs, both of shape (players, rounds, seeds).

    Raises:
        BadArgument: Neither .parquet nor .csv, a folder that is not there, or a place that cannot be written to.
    """
    from selfother.catalogue import to_word
    from selfother.games.game import Game

    check_table_path(path)
    word, is_pair = to_word(game), isinstance(game, Game)

    def write(agents: "Sequence[str]", actions: "NDArray[np.uint8]", payoffs: "NDArray[np.float64]") -> None:
        import numpy as np

        players, rounds, seeds = actions.shape
        seats = SEATS_OF_TWO if is_pair else tuple(str(number) for number in range(1, players + 1))
        columns = {
            "seed": np.repeat(np.arange(seeds, dtype=np.int32), rounds),
            "round": np.tile(np.arange(rounds, dtype=np.int32), seeds),
            **{f"action_{seat}": played.T.reshape(-1) for seat, played in zip(seats, actions, strict=True)},
            **{f"payoff_{seat}": gained.T.reshape(-1) for seat, gained in zip(seats, payoffs, strict=True)},
        }
        names = {f"agent_{seat}": name for seat, name in zip(seats, agents, strict=True)}
        facts = {"game": word, **names, "noise": float(noise), "rounds": rounds, "root_seed": root_seed}
        write_table(columns, facts, path)

    return write
