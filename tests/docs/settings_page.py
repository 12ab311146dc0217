"""The page of docs/reference that lists every setting: what writes it again (`make docs`)."""

from pathlib import Path

from selfother.catalogue import KINDS, entries
from selfother.settings import Description, Setting, describe

__all__ = ["PAGE", "page_text"]

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"
HEAD = """# Settings of everything that has a name

Written by `make docs` from the code. `selfother describe NAME` prints the same, for `./mine.py:Class` too; see
[your own classes](../how-to/extend.md). A setting with a dot stands inside a section:
`overlap:lora.rank=4`, in a study file `{overlap: {lora: {rank: 4}}}`.
"""


def page_text() -> str:
    """The page."""
    parts = [HEAD]
    for kind in KINDS:
        parts.append(f"## {kind.capitalize()}\n")
        parts += [_part(describe(kind, entry.name)) for entry in entries(kind) if entry.target.startswith("selfother.")]
    return "\n".join(parts)


def _part(described: Description) -> str:
    lines = [f"### {described.name}\n", _plain(described.title) + "\n"]
    lines += [_setting(setting) for setting in described.settings]
    lines += [""] if described.settings else []
    study = f"; in a study file `{described.study}`" if described.study else ""
    lines.append(f"`{described.command}`{study}. Source: `{described.source}`.\n")
    return "\n".join(lines)


def _setting(setting: Setting) -> str:
    words = {None: "must be given", "": "empty by default"}
    default = words.get(setting.default) or f"default `{_line(str(setting.default))}`"
    meaning = f": {_line(_plain(setting.meaning))}" if setting.meaning else ""
    return f"- `{setting.name}` (`{_line(setting.type)}`, {default}){meaning}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
