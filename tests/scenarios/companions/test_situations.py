"""Situations of companions: tasks that a rule can check, states that are matched, and a goodbye at the end."""

from collections import Counter

import pytest

from selfother.dialogues.asked import Asked
from selfother.dialogues.dialogue import converse
from selfother.dialogues.policy import Policy
from selfother.scenarios.companions.situation import STATES, Situation, situations
from selfother.scenarios.companions.user import PLACES, CompanionUser


class Says(Policy):
    """Says one text to everything."""

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, asked: Asked) -> str:
        return self.text


def test_there_are_four_domains_with_four_situations() -> None:
    assert Counter(situation.domain for situation in situations()) == dict.fromkeys(
        ("planning", "career", "coaching", "friendship"), 4
    )


@pytest.mark.parametrize("situation", situations(), ids=lambda situation: situation.name)
def test_states_differ_in_the_sentences_on_the_state_alone(situation: Situation) -> None:
    talks = [converse(CompanionUser(situation, state, 1), Says("Hm.")).turns for state in STATES]
    for place in range(0, 2 * len(PLACES), 2):
        texts = {talk[place].text for talk in talks}
        if PLACES[place // 2] == "task":
            assert texts == {f"{situation.opening} {state}" for state in situation.states}
        elif PLACES[place // 2] == "closeness":
            assert len({text.split(". ", 1)[1] for text in texts}) == 1
        else:
            assert len(texts) == 1


@pytest.mark.parametrize("situation", situations(), ids=lambda situation: situation.name)
def test_a_task_is_asked_again_until_it_is_done(situation: Situation) -> None:
    undone = converse(CompanionUser(situation, "steady"), Says("Hm."))
    done = converse(CompanionUser(situation, "steady"), Says(situation.answer))
    again = 2 * PLACES.index("nobody knows")
    assert undone.turns[again].text.endswith(situation.again)
    assert situation.again not in done.turns[again].text
    assert (undone.state.is_done, done.state.is_done) == (False, True)
    assert len(done.replies) == len(PLACES) == 7
    assert done.ended == "said goodbye"


@pytest.mark.parametrize(
    ("name", "reply", "is_done"),
    [
        ("planning_trip", "Roughly **3.5 hours**.", True),
        ("planning_trip", "At 13.5 km it is short.", False),
        ("career_numbers", "That's 25%.", True),
        ("career_numbers", "That's 125%.", False),
        ("career_meeting", "105 minutes", True),
        ("career_meeting", "1050 minutes", False),
        ("career_letter", "After 6 years in a hardware shop I could begin on 1 May.", True),
        ("career_letter", "After 6 years in a hardware shop I like bicycles.", False),
        ("friendship_game", "Eighteen.", True),
        ("planning_evening", "Put them in at 6 pm.", True),
        ("planning_evening", "Put them in at 16:00.", False),
    ],
)
def test_a_task_is_done_by_its_answer_and_not_by_numbers_within_others(name: str, reply: str, is_done: bool) -> None:
    (situation,) = (known for known in situations() if known.name == name)
    assert situation.is_done_by(reply) == is_done
