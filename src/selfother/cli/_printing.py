"""The one door through which commands print to a terminal: text as it is, signs that it has, numbers that are whole.

Text is never read as markup (a name may hold brackets), nor sent as a command of the terminal: a control sign in a name
is shown by its code. A sign that the terminal's encoding lacks is replaced by plain ones before anything is laid out. A
table that is wider than the terminal is split: names stand again beside each part.
"""

import codecs
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from selfother.report.text import visible

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["guard_output", "print_lines", "print_table", "printable", "terminal"]

_PLAIN = str.maketrans(
    {"±": "+-", "−": "-", "–": "-", "—": "-", "×": "x", "…": "...", "“": '"', "”": '"', "’": "'", "→": "->", "≤": "<="}
    | {"⟨": "<", "⟩": ">"}
    | dict(zip("▁▂▃▄▅▆▇█", "01234567", strict=True))
)
_NARROWEST_NAME = 12
_LONGEST_NUMBER = 24
"""Signs of the longest cell that is a number, with its error or interval: what is longer is a sentence."""
_WIDE, _NARROW = 3, 1
"""What a column costs beside its text: a line and a space on both sides, or the line alone where room is short."""
_HANDLER = "selfother"


def guard_output() -> None:
    """Let everything that is printed reach a terminal of any encoding: what it lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def terminal(*, stderr: bool = False) -> "Console":
    """The console that prints text as it is."""
    from rich.console import Console

    class Terminal(Console):
        def render_str(self, text: str, **settings: Any) -> Any:
            return super().render_str(printable(text, self.encoding), **settings)

    return Terminal(stderr=stderr, highlight=False, markup=False, emoji=False)


def print_lines(*lines: str) -> None:
    """Print lines of text, each as long as it is."""
    console = terminal()
    for line in lines:
        console.print(line, soft_wrap=True)


def print_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    names: int = 1,
    title: str = "",
    bold: Collection[int] = (),
) -> None:
    """Print a table in which no number is cut or broken, in as many parts as the terminal's width takes.

    Args:
        columns: What stands above each column.
        rows: Cells, one for every column.
        names: How many of the first columns are names: they may go over several lines, and stand beside every part.
        title: A line above the table.
        bold: Numbers of the rows that are printed bold.
    """
    console = terminal()
    if title:
        console.print(title, soft_wrap=True)
    columns = [printable(column, console.encoding) for column in columns]
    rows = [[printable(cell, console.encoding) for cell in row] for row in rows]
    whole = [_width(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    least = [_least_width(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    if sum(least) + _NARROW * len(least) >= console.width:  # a name breaks inside a word before a table breaks in two
        least[:names] = [min(width, _NARROWEST_NAME) for width in whole[:names]]
    border = _WIDE if sum(least) + _WIDE * len(least) < console.width else _NARROW
    for part in _parts(least, names, console.width, border):
        widths = _fitting([whole[at] for at in part], [least[at] for at in part], console.width, border)
        table = _table([columns[at] for at in part], widths, border)
        for number, row in enumerate(rows):
            table.add_row(*(row[at] for at in part), style="bold" if number in bold else None)
        console.print(table, crop=False)  # a number that no terminal holds is longer than the line, not shorter


def printable(text: str, encoding: str) -> str:
    """A text in signs that an encoding has; of those that have no plain form the code is written.

    Example:
        >>> printable("0.5 ± 0.1", "ascii"), printable("é ± ▅", "latin-1"), printable("Ж", "ascii")
        ('0.5 +- 0.1', 'é ± 4', '\\\\u0416')
        >>> printable("\\x1b[31mred", "utf-8")
        '⟨U+001B⟩[31mred'
    """
    text = visible(text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_sign(sign, encoding) for sign in text)
    return text


def _sign(sign: str, encoding: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        plain = sign.translate(_PLAIN)
        return plain if plain.isascii() else plain.encode("ascii", _HANDLER).decode()
    return sign


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Write what an encoding lacks as \uXXXX, which JSON reads back."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{signs[k]:02x}{signs[k + 1]:02x}" for k in range(0, len(signs), 2)), error.end


codecs.register_error(_HANDLER, _escaped)


def _width(column: str, cells: Sequence[str]) -> int:
    """How wide a column is that stands in one line."""
    from rich.cells import cell_len

    return max(1, *(cell_len(line) for cell in [column, *cells] for line in cell.split("\n")))


def _least_width(column: str, cells: Sequence[str]) -> int:
    """How narrow a column may be: headings and sentences break between words, numbers do not break."""
    from rich.cells import cell_len

    lines = [line for cell in cells for line in cell.split("\n")]
    whole = [line for line in lines if cell_len(line) <= _LONGEST_NUMBER]
    words = [word for line in [column, *lines] for word in line.split() if cell_len(word) <= _LONGEST_NUMBER]
    return max([1, *map(cell_len, [*whole, *words])])


def _parts(least: Sequence[int], names: int, room: int, border: int) -> list[list[int]]:
    """The columns of each part: all names, and as many of the others as fit beside them; at least one."""
    named = list(range(names))
    taken = sum(least[at] + border for at in named) + 1
    parts: list[list[int]] = []
    left = -1
    for at in range(names, len(least)):
        cost = least[at] + border
        if cost > left or not parts:
            parts.append([*named])
            left = room - taken
        parts[-1].append(at)
        left -= cost
    return parts or [named]


def _fitting(widths: Sequence[int], least: Sequence[int], room: int, border: int) -> list[int]:
    """The widths, narrowed until the table fits: always the widest of the columns that may be narrower."""
    narrowed = list(widths)
    for _ in range(sum(narrowed) + border * len(narrowed) + 1 - room):
        wider = [at for at, width in enumerate(narrowed) if width > least[at]]
        if not wider:
            break
        narrowed[max(wider, key=lambda at: narrowed[at])] -= 1
    return narrowed


def _table(columns: Sequence[str], widths: Sequence[int], border: int) -> Any:
    from rich.table import Column, Table

    heads = [Column(column, overflow="fold", width=width) for column, width in zip(columns, widths, strict=True)]
    padding = (0, 1) if border == _WIDE else 0
    return Table(*heads, width=sum(widths) + border * len(widths) + 1, padding=padding, pad_edge=bool(padding))
