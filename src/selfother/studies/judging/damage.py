"""What an arm broke of the model, and what of that a study cannot see."""

import math
from collections.abc import Iterator, Mapping

from selfother.records import Estimate
from selfother.studies.declaring.study import Contrasts, Damage
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.scored import unscored_words
from selfother.wording import kind_words, percent, plural

__all__ = ["damages_of", "find_damage", "truth_changes", "unseen_damage"]


def find_damage(
    truth: Mapping[str, Estimate],
    *,
    perplexity: float | None,
    invalid: tuple[float | None, float | None],
    rules: Damage,
) -> list[str]:
    """A sentence for each way in which an arm broke the model.

    Args:
        truth: Truth measure -> difference arm - subject, in shares.
        perplexity: Perplexity of the arm over that of the subject, minus 1; None: not measured.
        invalid: Share of invalid answers, of the arm and of the subject; where the subject itself is above the limit,
            the arm must exceed it by the limit to count.
        rules: The limits.
    """
    damages = [
        f"{measure} falls by {100 * -change.value:.0f} points (limit {rules.truth_points:g})"
        for measure, change in truth.items()
        if change.value is not None and -100 * change.value > rules.truth_points
    ]
    if perplexity is not None and 100 * perplexity > rules.perplexity_percent:
        damages.append(f"perplexity rises by {100 * perplexity:.0f} % (limit {rules.perplexity_percent:g} %)")
    limit = rules.invalid_percent / 100
    arm, subject = invalid
    allowed = limit + subject if subject is not None and subject > limit else limit
    if arm is not None and arm > allowed:
        damages.append(f"{percent(arm)} of free answers are invalid (limit {percent(allowed)})")
    return damages


def damages_of(bench: Bench, name: str, declared: Contrasts) -> list[str]:
    """The sentences of what the arm broke, against the subject; of several kinds, each is judged alone."""
    if len(bench.kinds) > 1:
        return [
            f"{damage} on {words}"
            for kind, words in kind_words(bench.kinds, quoted=True).items()
            for damage in damages_of(bench.on(kind), name, declared)
        ]
    subject = bench.subject
    if subject is None:
        return []
    rules = declared.damage
    perplexity = bench.difference(name, subject, bench.key_of(rules.perplexity)).estimate.value
    invalid = bench.key_of(rules.invalid)
    return find_damage(
        truth_changes(bench, name, declared),
        perplexity=None if perplexity is None else math.expm1(perplexity),
        invalid=(bench.level(name, invalid).value, bench.level(subject, invalid).value),
        rules=rules,
    )


def truth_changes(bench: Bench, name: str, declared: Contrasts) -> dict[str, Estimate]:
    """The paired difference arm - subject of every declared truth measure."""
    subject = bench.subject
    if subject is None:
        return {}
    return {path: bench.difference(name, subject, bench.key_of(path)).estimate for path in declared.damage.truth}


def unseen_damage(bench: Bench, name: str, declared: Contrasts, *, most_unscored: float) -> list[str]:
    """Why an arm is not shown to be whole: not measured is never no damage."""
    subject = bench.subject
    if subject is None:
        return ["no arm is the subject as it is"]
    reasons: list[str] = []
    for kind, words in kind_words(bench.kinds or [""], quoted=True).items():
        on = f" on {words}" if len(bench.kinds) > 1 else ""
        reasons += [reason + on for reason in _unseen(bench.on(kind), (name, subject), declared, most_unscored)]
    return reasons


def _unseen(bench: Bench, arms: tuple[str, str], declared: Contrasts, most_unscored: float) -> Iterator[str]:
    rules, margin = declared.damage, declared.margin_points / 100
    for path in filter(None, [*rules.truth, rules.perplexity, rules.invalid]):
        key = bench.key_of(path)
        change = bench.difference(*arms, key).estimate
        if change.value is None:
            yield f"{path} was not measured"
        elif unscored := [words for arm in arms if (words := unscored_words(bench, arm, key, most_unscored))]:
            yield unscored[0]
        elif path in rules.truth and (change.low is None or -change.low >= margin):
            most = "" if change.low is None else f" by up to {-100 * change.low:.0f} points"
            yield f"{path} may have fallen{most} ({plural(change.clusters or 0, 'cluster')})"
