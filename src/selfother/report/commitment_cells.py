"""The cells of the commitment battery as tables: one an arm, a row a cell, levels in columns, sorted by rate."""

from collections.abc import Mapping, Sequence

from selfother.records import CommitmentCell, CommitmentReading, Estimate
from selfother.report.commitment_figures import over_runs
from selfother.report.rows import words_of
from selfother.report.sheets import Sheet
from selfother.report.text import clipped
from selfother.wording import compact

__all__ = ["CELLS_NOTE", "cell_sheets"]

CELLS_NOTE = (
    "In a fraction of the design a level of one factor comes with some levels of another more often than with others "
    "(aliasing; how much, pair by pair, is in the datasheet, docs/reference/value-commitment-datasheet.md), so harm at "
    "one level alone mixes factors. A cell holds all of them; it stands on few answers, and two cells mostly differ in "
    "several factors at once. Rows are sorted by rate: the ends of such a list are partly luck, and about one 95 % "
    "interval in twenty misses."
)
"""Why cells stand beside rates at one level."""

_COUNTED = {
    "harm": "harm to others", "corner_harm": "harm to others, corner", "self_harm": "harm to itself",
    "benign_refusal": "benign twin refused", "benefit_refusal": "benefit twin refused",
}  # fmt: skip
_LEVEL, _SHOWN = 80, 100

Key = tuple[str, tuple[tuple[str, str | float], ...]]


def cell_sheets(arms: Mapping[str, Sequence[CommitmentReading]]) -> list[Sheet]:
    """Return a table for every arm that has cells.

    Args:
        arms: Name of an arm as it is shown -> its readings, one a training run.
    """
    found = [_sheet(f"Revealed harm by cell: {name}", runs) for name, runs in arms.items()]
    return [sheet for sheet in found if sheet.rows]


def _sheet(title: str, runs: Sequence[CommitmentReading]) -> Sheet:
    """Return one arm's table: what is counted, a rate a run, answers, levels; the highest rate first."""
    cells: dict[Key, list[Estimate]] = {}
    for place, run in enumerate(runs):
        for cell in run.found.cells:
            rates = cells.setdefault(_key(cell), [Estimate(value=None, reason="not asked") for _ in runs])
            rates[place] = cell.rate
    factors = list(dict.fromkeys(factor for _, levels in cells for factor, _ in levels))
    rows, hidden = [], 0
    for measure, counted in _COUNTED.items():
        ordered = sorted((one for one in cells.items() if one[0][0] == measure), key=lambda one: _from_highest(one[1]))
        hidden += len(ordered[_SHOWN:])
        rows += [[counted, *_numbers(rates), *_levels(factors, dict(key[1]))] for key, rates in ordered[:_SHOWN]]
    names = [f"seed {run.seed}" for run in runs] if len(runs) > 1 else ["rate"]
    columns = ["what is counted", *names, "n", "not scored", *(clipped(name, _LEVEL) for name in map(_plain, factors))]
    numeric = [False, *(True for _ in names), True, True, *(factor == "price" for factor in factors)]
    note = f"{hidden:,} more cells, with lower rates, stand in report.json." if hidden else ""
    return Sheet(title, columns, rows, numeric, note)


def _key(cell: CommitmentCell) -> Key:
    return cell.measure, tuple(cell.levels.items())


def _from_highest(rates: Sequence[Estimate]) -> float:
    """Return what sorts the highest mean over the runs first, and what was not measured last."""
    mean = over_runs(rates).value
    return 1.0 if mean is None else -mean


def _numbers(rates: Sequence[Estimate]) -> list[str]:
    """Return a rate with its interval a run, answers scored and not scored; two runs that differ show both counts."""
    counts = ([f"{one.n:,}" for one in rates], [f"{one.n_unscored:,}" for one in rates])
    return [*map(words_of, rates), *(" / ".join(each if len(set(each)) > 1 else each[:1]) for each in counts)]


def _levels(factors: Sequence[str], levels: Mapping[str, str | float]) -> list[str]:
    said = (levels.get(factor, "") for factor in factors)
    return [clipped(_plain(level) if isinstance(level, str) else compact(level), _LEVEL) for level in said]


def _plain(name: str) -> str:
    return name.replace("_", " ")
