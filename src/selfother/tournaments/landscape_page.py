"""Landscapes as maps, and the page of `selfother sweep`: what stands out, what a cell is, what may be chance."""

from collections.abc import Sequence

from selfother.errors import BrokenRecord
from selfother.records import Landscape
from selfother.records.blocks import Heatmap, Section, Text
from selfother.report.page import Page
from selfother.tournaments.gaps import (
    LEAST_SEEDS,
    chance_bound,
    gap_sentence,
    heading_of,
    may_be_chance,
    share_sentence,
    too_few_sentence,
)
from selfother.wording import compact, decimal, percent

__all__ = ["landscape_blocks", "landscape_page"]

_FIRST, _SECOND = "first agent’s empathy, λᵢ", "second agent’s empathy, λⱼ"


def landscape_blocks(*landscapes: Landscape) -> list[Heatmap]:
    """Two maps a landscape: joint cooperation, and the payoff gap on one scale that all landscapes have in common.

    Of several landscapes a reader chooses game, theory of mind and measure; of one both maps are shown.

    Raises:
        BrokenRecord: A grid whose size is not that of its empathy weights.
    """
    for landscape in landscapes:
        _check_size(landscape)
    drawn = [landscape for landscape in landscapes if landscape.lam]
    gaps = (abs(gap) for landscape in drawn for row in landscape.payoff_gap for gap in row)
    reach = max(gaps, default=0.0) or 1.0
    maps = [block for landscape in drawn for block in (_cooperation_map(landscape), _gap_map(landscape, reach))]
    return maps if len(drawn) > 1 else [block.model_copy(update={"switches": {}}) for block in maps]


def landscape_page(record: Landscape, *, command: str, version: str) -> Page:
    """The page of a sweep.

    Args:
        record: What was played.
        command: The command line that makes the page again.
        version: Of selfother.

    Raises:
        BrokenRecord: A grid whose size is not that of its empathy weights.
    """
    maps = landscape_blocks(record)
    return Page(
        title="Who cooperates, and who gains, when empathy differs?",
        kicker="selfother sweep",
        question=heading_of(record),
        lead=[_cooperation_sentence(record), _largest_gap_sentence(record)],
        sections=[
            Section(
                key="reading",
                title="How to read the maps",
                blocks=[Text(paragraphs=[_weight_words(record), _cell_words(record), _chance_words(record)])],
            ),
            Section(
                key="landscape",
                title="The maps",
                note="Point at a cell, or move with the arrow keys, to read it.",
                blocks=list(maps),
            ),
            Section(
                key="provenance",
                title="The command that makes this page again",
                blocks=[
                    Text(paragraphs=[command], role="command"),
                    Text(paragraphs=[f"selfother {version}"], role="note"),
                ],
            ),
        ],
        footer="The same numbers, for machines: landscape.json; one row a cell, with standard errors: landscape.csv.",
    )


def _check_size(landscape: Landscape) -> None:
    n = len(landscape.lam)
    errors = landscape.joint_cooperation_standard_error, landscape.payoff_gap_standard_error
    for grid in (landscape.joint_cooperation, landscape.payoff_gap, *errors):
        if grid is not None and (len(grid) != n or any(len(row) != n for row in grid)):
            raise BrokenRecord(
                f"the landscape of theory {landscape.theory[:80]!r} has {n} empathy weights "
                f"and a grid that is not {n} x {n}. Run the same command again."
            )


def _cooperation_map(landscape: Landscape) -> Heatmap:
    return Heatmap(
        title=f"Joint cooperation, {landscape.theory}",
        unit="% of rounds",
        x_label=_SECOND,
        y_label=_FIRST,
        x=landscape.lam,
        y=landscape.lam,
        values=_cells(landscape.joint_cooperation),
        errors=landscape.joint_cooperation_standard_error or [],
        low=0.0,
        high=1.0,
        is_share=True,
        has_diagonal=True,
        switches=_switches(landscape, "joint cooperation"),
        note=f"{_played(landscape)} {share_sentence(landscape)}",
    )


def _gap_map(landscape: Landscape, reach: float) -> Heatmap:
    unclear, errors = _unclear(landscape), landscape.payoff_gap_standard_error or []
    dot = " A dot marks a gap that may be chance." if unclear else ""
    return Heatmap(
        title=f"Payoff gap, {landscape.theory}",
        unit="points of payoff a round, second agent minus first",
        x_label=_SECOND,
        y_label=_FIRST,
        x=landscape.lam,
        y=landscape.lam,
        values=_cells(landscape.payoff_gap),
        errors=errors,
        unclear=unclear,
        scale="diverging",
        low=-reach,
        high=reach,
        scale_labels=(f"\u2212{decimal(reach)}", "0", f"+{decimal(reach)}"),
        has_diagonal=True,
        switches=_switches(landscape, "payoff gap"),
        note=f"{_played(landscape)} {gap_sentence(landscape)}{dot}",
    )


def _cells(grid: list[list[float]]) -> list[list[float | None]]:
    return [list(row) for row in grid]


def _unclear(landscape: Landscape) -> list[tuple[int, int]]:
    """Row and column of every cell whose gap may be chance; none where there are no standard errors."""
    errors = landscape.payoff_gap_standard_error
    if errors is None:
        return []
    return [
        (i, j)
        for i, row in enumerate(landscape.payoff_gap)
        for j, gap in enumerate(row)
        if may_be_chance(gap, errors[i][j], landscape.seeds)
    ]


def _switches(landscape: Landscape, measure: str) -> dict[str, str]:
    return {"game": landscape.game, "theory of mind": landscape.theory, "measure": measure}


def _played(landscape: Landscape) -> str:
    return f"{landscape.game}, {landscape.rounds:,} rounds, n = {landscape.seeds:,} seeds in every cell."


def _peak(grid: Sequence[Sequence[float]], sign: int = 1) -> tuple[int, int]:
    """Row and column of the largest value of a grid (of the smallest with -1), the first where several are."""
    _, i, j = max((sign * cell, -i, -j) for i, row in enumerate(grid) for j, cell in enumerate(row))
    return -i, -j


def _at(record: Landscape, i: int, j: int) -> str:
    first, second = compact(record.lam[i]), compact(record.lam[j])
    if first == second:
        return f"both agents have empathy {first}"
    return f"the first agent has empathy {first} and the second {second}"


def _cooperation_sentence(record: Landscape) -> str:
    least, most = _peak(record.joint_cooperation, -1), _peak(record.joint_cooperation)
    lowest, highest = (record.joint_cooperation[i][j] for i, j in (least, most))
    if lowest == highest:
        return f"Both cooperate in {percent(lowest, 1)} of rounds, whatever their empathy."
    return (
        f"Both cooperate in {percent(lowest, 1)} of rounds when {_at(record, *least)}, and in "
        f"{percent(highest, 1)} when "
        f"{_at(record, *most)}."
    )


def _largest_gap_sentence(record: Landscape) -> str:
    i, j = _peak([[abs(gap) for gap in row] for row in record.payoff_gap])
    gap, errors = record.payoff_gap[i][j], record.payoff_gap_standard_error
    if errors is None or may_be_chance(gap, errors[i][j], record.seeds):
        return "No gap between their payoffs is told from chance."
    more = "second" if gap > 0 else "first"
    return (
        f"The largest gap: when {_at(record, i, j)}, the {more} gets {decimal(abs(gap))} ± {errors[i][j]:.2g} points a "
        "round more."
    )


def _weight_words(record: Landscape) -> str:
    spite = ", and below 0 the other’s loss pleases" if record.lam and record.lam[0] < 0 else ""
    return (
        "Two agents play. Each weighs the other’s payoff by its own empathy λ: 0 is selfish, 1 counts the other’s "
        f"payoff like its own{spite}. On the dotted line both weigh alike."
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
        return f"A gap is the second agent’s payoff a round minus the first’s. {too_few_sentence(record)}"
    return (
        "A gap is the second agent’s payoff a round minus the first’s. Agents that weigh alike have no true gap where "
        "the game treats both alike, and still show one, by chance. So a dot marks every gap within "
        f"{chance_bound(record.seeds):.1f} standard errors of none: do not read it as a difference. The bound "
        f"is wide because a map has many cells: of {len(record.lam) ** 2}, some lie two or three standard errors off."
    )
