"""Which gaps of a landscape may be chance: a bound for maps of many cells, and sentences about standard errors."""

from collections.abc import Callable

from selfother.records import Landscape
from selfother.wording import percent

__all__ = [
    "LEAST_SEEDS",
    "chance_bound",
    "decimals",
    "gap_sentence",
    "heading_of",
    "may_be_chance",
    "share_sentence",
    "too_few_sentence",
]

LEAST_SEEDS = 12
"""From fewer, matches that all lean one way by chance are too common among hundreds of cells (2^(1 - seeds))."""
Words = Callable[[float], str]


def chance_bound(seeds: int) -> float:
    """How many standard errors a gap must be off to be read among hundreds of cells.

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
    """Whether a gap with this standard error may be chance, in a map of many cells."""
    return seeds < LEAST_SEEDS or abs(gap) <= chance_bound(seeds) * error


def heading_of(record: Landscape) -> str:
    """Game, theory of mind, rounds and seeds in a line."""
    return f"{record.game}, {record.theory}, {record.rounds} rounds, n = {record.seeds} seeds in every cell"


def decimals(value: float) -> str:
    """A number to three decimals, as the command line prints it."""
    return f"{value:.3f}"


def tenths(share: float) -> str:
    """A share in per cent to one decimal, as maps print it."""
    return percent(share, 1)


def share_sentence(record: Landscape, words: Words = tenths) -> str:
    """How large the standard errors of joint cooperation are; `words` writes a share."""
    return _spread_sentence(record.joint_cooperation_standard_error, words)


def gap_sentence(record: Landscape) -> str:
    """How large the standard errors of the gaps are, and how many gaps are larger than chance makes them."""
    errors = record.payoff_gap_standard_error
    if errors is None:
        return _spread_sentence(errors, decimals)
    spread = _spread_sentence(errors, decimals)
    if record.seeds < LEAST_SEEDS:
        return f"{spread} {too_few_sentence(record)}"
    gaps = [
        (abs(gap), error)
        for row, row_errors in zip(record.payoff_gap, errors, strict=True)
        for gap, error in zip(row, row_errors, strict=True)
    ]
    clear = sum(not may_be_chance(gap, error, record.seeds) for gap, error in gaps)
    alike = max(abs(record.payoff_gap[i][i]) for i in range(len(record.lam)))
    return (
        f"{spread} {clear} of {len(gaps)} gaps are larger than {chance_bound(record.seeds):.1f} standard errors. "
        f"A smaller one may be chance: equal weights show gaps of up to {alike:.3f}."
    )


def too_few_sentence(record: Landscape) -> str:
    """Why no single gap is told from chance where there are few seeds."""
    return (
        f"From {record.seeds} seeds no single gap is told from chance: agents that are alike differ the same way in "
        f"all matches of 1 in {2 ** (record.seeds - 1)} cells. Take at least {LEAST_SEEDS} seeds."
    )


def _spread_sentence(errors: list[list[float]] | None, words: Words) -> str:
    if errors is None:
        return "From one seed there is no standard error: nothing here is told from noise."
    cells = sorted(cell for row in errors for cell in row)
    return f"Standard error over seeds: median {words(cells[len(cells) // 2])}, largest {words(cells[-1])}."
