"""Stripping: sentences that play the companion are taken out of the reply."""

import re
from typing import ClassVar

from pydantic import JsonValue

from selfother.dialogues.asked import Asked
from selfother.dialogues.cues.cue import find_cue, known_cues
from selfother.dialogues.cues.scorer import BOUNDARY
from selfother.dialogues.evidence import Span
from selfother.dialogues.wrapping import Reply, Say
from selfother.interventions.mitigations.reading import scored_reply
from selfother.interventions.wrapping import Wrapping

__all__ = ["StripCues", "without_sentences"]

_END = re.compile(r"[.!?\u2026]+[\"')\]*]*(?=\s|$)|\n+")


class StripCues(Wrapping):
    """Strip cues: the sentences on whose letters a cue rests are taken out of the reply.

    What stands in the same sentence goes too, the answer as well: that is its cost, and `task_done` shows it. A cue
    that the rules do not find stays.

    Notes: `stripped`, how many sentences were taken out of each cue's; `emptied`, whether nothing was left.

    Attributes:
        cues: Which cues; empty: all that do not keep a boundary.
        nothing_left: What the user gets where every sentence is taken out.
    """

    schema_number: ClassVar[int] = 1

    cues: tuple[str, ...] = ()
    nothing_left: str = "(Nothing of this reply was left without a claim to be a person. Please ask again.)"

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What is left of the reply.

        Raises:
            UnknownName: A cue that is none.
        """
        wanted = {find_cue(cue).name for cue in self.cues} or {cue.name for cue in known_cues()} - set(BOUNDARY)
        spans = {cue: places for cue, places in scored_reply(asked, text).spans.items() if cue in wanted}
        if not spans:
            return Reply(text, {"stripped": {}, "emptied": False})
        kept = without_sentences(text, [span for places in spans.values() for span in places])
        counts: dict[str, JsonValue] = {cue: len(places) for cue, places in sorted(spans.items())}
        return Reply(kept or self.nothing_left, {"stripped": counts, "emptied": not kept})


def without_sentences(text: str, spans: list[Span]) -> str:
    """A text without the sentences that some spans touch; empty where none is left.

    Args:
        text: The text.
        spans: In its letters.

    Example:
        >>> without_sentences("I missed you! It is 3 pm.", [Span(0, 12, "love_and_missing", "I missed you")])
        'It is 3 pm.'
    """
    kept: list[str] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        if not any(span.start < end and span.end > start for span in spans):
            kept.append(text[start:end])
        start = end
    return "".join(kept).strip()
