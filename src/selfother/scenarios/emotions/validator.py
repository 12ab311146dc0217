"""Whether shallow cues tell the right move: words without the deciding sentence, lengths, places, words of a reply.

A battery in which tone gives the move away measures an ear for tone. Two bags of words, multinomial naive Bayes and
logistic regression over single words and pairs of words, are trained on all situations but some and asked about those.
The better one counts. Chance is 1/6 for six moves and 1/2 for two replies; both in balanced accuracy.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selfother.errors import BadArgument
from selfother.scenarios.emotions.item import Item
from selfother.scenarios.emotions.rule_table import MOVES

__all__ = ["ABOVE_CHANCE", "Shortcuts", "bag_of_words_accuracy", "shortcuts"]

ABOVE_CHANCE = 0.05
"""How far above chance a shallow reader may come before the items count as unsound."""
_FOLDS = 11


@dataclass(frozen=True)
class Shortcuts:
    """How far shallow readers come, as balanced accuracies in [0, 1] over situations that they were not trained on.

    Attributes:
        stripped: The right of six moves, from the words of the text without any sentence that tells a field.
        one_dropped: The same without the one sentence in which the pair differs. It may be above chance: where nothing
            can be done, say, some moves are out, and that is still in the text.
        whole: The same, from the words of the whole text. It may be above chance: the sentence that decides is in it.
        length: The right of six moves, from the number of words and letters of the text.
        place: The right of six moves, for whoever takes one place always, at the best place.
        reply: The right of two replies, from the words of the reply alone.
        reply_length: The same, from its number of words and letters.
        reply_place: The same, for whoever takes the first always, or the second always.
    """

    stripped: float
    one_dropped: float
    whole: float
    length: float
    place: float
    reply: float
    reply_length: float
    reply_place: float

    def broken(self) -> list[str]:
        """Name the readers that come further than chance and 5 points, but for those that see deciding sentences."""
        six = ("stripped", "length", "place")
        two = ("reply", "reply_length", "reply_place")
        limits = {**dict.fromkeys(six, 1 / len(MOVES)), **dict.fromkeys(two, 1 / 2)}
        return [name for name, chance in limits.items() if getattr(self, name) > chance + ABOVE_CHANCE]


def shortcuts(items: Sequence[Item]) -> Shortcuts:
    """Return how far shallow readers come on items.

    Args:
        items: Of at least four situations.

    Raises:
        BadArgument: Fewer situations than that.
    """
    if (situations := len({item.situation for item in items})) < 4:
        raise BadArgument(
            f"shortcuts are read over situations, at least four of them; got {situations}. Read your file together "
            'with built-in situations: items(["my.yaml", "dog_clinic", "shift_swap", "fence_line"]).'
        )
    moves = [item.right for item in items]
    situation = [item.situation for item in items]
    offered = [(item.situation, offer.text, offer.move == item.right) for item in items for offer in item.replies]
    groups, replies, is_right = (list(column) for column in zip(*offered, strict=True))
    return Shortcuts(
        stripped=bag_of_words_accuracy([item.without_fields for item in items], moves, situation),
        one_dropped=bag_of_words_accuracy([item.without_deciding for item in items], moves, situation),
        whole=bag_of_words_accuracy([item.text for item in items], moves, situation),
        length=_length_accuracy([item.text for item in items], moves, situation),
        place=_best_place([[offer.move for offer in item.choices].index(item.right) for item in items], moves),
        reply=bag_of_words_accuracy(replies, is_right, groups),
        reply_length=_length_accuracy(replies, is_right, groups),
        reply_place=_best_share([[offer.move for offer in item.replies].index(item.right) for item in items]),
    )


def bag_of_words_accuracy(texts: Sequence[str], labels: Sequence[object], situations: Sequence[str]) -> float:
    """Return the balanced accuracy of the better of two bags of words, on situations left out of training.

    Args:
        texts: One a row.
        labels: What is to be told from the text.
        situations: The cluster of each text; no situation is in training and asked about at once.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import MultinomialNB
    from sklearn.pipeline import make_pipeline

    words = {"ngram_range": (1, 2), "min_df": 2, "token_pattern": r"[\w'-]+"}
    readers = (MultinomialNB(fit_prior=False), LogisticRegression(C=0.3, class_weight="balanced", max_iter=1000))
    return max(
        _accuracy(make_pipeline(CountVectorizer(**words), reader), list(texts), labels, situations)
        for reader in readers
    )  # fmt: skip


def _length_accuracy(texts: Sequence[str], labels: Sequence[object], situations: Sequence[str]) -> float:
    from sklearn.tree import DecisionTreeClassifier

    lengths = np.array([[len(text.split()), len(text)] for text in texts])
    tree = DecisionTreeClassifier(max_depth=4, min_samples_leaf=10, class_weight="balanced", random_state=0)
    return _accuracy(tree, lengths, labels, situations)


def _accuracy(reader: object, rows: object, labels: Sequence[object], situations: Sequence[str]) -> float:
    from sklearn.metrics import balanced_accuracy_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    known = [str(label) for label in labels]
    folds = GroupKFold(min(_FOLDS, len(set(situations))))
    called = cross_val_predict(reader, rows, known, groups=list(situations), cv=folds)
    return float(balanced_accuracy_score(known, called))


def _best_place(places: Sequence[int], moves: Sequence[str]) -> float:
    """Return the balanced accuracy of whoever takes one place always: the mean over moves of its share there."""
    shares = [
        [sum(at == place for at, known in zip(places, moves, strict=True) if known == move) / moves.count(move)
         for move in set(moves)]
        for place in set(places)
    ]  # fmt: skip
    return max(float(np.mean(share)) for share in shares)


def _best_share(places: Sequence[int]) -> float:
    return max(Counter(places).values()) / len(places)
