"""A user's own file: what is kept about it is never served to another class of that name, nor after it was edited."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from selfother import catalogue
from selfother.agents import Agent, Empathic, Random
from selfother.cli.main import main
from selfother.errors import BadArgument, BadPayoff, BadStudy, SelfOtherError, UnknownName
from selfother.games import PrisonersDilemma
from selfother.identity import identity_of
from selfother.populations import match_types
from selfother.probes.play.exploitability import Exploitability
from selfother.studies import Study
from selfother.studies.declaring.cells import lay_out

AGENT = '''
from dataclasses import dataclass, field
import numpy as np
from selfother.agents.agent import Agent
{imports}

@dataclass(frozen=True)
class Walker(Agent):
    """Cooperates with one probability."""

    level: float = {p}

    def init(self, view, shape, *, chance=None):
        return shape

    def cooperation_probability(self, state):
        return np.full(state, {says})

    def observe(self, state, own, partner):
        return state
'''
CHECK = '''
from selfother.records import Finding
from selfother.claims.checks.check import Check, CheckResult

class Mine(Check):
    """Says a number."""

    def run(self, seed):
        return CheckResult(findings=[])
# {text}
'''


def write_agent(file: Path, p: float, *, says: str = "self.level", imports: str = "") -> str:
    """Write an agent that cooperates with probability p, and return its word."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(AGENT.format(p=p, says=says, imports=imports))
    return f"{file}:Walker"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def payoffs_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, float]:
    """Return the fixation probabilities that `evolve` prints, by type."""
    types = [part for word in words for part in ("--type", word)]
    with pytest.raises(SystemExit) as leave:
        main(["evolve", "--game", "prisoners_dilemma", "--process", "moran", "--rounds", "3", "--json", *types])
    assert not leave.value.code
    found: dict[str, float] = json.loads(capsys.readouterr().out)["fixation"]
    return found


def test_two_classes_of_one_name_are_two_types(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    giving, taking = write_agent(tmp_path / "giving/walker.py", 1.0), write_agent(tmp_path / "taking/walker.py", 0.0)
    agents = {word: catalogue.build("agents", word) for word in (giving, taking)}
    found = match_types(agents, PrisonersDilemma(), rounds=3, folder=tmp_path / "kept")
    assert found.payoffs.tolist() == [[3.0, 0.0], [5.0, 1.0]]
    fixation = payoffs_of(capsys, giving, taking)
    assert fixation[taking] > 0.01 > fixation[giving]


def test_an_edited_file_is_another_agent(tmp_path: Path) -> None:
    """Same path, same size, same second: neither a cache of ours nor Python's compiled files may serve the old one."""
    file, seen = tmp_path / "mine.py", []
    for p in (1.0, 0.0):
        agents = {"own": catalogue.build("agents", write_agent(file, p)), "other": Random(p=0.0)}
        seen.append(match_types(agents, PrisonersDilemma(), rounds=2, folder=tmp_path / "kept").payoffs[1, 0])
    assert seen == [5.0, 1.0]


def test_an_edited_module_that_the_file_imports_is_another_agent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    word = write_agent(tmp_path / "mine.py", 1.0, imports="from beside_mine import P")
    identities = set()
    for p in ("1.0", "0.0"):
        (tmp_path / "beside_mine.py").write_text(f"P = {p}\ndef draw():\n    return P\n")
        write_agent(tmp_path / "mine.py", 1.0, imports="import beside_mine", says="beside_mine.P")
        identities.add(catalogue.build("agents", word).identity)
    assert len(identities) == 2
    assert None not in identities


def test_the_same_file_elsewhere_is_the_same_agent_and_plays_with_the_same_luck(tmp_path: Path) -> None:
    here = write_agent(tmp_path / "a" / "mine.py", 0.5)
    (tmp_path / "b").mkdir()
    shutil.copy(tmp_path / "a" / "mine.py", tmp_path / "b" / "mine.py")
    one, two = (catalogue.build("agents", word) for word in (here, str(tmp_path / "b" / "mine.py:Walker")))
    assert one.identity == two.identity
    met = [match_types({"x": agent, "y": Random()}, PrisonersDilemma(), rounds=9, seeds=4) for agent in (one, two)]
    assert np.array_equal(met[0].payoffs, met[1].payoffs)


def test_the_word_of_an_own_agent_makes_it_again(tmp_path: Path) -> None:
    made = catalogue.build("agents", write_agent(tmp_path / "mine.py", 0.5), {"level": 0.25})
    assert made.word == f"{tmp_path}/mine.py:Walker:level=0.25"
    assert catalogue.build("agents", *catalogue.parse_word(made.word)) == made


def test_what_stands_in_no_file_or_cannot_be_written_down_is_never_kept(tmp_path: Path) -> None:
    class Notebook(Agent):
        def __init__(self, how: object) -> None:
            self.how = how

        def init(self, view, shape, *, chance=None):  # type: ignore[no-untyped-def]
            return shape

        def cooperation_probability(self, state):  # type: ignore[no-untyped-def]
            return np.full(state, 1.0)

        def observe(self, state, own, partner):  # type: ignore[no-untyped-def]
            return state

    Notebook.__module__ = "__main__"
    assert Notebook(how=1).identity is None
    match_types({"a": Notebook(how=1), "b": Random(p=0.0)}, PrisonersDilemma(), rounds=2, folder=tmp_path / "kept")
    assert len(list((tmp_path / "kept").glob("*.json"))) == 1, "the other's match with itself alone"
    Notebook.__module__ = __name__
    assert Notebook(how=0.1).identity != Notebook(how=0.2).identity, "attributes of a class that is no dataclass count"
    for vague in (lambda: 1, (number for number in [1]), {1, 2}, np.random.default_rng(0)):
        assert Notebook(how=vague).identity is None
    assert Notebook(how=np.zeros(3)).identity != Notebook(how=np.ones(3)).identity
    assert Notebook(how=Random(p=0.1)).identity != Notebook(how=Random(p=0.2)).identity


def test_agents_of_ours_are_told_apart_by_every_setting() -> None:
    assert identity_of(Empathic(lam=0.3)) == Empathic(lam=0.3).identity
    assert len({Empathic(lam=lam, beta=beta).identity for lam in (0.3, 0.4) for beta in (1.0, 2.0)}) == 4


def test_an_own_opponent_that_was_edited_is_another_probe(tmp_path: Path) -> None:
    digests = set()
    for p in (1.0, 0.0):
        probe = Exploitability(defectors=(write_agent(tmp_path / "mine.py", p),))
        digests.add(probe.items_digest())
    assert len(digests) == 2


def test_an_edited_own_check_is_another_cell_and_not_run_under_the_old_name(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    study = Study.from_dict({"name": "own", "games": [f"{file}:Mine"]})
    keys = []
    for text in ("one", "two"):
        file.write_text(CHECK.format(text=text))
        keys.append(lay_out(study).checks[0].key)
    assert keys[0] != keys[1]

    from selfother.studies.declaring.made import make_planned

    (cell,) = lay_out(study).checks
    make_planned("checks", cell.part, cell.inputs["part"]["source"])
    file.write_text(CHECK.format(text="three"))
    with pytest.raises(BadStudy, match="has changed since the run began"):
        make_planned("checks", cell.part, cell.inputs["part"]["source"])


def test_two_own_checks_of_one_name_are_refused_since_results_stand_under_it(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.py").write_text(CHECK.format(text=folder))
    games = [f"{tmp_path}/{folder}/mine.py:Mine" for folder in ("a", "b")]
    with pytest.raises(BadStudy, match="'Mine' is the name of two classes"):
        Study.from_dict({"name": "own", "games": games})


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("x = 1", "Nope", r"unknown name 'Nope'"),
        ("x = (", "X", r"mine\.py cannot be imported: line 1: '\(' was never closed"),
        ("\n1 / 0", "X", r"line 2: ZeroDivisionError"),
        ("import nothing_of_the_kind", "X", r"line 1: ModuleNotFoundError: No module named 'nothing_of_the_kind'"),
        ("raise SystemExit(3)", "X", r"line 1: SystemExit: 3"),
        ("import numpy as np", "np", r"mine\.py:np is no class; expected one that extends Agent"),
        ("class X: pass", "X", r"extends nothing of ours; expected one that extends Agent"),
        ("from selfother.games import PrisonersDilemma as X", "X", r"extends PrisonersDilemma, Game; expected one"),
        (
            "from selfother.agents import Agent\nclass X(Agent): pass",
            "X",
            r"agent '.*mine\.py:X' lacks cooperation_probability, init, observe\. Define them in X\.",
        ),
        ("x = '\0'", "X", r"cannot be imported"),
    ],
)
def test_what_is_wrong_with_an_own_file_is_a_sentence(tmp_path: Path, text: str, name: str, said: str) -> None:
    (tmp_path / "mine.py").write_text(text)
    with pytest.raises(SelfOtherError, match=said):
        catalogue.build("agents", f"{tmp_path}/mine.py:{name}")


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"no Python file .*none\.py"):
        catalogue.build("agents", f"{tmp_path}/none.py:X")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("empathic:lam=1,lam.x=2", "'lam' is 1, which has no settings of its own"),
        ("empathic:theory=history,theory.deep=1", "'theory' is 'history', which has no settings of its own"),
        ("empathic:lam.x=2", "lam has no settings of its own; got 'lam.x'"),
        ("empathic:signed=no", "signed is true or false; got 'no'"),
    ],
)
def test_a_setting_of_a_setting_that_has_none_is_a_sentence(word: str, said: str) -> None:
    with pytest.raises(BadArgument, match=said):
        catalogue.build("agents", *catalogue.parse_word(word))


def test_a_misspelt_setting_of_a_section_is_named_with_the_close_one() -> None:
    with pytest.raises(UnknownName, match=r"'lora\.firstlayer'\. Did you mean lora\.first_layer"):
        catalogue.build("interventions", *catalogue.parse_word("overlap:lora.firstlayer=2"))


def test_a_misspelt_setting_of_an_inspect_task_is_refused_with_the_close_one() -> None:
    """Inspect itself drops it with a warning, and the whole battery would run."""
    from inspect_ai._eval.registry import task_create

    import selfother.probes.inspect.registry  # noqa: F401

    task_create("selfother/deception", items=4, model=None)
    with pytest.raises(UnknownName, match=r"unknown setting of probe 'deception': 'itms'\. Did you mean items\?"):
        task_create("selfother/deception", itms=4)


LEVEL_AGENT = """
from selfother import Agent
class X(Agent):
    level: float = 0.5
    def init(self, view, shape, *, chance=None):
        return shape
    def cooperation_probability(self, state):
        return self.level
    def observe(self, state, own, partner):
        return state
"""


@pytest.mark.parametrize(
    ("right", "wrong", "settings", "expected"),
    [
        (
            "shape, *, chance=None",
            "shape",
            {},
            r"init takes \(self, view, shape\); expected \(self, view, shape, \*, chance",
        ),
        (
            "(self, state):",
            "(self):",
            {},
            r"cooperation_probability takes \(self\); expected \(self, state\)\. Correct",
        ),
        ("def observe", "def observes", {}, r"lacks observe\. Define it in X\."),
        ("", "", {"level": 0.3}, r"takes no settings; got level\. .*write @dataclass\(frozen=True\) above the class"),
    ],
    ids=["fewer arguments", "no argument", "another name", "no dataclass"],
)
def test_a_slip_in_an_agent_is_named_before_it_plays(
    tmp_path: Path, right: str, wrong: str, settings: dict[str, float], expected: str
) -> None:
    file = tmp_path / "mine.py"
    file.write_text(LEVEL_AGENT.replace(right, wrong) if right else LEVEL_AGENT)
    with pytest.raises(BadArgument, match=expected):
        catalogue.build("agents", f"{file}:X", settings)
    file.write_text(LEVEL_AGENT)
    assert catalogue.build("agents", f"{file}:X").level == 0.5


GAME = """
from dataclasses import dataclass
from selfother.games import Game
@dataclass(frozen=True)
class X(Game):
    home: float = 4.0
    @property
    def name(self):
        return "x"
    @property
    def payoffs(self):
        mine = [[self.home, 2.0], [3.0, 0.0]]
        return [mine, mine]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (
            "[mine, mine]",
            "mine",
            r"must be an array .* shape \(2, 2, 2\): .* got shape \(2, 2\)\. Correct",
        ),
        ("2.0", "float('nan')", r"payoffs of X must be an array of finite numbers.* got nan in it"),
        ("2.0", "1e200", r"payoffs of X must be .* got 1e\+200 in it"),
        (
            "[mine, mine]",
            "'none'",
            r"payoffs of X failed \(ValueError: .* Expected an array of numbers",
        ),
        ("[mine, mine]", "mine[5]", r"payoffs of X failed \(IndexError: .* Correct payoffs in X\."),
    ],
    ids=["one matrix", "no number", "too large", "a word", "an error"],
)
def test_a_game_without_payoffs_is_named(tmp_path: Path, right: str, wrong: str, expected: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(GAME.replace(right, wrong))
    game = catalogue.build("games", f"{file}:X")
    with pytest.raises(BadPayoff, match=expected):
        _ = game.views


def test_payoffs_in_lists_are_an_array(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(GAME)
    assert catalogue.build("games", f"{file}:X").payoffs[0, 0, 1] == 2.0
    with pytest.raises(BadArgument, match=r"home is a number; got 'abc'\. Write home=NUMBER"):
        catalogue.build("games", f"{file}:X", {"home": "abc"})


def test_a_group_game_is_held_to_the_shape_of_its_group(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    body = GAME.replace("import Game", "import GroupGame").replace("(Game)", "(GroupGame)")
    file.write_text(body.replace("    home", "    players: int = 3\n    home"))
    with pytest.raises(BadPayoff, match=r"shape \(2, players\): .* got shape \(2, 2, 2\)"):
        _ = catalogue.build("games", f"{file}:X").payoffs


def test_a_file_without_its_class_is_answered_with_the_form_to_write() -> None:
    with pytest.raises(UnknownName, match=r"lab/walker\.py names a file and no class\. Write lab/walker\.py:Class"):
        catalogue.build("agents", "lab/walker.py")
