"""A part of a study: the name of a check, intervention or probe with its settings, and what determines its results."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_serializer, model_validator
from pydantic.json_schema import JsonSchemaValue

from selfother.catalogue import KINDS, entries, parse_word
from selfother.errors import BadStudy
from selfother.own_files import source_digest, word_of_file

__all__ = ["Part", "fingerprint", "name_apart", "short_name", "source_of"]


_NAMED_FILE = re.compile(r"(.+?\.(?:ya?ml|py))(?::.*)?$", re.DOTALL)
"""How settings name a file: of scenario families, one family of it, or a class of the user's own."""


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


def short_name(name: str) -> str:
    """The name that results are kept under: the class of a path, else the name itself."""
    return name.rpartition(".py:")[2]


def name_apart(parts: Sequence[Part]) -> dict[str, Part]:
    """Name -> part: the short name, with the settings behind it where two parts share one.

    Two classes of one name, in two files, keep their paths.
    """
    shorts = [short_name(part.name) for part in parts]
    longer = [
        short if shorts.count(short) == 1 else _with_settings(short, part.settings)
        for short, part in zip(shorts, parts, strict=True)
    ]
    return {
        name if longer.count(name) == 1 else _with_settings(part.name, part.settings): part
        for name, part in zip(longer, parts, strict=True)
    }


def _with_settings(name: str, settings: Mapping[str, Any]) -> str:
    written = ",".join(f"{key}={value}" for key, value in settings.items())
    return f"{name}:{written}" if written else name


def source_of(part: Part, thing: Any) -> str:
    """The hash of what a part consists of beside its settings.

    Its class's code where that is not ours (with the user's modules that it imports), and the files that its settings
    name: scenario files, and agents of the user's own (`./mine.py:Walker`). Empty where it is all ours: a built-in says
    with its `schema_number` that its results changed.

    Raises:
        BadStudy: A class that stands in no file, so that nothing would tell when it changes.
    """
    code = source_digest(type(thing))
    if code is None:
        raise BadStudy(f"{part.name}: its class stands in no file. Put it into one, and name it ./file.py:Class.")
    named = [match.group(1) for match in map(_NAMED_FILE.match, _texts(part.settings)) if match]
    texts = [Path(file).read_bytes() for file in dict.fromkeys(named) if Path(file).is_file()]
    if not code and not texts:
        return ""
    return hashlib.sha256(b"\0".join([code.encode(), *(hashlib.sha256(text).digest() for text in texts)])).hexdigest()


def _texts(settings: Any) -> Iterator[str]:
    """Yield every string inside settings."""
    if isinstance(settings, str):
        yield settings
    elif isinstance(settings, dict | list | tuple):
        for value in settings.values() if isinstance(settings, dict) else settings:
            yield from _texts(value)


def fingerprint(part: Part, thing: Any) -> dict[str, Any]:
    """What determines the results of a part: name, schema number, every setting with its default, source."""
    return {
        "name": short_name(part.name),
        "schema": thing.schema_number,
        "settings": thing.model_dump(mode="json"),
        "source": source_of(part, thing),
    }


def _word_of(kind: type) -> str:
    """The word that finds a class again, also in another process.

    Raises:
        ValueError: A class that stands in no file, or inside another one.
    """
    if own := word_of_file(kind):
        return own
    target = f"{kind.__module__}:{kind.__name__}"
    for catalogue in KINDS:
        for entry in entries(catalogue):
            if entry.target == target:
                return entry.name
    import inspect

    try:
        file = inspect.getfile(kind)
    except (OSError, TypeError):
        file = ""
    if not Path(file).is_file() or "." in kind.__qualname__:
        raise ValueError(
            f"{kind.__qualname__} stands in no file at its top level, so other processes cannot make it. "
            "Put it into one: ./mine.py:Class"
        )
    return f"{file}:{kind.__name__}"
