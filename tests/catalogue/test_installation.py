"""The line that adds an extra is the one that works from where selfother was installed."""

import json
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from selfother import installation
from selfother.installation import extra_of, install_line, required_packages


class Installed:
    """What pip has written down about an installed package."""

    def __init__(self, origin: dict[str, object] | None) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.origin is None else json.dumps(self.origin)


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        ({"url": "file:///a%20b/clone", "dir_info": {"editable": True}}, "pip install -e '/a b/clone[lm]'"),
        ({"url": "file:///clone", "dir_info": {}}, "pip install '/clone[lm]'"),
        (
            {"url": "https://example.org/it.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
            "pip install 'selfother[lm] @ git+https://example.org/it.git@c0ffee'",
        ),
        ({"url": "file:///it-0.1.whl", "archive_info": {}}, "pip install 'selfother[lm] @ file:///it-0.1.whl'"),
        (None, "pip install with '[lm]' behind the address or file that you installed selfother from"),
    ],
)
def test_the_line_names_where_it_came_from(
    origin: dict[str, object] | None, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "_distribution", lambda: Installed(origin))
    monkeypatch.setattr(installation, "_ROOT", tmp_path)
    assert install_line("lm") == line


def test_a_clone_that_stands_here_is_named_by_a_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(installation, "_distribution", lambda: None)
    monkeypatch.setattr(installation, "_ROOT", tmp_path)
    assert install_line("lm") == f"pip install -e '{tmp_path}[lm]'"
    monkeypatch.chdir(tmp_path)
    assert install_line("lm") == "pip install -e '.[lm]'"


def test_every_installed_package_of_an_extra_is_known_by_the_name_it_is_imported_by() -> None:
    modules: dict[str, list[str]] = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            modules.setdefault(package.lower().replace("_", "-"), []).append(module)
    commands_need = [(name.lower(), extra) for name, extra in required_packages() if extra not in ("", "dev")]
    here = [(name, extra) for name, extra in commands_need if name in modules]
    assert here
    for name, extra in here:
        assert extra in {extra_of(module) for module in modules[name]}, (name, modules[name])


def test_a_package_of_no_extra_has_none() -> None:
    assert extra_of("numpy") is None
    assert extra_of("nothing_of_the_kind") is None
