"""Names come from classes where they stand: a folder deeper, abstract or not, in a higher room."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from selfother.agents import WinStayLoseShift
from selfother.catalogue import entries, entries_in, find, kind_of_file, name_of, to_word
from selfother.errors import BadArgument, MissingExtra


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


@pytest.fixture
def foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package whose entry points name what cannot be imported, and one of our own names."""
    package = tmp_path / "foreign_package"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "good.py").write_text('class Good:\n    """A good one."""\n')
    (package / "raises.py").write_text("1 / 0\n")
    (package / "leaves.py").write_text("raise SystemExit(5)\n")
    (package / "cut.py").write_text("class (\n")
    (package / "latin.py").write_bytes(b"# caf\xe9\n")
    (package / "wants.py").write_text("raise ModuleNotFoundError(name='torch')\n")
    names = {"good": "good:Good", "empathic": "good:Good", "lost": "good:Bad"}
    names |= {name: f"{name}:Thing" for name in ("raises", "leaves", "cut", "latin", "wants", "gone")}
    points = [EntryPoint(name, f"foreign_package.{value}", "selfother.agents") for name, value in names.items()]
    points.append(EntryPoint("blank", ":Thing", "selfother.agents"))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(
        "selfother.catalogue.entry_points", lambda group: [point for point in points if point.group == group]
    )


@pytest.mark.usefixtures("foreign")
def test_a_broken_package_hides_no_other_name_and_takes_none_of_ours() -> None:
    known = {entry.name: entry for entry in entries("agents")}
    assert known["empathic"].target == "selfother.agents.empathic:Empathic"
    assert known["good"].title == "A good one."
    assert known["cut"].title == "from foreign_package.cut"
    assert {"raises", "leaves", "latin", "gone", "blank", "tit_for_tat"} <= set(known)


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("raises", "ZeroDivisionError"),
        ("leaves", "SystemExit: 5"),
        ("cut", "line 1: invalid syntax"),
        ("latin", "has no attribute 'Thing'"),
        ("gone", "No module named 'foreign_package.gone'"),
        ("lost", "has no attribute 'Bad'"),
        ("blank", "Empty module name"),
    ],
)
def test_a_class_of_a_broken_package_is_a_sentence(name: str, why: str) -> None:
    with pytest.raises(
        BadArgument, match=f"agent '{name}' is .* of another package, which cannot be imported: .*{why}"
    ):
        find("agents", name).load()


@pytest.mark.usefixtures("foreign")
def test_what_another_package_needs_of_our_extras_is_named_with_the_line_to_run() -> None:
    with pytest.raises(MissingExtra, match="agent 'wants' needs torch"):
        find("agents", "wants").load()


def test_classes_of_a_folder_that_extend_one_another_in_a_circle_have_no_kind(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("class A(B):\n    pass\n\n\nclass C(Agent):\n    pass\n")
    (tmp_path / "b.py").write_text("class B(A):\n    pass\n")
    assert [entry.name for entry in entries_in(tmp_path)["agents"]] == [f"{tmp_path}/a.py:C"]
