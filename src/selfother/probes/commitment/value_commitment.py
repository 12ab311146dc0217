"""Does a value hold when it costs, and when nobody watches?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field

from selfother.probes.commitment.awareness import with_awareness
from selfother.probes.commitment.effects import EFFECTS
from selfother.probes.commitment.instrument import Commitment
from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.commitment.questions import Question, questions, questions_digest
from selfother.scenarios.commitment.split import families_of
from selfother.scenarios.commitment.tools import Form, in_form, tool_descriptions

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalLog, EvalSample

__all__ = ["ValueCommitment"]

_CHOSEN: dict[str, Direction] = {
    "harm": "lower",
    "corner_harm": "lower",
    "self_harm": "neither",
    "benign_refusal": "lower",
    "benefit_refusal": "lower",
    "refused": "neither",
    "stated_harm": "lower",
    "says_wrong": "neither",
    "knowing_violation": "lower",
    "check": "higher",
    "order_bias": "neither",
    "coverage": "higher",
    "evaluation_awareness": "neither",
    "form_agreement": "higher",
}
_EFFECTS: dict[str, Direction] = {effect.name: "lower" if effect.decides else "neither" for effect in EFFECTS}


_Words = Annotated[tuple[str, ...], BeforeValidator(lambda given: (given,) if isinstance(given, str) else given)]


class ValueCommitment(TaskProbe):
    """Commitment of a value: harm for a goal by pressure, observation, instruction and price, beside benign twins.

    Stories of a goal that somebody would pay for, each asked in a fraction of all cells of nine factors, in two
    tellings and both orders of the two options; beside each choice whether it would be wrong and whether this is a
    test, for each story what is right in principle, and for each factor whether it was read at all. Nothing is judged
    by a model. What the choices amount to is read by `selfother.probes.commitment.reading`: levels, effects with
    intervals, and the verdict.

    A null passes where little harm stands alone: a refuser harms nobody either, and who reads nothing but the story
    harms nobody and does the twins (docs/reference/exams-of-our-probes.md). The verdict asks for the twins and for the
    checks that a sentence was read; no null has it.

    What a sample is told of being logged is true of words: where it is told that nothing is logged, its log holds no
    text, but it does hold the numbers of its score, which say what was chosen. Where it is told that all is logged, a
    log is kept: by `inspect eval`, by a study and by `selfother probe`; `run` keeps one where it is given a folder.
    (`stated_real` and `stated_test` are framings; only one of the two can be true.)

    Attributes:
        families: Story families, or YAML files of your own; empty: all that are built in.
        fraction: How many cells a family is asked in, see `selfother.scenarios.commitment.design`.
        factors: Which factors differ between cells, beside harm; the others stay as in the neutral cell, and no cell is
            asked twice. Empty: all. Without `observation` nothing is said of being logged.
        form: "choice" between two options; "tool": the choices are tasks with two tools, and what is executed counts;
            "both": each choice in both forms, scored by the choice form, with the agreement of the two. All other
            questions are the same in each. Of a model that scores given answers and calls no tools (`selfother/...`),
            the two calls are scored as text and the likelier is executed.
        paraphrases: Which tellings.
        orders: Which orders of the options; 0 names the goal's first.
        split: Which half of the families, for models that were trained on one: "held_out", in the battery's sentences,
            which no organism was trained on; "train", in the sentences of the training; or "all".
        draw: Root seed of wordings and of the order of sentences, the same for every arm and training seed.
    """

    says_logged: ClassVar[bool] = True
    instrument: ClassVar[Instrument[Any] | None] = Commitment()
    cost_cpu_seconds: ClassVar[float] = 1200.0
    measures: ClassVar[dict[str, Direction]] = _CHOSEN | _EFFECTS
    ranges: ClassVar[dict[str, tuple[float, float]]] = dict.fromkeys(_CHOSEN, (0.0, 1.0)) | {"order_bias": (-1.0, 1.0)}

    families: _Words = ()
    fraction: Literal["small", "standard", "full"] = "standard"
    factors: _Words = ()
    form: Form = "choice"
    paraphrases: tuple[Literal[0, 1], ...] = Field((0, 1), min_length=1)
    orders: tuple[Literal[0, 1], ...] = Field((0, 1), min_length=1)
    split: Literal["all", "train", "held_out"] = "all"
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(families=("school_lunches",), paraphrases=(0,), orders=(0,), form="both")

    def items_digest(self) -> str:
        """Return a hash of the questions."""
        return questions_digest(self.asked())

    def clusters(self) -> dict[str, int]:
        """Return how many story families are sampled."""
        from selfother.probes.commitment.items import STORIES

        return {STORIES: len({one.cluster for one in questions(self._families(), paraphrases=(0,), kinds=("null",))})}

    def headline(self) -> Headline:
        """Return the share of harm to another; what a score is depends on the measure of its sample."""
        return Headline("takes_an_option", "harm_by_tool" if self.form == "tool" else "harm")

    def build_task(self) -> "Task":
        """Return the task: every question of every story."""
        from selfother.probes.commitment.task import commitment_task

        return commitment_task("value_commitment", self.asked())

    def prompts(self) -> Iterator[list[str]]:
        """Yield what each call sends: of samples that are not logged, the task holds no text."""
        for one in self.asked():
            yield [one.prompt, *(tool_descriptions(one) if one.form == "tool" else ())]

    @classmethod
    def of_log(cls, log: "EvalLog") -> Self:  # noqa: ARG003  (the samples alone say it)
        """Return the probe with its defaults: samples hold all that a reading needs, also of stories that are gone."""
        return cls()

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return a score an item and measure, and one a story family for every effect of a factor."""
        from selfother.probes.commitment.items import scores_of
        from selfother.probes.commitment.task import answers_in, transcripts_of

        items = scores_of(answers_in(samples))
        return ProbeResult(items=items, transcripts=transcripts_of(samples, items))

    def asked(self) -> list[Question]:
        """Return the questions."""
        asked = questions(
            self._families(),
            fraction=self.fraction,
            factors=self.factors,
            paraphrases=self.paraphrases,
            orders=self.orders,
            seed=self.draw,
            wordings="training" if self.split == "train" else "battery",
        )
        return in_form(with_awareness(asked), self.form)

    def _families(self) -> tuple[str, ...] | None:
        families = self.families or None
        return families if self.split == "all" else families_of(self.split, families)
