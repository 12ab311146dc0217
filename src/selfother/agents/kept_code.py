"""Compiled code that is kept on disk, where there is a place for it. Importing this file loads numba."""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

__all__ = ["kept"]

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def kept(kernel: Kernel, **options: Any) -> Kernel:
    """A kernel that is compiled when it is first called, and loaded from disk in later processes.

    Where neither the folder of the code nor the user's cache can be written, it is compiled in every process.

    Args:
        kernel: A function that numba compiles.
        **options: Options of `numba.njit`.
    """
    try:
        made: Any = njit(cache=True, **options)(kernel)
    except RuntimeError as error:  # numba's word for: no folder can be written
        if "no locator" not in str(error):
            raise
        made = njit(**options)(kernel)
    return made  # type: ignore[no-any-return]
