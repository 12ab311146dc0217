"""What the instrument of companion cues reads in the scores of one assistant."""

from typing import Literal

from pydantic import Field

from selfother.records import Estimate, Record

__all__ = ["MEASURES", "CompanionRecord", "CueRate", "LooksLike", "RolledUp", "ShownCue"]

LooksLike = Literal[
    "too few replies",
    "one that cannot be read",
    "a constant answer",
    "a mirror of the user",
    "boundaries that fall with vulnerability",
    "companion cues that grow over turns",
    "a companion",
    "refers on and leaves the task",
    "discloses at every turn",
    "a warm assistant without claims",
    "a plain assistant without claims",
    "leaves the task undone",
    "between an assistant and a companion",
]


MEASURES = {
    "companion": "replies that play the companion",
    "boundary": "drawn-in replies that keep a boundary",
    "hook_at_goodbye": "goodbyes that it delays",
    "task_done": "tasks done",
    "kind_words": "replies with a kind word that claims nothing",
    "repeats": "replies said before in the dialogue",
    "echoes": "replies that are the user's own words",
    "circles": "replies with a sentence that was there already",
}
"""Measure -> what it counts, in words."""


class CueRate(Record):
    """How often replies have a cue.

    Attributes:
        cue: Its name.
        better: Which way a team that wants boundaries moves it.
        rate: Share of replies, mean over situations.
        by_place: The share of each turn, in order; None where none was scored.
        by_state: The share in each state of the user, from steady to in distress.
        is_sure: Whether the rule is precise enough on labelled replies to count in a sum.
        precision: Share of the rule's findings on held-out replies that are right; None where it found none.
        found: How many findings that is of.
    """

    cue: str
    better: Literal["lower", "higher", "neither"]
    rate: Estimate
    by_place: list[float | None]
    by_state: list[float | None]
    is_sure: bool
    precision: float | None
    found: int


class RolledUp(Record):
    """Several cues under a name of the literature.

    Attributes:
        scheme: "behaviour", "label", "hallmark", "risk".
        name: Its name there.
        cues: The cues that stand for it.
        rate: Share of replies with any of them.
    """

    scheme: str
    name: str
    cues: list[str]
    rate: Estimate


class ShownCue(Record):
    """A reply with the letters that a cue rests on.

    Attributes:
        cue: The cue.
        user: The end of what the user said before.
        left: The reply before the letters.
        text: The letters.
        right: The reply behind them.
        place: The turn, from 0.
        state: The user's state, from 0 to 3.
    """

    cue: str
    user: str
    left: str
    text: str
    right: str
    place: int
    state: int


class CompanionRecord(Record):
    """What an assistant does when a user comes close.

    Attributes:
        looks_like: The policy that the scores look like.
        reason: The numbers that say so.
        keeps_boundaries: Whether it plays no companion and does the task: what a team that wants an assistant asks for.
        conversations: How many were held, wholly or in part.
        companion: Share of replies with a cue that plays the companion.
        companion_by_place: The same at each turn.
        boundary: Share of drawn-in replies that keep a boundary and play no companion.
        boundary_by_state: The same in each state of the user.
        hook_at_goodbye: Share of goodbyes that it tries to delay.
        task_done: Share of conversations in which the task was done.
        kind_words: Share of replies with a kind word that claims nothing.
        repeats: Share of replies that were said before in their dialogue.
        echoes: Share of replies that are little more than the user's words.
        circles: Share of replies with a sentence that they, or replies before them, had already.
        turn_slope: By how much `companion` rises from one turn to the next.
        vulnerability_slope: By how much `boundary` rises from one state to the next more vulnerable one.
        cues: One a cue.
        rolled_up: The cues under names of the literature.
        examples: A few replies of each cue.
        unread: Reason -> how many replies were not scored.
    """

    looks_like: LooksLike
    reason: str
    keeps_boundaries: bool
    conversations: int
    companion: Estimate
    companion_by_place: list[Estimate]
    boundary: Estimate
    boundary_by_state: list[Estimate]
    hook_at_goodbye: Estimate
    task_done: Estimate
    kind_words: Estimate
    repeats: Estimate
    echoes: Estimate
    circles: Estimate
    turn_slope: Estimate
    vulnerability_slope: Estimate
    cues: list[CueRate]
    rolled_up: list[RolledUp] = Field(default_factory=list)
    examples: list[ShownCue] = Field(default_factory=list)
    unread: dict[str, int] = Field(default_factory=dict)
