"""The empathy x empathy landscape as plain data: rectangles, ticks, and the grid for the readout.

Positions are pixels of a view box 360 wide, the width of a phone, so that text is never scaled down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfother.errors import BrokenRecord
from selfother.records import Landscape
from selfother.report.figures.axes import Box
from selfother.report.text import clipped
from selfother.wording import decimal, percent, signed

__all__ = [
    "HEAT_BOX",
    "HEAT_LEVELS",
    "LEAST_SEEDS",
    "Corner",
    "HeatPanel",
    "chance_bound",
    "heat_panels",
    "level_runs",
    "may_be_chance",
]

HEAT_LEVELS = 40
LEAST_SEEDS = 12
"""From fewer, matches that all lean one way by chance are too common among hundreds of cells (2^(1 - seeds))."""
HEAT_BOX = Box(48.0, 10.0, 348.0, 310.0)


@dataclass(frozen=True)
class Corner:
    """One cell of a landscape, in words and number."""

    first: str
    second: str
    value: str


@dataclass(frozen=True)
class HeatPanel:
    """One measure over the empathy x empathy grid.

    Attributes:
        key: Identifier, unique on the page.
        kind: "sequential" (shares) or "diverging" (gaps around 0).
        runs: (x, y, width, height, level): neighbours of one level are one rectangle.
        ticks: (pixel x, pixel y, label) for both axes.
        values: The grid, rounded, for the readout under the pointer.
        errors: Standard errors of the values, rounded; empty where there are none.
        chance: Where the cells lie whose gap may be chance, as a path of points; empty where there are none.
        scale: Labels of the colour bar's left end, middle and right end.
        corners: A few cells as a table, for those who do not see the colours.
        alt: The figure in a sentence.
    """

    key: str
    theory: str
    game: str
    measure: str
    unit: str
    kind: str
    runs: list[tuple[float, float, float, float, int]]
    ticks: list[tuple[float, float, str]]
    lam: list[float]
    values: list[list[float]]
    errors: list[list[float]]
    chance: str
    scale: tuple[str, str, str]
    corners: list[Corner]
    alt: str
    rounds: int
    seeds: int


def chance_bound(seeds: int) -> float:
    """Return how many standard errors a gap must be off to be read among hundreds of cells.

    It is exceeded by chance as rarely as 3.5 in a normal distribution (1 in 2,150), in Student's t of seeds - 1 degrees
    of freedom. The quantile is the expansion in 1 / (seeds - 1) to its third term.

    Args:
        seeds: Matches in a cell, at least `LEAST_SEEDS`.

    Source:
        Abramowitz and Stegun 1964, 26.7.5.

    Example:
        >>> round(chance_bound(12), 1), round(chance_bound(64), 1), round(chance_bound(10**6), 1)
        (4.9, 3.7, 3.5)
    """
    z, freedom = 3.5, seeds - 1
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def may_be_chance(gap: float, error: float, seeds: int) -> bool:
    """Return whether a gap with this standard error may be chance, in a map of many cells."""
    return seeds < LEAST_SEEDS or abs(gap) <= chance_bound(seeds) * error


def heat_panels(landscapes: Sequence[Landscape]) -> list[HeatPanel]:
    """Return two panels a landscape (joint cooperation, payoff gap), gaps on one common scale.

    Raises:
        BrokenRecord: A grid whose size is not that of its empathy weights.
    """
    for item in landscapes:
        n = len(item.lam)
        errors = item.joint_cooperation_standard_error, item.payoff_gap_standard_error
        for grid in (item.joint_cooperation, item.payoff_gap, *errors):
            if grid is not None and (len(grid) != n or any(len(row) != n for row in grid)):
                raise BrokenRecord(
                    f"the landscape of theory {item.theory[:80]!r} has {n} empathy weights "
                    f"and a grid that is not {n} x {n}. Run the study's landscape again."
                )
    drawn = [item for item in landscapes if item.lam]
    reach = max((abs(value) for item in drawn for row in item.payoff_gap for value in row), default=0.0) or 1.0
    panels = []
    for index, item in enumerate(drawn):
        panels.append(_heat_panel(f"landscape-{index}-cooperation", item, reach=None))
        panels.append(_heat_panel(f"landscape-{index}-gap", item, reach=reach))
    return panels


def _heat_panel(key: str, item: Landscape, *, reach: float | None) -> HeatPanel:
    """Return joint cooperation, or the gap on a scale that reaches from -reach to reach."""
    theory, game = clipped(item.theory, 60), clipped(item.game, 120)
    if reach is None:
        grid, spread = item.joint_cooperation, item.joint_cooperation_standard_error
        measure, unit, kind, scale = "joint cooperation", "% of rounds", "sequential", ("0 %", "50 %", "100 %")
        shares, factor, places = grid, 100.0, 2
    else:
        grid, spread = item.payoff_gap, item.payoff_gap_standard_error
        measure, unit, kind = "payoff gap", "points of payoff a round, second agent minus first", "diverging"
        scale = (f"\u2212{decimal(reach)}", "0", f"+{decimal(reach)}")
        shares = [[(value / reach + 1.0) / 2.0 for value in row] for row in grid]
        factor, places = 1.0, 3
    values, errors = _scaled(grid, factor, places), _scaled(spread or [], factor, places)
    corners = _corners(item.lam, grid, is_share=reach is None)
    words = "; ".join(f"{c.value} at first {c.first}, second {c.second}" for c in corners)
    return HeatPanel(
        key=key, theory=theory, game=game, measure=measure, unit=unit, kind=kind, runs=level_runs(shares),
        ticks=_heat_ticks(item.lam), lam=item.lam, values=values, errors=errors,
        chance="" if reach is None or spread is None else _chance_path(grid, spread, item.seeds),
        scale=scale, corners=corners,
        alt=f"Heat map of {measure} ({unit}) over both agents' empathy weights, theory of mind {theory}: {words}.",
        rounds=item.rounds, seeds=item.seeds,
    )  # fmt: skip


def _scaled(grid: list[list[float]], factor: float, places: int) -> list[list[float]]:
    return [[round(factor * value, places) for value in row] for row in grid]


def _chance_path(gaps: list[list[float]], errors: list[list[float]], seeds: int) -> str:
    """Return the middles of the cells whose gap may be chance, as a path of points."""
    side = (HEAT_BOX.right - HEAT_BOX.left) / len(gaps)
    return "".join(
        f"M{HEAT_BOX.left + (j + 0.5) * side:.1f},{HEAT_BOX.bottom - (i + 0.5) * side:.1f}h0"
        for i, row in enumerate(gaps)
        for j, gap in enumerate(row)
        if may_be_chance(gap, errors[i][j], seeds)
    )


def level_runs(shares: list[list[float]]) -> list[tuple[float, float, float, float, int]]:
    """Return a grid of shares in [0, 1] as rectangles (x, y, width, height, level), the first row at the bottom."""
    n = len(shares[0])
    width = (HEAT_BOX.right - HEAT_BOX.left) / n
    height = (HEAT_BOX.bottom - HEAT_BOX.top) / len(shares)
    runs: list[tuple[float, float, float, float, int]] = []
    for i, row in enumerate(shares):
        levels = [min(max(round(share * HEAT_LEVELS), 0), HEAT_LEVELS) for share in row]
        start = 0
        for j in range(1, n + 1):
            if j == n or levels[j] != levels[start]:
                left, right = HEAT_BOX.left + start * width, HEAT_BOX.left + j * width
                top, bottom = HEAT_BOX.bottom - (i + 1) * height, HEAT_BOX.bottom - i * height
                runs.append(
                    (round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2), levels[start])
                )
                start = j
    return runs


def _heat_ticks(lam: list[float]) -> list[tuple[float, float, str]]:
    n = len(lam)
    side = (HEAT_BOX.right - HEAT_BOX.left) / n
    chosen = sorted({round(k * (n - 1) / 5) for k in range(6)})
    return [(HEAT_BOX.left + (k + 0.5) * side, HEAT_BOX.bottom - (k + 0.5) * side, _weight(lam[k])) for k in chosen]


def _weight(lam: float) -> str:
    return f"{lam:.2g}".replace("-", "\u2212")


def _corners(lam: list[float], grid: list[list[float]], *, is_share: bool) -> list[Corner]:
    last, middle = len(lam) - 1, (len(lam) - 1) // 2
    cells = dict.fromkeys([(0, 0), (middle, middle), (last, last), (0, last), (last, 0)])
    return [
        Corner(
            _weight(lam[i]),
            _weight(lam[j]),
            percent(grid[i][j], 1) if is_share else signed(grid[i][j], points=False),
        )
        for i, j in cells
    ]
