"""Every policy of this room by its name, and the provider that answers for it: `--model selfother_null/mirror`."""

from functools import cache
from pathlib import Path

from selfother.dialogues.policy import Policy, policies_in
from selfother.errors import UnknownName

__all__ = ["find_null", "null_policies"]

_PACKAGE = "selfother.exams.policies"


@cache
def _known() -> dict[str, Policy]:
    return policies_in(_PACKAGE, sorted(Path(__file__).parent.glob("*.py")))


def null_policies() -> list[Policy]:
    """One object of every policy of this room, sorted by name."""
    return list(_known().values())


def find_null(name: str) -> Policy:
    """The null policy of a name.

    Raises:
        UnknownName: There is none; the text lists those that there are.
    """
    if name not in _known():
        raise UnknownName.among("policy", name, _known(), "selfother_null/NAME")
    return _known()[name]
