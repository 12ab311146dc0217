"""The word of an exam, and the share behind it: one rule for every kind of instrument."""

from selfother.exams.record import Word

__all__ = ["PASSING_SHARE", "share_of", "word_of"]

PASSING_SHARE = 0.9
"""A null that reaches this much of what is claimed has passed the exam."""
_ROUNDING = 1e-9


def share_of(value: float, *, chance: float, claim: float) -> float | None:
    """What a null reaches as a share of what an instrument claims, both above chance.

    Args:
        value: Of the null.
        chance: What a subject reaches that knows nothing.
        claim: What the instrument claims.

    Returns:
        (value - chance) / (claim - chance): 0 at chance, 1 at the claim; None where the claim is not above chance.

    Example:
        >>> share_of(0.95, chance=0.5, claim=1.0), share_of(0.8, chance=0.5, claim=0.5)
        (0.8999999999999999, None)
    """
    return (value - chance) / (claim - chance) if claim - chance > _ROUNDING else None


def word_of(
    share: float | None, *, exceeds_chance: bool, is_shown_worse: bool = True, has_control: bool = True
) -> Word:
    """The word for an instrument, from its best null.

    - "no positive control": the instrument itself does not exceed chance, or no subject truly has the property.
    - "passed by a null": the share is .9 or more, or the null is above chance and not shown to be worse.
    - "partly": some null exceeds chance.
    - "not passed by a null": none does.

    Args:
        share: Of the best null (`share_of`); None: not known.
        exceeds_chance: Whether the interval of some null lies above chance, intervals holding for all nulls together.
        is_shown_worse: Whether the best null was shown to be worse than the instrument, paired on the same items. Leave
            it where the instrument itself was not measured.
        has_control: Whether the instrument tells subjects that have the property from chance.

    Example:
        >>> word_of(0.97, exceeds_chance=True), word_of(0.3, exceeds_chance=True), word_of(0.1, exceeds_chance=False)
        ('passed by a null', 'partly', 'not passed by a null')
    """
    if not has_control:
        return "no positive control"
    reaches = share is not None and share >= PASSING_SHARE - _ROUNDING
    if reaches or (exceeds_chance and not is_shown_worse):
        return "passed by a null"
    return "partly" if exceeds_chance else "not passed by a null"
