"""A word on the command line becomes an object: the names of games, agents, interventions, probes and checks.

A built-in is a public class of the kind's folder that extends the kind's contract (`agents/empathic.py` holds
`class Empathic(Agent)`, which makes the word `empathic`), titled by the first line of its docstring and read with
`ast`: listing imports nothing. Other packages add theirs by entry points (`selfother.agents`, ...), and a path always
works: `./mine.py:MyAgent`. A class that needs more than the folder of its kind may import stands higher up and is named
in a table here (`model`, a language model that plays).

A word is `name` or `name:key=value,key=value`. Values are read as YAML scalars (`0.3`, `true`, `history`). A class that
names one of its settings in `bare_setting` takes that one without its key, first: `model:smollm2-135m,window=3`.
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
from typing import Any, Literal, get_args, get_origin

from selfother.errors import BadArgument, MissingExtra, UnknownName

__all__ = ["KINDS", "Entry", "Kind", "build", "entries", "find", "parse_word", "to_word"]

Kind = Literal["games", "agents", "interventions", "probes", "checks"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_SINGULAR = {kind: kind.removesuffix("s") for kind in KINDS}
_FOLDERS = {kind: kind for kind in KINDS} | {"checks": "studies/checks"}
_CONTRACTS: dict[Kind, frozenset[str]] = {
    "games": frozenset({"Game", "GroupGame"}),
    "agents": frozenset({"Agent"}),
    "interventions": frozenset({"Intervention", "Organism", "ValueOrganism", "ChoosingOrganism"}),
    "probes": frozenset({"TaskProbe", "TruthProbe", "WhiteBoxProbe"}),
    "checks": frozenset({"Check"}),
}
_ELSEWHERE: dict[Kind, dict[str, str]] = {"agents": {"model": "selfother.probes._model_player:ModelPlayer"}}
"""Built-ins that stand in a higher room than the folder of their kind, since they lean on more: word -> target."""
_EXTRAS = {"interventions": "lm", "probes": "lm"}
_BARE = ""
"""The key under which a value without one travels from `parse_word` to `build`, which knows the class."""
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

    A dotted key sets a setting inside a setting; a value in brackets is a list. A first value without a key stands
    under the empty key, as it is written: `build` gives it to the class's `bare_setting`.

    Raises:
        BadArgument: A later setting without `=`, or one that is given twice.

    Example:
        >>> parse_word("empathic:lam=0.3,theory=history")
        ('empathic', {'lam': 0.3, 'theory': 'history'})
        >>> parse_word("overlap:schedule.steps=8,layer=1")
        ('overlap', {'schedule': {'steps': 8}, 'layer': 1})
        >>> parse_word("deception:families=[burglary,escape_room]")
        ('deception', {'families': ['burglary', 'escape_room']})
        >>> parse_word("./mine.py:MyAgent:lam=1")
        ('./mine.py:MyAgent', {'lam': 1})
        >>> parse_word("model:smollm2-135m,window=3")
        ('model', {'': 'smollm2-135m', 'window': 3})
    """
    path = re.match(r".*?\.py:[^:]*", word)
    name = path.group() if path else word.partition(":")[0]
    settings: dict[str, Any] = {}
    for number, part in enumerate(filter(None, re.split(r",(?![^\[]*\])", word[len(name) + 1 :]))):
        key, equals, value = (text.strip() for text in part.partition("="))
        if not equals and key and number == 0:
            settings[_BARE] = key
            continue
        if not equals or not key:
            raise _no_key(name, part)
        *outer, last = key.split(".")
        place = settings
        for one in outer:
            place = place.setdefault(one, {})
        if last in place:
            raise BadArgument(f"{word!r}: {key!r} is given twice. Give it once.")
        place[last] = _scalar(value)
    return name.strip(), settings


def to_word(thing: Any, **said: str) -> str:
    """Return the word that makes a frozen dataclass of a catalogue: its name and the settings that are not defaults.

    A `bare_setting` is what an object is called by (`axelrod:Tit For Tat`), so it is written also at its default.

    Args:
        thing: The object.
        **said: What to write for a setting in place of its value.

    Example:
        >>> from selfother.agents import Empathic
        >>> to_word(Empathic(lam=0.3))
        'empathic:lam=0.3'
    """
    bare = getattr(type(thing), "bare_setting", _BARE)
    settings = {
        name: getattr(thing, name)
        for name, field in getattr(type(thing), "__dataclass_fields__", {}).items()
        if field.init and (name == bare or field.default is MISSING or getattr(thing, name) != field.default)
    }
    written = {key: said.get(key, _written(value)) for key, value in settings.items()}
    parts = [text if key == bare else f"{key}={text}" for key, text in written.items()]
    return ":".join(filter(None, [_name_of(type(thing)), ",".join(parts)]))


def _written(value: Any) -> str:
    return f"[{','.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def _name_of(kind: type) -> str:
    target = f"{kind.__module__}:{kind.__qualname__}"
    elsewhere = {found: word for table in _ELSEWHERE.values() for word, found in table.items()}
    return elsewhere.get(target) or _snake(kind.__name__)


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
        BadArgument: A setting of the wrong type or out of range (classes raise their own errors too), or a value
            without a key for a class that takes none.
    """
    from pydantic import ValidationError

    factory = find(kind, name).load()
    given = _with_keys(name, getattr(factory, "bare_setting", _BARE), settings or {})
    known = _setting_names(factory)
    for key in given:
        if known is not None and key not in known:
            raise UnknownName.among(f"setting of {_SINGULAR[kind]} {name!r}:", key, known)
    if missing := [key for key in _required_settings(factory) if key not in given]:
        bare = getattr(factory, "bare_setting", _BARE)
        example = f"{name}:{','.join(key.upper() if key == bare else f'{key}=...' for key in missing)}"
        raise BadArgument(f"{_SINGULAR[kind]} {name!r} needs {', '.join(missing)}. Write {example}")
    try:
        return factory(**_in_lists(factory, given))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or name
        raise BadArgument(
            f"{_SINGULAR[kind]} {name!r}: {place}: {first['msg']}; got {first['input']!r}. Mend that setting."
        ) from error


def _with_keys(name: str, bare: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Give the value without a key to the setting that takes it."""
    if _BARE not in settings:
        return dict(settings)
    value = settings[_BARE]
    if not bare:
        raise _no_key(name, value)
    if bare in settings:
        raise BadArgument(f"{name}: {bare!r} is given twice, as {value!r} and {settings[bare]!r}. Give it once.")
    return {bare: value} | {key: one for key, one in settings.items() if key != _BARE}


def _in_lists(factory: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings with a lone word in a list where the class takes a list, as in `families=burglary`."""
    fields = getattr(factory, "model_fields", {})
    return {
        key: [one] if key in fields and _is_list(fields[key]) and isinstance(one, str) else one
        for key, one in given.items()
    }


def _is_list(field: Any) -> bool:
    return get_origin(field.annotation) is tuple and get_args(field.annotation)[-1] is Ellipsis


def _no_key(name: str, part: str) -> BadArgument:
    return BadArgument(f"{name}: expected key=value after the colon, got {part!r}. Write {name}:key=value,...")


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
    elsewhere = (_entry_elsewhere(kind, name, target) for name, target in _ELSEWHERE.get(kind, {}).items())
    return *elsewhere, *(
        Entry(kind, name, title, f"{package}.{file.stem}:{attribute}")
        for file in sorted(folder.glob("*.py"))
        if not file.stem.startswith("_")
        for name, title, attribute in _public_classes(file, _CONTRACTS[kind])
    )


def _entry_elsewhere(kind: Kind, name: str, target: str) -> Entry:
    module, _, attribute = target.partition(":")
    file = _ROOT.joinpath(*module.split(".")[1:]).with_suffix(".py")
    (title,) = (title for _, title, found in _public_classes(file, _CONTRACTS[kind]) if found == attribute)
    return Entry(kind, name, title, target)


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
