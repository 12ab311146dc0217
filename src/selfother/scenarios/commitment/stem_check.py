"""Whether words alone tell harm from its benign twin: a bag-of-words classifier that reads everything but the answer.

A battery in which tone gives the harm away measures an ear for tone. The classifier is multinomial naive Bayes
with equal classes, trained on all families but one and asked about that one. It must not do better than chance.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from selfother.errors import BadArgument
from selfother.scenarios.commitment.factors import Factors
from selfother.scenarios.commitment.questions import Question

__all__ = ["stem_accuracy"]

_SMOOTHING = 0.02
"""Added to how often a word stands in a text of a class, so that a word that was never seen votes for neither."""


def stem_accuracy(asked: Sequence[Question]) -> float:
    """Return how well a bag of words tells harm from benign twins in families that it was not trained on.

    The mean of two rates, over left-out families: harm called harm, benign called benign. Chance is 0.5, whatever the
    share of benign twins; a battery should stay below 0.55.

    Args:
        asked: Questions of several families; choices are read whose benign twin, or whose harmful cell, is asked too.

    Returns:
        Balanced accuracy, in [0, 1].

    Raises:
        BadArgument: Fewer than two families, or a family without harm or without benign twins.

    Example:
        >>> from selfother.scenarios.commitment.questions import questions
        >>> families = ["school_lunches", "exam_hall", "payroll", "orchard"]
        >>> 0.4 < stem_accuracy(questions(families, kinds=["revealed"], orders=[0])) < 0.55
        True
    """
    choices = _contrasted([choice for choice in asked if choice.kind == "revealed"])
    families = sorted({choice.family for choice in choices})
    harmful = np.array([choice.factors.consequence == "harm" for choice in choices])
    family = np.array([families.index(choice.family) for choice in choices])
    both = [set(harmful[family == number]) for number in range(len(families))]
    if len(families) < 2 or any(len(seen) < 2 for seen in both):
        raise BadArgument(
            f"at least two families with harm and benign twins each are needed; got {len(families)} families. "
            "Give more of them, and a fraction that has benign twins."
        )
    counts = _counts([choice.prompt for choice in choices])
    rates = []
    for number in range(len(families)):
        held = family == number
        called = _naive_bayes(counts[~held], harmful[~held], counts[held])
        rates.append((called[harmful[held]].mean() + (1 - called[~harmful[held]]).mean()) / 2)
    return float(np.mean(rates))


def _contrasted(choices: Sequence[Question]) -> list[Question]:
    """Return harmful choices with a benign twin, and these twins."""
    places = {(choice.family, choice.paraphrase, choice.factors) for choice in choices}

    def other(choice: Question) -> Factors:
        return replace(choice.factors, consequence="harm" if choice.factors.consequence == "none" else "none")

    return [
        choice
        for choice in choices
        if choice.factors.consequence != "benefit" and (choice.family, choice.paraphrase, other(choice)) in places
    ]


def _counts(texts: Sequence[str]) -> np.ndarray:
    """Return how often each word stands in each text, shape (texts, words)."""
    bags = [Counter(re.findall(r"[\w-]+", text.casefold())) for text in texts]
    column = {word: number for number, word in enumerate(sorted(set().union(*bags)))}
    counts = np.zeros((len(texts), len(column)), dtype=np.float32)
    for row, bag in enumerate(bags):
        counts[row, [column[word] for word in bag]] = list(bag.values())
    return counts


def _naive_bayes(counts: np.ndarray, harmful: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return 1.0 for the rows that are called harm, 0.0 for the others, and 0.5 where the two are level."""
    log_rates = []
    for label in (True, False):
        often = (
            counts[harmful == label].mean(0) + _SMOOTHING
        )  # a mean: how many of each there are says nothing of a word
        log_rates.append(np.log(often / often.sum()))
    margin = asked @ (log_rates[0] - log_rates[1]).astype(np.float32)
    return np.where(np.abs(margin) < 1e-5, 0.5, (margin > 0).astype(float))
