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
_IMPORTED_AS = {"scikit-learn": "sklearn", "pyyaml": "yaml", "pillow": "PIL", "pettingzoo": "pettingzoo"}


def install_line(extra: str) -> str:
    """Return the line that installs an extra beside what is here.

    Example:
        >>> install_line("lm").startswith("pip install ") and "[lm]" in install_line("lm")
        True
    """
    found = _distribution()
    said = {} if found is None else json.loads(found.read_text("direct_url.json") or "{}")
    url = str(said.get("url", ""))
    if url.startswith("file:") and "dir_info" in said:
        option = "-e " if said["dir_info"].get("editable") else ""
        return f"pip install {option}'{_from_here(Path(unquote(urlsplit(url).path)))}[{extra}]'"
    if (_ROOT / "pyproject.toml").is_file():
        return f"pip install -e '{_from_here(_ROOT)}[{extra}]'"
    if url:
        vcs = said.get("vcs_info", {}).get("vcs")
        return f"pip install '{_NAME}[{extra}] @ {f'{vcs}+' if vcs else ''}{url}'"
    homes = (
        [] if found is None else [one.partition(",")[2].strip() for one in found.metadata.get_all("Project-URL", [])]
    )
    git = next((home for home in homes if re.match(r"https://(github|gitlab|codeberg)\.", home)), "")
    if git:
        return f"pip install '{_NAME}[{extra}] @ git+{git}'"
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
    found = _distribution()
    pairs = []
    for line in (found.requires if found is not None else None) or []:
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
