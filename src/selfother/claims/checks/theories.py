"""Which theories of mind there are: looked up, so that a new one is covered the moment it exists."""

from selfother.agents import theory_of_mind
from selfother.errors import UnknownName

__all__ = ["check_theories", "every_theory"]


def every_theory() -> tuple[str, ...]:
    """Return the names of all theories of mind that an empathic agent can have."""
    return theory_of_mind.THEORY_NAMES


def check_theories(theories: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names if all are known.

    Raises:
        UnknownName: One is not.
    """
    for name in theories:
        if name not in every_theory():
            known = ", ".join(every_theory())
            raise UnknownName(f"unknown theory of mind {name!r}. Known: {known}. Write e.g. theory=history.")
    return theories
