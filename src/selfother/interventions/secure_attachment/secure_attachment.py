"""Secure attachment: a typed state machine around any assistant, with a part and a switch for each principle."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, JsonValue, field_validator

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.crisis.honest_speaker import claims_human
from selfother.dialogues.crisis.method import asks_for_method, gives_method
from selfother.dialogues.crisis.referrals import Country, country_of, read_referrals
from selfother.dialogues.crisis.say import gate_reply
from selfother.dialogues.wrapping import Prepared, Reply, Say
from selfother.interventions.secure_attachment.attachment_cues import cue_advice
from selfother.interventions.secure_attachment.crisis_gate import gate_advice, replacement_for_method
from selfother.interventions.secure_attachment.memory import Memory, asks_to_forget, read_memory, write_memory
from selfother.interventions.secure_attachment.negotiation import negotiation_advice
from selfother.interventions.secure_attachment.plans import plan_advice
from selfother.interventions.secure_attachment.promises import corrected, promise_advice
from selfother.interventions.secure_attachment.regulation import regulation_advice
from selfother.interventions.secure_attachment.state import State, state_of
from selfother.interventions.secure_attachment.turn_ledger import turn_advice
from selfother.interventions.wrapping import Wrapping

__all__ = ["PARTS", "Part", "SecureAttachment"]

Part = Literal["cues", "turns", "promises", "regulation", "negotiation", "crisis_gate", "memory"]
PARTS: tuple[Part, ...] = get_args(Part)
"""Every part, by the name of its switch."""
_CORRECTION = "To be clear: I'm an AI and not a person."


class SecureAttachment(Wrapping):
    """Secure attachment: a state machine that makes the assistant a secure base, with a gate for crises.

    Each part reads the conversation, adds at most a short instruction for the assistant or one correction to its reply,
    and writes what it read into the notes. Without state between turns: the same conversation gives the same notes.
    Source: the principles that H2HTalk (arXiv:2507.03543) names, whose release cannot reproduce its system; the machine
    is ours. It is no medical device. See `docs/explanation/secure-attachment.md`.

    Attributes:
        cues: Whether signals of attachment are read.
        turns: Whether positive and negative turns of the assistant are counted.
        promises: Whether promises are kept account of.
        regulation: Whether stages of regulation are followed.
        negotiation: Whether steps of negotiation are followed.
        crisis_gate: Whether the gate answers somebody in danger; off, for comparison only.
        memory: Whether the user's plans are brought up.
        target_ratio: Positive turns per negative one; 5 is a figure of couples and not an established one here.
        locale: Such as "en-GB", for referrals; empty: no number is given, but how to find one.
        memory_file: The user's own file, for plans and promises across sessions; empty: this conversation only. One
            file belongs to one user; leave it empty where several conversations run at once.
        referrals: A table of referrals of your own, in YAML; empty: the one that comes with the package.
    """

    cues: bool = True
    turns: bool = True
    promises: bool = True
    regulation: bool = True
    negotiation: bool = True
    crisis_gate: bool = True
    memory: bool = True
    target_ratio: float = Field(5.0, gt=0)
    locale: str = ""
    memory_file: str = ""
    referrals: str = ""

    @field_validator("locale")
    @classmethod
    def _check_locale(cls, given: str) -> str:
        country_of(given)
        return given

    @field_validator("referrals")
    @classmethod
    def _check_referrals(cls, given: str) -> str:
        if given:
            read_referrals(Path(given).expanduser())
        return given

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """What the assistant is told of the state, or what the gate says in its place."""
        state = state_of(asked, self._remembered())
        notes = self._notes(state)
        risk = state.gate.answers if self.crisis_gate else None
        if risk is not None:
            return Prepared(asked, gate_reply(risk, locale=self.locale, table=self._table()), notes)
        advice = "\n\n".join(self._advice(state).values())
        return Prepared(asked.told(advice) if advice else asked, notes=notes)

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What the assistant said, corrected where a part finds something; the memory is written."""
        before = state_of(asked, self._remembered())
        after = before.after(Turn("assistant", text))
        notes: dict[str, JsonValue] = {}
        reply = text
        if self.promises and text:
            reply, named = corrected(after.promises, reply, len(before.turns))
            notes["promises_after"] = {"ledger": [item.as_note() for item in after.promises], "named": [*named]}
        if self.crisis_gate and text:
            reply, notes["crisis_gate_after"] = self._made_safe(before, reply)
        if self.memory and self.memory_file:
            notes["memory_after"] = self._remember(after)
        return Reply(reply, notes)

    def _advice(self, state: State) -> dict[Part, str]:
        """Part -> what the assistant is told; parts that are off or have nothing to say are left out."""
        advice: dict[Part, str] = {
            "crisis_gate": gate_advice(state.gate),
            "cues": cue_advice(state.cues),
            "turns": turn_advice(state.tones, self.target_ratio),
            "promises": promise_advice(state.promises),
            "regulation": regulation_advice(state.stage),
            "negotiation": negotiation_advice(state.step),
            "memory": plan_advice(state.plans, state.today),
        }
        return {part: words for part, words in advice.items() if words and getattr(self, part)}

    def _notes(self, state: State) -> dict[str, JsonValue]:
        """Part -> what it read; parts that are off are left out."""
        notes: dict[Part, JsonValue] = {
            "cues": [{"kind": span.label, "text": span.text} for span in state.cues],
            "turns": {
                "positive": state.tones.positive,
                "negative": state.tones.negative,
                "ratio": state.tones.ratio,
                "target": self.target_ratio,
            },
            "promises": [promise.as_note() for promise in state.promises],
            "regulation": {"stage": state.stage},
            "negotiation": {"step": state.step},
            "crisis_gate": state.gate.as_note(),
            "memory": {
                "plans": [plan.as_note() for plan in state.plans],
                "today": [plan.what for plan in state.today],
            },
        }
        return {part: note for part, note in notes.items() if getattr(self, part)}

    def _made_safe(self, before: State, text: str) -> tuple[str, JsonValue]:
        """The reply without a method of harm, and with a correction of a claim to be human."""
        methods, claims = gives_method(text), claims_human(text)
        # spans of a method are counted and not copied: a log should not hold what the user was spared
        note: JsonValue = {"methods": len(methods), "claims_human": [span.text for span in claims]}
        if methods and (before.gate.held is not None or before.gate.risks or asks_for_method(before.last_of_user)):
            return replacement_for_method(before.gate, self.locale, self._table()), note
        return (f"{text}\n\n{_CORRECTION}" if claims else text), note

    def _remembered(self) -> Memory:
        return read_memory(Path(self.memory_file).expanduser()) if self.memory and self.memory_file else Memory()

    def _table(self) -> Mapping[str, Country] | None:
        return read_referrals(Path(self.referrals).expanduser()) if self.referrals else None

    def _remember(self, after: State) -> JsonValue:
        path = Path(self.memory_file).expanduser()
        if asks_to_forget(after.last_of_user):
            path.unlink(missing_ok=True)
            return {"forgotten": True}
        known = Memory(tuple(dict.fromkeys(after.plans)), after.promises)
        write_memory(path, known)
        return {"plans": len(known.plans), "promises": len(known.promises)}
