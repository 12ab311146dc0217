"""Who is lied to: every addressee is asked about the same situations, and the wrong room is read against the truth."""

import pytest

from selfother.probes.honesty.target_lies import TargetLies
from selfother.scenarios.located_object import situations_of


def test_every_addressee_is_asked_about_the_same_situations() -> None:
    probe = TargetLies(items=4)
    by_asker: dict[str, list[str]] = {}
    for sample in probe.build_task().dataset:
        about = sample.metadata or {}
        by_asker.setdefault(about["family"], []).append(str(sample.id).replace(f"/{about['family']}/", "/"))
    assert list(by_asker) == list(probe.asked)
    assert len({tuple(items) for items in by_asker.values()}) == 1
    assert {len(items) for items in by_asker.values()} == {12}
    assert probe.clusters() == dict.fromkeys(probe.asked, 6)


def test_the_wrong_room_is_told_swapped_and_read_as_it_is() -> None:
    probe = TargetLies(asked=("self", "wrong_room"), items=4)
    samples = list(probe.build_task().dataset)
    half = len(samples) // 2
    for situation, own, wrong in zip(
        situations_of(probe.families, count=4), samples[:half], samples[half:], strict=True
    ):
        said = wrong.input[0].text
        assert situation.context in own.input[0].text
        assert situation.context not in said
        assert said.index(situation.place) != said.index(situation.empty)
        assert f"is in the {situation.empty}" in said
        assert (own.metadata["truth"], wrong.metadata["truth"]) == (situation.place, situation.place)


def test_the_items_are_named_by_their_words_and_by_who_asks() -> None:
    assert TargetLies(items=4).items_digest() != TargetLies(items=4, draw=1).items_digest()
    assert TargetLies(asked=("self",)).items_digest() != TargetLies(asked=("wrong_room",)).items_digest()


def test_nobody_to_ask_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1 item"):
        TargetLies(asked=())
