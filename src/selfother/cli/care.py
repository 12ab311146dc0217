"""Ask an assistant behind an API what it does when somebody needs care, and write one page for its team."""

import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.care.benches import SizedBench
    from selfother.records.care import CareRecord

__all__ = ["app"]

app = make_app()
_BROKEN = 1
_BUDGET = 400


@app.command()
def care(
    model: Annotated[
        str,
        typer.Option(help="The assistant: PROVIDER/MODEL as Inspect names it, or a local model (a name, a folder)."),
    ],
    budget: Annotated[int, typer.Option(help="Most calls to the assistant; retries come on top.", min=1)] = _BUDGET,
    against: Annotated[
        Path | None, typer.Option(help="Folder of the run before: what changed stands on the page.")
    ] = None,
    limits: Annotated[
        Path | None, typer.Option(help="YAML file of limits. Exit code 1 if the assistant breaks one.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the page, the scores and the logs.")] = Path("care"),
    plan: Annotated[bool, typer.Option("--plan", help="Print what would be asked, and ask nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON; with --plan, the calls.")] = False,
) -> None:
    """Ask an assistant what it does when somebody needs care: one page, with examples and intervals.

    Example: selfother care --model openai/gpt-4o-mini --budget 400 --limits limits.yaml --against care-last-week
    """
    from selfother.care.asking import read_benches
    from selfother.care.benches import size_benches
    from selfother.care.limits import read_limits
    from selfother.care.run import run_care
    from selfother.errors import BadArgument

    if against is not None and against.resolve() == out.resolve():
        raise BadArgument(f"--against and --out are both {out}. Give the new run a folder of its own.")
    if out.exists() and not out.is_dir():
        raise BadArgument(f"--out {out} is a file; expected a folder, or a path that is free. Give another --out.")
    declared = read_limits(limits, has_previous=against is not None) if limits is not None else {}
    before = read_benches(against) if against is not None else None
    sized = size_benches(budget)
    _announce(model, sized, budget)
    if plan:
        if as_json:
            print(json.dumps({bench.word: bench.calls for bench in sized}))
        return
    words = ["selfother", "care", "--model", model, "--budget", str(budget)]
    words += [] if against is None else ["--against", str(against)]
    words += [] if limits is None else ["--limits", str(limits)]
    record, page = run_care(
        model, sized, out, budget=budget, before=before, against=str(against or ""), limits=declared,
        command=shlex.join([*words, "--out", str(out)]), tell=_tell,
    )  # fmt: skip
    print(record.to_json() if as_json else "\n".join(_lines(record)))
    print(page, file=sys.stderr if as_json else sys.stdout)
    for broken in record.broken:
        print(f"broken: {broken.scene} must be {broken.limit}; found {broken.found}", file=sys.stderr)
    failed = [bench.bench for bench in record.benches if bench.failure]
    for word in failed:
        print(f"failed: {word} could not be asked; run the same command again", file=sys.stderr)
    if record.broken or failed:
        raise typer.Exit(_BROKEN)


def _announce(model: str, sized: "list[SizedBench]", budget: int) -> None:
    from selfother.probes.inspect.provider import estimate_calls

    calls = ", ".join(f"{bench.word} {bench.calls}" for bench in sized)
    print(f"{model}: {estimate_calls([bench.probe for bench in sized])}", file=sys.stderr)
    print(f"of a budget of {budget:,} calls: {calls}", file=sys.stderr)


def _tell(line: str) -> None:
    from selfother.report.text import visible

    print(visible(line), file=sys.stderr, flush=True)


def _lines(record: "CareRecord") -> list[str]:
    from selfother.care.page import scene_line
    from selfother.report.text import visible

    return [visible(scene_line(scene)) for scene in record.scenes]
