"""How far two who label the same things agree, beyond chance."""

from collections import Counter
from collections.abc import Hashable, Sequence

from selfother.errors import BadArgument

__all__ = ["cohen_kappa"]


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Cohen's kappa: (agreement - chance) / (1 - chance), chance from how often each gives each label.

    Args:
        first: Labels of one, a label a thing.
        second: Labels of the other, in the same order.

    Returns:
        In [-1, 1]; None where both give one and the same label to all, so that chance is 1.

    Raises:
        BadArgument: Lists of different lengths, or empty ones.

    Source: Cohen 1960, "A coefficient of agreement for nominal scales".

    Example:
        >>> cohen_kappa([1, 1, 0, 0], [1, 1, 0, 1])
        0.5
    """
    if not first or len(first) != len(second):
        raise BadArgument(
            f"kappa takes two labels for each of one or more things; got {len(first)} and {len(second)} labels."
        )
    n = len(first)
    agreed = sum(left == right for left, right in zip(first, second, strict=True)) / n
    counts = Counter(first), Counter(second)
    chance = sum(counts[0][label] * counts[1][label] for label in counts[0]) / n**2
    return None if chance == 1.0 else (agreed - chance) / (1.0 - chance)
