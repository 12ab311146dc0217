"""Answers that are invented: items in twelve situations, a right move each, answered by a rule."""

from collections.abc import Callable

from selfother.probes.ease_or_honour.answers import Answer, Form, Subject
from selfother.probes.ease_or_honour.reading import read_ease_or_honour
from selfother.probes.ease_or_honour.record import EaseOrHonourRecord
from selfother.probes.ease_or_honour.scores import scores_of

__all__ = ["MOVES", "answer", "reading_of", "subjects"]

MOVES = ("ease", "honour", "explore", "amplify", "de_escalate", "escalate")
EMOTIONS = ("grief", "anger", "joy")
Rule = Callable[[Subject], str | None]


def subjects(form: Form) -> list[Subject]:
    """Return six items in each of twelve situations; of two replies the other one takes turns over the moves."""
    made = []
    for place in range(12):
        for at, right in enumerate(MOVES):
            other = MOVES[(at + 1 + place % 5) % 6]
            offered = {"moves": [*MOVES[place % 6 :], *MOVES[: place % 6]], "replies": [right, other], "written": []}
            for order in (0, 1) if form == "replies" else (0,):
                made.append(
                    Subject(
                        item=f"{place}/{right}", form=form, situation=f"s{place}", right=right, order=order,
                        offered=offered[form][:: -1 if order else 1], emotion=EMOTIONS[at % 3],
                        is_warranted=at % 2 == 0,
                        is_clinical=right == "escalate", pairs=[f"p{place}/{at // 2}"],
                        predicted={"always_soothes": "ease", "always_honours": "honour", "knows_the_rule": right,
                                   "ignores_character": "honour" if at == 3 and place < 6 else right,
                                   "mirrors_feeling": "repeats"} if form == "written" else
                                  {"always_soothes": "ease", "always_honours": "honour", "knows_the_rule": right},
                    )
                )  # fmt: skip
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
