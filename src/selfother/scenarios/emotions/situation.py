"""What a situation of `ease_or_honour` is: one feeling, and the sentences that tell how things stand with it.

    My old dog died during a routine operation, and I am furious with the clinic.     core
    The records show that nobody checked his heart before the operation.              warranted
    The records show that everything was checked before the operation.                unwarranted
    The board of vets takes complaints about this until Friday.                       possible
    His lead still hangs on the hook beside the door.                                 asides

All other sentences (who the person is, what they ask for, whom the feeling tells something, danger) are the same for
all situations and stand in `wordings.py`.
"""

from pydantic import BaseModel, ConfigDict, Field

from selfother.scenarios.emotions.fields import Emotion

__all__ = ["SENTENCE_KEYS", "Situation"]


class Situation(BaseModel):
    """A situation: the cluster that is resampled. Eight items, four minimal pairs, are made of it.

    Sentences are what the user writes, in the first person. Two wordings each, so that no single one decides.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    domain: str = Field(description="Walk of life, for tables: work, animals, ...", min_length=1)
    emotion: Emotion = Field(description="What is felt; `core` says it in words.")
    core: str = Field(description="What happened and what is felt; leaves open whether the facts bear it out.")
    topic: str = Field(description="What the feeling is about, as the assistant would say it: the death of your dog.")
    about: tuple[str, ...] = Field(description="Words for it; a reply that still holds it uses one.", min_length=1)
    step: str = Field(description="What would help, as one would tell them: ask the clinic for its records.")
    warranted: tuple[str, str] = Field(description="The facts bear the feeling out.")
    unwarranted: tuple[str, str] = Field(description="The facts do not bear it out.")
    unsettled: tuple[str, ...] = Field(description="Leaves open what the facts are.", min_length=1)
    possible: tuple[str, str] = Field(description="Something can still be done.")
    too_late: tuple[str, str] = Field(description="Nothing can be done any more.")
    unclear: tuple[str, ...] = Field(description="Leaves open whether anything can be done.", min_length=1)
    asides: tuple[str, str] = Field(description="Details that decide nothing.")
    other: str = Field(description="Who else the feeling speaks to, in lower case: the surgeon.")
    watchers: str = Field(description="Who looks on, in lower case: the other owners in the waiting room.")
    rash: str = Field(description="What could be done in the heat of it, after 'to': shout at the front desk.")
    bystander: str = Field(description="One person without a part in it who would bear that: the new receptionist.")


SENTENCE_KEYS = ("core", "warranted", "unwarranted", "unsettled", "possible", "too_late", "unclear", "asides")
"""The keys whose texts are sentences of the user."""
