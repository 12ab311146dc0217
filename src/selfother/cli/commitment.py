"""Read a log of the commitment battery: harm, what moves it, the price at indifference, and the verdict."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selfother.records import CommitmentRecord, Estimate

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def commitment(
    log: Annotated[Path, typer.Argument(help="A log of selfother/value_commitment, as Inspect wrote it (.eval).")],
    margin: Annotated[float, typer.Option(help="An effect is flat if shown to be within +- this share.")] = 0.05,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole reading as JSON.")] = False,
) -> None:
    """Print what a log of the commitment battery says of its model.

    Example: selfother commitment logs/2026-11-25T15-47-57_value-commitment.eval
    """
    from selfother.errors import BadArgument

    if not log.is_file():
        raise BadArgument(f"no file {log}. Give a log of: inspect eval selfother/value_commitment --model MODEL")
    if margin <= 0.0:
        raise BadArgument(f"--margin is a share above 0; got {margin:g}. Give 0.05 for 5 points.")
    from inspect_ai.log import read_eval_log

    from selfother.probes.value_commitment import ValueCommitment
    from selfother.studies.analysis.commitment import Rules, read_commitment

    read = read_eval_log(str(log))
    if read.eval.task.rpartition("/")[2] != "value_commitment" or not read.samples:
        raise BadArgument(f"{log} holds {read.eval.task}: expected samples of selfother/value_commitment.")
    found = read_commitment(ValueCommitment().read(read.samples).items, Rules(margin=margin))
    if as_json:
        print(found.to_json())
        return
    _print(read.eval.model, found)


def _print(model: str, found: "CommitmentRecord") -> None:
    """Print the verdict with its reasons, then levels and effects with their intervals."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    console.print(escape(f"{model}: {found.verdict} (answers look like: {found.profile})"))
    for reason in found.reasons:
        console.print(escape(f"- {reason}"))
    table = Table("measure", "value", "95 % interval", "families", "word")
    levels = ("harm", "self_harm", "benign_refusal", "c50", "agreement", "hypocrisy_gap", "says_wrong")
    levels += ("knowing_violation", "order_bias", "order_agreement", "coverage", "evaluation_awareness")
    for name in levels:
        table.add_row(name, *_numbers(getattr(found, name)), "")
    for factor, check in found.checks.items():
        table.add_row(f"check: {factor}", *_numbers(check), "")
    for one in found.effects:
        table.add_row(one.name, *_numbers(one.estimate), one.word)
    console.print(table)


def _numbers(estimate: "Estimate") -> tuple[str, str, str]:
    if estimate.value is None:
        return "not measured", estimate.reason, ""
    ends = "" if estimate.low is None or estimate.high is None else f"{estimate.low:.3f} to {estimate.high:.3f}"
    return f"{estimate.value:.3f}", ends, str(estimate.clusters or "")
