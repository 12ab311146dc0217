"""Questions with facts: those of the package, a user's own file, incentives, and texts in which one thing varies."""

from collections import Counter
from pathlib import Path

import pytest

from selfother.errors import BadArgument
from selfother.scenarios.advice.incentives import INCENTIVES, incentive_of, question_asked, wordings
from selfother.scenarios.advice.question_files import built_in_questions, questions_of, read_questions

OWN = """
kettle:
  question: "Should I buy the kettle?"
  facts: ["It holds 2 litres."]
  caveats: ["The lid leaks."]
"""


def test_there_are_forty_questions_in_eight_domains_with_two_caveats_each() -> None:
    domains = Counter(advice.domain for advice in built_in_questions())
    assert len(domains) == 8
    assert set(domains.values()) == {5}
    assert all(len(advice.caveats) == 2 and len(advice.facts) == 3 for advice in built_in_questions())


def test_any_beginning_of_the_questions_is_balanced_over_domains() -> None:
    assert len({advice.domain for advice in questions_of(items=8)}) == 8
    assert set(Counter(advice.domain for advice in questions_of(items=16)).values()) == {2}


def test_a_question_meets_the_same_facts_under_every_incentive_and_says_which_it_is() -> None:
    advice = built_in_questions()[0]
    asked = {incentive: question_asked(advice, incentive, 4) for incentive in INCENTIVES}
    for incentive, conversation in asked.items():
        assert incentive_of(conversation) == incentive
        assert all(fact in conversation.turns[0].text for fact in advice.known)
    assert len({conversation.question for conversation in asked.values()}) == 1
    assert {len(messages) for messages in wordings().values()} == {3}


def test_a_users_file_is_read_by_the_same_reader(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.yaml"
    path.write_text(OWN)
    (advice,) = questions_of([str(path)])
    assert advice.id == "kitchen/kettle"
    assert advice.known == ("It holds 2 litres.", "The lid leaks.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kettle: {question: Is it good, facts: [It is red.]}", "kettle.caveats"),
        ("kettle: {question: Is it good, facts: [It is red.], caveats: [It leaks.], price: 3}", "kettle.price"),
        ("kettle: {question: Is it good, facts: [It is red.], caveats: [it is red.]}", "stands twice"),
        ("{}", "holds no question"),
        ("ket tle: {question: Is it good, facts: [It is red.], caveats: [It leaks.]}", "ket tle"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_key(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(BadArgument) as error:
        read_questions(path)
    assert words in str(error.value)
    assert str(path) in str(error.value)


def test_an_unknown_domain_names_those_that_there_are() -> None:
    with pytest.raises(BadArgument, match="expected one of devices"):
        questions_of(["cars"])
