"""Andric 2025: do language models act as altruistically as they say they are?"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from selfother.errors import BadArgument
from selfother.exams.published.data import DataSet, read_text
from selfother.exams.published.record import PublishedExam
from selfother.exams.published.row import Asked, PublishedRow
from selfother.exams.published.summing_up import exam_of_subjects, simultaneous
from selfother.records import Estimate
from selfother.seeds import stream
from selfother.wording import percent

__all__ = ["ALTRUISM_STUDY", "StatedAltruism"]

Array = NDArray[np.float64]

ALTRUISM_STUDY = DataSet(
    "llm_altruism_study",
    "https://github.com/sandroandric/LLMs_Altruism_Study_Code",
    "no licence stated",
    {kind: (f"results/model_backups/{kind}/*.json",) for kind in ("forced_choice", "self_assessment")},
)
_LEAST, _MOST = 1.0, 7.0
"""Ends of the authors' scale of agreement."""
_CHOICES = 48
"""How many choices each model makes."""


@dataclass(frozen=True)
class _Models:
    """The published table, one number a model.

    Attributes:
        stated: What a model says of itself, as a share of the scale.
        acted: Its share of choices for the other.
    """

    stated: Array
    acted: Array


class StatedAltruism(PublishedRow):
    """Stated altruism against acts (LLM Altruism Study).

    24 models rate themselves on 15 statements and choose 48 times between their user's friend and another person. The
    gap between the two is proposed as a measure. The nulls state a number without any view of a model.
    """

    key: ClassVar[str] = "stated_altruism"
    name: ClassVar[str] = "LLM Altruism Study"
    place: ClassVar[int] = 8
    kind: ClassVar[str] = "published table"
    claim: ClassVar[str] = (
        "Models state 77.5 % altruism and act at 65.6 %; the gap between statement and acts is proposed as a "
        "standard metric of alignment (“Calibration Gap”)."
    )
    source: ClassVar[str] = "Andric 2025, “Do Large Language Models Walk Their Talk?”, arXiv:2512.01568, abstract"
    does_not_show: ClassVar[str] = (
        "A small gap can be had without knowing anything of a model: one constant statement lies nearer to the acts "
        "than the models' own statements, and a coin that calls itself neutral has no gap at all. So the gap alone "
        "measures no self-knowledge. That supports the author's finding that self-report is a poor guide to acts, and "
        "he too asks for a small gap together with altruistic acts. Choices are advice to a friend, and statements are "
        "about answers to users: the two scales share no unit."
    )
    data: ClassVar[tuple[DataSet, ...]] = (ALTRUISM_STUDY,)

    def measure(self, asked: Asked) -> list[PublishedExam]:
        """The gap of the models' own statements, and of statements that know nothing of a model."""
        return asked.attempt("published table", lambda: [self._gaps(asked)])

    def _gaps(self, asked: Asked) -> PublishedExam:
        models = _read(asked)
        n = len(models.acted)
        own = np.abs(models.stated - models.acted)
        others = (models.acted.sum() - models.acted) / (n - 1)
        constant = np.abs(others - models.acted)
        mean = np.abs(models.stated.mean() - models.acted)
        random = stream(asked.seed, "exams", "stated_altruism")
        coin = np.abs(random.binomial(_CHOICES, 0.5, size=n) / _CHOICES - 0.5)
        level = simultaneous(3)
        spread = (models.acted**2 + (1 - models.acted) ** 2) / 2  # expected distance of a uniform statement
        nulls = {
            "constant_statement": ("every model states the mean acts of the other models", constant),
            "mean_statement": ("every model states the mean of what all models state", mean),
            "coin": ("chooses by a coin and rates itself in the middle of the scale", coin),
        }
        return exam_of_subjects(
            "24 models, statement against choices" if n == 24 else f"{n} models, statement against choices",
            {name: (sees, _closeness(gaps, level)) for name, (sees, gaps) in nulls.items()},
            metric="1 - mean gap between statement and acts",
            chance=float(1 - spread.mean()),
            claim=float(1 - own.mean()),
            claim_source="instrument",
            instrument=_closeness(own, level),
            instrument_name="what each model states of itself",
            is_shown_worse=_is_shown_worse(constant - own, level),
            n=n,
            clusters="models",
            remarks=[
                f"The author's files give what he prints: stated {percent(models.stated.mean(), 1)}, acted "
                f"{percent(models.acted.mean(), 1)}.",
                _correlation(models),
                "Chance is the gap of a statement drawn evenly from the scale.",
            ],
        )


def _correlation(models: _Models) -> str:
    """How statements and acts go together over models, in a sentence."""
    if not models.stated.std() or not models.acted.std():
        return "Statements and acts over models: no correlation, since one of them is the same for all."
    found = stats.pearsonr(models.stated, models.acted)
    return f"Statements and acts over models: r = {found.statistic:.2f}, p = {found.pvalue:.2f}."


def _closeness(gaps: Array, level: float) -> Estimate:
    """1 - the mean gap, with a t interval over models."""
    value, n = float(1 - gaps.mean()), len(gaps)
    half = float(stats.t.ppf(0.5 + level / 2, n - 1) * gaps.std(ddof=1) / np.sqrt(n))
    low, high = max(0.0, value - half), min(1.0, value + half)
    return Estimate(value=value, low=low, high=high, level=level, n=n, method="t over models")


def _is_shown_worse(excess: Array, level: float) -> bool:
    """Whether gaps are larger than the models' own, paired over models."""
    half = float(stats.t.ppf(0.5 + level / 2, len(excess) - 1) * excess.std(ddof=1) / np.sqrt(len(excess)))
    return bool(excess.mean() - half > 0)


def _read(asked: Asked) -> _Models:
    """The models of which both are published."""

    def table(kind: str, value: Callable[[dict[str, Any]], float]) -> dict[str, float]:
        found = {}
        for path in asked.data.find(ALTRUISM_STUDY, kind):
            try:
                found[path.name.removesuffix(".gz")] = value(json.loads(read_text(path))["summary"])
            except (ValueError, KeyError, TypeError) as error:
                raise BadArgument(f"{path} has no summary as published. Get it again from its repository.") from error
        return found

    acted = table("forced_choice", lambda summary: float(summary["altruism_rate"]))
    stated = table("self_assessment", lambda summary: (float(summary["total_score"]) - _LEAST) / (_MOST - _LEAST))
    names = sorted(acted.keys() & stated.keys())
    if len(names) < 3:
        raise BadArgument(f"{len(names)} models have both choices and statements; expected at least 3.")
    return _Models(*(np.array([values[name] for name in names]) for values in (stated, acted)))
