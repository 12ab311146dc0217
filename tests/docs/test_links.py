"""Links lead to files that exist, the index lists every page, and decisions are numbered without a gap."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)\s]*)?\)")


def links_of(page: Path) -> list[str]:
    """Return the relative links of a page, outside its fenced blocks, without their anchors."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return _LINK.findall(text)


def test_links_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](b.md) [f](g.md#h) [i](https://j.k) [l](#m)\n```\n[n](o)\n```\n", encoding="utf-8")
    assert links_of(page) == ["b.md", "g.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in links_of(page) if not (page.parent / link).exists()] == []


def test_the_index_lists_every_page() -> None:
    index = DOCS / "README.md"
    listed = {(DOCS / link).resolve() for link in links_of(index)}
    pages = {*DOCS.rglob("*.md"), *DOCS.rglob("*.json")} - {index}
    assert pages - listed == set()


def test_decisions_are_numbered_from_one_and_titled_so() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in decisions] == [f"{number:04d}" for number in range(1, len(decisions) + 1)]
    for page in decisions:
        assert page.read_text(encoding="utf-8").startswith(f"# {page.name[:4]} ")
