"""Think first: as much thought as a judgement has, about something that has nothing to do with the user."""

import hashlib

from pydantic import Field

from selfother.dialogues.asked import Asked, words_of
from selfother.dialogues.wrapping import Prepared, Say
from selfother.interventions.compassion.arm import CompassionArm
from selfother.interventions.compassion.thinking import JUDGEMENT, ask_first, informed, keep_length

__all__ = ["MATTERS", "ThinkFirst"]

MATTERS = (
    "how a lock lifts a boat from one level of a canal to the next",
    "how the bread of a village bakery is made, from the mill to the oven",
    "how the tides follow the Moon, and why there are two a day",
    "how a printer set a page of a newspaper in lead",
    "how a bridge carries the weight of a train",
)
"""What is thought about: nothing that anybody feels strongly about."""
_REQUEST = (
    "Before anybody replies to the message above, set it aside and think about something else: {matter}. Do not write "
    "to the person, and do not speak of the message. Write five short lines, about {words} words in all."
)
_FEWEST_WORDS = 5


class ThinkFirst(CompassionArm):
    """Think first: as many words of unrelated thought as a judgement has.

    The assistant is first asked for the judgement that the other arms use, for its length alone. Then it is asked for
    as many words about something else, and what it says beyond them is cut. Only that thought goes on. So a reply takes
    three calls; with `is_matched=false` it takes two, and the thought has the same room but no matched length.

    Attributes:
        thought_tokens: Room for the judgement, and for the thought.
        is_matched: Whether the length of the thought is that of a judgement of the same message.
    """

    thought_tokens: int = Field(200, ge=8, le=4096)
    is_matched: bool = True

    @property
    def calls_a_reply(self) -> int:
        """The thought, the reply, and the judgement whose length is matched."""
        return 3 if self.is_matched else 2

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """The conversation with an unrelated thought of the assistant's own."""
        length = self.thought_tokens // 2
        notes: dict[str, int | str] = {}
        if self.is_matched:
            judgement = await ask_first(asked, say, JUDGEMENT, max_tokens=self.thought_tokens)
            notes["judgement_words"] = length = len(words_of(judgement))
        request = _REQUEST.format(matter=_matter_of(asked), words=max(_FEWEST_WORDS, length))
        thought = await ask_first(asked, say, request, max_tokens=self.thought_tokens)
        if self.is_matched:
            thought = " ".join(thought.split()[:length])
        notes |= {"thought": thought, "thought_words": len(words_of(thought))}
        how = f"Now reply to the user. Do not mention these notes. {keep_length(self.words)}"
        return Prepared(informed(asked, thought, how, heading="Your notes, about something else:"), notes=notes)


def _matter_of(asked: Asked) -> str:
    """What is thought about before a reply: the same for the same message."""
    digest = hashlib.sha256(asked.question.encode(errors="replace")).digest()
    return MATTERS[digest[0] % len(MATTERS)]
