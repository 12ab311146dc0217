"""What evolved, as a page and a picture: sentences, shares over time, fixation, thresholds, payoffs."""

from pathlib import Path

from selfother.records import Curve, EvolutionRecord, Plot, RestWord
from selfother.report.old_figures import marks
from selfother.report.old_html import render_page
from selfother.report.plots import PlotLine, PlotPanel, plot_panel
from selfother.report.text import clipped
from selfother.report.write import write_texts
from selfother.wording import compact

__all__ = [
    "cell_of",
    "evolution_picture",
    "heading_of",
    "render_evolution",
    "rest_sentence",
    "share_title",
    "write_evolution",
]

POINTS_WITH_ERRORS = 21
"""Points of a simulated time course that are drawn, each with its interval."""
NORMAL_95 = 1.959964

_RESTS: dict[RestWord, str] = {
    "stable": "The shares come to rest, and come back after a small push.",
    "neutral": "The shares come to rest where some types fare alike: a small push among them stays.",
    "unstable": "The start lies on an edge: the shares rest there, and any push leads away.",
    "alone": "Only one type was there at the start.",
    "neutral cycle": "No limit: the shares go round for ever, on an orbit that depends on the start.",
    "recurrent": "No limit: the shares go up and down for ever between the same lowest and highest values.",
    "heteroclinic cycle": "No limit: one type after another takes nearly all, each round longer than the one before.",
    "still moving": "No limit was seen: the shares still moved.",
}
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


def rest_sentence(record: EvolutionRecord) -> str:
    """Return what the replicator dynamics came to, in a sentence; empty for another process."""
    if record.rest is None:
        return ""
    if record.seen is None or record.followed is None:
        return _RESTS[record.rest]
    return (
        f"{_RESTS[record.rest]} Followed over {compact(record.followed)} units of time; "
        "the shares are the lowest and the highest of its last half."
    )


def heading_of(record: EvolutionRecord) -> str:
    """Return game, process and settings in a line, and how the numbers were got."""
    game = "" if record.game is None else f"{record.game['name']}, "
    facts = {
        "population": record.population,
        "selection": record.selection,
        "assortment": record.assortment or None,
        "recognition": record.recognition,
        "mutation": record.mutation or None,
        "graph": None if record.graph is None else record.graph + (" (weighted)" if record.is_weighted else ""),
        "updating": record.updating,
        "runs": record.runs,
    }
    said = ", ".join(
        f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}"
        for key, value in facts.items()
        if value is not None
    )
    how = "monte-carlo, ± standard error over runs" if record.method == "monte-carlo" else record.method
    return f"{game}{record.process}{', ' if said else ''}{said}; {how}"


def share_title(record: EvolutionRecord) -> str:
    """Return what a share is a share of."""
    if record.start is not None:
        return "share in the end" if record.seen is None else "no limit: shares seen"
    if record.graph is not None and record.mutation:
        return "share at the end of a run"
    return "share of time" if record.mutation else "share of time (rare mutations)"


def cell_of(record: EvolutionRecord, what: str, name: str) -> str:
    """Return a type's fixation or frequency with its standard error, the shares seen, or a dash."""
    values: dict[str, float] | None = getattr(record, what)
    if values is None:
        return "-" if what == "fixation" or record.seen is None else "{:.4g} to {:.4g}".format(*record.seen[name])
    error = (record.standard_error[what] or {}).get(name)
    return f"{values[name]:.4g}" + ("" if error is None else f" ± {error:.2g}")


def write_evolution(record: EvolutionRecord, folder: Path, *, command: str) -> list[Path]:
    """Write `evolution.html`, `.json` and `.svg`; return their paths.

    Raises:
        NoSpace: The disk is full; no file is left half written.
        BadArgument: The folder cannot be written to.
    """
    texts = {
        "html": render_evolution(record, command=command),
        "json": record.to_json(indent=2) + "\n",
        "svg": evolution_picture(record),
    }
    write_texts(texts, folder, stem="evolution")
    return [folder / f"evolution.{ending}" for ending in texts]


def render_evolution(record: EvolutionRecord, *, command: str) -> str:
    """Return the page; identical records give identical bytes."""
    panels, legend = _panels(record)
    return render_page(
        "evolution.html.jinja",
        heading=clipped(heading_of(record), 400),
        lead=_lead(record),
        notes=[clipped(note, 600) for note in _notes(record)],
        share_title=share_title(record),
        rows=[(clipped(name, 160), *(cell_of(record, what, name) for what in ("fixation", "frequency")))
              for name in record.types],
        panels=panels,
        legend=legend,
        who="an infinite population" if record.population is None else f"{record.population} players",
        thresholds=[(name, "–" if value is None else f"{value:.4g}", _MEANINGS.get(name, ""))
                    for name, value in record.threshold.items()],
        names=[clipped(name, 60) for name in record.types],
        payoffs=[[_payoff(record, i, j) for j in range(len(record.types))] for i in range(len(record.types))],
        command=command,
    )  # fmt: skip


def evolution_picture(record: EvolutionRecord) -> str:
    """Return the first figure as an SVG file of its own."""
    panels, legend = _panels(record)
    return render_page("evolution.svg.jinja", panel=panels[0], legend=legend, heading=clipped(heading_of(record), 200))


def _lead(record: EvolutionRecord) -> str:
    """Say the result in a sentence."""
    if record.rest is not None:
        return rest_sentence(record)
    if record.frequency is None:
        return "No run ended in another type than it began with: the shares of time are not known."
    first = max(record.frequency, key=lambda name: record.frequency[name])  # type: ignore[index]
    return f"{clipped(first, 120)} has the largest {share_title(record)}: {cell_of(record, 'frequency', first)}."


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


def _panels(record: EvolutionRecord) -> tuple[list[PlotPanel], list[PlotLine]]:
    plots = [plot for plot in (_course_plot(record), _fixation_plot(record), _share_plot(record)) if plot is not None]
    styles = marks([], record.types)
    legend = [PlotLine(clipped(name, 60), styles[name], "line", []) for name in record.types]
    return [plot_panel(plot, styles) for plot in plots], legend


def _course_plot(record: EvolutionRecord) -> Plot | None:
    course = record.course
    if course is None:
        return None
    errors = course.standard_error
    apart = 1 if errors is None else max(1, len(course.times) // (POINTS_WITH_ERRORS - 1))
    curves = []
    for name in record.types:
        y = course.shares[name][::apart]
        reach = [None] * len(y) if errors is None else [NORMAL_95 * error for error in errors[name][::apart]]
        curves.append(
            Curve(
                name=name, x=course.times[::apart], y=list(y), style="line" if errors is None else "both",
                low=[None if far is None else max(0.0, at - far) for at, far in zip(y, reach, strict=True)],
                high=[None if far is None else min(1.0, at + far) for at, far in zip(y, reach, strict=True)],
            )
        )  # fmt: skip
    return Plot(
        title="Shares over time", kind="lines", x_label=course.unit, y_label="share of each type", curves=curves
    )


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
        error = errors.get(name)
        low, high = (None, None) if error is None else (
            max(0.0, values[name] - NORMAL_95 * error), min(1.0, values[name] + NORMAL_95 * error)
        )  # fmt: skip
        curves.append(Curve(name=name, x=[0.0], y=[values[name]], low=[low], high=[high], style="points"))
    return Plot(title=title, kind="points", x_label=label, y_label=label, curves=curves)


def _payoff(record: EvolutionRecord, i: int, j: int) -> str:
    error = "" if record.payoff_standard_error is None else f" ± {record.payoff_standard_error[i][j]:.2g}"
    return f"{record.payoffs[i][j]:.4g}{error}"
