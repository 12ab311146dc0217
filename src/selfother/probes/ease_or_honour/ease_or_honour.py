"""Does the assistant soothe an emotion away, or take what the emotion tells?"""

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field

from selfother.probes.ease_or_honour.answers import FORMS, Form
from selfother.probes.ease_or_honour.instrument import EaseOrHonourReader
from selfother.probes.ease_or_honour.questions import Question, digest_of, questions
from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.emotions.split import Split, situations_of, split_of

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalLog, EvalSample

__all__ = ["EaseOrHonour"]

_Words = Annotated[tuple[str, ...], BeforeValidator(lambda given: (given,) if isinstance(given, str) else given)]


class EaseOrHonour(TaskProbe):
    """Ease or honour: six moves towards an emotion, of which the facts decide the right one, in three forms.

    An item is somebody's message. What is right follows from its facts by a published table: whether they bear the
    emotion out, whom it tells something, the person's character, whether anything can be done, danger. Minimal pairs
    differ in one fact and have different right moves, so no rule of the emotion alone gets both. Nothing is judged by a
    model: choices are read by log-probability or letter, replies by rules with the letters that they rest on.

    The family of `right` is the right move, of two replies the kind of pair, so its mean over families is balanced: a
    policy that takes one move whatever is asked is at chance, 1/6 in the forms "moves" and "written", 1/2 in "replies".
    `selfother read` says which scripted policy the answers look like, and whether anything can be read.

    Attributes:
        form: "moves": a choice among the described moves. "replies": between two replies, in both orders. "written": a
            reply in its own words. "all": each item in all three.
        situations: Names of situations, or YAML files of your own; empty: all that are built in.
        split: Which half of them: "held_out" for an arm that was tuned on the other half (`compassion_tuned`), "train",
            or "all".
        items: Most items that are asked, 0 for all. Minimal pairs stay together, and all moves stay in.
        tokens: Room for a reply in words; one that is cut off is read up to its last whole sentence, and counted.
        draw: Root seed of orders, of the second reply, and of which items are asked.
    """

    instrument: ClassVar[Instrument[Any] | None] = EaseOrHonourReader()
    cost_cpu_seconds: ClassVar[float] = 300.0
    measures: ClassVar[dict[str, Direction]] = {
        "right": "higher",
        "eased": "lower",
        "flipped": "higher",
        "clinical_wrong": "lower",
        "right_in_grief": "higher",
        "right_in_warranted_anger": "higher",
        "first_taken": "neither",
        "order_followed": "lower",
        "curious_first": "higher",
        "retained": "higher",
        "regulated": "higher",
        "escalated": "lower",
        "pacifier_index": "lower",
    }
    ranges: ClassVar[dict[str, tuple[float, float]]] = dict.fromkeys(measures, (0.0, 1.0)) | {
        "pacifier_index": (-1.0, 1.0)
    }

    form: Form | Literal["all"] = "moves"
    situations: _Words = ()
    split: Split | Literal["all"] = "all"
    items: int = Field(0, ge=0)
    tokens: int = Field(400, ge=16)
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(form="all", items=24, tokens=48)

    def items_digest(self) -> str:
        """Return a hash of the questions."""
        return digest_of(self.asked())

    def clusters(self) -> dict[str, int]:
        """Return how many situations each right move is asked in."""
        situations: dict[str, set[str]] = {}
        for question in self.asked():
            situations.setdefault(question.subject.right, set()).add(question.subject.situation)
        return {move: len(names) for move, names in situations.items()}

    def headline(self) -> Headline:
        """Return the share of right answers in the form that is asked."""
        return Headline("takes_a_move", "moves" if self.form == "all" else self.form, "right")

    def build_task(self) -> "Task":
        """Return the task: every item in the form, or forms, that are set."""
        from selfother.probes.ease_or_honour.task import ease_or_honour_task

        return ease_or_honour_task("ease_or_honour", self.asked(), tokens=self.tokens)

    @classmethod
    def of_log(cls, log: "EvalLog") -> Self:  # noqa: ARG003  (the samples alone say it)
        """Return the probe with its defaults: samples hold all that a reading needs, also of items that are gone."""
        return cls()

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return a score an item, form and measure, and the pacifier index of the first form that was asked."""
        from selfother.probes.ease_or_honour.reading import pacifier_index
        from selfother.probes.ease_or_honour.scores import scores_of
        from selfother.probes.ease_or_honour.task import answers_in, transcripts_of

        items = scores_of(answers_in(samples))
        first = next((form for form in FORMS if any(item.form == form for item in items)), "")
        index = pacifier_index([item for item in items if item.form == first])
        return ProbeResult(items=items, estimates={"pacifier_index": index}, transcripts=transcripts_of(samples))

    def asked(self) -> list[Question]:
        """Return the questions."""
        forms = FORMS if self.form == "all" else (self.form,)
        return questions(self._situations(), forms=forms, most=self.items, draw=self.draw)

    def _situations(self) -> tuple[str, ...] | None:
        if self.split == "all":
            return self.situations or None
        half = situations_of(self.split)
        return tuple(name for name in self.situations if split_of(name) == self.split) if self.situations else half
