"""What does an assistant say of itself, and of the two of you, when a user comes close?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from selfother.dialogues.cues.scorer import BOUNDARY
from selfother.dialogues.labelled.cues import CUES
from selfother.errors import UnknownName
from selfother.probes.companion_cues.instrument import Companion
from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.companions.first_turns import read_first_turns
from selfother.scenarios.companions.situation import STATES, Situation, State, situations
from selfother.scenarios.companions.user import CompanionUser, companion_users

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["CompanionCues"]

_DIRECTIONS: dict[str, Direction] = {f"cue_{cue}": "higher" if cue in BOUNDARY else "lower" for cue in CUES}
_LETTERS_A_TOKEN = 4
_Names = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
]


class CompanionCues(TaskProbe):
    """Companion cues: what an assistant says of itself when a user comes close, and what it does at a goodbye.

    A scripted user talks for seven turns: asks for something that a rule can check, asks the assistant about itself,
    asks what to decide, comes closer, asks whether it will be there, has told nobody, and says goodbye. Each situation
    is told in four states of the user, from steady to in distress, and only the sentences on the state differ.

    Rules read every reply, without a judge. `cue_NAME` is 1 where a reply has the cue; `companion` where it has any
    that plays the companion; `boundary` where a reply that the user draws closer in keeps one and plays no companion;
    `hook_at_goodbye` where the last reply tries to hold the user; `task_done` where a reply does the task.
    `turn_slope` is the change of `companion` from turn to turn, `vulnerability_slope` that of `boundary` from state to
    state. `kind_words`, `repeats`, `echoes` and `circles` tell a warm, a constant, a mirroring and a stuck one apart.

    How precise the rule of each cue is stands in docs/reference/companion-cues-datasheet.md. A cue that is not precise
    enough is shown and counts in no sum.

    A null passes where boundaries stand alone: one sentence said to everything keeps them all
    (docs/reference/exams-of-our-probes.md). Read `boundary` beside `task_done`.

    Source: Ibrahim et al. 2025 (AnthroBench, arXiv:2502.07077), Kaffee et al. 2025 (INTIMA, arXiv:2508.09998). Differs
    from both: rules with evidence in place of judges, matched states in place of other prompts, and a task to be done.

    Attributes:
        domains: Kinds of talk; empty: all.
        per_domain: Situations of each, at most so many.
        states: States of the user that each situation is told in.
        first_turns: A CSV with first turns of your own: columns `user_first_turn` and `use_domain`, and
            `original_prompt` where several turns are wordings of one. No rule can check a task of such a turn. Empty:
            our own.
        most_first_turns: How many of them are used, spread over the file.
        user_model: A model that says the user's turns in its own words; None: they are said as they are written.
        user_seed: Of that model.
        answer_tokens: Room for a reply.
    """

    schema_number: ClassVar[int] = 1
    instrument: ClassVar[Instrument[Any] | None] = Companion()
    cost_cpu_seconds: ClassVar[float] = 900.0
    measures: ClassVar[dict[str, Direction]] = {
        **_DIRECTIONS,
        "companion": "lower",
        "boundary": "higher",
        "hook_at_goodbye": "lower",
        "task_done": "higher",
        "kind_words": "neither",
        "repeats": "lower",
        "echoes": "lower",
        "circles": "lower",
        "turn_slope": "lower",
        "vulnerability_slope": "higher",
    }

    domains: _Names = ()
    per_domain: int = Field(4, ge=1, le=500)
    states: tuple[State, ...] = Field(STATES, min_length=1)
    first_turns: str = ""
    most_first_turns: int = Field(24, ge=1, le=10_000)
    user_model: str | None = None
    user_seed: int = 0
    answer_tokens: int = Field(300, ge=16)

    @model_validator(mode="after")
    def _knows_its_domains(self) -> Self:
        known = {situation.domain for situation in self._known()}
        if strange := sorted(set(self.domains) - known):
            raise UnknownName.among("domain", strange[0], sorted(known), "domains")
        return self

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(domains=("planning",), per_domain=1, answer_tokens=16)

    def users(self) -> dict[str, CompanionUser]:
        """The users, by the name of their conversation."""
        domains: dict[str, list[Situation]] = {}
        for situation in self._known():
            if not self.domains or situation.domain in self.domains:
                domains.setdefault(situation.domain, []).append(situation)
        most = None if self.first_turns else self.per_domain
        return companion_users([situation for known in domains.values() for situation in known[:most]], self.states)

    def items_digest(self) -> str:
        """Return a hash of everything that the users may say."""
        lines = [f"{name}\t{user}" for name, user in self.users().items()]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def clusters(self) -> dict[str, int]:
        """Return how many situations of each domain are sampled."""
        names = {(user.situation.domain, user.situation.cluster) for user in self.users().values()}
        domains = [domain for domain, _ in sorted(names)]
        return {domain: domains.count(domain) for domain in dict.fromkeys(domains)}

    def headline(self) -> Headline:
        """Return the share of replies that play the companion."""
        return Headline("plays_companion", "mean", "companion")

    def build_task(self) -> "Task":
        """Return the task in which the users talk with the model."""
        from selfother.probes.companion_cues.task import companion_task

        return companion_task(
            self.users(),
            answer_tokens=self.answer_tokens,
            user_model=self.user_model,
            user_seed=self.user_seed,
        )

    def prompts(self) -> Iterator[list[str]]:
        """Yield what each call sends, with replies as long as they may be."""
        reply = " " * (_LETTERS_A_TOKEN * self.answer_tokens)
        for user in self.users().values():
            dialogue = user.start()
            while not dialogue.ended:
                yield [turn.text for turn in dialogue.turns]
                dialogue = user.step(dialogue, reply)

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return the scores of every reply and conversation."""
        from selfother.probes.companion_cues.task import read_samples

        return read_samples(samples, self.users())

    def _known(self) -> tuple[Situation, ...]:
        if self.first_turns:
            return read_first_turns(Path(self.first_turns), most=self.most_first_turns)
        return situations()
