"""How the room's kernels are compiled, and where their chance comes from. Importing this file loads numba.

Every run has its own counter-based generator (splitmix64; Steele, Lea and Flood 2014) whose state is one number, so
that what it draws depends on nothing outside it. Kernels release the interpreter's lock: threads run side by side.
Compiled code is cached on disk; the first compilation says so in one line on stderr.
"""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba.core import event
from numpy.typing import NDArray

from selfother.agents.kept_code import kept

__all__ = ["Chance", "below", "compiled", "other_type", "uniform"]

STEP = np.uint64(0x9E3779B97F4A7C15)
MIX_1, MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
BY_11, BY_27, BY_30, BY_31 = (np.uint64(count) for count in (11, 27, 30, 31))

Chance = NDArray[np.uint64]
"""State of a run's generator, shape (1,)."""
Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile when first called, without the interpreter's lock, and keep the code on disk where there is a place."""
    return kept(kernel, nogil=True, error_model="numpy")


class _Announcement(event.Listener):
    """Says once that numba compiles, which takes seconds; code that comes from the cache is loaded in silence."""

    def __init__(self) -> None:
        self.was_made = False

    def on_start(self, event: Any) -> None:
        """Print the line before the first compilation of a kernel of this room."""
        room = __name__.rpartition(".")[0]
        if not self.was_made and event.data["dispatcher"].py_func.__module__.startswith(room):
            self.was_made = True
            print("selfother: compiling the populations, some seconds, once (kept for later)", file=sys.stderr)

    def on_end(self, event: Any) -> None:
        """Nothing to say."""


event.register("numba:compile", _Announcement())  # type: ignore[no-untyped-call]


@compiled
def uniform(chance: Chance) -> float:
    """Return the next number of a run's sequence, in [0, 1)."""
    chance[0] += STEP
    z = chance[0]
    z = (z ^ (z >> BY_30)) * MIX_1
    z = (z ^ (z >> BY_27)) * MIX_2
    z = z ^ (z >> BY_31)
    return float(z >> BY_11) * 2.0**-53


@compiled
def below(chance: Chance, count: int) -> int:
    """Return a whole number in [0, count)."""
    return int(uniform(chance) * count)


@compiled
def other_type(chance: Chance, own: int, types: int) -> int:
    """Return one of the types other than `own`, each equally likely."""
    chosen = below(chance, types - 1)
    return chosen + 1 if chosen >= own else chosen
