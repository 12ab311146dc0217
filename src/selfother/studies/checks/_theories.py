"""Which theories of mind there are: looked up, so that a new one is covered the moment it exists."""

from selfother.agents import theory_of_mind

__all__ = ["every_theory"]


def every_theory() -> tuple[str, ...]:
    """Return the names of all theories of mind that an empathic agent can have."""
    return tuple(getattr(theory_of_mind, "THEORY_NAMES", theory_of_mind.THEORIES))
