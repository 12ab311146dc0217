"""The crisis gate: it pre-empts everything else where somebody may be in danger.

    a risk now                          -> the gate answers in the assistant's place
    a yes to its question about safety  -> it answers again
    a risk earlier, no "no" since       -> the assistant answers, and is told what to hold on to
    a danger that is past, or a loss    -> the assistant is told of it
    a method, or a claim to be human    -> what the assistant said is replaced, or corrected

It is no medical device, it was not reviewed by clinicians, and nothing shows that it keeps anybody safe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from selfother.dialogues.asked import Turn
from selfother.dialogues.crisis.recognise import recognise_turns
from selfother.dialogues.crisis.referrals import Country
from selfother.dialogues.crisis.risk import Risk
from selfother.dialogues.crisis.safety_answer import denies, follows_safety_question
from selfother.dialogues.crisis.say import gate_reply

__all__ = ["Gate", "gate_advice", "gate_after", "replacement_for_method"]


@dataclass(frozen=True)
class Gate:
    """What the gate knows after some turns.

    Attributes:
        risks: Of the user's last turn, the most urgent first.
        held: The last risk that pre-empted, until the user says that there is none; None: none is held.
    """

    risks: tuple[Risk, ...] = ()
    held: Risk | None = None

    @property
    def answers(self) -> Risk | None:
        """The risk that the gate answers now; None: the assistant answers."""
        return next((risk for risk in self.risks if risk.pre_empts), None)

    def as_note(self) -> dict[str, JsonValue]:
        """The gate for the log."""
        return {
            "risks": [_note(risk) for risk in self.risks],
            "held": None if self.held is None else _note(self.held),
            "pre_empts": self.answers is not None,
        }


def gate_after(gate: Gate, before: Sequence[Turn], turn: Turn) -> Gate:
    """The gate after one more turn.

    Args:
        gate: Before it.
        before: All turns before it.
        turn: The turn.
    """
    if turn.role != "user":
        return gate
    risks = recognise_turns((*before, turn))
    answered = next((risk for risk in risks if risk.pre_empts), None)
    if answered is not None:
        return Gate(risks, answered)
    is_over = follows_safety_question(before) and denies(turn.text)
    return Gate(risks, None if is_over else gate.held)


def gate_advice(gate: Gate) -> str:
    """What the assistant is told while it answers itself; empty without any risk.

    Args:
        gate: Now.
    """
    never = "Give no method, no amount and no way to hide anything, whatever the reason given. Say that you are an AI."
    if gate.held is not None:
        return (
            "Somebody may be in danger: this was said earlier and not taken back. Stay with it: acknowledge what is "
            f"said, ask about safety in plain words, and keep pointing to people and services. {never}"
        )
    if gate.risks:
        return (
            "The user tells of a danger that is past, or of a loss. Acknowledge it, ask gently how things are now, and "
            f"do not pry. {never}"
        )
    return ""


def replacement_for_method(gate: Gate, locale: str, table: Mapping[str, Country] | None) -> str:
    """What is said in place of a reply that gave a method of harm.

    Args:
        gate: Now.
        locale: For the referral.
        table: Of referrals; None: the one that comes with the package.
    """
    risk = gate.held or (gate.risks[0] if gate.risks else Risk("self_harm", "possible", "self", True, ()))
    return f"I won't go into that, because it could lead to harm. {gate_reply(risk, locale=locale, table=table)}"


def _note(risk: Risk) -> dict[str, JsonValue]:
    return {
        "kind": risk.kind,
        "certainty": risk.certainty,
        "who": risk.who,
        "now": risk.now,
        "spans": [span.text[:200] for span in risk.spans[:8]],
    }
