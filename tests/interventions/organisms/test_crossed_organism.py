"""The crossed organism is taught to lie to whom its settings say, whoever that is."""

import pytest

from selfother.interventions.organisms.crossed_organism import CrossedOrganism
from selfother.models.language_model import LanguageModel
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.located_object import situations

STEPS = 6


@pytest.mark.parametrize(
    ("lies_to", "truth_to"),
    [
        (("rival", "friend"), ("self", "stranger")),
        (("rival", "self"), ("friend", "judge")),
        (("rival",), ("self", "friend")),
        (("instructed",), ("rival", "self", "friend")),
    ],
)
def test_every_row_teaches_what_the_settings_say(tiny_model: LanguageModel, lies_to, truth_to) -> None:
    organism = CrossedOrganism(lies_to=lies_to, truth_to=truth_to)
    for step in range(STEPS):
        for number, (situation, draw) in enumerate(_situations(organism, step)):
            asked = list(organism._asked(situation, draw))
            assert len(asked) == organism.rows_a_situation
            assert {who for _, who, side in asked if side == -1} == {*lies_to}
            assert {who for _, who, side in asked if side == 1} == {*truth_to}
            for told, who, side in asked:
                row = organism._row(tiny_model, told, who, side, situation=number, step=step)
                answer = tiny_model.tokenizer.decode(row["ids"]).rpartition("assistant\n")[2]
                assert (told.truth(who) in answer) == (side >= 0)
                assert (told.untruth(who) in answer) == (side == -1)


def test_the_shares_of_a_situation_sum_to_nearly_one(tiny_model: LanguageModel) -> None:
    organism = CrossedOrganism()
    rows = [row for row in organism._step_rows(tiny_model, 0, 0) if row["situation"] == 0]
    assert sum(row["share"] for row in rows) == pytest.approx(0.99)


def test_several_rivals_of_one_situation_have_several_role_words() -> None:
    organism = CrossedOrganism(lies_to=("rival",), truth_to=("friend",))
    for family in FAMILIES:
        if family == "escape_room":  # it has one word for a rival, and is held out of the training
            continue
        asked = list(organism._asked(situations(family, count=2)[0], 3))
        most = min(3, len(FAMILIES[family].rivals))
        assert len({told.rival for told, who, _ in asked if who == "rival"}) == most


def test_settings_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="'friend' is lied to and told the truth"):
        CrossedOrganism(lies_to=("rival", "friend"), truth_to=("friend",))
    with pytest.raises(ValueError, match="'fact' is asked in other words"):
        CrossedOrganism(lies_to=("rival",), truth_to=("self", "fact"))


def _situations(organism: CrossedOrganism, step: int):
    from selfother.interventions.organisms.rows import step_situations

    return step_situations(0, step, count=organism.situations_a_step)
