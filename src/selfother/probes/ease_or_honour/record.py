"""What the bench says of one model: a reading for each form, and every wrong move on a clinical item."""

from typing import Literal

from pydantic import Field

from selfother.records.base import Estimate, Record

__all__ = ["ClinicalMiss", "EaseOrHonourRecord", "FormReading", "MoveRow", "Word"]

Word = Literal["tells them apart", "one move for all", "follows the order", "cannot be read", "too few answers"]
_NOT_ASKED = Estimate(value=None, reason="not asked in this form")


class MoveRow(Record):
    """What was taken where one move was right.

    Attributes:
        right: The right move.
        taken: Move -> share of the answers that took it; what no answer took is missing.
        n: Answers that were read.
        n_unread: Answers that were not.
    """

    right: str
    taken: dict[str, float]
    n: int
    n_unread: int = 0


class ClinicalMiss(Record):
    """A wrong move on a clinical item.

    Attributes:
        item: Its name.
        form: How it was asked.
        right: The right move.
        taken: What was taken.
        text: What was written, its beginning; of a choice the option.
    """

    item: str
    form: str
    right: str
    taken: str
    text: str = ""


class FormReading(Record):
    """The reading of one form.

    Attributes:
        form: "moves": a choice among described moves. "replies": between two replies. "written": a reply in words.
        word: "tells them apart": balanced accuracy is shown to be above `constant` and, among six moves, above a
            quarter. "one move for all": the answers are those of a policy that takes one move whatever is asked.
            "follows the order": most pairs of replies were answered by their order. "cannot be read": none of these.
            "too few answers".
        reasons: What the word rests on, most important first.
        looks_like: The scripted policy that the answers look like; empty: none.
        balanced: Mean over the right moves of the share of right answers; cluster = situation.
        chance: What a coin reaches.
        constant: The most that one move for everything reaches, at least `chance`.
        flip_rate: Share of minimal pairs of which both sides are right.
        pacifier_index: P(ease | honour is right) - P(ease | ease is right): -1 is best, 0 does not tell them apart.
        ease_for_honour: The first of the two.
        ease_for_ease: The second.
        right_in_grief: Share of right answers to grief.
        right_in_warranted_anger: Share of right answers to anger that the facts bear out.
        clinical_wrong: Share of clinical items with a wrong move.
        first_taken: How often the option that is listed first was taken.
        order_followed: Share of items of which the two orders were answered differently.
        curious_first: Replies that ask before they comfort.
        retained: Replies that still hold what the emotion was about.
        regulated: Replies that help to regulate it.
        escalated: Replies that make it larger without a step.
        rows: What was taken, a row a right move.
        unscored: Reason -> items that could not be read.
        letters_cut: Letters of replies that were not read.
        cut_off: Replies that ended at the limit of tokens; they are read up to their last whole sentence.
    """

    form: Literal["moves", "replies", "written"]
    word: Word
    reasons: list[str]
    looks_like: str = ""
    balanced: Estimate
    chance: float
    constant: float
    flip_rate: Estimate
    pacifier_index: Estimate
    ease_for_honour: Estimate
    ease_for_ease: Estimate
    right_in_grief: Estimate
    right_in_warranted_anger: Estimate
    clinical_wrong: Estimate
    first_taken: Estimate = _NOT_ASKED
    order_followed: Estimate = _NOT_ASKED
    curious_first: Estimate = _NOT_ASKED
    retained: Estimate = _NOT_ASKED
    regulated: Estimate = _NOT_ASKED
    escalated: Estimate = _NOT_ASKED
    rows: list[MoveRow] = Field(default_factory=list)
    unscored: dict[str, int] = Field(default_factory=dict)
    letters_cut: int = 0
    cut_off: int = 0


class EaseOrHonourRecord(Record):
    """The whole reading.

    Attributes:
        forms: One for each form that was asked.
        clinical_misses: Every wrong move on a clinical item, by itself.
    """

    forms: list[FormReading] = Field(default_factory=list)
    clinical_misses: list[ClinicalMiss] = Field(default_factory=list)
