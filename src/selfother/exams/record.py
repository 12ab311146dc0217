"""What an exam of an instrument finds: what null models reach, as a share of what the instrument claims."""

from typing import Literal

from pydantic import Field

from selfother.records import Record

__all__ = ["ClaimSource", "ExamRecord", "InstrumentResult", "NullResult", "Word"]

Word = Literal["passed by a null", "partly", "not passed by a null", "no positive control"]
ClaimSource = Literal["instrument", "published", "perfect"]


class NullResult(Record):
    """What one null reaches.

    Attributes:
        value: AUROC or accuracy on texts that it did not learn from; None where it could not be measured.
        low: Lower end of the interval, which holds for all nulls together.
        high: Upper end.
        share: (value - chance) / (claim - chance); below 0 for a null below chance.
        exceeds_chance: Whether the interval lies above chance.
        sees: What it sees of a text, in words.
        reason: Why `value` is None.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    share: float | None = None
    exceeds_chance: bool = False
    sees: str = ""
    reason: str = ""


class InstrumentResult(Record):
    """What the instrument itself reaches on the same folds.

    Attributes:
        name: What was measured ("linear probe of smollm2-135m, layer 12").
        value: AUROC or accuracy.
        low: Lower end of an interval of the same coverage as those of the nulls.
        high: Upper end.
        exceeds_chance: Whether the interval lies above chance.
        gap: The instrument minus the best null, paired over the same texts.
        gap_low: Lower end of the paired interval.
        gap_high: Upper end.
        model: The model that it looks into; empty where there is none.
        digest: Digest of that model's weights.
        position: Which tokens it reads: "mean" over a text's own tokens, or "last".
        layer: The layer, from 0, where every fold was judged with the same.
        layers: The layer of each fold.
    """

    name: str
    value: float
    low: float
    high: float
    exceeds_chance: bool
    gap: float | None = None
    gap_low: float | None = None
    gap_high: float | None = None
    model: str = ""
    digest: str = ""
    position: str = ""
    layer: int | None = None
    layers: list[int] = Field(default_factory=list)


class ExamRecord(Record):
    """What `selfother qualify` answers.

    Attributes:
        n: Texts that were judged.
        classes: How many labels there are.
        chance: What a subject reaches that knows only how frequent each label is: .5 of an AUROC, else the share of
            the most frequent label among the judged texts.
        metric: Of two labels the area under the ROC curve within folds, of more the share of texts judged right.
        nulls: Name -> result.
        best_null: The null with the largest value; None where none could be measured.
        instrument: None where none was examined.
        word: By the rule of `word_of`.
        folds: How many there were.
        claim: What the nulls are measured against.
        claim_source: What that is: what the instrument reaches here, the value that was published, or a perfect score.
        published: The value that was published, where one was given.
        share: That of the best null.
        level: Coverage of each interval: 1 - .05 / number of nulls.
        labels: Label -> texts that were judged.
        groups: Groups among the judged texts; None where no group was named.
        how: How the folds were made, in words.
        cues: Label -> the words with the largest weights for it in a bag of words, strongest first. Empty where a bag
            of words does not exceed chance: it would name noise.
        warnings: What a reader must know before the numbers, a sentence each.
        source: Where the texts come from.
        columns: What the columns are called that the texts were read from: "text", "label", "group".
        seed: Of the folds and of what the nulls draw.
        version: Of selfother.
    """

    n: int
    classes: int
    chance: float
    metric: Literal["auroc", "accuracy"]
    nulls: dict[str, NullResult]
    best_null: str | None
    instrument: InstrumentResult | None
    word: Word
    folds: int
    claim: float
    claim_source: ClaimSource
    published: float | None = None
    share: float | None
    level: float
    labels: dict[str, int]
    groups: int | None
    how: str
    cues: dict[str, list[str]]
    warnings: list[str] = Field(default_factory=list)
    source: str
    columns: dict[str, str] = Field(default_factory=dict)
    seed: int
    version: str
