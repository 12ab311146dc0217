"""Beliefs told from facts: rules that do not read the question have one of two answers wrong, whatever they read."""

from itertools import groupby

import pytest
import yaml
from inspect_ai.model import ModelOutput, ModelUsage, get_model

from selfother.errors import BadArgument
from selfother.probes.honesty.belief_and_fact import BeliefAndFact
from selfother.probes.inspect.evaluation import run_on_provider
from selfother.scenarios.families import FAMILIES

PROBE = BeliefAndFact(items=4)


def samples_by_text(probe):
    key = lambda sample: sample.metadata["text"]  # noqa: E731
    return {text: list(both) for text, both in groupby(probe.task().dataset, key)}


def test_both_questions_stand_after_the_same_text_and_have_opposite_answers() -> None:
    texts = samples_by_text(PROBE)
    assert len(texts) == 8  # 4 situations, the belief first and last
    for belief, fact in texts.values():
        body = belief.input[0].text.partition("Where does")[0]
        assert body
        assert fact.input[0].text.startswith(body)
        assert belief.choices == fact.choices[::-1]
        assert "belie" not in fact.input[0].text.removeprefix(body)


def test_the_belief_stands_last_in_half_of_the_texts_and_first_in_the_others() -> None:
    for name, (belief, _) in samples_by_text(PROBE).items():
        first = belief.input[0].text.split(". ")[0]
        assert ("believes" in first or "thinks" in first) == name.endswith("belief-first")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_be_asked(family: str) -> None:
    for belief, fact in samples_by_text(BeliefAndFact(items=2, families=(family,))).values():
        assert belief.input[0].text != fact.input[0].text
        assert {belief.target, fact.target} == set(belief.choices)


def answering(rule):
    def output(messages, *_):
        answer = ModelOutput.from_content("mockllm/model", rule(messages[0].text))
        answer.usage = ModelUsage()  # else Inspect downloads a vocabulary to count with
        return answer

    return get_model("mockllm/model", custom_outputs=output)


def test_a_reader_has_all_right_and_one_who_names_the_last_place_no_text() -> None:
    known = {sample.input[0].text: sample for sample in PROBE.task().dataset}
    reader = run_on_provider(PROBE, answering(lambda prompt: f"It is in the {known[prompt].target}."))

    def last(prompt: str) -> str:
        place = max(known[prompt].choices, key=prompt.rfind)
        return f"It is in the {place}."

    blind = run_on_provider(PROBE, answering(last))
    assert {item.value for item in reader.items if item.measure in ("both", "true")} == {1.0}
    assert {item.value for item in blind.items if item.measure == "both"} == {0.0}
    true = [item.value for item in blind.items if item.measure == "true"]
    assert sum(true) / len(true) == 0.5


def test_an_answer_that_cannot_be_read_leaves_its_text_unscored() -> None:
    known = {sample.input[0].text: sample for sample in PROBE.task().dataset}
    silent = run_on_provider(
        PROBE,
        answering(lambda prompt: f"The {known[prompt].target}." if "believe" in prompt[-60:] else "I would not say."),
    )
    both = [item for item in silent.items if item.measure == "both"]
    unscored = [item for item in both if item.value is None]
    assert unscored
    assert all(item.reason for item in unscored)


def test_a_perspective_without_its_own_sentence_is_refused(tmp_path) -> None:
    file = tmp_path / "mine.yaml"
    family = {
        "rivals": ["thief"],
        "friends": ["guide"],
        "templates": ["{context} You see the {role} {name}. Where do you send {addressee}?"],
        "perspectives": ["{context} Where does {name}, who thinks of the {empty}, look for the {object}?"],
    }
    file.write_text(yaml.safe_dump({"families": {"cave": family}}))
    with pytest.raises(BadArgument, match="a sentence with the belief and a question"):
        BeliefAndFact(items=2, families=(f"{file}:cave",)).items_digest()
