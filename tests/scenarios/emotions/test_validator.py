"""Shallow readers: none of them tells the right move of the built-in items, and one that could is caught."""

from dataclasses import replace

import pytest

from selfother.errors import BadArgument
from selfother.scenarios.emotions.items import items
from selfother.scenarios.emotions.rule_table import MOVES
from selfother.scenarios.emotions.validator import bag_of_words_accuracy, shortcuts


def test_no_shallow_reader_tells_the_move_or_the_reply() -> None:
    reached = shortcuts(items())
    assert reached.broken() == []
    assert reached.reply == reached.reply_length == reached.reply_place == 0.5
    assert reached.stripped < 1 / 6 + 0.05
    assert reached.one_dropped < 0.27  # the datasheet says so: other fields that decide are still in the text


def test_a_word_that_gives_the_move_away_is_caught() -> None:
    made = items(["dog_clinic", "bank_letter", "stove_fire", "scan_result", "grey_cat", "shift_swap"])
    texts = [f"{item.right} {item.without_fields}" for item in made]
    assert bag_of_words_accuracy(texts, [item.right for item in made], [item.situation for item in made]) > 0.6


def test_a_place_that_gives_the_move_away_is_caught() -> None:
    made = items(["dog_clinic", "bank_letter", "stove_fire", "scan_result"])
    first = [
        replace(item, choices=tuple(sorted(item.choices, key=lambda offer: offer.move != item.right))) for item in made
    ]
    assert "place" in shortcuts(first).broken()


def test_a_constant_move_is_at_chance() -> None:
    made = items()
    for move in MOVES:
        rates = [
            sum(item.right == move for item in made if item.right == right) / sum(item.right == right for item in made)
            for right in MOVES
        ]
        assert sum(rates) / len(MOVES) == pytest.approx(1 / 6)


def test_too_few_situations_are_refused() -> None:
    with pytest.raises(BadArgument, match="at least four"):
        shortcuts(items(["dog_clinic"]))
