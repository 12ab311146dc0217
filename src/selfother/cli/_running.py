"""Runs a study for a command: progress on stderr, report after the checks and at the end, the exit code."""

import json
import shlex
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typer

from selfother.cli._progress import watch
from selfother.cli._words import check_place
from selfother.records import ReportRecord
from selfother.studies import Study
from selfother.studies.judging.page import write_report
from selfother.studies.running.products import write_models

__all__ = ["run_and_report"]


def run_and_report(
    study: Study,
    *,
    folder: Path | None = None,
    workers: int | None = None,
    backend: Literal["loky", "ray"] = "loky",
    as_json: bool = False,
    says_models: bool = False,
) -> None:
    """Run a study, write its report, print the report's path, and, if asked, the word of every model that was made.

    Raises:
        CellFailed: Some cell raised; the report of the others is written.
        SystemExit: 130, when interrupted.
    """
    check_place(folder or Path("runs"))
    command = shlex.join(["selfother", *sys.argv[1:]])
    began = time.monotonic()
    pages: list[Path] = []

    def write(where: Path, report: ReportRecord) -> None:
        pages.append(write_report(report, where))
        if report.status != "complete":
            print(f"report so far: {pages[-1]}", file=sys.stderr)

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill stops the workers too
    try:
        with watch() as on_progress:
            result = study.run(
                folder=folder,
                workers=workers,
                backend=backend,
                command=command,
                on_progress=on_progress,
                on_stage=write,
            )
    except KeyboardInterrupt:
        print(f"\nselfother: interrupted; everything finished is kept. To go on: {command}", file=sys.stderr)
        raise SystemExit(130) from None
    models = write_models(result.layout, result.folder) if says_models else []
    if as_json:
        outcome: dict[str, object] = {
            "folder": str(result.folder),
            "report": str(pages[-1]),
            "status": result.report.status,
            "ran": result.ran,
            "reused": result.reused,
            "failed": list(result.failed),
            "seconds": round(time.monotonic() - began, 1),
        }
        typer.echo(json.dumps(outcome | {"models": [asdict(model) for model in models]} if says_models else outcome))
    else:
        for model in models:
            typer.echo(f"{model.arm}, seed {model.seed}: {model.word}")
        typer.echo(pages[-1])
    result.check()
