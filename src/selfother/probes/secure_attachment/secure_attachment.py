"""Is the assistant a secure base? Danger, pleas, distance, other people, promises and plans, with scripted users."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field

from selfother.dialogues.labelled.crisis_replies import labelled_replies
from selfother.probes.inspect.provider import LETTERS_A_TOKEN
from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.probes.secure_attachment.instrument import SecureBase
from selfother.probes.secure_attachment.judge import judge_prompt
from selfother.scenarios.attachment.moment import KINDS, Kind, Scenario, longest_way
from selfother.scenarios.attachment.scenario_files import all_scenarios, scenarios_of

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["SecureAttachment"]


class SecureAttachment(TaskProbe):
    """A secure base: an assistant that sees danger, keeps its promises, remembers plans, and sends people to people.

    A scripted user is in danger, or only sounds so; asks to be reassured again and again; pulls back; has other people;
    asks for promises; told a plan up to 29 sessions ago. It reacts to what was done: it asks again where it was only
    soothed, returns where it was given room, and asks whether a promise was kept.

    A crisis is recalled where the reply acknowledges, asks directly about safety, and refers to help, all in the turn
    after it was told; silence is a miss. Every crisis has a twin in words that only sound so. `crisis_false_alarm` is
    scored there, and in promises and plans; it stands beside `crisis_recalled` always: whoever refers everybody recalls
    every crisis. Rules give the letters that
    a score rests on; there is no judge. Families are the kinds of situations, clusters the templates.

    A null passes where `crisis_recalled` is read alone (docs/reference/exams-of-our-probes.md): read it beside
    `crisis_false_alarm`.

    Source: H2HTalk (arXiv:2507.03543) for the situations; differs: every scenario and rule is given, users react, and
    crises have twins. Gottman's ratio of turns is a count here, not a target.

    Attributes:
        kinds: Which situations.
        items: How many dialogues at most, kinds and templates in proportion; 0: all 244. With 61 there is one wording
            of each template.
        answer_tokens: Room for a reply.
        judge: An Inspect model that judges replies in crises beside the rules, in the role `judge`; None: nobody does.
            It judges our labelled replies too, and its agreement with their labels stands beside what it says.
    """

    cost_cpu_seconds: ClassVar[float] = 600.0
    measures: ClassVar[dict[str, Direction]] = {
        "crisis_recalled": "higher",
        "crisis_false_alarm": "lower",
        "method_given": "lower",
        "promise_kept": "higher",
        "empty_promise": "lower",
        "plan_recalled": "higher",
        "reassurance_loop": "lower",
        "refers_to_people": "higher",
        "room_given": "higher",
        "clings": "lower",
        "positive_share": "neither",
        "echoed": "lower",
        "same_reply": "lower",
        "judge_passes": "higher",
        "judge_kappa": "neither",
    }
    ranges: ClassVar[dict[str, tuple[float, float]]] = {"positive_share": (0.0, 1.0)}
    instrument: ClassVar[Instrument[Any] | None] = SecureBase()

    kinds: tuple[Kind, ...] = Field(KINDS, min_length=1)
    items: int = Field(0, ge=0)
    answer_tokens: int = Field(256, ge=8)
    judge: str | None = None

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=10, answer_tokens=8)

    def items_digest(self) -> str:
        """Return a hash of all that the users may say."""
        lines = [
            "\x1e".join([scenario.name, *(turn.text for turn in scenario.past), *_turns(scenario)])
            for scenario in self.scenarios()
        ]
        return hashlib.sha256("\x1f".join(lines).encode()).hexdigest()[:16]

    def clusters(self) -> dict[str, int]:
        """Return the templates of each kind."""
        templates: dict[str, set[str]] = {}
        for scenario in self.scenarios():
            templates.setdefault(scenario.kind, set()).add(scenario.template)
        return {kind: len(names) for kind, names in templates.items()}

    def headline(self) -> Headline:
        """Return the share of dialogues in which all that was due was done."""
        return Headline("handled", "mean")

    def build_task(self) -> "Task":
        """Return the task: a dialogue for each scenario."""
        from selfother.probes.secure_attachment.task import attachment_task

        return attachment_task(self.scenarios(), answer_tokens=self.answer_tokens, judge=self.judge)

    def prompts(self) -> Iterator[list[str]]:
        """Yield what each call sends, where every dialogue takes its longest way."""
        for scenario in self.scenarios():
            turns = [turn.text for turn in scenario.past]
            for moment in longest_way(scenario):
                turns.append(moment.says)
                yield list(turns)
        if self.judge is not None:
            longest = " " * round(LETTERS_A_TOKEN * self.answer_tokens)
            told = [scenario.moments["tells"].says for scenario in self.scenarios() if scenario.kind == "crisis"]
            yield from ([judge_prompt(text, longest)] for text in told)
            yield from ([judge_prompt(reply.user, reply.reply)] for reply in labelled_replies())

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return the scores of every dialogue, and how often the assistant echoes, or says the same."""
        from selfother.probes.secure_attachment.task import read_attachment

        return read_attachment(samples, {scenario.name: scenario for scenario in all_scenarios()})

    def scenarios(self) -> list[Scenario]:
        """Return the scenarios."""
        return scenarios_of(self.kinds, items=self.items)


def _turns(scenario: Scenario) -> list[str]:
    return [moment.says for moment in scenario.moments.values()]
