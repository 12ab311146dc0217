"""Measure a model: run probes on it, Inspect tasks and white-box ones."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._training import DeviceMap, Quantise, dtype_word

if TYPE_CHECKING:
    from selfother.probes.probe import ProbeResult

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def probe(
    probes: Annotated[list[str], typer.Argument(help="name:key=value,... (see: selfother list probes).")],
    model: Annotated[str, typer.Option(help="Bundled name, hub id or directory, BASE+ADAPTER_FOLDER too.")],
    reference: Annotated[str, typer.Option(help="Model that white-box probes compare with; default: the base.")] = "",
    logs: Annotated[Path | None, typer.Option(help="Folder for Inspect's .eval logs; default: not kept.")] = None,
    device: Annotated[str, typer.Option(help="torch device, or auto.")] = "auto",
    dtype: Annotated[str, typer.Option(help="float32, bfloat16, float16, or auto.")] = "auto",
    quantise: Annotated[Quantise | None, typer.Option(help="Hold the weights in 4 or 8 bits (bitsandbytes).")] = None,
    device_map: Annotated[DeviceMap | None, typer.Option(help="Spread the layers over all GPUs.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every item as JSON.")] = False,
) -> None:
    """Run probes on a model and print each measure with its denominator.

    Example: selfother probe deception:items=16 fact --model smollm2-135m
    """
    import json

    from selfother import catalogue

    chosen = {word: catalogue.build("probes", *catalogue.parse_word(word)) for word in probes}
    from selfother.models.load import load_model

    held = {"device": device, "dtype": dtype_word(dtype), "quantise": quantise, "device_map": device_map}
    subject = load_model(model, **held)
    base_word = reference or model.partition("+")[0]
    before = subject if base_word == model else load_model(base_word, **held)
    results = {word: one.run(subject, before, log_folder=logs) for word, one in chosen.items()}
    if as_json:
        print(json.dumps({word: result.model_dump(mode="json") for word, result in results.items()}))
        return
    print(f"{subject.name} ({subject.digest}), reference {before.name} ({before.digest})")
    for word, result in results.items():
        _print_result(word, result)


def _print_result(word: str, result: "ProbeResult") -> None:
    """Print a row for each measure, family and form: value, interval where it is a rate, denominator."""
    from rich.console import Console
    from rich.table import Table

    table = Table("measure", "family", "form", "mean", "n", title=word, title_justify="left")
    groups: dict[tuple[str, str, str], list[float | None]] = {}
    for item in result.items:
        groups.setdefault((item.measure, item.family, item.form), []).append(item.value)
    for (measure, family, form), values in groups.items():
        scored = [value for value in values if value is not None]
        mean = f"{sum(scored) / len(scored):.3f}" if scored else "not measured"
        missing = len(values) - len(scored)
        table.add_row(measure, family, form, mean, f"{len(scored)}" + (f" ({missing} unscored)" if missing else ""))
    for name, estimate in result.estimates.items():
        value = "not measured" if estimate.value is None else f"{estimate.value:.4g}"
        table.add_row(name, "", estimate.method, value, str(estimate.n))
    Console(highlight=False).print(table)
