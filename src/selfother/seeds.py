"""Independent random streams, derived from labels and never from the order of execution.

A stream is named by a root seed and any number of labels: `stream(0, "match", "empathic", 3)`. The same name gives
the same numbers on every machine, whatever else ran before and however many workers there were.
"""

import hashlib

import numpy as np

__all__ = ["derive", "stream"]

Label = str | int | float | bool


def derive(seed: int, *labels: Label) -> int:
    """Return a 63-bit seed for the stream that the labels name.

    Args:
        seed: Root seed, any integer.
        *labels: What the stream is for. `1` and `"1"` are different labels.

    Returns:
        An integer in [0, 2**63).

    Example:
        >>> derive(0, "match", 1) == derive(0, "match", 1)
        True
        >>> derive(0, "match", 1) == derive(0, "match", "1")
        False
    """
    text = "\x1f".join([repr(int(seed)), *(f"{type(label).__name__}:{label!r}" for label in labels)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def stream(seed: int, *labels: Label) -> np.random.Generator:
    """Return the generator that the labels name (PCG64, seeded by `derive`).

    Example:
        >>> float(stream(0, "a").random()) == float(stream(0, "a").random())
        True
    """
    return np.random.Generator(np.random.PCG64(derive(seed, *labels)))
