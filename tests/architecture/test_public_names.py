"""The public names exist, are documented, and cost nothing until they are used."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import selfother
from selfother.catalogue import KINDS, entries

MODULES = [module.name for module in pkgutil.walk_packages(selfother.__path__, "selfother.")]


@pytest.mark.parametrize("name", selfother.__all__)
def test_a_public_name_resolves(name: str) -> None:
    assert getattr(selfother, name) is not None


def test_no_public_name_hides_a_module() -> None:
    assert not {f"selfother.{name}" for name in selfother.__all__} & set(MODULES)


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'Studdy'.*Study"):
        _ = selfother.Studdy


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_and_what_it_exports(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    assert module.__doc__.strip().partition("\n")[0]
    for exported in getattr(module, "__all__", []):
        assert hasattr(module, exported), exported


def test_importing_selfother_and_listing_everything_loads_nothing_heavy() -> None:
    program = (
        "import sys, selfother; from selfother.catalogue import KINDS, entries; "
        "[entries(kind) for kind in KINDS]; "
        "print(*{'torch', 'transformers', 'inspect_ai', 'numba', 'peft', 'axelrod'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_names_of_games_agents_and_tournaments_load_nothing_heavy() -> None:
    program = (
        "import sys, selfother; "
        "homes = ('selfother.games.', 'selfother.agents.', 'selfother.tournaments.'); "
        "names = [name for name, home in selfother._HOME.items() if home.startswith(homes)]; "
        "[getattr(selfother, name) for name in names]; "
        "print(len(names) > 15, *{'torch', 'transformers', 'numba', 'axelrod', 'pettingzoo'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]


def test_reading_a_study_loads_no_torch() -> None:
    program = (
        "import sys; from selfother.cli.demo import find_default_study; from selfother.studies import Study; "
        "study = Study.from_file(find_default_study()); "
        "print(len(study.arms), *{'torch', 'transformers', 'inspect_ai'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["8"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_entries_with_titles(kind: str) -> None:
    listed = entries(kind)  # type: ignore[arg-type]
    assert listed
    assert all(entry.title.endswith(".") for entry in listed)
