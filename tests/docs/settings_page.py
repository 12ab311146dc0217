"""The page of docs/reference that lists every setting: what writes it again (`make docs`)."""

from pathlib import Path

from selfother.catalogue import KINDS, entries
from selfother.settings import Description, describe

__all__ = ["PAGE", "page_text"]

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"
HEAD = """# Settings of everything that has a name

Written by `make docs` from the code. `selfother describe NAME` prints the same, for `./mine.py:Class` too; see
[your own classes](../how-to/your-own-classes.md). A setting with a dot stands inside a section:
`overlap:lora.rank=4`, in a study file `{overlap: {lora: {rank: 4}}}`.
"""


def page_text() -> str:
    """Return the page."""
    parts = [HEAD]
    for kind in KINDS:
        parts.append(f"## {kind.capitalize()}\n")
        parts += [_part(describe(kind, entry.name)) for entry in entries(kind) if entry.target.startswith("selfother.")]
    return "\n".join(parts)


def _part(one: Description) -> str:
    lines = [f"### {one.name}\n", _plain(one.title) + "\n"]
    if one.settings:
        lines += ["| setting | type | default | meaning |", "|---|---|---|---|"]
        for of in one.settings:
            default = "must be given" if of.default is None else f"`{_cell(of.default)}`" if of.default else ""
            lines.append(f"| `{of.name}` | `{_cell(of.type)}` | {default} | {_cell(_plain(of.meaning))} |")
        lines.append("")
    study = f"; in a study file `{one.study}`" if one.study else ""
    lines.append(f"`{one.command}`{study}. Source: `{one.source}`.\n")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _plain(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
