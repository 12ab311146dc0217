"""Blocks of words: texts, tables, facts and answers; see `blocks`."""

from typing import Literal

from selfother.records.base import Record

__all__ = [
    "Answer",
    "Answers",
    "Cell",
    "Facts",
    "Table",
    "Text",
    "Tone",
]

Tone = Literal["good", "part", "bad", "open", "neutral"]
"""How a word is tinted; the word is always printed: good news, good news with a limit, bad news, not settled, none."""


class Text(Record):
    """Paragraphs.

    Attributes:
        role: "body"; "lead", larger; "note", smaller, how to read what follows; "list", one bullet a paragraph;
            "command", printed as it is typed.
        title: A heading above it, empty for none.
    """

    block: Literal["text"] = "text"
    paragraphs: list[str]
    role: Literal["body", "lead", "note", "list", "command"] = "body"
    title: str = ""


class Cell(Record):
    """A cell that is more than its text.

    Attributes:
        text: What stands in it.
        detail: A second, smaller line.
        tone: The text is a word of a verdict, and tinted so.
        mark: The arm or type whose sign stands before the text.
    """

    text: str
    detail: str = ""
    tone: Tone | None = None
    mark: str = ""


class Table(Record):
    """A table; numbers are words already, with their denominators.

    Attributes:
        columns: Headings; the first column names the row.
        rows: As long as `columns` each.
        note: What the numbers are, with `n = `.
    """

    block: Literal["table"] = "table"
    title: str
    columns: list[str]
    rows: list[list[str | Cell]]
    note: str = ""


class Facts(Record):
    """Names and values."""

    block: Literal["facts"] = "facts"
    title: str = ""
    rows: list[tuple[str, str]]


class Answer(Record):
    """What a model was asked and what it said, and how that was read ("deceptive", "names no place")."""

    heading: str
    prompt: str
    answer: str
    verdict: str = ""


class Answers(Record):
    """Sample answers, behind a fold.

    Attributes:
        title: Whose they are.
        mark: The arm whose sign stands before the title.
    """

    block: Literal["answers"] = "answers"
    title: str
    answers: list[Answer]
    mark: str = ""
