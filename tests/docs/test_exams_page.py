"""The page of the exams of our probes is that of its record."""

from tests.docs.exams_page import PAGE, page_text


def test_the_page_is_current() -> None:
    """Written again by: make docs"""
    assert PAGE.read_text(encoding="utf-8") == page_text()
