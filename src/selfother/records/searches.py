"""What a search tried, and what it found: every trial stays, also those that failed."""

from typing import Literal

from pydantic import Field

from selfother.records.base import Record

__all__ = ["DoseRecord", "DoseTrial", "SearchRecord", "SearchRun"]


class SearchRun(Record):
    """One overlap arm that was trained and scored on the tune words.

    Attributes:
        layer: Where the loss was read.
        position: At which token.
        learning_rate: Peak.
        rung: Round of the halving, from 0.
        steps: How long it was trained.
        lies: Share of lies to a rival, forced choice; None where the run failed.
        truth: Smallest share of true answers over the addressees that should be told the truth.
        kl_neutral: Divergence from the model before, on neutral prompts (nats).
        is_damaged: The truth fell by more than the limit.
        survives: It went on to the next rung, or is the best of the last.
        error: Why it failed, in a sentence.
    """

    layer: int
    position: Literal["answer", "prompt"]
    learning_rate: float
    rung: int
    steps: int
    lies: float | None = None
    truth: float | None = None
    kl_neutral: float | None = None
    is_damaged: bool = False
    survives: bool = False
    error: str = ""

    @property
    def place(self) -> tuple[int, str, float]:
        """Layer, position and rate: what the run is a trial of."""
        return self.layer, self.position, self.learning_rate


class SearchRecord(Record):
    """A search for where overlap works.

    Attributes:
        model: What was tuned.
        lies: Of the model before.
        truth: Of the model before, the smallest over addressees.
        items: Forced choices for each addressee.
        runs: Every run in order, failed ones too.
        best: The word of the best undamaged arm, for `selfother train`; empty where there is none.
        reason: Why there is none, in a sentence.
    """

    model: str
    lies: float
    truth: float
    items: int
    runs: list[SearchRun] = Field(default_factory=list)
    best: str = ""
    reason: str = ""


class DoseTrial(Record):
    """One rate that was tried.

    Attributes:
        learning_rate: Peak.
        dose: What it came to; None where the training diverged.
    """

    learning_rate: float
    dose: float | None


class DoseRecord(Record):
    """A search for the rate at which a control is at a treatment's dose.

    Attributes:
        control: Word of the control.
        way: How dose is measured.
        target: The dose that was wanted.
        trials: Every rate tried, in order.
        learning_rate: The rate that reaches the target; None where none was found.
        dose: The dose there.
        word: The control at that rate, for a study or `selfother train`; empty where there is none.
        reason: Why there is none, in a sentence.
    """

    control: str
    way: str
    target: float
    trials: list[DoseTrial] = Field(default_factory=list)
    learning_rate: float | None = None
    dose: float | None = None
    word: str = ""
    reason: str = ""
