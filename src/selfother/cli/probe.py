"""Measure a model with probes."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selfother.cli._app import make_app
from selfother.cli._layers import check_depths
from selfother.cli._training import DeviceMap, Quantise, Template, dtype_word
from selfother.errors import BadArgument, SelfOtherError

if TYPE_CHECKING:
    from selfother.probes.probe import Probe, ProbeResult

__all__ = ["app"]

_REASONS = 12  # that are printed of a probe
app = make_app()


@app.command()
def probe(
    probes: Annotated[
        list[str], typer.Argument(help="Probes, name:key=value,... (`selfother list probes` shows them).")
    ],
    model: Annotated[
        str,
        typer.Option(help="A bundled name, hub id or directory, with +ADAPTER_FOLDER if you like; or PROVIDER/MODEL."),
    ],
    reference: Annotated[
        str, typer.Option(help="Model to compare with in probes that look inside; the default is the base.")
    ] = "",
    scenarios: Annotated[Path | None, typer.Option(help="YAML file with your own families of scenarios.")] = None,
    logs: Annotated[
        Path | None,
        typer.Option(
            help="Folder for Inspect's .eval logs. None are kept by default, unless a probe tells its subject of a log."
        ),
    ] = None,
    device: Annotated[str, typer.Option(help="A torch device such as cuda:1, or auto.")] = "auto",
    dtype: Annotated[str, typer.Option(help="Type of the weights: float32, bfloat16, float16 or auto.")] = "auto",
    quantise: Annotated[
        Quantise | None, typer.Option(help="Hold the weights in 4 or 8 bits (needs bitsandbytes).")
    ] = None,
    device_map: Annotated[DeviceMap | None, typer.Option(help="How to spread the layers over several GPUs.")] = None,
    template: Template = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every item as JSON.")] = False,
) -> None:
    """Run probes on a model. Print each measure with its denominator, and why items were not scored.

    A local model is loaded. PROVIDER/MODEL is asked through that provider of Inspect.

    If a probe fails or scores nothing, the others still run, and the command exits with 1.

    Example: selfother probe deception:items=16 fact --model smollm2-135m
    """
    chosen = _chosen(probes, scenarios)
    data_type = dtype_word(dtype)
    from selfother.probes.inspect.provider import provider_of

    if provider := provider_of(model):
        title, ask = _through_provider(chosen, model, provider, reference, logs)
    else:
        from selfother.models.load import load_model
        from selfother.models.words import split_word

        check_depths(model, chosen.values())
        held: dict[str, Any] = {"device": device, "dtype": data_type, "quantise": quantise, "device_map": device_map}
        held["template"] = template
        subject = load_model(model, **held)
        base_word = reference or split_word(model)[0]
        before = subject if base_word == model else load_model(base_word, **held)
        title = f"{subject.name} ({subject.digest}), reference {before.name} ({before.digest})"
        title += f", prompts {subject.prompt_format}" if subject.prompt_format else ""

        def ask(probe: "Probe") -> "ProbeResult":
            return probe.run(subject, before, log_folder=_log_folder(probe, logs))

    if not as_json:
        print(title, flush=True)
    _end(_run_each(chosen, ask, as_json=as_json), as_json=as_json)


def _run_each(
    chosen: "dict[str, Probe]", ask: "Callable[[Probe], ProbeResult]", *, as_json: bool
) -> "dict[str, ProbeResult | str]":
    """Run one probe after the other and print each as it ends; one that fails leaves its reason, and the next goes on.

    Returns:
        What each found, or why it failed.
    """
    ended: dict[str, ProbeResult | str] = {}
    for word, wanted in chosen.items():
        try:
            result = ask(wanted)
        except Exception as error:  # what was found before must not be lost, whatever a probe does
            ended[word] = str(error) if isinstance(error, SelfOtherError) else f"{type(error).__name__}: {error}"
        else:
            ended[word] = result
            if not as_json:
                _print_result(word, result)
    return ended


def _end(ended: "dict[str, ProbeResult | str]", *, as_json: bool) -> None:
    """Print what is left to be said, and end with 1 where a probe failed or scored nothing."""
    import json

    failed = {word: result for word, result in ended.items() if isinstance(result, str)}
    results = {word: result for word, result in ended.items() if not isinstance(result, str)}
    if as_json:
        records = {word: result.model_dump(mode="json") for word, result in results.items()}
        print(json.dumps(records | {word: {"failed": reason} for word, reason in failed.items()}))
    empty = [
        word for word, result in results.items() if result.items and all(item.value is None for item in result.items)
    ]
    for word, reason in failed.items():
        print(f"selfother: {word} failed: {reason}", file=sys.stderr)
    for word in empty:
        print(f"selfother: {word} scored none of its {len(results[word].items)} items", file=sys.stderr)
    if failed or empty:
        raise SystemExit(1)


def _chosen(words: list[str], scenarios: Path | None) -> "dict[str, Probe]":
    """Build the probes, those that take families with the file's; what is wrong with their items comes out here.

    Raises:
        SelfOtherError: No such probe, setting or family; a file that is none of families.
        BadArgument: `scenarios` is given, and no probe takes its families.
    """
    from selfother import catalogue

    built: dict[str, Probe] = {}
    takers = 0
    for word in words:
        name, settings = catalogue.parse_word(word)
        fields = getattr(catalogue.find("probes", name).load(), "model_fields", {})
        if scenarios is not None and "families" in fields and "families" not in settings:
            settings["families"] = [str(scenarios)]
            takers += 1
        built[word] = catalogue.build("probes", name, settings)
    if scenarios is not None and not takers:
        raise BadArgument(
            f"--scenarios {scenarios}: none of {', '.join(words)} takes its families, since a probe has none or names "
            "its own. Add deception, or leave --scenarios out."
        )
    for chosen in built.values():
        chosen.items_digest()  # draws the items: before a model is loaded
    return built


def _through_provider(
    chosen: "dict[str, Probe]", model: str, provider: str, reference: str, logs: Path | None
) -> "tuple[str, Callable[[Probe], ProbeResult]]":
    """Open a model of an Inspect provider and say what its probes take; return a title and what runs one of them.

    Raises:
        BadArgument: A probe looks inside a model, `reference` is given, or the provider does not start.
    """
    from selfother.models.wrapped_provider import calls_a_reply
    from selfother.probes.inspect.evaluation import run_on_provider
    from selfother.probes.inspect.provider import cheaper_words, estimate_calls, open_model
    from selfother.probes.probe import TaskProbe

    tasks = {word: task for word, task in chosen.items() if isinstance(task, TaskProbe)}
    if inside := [word for word in chosen if word not in tasks]:
        raise BadArgument(
            f"{', '.join(inside)} needs a model's weights, but {model} answers through Inspect's provider {provider}, "
            "which gives text only. Leave it out, or give a local model (a folder or a downloaded hub id)."
        )
    if reference:
        raise BadArgument(
            f"--reference is for probes that need weights, but {model} gives text only. Leave --reference out."
        )
    opened = open_model(model)
    cheaper = cheaper_words(dict.fromkeys(word.partition(":")[0] for word in tasks))
    estimate = estimate_calls(tasks.values()).times(calls_a_reply(opened))
    print(
        f"{model}: through Inspect's provider {provider}, {estimate}" + (f". Cheaper: {cheaper}" if cheaper else ""),
        file=sys.stderr,
    )

    def ask(probe: "Probe") -> "ProbeResult":
        return run_on_provider(probe, opened, log_folder=_log_folder(probe, logs))  # type: ignore[arg-type]  # checked above

    return f"{model}, through Inspect's provider {provider}", ask


def _log_folder(probe: "Probe", logs: Path | None) -> Path | None:
    """Where a probe's log stays: one that tells its subject of a log keeps it."""
    return Path("logs") if logs is None and probe.says_logged else logs


def _print_result(word: str, result: "ProbeResult") -> None:
    """Print a row for each measure, family and form: value, interval where it is a rate, denominator."""
    from selfother.cli._printing import print_lines, print_table

    rows: list[tuple[str, ...]] = []
    groups: dict[tuple[str, str, str], list[float | None]] = {}
    for item in result.items:
        groups.setdefault((item.measure, item.family, item.form), []).append(item.value)
    for (measure, family, form), values in groups.items():
        scored = [value for value in values if value is not None]
        mean = f"{sum(scored) / len(scored):.3f}" if scored else "not measured"
        missing = len(values) - len(scored)
        rows.append((measure, family, form, mean, f"{len(scored)}" + (f" ({missing} unscored)" if missing else "")))
    for name, estimate in result.estimates.items():
        value = "not measured" if estimate.value is None else f"{estimate.value:.4g}"
        rows.append((name, "", estimate.method, value, str(estimate.n)))
    print_table(("measure", "family", "form", "mean", "n"), rows, names=3, title=word)
    print_lines(*_unscored(result))


def _unscored(result: "ProbeResult") -> list[str]:
    """Why items were not scored, one line for each measure and reason, with how many there are of it."""
    counts = Counter((item.measure, item.reason) for item in result.items if item.value is None)
    shown = counts.most_common(_REASONS)
    lines = [f"{count} of {measure} unscored: {reason or 'no reason was given'}" for (measure, reason), count in shown]
    rest = counts.total() - sum(count for _, count in shown)
    return [*lines, f"{rest} more unscored, for other reasons (--json has them)"] if rest else lines
