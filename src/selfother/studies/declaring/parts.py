"""A part of a study: the name of a check, intervention or probe with its settings, and the object that they make."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_serializer, model_validator
from pydantic.json_schema import JsonSchemaValue

from selfother.catalogue import Kind, build, entries, parse_word
from selfother.errors import SelfOtherError

__all__ = ["Part", "build_at", "fingerprint", "name_apart", "short_name", "source_digest"]


_SCENARIO_FILE = re.compile(r"(.+\.ya?ml)(?::[^:]+)?")
"""How settings name a file of scenario families, or one family of it."""


class Part(BaseModel):
    """A name and its settings, written `name`, `name:key=value`, or `{name: {key: value}}`.

    In Python the object itself may stand for its name and settings: `probes=[Deception(items=64)]`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    settings: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        if isinstance(given, str):
            name, settings = parse_word(given)
            return {"name": name, "settings": settings}
        if isinstance(given, dict) and len(given) == 1 and not given.keys() & {"name", "settings"}:
            name, settings = next(iter(given.items()))
            return {"name": str(name), "settings": settings or {}}
        if isinstance(given, dict) and given.keys() <= {"name", "settings"}:
            return given
        if isinstance(given, BaseModel) and not isinstance(given, Part):
            return {"name": _word_of(type(given)), "settings": given.model_dump(mode="json")}
        if isinstance(given, Part):
            return given
        raise ValueError("expected a name, or one name with its settings: {name: {setting: value}}")

    @model_serializer
    def _write(self) -> str | dict[str, Any]:
        return {self.name: self.settings} if self.settings else self.name

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what a study file may say, not how the part is kept."""
        settings = {"anyOf": [{"type": "object"}, {"type": "null"}]}
        mapping = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": settings}
        return {
            "title": "Part",
            "anyOf": [{"type": "string"}, mapping],
            "description": "A name, or {name: {settings}}.",
        }


def build_at(kind: Kind, part: Part, place: str) -> Any:
    """Make the object of a part; an error names the place in the study file.

    Raises:
        SelfOtherError: Whatever `catalogue.build` raises, with `place` before its text.
    """
    try:
        return build(kind, part.name, part.settings)
    except SelfOtherError as error:
        raise type(error)(f"{place}: {error}") from error


def short_name(name: str) -> str:
    """Return the name that results are kept under: the class of a path, else the name itself."""
    return name.rpartition(".py:")[2]


def name_apart(parts: Sequence[Part]) -> dict[str, Part]:
    """Return name -> part: the short name, with the settings behind it where two parts share one."""
    shorts = [short_name(part.name) for part in parts]
    return {
        short if shorts.count(short) == 1 else _with_settings(short, part.settings): part
        for short, part in zip(shorts, parts, strict=True)
    }


def _with_settings(name: str, settings: Mapping[str, Any]) -> str:
    said = ",".join(f"{key}={value}" for key, value in settings.items())
    return f"{name}:{said}" if said else name


def source_digest(part: Part) -> str:
    """Return the hash of the files that a part names: its own `file.py:Class`, and scenario files in its settings.

    Empty where it names none. A built-in says with its `schema_number` that its results changed; a user's own file says
    so by its text.

    Raises:
        FileNotFoundError: There is no `file.py`.
    """
    path, dot, _ = part.name.partition(".py:")
    texts = [Path(f"{path}.py").read_bytes()] if dot else []
    named = [found.group(1) for found in map(_SCENARIO_FILE.fullmatch, _texts(part.settings)) if found]
    texts += [Path(file).read_bytes() for file in named if Path(file).is_file()]
    return hashlib.sha256(b"\0".join(texts)).hexdigest() if texts else ""


def _texts(settings: Any) -> Iterator[str]:
    """Yield every string inside settings."""
    if isinstance(settings, str):
        yield settings
    elif isinstance(settings, dict | list | tuple):
        for value in settings.values() if isinstance(settings, dict) else settings:
            yield from _texts(value)


def fingerprint(part: Part, thing: Any) -> dict[str, Any]:
    """Return what determines the results of a part: name, schema number, every setting with its default, source."""
    return {
        "name": short_name(part.name),
        "schema": getattr(thing, "schema_number", 1),
        "settings": thing.model_dump(mode="json"),
        "source": source_digest(part),
    }


def _word_of(kind: type) -> str:
    target = f"{kind.__module__}:{kind.__name__}"
    for catalogue in ("checks", "interventions", "probes"):
        for entry in entries(catalogue):
            if entry.target == target:
                return entry.name
    import inspect

    return f"{inspect.getfile(kind)}:{kind.__name__}"
