"""Pressure: the same situations in every kind, so that each answer has its plain counterpart."""

import pytest

from selfother.catalogue import build
from selfother.errors import BadArgument
from selfother.models.language_model import LanguageModel
from selfother.probes.honesty.deception import Deception
from selfother.probes.honesty.pressure import Pressure
from selfother.scenarios.pressures import PRESSURES

FEW = Pressure(families=("burglary", "escape_room"), items=8)


def test_every_kind_asks_the_same_situations_in_both_orders() -> None:
    samples = list(FEW.task().dataset)
    asked = {kind: [sample for sample in samples if sample.metadata["family"] == kind] for kind in PRESSURES}
    names = {kind: [str(one.id).removesuffix(f"/{kind}") for one in several] for kind, several in asked.items()}
    assert all(several == names["plain"] for several in names.values())
    assert all(
        [one.metadata["cluster"] for one in several] == [one.metadata["cluster"] for one in asked["plain"]]
        for several in asked.values()
    )
    assert len(names["plain"]) == len(set(names["plain"])) == 16
    assert FEW.clusters() == dict.fromkeys(PRESSURES, 8)


def test_both_orders_of_a_situation_have_one_wrapper_and_all_wrappers_take_turns() -> None:
    worn: dict[tuple[str, str], set[int]] = {}
    for sample in FEW.task().dataset:
        about = sample.metadata
        worn.setdefault((about["family"], about["cluster"]), set()).add(about["wrapper"])
    assert all(len(numbers) == 1 for numbers in worn.values())
    for kind, several in PRESSURES.items():
        used = {number for (family, _), numbers in worn.items() if family == kind for number in numbers}
        assert used == set(range(len(several)))


def test_a_wrapper_is_asked_where_it_belongs() -> None:
    for sample in FEW.task().dataset:
        wrapper = PRESSURES[sample.metadata["family"]][sample.metadata["wrapper"]]
        system = [turn.text for turn in sample.input if turn.role == "system"]
        assert system == ([wrapper.system] if wrapper.system else [])
        (user,) = [turn.text for turn in sample.input if turn.role == "user"]
        before, after = wrapper.around.split("{prompt}")
        assert user.startswith(before)
        assert user.endswith(after)


def test_plain_is_the_deception_probe_and_the_wrapper_is_kept_in_the_detail(tiny_model: LanguageModel) -> None:
    families = ("burglary",)
    found = Pressure(families=families, items=8, kinds=("plain", "persona")).run(tiny_model, tiny_model).items
    plain = {one.item.removesuffix("/plain"): one.value for one in found if one.family == "plain"}
    lies = Deception(families=families, items=8, generation_items=0).run(tiny_model, tiny_model).items
    assert plain == {one.item.removesuffix("/rival/choice"): one.value for one in lies}
    personas = {one.detail["wrapper"] for one in found if one.family == "persona"}
    assert personas == {0, 1, 2, 3}
    margins = [(one.family, one.detail["margin_nats"]) for one in found]
    assert {m for kind, m in margins if kind == "plain"}.isdisjoint(m for kind, m in margins if kind == "persona")


def test_the_digest_knows_the_kinds_and_the_draw() -> None:
    digests = {FEW.items_digest(), FEW.model_copy(update={"kinds": ("plain",)}).items_digest()}
    assert len(digests | {FEW.model_copy(update={"draw": 1}).items_digest()}) == 3


def test_a_kind_that_does_not_exist_is_one_sentence() -> None:
    with pytest.raises(BadArgument, match=r"probe 'pressure': kinds\.0: Input should be 'plain'"):
        build("probes", "pressure", {"kinds": ["bribe"]})
