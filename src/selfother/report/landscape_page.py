"""A landscape as a page of its own: what stands out, what a cell is, what may be chance, and two maps."""

from collections.abc import Callable

from selfother.records import Landscape
from selfother.report.landscape import LEAST_SEEDS, chance_bound, heat_panels, may_be_chance
from selfother.report.old_html import render_page
from selfother.report.text import clipped
from selfother.wording import compact, percent, signed

__all__ = ["gap_sentence", "heading_of", "render_landscape", "share_sentence"]

Words = Callable[[float], str]


def decimals(value: float) -> str:
    """Return a number to three decimals, as the command line prints it."""
    return f"{value:.3f}"


def heading_of(record: Landscape) -> str:
    """Return game, theory of mind, rounds and seeds in a line."""
    return f"{record.game}, {record.theory}, {record.rounds} rounds, n = {record.seeds} seeds in every cell"


def share_sentence(record: Landscape, words: Words = decimals) -> str:
    """Say how large the standard errors of joint cooperation are; `words` writes a share."""
    return _spread_sentence(record.joint_cooperation_standard_error, words)


def gap_sentence(record: Landscape) -> str:
    """Say how large the standard errors of the gaps are, and how many gaps are larger than chance makes them."""
    errors = record.payoff_gap_standard_error
    if errors is None:
        return _spread_sentence(errors)
    if record.seeds < LEAST_SEEDS:
        return f"{_spread_sentence(errors)} {_too_few(record)}"
    gaps = [
        (abs(gap), error)
        for row, spread in zip(record.payoff_gap, errors, strict=True)
        for gap, error in zip(row, spread, strict=True)
    ]
    clear = sum(not may_be_chance(gap, error, record.seeds) for gap, error in gaps)
    alike = max(abs(record.payoff_gap[i][i]) for i in range(len(record.lam)))
    return (
        f"{_spread_sentence(errors)} {clear} of {len(gaps)} gaps are larger than {chance_bound(record.seeds):.1f} "
        f"standard errors; a smaller one may be chance: equal weights show gaps of up to {alike:.3f}."
    )


def render_landscape(record: Landscape, *, command: str, version: str) -> str:
    """Return the page; identical records, commands and versions give identical bytes.

    Raises:
        BrokenRecord: A grid whose size is not that of its empathy weights.
    """
    return render_page(
        "landscape.html.jinja",
        game=clipped(record.game, 120),
        heading=clipped(heading_of(record), 400),
        summary=[_cooperation_found(record), _gap_found(record)],
        is_signed=record.lam[0] < 0,
        cell=_cell_words(record),
        chance=_chance_words(record),
        panels=heat_panels([record]),
        notes=[share_sentence(record, percent), gap_sentence(record)],
        command=command,
        version=version,
    )


def _too_few(record: Landscape) -> str:
    return (
        f"From {record.seeds} seeds no single gap is told from chance: agents that are alike differ the same way in "
        f"all matches of 1 in {2 ** (record.seeds - 1)} cells. Take at least {LEAST_SEEDS} seeds."
    )


def _spread_sentence(errors: list[list[float]] | None, words: Words = decimals) -> str:
    if errors is None:
        return "From one seed there is no standard error: nothing here is told from noise."
    cells = sorted(cell for row in errors for cell in row)
    return f"Standard error over seeds: median {words(cells[len(cells) // 2])}, largest {words(cells[-1])}."


def _peak(grid: list[list[float]], sign: int = 1) -> tuple[int, int]:
    """Return row and column of the largest value of a grid (of the smallest with -1), the first where several are."""
    _, i, j = max((sign * cell, -i, -j) for i, row in enumerate(grid) for j, cell in enumerate(row))
    return -i, -j


def _at(record: Landscape, i: int, j: int) -> str:
    return f"λᵢ = {compact(record.lam[i])}, λⱼ = {compact(record.lam[j])}"


def _cooperation_found(record: Landscape) -> str:
    least, most = _peak(record.joint_cooperation, -1), _peak(record.joint_cooperation)
    lowest, highest = (record.joint_cooperation[i][j] for i, j in (least, most))
    if lowest == highest:
        return f"Both cooperate in {percent(lowest, 1)} of rounds, whatever their empathy."
    return (
        f"Both cooperate in {percent(lowest, 1)} of rounds at {_at(record, *least)}, and in {percent(highest, 1)} at "
        f"{_at(record, *most)}."
    )


def _gap_found(record: Landscape) -> str:
    i, j = _peak([[abs(gap) for gap in row] for row in record.payoff_gap])
    gap, errors = record.payoff_gap[i][j], record.payoff_gap_standard_error
    if errors is None or may_be_chance(gap, errors[i][j], record.seeds):
        return "No gap between their payoffs is told from chance."
    who = "second" if gap > 0 else "first"
    return (
        f"The largest gap is {signed(gap, points=False)} ± {errors[i][j]:.2g} points a round, at {_at(record, i, j)}: "
        f"the {who} agent gets more."
    )


def _cell_words(record: Landscape) -> str:
    matches = "one match" if record.seeds == 1 else f"the mean over {record.seeds} independent matches"
    error = "" if record.seeds == 1 else " ± is its standard error over matches."
    return (
        f"A cell is one pair of weights. It is {matches} of {record.rounds} rounds, drawn for this cell alone: "
        f"neighbours do not share their luck.{error}"
    )


def _chance_words(record: Landscape) -> str:
    if record.payoff_gap_standard_error is None:
        return "There is one match a cell, so no standard error: any difference between cells may be chance."
    if record.seeds < LEAST_SEEDS:
        return f"A gap is the second agent’s payoff a round minus the first’s. {_too_few(record)}"
    return (
        "A gap is the second agent’s payoff a round minus the first’s. Agents that weigh alike have no true gap where "
        "the game treats both alike, and still show one, by chance. So a dot marks every gap within "
        f"{chance_bound(record.seeds):.1f} standard errors of none: do not read it as a difference. The bound "
        f"is wide because a map has many cells: of {len(record.lam) ** 2}, some lie two or three standard errors off."
    )
