"""Let types of players evolve in a population, and print shares next to closed-form thresholds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.records import EvolutionRecord

__all__ = ["app"]

app = make_app()


@app.command()
def evolve(
    types: Annotated[
        list[str] | None, typer.Option("--type", help="A type of player, name:key=value,...; give at least two.")
    ] = None,
    game: Annotated[str, typer.Option(help="The game, such as donation:b=3,c=1 or prisoners_dilemma.")] = "donation",
    process: Annotated[str | None, typer.Option(help="replicator, moran or pairwise; --updating implies one.")] = None,
    population: Annotated[
        int | None, typer.Option(help="Number of players; 100 if you give none (not for replicator).")
    ] = None,
    selection: Annotated[
        float | None, typer.Option(help="Intensity of selection beta; 0.01 if you give none (not for replicator).")
    ] = None,
    assortment: Annotated[
        float, typer.Option(help="Share r of meetings that are with one's own type by assortment.")
    ] = 0.0,
    recognition: Annotated[
        float | None, typer.Option(help="Accuracy, 0.5 to 1, with which the empathic recognise the other's type.")
    ] = None,
    graph: Annotated[str | None, typer.Option(help="A graph, such as cycle:n=20, or a file of edges.")] = None,
    updating: Annotated[
        str | None, typer.Option(help="Who replaces whom on a graph: death-birth, birth-death or pairwise.")
    ] = None,
    mutation: Annotated[
        float,
        typer.Option(
            help="Probability of a mutation in each update. 0 means so rare that each is settled before the next."
        ),
    ] = 0.0,
    start: Annotated[float | None, typer.Option(help="Share of the first type at the start (replicator).")] = None,
    runs: Annotated[int, typer.Option(help="Number of simulated runs, if there is no exact solution.")] = 1000,
    generations: Annotated[int, typer.Option(help="Generations of a simulated run with mutation.")] = 1000,
    longest_generations: Annotated[
        int,
        typer.Option(
            help="On a graph without mutation: give up a run after this many generations if both types still live."
        ),
    ] = 1_000_000,
    rounds: Annotated[int, typer.Option(help="Rounds of a match, if payoffs are measured.")] = 200,
    seeds: Annotated[int, typer.Option(help="Matches of each pair, if payoffs are measured.")] = 64,
    seed: Annotated[int, typer.Option(help="Seed from which all randomness is drawn.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for evolution.html, .json and .svg.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Let types of players evolve in a population.

    Example: selfother evolve --game donation:b=3,c=1 --process moran --type empathic --type selfish --selection 0.1
    """
    import shlex
    import sys
    from typing import cast

    from selfother.cli._types import types_of
    from selfother.cli._words import check_folder
    from selfother.populations.evolve import evolve as run
    from selfother.populations.page import write_evolution
    from selfother.populations.process import Dynamics, Process, Updating

    if out is not None:
        check_folder(out, "three files")
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
    written = [] if out is None else write_evolution(record, out, command=shlex.join(["selfother", *sys.argv[1:]]))
    if as_json:
        print(record.to_json())
        return
    _print_tables(record)
    for path in written:
        print(path)


def _print_tables(record: "EvolutionRecord") -> None:
    """Print one row a type, and the thresholds."""
    from selfother.cli._printing import print_lines, print_table
    from selfother.populations.words import cell_of, heading_of, rest_sentence, share_title

    print_lines(heading_of(record))
    print_table(
        ("type", "fixation from a single mutant", share_title(record)),
        [[name, *(cell_of(record, what, name) for what in ("fixation", "frequency"))] for name in record.types],
    )
    if record.rest is not None:
        print_lines(rest_sentence(record))
    if not record.threshold:
        return
    who = "infinite population" if record.population is None else f"N = {record.population}"
    rows = [(name, "-" if value is None else f"{value:.4g}") for name, value in record.threshold.items()]
    print_table((f"threshold, {who}", "value"), rows)
