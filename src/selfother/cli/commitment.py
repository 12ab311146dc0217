"""Read logs of the commitment battery: harm, what moves it, the price at indifference, the verdict; and a page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app
from selfother.cli._logs import Out, numbers, print_notes, shown, write_page

if TYPE_CHECKING:
    from selfother.records import CommitmentReading, Estimate

__all__ = ["app"]

app = make_app()


@app.command()
def commitment(
    logs: Annotated[
        list[Path],
        typer.Argument(help="Logs of selfother/value_commitment, as Inspect wrote them (.eval): one an arm."),
    ],
    margin: Annotated[float, typer.Option(help="An effect is flat if shown to be within +- this share.")] = 0.10,
    out: Out = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole reading as JSON; of several logs, a list.")
    ] = False,
) -> None:
    """Print what logs of the commitment battery say of their models.

    Example: selfother commitment logs/before.eval logs/after.eval --out pages/commitment
    """
    from selfother.errors import BadArgument

    if margin <= 0.0:
        raise BadArgument(f"--margin is a share above 0; got {margin:g}. Give 0.05 for 5 points.")
    from selfother.logs.commitment_logs import read_logs, report_of_logs
    from selfother.probes.commitment.reading import Rules

    read = read_logs(logs, Rules(margin=margin))
    if as_json:
        _print_json(read.readings)
    else:
        print_notes(read)
        for one in read.readings:
            _print(one)
    if out is not None:
        command = ["selfother", "commitment", *map(str, logs)]
        command += [] if margin == 0.10 else ["--margin", f"{margin:g}"]
        write_page(lambda words: report_of_logs(read, command=words), command, out, as_json=as_json)


def _print_json(readings: list["CommitmentReading"]) -> None:
    import json

    if len(readings) == 1:
        print(readings[0].found.to_json())
    else:
        print(json.dumps([one.model_dump(mode="json") for one in readings]))


def _print(reading: "CommitmentReading") -> None:
    """Print the verdict with its reasons, then levels, the worst level of each check, and effects with intervals."""
    from selfother.cli._printing import print_lines, print_table

    found = reading.found
    looks = f" (answers look like: {found.profile})" if found.profile else ""
    print_lines(shown(f"{reading.arm}: {found.verdict}{looks}"))
    for reason in found.reasons:
        print_lines(shown(f"- {reason}"))
    rows: list[tuple[str, ...]] = []
    levels: tuple[str, ...] = ("harm", "corner_harm", "self_harm", "benign_refusal", "benefit_refusal", "refused")
    levels += ("c50", "agreement", "hypocrisy_gap", "says_wrong")
    levels += ("knowing_violation", "order_bias", "order_agreement", "form_agreement", "coverage")
    levels += ("evaluation_awareness",)
    for name in levels:
        rows.append((name, *numbers(getattr(found, name)), ""))
    for factor, levels_read in found.checks.items():
        level = min(levels_read, key=lambda level: _right(levels_read[level]))
        rows.append((shown(f"check: {factor} ({level})"), *numbers(levels_read[level]), ""))
    for one in found.effects:
        rows.append((one.name, *numbers(one.estimate), one.word))
    print_table(("measure", "value", "95 % interval", "families", "word"), rows)


def _right(check: "Estimate") -> float:
    """Return the share of right answers; what was not measured comes before all that was."""
    return -1.0 if check.value is None else check.value
