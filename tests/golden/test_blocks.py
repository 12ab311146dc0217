"""Every block, alone on a page, as HTML and as Markdown: one small file each in `blocks/`."""

from collections.abc import Callable

import pytest
from tests.golden.block_samples import BLOCKS, MARKS, page_of

from selfother.report.html import render_html
from selfother.report.markdown import render_markdown
from selfother.report.page import Page


def _alone(name: str) -> Page:
    page = page_of({name: BLOCKS[name]})
    return Page(title=name, sections=page.sections, marks=MARKS)


def _body(html: str) -> str:
    """Return the sections of a page: its style sheet and script are the same on all."""
    return html[html.index("</header>") + len("</header>") : html.index("</main>")].strip() + "\n"


@pytest.mark.parametrize("name", list(BLOCKS))
def test_a_block_is_drawn_as_recorded(name: str, golden: Callable[[str, str], str]) -> None:
    html, text = _body(render_html(_alone(name))), render_markdown(_alone(name))
    assert html == golden(f"blocks/{name}.html", html)
    assert text == golden(f"blocks/{name}.md", text)
