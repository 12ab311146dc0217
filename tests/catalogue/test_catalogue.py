"""Names come from classes where they stand: a folder deeper, abstract or not, in a higher room."""

import pytest

from selfother.agents import WinStayLoseShift
from selfother.catalogue import entries, find, kind_of_file, name_of, to_word
from selfother.errors import BadArgument


def test_a_class_one_folder_deeper_is_found_by_its_name() -> None:
    assert find("probes", "deception").target == "selfother.probes.honesty.deception:Deception"
    assert find("interventions", "rule_follower").load().__module__ == "selfother.interventions.values.rule_follower"


def test_an_abstract_class_has_no_name() -> None:
    names = {entry.name for kind in ("agents", "interventions", "probes") for entry in entries(kind)}  # type: ignore[arg-type]
    assert not names & {"agent", "organism", "value_organism", "choosing_organism", "task_probe", "truth_probe"}


def test_a_class_of_a_higher_room_comes_by_an_entry_point_with_its_title() -> None:
    entry = find("agents", "model")
    assert entry.target == "selfother.probes.play.model_player:ModelPlayer"
    assert entry.title == entry.load().__doc__.partition("\n")[0]
    assert entry in entries("agents")


@pytest.mark.parametrize(
    ("name", "word"), [("KLAnchor", "kl_anchor"), ("SOOTrainer", "soo_trainer"), ("QLearning", "q_learning")]
)
def test_an_acronym_is_one_word(name: str, word: str) -> None:
    assert name_of(type(name, (), {})) == word


def test_an_object_becomes_its_word_and_the_word_its_class() -> None:
    assert to_word(WinStayLoseShift()) == "win_stay_lose_shift"
    assert find("agents", to_word(WinStayLoseShift())).load() is WinStayLoseShift


def test_a_class_that_extends_no_contract_is_refused_with_what_it_could_extend(tmp_path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("class Mine:\n    pass\n")
    with pytest.raises(BadArgument, match=r"extends no contract; expected one of Agent, Check, Game, GroupGame, "):
        kind_of_file(f"{file}:Mine")
