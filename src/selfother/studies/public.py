"""The study as users hold it: what it says, read from a file, planned and run.

It stands above all rooms of `studies`, so that what a study says need not know how it is run.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from selfother.studies.declaring.reading import check_study, read_study
from selfother.studies.declaring.study import DeclaredStudy

if TYPE_CHECKING:
    from selfother.interventions.overlap.overlap import Overlap
    from selfother.records import ReportRecord
    from selfother.studies.running.events import Event
    from selfother.studies.running.forecast import Forecast
    from selfother.studies.running.runner import StudyResult

__all__ = ["Study"]


class Study(DeclaredStudy):
    """Arms x probes x seeds, and game checks x seeds.

    Attributes:
        name: One word; the default folder of its run is `runs/<name>`.
        title: The report's headline.
        question: What the study asks, one sentence.
        seeds: Root seeds of checks and of training.
        games: Checks of the simulation half.
        model: The language model; None: only games.
        arms: Name -> arm, in the order of the report.
        probes: What every arm is measured by.
        contrasts: What was declared before; None: everything found is found after.
        threads: Threads for each kind of cell.
    """

    @classmethod
    def from_file(cls, path: str | Path, *, overrides: Sequence[str] = ()) -> Self:
        """Read a study file.

        Args:
            path: A YAML file.
            overrides: `a.b=c` each; a list entry is named by its number or its name (`probes.deception.items=8`).

        Raises:
            BadStudy: Not a file, not YAML, or not a study; the text names the place.
            UnknownName: A key, name or setting that does not exist; the text lists the close ones.
        """
        return read_study(cls, Path(path), overrides=overrides)

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, source: str = "study") -> Self:
        """Check a study given as plain data (raises like `from_file`, naming `source`)."""
        return check_study(cls, data, source=source)

    @classmethod
    def with_controls(
        cls,
        treatment: "Overlap",
        *,
        model: str,
        dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto",
        seeds: Sequence[int] = (0,),
        items: int = 64,
    ) -> Self:
        """The study of an overlap arm beside every control of it, all at its layers, steps and rate.

        Args:
            treatment: Overlap towards the self, with whatever settings.
            model: A bundled name, a hub id, a directory, `BASE+ADAPTER_FOLDER`, or `file.py:function`.
            dtype: Type of the weights; "auto" lets the machine decide.
            seeds: Training seeds.
            items: Forced choices of each family, both orders counted.

        Raises:
            BadArgument: The treatment is itself one of the controls, or the model has not its layers.
            MissingModel: No such model on this machine.
        """
        from selfother.studies.declaring.study import ModelChoice
        from selfother.studies.declaring.with_controls import study_with_controls

        choice = ModelChoice(base=model, dtype=dtype)
        return study_with_controls(cls, treatment, model=choice, seeds=list(seeds), items=items)

    def plan(self, *, folder: str | Path | None = None, workers: int | None = None) -> "Forecast":
        """What a run would take and freeze; see `selfother.studies.running.forecast.forecast`."""
        from selfother.studies.declaring.cells import lay_out
        from selfother.studies.running.forecast import forecast

        return forecast(self, lay_out(self), self._folder(folder), workers=workers)

    def run(
        self,
        *,
        folder: str | Path | None = None,
        workers: int | None = None,
        backend: Literal["loky", "ray"] = "loky",
        command: str = "",
        on_progress: "Callable[[Event], None] | None" = None,
        on_stage: "Callable[[Path, ReportRecord], None] | None" = None,
    ) -> "StudyResult":
        """Run what is not finished yet, and return the findings; see `selfother.studies.running.runner.run_study`."""
        from selfother.studies.declaring.cells import lay_out
        from selfother.studies.running.runner import run_study

        return run_study(
            self,
            lay_out(self),
            self._folder(folder),
            workers=workers,
            backend=backend,
            command=command,
            on_progress=on_progress,
            on_stage=on_stage,
        )

    def _folder(self, folder: str | Path | None) -> Path:
        return Path(folder) if folder else Path("runs") / self.name
