"""Finds the fenced code blocks of a markdown file, and what the comment before a block says about running it.

    <!-- not run: why -->    checked and not run: it needs another machine, or CI is what runs it
    <!-- slow: why -->       run by `make test-slow`

A block without a comment is run by `make test`, each shell block in a folder of its own.

    <!-- in one folder: why -->     once in a page: its blocks go on where the one before ended, and are run in order as
                                    one test, a slow one

A block of "text" right after a shell block is what it prints: each of its lines stands in the output, in order, except
"...".
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Block", "blocks_of", "command_lines", "is_in_one_folder", "not_printed"]

_FENCE = re.compile(
    r"(?:^<!--[ ]*(?P<when>not\ run|slow)\b:?(?P<reason>.*?)-->\n+)?^```(?P<language>[^\n`]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_OUTPUT = re.compile(r"\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROGRAMS = ("selfother", "python", "inspect", "make")
_SHELLS = ("", "sh", "bash")


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Attributes:
        file: Where it stands.
        line: Line of its fence, from 1.
        kind: "python", "shell", or "other": output, data, a drawing.
        text: What stands between the fences.
        when: "always", "slow", or "not run".
        reason: Why not always.
        output: What the page says that it prints, empty where it says nothing.
    """

    file: Path
    line: int
    kind: str
    text: str
    when: str = "always"
    reason: str = ""
    output: str = ""

    def __str__(self) -> str:
        """Name it as a compiler would."""
        return f"{self.file.name}:{self.line}"


def blocks_of(file: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a file, in order."""
    text = file.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        language, body = found["language"].strip(), found["text"]
        is_shell = language in _SHELLS and any(
            word in _PROGRAMS for line in body.splitlines() for word in line.split()[:1]
        )
        kind = "python" if language == "python" else "shell" if is_shell else "other"
        line = text.count("\n", 0, found.start("language")) + 1
        reason = (found["reason"] or "").strip()
        output = _OUTPUT.match(text, found.end()) if kind == "shell" else None
        yield Block(file, line, kind, body, found["when"] or "always", reason, output[1] if output else "")


def not_printed(block: Block, printed: str) -> list[str]:
    """Return the lines of a block's output that do not stand, in order, among those that were printed.

    Blanks count as one: how wide a column is depends on what else stands in it.
    """
    lines = iter([" ".join(line.split()) for line in printed.splitlines()])
    wanted = [" ".join(line.split()) for line in block.output.splitlines()]
    return [line for line in wanted if line and line != "..." and line not in lines]


def is_in_one_folder(file: Path) -> bool:
    """Return whether the blocks of a page go on where the one before ended."""
    return re.search(r"^<!-- in one folder: (?!-->)\S", file.read_text(encoding="utf-8"), re.MULTILINE) is not None


def command_lines(text: str) -> Iterator[list[str]]:
    """Yield the words of every command, without comments; a line may go on after a backslash."""
    for line in text.replace("\\\n", " ").splitlines():
        if words := shlex.split(line, comments=True):
            yield words
