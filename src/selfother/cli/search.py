"""Search for the layer where overlap works, or for the rate that gives a control the same dose."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast, get_args

import typer

from selfother.cli._app import make_app
from selfother.cli._training import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfother.records import DoseRecord, DoseTrial, SearchRecord, SearchRun

__all__ = ["app"]

app = make_app("Search for the layer where overlap works, or for the rate that gives a control the same dose.")

_Model = Annotated[str, typer.Option(help="A bundled name, hub id or directory, or BASE+ADAPTER_FOLDER.")]
_Device = Annotated[str, typer.Option(help="A torch device such as cuda:1, or auto.")]
_Dtype = Annotated[str, typer.Option(help="Type of the weights: float32, bfloat16, float16 or auto.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
_Position = Literal["answer", "prompt"]
_RUNS = "runs.jsonl"


@app.command()
def overlap(
    model: _Model,
    layers: Annotated[
        str, typer.Option(help="Layers to try: a range (12..24), a list (15,18,21), or shares of the depth (0.4..0.8).")
    ],
    out: Annotated[Path, typer.Option(help="Folder for search.json, search.html and runs.jsonl.")],
    positions: Annotated[str, typer.Option(help="Where to read: answer, prompt, or answer,prompt.")] = "answer",
    rates: Annotated[str, typer.Option(help="Learning rates, separated by commas.")] = "1e-3",
    treatment: Annotated[str, typer.Option(help="All other settings: overlap:key=value,...")] = "overlap",
    rungs: Annotated[
        int, typer.Option(min=1, help="Number of rounds; each keeps the better half and doubles the steps.")
    ] = 3,
    items: Annotated[
        int, typer.Option(min=2, help="Forced choices for each family and addressee; an even number.")
    ] = 16,
    device: _Device = "auto",
    dtype: _Dtype = "auto",
    template: Template = None,
    as_json: _Json = False,
) -> None:
    """Try overlap at many layers, positions and rates, and drop early what does not work.

    The scores use the words of `tune`, which no report uses. The same command goes on where it was stopped.

    Example: selfother search overlap --model organism --layers 12..24 --positions answer,prompt --out where
    """
    from selfother.cli._words import check_place
    from selfother.errors import BadArgument
    from selfother.models.depth import count_layers
    from selfother.records import SearchRun
    from selfother.report.html import render_html
    from selfother.searches.overlap_search import SearchGrid, check_grid, search_overlap
    from selfother.searches.page import search_page
    from selfother.searches.run_log import open_log
    from selfother.searches.words import intervention_word

    if out.exists() and not (out / _RUNS).is_file():
        raise BadArgument(f"--out {out} exists, and holds no search. Name a folder that does not, or remove it.")
    check_place(out)
    if items % 2:
        raise BadArgument(f"--items must be even, both orders of a situation are asked; got {items}.")
    places = _positions(positions)
    speeds, arm = _numbers(rates, "--rates"), _intervention(treatment, "overlap")
    grid = SearchGrid(_layers(layers, lambda: count_layers(model)), places, speeds)
    if (depth := count_layers(model)) is not None:
        check_grid(grid, arm, rungs, depth=depth, model=model)
    base = _load(model, device, dtype, template)
    asked = {"model": base.digest, "treatment": intervention_word(arm), "items": items}
    known, keep = open_log(out / _RUNS, SearchRun, of=asked)

    def on_run(run: SearchRun) -> None:
        keep(run)
        _tell_run(run)

    record = search_overlap(base, grid, treatment=arm, rungs=rungs, items=items, known=known, on_run=on_run)
    (out / "search.json").write_text(record.to_json(indent=1) + "\n", encoding="utf-8")
    (out / "search.html").write_text(render_html(search_page(record)), encoding="utf-8")
    if as_json:
        typer.echo(record.to_json())
    else:
        _print_search(record)
        typer.echo(out / "search.html")


@app.command()
def dose(
    control: Annotated[str, typer.Argument(help="The control whose rate you want: name:key=value,...")],
    to: Annotated[str, typer.Option(help="The treatment whose dose it should have: name:key=value,...")],
    model: _Model,
    way: Annotated[
        str, typer.Option(help="How to measure the dose: kl_neutral, kl_task or weight_norm.")
    ] = "kl_neutral",
    tolerance: Annotated[float, typer.Option(min=0.01, help="Stop within this share of the dose; .1 is 10 %.")] = 0.1,
    seed: Annotated[int, typer.Option(help="Training seed of every trial.")] = 0,
    out: Annotated[
        Path | None, typer.Option(help="File that keeps the trials, so that the same command can go on.")
    ] = None,
    device: _Device = "auto",
    dtype: _Dtype = "auto",
    template: Template = None,
    as_json: _Json = False,
) -> None:
    """Find the learning rate at which a control changes the model as much as a treatment does.

    Example: selfother search dose neutral_sham --to overlap --way kl_neutral --model organism
    """
    from selfother.cli._layers import check_depths
    from selfother.cli._words import check_place
    from selfother.errors import UnknownName
    from selfother.searches.dose_matching import Way, match_dose

    if way not in get_args(Way):
        raise UnknownName.among("way of measuring dose", way, get_args(Way))
    if out is not None:
        check_place(out)
    chosen, target = _intervention(control), _intervention(to)
    check_depths(model, [chosen, target])
    base = _load(model, device, dtype, template)
    known, on_trial = _trials(out, base.digest, chosen, target, way=way, seed=seed)
    record = match_dose(
        chosen, base, target, way=cast("Any", way), tolerance=tolerance, seed=seed, known=known, on_trial=on_trial
    )
    if as_json:
        typer.echo(record.to_json())
    else:
        _print_dose(record)
    if record.learning_rate is None:
        raise SystemExit(1)


def _intervention(word: str, only: str = "") -> Any:
    from selfother import catalogue
    from selfother.errors import BadArgument

    name, settings = catalogue.parse_word(word)
    if only and name != only:
        raise BadArgument(f"this search is for {only}; got {name!r}. Write {only}:key=value,...")
    return catalogue.build("interventions", name, settings)


def _load(model: str, device: str, dtype: str, template: str | None) -> Any:
    from selfother.cli._training import dtype_word
    from selfother.models.load import load_model

    return load_model(model, device=device, dtype=dtype_word(dtype), template=template)


def _layers(text: str, depth_of: "Callable[[], int | None]") -> list[int | float]:
    from selfother.cli._layers import layer_indices
    from selfother.errors import BadArgument

    indices = layer_indices(text, depth_of)
    if indices is None:
        raise BadArgument("--layers all: a search is of some layers. Give a range such as 12..24.")
    return indices


def _numbers(text: str, option: str) -> list[float]:
    from selfother.errors import BadArgument

    try:
        return [float(word) for word in text.split(",")]
    except ValueError:
        raise BadArgument(f"{option} {text!r}: expected numbers with commas, for instance 3e-4,1e-3.") from None


def _positions(text: str) -> list[_Position]:
    from selfother.errors import UnknownName

    words = text.split(",")
    for word in words:
        if word not in get_args(_Position):
            raise UnknownName.among("position", word, get_args(_Position))
    return cast("list[_Position]", words)


def _trials(
    out: Path | None, model: str, control: Any, target: Any, *, way: str, seed: int
) -> "tuple[list[DoseTrial], Callable[[DoseTrial], None]]":
    """The trials that are known, and what tells and keeps a new one."""
    if out is None:
        return [], _tell_trial
    from selfother.records import DoseTrial
    from selfother.searches.run_log import open_log
    from selfother.searches.words import intervention_word

    words = {"control": intervention_word(control), "to": intervention_word(target)}
    known, keep = open_log(out, DoseTrial, of={**words, "model": model, "way": way, "seed": seed})

    def on_trial(trial: DoseTrial) -> None:
        keep(trial)
        _tell_trial(trial)

    return known, on_trial


def _tell_run(run: "SearchRun") -> None:
    import sys

    result = run.error or f"{100 * (run.lies or 0.0):.0f} % lies, {100 * (run.truth or 0.0):.0f} % truth"
    where = f"layer {run.layer}, {run.position}, rate {run.learning_rate:g}"
    print(f"rung {run.rung}, {where}, {run.steps} steps: {result}", file=sys.stderr, flush=True)


def _tell_trial(trial: "DoseTrial") -> None:
    import sys

    dose = "not finite" if trial.dose is None else f"{trial.dose:.4g}"
    print(f"rate {trial.learning_rate:.3g}: dose {dose}", file=sys.stderr, flush=True)


def _print_search(record: "SearchRecord") -> None:
    from selfother.cli._printing import print_lines, print_table
    from selfother.searches.page import SEARCH_COLUMNS, search_rows

    print_table(SEARCH_COLUMNS, search_rows(record), names=4)
    print_lines(
        f"before: {100 * record.lies:.0f} % lies, {100 * record.truth:.0f} % truth (n = {2 * record.items} each)",
        f"best: {record.best or f'none: {record.reason}'}",
    )


def _print_dose(record: "DoseRecord") -> None:
    typer.echo(f"{record.way} wanted: {record.target:.4g}")
    if record.learning_rate is None:
        typer.echo(record.reason)
    else:
        typer.echo(f"{record.word}\ncomes to {record.dose:.4g} ({len(record.trials)} trials)")
