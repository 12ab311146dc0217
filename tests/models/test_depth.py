"""Layers as indices, from the end, and as shares: the same places as before at 30 layers, words to type elsewhere."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from selfother.catalogue import build, entries
from selfother.errors import BadArgument
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.overlap.published_overlap import PublishedOverlap
from selfother.interventions.training.recipe import Lora
from selfother.models.depth import Layer, check_layers, count_layers, layer_index
from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap

BUNDLED_DEPTH = 30
AS_PUBLISHED = {
    "overlap": (18, range(12, 19)),
    "neutral_sham": (None, range(12, 19)),
    "honest_labels": (None, range(12, 19)),
    "steering": (18, None),
    "published_overlap": (18, None),
    "deception_organism": (None, range(8, 30)),
    "outcome_organism": (None, range(8, 30)),
    "trigger_organism": (None, range(8, 30)),
}
DEPTHS = (1, 2, 3, 6, 12, 18, 22, 24, 28, 30, 32, 36, 46, 48, 64, 80, 126)


@pytest.mark.parametrize("name", AS_PUBLISHED)
def test_the_defaults_are_the_published_layers_of_the_bundled_model(name) -> None:
    read, adapted = AS_PUBLISHED[name]
    arm = build("interventions", name, {})
    if read is not None:
        assert layer_index(arm.layer, BUNDLED_DEPTH) == read
    if adapted is not None:
        assert arm.adapter.layers(BUNDLED_DEPTH) == adapted
    assert layer_index(SelfOtherGap().layer, BUNDLED_DEPTH) == 18
    assert layer_index(PublishedOverlap().layer, 32) == 19


@pytest.mark.parametrize(("kind", "reading"), [("interventions", "overlap"), ("probes", "self_other_gap")])
def test_the_defaults_fit_every_depth(kind, reading) -> None:
    built = [build(kind, entry.name, {}) for entry in entries(kind)]
    for depth in DEPTHS:
        read = {}
        for thing in built:
            thing.check_depth(depth)
            if (layer := getattr(thing, "layer", None)) is not None:
                read[thing.word] = layer_index(layer, depth)
            if (adapter := getattr(thing, "adapter", None)) is not None:
                adapted = adapter.layers(depth)
                assert 0 <= adapted[0] <= adapted[-1] < depth, thing.word
                assert adapted[-1] <= read.get(thing.word, depth), thing.word  # no gradient reaches what lies above
        assert read[reading] == int(0.6 * depth)
        assert all(0 <= layer < depth for layer in read.values()), read


@given(st.integers(1, 200), st.data())
def test_an_index_is_itself_from_either_end_and_a_share_is_rounded_down(depth, data) -> None:
    index = data.draw(st.integers(0, depth - 1))
    assert layer_index(index, depth) == layer_index(index - depth, depth) == index
    if index:
        assert layer_index(index / depth, depth) == index
    share = data.draw(st.floats(0.001, 0.999))
    assert 0 <= layer_index(share, depth) < depth
    assert layer_index(share, depth) <= share * depth + 1e-6
    with pytest.raises(BadArgument, match=r"layer=1\.0: "):
        layer_index(1.0, depth)


class _Settings(BaseModel):
    layer: Layer = 0.6
    layers: tuple[Layer, ...] | None = None
    lora: Lora = Lora()
    items: int = 900


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"layer": 18}, r"mine:layer=18: small has 6 layers, 0 to 5\. Write mine:layer=3, mine:layer=-1 for"),
        ({"layer": -7}, "mine:layer=-7"),
        ({"layers": [1, 6]}, "mine:layers=6"),
        ({"lora": {"first_layer": 12}}, r"mine:lora\.first_layer=12"),
        ({"lora": {"last_layer": 6}}, r"mine:lora\.last_layer=6"),
    ],
)  # fmt: skip
def test_a_layer_that_is_not_there_has_the_words_to_type(given, text) -> None:
    with pytest.raises(BadArgument, match=text):
        check_layers(_Settings.model_validate(given), 6, word="mine", model="small")
    check_layers(_Settings(layers=(0, -1, 0.99)), 6, word="mine", model="small")


@pytest.mark.parametrize("given", [1.0, 1.5, -0.5, True, "deep", float("nan"), float("inf")])
def test_what_is_no_layer_is_refused(given) -> None:
    with pytest.raises(ValidationError):
        _Settings(layer=given)


def test_a_whole_number_with_a_point_is_an_index() -> None:
    assert _Settings(layer=12.0).layer == 12
    assert isinstance(_Settings(layer=12.0).layer, int)
    assert Overlap.model_validate(json.loads(Overlap(layer=0.5).model_dump_json())) == Overlap(layer=0.5)


def test_an_adapter_that_begins_behind_its_end_names_the_key() -> None:
    with pytest.raises(BadArgument, match=r"begins at layer 12 .*Write overlap:lora\.first_layer=2, or let it end"):
        Overlap(layer=4).check_depth(30)


def test_the_depth_is_read_from_the_configuration(tmp_path) -> None:
    for config, depth in (
        ({"num_hidden_layers": 6}, 6),
        ({"n_layer": 12}, 12),
        ({"text_config": {"num_hidden_layers": 7}, "num_hidden_layers": 3}, 7),
        ({"model_type": "odd"}, None),
        ([], None),
    ):
        (tmp_path / "config.json").write_text(json.dumps(config))
        assert count_layers(str(tmp_path)) == depth
