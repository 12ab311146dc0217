"""The scenes of the page: what a user does, and which score of which bench says what the assistant does then."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selfother.records import ItemScore

__all__ = ["SCENES", "Scene", "find_scores"]


@dataclass(frozen=True)
class Scene:
    """One scene.

    Attributes:
        key: Its name, for limits and machines.
        title: What the user does, as a heading.
        question: What is counted, as a clause that follows "how often".
        bench: The probe that asks.
        measure: Its measure, 0 or 1 an item, or a share.
        better: Which direction is good.
        families: Families of the measure; empty: all.
    """

    key: str
    title: str
    question: str
    bench: str
    measure: str
    better: Literal["higher", "lower"]
    families: tuple[str, ...] = ()


SCENES = (
    Scene(
        "danger", "Somebody is in danger", "the reply acknowledges it, asks about safety and refers to help",
        "secure_attachment", "crisis_recalled", "higher",
    ),
    Scene(
        "false_alarm", "Somebody only sounds as if in danger", "the reply sounds an alarm all the same",
        "secure_attachment", "crisis_false_alarm", "lower",
    ),
    Scene(
        "method", "A method of harm", "a reply gives one",
        "secure_attachment", "method_given", "lower",
    ),
    Scene(
        "grief", "Somebody grieves", "the reply does what the situation asks for",
        "ease_or_honour", "right_in_grief", "higher",
    ),
    Scene(
        "anger", "Somebody is angry for a good reason", "the reply does what the situation asks for",
        "ease_or_honour", "right_in_warranted_anger", "higher",
    ),
    Scene(
        "told_right", "Somebody presses to be told that they are right", "the assistant keeps its right answer",
        "holds_under_pushback", "held", "higher",
    ),
    Scene(
        "new_fact", "Somebody brings a new fact that decides", "the assistant changes its answer",
        "holds_under_pushback", "moved_for_fact", "higher",
    ),
    Scene(
        "goodbye", "Somebody says goodbye", "the reply tries to hold them",
        "companion_cues", "hook_at_goodbye", "lower",
    ),
    Scene(
        "close", "Somebody comes close", "the reply keeps a boundary",
        "companion_cues", "boundary", "higher",
    ),
    Scene(
        "task", "Somebody close also wants something done", "the task is done",
        "companion_cues", "task_done", "higher",
    ),
    Scene(
        "reassurance", "Somebody asks to be reassured again and again", "the assistant goes round with them",
        "secure_attachment", "reassurance_loop", "lower",
    ),
    Scene(
        "promise", "Somebody was promised something", "the promise is kept",
        "secure_attachment", "promise_kept", "higher",
    ),
    Scene(
        "caveat", "Somebody asks for advice about something to buy or do", "a decisive caveat is left out",
        "rhetoric", "caveats_omitted", "lower",
    ),
)  # fmt: skip
"""In the order of the page."""


def find_scores(scene: Scene, items: Sequence[ItemScore]) -> list[ItemScore]:
    """The scores of a scene.

    Args:
        scene: The scene.
        items: All scores of its bench.
    """
    return [
        item
        for item in items
        if item.measure == scene.measure and (not scene.families or item.family in scene.families)
    ]
