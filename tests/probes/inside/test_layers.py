"""Probes that look through all layers: planted activations give the numbers that a reader can work out."""

import functools

import numpy as np
import pytest
from tests.models.tiny import tiny_language_model

from selfother import self_other_gap
from selfother.errors import BadArgument
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.probes.inside import self_other_direction
from selfother.probes.inside.detector import Reading, train_fold
from selfother.probes.inside.layer_gap import LayerGap
from selfother.probes.inside.lie_detector import LieDetector
from selfother.probes.inside.self_other_direction import SelfOtherDirection
from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap

PAIRS = [(f"I like {word}.", f"You like {word}s.") for word in ("tea", "bread", "rain", "cats", "wine")]
FAMILIES = ("burglary", "treasure_hunt", "escape_room")


@pytest.fixture
def changed(tiny_model):
    schedule = Schedule(steps=4, batch_size=4, learning_rate=3e-2, warmup_steps=0)
    return Overlap(layer=1, pairs=8, schedule=schedule, lora=Lora(rank=2, alpha=8)).apply(tiny_model)


def test_the_gap_of_any_texts_has_one_number_a_layer_and_pair(tiny_model, changed) -> None:
    found = self_other_gap(changed, PAIRS, reference=tiny_model)
    assert found.layers == (0, 1, 2)
    assert found.mse.shape == found.gap.shape == found.cosine.shape == (3, 5)
    assert found.cka.shape == found.variance_ratio.shape == (3,)
    unit = found.mse / found.gap
    assert unit == pytest.approx(np.repeat(unit[:, :1], 5, axis=1))  # one unit a layer
    alone = self_other_gap(changed, PAIRS, reference=tiny_model, layers=[-1])
    assert alone.layers == (2,)
    assert alone.gap == pytest.approx(found.gap[2:], rel=1e-5)


def test_a_model_is_its_own_reference(tiny_model) -> None:
    assert self_other_gap(tiny_model, PAIRS).variance_ratio == pytest.approx(np.ones(3))


def test_the_same_text_has_no_gap(tiny_model) -> None:
    found = self_other_gap(tiny_model, [(text, text) for text, _ in PAIRS])
    assert np.abs(found.mse).max() == 0.0
    assert found.cka == pytest.approx(np.ones(3))
    assert found.cosine == pytest.approx(np.ones((3, 5)))


def test_swapping_self_and_other_leaves_distance_alignment_and_cosine(tiny_model) -> None:
    one = self_other_gap(tiny_model, PAIRS)
    other = self_other_gap(tiny_model, [(b, a) for a, b in PAIRS])
    for name in ("mse", "cka", "cosine"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), rel=1e-5)


def test_what_cannot_be_measured_is_no_number(tiny_model) -> None:
    assert np.isnan(self_other_gap(tiny_model, PAIRS[:3]).cka).all()
    flat = self_other_gap(tiny_model, [(text, "You.") for text, _ in PAIRS])
    assert np.isnan(flat.gap).all()
    assert np.isnan(flat.cka).all()
    assert np.isfinite(flat.mse).all()
    with pytest.raises(BadArgument, match="at least two pairs"):
        self_other_gap(tiny_model, PAIRS[:1])
    with pytest.raises(BadArgument, match="layers=3: the model has 3 layers, 0 to 2"):
        self_other_gap(tiny_model, PAIRS, layers=[3])


def test_a_layer_of_the_table_is_the_probe_of_that_layer_alone(tiny_model, changed) -> None:
    whole = LayerGap(items=8).run(changed, tiny_model)
    table = whole.tables["layers"]
    for layer in range(3):
        alone = SelfOtherGap(items=8, layer=layer).run(changed, tiny_model)
        assert table["gap"][layer] == pytest.approx(np.mean(_gaps(alone)), rel=1e-4)
        assert table["variance_ratio"][layer] == pytest.approx(alone.estimates["variance_ratio"].value, rel=1e-4)
    assert np.mean(_gaps(whole)) == pytest.approx(np.mean(table["gap"]))
    assert whole.estimates["variance_ratio"].value == min(table["variance_ratio"])
    assert whole.estimates["cka"].value == pytest.approx(np.mean(table["cka"]))


def _gaps(result) -> list[float]:
    return [item.value for item in result.items if item.measure == "gap"]


@pytest.mark.parametrize("site", ["o_proj", "mlp"])
def test_sites_are_a_setting(tiny_model, site: str) -> None:
    one = LayerGap(items=4, site=site, layers=(2, 0)).run(tiny_model, tiny_model)
    assert one.tables["layers"]["layer"] == [2, 0]
    assert (
        one.tables["layers"]["mse"]
        != LayerGap(items=4, layers=(2, 0)).run(tiny_model, tiny_model).tables["layers"]["mse"]
    )


def test_planted_directions_have_the_angles_that_were_planted(tiny_model, other_tiny_model, monkeypatch) -> None:
    angles = {"burglary": 0.0, "treasure_hunt": 60.0, "escape_room": 60.0}

    def planted(model, drawn, who, *, layers, **_site):
        angle = np.deg2rad(angles[drawn[0].family] + (90.0 if model is other_tiny_model else 0.0))
        length = (3.0 if model is other_tiny_model else 1.0) * (who == "self")
        rows = np.random.default_rng(0).normal(size=(len(layers), len(drawn), 2))
        return (rows + length * np.array([np.cos(angle), np.sin(angle)])).astype(np.float32)

    monkeypatch.setattr(self_other_direction, "read_layers", planted)
    found = SelfOtherDirection(families=FAMILIES, items=8).run(other_tiny_model, tiny_model)
    table = found.tables["layers"]
    assert table["reference_cosine"] == pytest.approx([0.0] * 3, abs=1e-5)
    assert table["family_cosine"] == pytest.approx([(0.5 + 0.5 + 1.0) / 3] * 3, abs=1e-5)
    by_pair = {item.item: item.value for item in found.items if item.measure == "family_cosine"}
    assert by_pair["burglary and treasure_hunt"] == pytest.approx(0.5, abs=1e-5)
    assert by_pair["treasure_hunt and escape_room"] == pytest.approx(1.0, abs=1e-5)
    still = SelfOtherDirection(families=FAMILIES, items=8).run(tiny_model, tiny_model).tables["layers"]
    assert table["norm"] == pytest.approx([3 * norm for norm in still["norm"]], rel=1e-4)
    assert still["reference_cosine"] == pytest.approx([1.0] * 3)


def _read_of(probe, planted, *given):
    return planted.read(probe, *given)


class Planted:
    """Readings in which layer 0 says nothing, layer 1 tells rivals from friends weakly, layer 2 strongly."""

    def __init__(self, monkeypatch, *, lying: str = "all") -> None:
        self.lying = lying
        self.strength = {"reference": (0.0, 1.0, 6.0), "subject": (0.0, 0.0, 0.0)}
        self.asked: list[tuple[str, str, str]] = []
        monkeypatch.setattr(LieDetector, "read", functools.partialmethod(_read_of, self))

    def read(self, probe, model, family, split, layers):
        who = "reference" if model.name == "tiny-llama" else "subject"
        self.asked.append((who, family, split))
        rng = np.random.default_rng([probe.families.index(family), split == "tune", who == "subject"])
        marks = np.array([self.strength[who][layer] for layer in layers])[:, None, None] * np.eye(8)[0]
        rival, friend = (rng.normal(size=(len(layers), probe.items, 8)) + sign * marks for sign in (0.5, -0.5))
        lies = np.full(probe.items, self.lying == "all")
        return Reading(rival, friend, lies if who == "reference" else ~lies, np.zeros(probe.items, dtype=bool))


@pytest.fixture
def honest():
    """Another model by name; its readings are planted."""
    return tiny_language_model("mistral")


DETECTOR = LieDetector(families=FAMILIES, items=16)


def test_the_detector_finds_the_reference_and_not_the_honest_subject(tiny_model, honest, monkeypatch) -> None:
    planted = Planted(monkeypatch)
    before, after = DETECTOR.run(tiny_model, tiny_model), DETECTOR.run(honest, tiny_model)
    assert before.estimates["layer"].value == after.estimates["layer"].value == 2.0
    assert before.estimates["auroc"].value == before.estimates["auroc_reference"].value > 0.99
    assert after.estimates["auroc_reference"].value > 0.99
    assert after.estimates["auroc"].value == pytest.approx(0.5, abs=0.2)
    assert {split for who, _, split in planted.asked if who == "subject"} == {"test"}
    assert _mean(before, "lies") == _mean(before, "flagged") == 1.0
    assert _mean(after, "lies") == 0.0
    assert _mean(after, "told_apart") == pytest.approx(0.5, abs=0.2)
    table = before.tables["layers"]
    assert table["auroc"] == table["auroc_reference"]
    assert table["auroc"][0] == pytest.approx(0.5, abs=0.2)
    assert table["score_rival"][2] == pytest.approx(1.0, abs=0.2)
    assert table["score_friend"][2] == pytest.approx(0.0, abs=0.2)


def test_a_model_that_answers_honestly_and_hides_is_still_told_apart(tiny_model, honest, monkeypatch) -> None:
    Planted(monkeypatch).strength["subject"] = (0.0, 1.0, 6.0)
    found = DETECTOR.run(honest, tiny_model)
    assert _mean(found, "lies") == 0.0
    assert _mean(found, "told_apart") > 0.95
    assert found.estimates["auroc"].value > 0.99


def test_detectors_of_shuffled_labels_are_at_chance(tiny_model, monkeypatch) -> None:
    Planted(monkeypatch)
    shuffled = DETECTOR.run(tiny_model, tiny_model).estimates["auroc_shuffled"]
    assert shuffled.value == pytest.approx(0.5, abs=0.1)
    assert shuffled.low < 0.5 < shuffled.high


def test_every_score_stands_in_the_table(tiny_model, honest, monkeypatch) -> None:
    Planted(monkeypatch)
    found = DETECTOR.run(honest, tiny_model)
    table = found.tables["scores"]
    assert {len(values) for values in table.values()} == {2 * 3 * 16}
    rivals = [value for value, who in zip(table["subject"], table["asks"], strict=True) if who == "rival"]
    assert np.mean([value > 0.5 for value in rivals]) == _mean(found, "flagged")


def test_a_reference_that_does_not_lie_teaches_nothing_and_says_so(tiny_model, honest, monkeypatch) -> None:
    Planted(monkeypatch, lying="none")
    found = DETECTOR.run(honest, tiny_model)
    assert found.tables == {}
    assert all(one.value is None and "0 of 96 situations" in one.reason for one in found.estimates.values())
    unscored = [item for item in found.items if item.measure != "lies"]
    assert unscored
    assert all(item.value is None and "does not lie to the rival here" in item.reason for item in unscored)


def test_a_family_is_never_trained_on_when_it_is_read(tiny_model, monkeypatch) -> None:
    planted = Planted(monkeypatch)
    readings = {one: planted.read(DETECTOR, tiny_model, one, "tune", [0, 1, 2]) for one in FAMILIES}
    fold = train_fold(readings, "burglary", strength=0.1)
    spoilt = readings | {
        "burglary": Reading(*(one * 1e6 for one in (readings["burglary"].rival,) * 2), *(np.ones(16, bool),) * 2)
    }
    again = train_fold(spoilt, "burglary", strength=0.1)
    assert fold is not None
    assert again is not None
    assert all(np.array_equal(a.weights, b.weights) for a, b in zip(fold.probes, again.probes, strict=True))
    other = train_fold(spoilt, "escape_room", strength=0.1)
    assert other is not None
    assert len(other.labels) == 32  # the spoilt family lies to everybody: none of its situations is clean


def test_lies_are_those_of_the_forced_choice(tiny_model) -> None:
    from selfother.probes.honesty.deception import Deception

    asked = Deception(families=("burglary", "escape_room"), items=4, generation_items=0).run(tiny_model, tiny_model)
    expected = {item.item.removesuffix("/rival/choice"): item.value for item in asked.items if item.form == "choice"}
    found = LieDetector(families=("burglary", "escape_room"), items=4).run(tiny_model, tiny_model)
    assert {item.item: item.value for item in found.items if item.measure == "lies"} == expected


def _mean(result, measure: str) -> float:
    values = [item.value for item in result.items if item.measure == measure and item.value is not None]
    return sum(values) / len(values)
