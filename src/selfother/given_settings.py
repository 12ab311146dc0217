"""Settings as a user gives them: read from a word, checked against a class, and made into an object.

Of a class nothing is asked but its fields (a dataclass's or a pydantic model's) and its `bare_setting`, so that every
catalogue, and a class in a user's own file, is made here. Whatever is wrong is one sentence that says what to write.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING
from typing import Any, get_args, get_origin

from selfother.errors import BadArgument, SelfOtherError, UnknownName
from selfother.own_files import complaint

__all__ = ["make", "parse_word"]

_BARE = ""
"""The key under which a value without one travels from `parse_word` to `make`, which knows the class."""


def parse_word(word: str) -> tuple[str, dict[str, Any]]:
    """Split `name:key=value,...` into the name and its settings.

    A dotted key sets a setting inside a setting; a value in brackets is a list. A first value without a key stands
    under the empty key, as it is written: `make` gives it to the class's `bare_setting`.

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
    from selfother.yaml_text import read_value

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
        _set(settings, key, read_value(value, f"{name}: {key}"), word)
    return name.strip(), settings


def make(factory: Any, settings: Mapping[str, Any], *, kind: str, name: str, file: str = "") -> Any:
    """Make the object of a class that settings say.

    Args:
        factory: The class.
        settings: Key -> value, as `parse_word` returns them.
        kind: What the object is, for errors: "agent".
        name: What it is called, for errors.
        file: The file of the class where it is the user's own, for errors that name a line of it.

    Raises:
        UnknownName: A setting that the class does not have.
        BadArgument: A setting that is missing, of the wrong type or out of range (classes raise their own errors too),
            or a value without a key for a class that takes none.
    """
    given = _with_keys(name, getattr(factory, "bare_setting", _BARE), settings)
    _check_settings(factory, given, kind, name)
    try:
        made = factory(**_in_lists(factory, given))
    except SelfOtherError:
        raise
    except Exception as error:
        _check_numbers(factory, given, name)
        raise _sentence(error, factory, f"{kind} {name!r}", name, file) from error
    _check_numbers(factory, given, name)  # after the class, whose own error says more
    return made


def _set(settings: dict[str, Any], key: str, value: Any, word: str) -> None:
    """Put a value where a dotted key says.

    Raises:
        BadArgument: The place is taken, by a value or by settings.
    """
    *outer, last = key.split(".")
    place = settings
    for depth, section in enumerate(outer, start=1):
        place = place.setdefault(section, {})
        if not isinstance(place, dict):
            outside = ".".join(outer[:depth])
            raise BadArgument(
                f"{word!r}: {outside!r} is {place!r}, which has no settings of its own. Leave {key!r} out."
            )
    if last in place:
        raise BadArgument(f"{word!r}: {key!r} is given twice. Give it once.")
    place[last] = value


def _check_settings(factory: Any, given: Mapping[str, Any], kind: str, name: str) -> None:
    """Raise where a dataclass has no such setting, lacks one, or has one of another kind; pydantic checks its own."""
    known = _setting_names(factory)
    if known is None and given and getattr(factory, "__init__", None) is object.__init__:
        raise BadArgument(
            f"{kind} {name!r} takes no settings; got {', '.join(given)}. If {factory.__name__} declares them, "
            "write @dataclass(frozen=True) above the class."
        )
    for key in given:
        if known is not None and key not in known:
            raise UnknownName.among(f"setting of {kind} {name!r}:", key, known)
    if missing := [key for key in _required_settings(factory) if key not in given]:
        bare = getattr(factory, "bare_setting", _BARE)
        example = f"{name}:{','.join(key.upper() if key == bare else f'{key}=...' for key in missing)}"
        raise BadArgument(f"{kind} {name!r} needs {', '.join(missing)}. Write {example}")
    for key, field in getattr(factory, "__dataclass_fields__", {}).items():
        if isinstance(given.get(key), dict):
            inside = f"{key}.{next(iter(given[key]), '')}"
            raise BadArgument(f"{name}: {key} has no settings of its own; got {inside!r}. Write {key}=VALUE")
        if key in given and field.type in (bool, "bool") and not isinstance(given[key], bool):
            raise BadArgument(f"{name}: {key} is true or false; got {given[key]!r}. Write {key}=true or {key}=false")


def _check_numbers(factory: Any, given: Mapping[str, Any], name: str) -> None:
    """Raise where a dataclass took something else for a setting that it declares to be a number."""
    numbers = {"int": (int, "a whole number"), "float": (int | float, "a number")}
    for key, field in getattr(factory, "__dataclass_fields__", {}).items():
        kind, wanted = numbers.get(getattr(field.type, "__name__", field.type), (object, ""))
        if key in given and wanted and (isinstance(given[key], bool) or not isinstance(given[key], kind)):
            raise BadArgument(f"{name}: {key} is {wanted}; got {given[key]!r}. Write {key}=NUMBER")


def _sentence(error: Exception, factory: Any, called: str, name: str, file: str) -> SelfOtherError:
    """Return the error that says what is wrong with a setting, and where."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        return BadArgument(f"{called}: {complaint(error, file)}. Correct its settings.")
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        section = ".".join(str(part) for part in first["loc"][:-1])
        known = [f"{section}.{key}" if section else key for key in _fields_at(factory, first["loc"][:-1])]
        return UnknownName.among(f"setting of {called}:", place, known)
    message = first["msg"].removeprefix("Value error, ")
    return BadArgument(f"{called}: {place or name}: {message}; got {first['input']!r}. Correct that setting.")


def _fields_at(factory: Any, way: Sequence[Any]) -> list[str]:
    """Return the settings of a section of a pydantic model, by the way that leads there."""
    for step in way:
        field = getattr(factory, "model_fields", {}).get(step)
        options = [] if field is None else [field.annotation, *get_args(field.annotation)]
        factory = next((option for option in options if hasattr(option, "model_fields")), None)
    return list(getattr(factory, "model_fields", {}))


def _with_keys(name: str, bare: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Give the value without a key to the setting that takes it."""
    if _BARE not in settings:
        return dict(settings)
    value = settings[_BARE]
    if not bare:
        raise _no_key(name, value)
    if bare in settings:
        raise BadArgument(f"{name}: {bare!r} is given twice, as {value!r} and {settings[bare]!r}. Give it once.")
    return {bare: value} | {key: given for key, given in settings.items() if key != _BARE}


def _in_lists(factory: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings with a lone word in a list where the class takes a list, as in `families=burglary`."""
    fields = getattr(factory, "model_fields", {})
    return {
        key: [value] if key in fields and _is_list(fields[key]) and isinstance(value, str) else value
        for key, value in given.items()
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
