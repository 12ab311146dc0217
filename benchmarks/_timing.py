"""Times two ways of doing the same work, interleaved in one process, in CPU seconds.

Interleaving (ours, peer, ours, peer, ...) exposes both to the same drift of the machine; medians over at least five
repeats ignore a hiccup. CPU seconds, not clock seconds, because a shared machine has neighbours.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from selfother.errors import SelfOtherError

__all__ = ["Row", "Timed", "compare", "main", "measure"]


@dataclass(frozen=True)
class Timed:
    """One run of one side: CPU seconds (all threads of this process) and clock seconds."""

    cpu_seconds: float
    wall_seconds: float


@dataclass(frozen=True)
class Row:
    """One line of a benchmark.

    Attributes:
        name: What was compared, `ours_vs_peer`.
        ours: Our median, in `unit`.
        peer: The peer's median, in `unit`.
        ratio: How many times we are ahead; below 1 we are behind.
        unit: "CPU seconds" (less is better), or an amount of work per CPU second (more is better).
        ours_wall_seconds: Median clock seconds of one of our runs, not part of the JSON.
        peer_wall_seconds: The same for the peer.
    """

    name: str
    ours: float
    peer: float
    ratio: float
    unit: str
    ours_wall_seconds: float = field(default=0.0, compare=False)
    peer_wall_seconds: float = field(default=0.0, compare=False)

    def to_json(self) -> dict[str, float | str]:
        """Return the five published fields."""
        return {key: value for key, value in asdict(self).items() if not key.endswith("_wall_seconds")}


def measure(run: Callable[[], object]) -> Timed:
    """Run once and return what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return Timed(time.process_time() - cpu, time.perf_counter() - wall)


def compare(
    name: str,
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    unit: str = "CPU seconds",
    work: tuple[float, float] | None = None,
    repeats: int = 5,
) -> Row:
    """Time `ours` against `peer`, interleaved, after one unmeasured warm-up of each.

    Args:
        name: Name of the row.
        ours: Our side, a call without arguments.
        peer: The peer's side.
        unit: "CPU seconds", or what `work` counts ("turns per CPU second").
        work: Amount of work of one call of (ours, peer), in the same unit; None where both do the same work and
            seconds are compared.
        repeats: Measured repeats of each side, at least 5.

    Returns:
        The row. Without `work`, ours and peer are seconds and ratio = peer / ours; with it, they are work per CPU
        second and ratio = ours / peer.

    Raises:
        ValueError: Fewer than 5 repeats.
    """
    if repeats < 5:
        raise ValueError(f"repeats must be at least 5; got {repeats}")
    ours()
    peer()
    runs = [(measure(ours), measure(peer)) for _ in range(repeats)]
    our_cpu = statistics.median(mine.cpu_seconds for mine, _ in runs)
    peer_cpu = statistics.median(theirs.cpu_seconds for _, theirs in runs)
    walls = (
        statistics.median(mine.wall_seconds for mine, _ in runs),
        statistics.median(theirs.wall_seconds for _, theirs in runs),
    )
    ratio = peer_cpu / our_cpu
    if work is None:
        return Row(name, our_cpu, peer_cpu, ratio, unit, *walls)
    return Row(name, work[0] / our_cpu, work[1] / peer_cpu, ratio * work[0] / work[1], unit, *walls)


def main(rows: Callable[[], Sequence[Row]], *, title: str) -> None:
    """Run a benchmark from the command line: a table, or with `--json` a list of rows.

    Args:
        rows: Measures and returns the rows; called once, after the arguments were read.
        title: Heading of the table.

    Raises:
        SystemExit: 2 where a peer is not installed; the line that installs it is printed.
    """
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--json", action="store_true", help="print a list of rows as JSON")
    as_json = parser.parse_args().json
    try:
        measured = rows()
    except SelfOtherError as error:
        print(f"{title}: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    if as_json:
        print(json.dumps([row.to_json() for row in measured], indent=2))
        return
    print(title)
    for row in measured:
        print(f"  {row.name:<24} ours {row.ours:>12.6g}  peer {row.peer:>12.6g}  {row.unit:<22} x{row.ratio:.2f}")
