"""What is left of the self-other gap, of the gap of a change of name, of the norm and of the variation over prompts."""

from typing import Literal

from selfother.records.base import Estimate, Record

__all__ = ["GapRecord", "GapWord"]

GapWord = Literal["collapse", "names as much", "self more than names", "gap not closed", "not measured"]
"""collapse: less than the limit of the variation over prompts is left. Else, of a self-other gap of which less than the
limit is left: the name gap is not shown to have shrunk less, or it is."""
_EARLIER = Estimate(value=None, reason="the scores are of a version of the probe that did not measure it")


class GapRecord(Record):
    """The reading of one arm in one training run.

    What is kept is a ratio to the model that the arm starts from: 1 is no change, 0 nothing left.

    Attributes:
        place: Where the activations were read, in words; empty: not known.
        limit: A share below it is called little, in (0, 1).
        gap: Self-other gap, in variances of the reference.
        name_gap: The same between a rival and the same rival under another name.
        norm: Length of the activation for a rival.
        gap_kept: Self-other gap, over situations, against the reference's.
        name_gap_kept: Name gap against the reference's.
        norm_kept: Norm against the reference's.
        names_against_self: `name_gap_kept / gap_kept`: 1 where both shrank alike, more where the name gap shrank less.
        variation: Variance over prompts of the activation for a rival, against the reference's.
        variation_self: The same for questions to oneself.
        word: What the numbers are called.
    """

    place: str = ""
    limit: float
    gap: Estimate
    name_gap: Estimate = _EARLIER
    norm: Estimate = _EARLIER
    gap_kept: Estimate = _EARLIER
    name_gap_kept: Estimate = _EARLIER
    norm_kept: Estimate = _EARLIER
    names_against_self: Estimate = _EARLIER
    variation: Estimate = _EARLIER
    variation_self: Estimate = _EARLIER
    word: GapWord = "not measured"

    @property
    def lowest_variation(self) -> Estimate:
        """The smaller of the two variations, of those that were measured."""
        known = [ratio for ratio in (self.variation, self.variation_self) if ratio.value is not None]
        return min(known, key=lambda ratio: ratio.value or 0.0) if known else self.variation
