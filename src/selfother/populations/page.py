"""The page of `selfother evolve`: which type takes over, shares over time, fixation, thresholds, payoffs."""

from collections.abc import Iterator
from pathlib import Path

from selfother.populations.words import cell_of, heading_of, rest_sentence, share_title
from selfother.records import Cell, Curve, EvolutionRecord, Plot, Section, Table, Text
from selfother.report.html import render_html
from selfother.report.page import Marked, Page
from selfother.report.picture import render_picture
from selfother.report.write import write_texts

__all__ = ["evolution_page", "evolution_plots", "write_evolution"]

POINTS_WITH_ERRORS = 21
"""Points of a simulated time course that are drawn, each with its interval."""
NORMAL_95 = 1.959964

_MEANINGS = {
    "concern": "weight λ above which a static empathic agent cooperates",
    "assortment_invades": "assortment r above which a rare one fares better than the others",
    "assortment_resists": "assortment r above which a rare one of the others fares worse",
    "mixed_strategy_invades": "assortment r above which one mixed strategy begins to cooperate",
    "mixed_strategy_resists": "assortment r above which it always cooperates",
    "recognition_resists": "accuracy above which selfish cannot invade",
    "recognition_favoured": "accuracy above which weak selection favours a single one",
    "unstable_share": "share above which it grows, and below which it shrinks",
    "stable_share": "share at which both go on side by side",
    "favoured_below": "weak selection favours a single one iff the unstable share is below this",
    "critical_ratio": "benefit over cost above which weak selection favours it on the graph",
}


def evolution_page(record: EvolutionRecord, *, command: str) -> Page:
    """The page of types that evolved.

    Args:
        record: What evolved.
        command: The command line that makes the page again.
    """
    return Page(
        title="Which type takes over?",
        kicker="selfother evolve",
        question=heading_of(record),
        lead=[_lead(record), *_notes(record)],
        sections=list(_sections(record, command)),
        marks=[Marked(name) for name in record.types],
        footer="The same numbers, for machines: evolution.json; the first figure as a picture: evolution.svg.",
    )


def write_evolution(record: EvolutionRecord, folder: Path, *, command: str) -> list[Path]:
    """Write `evolution.html`, `.json` and `.svg`, the first figure; return their paths.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
    """
    page = evolution_page(record, command=command)
    texts = {"html": render_html(page), "json": record.to_json(indent=2) + "\n", "svg": render_picture(page)}
    write_texts(texts, folder, stem="evolution")
    return [folder / f"evolution.{ending}" for ending in texts]


def evolution_plots(record: EvolutionRecord) -> list[Plot]:
    """The figures that a record has: shares over time, fixation, shares; at least one."""
    plots = (_course_plot(record), _fixation_plot(record), _share_plot(record))
    return [plot for plot in plots if plot is not None]


def _sections(record: EvolutionRecord, command: str) -> Iterator[Section]:
    yield Section(key="types", title="The types", blocks=[_type_table(record)])
    yield Section(key="figures", title="Figures", blocks=list(evolution_plots(record)))
    if record.threshold:
        players = "an infinite population" if record.population is None else f"{record.population} players"
        yield Section(
            key="thresholds",
            title=f"Thresholds of {players}",
            note="Closed forms, not simulations. They speak of the type empathic, or of the first where none is called "
            "so; a dash: there is none.",
            blocks=[_threshold_table(record)],
        )
    yield Section(key="payoffs", title="Payoffs a round", blocks=[_payoff_table(record)])
    yield Section(
        key="provenance",
        title="The command that makes this page again",
        blocks=[Text(paragraphs=[command], role="command")],
    )


def _lead(record: EvolutionRecord) -> str:
    """The result in a sentence."""
    if record.rest is not None:
        return rest_sentence(record)
    if record.frequency is None:
        return "No run ended in another type than it began with: the shares of time are not known."
    first = max(record.frequency, key=lambda name: record.frequency[name])  # type: ignore[index]
    return f"{first} has the largest {share_title(record)}: {cell_of(record, 'frequency', first)}."


def _notes(record: EvolutionRecord) -> list[str]:
    notes = []
    if record.fixation is not None and record.population is not None:
        notes.append(
            f"A neutral mutant takes over with probability 1/N = {1 / record.population:.4g}; selection favours a type "
            "whose fixation is above that."
        )
    if record.runs is not None:
        notes.append(
            f"Simulated: {record.runs} runs, seed {record.seed}; ± is the standard error over runs, whiskers are 95 % "
            "intervals."
        )
    if record.payoff_standard_error is not None:
        largest = max(max(row) for row in record.payoff_standard_error)
        notes.append(
            f"Payoffs were measured in matches (standard errors up to {largest:.2g}) and taken as they are: types "
            "whose payoffs differ by less are told apart by chance."
        )
    return notes


def _type_table(record: EvolutionRecord) -> Table:
    return Table(
        title="Types, their fixation and their shares",
        columns=["type", "fixation from a single mutant", share_title(record)],
        rows=[
            [Cell(text=name, mark=name), cell_of(record, "fixation", name), cell_of(record, "frequency", name)]
            for name in record.types
        ],
    )


def _threshold_table(record: EvolutionRecord) -> Table:
    return Table(
        title="Thresholds",
        columns=["threshold", "value", "what it parts"],
        rows=[
            [name, "–" if value is None else f"{value:.4g}", _MEANINGS.get(name, "")]
            for name, value in record.threshold.items()
        ],
    )


def _payoff_table(record: EvolutionRecord) -> Table:
    return Table(
        title="What the row’s type gets a round from the column’s",
        columns=["row against column", *record.types],
        rows=[
            [Cell(text=name, mark=name), *(_payoff(record, i, j) for j in range(len(record.types)))]
            for i, name in enumerate(record.types)
        ],
    )


def _payoff(record: EvolutionRecord, i: int, j: int) -> str:
    error = "" if record.payoff_standard_error is None else f" ± {record.payoff_standard_error[i][j]:.2g}"
    return f"{record.payoffs[i][j]:.4g}{error}"


def _course_plot(record: EvolutionRecord) -> Plot | None:
    course = record.course
    if course is None:
        return None
    errors = course.standard_error
    apart = 1 if errors is None else max(1, len(course.times) // (POINTS_WITH_ERRORS - 1))
    curves = []
    for name in record.types:
        y = course.shares[name][::apart]
        ends = [] if errors is None else list(zip(y, errors[name][::apart], strict=True))
        curves.append(
            Curve(
                name=name,
                x=course.times[::apart],
                y=list(y),
                low=[max(0.0, share - NORMAL_95 * error) for share, error in ends],
                high=[min(1.0, share + NORMAL_95 * error) for share, error in ends],
                style="line" if errors is None else "both",
            )
        )
    return Plot(title="Shares over time", x_label=course.unit, y_label="share of each type", curves=curves)


def _fixation_plot(record: EvolutionRecord) -> Plot | None:
    if record.fixation is None:
        return None
    return _points(record, "fixation", "Fixation from a single mutant", "probability of taking over")


def _share_plot(record: EvolutionRecord) -> Plot | None:
    if record.frequency is None or record.course is not None:
        return None
    return _points(record, "frequency", "Shares", share_title(record))


def _points(record: EvolutionRecord, what: str, title: str, label: str) -> Plot:
    values: dict[str, float] = getattr(record, what)
    errors = record.standard_error[what] or {}
    curves = []
    for name in record.types:
        value, error = values[name], errors.get(name)
        curves.append(
            Curve(
                name=name,
                x=[0.0],
                y=[value],
                low=[] if error is None else [max(0.0, value - NORMAL_95 * error)],
                high=[] if error is None else [min(1.0, value + NORMAL_95 * error)],
                style="points",
            )
        )
    return Plot(title=title, kind="points", x_label=label, y_label=label, curves=curves)
