"""The first figure of a page as an SVG file of its own, with the signs under it."""

from markupsafe import Markup

from selfother.errors import BadArgument
from selfother.report.clip import clipped_page
from selfother.report.figures.marks import marks_of
from selfother.report.html import style_sheet, templates
from selfother.report.layout import section_views
from selfother.report.page import Page
from selfother.report.views import FiguresView

__all__ = ["render_picture"]


def render_picture(page: Page) -> str:
    """The picture; identical pages give identical text.

    Raises:
        BadArgument: The page has no plot and no small forest.
    """
    page = clipped_page(page)
    sections = section_views(page, marks_of(page))
    views = [view for section in sections for view in section.views if isinstance(view, FiguresView)]
    if not views:
        raise BadArgument(f"the page {page.title[:80]!r} has no figure to be a picture of. Give one with a plot.")
    figure = views[0].figures[0]
    legend = [entry for entry in views[0].legend if entry.name in figure.unnamed]
    template = templates().get_template("picture.svg.jinja")
    return template.render(figure=figure, legend=legend, heading=page.question, style=Markup(style_sheet()))
