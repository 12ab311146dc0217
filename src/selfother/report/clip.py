"""Texts of blocks that others wrote, cut to a length that a page can bear: in this one place, for every renderer."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from selfother.report.page import Marked, Page
from selfother.report.text import clipped

__all__ = ["ANSWER_SHOWN", "clipped_page", "folded"]

ANSWER_SHOWN = 900
"""Characters of an answer that are shown; the others stand behind a fold."""
_ANSWER_FOLDED = 100_000
_NAME, _SENTENCE, _PARAGRAPH = 160, 900, 2400
_LIMITS = {
    "paragraphs": _PARAGRAPH,
    "note": _SENTENCE,
    "rows": _SENTENCE,
    "text": _SENTENCE,
    "detail": _SENTENCE,
    "cells": _SENTENCE,
    "sentence": _SENTENCE,
    "reason": _SENTENCE,
    "tips": _SENTENCE,
    "tip": _SENTENCE,
    "heading": 3 * _NAME,
    "prompt": None,
    "answer": None,
}
"""Characters of a field by its name; None: `folded` cuts it. Every other field is a name."""


def clipped_page(page: Page) -> Page:
    """The page with every text cut that is longer than a reader reads; what is cut says so."""
    return replace(
        page,
        title=clipped(page.title, 300),
        kicker=clipped(page.kicker, 300),
        question=clipped(page.question, _SENTENCE),
        footer=clipped(page.footer, _SENTENCE),
        badges=[(clipped(text, 300), is_flagged) for text, is_flagged in page.badges],
        lead=[clipped(sentence, _PARAGRAPH) for sentence in page.lead],
        counts=[(clipped(name, _NAME), clipped(value, _NAME)) for name, value in page.counts],
        marks=[Marked(clipped(m.name, _NAME), clipped(m.role, _NAME), m.is_filled) for m in page.marks],
        sections=[_clipped(section, _NAME) for section in page.sections],
    )


def folded(text: str) -> tuple[str, str]:
    """What of an answer is shown at once, and what stands behind its fold."""
    return text[:ANSWER_SHOWN], clipped(text[ANSWER_SHOWN:], _ANSWER_FOLDED)


def _clipped(value: Any, limit: int | None) -> Any:
    """A value of a record with its texts cut; records and lists that hold no long text stay the same object."""
    if isinstance(value, str):
        return value if limit is None else clipped(value, limit)
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        parts = {name: _clipped(getattr(value, name), _LIMITS.get(name, _NAME)) for name in names}
        return value.model_copy(update=parts)
    if isinstance(value, dict):
        return {_clipped(key, limit): _clipped(item, limit) for key, item in value.items()}
    if isinstance(value, list | tuple) and value and not isinstance(value[0], int | float | None):
        return type(value)(_clipped(item, limit) for item in value)
    return value
