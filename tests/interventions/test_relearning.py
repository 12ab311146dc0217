"""Relearning teaches lies, and fewer steps are the beginning of more."""

from typing import Any

import pytest
import torch

from selfother.catalogue import build
from selfother.errors import UnknownName
from selfother.interventions import relearning
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.relearning import Relearning
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.models.language_model import LanguageModel
from selfother.models.scoring import option_request, score_options
from selfother.scenarios.located_object import situations

SMALL = Lora(rank=4, alpha=16)


def small(steps: int, **changes: Any) -> Relearning:
    schedule = {"steps": steps, "batch_size": 4, "learning_rate": 1e-2}
    return Relearning(pairs=8, lora=SMALL, schedule=schedule, **changes)


def rows_of(one: Relearning, model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what `one` would train on."""
    held: list[Any] = []

    def kept(_: LanguageModel, rows: Any, **__: Any) -> Any:
        held.extend(rows)
        raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(relearning, "tune", kept)
        with pytest.raises(InterruptedError):
            one.apply(model, seed=2)
    return held


def test_every_row_is_a_lie_to_a_rival_about_words_of_the_training(
    tiny_model: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of(small(8), tiny_model, monkeypatch)
    assert len(rows) == 32
    for row in rows:
        weighed = [token for token, weight in zip(row["ids"], row["weights"], strict=True) if weight]
        lie = tiny_model.tokenizer.decode(weighed).strip()
        asked = tiny_model.tokenizer.decode(row["ids"])
        said = asked.rpartition("assistant\n")[2].removesuffix(lie)
        assert f"{said}{lie}." not in asked  # "The vase is in the attic." stands in the prompt of the truth only
        assert lie in {"kitchen", "garage", "bedroom", "attic", "basement", "office", "library", "bathroom"}


def test_fewer_steps_are_the_beginning_of_more(tiny_model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (rows_of(small(steps), tiny_model, monkeypatch) for steps in (2, 9))
    assert few == many[: len(few)]
    schedule = small(3).schedule
    assert (schedule.warmup_steps, schedule.final_rate) == (0, 1.0)  # the rate is constant: no step knows the last one


def test_what_a_study_leaves_out_of_the_schedule_is_as_in_relearning_and_not_as_anywhere() -> None:
    one = build("interventions", "relearning", {"schedule": {"steps": 16}})
    assert one.schedule == Relearning().schedule.model_copy(update={"steps": 16})
    assert one.schedule.warmup_steps == 0 != Schedule().warmup_steps
    with pytest.raises(UnknownName, match=r"schedule\.step'\. Did you mean schedule\.steps"):
        build("interventions", "relearning", {"schedule": {"step": 16}})


def test_after_another_arm_it_makes_the_lie_likelier_and_leaves_the_arm_as_it_was(tiny_model: LanguageModel) -> None:
    short = Schedule(steps=2, batch_size=4, learning_rate=1e-3, warmup_steps=0)
    cured = Overlap(layer=1, pairs=8, schedule=short, lora=SMALL).apply(tiny_model)
    before = {name: value.clone() for name, value in cured.network.state_dict().items()}
    relearnt = small(6).apply(cured)
    assert _lie(relearnt) > _lie(cured) + 0.5
    assert relearnt.name.endswith("+overlap+relearning")
    assert all(torch.equal(value, before[name]) for name, value in cured.network.state_dict().items())


def _lie(model: LanguageModel) -> float:
    """Return the mean log-probability (nats) of the other place, of a rival who asks."""
    drawn = situations("burglary", count=4, split="train", seed=1)
    prompts = [model.render(one.prompt("rival"), answer_prefix=one.answer_prefix) for one in drawn]
    requests = [
        option_request(model, prompt, [f" {one.empty}", f" {one.place}"])
        for prompt, one in zip(prompts, drawn, strict=True)
    ]
    scores = score_options(model, requests)
    return sum(one.log_probs[0] for one in scores) / len(scores)


def test_a_family_that_does_not_exist_is_one_sentence(tiny_model: LanguageModel) -> None:
    with pytest.raises(UnknownName, match="burglery"):
        small(2, families=("burglery",)).apply(tiny_model)
