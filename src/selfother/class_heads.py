"""What a Python file says of its classes, read as text: what they extend, their words and their titles; no import."""

import ast
import re
from pathlib import Path

from selfother.errors import BadArgument
from selfother.own_files import complaint

__all__ = ["check_python", "classes_extending", "heads_of", "named_classes", "snake_case"]

_HEAD_OF_CLASS = re.compile(r"^class (\w+)\(([^)]*)\)", re.MULTILINE)


def check_python(file: Path) -> None:
    """Check that a file can be read as Python.

    Raises:
        BadArgument: It cannot; the line is named.
    """
    try:
        ast.parse(file.read_bytes())
        file.read_text(encoding="utf-8")
    except (SyntaxError, ValueError) as error:  # not UTF-8 is a ValueError
        raise BadArgument(f"{file} cannot be read: {complaint(error, str(file))}. Correct that line.") from error


def heads_of(file: Path) -> list[tuple[str, frozenset[str]]]:
    """Every class of a file with the names of what it extends."""
    heads = _HEAD_OF_CLASS.findall(file.read_text(encoding="utf-8"))
    return [
        (name, frozenset(base.partition("[")[0].strip().split(".")[-1] for base in bases.split(",")))
        for name, bases in heads
    ]


def classes_extending(contracts: frozenset[str], files: tuple[Path, ...]) -> dict[str, Path]:
    """Every public class in these files that extends a contract, directly or not, with its file.

    Args:
        contracts: Names of classes.
        files: Python files; what a class extends is looked up in all of them.
    """
    heads = {name: (bases, file) for file in files for name, bases in heads_of(file)}

    def extends(name: str, below: frozenset[str] = frozenset()) -> bool:
        """Whether it does; `below` are the classes on the way here, which a user's file may have made a circle of."""
        bases = heads[name][0] if name in heads else frozenset()
        return any(base in contracts or extends(base, below | {name}) for base in bases - below - {name})

    return {
        name: file
        for name, (bases, file) in heads.items()
        if not name.startswith("_") and "ABC" not in bases and extends(name)
    }


def named_classes(file: Path, names: frozenset[str]) -> list[tuple[str, str, str]]:
    """Word, title and name of those classes of a file that have one of these names."""
    classes = [node for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
    return [(_word_name(node), _first_line(node), node.name) for node in classes if node.name in names]


def _word_name(node: ast.ClassDef) -> str:
    for line in node.body:
        match line:
            case ast.AnnAssign(target=ast.Name(id="word_name"), value=ast.Constant(value=word)):
                return str(word)
    return snake_case(node.name)


def _first_line(node: ast.ClassDef) -> str:
    return (ast.get_docstring(node) or "").partition("\n")[0]


def snake_case(name: str) -> str:
    """The name of a class as a word.

    Example:
        >>> snake_case("KLAnchor")
        'kl_anchor'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
