"""What must hold of labelled texts before anything is fitted, and what a reader must know of them."""

from collections import Counter

import numpy as np

from selfother.errors import BadArgument
from selfother.exams.folds import Folds
from selfother.exams.texts import LabelledTexts, is_number
from selfother.wording import listed, plural

__all__ = ["check_test", "check_texts", "warnings_of"]

FEWEST_TEXTS = 5
"""Texts of the rarest label: one for each fold."""
_MOST_LABELS = 100
_MOST_NUMBERS = 20
"""So many different numbers are a scale, not labels."""
_FEW_GROUPS = 6
_FEW_GROUPS_OF_A_LABEL = 10
_MOST_OF_A_LABEL = 0.9
"""Of all judged texts, from which on accuracy says little."""


def check_texts(texts: LabelledTexts, *, are_folded: bool = True) -> None:
    """Check that something can be learnt from texts, and judged.

    Args:
        texts: All texts, or those to learn from.
        are_folded: Whether groups of them are held out.

    Raises:
        BadArgument: An empty text; one label, too many, or too few texts of one; groups that cannot be held out.
    """
    if not len(texts.texts):
        raise BadArgument(f"{texts.source}: there are no texts. Give texts with a label each.")
    for place, text in enumerate(texts.texts, start=1):
        if not text.strip():
            raise BadArgument(f"{texts.source}: text {place} is empty. Remove texts without a word.")
    _check_labels(texts)
    if texts.groups is not None and are_folded:
        _check_groups(texts)


def _check_labels(texts: LabelledTexts) -> None:
    column, classes = texts.columns.label, texts.classes
    if len(classes) < 2:
        raise BadArgument(
            f"every text has the label {classes[0]!r} in column {column!r}; expected two labels or more. "
            "Add texts of another label, or name another column with --label."
        )
    if len(classes) > _MOST_NUMBERS and all(map(is_number, classes)):
        raise BadArgument(
            f"column {column!r} has {len(classes):,} different numbers, so it looks like a scale; labels are expected, "
            "and regression is not supported. Cut the scale into a few labels, such as low and high."
        )
    if len(classes) > _MOST_LABELS:
        raise BadArgument(
            f"column {column!r} has {len(classes):,} different labels in {len(texts.texts):,} texts; at most "
            f"{_MOST_LABELS} are supported. Name the column of the labels with --label, or merge labels."
        )
    counts = Counter(texts.labels)
    rare = sorted((count, label) for label, count in counts.items() if count < FEWEST_TEXTS)
    if rare:
        shown = listed([f"{label!r} has {count}" for count, label in rare[:3]])
        more = f", and {len(rare) - 3} more labels have too few" if len(rare) > 3 else ""
        raise BadArgument(
            f"each label needs {FEWEST_TEXTS} texts or more, one for each fold; {shown}{more}. "
            "Add texts of these labels, merge them with others, or remove them."
        )


def _check_groups(texts: LabelledTexts) -> None:
    seen = texts.labels_of_groups
    column, label = texts.columns.group or "group", texts.columns.label
    if len(seen) < 2:
        raise BadArgument(
            f"every text has the group {(texts.groups or [''])[0]!r} in column {column!r}; expected two groups or "
            "more. Name another column with --group, or leave it out."
        )
    alone = seen.sum(axis=0) == 1
    if (~alone).sum() >= 2:
        return
    if alone.all() and (seen.sum(axis=1) == 1).all():
        raise BadArgument(
            f"column {column!r} says the same as column {label!r}: each group has a label of its own, so that a label "
            "is never learnt where its group is held out. Name what texts share besides their label, or leave --group "
            "out."
        )
    named = listed([repr(name) for name, is_alone in zip(texts.classes, alone, strict=True) if is_alone][:3])
    raise BadArgument(
        f"only one group of column {column!r} has texts of {named}, so nothing is learnt about it where that group is "
        "held out. Add groups that have it, or name another column with --group."
    )


def check_test(texts: LabelledTexts, test: LabelledTexts) -> None:
    """Check that texts to judge have labels that the texts to learn from have.

    Raises:
        BadArgument: There is no text, a text is empty, a label is new, or all texts to judge have one label or one
            group.
    """
    if not test.texts:
        raise BadArgument(f"{test.source}: there are no texts to judge. Give texts with a label each.")
    for place, text in enumerate(test.texts, start=1):
        if not text.strip():
            raise BadArgument(f"{test.source}: text {place} is empty. Remove texts without a word.")
    if unknown := sorted(set(test.labels) - set(texts.labels)):
        raise BadArgument(
            f"{test.source} has the label {unknown[0]!r}; {texts.source} has {listed([*map(repr, texts.classes[:5])])}"
            f"{' and others' if len(texts.classes) > 5 else ''}. Give both files the same labels."
        )
    if test.groups is not None and len(set(test.groups)) < 2:
        raise BadArgument(
            f"every text of {test.source} has the group {test.groups[0]!r}; expected two groups or more. Leave the "
            "groups out, or add texts of another group."
        )
    if len(test.classes) < 2:
        raise BadArgument(
            f"every text of {test.source} has the label {test.classes[0]!r}; expected two labels or more. "
            "Add texts of another label."
        )


def warnings_of(texts: LabelledTexts, folds: Folds) -> list[str]:
    """What a reader must know before the numbers, a sentence each.

    Args:
        texts: All texts, learnt from or judged.
        folds: Which are learnt from and which are judged.
    """
    return [
        *_repeated(texts, folds),
        *_shared_groups(texts, folds),
        *_contradicting(texts),
        *_unlearnt(texts, folds),
        *_one_label(texts, folds),
        *_few_groups(texts, folds),
    ]


def _normal(text: str) -> str:
    return " ".join(text.lower().split())


def _repeated(texts: LabelledTexts, folds: Folds) -> list[str]:
    normal = [_normal(text) for text in texts.texts]
    count = 0
    for fold in folds.folds:
        learnt = {normal[place] for place in fold.train}
        count += sum(normal[place] in learnt for place in fold.test)
    if not count:
        return []
    one, is_grouped = count == 1, texts.groups is not None
    shared = "give copies the same group" if is_grouped else "name what they share with --group"
    return [
        f"{plural(count, 'judged text')} of {len(folds.judged):,} {'is' if one else 'are'} also learnt from, word for "
        f"word: a null can remember {'it' if one else 'them'}. Remove duplicates, or {shared}."
    ]


def _shared_groups(texts: LabelledTexts, folds: Folds) -> list[str]:
    """Groups that are learnt from and judged at once, as texts to judge of their own may be."""
    if texts.groups is None:
        return []
    shared: set[str] = set()
    for fold in folds.folds:
        learnt = {texts.groups[place] for place in fold.train}
        shared |= learnt & {texts.groups[place] for place in fold.test}
    if not shared:
        return []
    verb = "is" if len(shared) == 1 else "are"
    return [
        f"{plural(len(shared), 'group')} ({listed(sorted(shared)[:3])}{', ...' if len(shared) > 3 else ''}) {verb} "
        "learnt from and judged: a null can remember what its texts share. Judge texts of other groups."
    ]


def _one_label(texts: LabelledTexts, folds: Folds) -> list[str]:
    """A label that nearly all judged texts have, where the score is an accuracy."""
    counts = Counter(texts.labels[place] for place in folds.judged)
    label, count = counts.most_common(1)[0]
    share = count / len(folds.judged)
    if len(texts.classes) < 3 or share < _MOST_OF_A_LABEL:
        return []
    return [
        f"{100 * share:.0f} % of the texts have the label {label!r}, so no reader can be right much more often than "
        "one that always says it. Balance the labels."
    ]


def _contradicting(texts: LabelledTexts) -> list[str]:
    labels: dict[str, set[str]] = {}
    for text, label in zip(texts.texts, texts.labels, strict=True):
        labels.setdefault(_normal(text), set()).add(label)
    count = sum(len(names) > 1 for names in labels.values())
    if not count:
        return []
    return [f"{plural(count, 'text')} {'has' if count == 1 else 'have'} two labels or more, so no reader can be right."]


def _unlearnt(texts: LabelledTexts, folds: Folds) -> list[str]:
    """Labels that some fold judges and does not learn."""
    missed: Counter[str] = Counter()
    for fold in folds.folds:
        known = np.zeros(len(texts.classes), dtype=bool)
        known[texts.codes[fold.train]] = True
        missed.update(texts.labels[place] for place in fold.test[~known[texts.codes[fold.test]]])
    return [
        f"{plural(count, 'text')} of the label {label!r} {'is' if count == 1 else 'are'} judged where no text of that "
        "label is learnt from, and always judged wrong."
        for label, count in sorted(missed.items())
    ]


def _few_groups(texts: LabelledTexts, folds: Folds) -> list[str]:
    if texts.groups is None:
        return []
    count = len({texts.groups[place] for place in folds.judged})
    if count < _FEW_GROUPS:
        return [f"Intervals stand on {plural(count, 'group')}, so they are wide. More groups make them narrower."]
    if count < _FEW_GROUPS_OF_A_LABEL and bool((texts.labels_of_groups.sum(axis=1) == 1).all()):
        return [
            f"Each of {plural(count, 'group')} has one label: what a group shares then looks like its label, and "
            "without any meaning some null exceeds chance in 6 of 100 such sets. Add groups."
        ]
    return []
