"""Whether a class keeps the methods of its contract, checked before it does any work.

Python itself notices a missing method when an object is made, and other arguments only in the middle of a run.
"""

import inspect
from typing import Any

from selfother.errors import BadArgument

__all__ = ["check_methods"]


def check_methods(factory: Any, called: str) -> None:
    """Check that a class defines every abstract method of its contract, with the arguments that it is called with.

    Args:
        factory: The class.
        called: What it is called, for errors: "agent 'mine.py:Walker'".

    Raises:
        BadArgument: A method is missing, takes other arguments, or stands where a property does.
    """
    if missing := sorted(getattr(factory, "__abstractmethods__", ())):
        raise BadArgument(f"{called} lacks {', '.join(missing)}. Define {_them(missing)} in {factory.__name__}.")
    for name, stated in _contract_of(factory).items():
        own = inspect.getattr_static(factory, name)
        if isinstance(stated, property):
            if inspect.isfunction(own):
                where = f"above it in {factory.__name__}"
                raise BadArgument(f"{called}: {name} must be a property. Write @property {where}.")
        elif inspect.isfunction(own) and inspect.isfunction(stated) and not _takes(own, stated):
            raise BadArgument(
                f"{called}: {name} takes {_arguments(own)}; expected {_arguments(stated)}. "
                f"Correct {name} in {factory.__name__}."
            )


def _contract_of(factory: Any) -> dict[str, Any]:
    """Name -> what was abstract in a class that this one extends, and is defined in it."""
    return {
        name: vars(base)[name]
        for base in reversed(factory.__mro__[1:])
        for name in getattr(base, "__abstractmethods__", ())
        if name in vars(base)
    }


def _takes(own: Any, stated: Any) -> bool:
    """Whether a method can be called as its contract is."""
    ordered = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    arguments = inspect.signature(stated).parameters.values()
    by_name = {argument.name: None for argument in arguments if argument.kind is inspect.Parameter.KEYWORD_ONLY}
    try:
        inspect.signature(own).bind(*(argument.name for argument in arguments if argument.kind in ordered), **by_name)
    except TypeError:
        return False
    return True


def _arguments(method: Any) -> str:
    signature = inspect.signature(method)
    bare = [argument.replace(annotation=inspect.Parameter.empty) for argument in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))


def _them(missing: list[str]) -> str:
    return "it" if len(missing) == 1 else "them"
