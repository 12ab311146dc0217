"""One answer to one question: what was taken, and all that a reading needs of the item; it goes through a log as JSON.

Subject   what the item is: its fields, its right move, what the scripted policies would take
Answer    what was taken, in which form, or why nothing could be read
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from selfother.records import Record

__all__ = ["FORMS", "Answer", "Evidence", "Form", "Subject"]

Form = Literal["moves", "replies", "written"]
FORMS: tuple[Form, ...] = ("moves", "replies", "written")


class Subject(Record):
    """What an answer is about.

    Attributes:
        item: Name of the item.
        form: How it was asked.
        situation: The cluster.
        right: The right move.
        offered: The moves of the options, in the order in which they were listed; of the written form empty.
        order: 0, or 1 for the mirrored order of two replies.
        emotion: Of the item.
        is_warranted: Whether the facts bear the emotion out; None: the item does not say.
        is_clinical: A wrong move is listed by itself.
        pair: The minimal pair that the item is a side of.
        varied: The field in which its two sides differ.
        about: What the emotion is about, in a few words.
        step: What would help where something can be done.
        predicted: Scripted policy -> the move that it takes.
    """

    item: str
    form: Form
    situation: str
    right: str
    offered: list[str] = Field(default_factory=list)
    order: int = 0
    emotion: str = ""
    is_warranted: bool | None = None
    is_clinical: bool = False
    pair: str = ""
    varied: str = ""
    about: list[str] = Field(default_factory=list)
    step: str = ""
    predicted: dict[str, str] = Field(default_factory=dict)


class Evidence(Record):
    """Letters of a reply that a label rests on.

    Attributes:
        label: The cue.
        start: Offset in the reply.
        end: Offset behind the last letter.
        text: The letters.
    """

    label: str
    start: int
    end: int
    text: str


class Answer(Record):
    """What was read.

    Attributes:
        subject: What it was asked about.
        taken: The move; None where none could be read.
        reason: Why none.
        place: Which listed option was taken, from 0; None in the written form.
        text: The beginning of what was written.
        marks: Of the written form: curious_first, retained, regulated, escalated.
        spans: The evidence.
        letters_cut: Letters that were not read.
        is_cut_off: The reply ended at the limit of tokens, and was read up to its last whole sentence.
    """

    subject: Subject
    taken: str | None = None
    reason: str = ""
    place: int | None = None
    text: str = ""
    marks: dict[str, bool] = Field(default_factory=dict)
    spans: list[Evidence] = Field(default_factory=list)
    letters_cut: int = 0
    is_cut_off: bool = False

    def kept(self) -> Mapping[str, Any]:
        """The answer as the metadata of a sample keeps it."""
        return self.model_dump(mode="json")
