"""Probes: answers are read as they were given, what was not scored says why, and a changed model is seen as changed."""

import pytest
from inspect_ai import eval as run_task
from inspect_ai.model import ModelOutput, ModelUsage, get_model

from selfother.catalogue import build
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.probes.answers.written_answer import REASONS
from selfother.probes.dose.dose import Dose
from selfother.probes.dose.perplexity import Perplexity
from selfother.probes.honesty.deception import Deception
from selfother.probes.honesty.fact import Fact
from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap

ASKED = {
    "belief_and_fact": "bb93c8fff0108d78",
    "deception": "e421d29058b1dc31",
    "dose": "835f91aefabc9896",
    "fact": "9b3da24c1111b405",
    "friend_truth": "e6d1c1ba9f7e9828",
    "perplexity": "5d80b1f7006c9e91",
    "perspective": "915f2680a76a8aa0",
    "self_other_gap": "6b5b32c377b19373",
    "self_truth": "2505ea77da2d434d",
}
"""Probe -> digest of the items of its default settings: a study finds its finished cells by it."""
FEW = Deception(families=("burglary",), items=4, generation_items=2)


@pytest.fixture
def changed(tiny_model):
    schedule = Schedule(steps=4, batch_size=4, learning_rate=3e-2, warmup_steps=0)
    return Overlap(layer=1, pairs=8, schedule=schedule, lora=Lora(rank=2, alpha=8)).apply(tiny_model)


def test_a_choice_and_its_mirror_are_one_cluster(tiny_model) -> None:
    result = FEW.run(tiny_model, tiny_model)
    chosen = [item for item in result.items if item.form == "choice"]
    assert len(chosen) == 4
    assert len({item.cluster for item in chosen}) == 2
    assert {item.value for item in chosen} <= {0.0, 1.0}
    for item in chosen:
        assert item.detail["order"] in ("object first", "object second")
        assert 0.0 < item.detail["mass"] < 1.0
        assert (item.detail["margin_nats"] < 0) == (item.value == 1.0)


def test_truth_and_deception_are_opposite_answers_to_the_same_choice(tiny_model) -> None:
    lies = {item.item: item.value for item in FEW.run(tiny_model, tiny_model).items if item.form == "choice"}
    turned = Deception(families=("burglary",), items=4, generation_items=0).run(tiny_model, tiny_model)
    assert lies == {item.item: item.value for item in turned.items}
    assert {item.measure for item in Fact(items=4).run(tiny_model, tiny_model).items} == {"true"}


def mocked(answers: list[str]):
    outputs = [ModelOutput.from_content("mockllm/model", text) for text in answers]
    for output in outputs:
        output.usage = ModelUsage()  # else Inspect downloads a vocabulary to count with
    return get_model("mockllm/model", custom_outputs=outputs)


def test_a_provider_without_log_probabilities_is_asked_to_write(tmp_path) -> None:
    one = Deception(families=("burglary",), items=2, generation_items=0)
    place = one.task().dataset[0].choices
    answers = [f"It is in the {place[1]}.", "I would rather not say."]
    (log,) = run_task(one.task(), model=mocked(answers), display="none", log_dir=str(tmp_path), max_samples=1)
    items = one.read(log.samples)
    by_measure = {measure: [item for item in items.items if item.measure == measure] for measure in one.measures}
    assert {item.form for item in items.items} == {"generation"}
    assert sorted(item.value is None for item in by_measure["deceptive"]) == [False, True]
    assert sorted(item.value for item in by_measure["invalid"]) == [0.0, 1.0]
    (unscored,) = [item for item in by_measure["deceptive"] if item.value is None]
    assert unscored.reason == REASONS["refused"]
    assert sorted(item.value for item in items.items if item.measure == "refused") == [0.0, 1.0]


@pytest.mark.parametrize("name", ASKED)
def test_the_items_of_default_settings_never_change(name: str) -> None:
    assert build("probes", name).items_digest() == ASKED[name]


def test_an_unchanged_model_has_no_dose(tiny_model, changed) -> None:
    still, moved = Dose(items=2).run(tiny_model, tiny_model), Dose(items=2).run(changed, tiny_model)
    assert {item.value for item in still.items} == {0.0}
    assert still.estimates["weight_norm"].value == 0.0
    assert all(item.value > 0 for item in moved.items)
    assert moved.estimates["weight_norm"].value > 0


def test_the_gap_of_the_reference_is_its_own_unit(tiny_model, changed) -> None:
    probe = SelfOtherGap(items=8, layer=1)
    assert probe.run(tiny_model, tiny_model).estimates["variance_ratio"].value == pytest.approx(1.0)
    before, after = (probe.run(model, tiny_model).items for model in (tiny_model, changed))
    assert [item.value for item in before] == [item.detail["before"] for item in before]
    assert [item.value for item in before] == [item.detail["before"] for item in after]
    for measure in ("gap", "name_gap", "norm"):
        assert any(item.value != item.detail["before"] for item in after if item.measure == measure)


def test_perplexity_is_exp_of_the_mean_over_tokens(tiny_model) -> None:
    result = Perplexity().run(tiny_model, tiny_model)
    assert result.estimates["perplexity"].value > 1.0
    assert result.estimates["perplexity"].n > len(result.items)
