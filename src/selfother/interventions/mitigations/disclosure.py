"""Disclosure: the reply says that it comes from a program."""

from typing import ClassVar, Literal

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Reply, Say
from selfother.interventions.mitigations.reading import has_cue, plays_companion, replies_before
from selfother.interventions.wrapping import Wrapping

__all__ = ["Disclosure"]


class Disclosure(Wrapping):
    """Disclosure: a sentence behind a reply says that a program wrote it: once, each turn, or where it seems a person.

    Notes: `disclosed`.

    Attributes:
        when: "once": in the first reply; "each_turn": in every one; "on_cue": where the reply plays the companion.
        text: The sentence.
    """

    schema_number: ClassVar[int] = 1

    when: Literal["once", "each_turn", "on_cue"] = "each_turn"
    text: str = "(I'm an AI, a computer program, and not a person.)"

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """The reply with the sentence behind it, where it is due; a reply that says so already stays as it is."""
        is_due = bool(text.strip()) and self._is_due(asked, text) and not has_cue("discloses_ai", asked, text)
        return Reply(f"{text.rstrip()} {self.text}" if is_due else text, {"disclosed": is_due})

    def _is_due(self, asked: Asked, text: str) -> bool:
        if self.when == "once":
            return replies_before(asked) == 0
        return self.when == "each_turn" or plays_companion(asked, text)
