"""The page of settings is that of the code."""

from tests.docs.settings_page import PAGE, page_text


def test_the_page_is_current() -> None:
    """Written again by: make docs"""
    assert PAGE.read_text(encoding="utf-8") == page_text()
