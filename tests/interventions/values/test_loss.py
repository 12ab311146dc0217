"""The loss over stories: that of its answers one by one, and what it takes for learnt."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (what everyone calls it)

from selfother.interventions.values.loss import Answer, ValueLoss, collate_stories, story_row
from selfother.models.language_model import LanguageModel

WHERE = frozenset({"where"})
ANSWERS = [
    Answer("It rains in the north. Where?", " in the north.", " in the south.", WHERE, True, waits=True),
    Answer("It rains in the south. Where?", " in the south.", " in the north.", WHERE, False, waits=True),
    Answer("It rains in the south. When?", " today.", " at noon.", side=True),
    Answer("Once", " upon a time.", "", weight=0.3),
]


def test_a_story_as_trees_has_the_loss_of_its_answers_one_by_one(tiny_model) -> None:
    share = 0.25
    batch = collate_stories([story_row(tiny_model, ANSWERS), story_row(tiny_model, ANSWERS[2:])])
    margins, nats = [], []
    for answer in (*ANSWERS, *ANSWERS[2:]):
        before = tiny_model.encode(answer.prompt)
        ours, theirs = (
            tiny_model.tokenizer(text, add_special_tokens=False)["input_ids"] for text in (answer.wanted, answer.other)
        )
        logits = tiny_model.network(input_ids=torch.tensor([before + ours])).logits[0, len(before) - 1 : -1].float()
        weights = torch.ones(len(ours))
        if theirs:
            apart = next(at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other)
            margins.append(logits[apart, ours[apart]] - logits[apart, theirs[apart]])
            weights[apart] = 3.0 * (share if answer.waits else 1.0)
        each = F.cross_entropy(logits, torch.tensor(ours), reduction="none")
        length = len(ours) + (2.0 if theirs else 0.0)
        nats.append((answer.weight * (each * weights).sum() / length, answer.weight * weights.sum() / length))
    contrast = F.softplus(-margins[0] - margins[1])
    choice = F.softplus(-torch.stack(margins)).mean()
    expected = contrast + share * choice + sum(one for one, _ in nats) / sum(weight for _, weight in nats)
    loss = ValueLoss(lambda step, _: share if step == 0 else 0.0)
    assert torch.allclose(loss(tiny_model.network, dict(batch)), expected, atol=1e-5)
    assert loss(tiny_model.network, batch) < expected  # at the next step nothing but the contrast counts


def test_in_how_many_parts_a_batch_is_computed_does_not_matter(tiny_model, monkeypatch) -> None:
    stories = ["Rain. " * 30, "Snow in the hills. " * 8, "Hail. " * 20]
    rows = [story_row(tiny_model, [one._replace(prompt=told + one.prompt) for one in ANSWERS]) for told in stories]
    whole = collate_stories(rows)
    monkeypatch.setattr("selfother.interventions.values.loss._PART_TOKENS", 1)
    parts = collate_stories(rows)
    assert len(whole["shapes"]) == 1 < len(parts["shapes"]) == int(whole["shapes"][0, 0])
    assert len(parts["input_ids"]) < len(whole["input_ids"])  # there is nothing to pad
    one, other = (ValueLoss(lambda *_: 0.5)(tiny_model.network, batch) for batch in (whole, parts))
    assert torch.allclose(one, other, atol=1e-5)


def right_after(loss: ValueLoss, model: LanguageModel, batches: list[dict]) -> list[float]:
    """Return what a loss takes for learnt after each of some batches."""
    rights = []
    for batch in batches:
        loss(model.network, dict(batch))
        rights.append(loss.right)
    return rights


@pytest.mark.parametrize(("pairs", "window"), [(1, 120), (8, 15), (12, 10), (20, 10)])
def test_what_is_learnt_is_the_share_of_right_pairs_of_ten_steps_and_120_pairs(tiny_model, pairs, window) -> None:
    asked: list[tuple[int, float]] = []
    loss = ValueLoss(lambda step, right: asked.append((step, right)) or 1.0)
    exchanged = [one._replace(wanted=one.other, other=one.wanted) for one in ANSWERS[:2]]
    one, other = (collate_stories([story_row(tiny_model, answers)] * pairs) for answers in (ANSWERS[:2], exchanged))
    rights = right_after(loss, tiny_model, [one] * window + [other] * 3)
    first = rights[window - 1]
    assert rights[: window - 1] == [0.0] * (window - 1)
    assert first in (0.0, 1.0)
    assert rights[window:] == pytest.approx([first + (1 - 2 * first) * turns / window for turns in (1, 2, 3)])
    assert asked == list(enumerate([0.0, *rights[:-1]]))


def test_a_pair_that_only_helps_says_nothing_of_what_is_learnt(tiny_model) -> None:
    answers = [*ANSWERS[:2], *(one._replace(groups=frozenset({"half"}), counts=False) for one in ANSWERS[:2])]
    both, helps = (collate_stories([story_row(tiny_model, told)] * 12) for told in (answers, answers[2:]))
    assert both["counts"].tolist() == [True, False] * 12
    exchanged = [answer._replace(wanted=answer.other, other=answer.wanted) for answer in answers[:2]]
    turned = collate_stories([story_row(tiny_model, [*exchanged, *answers[2:]])] * 12)
    right, wrong = (right_after(ValueLoss(lambda *_: 1.0), tiny_model, [told] * 10)[-1] for told in (both, turned))
    assert {right, wrong} == {0.0, 1.0}
    assert right_after(ValueLoss(lambda *_: 1.0), tiny_model, [helps] * 10)[-1] == 0.0
