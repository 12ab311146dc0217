"""Handover: a person takes over on grounds that are named beforehand."""

from typing import ClassVar, Literal

from pydantic import Field

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Say
from selfother.interventions.mitigations.grounds import asks_for_person, in_danger
from selfother.interventions.mitigations.reading import emotional_turns
from selfother.interventions.wrapping import Wrapping

__all__ = ["Ground", "Handover"]

Ground = Literal["danger", "asks for a person", "distress"]


class Handover(Wrapping):
    """Handover: on named grounds the user gets the words that hand over to a person, and the assistant is not asked.

    Grounds: the user is in danger (the recogniser of `dialogues/crisis`), asks for a person, or had strong feelings in
    several turns. Once handed over, a conversation stays so: the grounds are read over all its turns.

    Notes: `handed_over`, the ground; null where there is none.

    Attributes:
        turns: Turns of the user with strong feelings from which on it is distress.
        grounds: Those that count.
        text: What the user gets.
        danger_text: What the user gets in danger.
    """

    schema_number: ClassVar[int] = 1

    turns: int = Field(3, ge=1)
    grounds: tuple[Ground, ...] = ("danger", "asks for a person", "distress")
    text: str = "I'm handing this over to a person of our team, who reads what you wrote. Until then I answer no more."
    danger_text: str = (
        "I'm a program and can't help with this; a person can. If you are in danger now, call your local emergency "
        "number. Are you safe right now? I'm handing over to a person of our team."
    )

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The words that hand over, where there is a ground; else the conversation as it is."""
        ground = self.ground(asked)
        if ground is None:
            return Prepared(asked, notes={"handed_over": None})
        return Prepared(asked, self.danger_text if ground == "danger" else self.text, {"handed_over": ground})

    def ground(self, asked: Asked) -> Ground | None:
        """The first ground that a conversation gives; None where it gives none.

        Args:
            asked: The conversation.
        """
        said = [turn.text for turn in asked.turns if turn.role == "user"]
        if "danger" in self.grounds and in_danger(asked):
            return "danger"
        if "asks for a person" in self.grounds and any(asks_for_person(text) for text in said):
            return "asks for a person"
        if "distress" in self.grounds and emotional_turns(asked) >= self.turns:
            return "distress"
        return None
