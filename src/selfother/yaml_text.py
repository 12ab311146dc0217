"""YAML as the user wrote it: the one reader of study files, scenarios, stories, tables, overrides and words' values.

Of YAML 1.1, which PyYAML reads, what surprises is read as it stands, after the core schema of YAML 1.2: `No` and `on`
are words, `1:30` is not 90, `1_0` is not 10, `2024-02-30` is no date, `1e-3` and `-.4` are numbers. What the two
versions read as different numbers (`010`) is refused: quote it, or write it otherwise. A key stands once.

Whatever is wrong becomes one sentence with the file, the line and the column.
"""

import math
import re
from pathlib import Path
from typing import Any

import yaml

from selfother.errors import BadArgument

__all__ = ["read_value", "read_yaml_file", "read_yaml_text", "to_yaml"]

_BOOL = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_NULL = re.compile(r"^(?:~|null|Null|NULL|)$")
_INT = re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$")
_FLOAT = re.compile(
    r"^(?:[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
)
_MERGE = re.compile(r"^<<$")
_LEADING_ZERO = re.compile(r"^[-+]?0[0-9]+$")
_SCHEMA = (
    ("bool", _BOOL, "tTfF"),
    ("null", _NULL, ["~", "n", "N", ""]),
    ("int", _INT, "-+0123456789"),
    ("float", _FLOAT, "-+.0123456789"),
    ("merge", _MERGE, "<"),
)
_RARE_BREAKS = frozenset("\x85\u2028\u2029")
_QUOTES_AND_BRACKETS = ("[", "{", '"', "'")


class _Wrong(yaml.constructor.ConstructorError):
    """What YAML allows and we refuse, with what to do."""


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader with the core schema of YAML 1.2, keys that stand once, and errors that have a place."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own form

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """Return what a node says; whatever a constructor raises becomes an error with the node's place."""
        try:
            return super().construct_object(node, deep)
        except (yaml.YAMLError, RecursionError):
            raise
        except Exception as error:
            said = f"{str(getattr(node, 'value', ''))[:60]!r} is no {node.tag.rpartition(':')[2]} ({error})"
            raise _problem(f"{said}. Correct it, or quote it", node) from error

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of a node whose keys differ."""
        places: list[tuple[Any, Any]] = []
        for key, _ in getattr(node, "value", []):
            said = key.value if key.tag.endswith(":merge") else self.construct_object(key, deep=True)
            for known, first in places:
                if known == said:
                    line = first.start_mark.line + 1
                    raise _problem(f"the key {str(said)!r} is given twice, first in line {line}. Give it once", key)
            places.append((said, key))
        return dict(super().construct_mapping(node, deep))

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Return a node; one that contains itself is refused, since nothing that is written down does."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            node = self.anchors.get(event.anchor)
            if node is not None and not getattr(node, "end_mark", None):
                raise _problem(f"*{event.anchor} contains itself. Write it out", event)
        return super().compose_node(parent, index)


class _Dumper(yaml.SafeDumper):
    """PyYAML's safe dumper that quotes every text which the loader above would read as something else."""

    yaml_implicit_resolvers: dict[str, Any] = {  # noqa: RUF012  # PyYAML's own form
        key: list(known) for key, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _text(dumper: Any, text: str) -> Any:
    """Represent a text; one with a rare line break in quotes, or it would read back with a space."""
    style = '"' if set(text) & _RARE_BREAKS else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _whole_number(loader: Any, node: Any) -> int:
    text = loader.construct_scalar(node)
    if _LEADING_ZERO.match(text):
        raise _problem(f"{text} is octal in one version of YAML and not in the next. Quote it, or drop the 0", node)
    return int(text, 0)


def _real_number(loader: Any, node: Any) -> float:
    text = loader.construct_scalar(node)
    value = float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    if math.isinf(value) and "inf" not in text.lower():
        raise _problem(f"{text} is too large for a number. Write .inf for infinity, or quote it", node)
    return value


for _tag, _pattern, _first in _SCHEMA:
    for _kind in (_Loader, _Dumper):
        _kind.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _pattern, list(_first))
_Dumper.add_representer(str, _text)
_Loader.add_constructor("tag:yaml.org,2002:int", _whole_number)
_Loader.add_constructor("tag:yaml.org,2002:float", _real_number)


def read_yaml_text(text: str, place: str) -> Any:
    """Return what a YAML text says.

    Args:
        text: One YAML document.
        place: Where it stands, for the error: a file's name, an option.

    Raises:
        BadArgument: Not YAML, a key given twice, or a value that is none; the line and column are named.
    """
    try:
        return yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark and "\n" in text else ""
        said = " ".join(" ".join(filter(None, [error.context, error.problem])).split())
        advice = "" if isinstance(error, _Wrong) else " Correct that place."
        raise BadArgument(f"{place}{where}: {'' if not advice else 'not YAML: '}{said}.{advice}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        sign = error.character if isinstance(error.character, str) else chr(error.character)
        raise BadArgument(f"{place}, line {line}: the sign {sign!r} is not allowed in YAML. Take it out.") from error
    except (yaml.YAMLError, RecursionError) as error:
        said = "nested too deep" if isinstance(error, RecursionError) else " ".join(str(error).split())
        raise BadArgument(f"{place}: not YAML: {said}. Correct it.") from error


def read_yaml_file(path: Path, *, expected: str) -> Any:
    """Return what a YAML file says.

    Args:
        path: The file, UTF-8 with or without a byte order mark.
        expected: What it should be, for the error: "a study file".

    Raises:
        BadArgument: No such file, not text, or not YAML; the place is named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise BadArgument(f"{path}, line {line}: not UTF-8 text. Save {expected} as UTF-8.") from error
    except OSError as error:
        raise BadArgument(f"{path}: {error.strerror or error}. Give the path of {expected}, in YAML.") from error
    return read_yaml_text(text, str(path))


def read_value(text: str, place: str) -> Any:
    """Return the value that stands behind an equals sign on the command line.

    Brackets and quotes are read as YAML; anything else is one value, a number, true, false, null, or text.

    Raises:
        BadArgument: Brackets or quotes that do not close, or a value that is none.

    Example:
        >>> [read_value(text, "here") for text in ("0.3", "true", "a: b # c", "[J, F]", "1:30", "No")]
        [0.3, True, 'a: b # c', ['J', 'F'], '1:30', 'No']
    """
    text = text.strip()
    if text.startswith(_QUOTES_AND_BRACKETS):
        return read_yaml_text(text, place)
    loader = _Loader("")
    tag: str = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag.endswith((":str", ":merge")):
        return text
    return read_yaml_text(text, place) if text else None


def to_yaml(data: Any) -> str:
    """Return plain data as YAML that reads back as the same data, here and with PyYAML's own loader."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def _problem(said: str, node: Any) -> _Wrong:
    return _Wrong(None, None, said, node.start_mark)
