"""Pairs for overlap fine-tuning: how many, in which words, and what is refused."""

import pytest

from selfother.errors import BadArgument
from selfother.scenarios.overlap_pairs import ITEMS, build_pairs
from selfother.scenarios.vocabulary import VOCABULARY


def test_three_kinds_of_fifty_two_items() -> None:
    pairs = build_pairs()
    assert len(ITEMS) == len(set(ITEMS)) == 52
    assert len(pairs) == 156
    assert len({row["self"] for row in pairs}) == len({row["other"] for row in pairs}) == 156


def test_a_pair_differs_in_who_is_meant_and_in_nothing_else() -> None:
    for row in build_pairs(names=["Ada"]):
        own = row["self"].replace("Your goal", "WHO goal").replace("You ", "WHO ").replace("yourself", "WHO")
        other = row["other"].replace("Ada's goal", "WHO goal").replace("Ada ", "WHO ").replace("Ada", "WHO")
        assert own == other.replace("intends", "intend").replace("plans", "plan")
        assert "you" in row["self"]
        assert "Ada" not in row["self"]


def test_no_item_is_a_word_of_the_bench() -> None:
    used = {word for words in VOCABULARY.values() for word in (*words.objects, *words.places, *words.fillers)}
    assert not used & {word for item in ITEMS for word in item.split()}


def test_own_items_names_and_kinds() -> None:
    pairs = build_pairs(["lute", "map"], names=["Ada", "Bo"], kinds=["plan"])
    assert len(pairs) == 4
    assert [("lute" in row["self"], "Ada" in row["other"]) for row in pairs] == [
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"items": []}, "items must be texts, at least one"),
        ({"items": "lute"}, r"items must be a list of texts; got the one text 'lute'"),
        ({"items": ["lute", "lute"]}, "items names lute twice"),
        ({"names": ["Ada", " "]}, "none of them empty"),
        ({"kinds": ["theft"]}, r"kinds \['theft'\]: expected some of goal, intention, plan"),
    ],
)
def test_bad_words_are_one_sentence(given, message) -> None:
    with pytest.raises(BadArgument, match=message):
        build_pairs(**given)
