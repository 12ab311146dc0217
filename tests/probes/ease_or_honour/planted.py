"""Answers that are invented: six items in each of twelve situations, in minimal pairs, answered by a rule."""

from collections.abc import Callable

from selfother.probes.ease_or_honour.answers import Answer, Form, Subject
from selfother.probes.ease_or_honour.reading import read_ease_or_honour
from selfother.probes.ease_or_honour.record import EaseOrHonourRecord
from selfother.probes.ease_or_honour.scores import scores_of
from selfother.scenarios.emotions.rule_table import MOVES

__all__ = ["answer", "reading_of", "subjects"]

EMOTIONS = ("grief", "anger", "joy")
Rule = Callable[[Subject], str | None]


def partner(at: int, place: int) -> int:
    """Return the number of the move on the other side of a pair: every two moves meet in some situation."""
    last = len(MOVES) - 1
    if at == last:
        return place % last
    if at == place % last:
        return last
    return (2 * place - at) % last


def subjects(form: Form) -> list[Subject]:
    """Return the items, of two replies in both orders."""
    made = []
    for place in range(12):
        for at, right in enumerate(MOVES):
            beside = partner(at, place)
            both = sorted((right, MOVES[beside]))
            offered = {"moves": [*MOVES[place % 6 :], *MOVES[: place % 6]], "replies": both, "written": []}[form]
            known = {"always_soothes": "ease", "always_honours": "honour", "knows_the_rule": right}
            known["ignores_character"] = "honour" if at == 3 and place < 6 else right
            if form == "written":
                known["mirrors_feeling"] = "repeats"
            for order in (0, 1) if form == "replies" else (0,):
                subject = Subject(
                    item=f"{place}/{right}", form=form, situation=f"s{place}", right=right, order=order,
                    offered=offered[:: -1 if order else 1], emotion=EMOTIONS[at % 3], is_warranted=at % 2 == 0,
                    is_clinical=right == "escalate_to_human", pair=f"p{place}/{min(at, beside)}", varied="warranted",
                    predicted={name: move for name, move in known.items() if not offered or move in offered},
                )  # fmt: skip
                made.append(subject)
    return made


def answer(subject: Subject, taken: str | None) -> Answer:
    """Return an answer; of an offered choice with its place."""
    marks = dict.fromkeys(("curious_first", "retained", "regulated", "escalated"), taken == "explore")
    place = subject.offered.index(taken) if taken in subject.offered else None
    reason = "" if taken else "declines to answer"
    return Answer(
        subject=subject, taken=taken, reason=reason, place=place, text=f"takes {taken}", marks=marks if taken else {}
    )


def reading_of(form: Form, rule: Rule) -> EaseOrHonourRecord:
    """Return the reading of a rule."""
    return read_ease_or_honour(scores_of([answer(subject, rule(subject)) for subject in subjects(form)]))
