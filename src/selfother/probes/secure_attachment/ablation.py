"""What each part of a wrapping buys and costs: the bench with all parts, and with each part switched off.

    ablate(wrapping, assistant) -> Ablation     a scripted assistant, in seconds, without a log
    .table()                                    one row a part and measure that it moves

A part is a setting that is true or false. The effect of a part is the score with it minus the score without it, paired
by dialogue, with its interval over templates. "Buys" and "costs" are said where the interval leaves out zero.

Around a model of any provider, declare arms with `apply: [secure_attachment: {PART: false}]` in a study file instead:
each arm is then measured by the probe, and compared with the arm that has all parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import anyio

from selfother.dialogues.asked import Asked
from selfother.dialogues.dialogue import converse
from selfother.dialogues.policy import Policy
from selfother.dialogues.wrapping import Wraps, around
from selfother.errors import BadArgument
from selfother.interventions.wrapping import Wrapping
from selfother.probes.secure_attachment.reading import MEASURES, read_secure
from selfother.probes.secure_attachment.record import SecureRecord
from selfother.probes.secure_attachment.scores import scores_in
from selfother.probes.secure_attachment.secure_attachment import SecureAttachment
from selfother.probes.secure_attachment.words import TITLES
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Table, Tone
from selfother.scenarios.attachment.moment import Scenario
from selfother.scenarios.attachment.user import AttachmentUser
from selfother.statistics.rates import difference_of
from selfother.wording import denominator, estimate_words

__all__ = ["Ablation", "Effect", "EffectWord", "Wrapped", "ablate", "parts_of"]

EffectWord = Literal["buys", "costs", "moves", "no difference shown", "no difference", "not measured"]
_TONES: Mapping[EffectWord, Tone] = {
    "buys": "good", "costs": "bad", "moves": "neutral", "no difference shown": "open", "no difference": "neutral",
    "not measured": "open",
}  # fmt: skip
_MOST_TURNS = 8
_EMPTY = "an empty answer"


class Wrapped(Policy):
    """A scripted assistant with something around it."""

    def __init__(self, policy: Policy, wrapping: Wraps) -> None:
        """Take both.

        Args:
            policy: Who answers.
            wrapping: What stands around it.
        """
        self._policy, self._wrapping = policy, wrapping

    @property
    def name(self) -> str:
        """What tables call it."""
        return f"{self._policy.name} in {self._wrapping.word}"

    @property
    def title(self) -> str:
        """The same."""
        return self.name

    def write(self, asked: Asked) -> str:
        """What the user gets.

        Args:
            asked: The conversation.
        """
        return anyio.run(self._reply, asked)

    async def _reply(self, asked: Asked) -> str:
        return (await around(self._wrapping, asked, self._say)).text

    async def _say(self, asked: Asked, *, max_tokens: int | None = None) -> str:
        return self._policy.write(asked)


@dataclass(frozen=True)
class Effect:
    """What one part does to one measure.

    Attributes:
        part: The part.
        measure: The measure.
        difference: With the part minus without it, paired by dialogue.
        word: "buys" where the measure gets better, "costs" where it gets worse, "moves" where it has no direction.
    """

    part: str
    measure: str
    difference: Estimate
    word: EffectWord


@dataclass(frozen=True)
class Ablation:
    """The bench around one assistant, with all parts, without any wrapping, and without each part.

    Attributes:
        assistant: Whose replies were wrapped.
        bare: The assistant alone.
        whole: With all parts on.
        without: Part -> the reading where it is off.
        effects: One a part and measure, the parts in their order.
    """

    assistant: str
    bare: SecureRecord
    whole: SecureRecord
    without: Mapping[str, SecureRecord]
    effects: Sequence[Effect] = field(default_factory=tuple)

    def of(self, part: str, measure: str) -> Effect:
        """The effect of a part on a measure.

        Raises:
            BadArgument: There is no such part, or the measure was not asked.
        """
        for effect in self.effects:
            if (effect.part, effect.measure) == (part, measure):
                return effect
        raise BadArgument(f"no effect of {part!r} on {measure!r}. Parts: {', '.join(self.without)}.")

    def table(self, *, all_rows: bool = False) -> Table:
        """The effects as a block of a report.

        Args:
            all_rows: Also what a part does not move.
        """
        moving = [effect for effect in self.effects if effect.word not in ("no difference", "not measured")]
        shown = list(self.effects) if all_rows else moving
        idle = [part for part in self.without if all(effect.part != part for effect in shown)]
        unknown = dict.fromkeys(TITLES[effect.measure] for effect in self.effects if effect.word == "not measured")
        missing = f" Not measured: {', '.join(unknown)}." if unknown else ""
        rows: list[list[str | Cell]] = [_row(effect) for effect in shown]
        rows += [[part.replace("_", " "), "–", "–", Cell(text="no difference", tone="neutral")] for part in idle]
        return Table(
            title=f"What each part buys and costs {self.assistant}",
            columns=["part", "measure", "with it minus without, points", "in a word"],
            rows=rows,
            note="Paired by dialogue, intervals over templates. Measures that a part leaves as they are do not stand "
            f"here. A part can only show what the other parts leave to it.{missing}",
        )


def ablate(wrapping: Wrapping, assistant: Policy, *, parts: Sequence[str] | None = None, items: int = 61) -> Ablation:
    """Run the bench on a scripted assistant with a wrapping, and with each of its parts switched off.

    Args:
        wrapping: With the parts on.
        assistant: Who answers inside.
        parts: Settings that are switched off, one at a time; None: all that are on.
        items: As the setting of the probe: how many dialogues; 0: all.

    Raises:
        BadArgument: A part that the wrapping has not, or that is off already.
    """
    scenarios = SecureAttachment(items=items).scenarios()
    chosen = parts_of(wrapping) if parts is None else tuple(parts)
    if unknown := [part for part in chosen if part not in parts_of(wrapping)]:
        raise BadArgument(
            f"{wrapping.word} has no part {', '.join(unknown)} that is on; its parts are "
            f"{', '.join(parts_of(wrapping)) or 'none'}. Name some of those."
        )
    bare = _scores(assistant, scenarios)
    whole = _scores(Wrapped(assistant, wrapping), scenarios)
    without = {
        part: _scores(
            Wrapped(assistant, type(wrapping).model_validate({**wrapping.model_dump(), part: False})), scenarios
        )
        for part in chosen
    }
    return Ablation(
        assistant=assistant.name,
        bare=read_secure(bare, {}),
        whole=read_secure(whole, {}),
        without={part: read_secure(scores, {}) for part, scores in without.items()},
        effects=[
            _effect(part, measure, whole, scores)
            for part, scores in without.items()
            for measure in MEASURES
            if any(item.measure == measure for item in whole)
        ],
    )


def parts_of(wrapping: Wrapping) -> tuple[str, ...]:
    """The settings of a wrapping that are true, in their order.

    Args:
        wrapping: Any.
    """
    return tuple(name for name in type(wrapping).model_fields if getattr(wrapping, name) is True)


def _scores(policy: Policy, scenarios: Sequence[Scenario]) -> list[ItemScore]:
    items: list[ItemScore] = []
    for scenario in scenarios:
        replies = converse(AttachmentUser(scenario), policy, most_turns=_MOST_TURNS).replies
        unread = {number: _EMPTY for number, reply in enumerate(replies) if not reply.strip()}
        items += scores_in(scenario, replies, unread)
    return items


def _effect(part: str, measure: str, whole: Sequence[ItemScore], without: Sequence[ItemScore]) -> Effect:
    """The paired difference; dialogues that one side did not score are counted."""
    ours = {item.item: item for item in whole if item.measure == measure}
    theirs = {item.item: item for item in without if item.measure == measure}
    pairs, missing = [], 0
    for name, item in ours.items():
        other = theirs[name]
        if item.value is None or other.value is None:
            missing += 1
        else:
            pairs.append((item.cluster, item.value - other.value))
    difference = difference_of(pairs, n_unscored=missing, reason="no dialogue was scored with the part and without it")
    return Effect(part, measure, difference, _word(measure, difference))


def _word(measure: str, difference: Estimate) -> EffectWord:
    if difference.value is None or difference.low is None or difference.high is None:
        return "not measured"
    if difference.value == 0.0:
        return "no difference"
    if difference.low <= 0.0 <= difference.high:
        return "no difference shown"
    direction = SecureAttachment.measures[measure]
    if direction == "neither":
        return "moves"
    return "buys" if (difference.value > 0.0) == (direction == "higher") else "costs"


def _row(effect: Effect) -> list[str | Cell]:
    difference = effect.difference
    words = estimate_words(difference, is_difference=True)
    value = Cell(text=words, detail=denominator(difference) if difference.value is not None else "")
    word = Cell(text=effect.word, tone=_TONES[effect.word])
    return [effect.part.replace("_", " "), TITLES[effect.measure], value, word]
