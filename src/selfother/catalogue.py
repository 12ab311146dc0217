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
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal, get_args

from selfother.errors import BadArgument, MissingExtra, UnknownName
from selfother.given_settings import make, parse_word
from selfother.own_files import load_at, word_of_file

__all__ = [
    "KINDS",
    "Entry",
    "Kind",
    "build",
    "entries",
    "find",
    "inspect_tasks",
    "kind_of_file",
    "parse_word",
    "to_word",
]

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
_ROOTS: dict[Kind, frozenset[str]] = _CONTRACTS | {
    "interventions": frozenset({"Intervention"}),
    "probes": frozenset({"Probe"}),
}
"""What a class from elsewhere extends, directly or not."""
_TASK_CONTRACTS = frozenset({"TaskProbe", "TruthProbe"})
_ELSEWHERE: dict[Kind, dict[str, str]] = {"agents": {"model": "selfother.probes._model_player:ModelPlayer"}}
"""Built-ins that stand in a higher room than the folder of their kind, since they lean on more: word -> target."""
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
        module_name, _, attribute = self.target.rpartition(":")
        if module_name.endswith(".py"):
            return load_at(Path(module_name), attribute)
        try:
            return getattr(importlib.import_module(module_name), attribute)
        except ModuleNotFoundError as error:
            if self.kind not in _EXTRAS or (error.name or "").startswith("selfother"):
                raise
            raise MissingExtra.of(_EXTRAS[self.kind], error.name or "a package", f"{self.kind} {self.name}") from error


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
    bare = getattr(type(thing), "bare_setting", "")
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
    if own := word_of_file(kind):
        return own
    target = f"{kind.__module__}:{kind.__qualname__}"
    elsewhere = {found: word for table in _ELSEWHERE.values() for word, found in table.items()}
    return elsewhere.get(target) or _snake(kind.__name__)


def entries(kind: Kind) -> list[Entry]:
    """Return the names of one catalogue, built-in and third-party, sorted; nothing of the built-ins is imported."""
    found = {entry.name: entry for entry in _built_ins(kind)}
    for point in entry_points(group=f"selfother.{kind}"):
        found.setdefault(point.name, Entry(kind, point.name, f"from {point.module}", point.value))
    return [found[name] for name in sorted(found)]


def inspect_tasks() -> list[Entry]:
    """Return the tasks that `inspect eval selfother/NAME` knows: the built-in task probes, sorted; imports nothing."""
    tasks: list[Entry] = []
    for file in sorted((_ROOT / _FOLDERS["probes"]).glob("[!_]*.py")):
        names = {name for name, _, _ in _public_classes(file, _TASK_CONTRACTS)}
        tasks += [
            replace(entry, name=f"selfother/{entry.name}") for entry in _built_ins("probes") if entry.name in names
        ]
    return sorted(tasks, key=lambda entry: entry.name)


def find(kind: Kind, name: str) -> Entry:
    """Return the entry called `name`, or the class at a path `file.py:Class`.

    Raises:
        UnknownName: No such name; the text lists the close ones and where it looked.
    """
    path, dot, attribute = name.rpartition(".py:")
    if dot:
        if not Path(f"{path}.py").is_file():
            raise UnknownName(
                f"no Python file {path}.py for {name!r}. Give the path from where you stand: ./file.py:Class"
            )
        return Entry(kind, name, f"from {path}.py", f"{path}.py:{attribute}")
    for entry in _built_ins(kind):  # before the entry points of every installed package, which take 0.1 s to read
        if entry.name == name:
            return entry
    known = {entry.name: entry for entry in entries(kind)}
    if name not in known:
        where = f"selfother.{kind}, the entry points selfother.{kind}, and files (./file.py:Class)"
        raise UnknownName.among(_SINGULAR[kind], name, known, where)
    return known[name]


def kind_of_file(word: str) -> Kind:
    """Return the kind of a class of the user's own, by the contract that it extends.

    Raises:
        UnknownName: No such file or class.
        BadArgument: A file that cannot be imported, or a class that extends no contract.
    """
    factory = find("agents", word).load()
    for kind in KINDS:
        if _keeps_contract(kind, factory):
            return kind
    wanted = ", ".join(sorted(name for names in _ROOTS.values() for name in names))
    raise BadArgument(f"{word} extends no contract; expected one of {wanted}. See docs/how-to.")


def build(kind: Kind, name: str, settings: Mapping[str, Any] | None = None) -> Any:
    """Make the object that a name and its settings say, with one sentence for every way this can be wrong.

    Raises:
        UnknownName: No such name, or a setting that the class does not have.
        BadArgument: A setting of the wrong type or out of range (classes raise their own errors too), or a value
            without a key for a class that takes none.
    """
    entry = find(kind, name)
    factory = entry.load()
    _check_contract(kind, name, factory)
    file = entry.target.rpartition(":")[0]
    return make(factory, settings or {}, kind=_SINGULAR[kind], name=entry.name, file=file)


def _check_contract(kind: Kind, name: str, factory: Any) -> None:
    """Raise unless a class keeps the contract of its kind, so that what it lacks is not found in the middle of work."""
    if not _keeps_contract(kind, factory):
        wanted, bases = _ROOTS[kind], _our_bases(factory)
        what = (
            f"a class that extends {', '.join(bases) or 'nothing of ours'}" if isinstance(factory, type) else "no class"
        )
        raise BadArgument(
            f"{name} is {what}; expected one that extends {' or '.join(sorted(wanted))}. See selfother list {kind}"
        )


def _keeps_contract(kind: Kind, factory: Any) -> bool:
    return bool(_ROOTS[kind] & set(_our_bases(factory)))


def _our_bases(factory: Any) -> list[str]:
    return [base.__name__ for base in getattr(factory, "__mro__", ()) if base.__module__.startswith("selfother.")]


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
