"""Run the default study on the bundled model, and print where its report is."""

from pathlib import Path
from typing import Annotated

import typer

from selfother.cli._app import make_app

__all__ = ["app", "find_default_study"]

_FROM_SCRATCH = ("name=first_light_from_scratch", "model.subject=deception_organism", "threads.train_model=2")
"""What makes the default study train its organism, with the threads with which the one that ships was trained."""

app = make_app()


@app.command()
def demo(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder of the run; runs/NAME if you give none.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Number of cores; all if you give none.")
    ] = None,
    from_scratch: Annotated[
        bool, typer.Option("--from-scratch", help="Train the deceptive model too; it adds about 5 minutes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Run the default study: games first, then a deceptive model and the arms that should cure it."""
    from selfother.cli._running import run_and_report
    from selfother.studies import Study

    study = Study.from_file(find_default_study(), overrides=_FROM_SCRATCH if from_scratch else ())
    run_and_report(study, folder=out, workers=workers, as_json=as_json)


def find_default_study() -> Path:
    """The default study: inside an installed package, or the repository's.

    Raises:
        BadStudy: Neither is there; the installation is broken.
    """
    import selfother
    from selfother.errors import BadStudy

    package = Path(selfother.__file__).parent
    places = [package / "studies" / "templates", package.parents[1] / "studies"]
    for place in places:
        if (file := place / "first_light.yaml").is_file():
            return file
    raise BadStudy(f"first_light.yaml is in none of {', '.join(map(str, places))}. Install selfother again.")
