"""The page of settings is that of the code."""

import pytest
from tests.docs.settings_page import PAGE, page_text


@pytest.mark.slow  # imports the whole catalogue
def test_the_page_is_current() -> None:
    """Written again by: make docs"""
    assert PAGE.read_text(encoding="utf-8") == page_text()
