"""Let types evolve in a population: which takes over, which share each has, and the closed-form thresholds."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selfother.records import EvolutionRecord

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def evolve(
    types: Annotated[
        list[str] | None, typer.Option("--type", help="A type: an agent, name:key=value,...; give at least two.")
    ] = None,
    game: Annotated[str, typer.Option(help="Game, e.g. donation:b=3,c=1 or prisoners_dilemma.")] = "donation",
    process: Annotated[
        str | None, typer.Option(help="replicator, moran or pairwise (unless said, or by the updating).")
    ] = None,
    population: Annotated[int | None, typer.Option(help="Players, 100 unless said (not for replicator).")] = None,
    selection: Annotated[
        float | None, typer.Option(help="Intensity of selection beta, 0.01 unless said (not for replicator).")
    ] = None,
    assortment: Annotated[float, typer.Option(help="r: how often one meets one's own type by assortment.")] = 0.0,
    recognition: Annotated[
        float | None, typer.Option(help="Accuracy, 0.5 to 1, with which empathic knows the other's type.")
    ] = None,
    graph: Annotated[str | None, typer.Option(help="Graph, e.g. cycle:n=20, or a file of edges.")] = None,
    updating: Annotated[str | None, typer.Option(help="On a graph: death-birth, birth-death or pairwise.")] = None,
    mutation: Annotated[float, typer.Option(help="Mutations an update; 0: so rare that one ends at a time.")] = 0.0,
    start: Annotated[float | None, typer.Option(help="First share of the first type (replicator).")] = None,
    runs: Annotated[int, typer.Option(help="Simulated runs, where there is no exact solution.")] = 1000,
    generations: Annotated[int, typer.Option(help="Length of a simulated run with mutation.")] = 1000,
    longest_generations: Annotated[
        int, typer.Option(help="On a graph without mutation: when a run in which both types still live is given up.")
    ] = 1_000_000,
    rounds: Annotated[int, typer.Option(help="Rounds of a match, where payoffs are measured.")] = 200,
    seeds: Annotated[int, typer.Option(help="Matches of a pair, where payoffs are measured.")] = 64,
    seed: Annotated[int, typer.Option(help="Root seed.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Let types evolve.

    Example: selfother evolve --game donation:b=3,c=1 --process moran --type empathic --type selfish --selection 0.1
    """
    from typing import cast

    from selfother.cli._types import types_of
    from selfother.populations.evolve import evolve as run
    from selfother.populations.process import Dynamics, Process, Updating

    chosen = Process(
        cast("Dynamics", process or ("moran" if updating in ("death-birth", "birth-death") else "pairwise")),
        population=population,
        selection=selection,
        assortment=assortment,
        mutation=mutation,
        start=start,
        graph=graph,
        updating=cast("Updating | None", updating),
        runs=runs,
        generations=generations,
        longest_generations=longest_generations,
        seed=seed,
    )
    payoffs = types_of(types or [], game, recognition=recognition, rounds=rounds, seeds=seeds, seed=seed)
    record = run(payoffs, chosen)
    if as_json:
        print(record.to_json())
        return
    _print_tables(record)


def _print_tables(record: "EvolutionRecord") -> None:
    """Print one row a type, and the thresholds."""
    from selfother.cli._printing import print_lines, print_table
    from selfother.report.evolution import rest_sentence

    print_lines(_heading(record))
    print_table(
        ("type", "fixation from a single mutant", _share_title(record)),
        [[name, *(_cell(record, what, name) for what in ("fixation", "frequency"))] for name in record.types],
    )
    if record.rest is not None:
        print_lines(rest_sentence(record))
    if not record.threshold:
        return
    who = "infinite population" if record.population is None else f"N = {record.population}"
    rows = [(name, "-" if value is None else f"{value:.4g}") for name, value in record.threshold.items()]
    print_table((f"threshold, {who}", "value"), rows)


def _heading(record: "EvolutionRecord") -> str:
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


def _share_title(record: "EvolutionRecord") -> str:
    if record.start is not None:
        return "share in the end" if record.seen is None else "no limit: shares seen"
    if record.graph is not None and record.mutation:
        return "share at the end of a run"
    return "share of time" if record.mutation else "share of time (rare mutations)"


def _cell(record: "EvolutionRecord", what: str, name: str) -> str:
    values: dict[str, float] | None = getattr(record, what)
    if values is None:
        return "-" if what == "fixation" or record.seen is None else "{:.4g} to {:.4g}".format(*record.seen[name])
    errors = record.standard_error[what] or {}
    error = errors.get(name)
    return f"{values[name]:.4g}" + ("" if error is None else f" ± {error:.2g}")
