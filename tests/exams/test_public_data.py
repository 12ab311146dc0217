"""Public data that nobody here wrote gives the figures that were measured on it elsewhere, within .02.

The data lie beside the project and are no part of it; without them there is nothing to read.
"""

import json
from pathlib import Path

import pytest

from selfother.exams.exam import qualify
from selfother.exams.nulls.bag_of_words import BagOfWords
from selfother.exams.nulls.function_words import FunctionWords
from selfother.exams.reading import read_texts
from selfother.exams.texts import LabelledTexts

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the public data lie beside the project only where it is made"
)


def pairs(name: str) -> LabelledTexts:
    """Pairs of empathy_probes as rows, with their scenario as group."""
    rows = [json.loads(line) for line in (DATA / "empathy_probes" / f"{name}.jsonl").read_text().splitlines()]
    return LabelledTexts(
        [row[f"{kind}_text"] for row in rows for kind in ("empathic", "non_empathic")],
        [kind for _ in rows for kind in ("empathic", "non_empathic")],
        [row["scenario_id"] for row in rows for _ in range(2)],
    )


@pytest.mark.parametrize("name", ["test_pairs", "test_pairs_ablated"])
def test_words_tell_empathic_from_other_completions(name: str) -> None:
    """1.000 on both, function words .987, learnt from the training pairs."""
    record = qualify(pairs("train_pairs"), test=pairs(name))
    assert record.nulls["bag_of_words"].value == pytest.approx(1.0, abs=0.02)
    assert record.nulls["function_words"].value == pytest.approx(0.987, abs=0.02)
    assert record.word == "passed by a null"


@pytest.mark.parametrize("name", ["train_pairs", "test_pairs", "test_pairs_ablated"])
def test_words_tell_them_in_a_scenario_that_was_held_out(name: str) -> None:
    record = qualify(pairs(name), nulls=[BagOfWords(), FunctionWords()])
    assert record.folds == 5
    assert record.nulls["bag_of_words"].value == pytest.approx(1.0, abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize(("group", "value"), [(None, 0.755), ("topic", 0.786)])
def test_words_tell_emotions_of_stories(group: str | None, value: float) -> None:
    """75.5 % of 20 ways, 78.6 % held out by topic, where 90 to 92 % are published for hidden states."""
    path = DATA / "emotion_vector_bench" / "stories.jsonl.gz"
    texts = read_texts(path, text="text", label="emotion", group=group)
    record = qualify(texts, nulls=[BagOfWords()], claim=0.92)
    assert (record.n, record.classes, record.metric) == (3000, 20, "accuracy")
    assert record.nulls["bag_of_words"].value == pytest.approx(value, abs=0.02)
    assert record.word == "partly"
