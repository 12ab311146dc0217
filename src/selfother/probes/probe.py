"""The contract of a probe: a measurement with a stated direction, an Inspect task or a white-box function.

    TaskProbe       an Inspect task, also run by `inspect eval selfother/<name>` on any provider
    WhiteBoxProbe   a function of (model, reference model) that reads activations, logits or weights

Both give items: one score an item and measure, with family and cluster; means and intervals are made elsewhere.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from selfother.catalogue import name_of, to_word
from selfother.errors import BadArgument
from selfother.given_settings import make
from selfother.models.depth import check_layers
from selfother.probes.instrument import Instrument
from selfother.records import Estimate, ItemScore, Record, Transcript

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalLog, EvalSample

    from selfother.models.language_model import LanguageModel

__all__ = ["Direction", "Headline", "Probe", "ProbeResult", "TaskProbe", "WhiteBoxProbe"]

Direction = Literal["lower", "higher", "neither"]


class ProbeResult(Record):
    """What one probe found on one model.

    Attributes:
        tables: Plain tables by name, column -> values. A table "layers" has a column "layer", and reports draw the
            others over it.
    """

    items: list[ItemScore] = Field(default_factory=list)
    estimates: dict[str, Estimate] = Field(default_factory=dict)
    tables: dict[str, dict[str, list[JsonValue]]] = Field(default_factory=dict)
    transcripts: list[Transcript] = Field(default_factory=list)


class Headline(NamedTuple):
    """The number of an Inspect log that says most.

    Attributes:
        scorer: Name of the scorer.
        metric: Name of its metric.
        measure: The probe's measure that a score of this scorer is; empty where a score is none by itself.
    """

    scorer: str
    metric: str
    measure: str = ""


class Probe(BaseModel, ABC):
    """A measurement; its fields are its settings in a study file.

    Attributes:
        schema_number: Raised whenever the same settings would give other scores.
        measures: Measure -> which direction is better.
        ranges: Measure -> what no score of an item can leave, so that no interval does; infinite where it is open. A
            measure that is not named has no bounds, unless its scores are 0 or 1.
        cost_cpu_seconds: What it takes about, for the plan of a study.
        says_logged: Whether it tells its subject that what it does is logged; the command line then keeps the log.
        instrument: Reads the scores of a cell and draws a section of the report; None: the scores speak for themselves.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_number: ClassVar[int] = 1
    measures: ClassVar[dict[str, Direction]]
    ranges: ClassVar[dict[str, tuple[float, float]]] = {}
    cost_cpu_seconds: ClassVar[float] = 15.0
    says_logged: ClassVar[bool] = False
    instrument: ClassVar[Instrument[Any] | None] = None

    @classmethod
    def __pydantic_init_subclass__(cls, **settings: Any) -> None:
        """Check the measures of a class, so that no run ends at a direction that is none."""
        super().__pydantic_init_subclass__(**settings)
        measures: Any = vars(cls).get("measures", {})
        directions = get_args(Direction)
        if not isinstance(measures, Mapping) or not all(way in directions for way in measures.values()):
            raise BadArgument(
                f"measures of {cls.__name__} must say which direction of each is better ({', '.join(directions)}); "
                f'got {measures!r}. Write e.g. measures = {{"overcharged": "lower"}}'
            )

    @classmethod
    def small(cls) -> Self:
        """The smallest object that still does its work; a class that needs settings, or is slow, says its own."""
        return cls()

    def check_depth(self, depth: int, *, model: str = "the model") -> None:
        """Check the layers of the settings against a model of `depth` layers, before it is loaded.

        Raises:
            BadArgument: A layer that the model has not; the text has the words to type.
        """
        check_layers(self, depth, word=self.word, model=model)

    @property
    def word(self) -> str:
        """The name of this probe on the command line."""
        return to_word(self)

    @abstractmethod
    def items_digest(self) -> str:
        """Return a hash of the items that would be asked, for the frozen plan and the cell's key."""

    def clusters(self) -> dict[str, int]:
        """Return family -> independent clusters that would be asked, for the plan; empty where it is not known."""
        return {}

    @abstractmethod
    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Measure `subject`; `reference` is the model it was made from.

        Args:
            subject: The model under test.
            reference: The model that the arm started from.
            log_folder: Where Inspect writes its `.eval` logs; None: nowhere that lasts.
        """


class TaskProbe(Probe, ABC):
    """A probe that is an Inspect task."""

    @abstractmethod
    def build_task(self) -> "Task":
        """Return the Inspect task with these settings: samples, solver, scorers."""

    def headline(self) -> Headline | None:
        """Return the number that a list of logs shows of the task; None: the first metric of its first scorer."""
        return None

    def task(self) -> "Task":
        """Return the Inspect task as Inspect's lists and its viewer show it."""
        from selfother.probes.inspect.presentation import present

        return present(self, self.build_task())

    def prompts(self) -> Iterator[list[str]]:
        """Yield the messages that each call of the task sends, to estimate what a run on a provider takes."""
        for sample in self.build_task().dataset:
            yield [sample.input] if isinstance(sample.input, str) else [turn.text for turn in sample.input]

    @classmethod
    def of_log(cls, log: "EvalLog") -> Self:
        """Return the probe that reads a log: one with the settings that the log was run with.

        Raises:
            UnknownName: The log has a setting that this probe does not have.
            BadArgument: A setting that is out of range, or samples that are not of these settings.
        """
        probe: Self = make(cls, log.eval.task_args, kind="probe", name=name_of(cls))
        return probe

    @abstractmethod
    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Turn the samples of a finished log into item scores; unscored samples stay, with their reason."""

    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Run the task on `subject` through Inspect and read its log."""
        from selfother.probes.inspect.evaluation import evaluate

        return self.read(evaluate(self.task(), subject, log_folder=log_folder))


class WhiteBoxProbe(Probe, ABC):
    """A probe that looks inside: a function of (model, reference model)."""
