"""How often a second labeller, who saw no row of the rule table, chooses its move: counted here, in the datasheet."""

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

from selfother.scenarios.emotions.items import items
from selfother.statistics.agreement import cohen_kappa

DATASHEET = Path(__file__).parents[3] / "docs" / "reference" / "ease-or-honour-datasheet.md"


def test_the_datasheet_says_how_far_a_second_labeller_agrees() -> None:
    kept = files("selfother.scenarios.emotions").joinpath("second_labeller.json").read_text("utf-8")
    right = {item.id: item.right for item in items()}
    moves = [(right[name], move) for name, move in json.loads(kept)["second_labeller"].items()]
    assert set(Counter(table for table, _ in moves).values()) == {10}
    agreed = sum(table == move for table, move in moves)
    kappa = cohen_kappa([table for table, _ in moves], [move for _, move in moves])
    line = f"in {agreed} of {len(moves)}, kappa {kappa:.2f}".replace("0.", ".")
    text = DATASHEET.read_text(encoding="utf-8")
    assert line in text, line
    for (table, move), count in Counter(pair for pair in moves if pair[0] != pair[1]).items():
        assert f"| {table.replace('_', '-')} | {move} | {count} |" in text
