"""Logs of an evaluation beside each other: what each scored, and what the paired differences are."""

from typing import Literal

from pydantic import Field

from selfother.records.base import Estimate, Record

__all__ = [
    "ComparedLog",
    "ComparisonRecord",
    "ComparisonsRecord",
    "Discordant",
    "Equivalence",
    "GateFailure",
    "ScoreComparison",
]


class ComparedLog(Record):
    """One of the two logs.

    Attributes:
        name: As it was given: a file, or the place a log in memory names.
        task: The task's name.
        model: The model's name.
        status: Inspect's word: success, started, cancelled, error.
        samples: Different sample ids in the log.
        epochs: Different epochs in the log.
        only_here: Sample ids that the other log has not.
        duplicates: Entries of one id and epoch that a later one replaced.
    """

    name: str
    task: str
    model: str
    status: str
    samples: int
    epochs: int
    only_here: int = 0
    duplicates: int = 0


class Discordant(Record):
    """Pairs of a score of 0 and 1 in which the logs disagree.

    Attributes:
        a_only: A has 1 and B has 0.
        b_only: B has 1 and A has 0.
        mcnemar_p: Two-sided exact p; None where pairs of a cluster differ among themselves.
        reason: Why there is no p.
    """

    a_only: int
    b_only: int
    mcnemar_p: float | None = None
    reason: str = ""


class Equivalence(Record):
    """Two one-sided tests of "the difference is as large as the margin".

    Attributes:
        margin: In the unit of the score.
        p_value: Small: the difference is smaller than the margin; None where nothing varies.
    """

    margin: float
    p_value: float | None


class ScoreComparison(Record):
    """One score of both logs; every difference is A minus B.

    Attributes:
        score: Scorer, or scorer/key for a score with several values.
        group: Of which samples: their value of the metadata key `by`, "(no KEY)" of those without; empty: all.
        word: What can be said at the stated level. "differs": Holm's p and the interval say so. "does not differ":
            equivalence has a p below 0.05, and unscored pairs could not hide more than the margin.
        difference: Paired; `n` counts pairs of sample and epoch, `n_unscored` those that one log did not score.
        a: Mean of A on the pairs.
        b: Mean of B on the pairs.
        p_value: Two-sided, of "no difference", unadjusted; None where the design cannot give one.
        test: What gave the p.
        p_holm: Adjusted for the number of comparisons.
        discordant: For scores of 0 and 1.
        odds_ratio: For scores of 0 and 1: A's odds of a 1 over B's, by generalised estimating equations; pairs weigh
            the same.
        equivalence: None without a margin.
        minimum_detectable: Smallest difference that so many clusters, as spread as these, would show with power 0.8.
        unscored: Of each log, "a" and "b": reason -> pairs.
        unscored_in: Pairs that only A, only B, or neither scored: "a" lacks A's score, "b" lacks B's.
        worst_case: Least and greatest difference over all pairs, however the unscored ones would have been scored; None
            where all were scored, and where a score has no range.
        bounds: What a score cannot leave, as given or as seen; None: unknown.
        skewness: Of the clusters' differences, where a t interval covers too little for it.
        in_log: Mean of all samples that "a" and "b" scored, paired or not, each the mean over its epochs: what Inspect
            prints.
        remarks: Why the word is no stronger, or an interval is not what was asked for; a sentence each.
    """

    score: str
    group: str = ""
    word: Literal["differs", "does not differ", "not resolved", "not measured"]
    difference: Estimate
    a: Estimate
    b: Estimate
    p_value: float | None = None
    test: str = ""
    p_holm: float | None = None
    discordant: Discordant | None = None
    odds_ratio: Estimate | None = None
    equivalence: Equivalence | None = None
    minimum_detectable: float | None = None
    unscored: dict[Literal["a", "b"], dict[str, int]] = Field(default_factory=dict)
    unscored_in: dict[Literal["a", "b", "both"], int] = Field(default_factory=dict)
    worst_case: tuple[float, float] | None = None
    bounds: tuple[float, float] | None = None
    skewness: float | None = None
    in_log: dict[Literal["a", "b"], float] = Field(default_factory=dict)
    remarks: list[str] = Field(default_factory=list)


class ComparisonRecord(Record):
    """What `selfother compare A B` answers.

    Of several comparisons Holm's p counts all of them.

    Attributes:
        a: The first log.
        b: The second log.
        shared: Sample ids that both logs have.
        cluster: Metadata key whose values are the clusters; empty: every sample is one.
        by: Metadata key whose values are compared apart; empty: none.
        level: Of the intervals, and 1 - level is what Holm's p has to fall below.
        scores: One entry a score that both logs have, and group of samples.
        warnings: What a reader must know before the numbers, a sentence each.
    """

    a: ComparedLog
    b: ComparedLog
    shared: int
    cluster: str
    by: str = ""
    level: float
    scores: list[ScoreComparison]
    warnings: list[str] = Field(default_factory=list)


class GateFailure(Record):
    """A score that fails a build.

    Attributes:
        condition: As it was written: "worse:match>2".
        comparison: Place of the comparison, from 0.
        score: Its name.
        group: Of which samples; empty: all.
        why: What is shown, or not shown.
    """

    condition: str
    comparison: int
    score: str
    group: str = ""
    why: str


class ComparisonsRecord(Record):
    """What `selfother compare` answers of several pairs of logs, or where a log was left out or a condition failed.

    Attributes:
        comparisons: A pair of logs each; Holm's p counts the scores of all of them.
        warnings: What concerns none of them alone: logs that have no counterpart.
        failures: Scores that fail a condition that was given; empty where none was, or none failed.
    """

    comparisons: list[ComparisonRecord]
    warnings: list[str] = Field(default_factory=list)
    failures: list[GateFailure] = Field(default_factory=list)
