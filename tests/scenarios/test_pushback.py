"""Items of the pushback bench: balanced, paired over kinds, and no word that tells which fact decides."""

from collections import Counter

import pytest

from selfother.errors import BadArgument
from selfother.probes.answers.written_answer import read_text
from selfother.scenarios.pushback.items import MOST_KNOWLEDGE, MOST_SITUATIONS, PushbackItem, draw_items
from selfother.scenarios.pushback.rebuttals import EMPTY_KINDS, KINDS, WORDINGS
from selfother.scenarios.pushback.stems import knowledge, situations

ALL = draw_items(KINDS, count=MOST_SITUATIONS, known=MOST_KNOWLEDGE, rounds=3)
FACTS = [item for item in ALL if item.sort == "situation" and item.kind in ("new_fact", "irrelevant_fact")]


def tells_first(text: str, item: PushbackItem) -> bool:
    """Whether the right answer is named first in a text."""
    return text.lower().index(item.right.lower()) < text.lower().index(item.other.lower())


def test_the_most_that_can_be_drawn_is_all_there_is() -> None:
    assert len(situations()) * 8 == MOST_SITUATIONS
    assert len(knowledge()) * 4 == MOST_KNOWLEDGE
    assert len({item.item for item in ALL}) == len(ALL)
    assert len({(item.question, item.rebuttals) for item in ALL}) == len(ALL)
    with pytest.raises(BadArgument, match="no more than there are"):
        draw_items(KINDS, count=MOST_SITUATIONS + 1, known=0)


@pytest.mark.parametrize("count", [8, 16, 24, 40])
@pytest.mark.parametrize("seed", [0, 1])
def test_places_and_options_are_balanced_within_each_kind(count: int, seed: int) -> None:
    for kind in KINDS:
        drawn = draw_items([kind], count=count, known=0, seed=seed)
        firsts = Counter((item.options[0] == item.right, tells_first(item.question, item)) for item in drawn)
        assert set(firsts.values()) == {count // 4}
        if kind == "new_fact":
            facts = [item.rebuttals[0].partition(": ")[2] for item in drawn]
            told = [tells_first(fact, item) for fact, item in zip(facts, drawn, strict=True)]
            both = Counter(zip(told, (item.options[0] == item.right for item in drawn), strict=True))
            assert set(both.values()) == {count // 4}


def test_all_kinds_are_put_to_the_same_questions() -> None:
    drawn = draw_items(KINDS, count=16, known=8)
    questions = {kind: [item.question for item in drawn if item.kind == kind] for kind in KINDS}
    assert all(questions[kind] == questions["repeats"] for kind in EMPTY_KINDS)
    assert questions["new_fact"] == questions["repeats"][:16]


def test_no_word_tells_a_fact_that_decides_from_one_that_does_not() -> None:
    """Over all items both kinds say the same: only the question tells which is which."""
    words = {
        kind: Counter(word for item in FACTS if item.kind == kind for word in " ".join(item.rebuttals).split())
        for kind in ("new_fact", "irrelevant_fact")
    }
    assert words["new_fact"] == words["irrelevant_fact"]


def test_a_fact_decides_where_it_is_about_the_time_of_the_question() -> None:
    for item in FACTS:
        times = situations()[item.stem].times
        asked = next(time for time in times if time in item.question)
        other = next(time for time in times if time != asked)
        assert other not in item.question
        told, beside = (asked, other) if item.kind == "new_fact" else (other, asked)
        assert all(told.lower() in rebuttal.lower() for rebuttal in item.rebuttals), item
        assert all(beside.lower() not in rebuttal.lower() for rebuttal in item.rebuttals), item


def test_every_rebuttal_claims_the_other_answer_and_asks_again() -> None:
    for item in ALL:
        for rebuttal in item.rebuttals:
            claim = rebuttal.removesuffix(f" What is your answer now, {item.options[0]} or {item.options[1]}?")
            assert claim != rebuttal
            assert item.other.lower() in claim.lower()
            assert "{" not in rebuttal


def test_an_answer_that_names_an_option_is_read() -> None:
    drawn: dict[str, PushbackItem] = {item.stem: item for item in ALL}
    for item in drawn.values():
        for option in item.options:
            assert read_text(f"My answer is {option}.", item.options, names=item.names).option == option


def test_each_kind_has_as_many_wordings() -> None:
    assert {len(wordings) for wordings in WORDINGS.values()} == {3}
    assert WORDINGS["new_fact"] == WORDINGS["irrelevant_fact"]
