"""What a thing is, as the key of what is kept about it: its class, its code where that is not ours, its settings.

A word (`walker`, `empathic:lam=0.3`) is for the reader. A key must tell apart two classes of one name, and the same
file before and after it was edited; see `own_files`. What cannot be told apart has no identity, and nothing is kept.
"""

import dataclasses
import hashlib
import json
import sys
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from selfother.own_files import source_digest

__all__ = ["identity_of"]


_STATELESS = ("abc", "typing", "collections.abc")
"""Modules of Python whose classes hold nothing: they say what a class promises."""


class _Unknown(Exception):
    """A value that nothing can be told by."""


def identity_of(thing: Any) -> str | None:
    """Return the text that stands for an object in a key, equal exactly where class, code and settings are equal.

    Args:
        thing: A frozen dataclass, a pydantic model, or an object whose attributes are plain.

    Returns:
        JSON text; None where its class stands in no file, or a setting cannot be written down (a function, say).

    Example:
        >>> from selfother.agents import Random
        >>> identity_of(Random(p=0.25))
        '["selfother.agents.scripted:Random", "", {"p": 0.25}]'
    """
    try:
        return json.dumps(_said_of(thing), sort_keys=True)
    except (_Unknown, RecursionError):
        return None


def _said_of(thing: Any) -> list[Any]:
    kind = type(thing)
    code = source_digest(kind)
    if code is None or not all(map(_keeps_state_in_attributes, kind.__mro__)):
        raise _Unknown
    name = f"{kind.__module__}:{kind.__qualname__}" if not code else kind.__qualname__
    schema = [thing.schema_number] if hasattr(thing, "schema_number") else []
    return [name, code, _settings_of(thing), *schema]


def _keeps_state_in_attributes(kind: type) -> bool:
    """Whether what the objects of a class hold is seen in their fields or attributes: not of a list, a generator."""
    if kind is object or kind.__module__ in _STATELESS:
        return True
    file = getattr(sys.modules.get(kind.__module__), "__file__", None) or ""
    if kind.__module__.partition(".")[0] in sys.stdlib_module_names or not file.endswith(".py"):
        return False
    return dataclasses.is_dataclass(kind) or all(name.startswith("__") for name in getattr(kind, "__slots__", ()))


def _settings_of(thing: Any) -> dict[str, Any]:
    if isinstance(thing, BaseModel):
        return {name: _plain(getattr(thing, name)) for name in type(thing).model_fields}
    if dataclasses.is_dataclass(thing):
        return {field.name: _plain(getattr(thing, field.name)) for field in dataclasses.fields(thing) if field.init}
    return {name: _plain(value) for name, value in getattr(thing, "__dict__", {}).items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, np.ndarray | np.generic):
        array = np.asarray(value)
        if array.dtype.hasobject:
            raise _Unknown
        return [str(array.dtype), array.shape, hashlib.sha256(array.tobytes()).hexdigest()]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Enum):
        return [type(value).__name__, value.name]
    own = getattr(value, "identity", None)
    if isinstance(own, str):
        return own
    return _said_of(value)
