"""Where this selfother was installed from, so that a message names the line that adds an extra to it.

It is on no package index: a clone, a folder, a git address or a file is what pip has written down about it.
"""

import json
import re
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["extra_of", "install_line", "required_packages"]

_NAME = "selfother"
_ROOT = Path(__file__).resolve().parents[2]
_IMPORTED_AS = {"beautifulsoup4": "bs4", "inferactively-pymdp": "pymdp"}
"""Packages of the extras that are imported by another name than the one they are installed by."""


def install_line(extra: str) -> str:
    """Return the line that installs an extra beside what is here.

    Example:
        >>> install_line("lm").startswith("pip install ") and "[lm]" in install_line("lm")
        True
    """
    installed = _distribution()
    origin = {} if installed is None else json.loads(installed.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    if url.startswith("file:") and "dir_info" in origin:
        option = "-e " if origin["dir_info"].get("editable") else ""
        return f"pip install {option}'{_from_here(Path(unquote(urlsplit(url).path)))}[{extra}]'"
    if (_ROOT / "pyproject.toml").is_file():
        return f"pip install -e '{_from_here(_ROOT)}[{extra}]'"
    if commit := origin.get("vcs_info"):
        return f"pip install '{_NAME}[{extra}] @ {commit['vcs']}+{url}@{commit['commit_id']}'"
    if url:
        return f"pip install '{_NAME}[{extra}] @ {url}'"
    return f"pip install with '[{extra}]' behind the address or file that you installed {_NAME} from"


def extra_of(package: str) -> str | None:
    """Return the extra that brings a package, by the name that it is imported or installed under; None: no extra."""
    wanted = _canonical(package)
    for name, extra in required_packages():
        if extra and wanted in (_canonical(name), _canonical(_IMPORTED_AS.get(_canonical(name), name))):
            return extra
    return None


@cache
def required_packages() -> tuple[tuple[str, str], ...]:
    """Return what selfother requires, as its metadata say it: (package, extra), the extra empty for the core."""
    installed = _distribution()
    pairs = []
    for line in (installed.requires if installed is not None else None) or []:
        name, extra = re.match(r"[\w.-]+", line), re.search(r"extra\s*==\s*['\"](\w+)['\"]", line)
        if name:
            pairs.append((name[0], extra[1] if extra else ""))
    return tuple(pairs)


def _distribution() -> Distribution | None:
    try:
        return distribution(_NAME)
    except PackageNotFoundError:  # run from its source
        return None


def _from_here(folder: Path) -> str:
    return "." if folder.resolve() == Path.cwd().resolve() else str(folder)


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
