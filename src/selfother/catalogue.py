"""A word becomes an object: the names of games, agents, interventions, probes, checks and verdict rules.

A built-in is a public class in the room of its kind, or one folder deeper, that extends the kind's contract, directly
or not (`agents/empathic.py` holds `class Empathic(Social, Agent)`, which makes the word `empathic`). It is titled by
the first line of its docstring and read with `ast`: listing imports nothing. The contract is the abstract class in the
room's file of that name (`agents/agent.py`); a class that is abstract itself lists `ABC` among its bases and has no
word. Other packages add theirs by entry points (`selfother.agents`, ...), which we use too for a class that leans on
a higher room than that of its kind; and a path always works: `./mine.py:MyAgent`.

A word is `name` or `name:key=value,key=value`. Values are read as YAML scalars (`0.3`, `true`, `history`). A class that
names one of its settings in `bare_setting` takes that one without its key, first: `model:smollm2-135m,window=3`. A
class may say its own word: `word_name = "model"`. Python takes objects; only the command line and study files take
words.
"""

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal, get_args

from selfother.class_heads import check_python, classes_extending, heads_of, named_classes, snake_case
from selfother.contracts import check_methods
from selfother.errors import BadArgument, MissingExtra, SelfOtherError, UnknownName
from selfother.given_settings import make, parse_word
from selfother.installation import extra_of
from selfother.own_files import complaint, load_at, word_of_file

__all__ = [
    "KINDS",
    "Entry",
    "Kind",
    "build",
    "entries",
    "entries_in",
    "find",
    "inspect_tasks",
    "kind_of_file",
    "name_of",
    "parse_word",
    "to_word",
]

Kind = Literal["games", "agents", "interventions", "probes", "checks", "rules"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_SINGULAR = {kind: kind.removesuffix("s") for kind in KINDS}
_ROOMS: dict[Kind, str] = {kind: kind for kind in KINDS} | {"checks": "claims/checks", "rules": "studies/judging/rules"}
_EXTRAS = {"interventions": "lm", "probes": "lm"}
_ROOT = Path(__file__).parent
_TASK_CONTRACT = "TaskProbe"
"""The class of `probes/probe.py` that becomes a task of Inspect."""


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
        """Import the module and return the class.

        Raises:
            BadArgument: A file that cannot be imported, or a class of another package that cannot.
            MissingExtra: A package that one of ours needs is not installed.
        """
        module_name, _, attribute = self.target.rpartition(":")
        if module_name.endswith(".py"):
            return load_at(Path(module_name), attribute)
        if module_name.partition(".")[0] != "selfother":
            return _load_foreign(module_name, attribute, f"{_SINGULAR[self.kind]} {self.name!r}")
        try:
            return getattr(importlib.import_module(module_name), attribute)
        except ModuleNotFoundError as error:
            if self.kind not in _EXTRAS or (error.name or "").startswith("selfother"):
                raise
            raise MissingExtra.of(_EXTRAS[self.kind], error.name or "a package", f"{self.kind} {self.name}") from error


def _load_foreign(module_name: str, attribute: str, called: str) -> Any:
    """A class of another package, which may be gone, or broken."""
    try:
        return attrgetter(attribute)(importlib.import_module(module_name))
    except SelfOtherError:
        raise
    except (Exception, SystemExit) as error:
        package = (getattr(error, "name", "") or "").partition(".")[0]
        if isinstance(error, ModuleNotFoundError) and (extra := extra_of(package)):
            raise MissingExtra.of(extra, package, called) from error
        raise BadArgument(
            f"{called} is {module_name}:{attribute} of another package, which cannot be imported: "
            f"{complaint(error, '')}. Install that package again, or remove it."
        ) from error


def to_word(thing: Any, **words: str) -> str:
    """The word that makes a frozen dataclass of a catalogue: its name and the settings that are not defaults.

    A `bare_setting` is what an object is called by (`axelrod:Tit For Tat`), so it is written also at its default.

    Args:
        thing: The object.
        **words: What to write for a setting in place of its value.

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
    written = {key: words.get(key, _written(value)) for key, value in settings.items()}
    parts = [text if key == bare else f"{key}={text}" for key, text in written.items()]
    return ":".join(filter(None, [name_of(type(thing)), ",".join(parts)]))


def _written(value: Any) -> str:
    return f"[{','.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def name_of(kind: type) -> str:
    """The name of a class in its catalogue: its own `word_name`, its path, or its name in snake case.

    Example:
        >>> from selfother.agents import WinStayLoseShift
        >>> name_of(WinStayLoseShift)
        'win_stay_lose_shift'
    """
    return word_of_file(kind) or kind.__dict__.get("word_name", "") or snake_case(kind.__name__)


def entries(kind: Kind) -> list[Entry]:
    """The names of one catalogue, built-in and third-party, sorted; nothing of the built-ins is imported."""
    known = {entry.name: entry for entry in _built_ins(kind)}
    for point in entry_points(group=f"selfother.{kind}"):
        target = point.value.partition("[")[0].strip()  # without the extras that it may name
        known.setdefault(point.name, Entry(kind, point.name, _title_of(target), target))
    return [known[name] for name in sorted(known)]


def entries_in(folder: Path) -> dict[Kind, list[Entry]]:
    """The classes of the files in a folder of the user's own, by kind; nothing of them is imported.

    Args:
        folder: Its Python files are read, those of folders inside it are not.

    Returns:
        Kind -> entries, sorted by file; the word of each is its path, `FOLDER/file.py:Class`, and works as it stands. A
        class counts where it extends a contract, a built-in, or another class of the folder that does.

    Raises:
        BadArgument: No such folder, a file that is no Python, or no class of any kind.
    """
    if not folder.is_dir():
        raise BadArgument(f"no folder {str(folder)!r}. Give the folder that your files are in.")
    files = tuple(sorted(folder.glob("*.py")))
    for file in files:
        check_python(file)
    by_kind: dict[Kind, list[Entry]] = {}
    for kind in KINDS:
        built_in = _contracts(kind) | set(_classes_of(kind))
        names = frozenset(classes_extending(frozenset(built_in), files))
        by_kind[kind] = [
            Entry(kind, f"{file}:{name}", title, f"{file}:{name}")
            for file in files
            for _, title, name in named_classes(file, names)
        ]
    if not any(by_kind.values()):
        wanted = ", ".join(sorted(name for kind in KINDS for name in _contracts(kind)))
        raise BadArgument(f"no class in {folder}/*.py extends a contract; expected one of {wanted}.")
    return by_kind


def inspect_tasks() -> list[Entry]:
    """The tasks that `inspect eval selfother/NAME` knows: the built-in task probes, sorted; imports nothing."""
    tasks = set(classes_extending(frozenset({_TASK_CONTRACT}), _files_of(_ROOMS["probes"])))
    return [
        replace(entry, name=f"selfother/{entry.name}")
        for entry in _built_ins("probes")
        if entry.target.rpartition(":")[2] in tasks
    ]


def find(kind: Kind, name: str) -> Entry:
    """The entry called `name`, or the class at a path `file.py:Class`.

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
    if name.endswith(".py"):
        raise UnknownName(f"{name} names a file and no class. Write {name}:Class")
    for entry in _built_ins(kind):  # before the entry points of every installed package, which take 0.1 s to read
        if entry.name == name:
            return entry
    known = {entry.name: entry for entry in entries(kind)}
    if name not in known:
        advice = f"`selfother list {kind}` shows all; write a class of your own as ./file.py:Class."
        raise UnknownName.among(_SINGULAR[kind], name, known, advice=advice)
    return known[name]


def kind_of_file(word: str) -> Kind:
    """The kind of a class of the user's own, by the contract that it extends.

    Raises:
        UnknownName: No such file or class.
        BadArgument: A file that cannot be imported, or a class that extends no contract.
    """
    factory = find("agents", word).load()
    for kind in KINDS:
        if _keeps_contract(kind, factory):
            return kind
    wanted = ", ".join(sorted(name for kind in KINDS for name in _contracts(kind)))
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
        wanted, bases = _contracts(kind), _our_bases(factory)
        what = (
            f"a class that extends {', '.join(bases) or 'nothing of ours'}" if isinstance(factory, type) else "no class"
        )
        raise BadArgument(
            f"{name} is {what}; expected one that extends {' or '.join(sorted(wanted))}. "
            f"`selfother list {kind}` shows some."
        )
    if not factory.__module__.startswith("selfother."):  # ours are held by mypy and by the tests of their contract
        check_methods(factory, f"{_SINGULAR[kind]} {name!r}")


def _keeps_contract(kind: Kind, factory: Any) -> bool:
    return bool(_contracts(kind) & set(_our_bases(factory)))


def _our_bases(factory: Any) -> list[str]:
    return [base.__name__ for base in getattr(factory, "__mro__", ()) if base.__module__.startswith("selfother.")]


@cache
def _built_ins(kind: Kind) -> tuple[Entry, ...]:
    classes = _classes_of(kind)
    built_ins = [
        Entry(kind, name, title, f"{_module_of(file)}:{attribute}")
        for file in sorted(set(classes.values()))
        for name, title, attribute in named_classes(file, frozenset(classes))
    ]
    return tuple(sorted(built_ins, key=lambda entry: entry.name))


def _classes_of(kind: Kind) -> dict[str, Path]:
    """Every built-in class of a kind, with its file."""
    return classes_extending(_contracts(kind), _files_of(_ROOMS[kind]))


@cache
def _contracts(kind: Kind) -> frozenset[str]:
    """The names of the abstract classes that a thing of this kind extends."""
    room, singular = _ROOT / _ROOMS[kind], _SINGULAR[kind]
    files = [*room.glob(f"{singular}.py"), *room.glob(f"*_{singular}.py")]
    heads = [head for file in files for head in heads_of(file)]
    return frozenset(name for name, bases in heads if bases & {"ABC"} and not bases & {name for name, _ in heads})


@cache
def _files_of(room: str) -> tuple[Path, ...]:
    """The files of a room, and of the folders in it."""
    return tuple(file for pattern in ("*.py", "*/*.py") for file in (_ROOT / room).glob(pattern))


def _module_of(file: Path) -> str:
    return ".".join(["selfother", *file.relative_to(_ROOT).with_suffix("").parts])


def _title_of(target: str) -> str:
    """The title of a class that an entry point names, from its file; nothing of it is imported."""
    module, _, attribute = target.partition(":")
    top, *rest = module.split(".")
    try:
        spec = importlib.util.find_spec(top)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            file = Path(place, *rest).with_suffix(".py")
            if file.is_file():
                return next((title for _, title, name in named_classes(file, frozenset({attribute}))), "") or module
    except (OSError, SyntaxError, ValueError):  # a file of others that is no Python: `load` says so
        return f"from {module}"
    return f"from {module}"
