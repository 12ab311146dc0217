"""The activation probe: a planted direction is found, where no null and no random twin finds it."""

import numpy as np
import pytest
from tests.exams.planted import ordered_texts, planted_model
from tests.models.tiny import tiny_language_model

from selfother.errors import BadArgument, UnsupportedModel
from selfother.exams.exam import default_nulls, qualify
from selfother.exams.folds import Fold, fold_texts, inner_folds
from selfother.exams.instruments.activation_probe import ActivationProbe, Settings
from selfother.exams.nulls.random_transformer import RandomTransformer
from selfother.exams.texts import LabelledTexts
from selfother.models.asked_model import AskedModel


def test_a_planted_direction_is_found_where_no_null_finds_it() -> None:
    """The positive control of the kind: truly represented, and not in the words."""
    model, texts = planted_model(), ordered_texts()
    probe = ActivationProbe(model, Settings(layer=2))
    twin = RandomTransformer(model, lambda network: ActivationProbe(network, probe.settings))
    record = qualify(texts, instrument=probe, nulls=[*default_nulls(), twin])
    assert record.instrument is not None
    assert record.instrument.value == 1.0
    assert (record.instrument.layer, record.instrument.model) == (2, "tiny-llama")
    assert record.nulls["random_transformer"].value is not None
    assert not any(null.exceeds_chance for null in record.nulls.values())
    assert record.word == "not passed by a null"


def test_all_layers_are_tried_on_the_training_alone() -> None:
    """Planted above layer 1: the earliest layer that tells is taken, whatever the labels of the judged texts."""
    model, texts = planted_model(layer=1), ordered_texts()
    probe = ActivationProbe(model, Settings(layer="all"))
    seen = probe.read(texts.texts, seed=0)
    assert seen.shape == (90, 3, 32)
    fold = fold_texts(texts).folds[0]
    first = probe.judge(seen, texts.codes, fold, 2)
    turned = texts.codes.copy()
    turned[fold.test] = 1 - turned[fold.test]
    np.testing.assert_array_equal(first, probe.judge(seen, turned, fold, 2))
    assert probe.about().layers == (1, 1)
    assert probe.title == "linear probe of tiny-llama, best layer of the training"


def test_inner_folds_keep_groups_together_and_leave_the_test_out() -> None:
    texts = ordered_texts()
    fold = fold_texts(texts).folds[0]
    inner = inner_folds(texts.codes, fold)
    assert len(inner) == 3
    assert sorted(np.concatenate([part.test for part in inner])) == sorted(fold.train)
    for part in inner:
        assert not set(texts.clusters[part.train]) & set(texts.clusters[part.test])
        assert not set(part.train) & set(fold.test)
    assert not set(inner[0].test) & set(inner[1].test)


def test_without_two_groups_of_a_label_defaults_are_taken_and_said() -> None:
    texts = ordered_texts(20, groups=2)
    probe = ActivationProbe(planted_model(), Settings(layer="all"))
    seen = probe.read(texts.texts, seed=0)
    for fold in fold_texts(texts).folds:
        probe.judge(seen, texts.codes, fold, 2)
    assert probe.about().layers == (1, 1)
    assert "In 2 folds the training is too small to choose by" in probe.about().notes[0]


def test_a_label_that_the_training_lacks_is_never_given() -> None:
    model = tiny_language_model("llama")
    probe = ActivationProbe(model, Settings(layer=1))
    seen = probe.read(["a b", "b a", "c d", "d c", "e f"], seed=0)
    codes = np.array([0, 0, 2, 2, 1])
    scores = probe.judge(seen, codes, Fold(np.arange(4), np.array([4])), 3)
    assert scores.shape == (1, 3)
    assert scores[0, 1] == -np.inf
    assert np.isfinite(scores[0, [0, 2]]).all()


def test_a_text_passes_the_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from selfother.models import pooling

    probe = ActivationProbe(tiny_language_model("llama"), Settings(layer="all"))
    read: list[int] = []
    whole = pooling.pooled_layers

    def counting(model, rows, **options):
        read.append(len(rows.tokens))
        return whole(model, rows, **options)

    monkeypatch.setattr(pooling, "pooled_layers", counting)
    first = probe.read(["one", "two", "one"], seed=0)
    second = probe.read(["two", "three"], seed=0)
    assert read == [2, 1]
    np.testing.assert_array_equal(first[0], first[2])
    np.testing.assert_array_equal(first[1], second[0])


def test_a_long_reading_says_what_it_takes_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfother.exams.text_activations._MANY_TOKENS", 10)
    sentences: list[str] = []
    ActivationProbe(tiny_language_model("llama"), watch=sentences.append).read(["abcdefgh", "ijklmnop"] * 5, seed=0)
    assert len(sentences) == 1
    assert sentences[0].startswith("tiny-llama reads 2 texts (16 tokens) up to layer 1 of 3: about ")
    assert "CPU-seconds, and 0 MB of memory" in sentences[0]


def test_cut_texts_are_counted_in_the_record() -> None:
    texts = LabelledTexts([f"{'ab' if n % 2 else 'ba'} {n} {'x' * 30}" for n in range(20)], ["1", "0"] * 10)
    probe = ActivationProbe(tiny_language_model("llama", max_position_embeddings=16), Settings(layer=0))
    record = qualify(texts, instrument=probe, nulls=default_nulls()[:1])
    assert record.warnings == ["20 texts are longer than the context of tiny-llama, and their ends are cut."]


def test_a_layer_that_is_not_there_and_a_model_without_activations_are_refused() -> None:
    with pytest.raises(BadArgument, match=r"layer=7: tiny-llama has 3 layers, 0 to 2\. Write layer=1"):
        ActivationProbe(tiny_language_model("llama"), Settings(layer=7))
    asked = AskedModel("openai/gpt-4o", "openai/gpt-4o")
    with pytest.raises(UnsupportedModel, match=r"gives text and no activations\. Give a model whose weights are here"):
        ActivationProbe(asked)  # type: ignore[arg-type]


def test_activations_that_overflow_are_refused() -> None:
    import torch

    model = tiny_language_model("llama")
    model.network.get_input_embeddings().weight.data[:] = torch.inf
    with pytest.raises(UnsupportedModel, match=r"are not finite: torch\.float32 does not hold them"):
        ActivationProbe(model).read(["a"], seed=0)
