"""A page as one HTML file that opens without a network.

Figures are inline SVG made from plain data, not by a plotting library: a page is then a few hundred kilobytes instead
of five megabytes, reads without a script, prints as it stands, and follows light and dark by style sheet alone. The one
script (hover, keyboard, switches) and the one style sheet are allowed by their hashes; the page's content security
policy forbids everything else, the network first.
"""

import base64
import functools
import hashlib
import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from selfother.report.clip import clipped_page
from selfother.report.figures.heatmap import HEAT_LEVELS
from selfother.report.figures.marks import marks_of
from selfother.report.layout import section_views
from selfother.report.page import Page
from selfother.report.text import visible

__all__ = ["render_html", "style_sheet", "templates"]

_RAMPS = {  # level 0, middle, highest: light page, then dark page
    "sequential": (("#f4f1e8", "#5ba3a8", "#123f5c"), ("#1c2226", "#2f7d86", "#d9efdc")),
    "diverging": (("#8c3b1f", "#f5f3ee", "#1f4f85"), ("#e59a72", "#23282c", "#7db3ea")),
}
_BEFORE_PER_CENT = re.compile(r"(?<=\d) (?=%)")
_LEAST_LISTED = 4
"""A page with fewer sections than this has no list of contents."""


def render_html(page: Page) -> str:
    """The page as HTML; identical pages give identical bytes."""
    page = clipped_page(page)
    marks = marks_of(page)
    sections = section_views(page, marks)
    style = style_sheet()
    script = templates().get_template("page.js.jinja").render()
    return (
        templates()
        .get_template("page.html.jinja")
        .render(
            page=page,
            marks=marks,
            sections=sections,
            has_contents=len(sections) >= _LEAST_LISTED,
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def style_sheet() -> str:
    """The one style sheet of pages and pictures."""
    return templates().get_template("style.css.jinja").render(levels=_level_colours())


@functools.cache
def templates() -> Environment:
    """The templates; they escape HTML and SVG, and show characters that a font would hide."""
    environment = Environment(
        loader=PackageLoader("selfother.report"),
        autoescape=lambda name: name is not None and (".html" in name or ".svg" in name),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["px"] = _pixels
    environment.filters["verbatim"] = _verbatim
    return environment


def _shown(value: object) -> object:
    """What is printed of a value; before a per cent sign stands a narrow space, where no line breaks."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return _BEFORE_PER_CENT.sub("\u202f", visible(str(value))) if is_text else value


def _verbatim(text: str) -> Markup:
    """What somebody else wrote, or typed, as it stands."""
    return Markup(escape(visible(text)))


def _pixels(value: float) -> str:
    """A number of pixels, without noise from floating point."""
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.0f}"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _level_colours() -> list[tuple[str, str, str]]:
    rows = []
    for kind, (light, dark) in _RAMPS.items():
        for level in range(HEAT_LEVELS + 1):
            share = level / HEAT_LEVELS
            rows.append((f"{kind[0]}{level}", _blend(light, share), _blend(dark, share)))
    return rows


def _blend(anchors: tuple[str, str, str], share: float) -> str:
    first, second = (anchors[0], anchors[1]) if share < 0.5 else (anchors[1], anchors[2])
    weight = 2.0 * share if share < 0.5 else 2.0 * share - 1.0
    pairs = [(int(first[k : k + 2], 16), int(second[k : k + 2], 16)) for k in (1, 3, 5)]
    return "#" + "".join(f"{round(a + weight * (b - a)):02x}" for a, b in pairs)
