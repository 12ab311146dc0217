"""The picture of a page: its first figure alone, with its signs, as an SVG file that needs nothing else."""

from xml.etree import ElementTree

import pytest

from selfother.errors import BadArgument
from selfother.records import Curve, Plot, Section, Text
from selfother.report.page import Page
from selfother.report.picture import render_picture


def page(*blocks: Plot | Text) -> Page:
    return Page(title="a page", question="how <much>?", sections=[Section(key="a", title="A", blocks=list(blocks))])


def plot(title: str, *names: str) -> Plot:
    curves = [Curve(name=name, x=[0.0, 1.0], y=[0.25, 0.75]) for name in names]
    return Plot(title=title, x_label="time", y_label="share", curves=curves)


def test_a_picture_is_the_first_figure_with_its_names() -> None:
    text = render_picture(
        page(Text(paragraphs=["before"]), plot("first", "<b>x</b>", "other"), plot("second", "third"))
    )
    root = ElementTree.fromstring(text)
    words = " ".join(at.text or "" for at in root.iter() if at.tag.endswith(("}text", "}title")))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "first: how <much>?" in words
    assert "<b>x</b>" in words
    assert "other" in words
    assert "second" not in words
    assert "third" not in words
    assert "before" not in words
    points = [at for at in root.iter("{http://www.w3.org/2000/svg}polyline") if "curve" in at.get("class", "")]
    assert len(points) == 2
    assert not [at for at in root.iter() if "http" in str(at.attrib)]


def test_a_page_without_a_figure_has_no_picture() -> None:
    with pytest.raises(BadArgument, match="'a page' has no figure"):
        render_picture(page(Text(paragraphs=["only words"])))
