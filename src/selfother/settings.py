"""What can be set of a thing of the catalogue: settings with their types, defaults and meanings, and how it is called.

Types and defaults come from the class, meanings from the `Attributes:` of its docstring and of those that it extends,
so that a page or a command that shows them cannot say something else than the code.
"""

import dataclasses
import inspect
import re
import sys
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from selfother.catalogue import Kind, find

__all__ = ["Description", "Setting", "describe"]


@dataclass(frozen=True)
class Setting:
    """One setting.

    Attributes:
        name: Its key, with dots for a setting inside a section.
        type: What it takes, in Python's words.
        default: What it is where nothing is said, as it is written; None: it must be given.
        meaning: What it does, from the docstring; empty where nothing is said.
    """

    name: str
    type: str
    default: str | None
    meaning: str


@dataclass(frozen=True)
class Description:
    """One thing of the catalogue.

    Attributes:
        kind: Its catalogue.
        name: Its word.
        title: The first line of its docstring.
        text: The rest of the docstring up to its attributes.
        settings: What can be set.
        command: An example on the command line.
        study: How it stands in a study file; empty for what does not.
        source: The file that holds it.
    """

    kind: Kind
    name: str
    title: str
    text: str
    settings: tuple[Setting, ...]
    command: str
    study: str
    source: str


def describe(kind: Kind, name: str) -> Description:
    """Return what can be set of a thing, by its name or its `./file.py:Class`.

    Raises:
        UnknownName: No such name.
        BadArgument: A file of yours that cannot be imported.

    Example:
        >>> [setting.name for setting in describe("agents", "random").settings]
        ['p']
    """
    entry = find(kind, name)
    factory = entry.load()
    said = inspect.getdoc(factory) or ""
    title, _, rest = said.partition("\n")
    text = re.split(r"^(?:Attributes|Raises|Example|Source):?", rest, maxsplit=1, flags=re.MULTILINE)[0].strip()
    settings = tuple(_settings(factory))
    word = _example(name, factory, settings)
    return Description(
        kind, name, title, text, settings, _command(kind, word), _study(kind, word), _file_of(factory, entry.target)
    )


def _settings(factory: Any, section: str = "") -> list[Setting]:
    meanings = _meanings(factory)
    settings: list[Setting] = []
    for name, (annotation, default) in _fields(factory).items():
        inner = next((option for option in [annotation, *get_args(annotation)] if _is_section(option)), None)
        meaning = meanings.get(name, "")
        if inner is not None:
            usual = default if isinstance(default, BaseModel) else None
            settings += [_of_section(setting, f"{section}{name}.", usual) for setting in _settings(inner)]
            continue
        shown = None if default is dataclasses.MISSING else _written(default)
        settings.append(Setting(f"{section}{name}", _type(annotation), shown, meaning))
    return settings


def _of_section(setting: Setting, section: str, usual: BaseModel | None) -> Setting:
    """Return a section's setting under its whole name, with the default that it has in this class."""
    default = setting.default
    if usual is not None and hasattr(usual, setting.name):
        default = _written(getattr(usual, setting.name))
    return dataclasses.replace(setting, name=f"{section}{setting.name}", default=default)


def _is_section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _fields(factory: Any) -> dict[str, tuple[Any, Any]]:
    """Return name -> (type, default) of a pydantic model's or a dataclass's settings; MISSING: it must be given."""
    if hasattr(factory, "model_fields"):
        return {
            name: (
                field.annotation,
                dataclasses.MISSING if field.is_required() else field.get_default(call_default_factory=True),
            )
            for name, field in factory.model_fields.items()
        }
    if not dataclasses.is_dataclass(factory):
        return {}
    return {
        field.name: (
            field.type,
            field.default if field.default_factory is dataclasses.MISSING else field.default_factory(),
        )
        for field in dataclasses.fields(factory)
        if field.init
    }


def _meanings(factory: Any) -> dict[str, str]:
    """Return name -> meaning, from the `Attributes:` of a class and of what it extends, its own last."""
    meanings: dict[str, str] = {}
    for kind in reversed(factory.__mro__):
        section = re.search(r"^Attributes:\n((?:[ \t]+.*\n?|\n)+)", inspect.cleandoc(kind.__doc__ or ""), re.MULTILINE)
        if section:
            entries = re.findall(r"^ {4}(\w+): ((?:.*\n?)(?: {8}.*\n?)*)", section[1], re.MULTILINE)
            meanings |= {name: " ".join(text.split()) for name, text in entries}
    for name, field in getattr(factory, "model_fields", {}).items():
        if field.description:
            meanings[name] = " ".join(field.description.split())
    return meanings


def _type(annotation: Any) -> str:
    """Return a type as Python writes it, without modules, and without what only checks a value (`Annotated`)."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(inner[0])
    if origin in (Union, UnionType):
        return " | ".join(map(_type, inner))
    if origin in (tuple, list, dict):
        return f"{origin.__name__}[{', '.join('...' if part is Ellipsis else _type(part) for part in inner)}]"
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=\w)", "", text).replace("NoneType", "None")


def _written(value: Any) -> str:
    """Return a value as a word on the command line has it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    return repr(value) if isinstance(value, float) else str(value)


def _example(name: str, factory: Any, settings: tuple[Setting, ...]) -> str:
    """Return a word with what must be given, and one setting at its default where nothing must."""
    bare = getattr(factory, "bare_setting", "")
    needed = [
        dataclasses.replace(setting, default=_must_be_given(setting)) for setting in settings if setting.default is None
    ]
    telling = [setting for setting in settings if setting.default not in ("null", "[]", "") and "." not in setting.name]
    parts = [
        str(setting.default) if setting.name == bare else f"{setting.name}={setting.default}"
        for setting in needed or telling[:1]
    ]
    return f"{name}:{','.join(parts)}" if parts else name


def _must_be_given(setting: Setting) -> str:
    """Return what stands for a value that has no default: a number, a mapping, or the name in capitals."""
    if setting.type in ("float", "int"):
        return "1"
    return '{"KEY":VALUE}' if setting.type.startswith("dict") else setting.name.upper()


def _command(kind: Kind, word: str) -> str:
    quoted = f"'{word}'" if re.search(r"[\s\[\]{}()*?|<>;&\"]", word) else word
    return {
        "games": f"selfother play tit_for_tat selfish --game {quoted}",
        "agents": f"selfother play {quoted} tit_for_tat",
        "interventions": f"selfother train {quoted} --model smollm2-135m --out product",
        "probes": f"selfother probe {quoted} --model smollm2-135m",
        "checks": "selfother study run mine.yaml",
        "rules": f"selfother study run mine.yaml -o contrasts.rule={quoted}",
    }[kind]


def _study(kind: Kind, word: str) -> str:
    quoted = f"'{word}'" if '"' in word else f'"{word}"'
    return {
        "games": "",
        "agents": "",
        "interventions": f"arms: {{mine: {{role: treatment, apply: [{quoted}]}}}}",
        "probes": f"probes: [{quoted}]",
        "checks": f"games: [{quoted}]",
        "rules": f"contrasts: {{rule: {quoted}, measure: deception.deceptive, treatment: [mine]}}",
    }[kind]


def _file_of(factory: Any, target: str) -> str:
    """Return the file of a class, from the package's folder on for one of ours."""
    place = target.rpartition(":")[0]
    if place.endswith(".py"):
        return place
    module = sys.modules[factory.__module__]
    return place.replace(".", "/") + ".py" if place.startswith("selfother.") else str(module.__file__)
