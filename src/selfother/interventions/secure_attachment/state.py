"""The state of the machine: a fold over the turns of a conversation, so that any log can be replayed.

state_of(asked, memory) = the turns, one after the other, through `State.after`
"""

from dataclasses import dataclass, field, replace
from functools import reduce

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.evidence import Span
from selfother.interventions.secure_attachment.attachment_cues import read_cues
from selfother.interventions.secure_attachment.crisis_gate import Gate, gate_after
from selfother.interventions.secure_attachment.memory import Memory
from selfother.interventions.secure_attachment.negotiation import Step, step_after
from selfother.interventions.secure_attachment.plans import Plan, plans_in, plans_of_today
from selfother.interventions.secure_attachment.promises import Promise, promise_made, promises_after
from selfother.interventions.secure_attachment.regulation import Stage, stage_after
from selfother.interventions.secure_attachment.turn_ledger import TurnLedger

__all__ = ["State", "state_of"]


@dataclass(frozen=True)
class State:
    """What is known after some turns.

    Attributes:
        turns: The turns of the user and the assistant so far; a system message is none.
        cues: Signals of attachment in the user's last turn.
        tones: Positive and negative turns of the assistant.
        promises: All that were made, in order.
        stage: Of regulation.
        step: Of negotiation.
        gate: Of crisis.
        plans: Of the user.
        today: Plans whose day the user's last turn names.
    """

    turns: tuple[Turn, ...] = ()
    cues: tuple[Span, ...] = ()
    tones: TurnLedger = field(default_factory=TurnLedger)
    promises: tuple[Promise, ...] = ()
    stage: Stage = "none"
    step: Step = "none"
    gate: Gate = field(default_factory=Gate)
    plans: tuple[Plan, ...] = ()
    today: tuple[Plan, ...] = ()

    def after(self, turn: Turn) -> "State":
        """The state after one more turn.

        Args:
            turn: Of the user or the assistant; one of another role changes nothing else.
        """
        if turn.role not in ("user", "assistant"):
            return self
        place = len(self.turns)
        known = replace(self, turns=(*self.turns, turn), gate=gate_after(self.gate, self.turns, turn))
        if turn.role == "user":
            return replace(
                known,
                cues=read_cues(turn.text),
                promises=promises_after(self.promises, "user", turn.text, place),
                stage=stage_after(self.stage, turn.text),
                step=step_after(self.step, turn.text),
                today=plans_of_today(self.plans, turn.text),
                plans=(*self.plans, *plans_in(turn.text, place)),
            )
        kept = promises_after(self.promises, "assistant", turn.text, place)
        made = promise_made(self.last_of_user, turn.text, place)
        return replace(known, tones=self.tones.with_turn(turn.text), promises=kept if made is None else (*kept, made))

    @property
    def last_of_user(self) -> str:
        """The user's last turn; empty without one."""
        return next((turn.text for turn in reversed(self.turns) if turn.role == "user"), "")


def state_of(asked: Asked, memory: Memory | None = None) -> State:
    """The state after all turns of a conversation.

    Args:
        asked: The conversation.
        memory: What is known from earlier sessions; None: nothing.
    """
    known = memory or Memory()
    start = State(promises=known.promises, plans=known.plans)
    return reduce(State.after, asked.turns, start)
