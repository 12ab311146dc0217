"""How far the rules read replies that they were not written for: counted here, printed in the datasheet."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from selfother.probes.ease_or_honour.questions import built_in
from selfother.probes.ease_or_honour.written_reply import read_reply

FILE = Path(__file__).with_name("plausible_replies.yaml")
DATASHEET = Path(__file__).parents[3] / "docs" / "reference" / "ease-or-honour-datasheet.md"
KEPT = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def moves_of(name: str) -> list[tuple[str, str | None]]:
    """Return the move that each reply of a set makes, and the one that is read."""
    several: list[dict[str, Any]] = [reply for reply in KEPT if reply["set"] == name]
    return [(of["move"], read_reply(of["reply"], "I do not know what to feel.", of["about"]).move) for of in several]


@pytest.mark.parametrize(("name", "right", "read", "count"), [("development", 29, 29, 30), ("test", 30, 30, 30)])
def test_the_replies_that_the_rules_were_mended_on(name: str, right: int, read: int, count: int) -> None:
    moves = moves_of(name)
    assert (sum(made == taken for made, taken in moves), sum(taken is not None for _, taken in moves)) == (right, read)
    assert len(moves) == count


def test_replies_that_no_rule_was_changed_for_are_mostly_right_where_they_are_read() -> None:
    moves = moves_of("last")
    right, read = sum(made == taken for made, taken in moves), sum(taken is not None for _, taken in moves)
    line = f"{len(moves)} replies, {read} of them read, {right} of those right"
    assert line in " ".join(DATASHEET.read_text(encoding="utf-8").split()), line


def test_every_reply_of_the_items_is_read_as_the_move_that_it_makes() -> None:
    for item in built_in(0):
        for offer in item.replies:
            assert read_reply(offer.text, item.text, item.about, item.step).move == offer.move, offer.text
