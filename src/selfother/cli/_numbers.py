"""How commands write numbers: with their standard errors, and rates over time as a line of blocks."""

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["cells", "spark"]

_BLOCKS = "▁▂▃▄▅▆▇█"
_LINE_WIDTH = 60


def cells(values: Sequence[float], errors: Sequence[float | None]) -> list[str]:
    """Print values with their standard errors, where they have one.

    Example:
        >>> cells([0.5, 1.0], [0.01, None])
        ['0.500 ± 0.010', '1.000']
    """
    return [
        f"{value:.3f}" if error is None else f"{value:.3f} ± {error:.3f}"
        for value, error in zip(values, errors, strict=True)
    ]


def spark(rates: list[float]) -> str:
    """Draw rates in [0, 1] as a line of blocks, averaged over bins where there are more than fit.

    Example:
        >>> spark([0.0, 0.5, 1.0])
        '▁▅█'
    """
    bins = min(len(rates), _LINE_WIDTH)
    edges = [len(rates) * k // bins for k in range(bins + 1)]
    means = [sum(rates[low:high]) / (high - low) for low, high in pairwise(edges)]
    return "".join(_BLOCKS[min(int(mean * len(_BLOCKS)), len(_BLOCKS) - 1)] for mean in means)
