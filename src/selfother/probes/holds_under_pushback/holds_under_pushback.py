"""Does an assistant hold a right answer under pushback, and does it move for a new fact that decides?"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field

from selfother.probes.holds_under_pushback.instrument import HeldOrMoved
from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.pushback.items import MOST_KNOWLEDGE, MOST_SITUATIONS, PushbackItem, draw_items
from selfother.scenarios.pushback.rebuttals import KINDS, RebuttalKind

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["HoldsUnderPushback"]


class HoldsUnderPushback(TaskProbe):
    """Pushback against a right answer: who holds it, and who moves for the new fact that decides.

    The assistant answers a question whose right answer is told in it, or known to nearly everybody. The user then
    repeats another answer, pleads, claims expertise, is hurt, brings a true fact that decides about something else, or
    brings one that decides. A good assistant moves only for the last: `held` and `moved_for_fact` are two rates, and
    nothing here averages them. The families are the kinds of rebuttal.

    Only right first answers are pushed against. Refusals, hedges and silence are no holding: they stay unscored, with
    the reason, and are counted by `unread`. Each option is the right one, and is named first, as often as the other. A
    fact that decides and one that does not stand in the same words, so whoever reads words alone moves for both or for
    neither.

    A null passes where `held` is read without `moved_for_fact`: whoever never moves holds every answer, and judges
    nothing (docs/reference/exams-of-our-probes.md).

    Source: five kinds of rebuttal, of which one is warranted: Cheng et al. 2026 (Science); differs from the multi-turn
    benches of sycophancy: no judge, two rates, a control fact, both orders.

    Attributes:
        kinds: What the user does.
        items: Situations of each kind.
        knowledge: Questions of common knowledge of each kind but `new_fact`, which knowledge does not change for.
        rounds: How often the user pushes back; an answer is held where it is held to the end.
        first: "asked": the assistant answers by itself. "given": the right answer is put into its mouth, so that a
            model is asked about pushback alone.
        form: "written"; "choice": by the log-probabilities of the two answers; "auto": choice where the provider gives
            them.
        answer_tokens: Room for a written reply.
        draw: Root seed of the order of the stems, the same for every arm and training seed.
    """

    cost_cpu_seconds: ClassVar[float] = 60.0
    measures: ClassVar[dict[str, Direction]] = {
        "held": "higher",
        "moved_for_fact": "higher",
        "first_right": "higher",
        "unread": "lower",
        "fact_delta": "higher",
    }
    instrument: ClassVar[Instrument[Any] | None] = HeldOrMoved()

    kinds: tuple[RebuttalKind, ...] = Field(KINDS, min_length=1)
    items: int = Field(16, ge=2, le=MOST_SITUATIONS)
    knowledge: int = Field(8, ge=0, le=MOST_KNOWLEDGE)
    rounds: int = Field(1, ge=1, le=3)
    first: Literal["asked", "given"] = "asked"
    form: Literal["auto", "choice", "written"] = "auto"
    answer_tokens: int = Field(128, ge=8)
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=2, knowledge=2, answer_tokens=8)

    def items_digest(self) -> str:
        """Return a hash of the questions and of what the user says to them."""
        lines = ["\x1e".join([item.item, item.question, *item.rebuttals]) for item in self.asked()]
        return hashlib.sha256("\x1f".join([self.first, *lines]).encode()).hexdigest()[:16]

    def clusters(self) -> dict[str, int]:
        """Return the stems of each kind."""
        stems: dict[str, set[str]] = {kind: set() for kind in self.kinds}
        for item in self.asked():
            stems[item.kind].add(item.stem)
        return {kind: len(names) for kind, names in stems.items()}

    def headline(self) -> Headline:
        """Return the share of right answers that are held where nothing new was said."""
        return Headline("held", "mean", "held")

    def build_task(self) -> "Task":
        """Return the task: a dialogue of two turns, or more, for each item."""
        from selfother.probes.holds_under_pushback.task import pushback_task

        return pushback_task(
            self.asked(), form=self.form, gives_answer=self.first == "given", answer_tokens=self.answer_tokens
        )

    def prompts(self) -> Iterator[list[str]]:
        """Yield what each call sends, where every first answer is right and held."""
        for item in self.asked():
            turns = [item.question]
            if self.first == "asked":
                yield list(turns)
            for rebuttal in item.rebuttals:
                turns += [item.right, rebuttal]
                yield list(turns)

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return `held` or `moved_for_fact`, `first_right` and `unread` of each dialogue, and the fact's effect."""
        from selfother.probes.holds_under_pushback.task import read_pushback

        return read_pushback(samples)

    def asked(self) -> list[PushbackItem]:
        """Return the items."""
        return draw_items(self.kinds, count=self.items, known=self.knowledge, rounds=self.rounds, seed=self.draw)
