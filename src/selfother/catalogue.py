"""A word on the command line becomes an object: the names of games, agents, interventions, probes and checks.

A built-in is a public class of the kind's folder that extends the kind's contract (`agents/empathic.py` holds
`class Empathic(Agent)`, which makes the word `empathic`), titled by the first line of its docstring and read with
`ast`: listing imports nothing. Other packages add theirs by entry points (`selfother.agents`, ...), and a path always
works: `./mine.py:MyAgent`.

A word is `name` or `name:key=value,key=value`. Values are read as YAML scalars (`0.3`, `true`, `history`).
Python takes objects; only the command line and study files take words.
"""

import ast
import importlib
import importlib.util
import re
import sys
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal, get_args

from selfother.errors import BadArgument, MissingExtra, UnknownName

__all__ = ["KINDS", "Entry", "Kind", "build", "entries", "find", "parse_word", "to_word"]

Kind = Literal["games", "agents", "interventions", "probes", "checks"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_SINGULAR = {kind: kind.removesuffix("s") for kind in KINDS}
_FOLDERS = {kind: kind for kind in KINDS} | {"checks": "studies/checks"}
_CONTRACTS: dict[Kind, frozenset[str]] = {
    "games": frozenset({"Game"}),
    "agents": frozenset({"Agent"}),
    "interventions": frozenset({"Intervention"}),
    "probes": frozenset({"TaskProbe", "TruthProbe", "WhiteBoxProbe"}),
    "checks": frozenset({"Check"}),
}
_EXTRAS = {"interventions": "lm", "probes": "lm"}
_ROOT = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One name of a catalogue.

    Attributes:
        kind: The catalogue it belongs to.
        name: The word on the command line, in snake case.
        title: First line of the docstring.
        target: `module:Class`, or `path.py:Class`.
    """

    kind: Kind
    name: str
    title: str
    target: str

    def load(self) -> Any:
        """Import the module and return the class."""
        module_name, _, attribute = self.target.partition(":")
        if module_name.endswith(".py"):
            return getattr(_module_at(Path(module_name)), attribute)
        try:
            return getattr(importlib.import_module(module_name), attribute)
        except ModuleNotFoundError as error:
            if self.kind not in _EXTRAS or (error.name or "").startswith("selfother"):
                raise
            raise MissingExtra.of(_EXTRAS[self.kind], error.name or "a package", f"{self.kind} {self.name}") from error


def parse_word(word: str) -> tuple[str, dict[str, Any]]:
    """Split `name:key=value,...` into the name and its settings.

    A dotted key sets a setting inside a setting; a value in brackets is a list.

    Raises:
        BadArgument: A setting without `=`, or given twice.

    Example:
        >>> parse_word("empathic:lam=0.3,theory=history")
        ('empathic', {'lam': 0.3, 'theory': 'history'})
        >>> parse_word("overlap:schedule.steps=8,layer=1")
        ('overlap', {'schedule': {'steps': 8}, 'layer': 1})
        >>> parse_word("deception:families=[burglary,escape_room]")
        ('deception', {'families': ['burglary', 'escape_room']})
        >>> parse_word("./mine.py:MyAgent:lam=1")
        ('./mine.py:MyAgent', {'lam': 1})
    """
    path = re.match(r".*?\.py:[^:]*", word)
    name = path.group() if path else word.partition(":")[0]
    settings: dict[str, Any] = {}
    for part in filter(None, re.split(r",(?![^\[]*\])", word[len(name) + 1 :])):
        key, equals, value = (text.strip() for text in part.partition("="))
        if not equals or not key:
            raise BadArgument(f"{word!r}: expected key=value after the colon, got {part!r}. Write {name}:key=value,...")
        *outer, last = key.split(".")
        place = settings
        for one in outer:
            place = place.setdefault(one, {})
        if last in place:
            raise BadArgument(f"{word!r}: {key!r} is given twice. Give it once.")
        place[last] = _scalar(value)
    return name.strip(), settings


def to_word(thing: Any) -> str:
    """Return the word that makes a frozen dataclass of a catalogue: its name and the settings that are not defaults.

    Example:
        >>> from selfother.agents import Empathic
        >>> to_word(Empathic(lam=0.3))
        'empathic:lam=0.3'
    """
    settings = {
        name: getattr(thing, name)
        for name, field in getattr(type(thing), "__dataclass_fields__", {}).items()
        if field.init and (field.default is MISSING or getattr(thing, name) != field.default)
    }
    name = _snake(type(thing).__name__)
    return name if not settings else f"{name}:{','.join(f'{key}={value}' for key, value in settings.items())}"


def entries(kind: Kind) -> list[Entry]:
    """Return the names of one catalogue, built-in and third-party, sorted; nothing of the built-ins is imported."""
    found = {entry.name: entry for entry in _built_ins(kind)}
    for point in entry_points(group=f"selfother.{kind}"):
        found.setdefault(point.name, Entry(kind, point.name, f"from {point.module}", point.value))
    return [found[name] for name in sorted(found)]


def find(kind: Kind, name: str) -> Entry:
    """Return the entry called `name`, or the class at a path `file.py:Class`.

    Raises:
        UnknownName: No such name; the text lists the close ones and where it looked.
    """
    path, _, attribute = name.partition(".py:")
    if attribute and Path(f"{path}.py").is_file():
        return Entry(kind, attribute, f"from {path}.py", f"{path}.py:{attribute}")
    for entry in _built_ins(kind):  # before the entry points of every installed package, which take 0.1 s to read
        if entry.name == name:
            return entry
    known = {entry.name: entry for entry in entries(kind)}
    if name not in known:
        where = f"selfother.{kind}, the entry points selfother.{kind}, and files (./file.py:Class)"
        raise UnknownName.among(_SINGULAR[kind], name, known, where)
    return known[name]


def build(kind: Kind, name: str, settings: Mapping[str, Any] | None = None) -> Any:
    """Make the object that a name and its settings say, with one sentence for every way this can be wrong.

    Raises:
        UnknownName: No such name, or a setting that the class does not have.
        BadArgument: A setting of the wrong type or out of range (classes raise their own errors too).
    """
    from pydantic import ValidationError

    factory = find(kind, name).load()
    known = _setting_names(factory)
    for key in settings or {}:
        if known is not None and key not in known:
            raise UnknownName.among(f"setting of {_SINGULAR[kind]} {name!r}:", key, known)
    if missing := [key for key in _required_settings(factory) if key not in (settings or {})]:
        example = f"{name}:{','.join(f'{key}=...' for key in missing)}"
        raise BadArgument(f"{_SINGULAR[kind]} {name!r} needs {', '.join(missing)}. Write {example}")
    try:
        return factory(**(settings or {}))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or name
        raise BadArgument(
            f"{_SINGULAR[kind]} {name!r}: {place}: {first['msg']}; got {first['input']!r}. Mend that setting."
        ) from error


def _setting_names(factory: Any) -> list[str] | None:
    fields = getattr(factory, "model_fields", None) or getattr(factory, "__dataclass_fields__", None)
    if fields is not None:
        return [name for name, field in fields.items() if getattr(field, "init", True) is not False]
    return None


def _required_settings(factory: Any) -> list[str]:
    """Return the settings of a dataclass that have no default; pydantic names its own."""
    return [
        name
        for name, field in getattr(factory, "__dataclass_fields__", {}).items()
        if field.init and field.default is MISSING and field.default_factory is MISSING
    ]


def _scalar(text: str) -> Any:
    import yaml

    if re.fullmatch(r"[+-]?\d+(\.\d*)?[eE][+-]?\d+|[+-]?\.\d+", text):  # YAML 1.1 reads 1e-3 and -.4 as strings
        return float(text)
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return text


@cache
def _built_ins(kind: Kind) -> tuple[Entry, ...]:
    folder = _ROOT / _FOLDERS[kind]
    package = "selfother." + _FOLDERS[kind].replace("/", ".")
    return tuple(
        Entry(kind, name, title, f"{package}.{file.stem}:{attribute}")
        for file in sorted(folder.glob("*.py"))
        if not file.stem.startswith("_")
        for name, title, attribute in _public_classes(file, _CONTRACTS[kind])
    )


def _public_classes(file: Path, contracts: frozenset[str]) -> list[tuple[str, str, str]]:
    classes = [node for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
    return [
        (_snake(node.name), _first_line(node), node.name)
        for node in classes
        if not node.name.startswith("_") and contracts & {ast.unparse(base).split(".")[-1] for base in node.bases}
    ]


def _first_line(node: ast.ClassDef) -> str:
    return (ast.get_docstring(node) or "").partition("\n")[0]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def _module_at(path: Path) -> Any:
    name = f"selfother_file_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UnknownName(f"{path} is not a Python file. Give ./file.py:Class.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
