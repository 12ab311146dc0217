"""The summary of a report: its sentences after the first paragraph, the most important first."""

from collections.abc import Sequence

from selfother.records import Finding
from selfother.studies.declaring.bases import UNPINNED
from selfother.studies.judging.arm_verdicts import how_sure
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.by_subject import subject_lines
from selfother.studies.judging.conclusion import conclusion_lines, stated_words
from selfother.studies.judging.outcome import Outcome
from selfother.studies.judging.plan import Declaration
from selfother.studies.judging.relearning import relearning_lines
from selfother.studies.judging.scored import scored_lines
from selfother.wording import capital, few, kind_words, listed, plural

__all__ = ["summary_of"]

_PRIMARY = {
    "differs": "show a difference",
    "does not differ": "show no difference",
    "not resolved": "are not resolved",
}
"""Word of a contrast -> how several of them are introduced."""


def summary_of(bench: Bench, outcome: Outcome, declaration: Declaration) -> list[str]:
    """The sentences of the summary.

    Args:
        bench: The study and its finished cells.
        outcome: What was found in them.
        declaration: What of it was declared before the run.
    """
    lines = [] if outcome.status == "complete" else [f"This report is not complete: {outcome.status}."]
    lines += [
        *_changed_lines(declaration, bench),
        *conclusion_lines(outcome.conclusion, bench, declaration),
        *(_words_lines(outcome) if outcome.conclusion else _verdict_lines(outcome, bench, declaration)),
        *([] if outcome.conclusion else subject_lines(bench)),
        *relearning_lines(outcome.relearning),
        *(line for gathered in outcome.readings for line in gathered.lines),
        *_compared_lines(bench, outcome.contrasts, is_brief=outcome.conclusion is not None),
        *(finding.sentence for finding in outcome.claims if finding.headline),
        *_claim_lines(outcome.claims),
        *_sure_lines(bench, declaration),
    ]
    first = " ".join([*lines[:1], *scored_lines(bench)])
    return [first, *lines[1:]] if first else []


def _verdict_lines(outcome: Outcome, bench: Bench, declaration: Declaration) -> list[str]:
    """The verdicts; good news comes last, so that an arm that a control equals is read first."""
    reasons = {arm.name: arm.verdict_reason for arm in outcome.arms}
    measured = [verdict for verdict in outcome.verdicts if verdict.estimate and verdict.estimate.value is not None]
    sure = how_sure(bench)
    lines = []
    for verdict in sorted(measured, key=lambda verdict: verdict.tone == "good"):
        reason = reasons[verdict.arm].removeprefix(f"{capital(sure)}. ")
        by = stated_words(verdict.declared, declaration)
        lines.append(f"{verdict.arm} is “{verdict.word}” {by} ({sure}). {reason}")
    return lines


def _words_lines(outcome: Outcome) -> list[str]:
    """The words on treatments in one sentence, where the study as a whole has one; the reasons stand with the arms."""
    by_word: dict[str, list[str]] = {}
    for verdict in outcome.verdicts:
        by_word.setdefault(verdict.word, []).append(verdict.arm)
    words = [f"“{word}” of {listed(arms)}" for word, arms in by_word.items()]
    return [f"Arm by arm the word is {listed(words)}."] if words else []


def _compared_lines(bench: Bench, contrasts: Sequence[Finding], *, is_brief: bool) -> list[str]:
    """What was compared, and how the primary contrasts came out; in brief, without the numbers of each."""
    if not bench.study.arms or bench.study.model is None:
        return []
    arms, probes = list(bench.study.arms), list(bench.layout.items)
    lines = [
        f"The study compares {plural(len(arms), 'arm')} ({few(arms)}) on {_models_compared(bench)}, each measured "
        f"by {listed(probes)}. Items are paired between arms, and clustered as each probe declares."
    ]
    primary = [finding for finding in contrasts if finding.primary]
    for word, shown in _PRIMARY.items():
        names = [f"{finding.arm} − {finding.control}" for finding in primary if finding.word == word]
        if names:
            lines.append(f"On {bench.primary}, these primary contrasts {shown}: {few(names)}.")
    return lines + [finding.sentence for finding in primary if finding.control == bench.subject and not is_brief]


def _models_compared(bench: Bench) -> str:
    """The models behind the arms, and which of them are known by their names alone."""
    assert bench.study.model is not None
    bases = bench.layout.bases()
    by_label: dict[str, list[str]] = {}
    for arm, base in bases.items():
        by_label.setdefault(base.label, []).append(arm)
    words = kind_words(bench.study.model.kinds, quoted=True)
    kinds = few(list(words.values())) if words else ""
    asked = list(dict.fromkeys(base.label for base in bases.values() if base.provider))
    if len(by_label) > 1:
        made = f"{kinds}, made from " if kinds else ""
        named = "; ".join(f"{listed(arms)}: {label}" for label, arms in by_label.items())
        which = (
            "" if not asked else f"; {UNPINNED}" if len(asked) == len(by_label) else f"; {UNPINNED}: {listed(asked)}"
        )
        return f"{made}{len(by_label)} models ({named}{which})"
    label = next(iter(by_label), bench.study.model.base) + (f" ({UNPINNED})" if asked else "")
    return f"{kinds} (made from {label})" if kinds else label


def _claim_lines(claims: Sequence[Finding]) -> list[str]:
    broken = [claim for claim in claims if claim.holds is False]
    held = sum(claim.holds is True for claim in claims)
    if not held and not broken:
        return []
    lines = [f"Of {plural(held + len(broken), 'published claim')} about games that were recomputed, {held} hold."]
    return lines + [claim.sentence for claim in broken]


def _sure_lines(bench: Bench, declaration: Declaration) -> list[str]:
    """How much stands behind the intervals, and what was declared before the run."""
    if bench.study.contrasts is None:
        return []
    if not bench.trains:
        sure = (
            "How sure: nothing was trained, and each model was measured once. The intervals cover other items of these "
            "families, not other models or another day at a provider."
        )
    elif how_sure(bench) == "one seed":
        sure = (
            "How sure: there is one training seed and one subject. The intervals cover other items of these families, "
            "not other training runs."
        )
    else:
        sure = f"How sure: {how_sure(bench)}. The intervals include the variance between training seeds."
    return [sure, *_declared_lines(declaration)]


def _changed_lines(declaration: Declaration, bench: Bench) -> list[str]:
    """The first paragraph where the study is not the one that was frozen: what differs, and what that touches."""
    changes = [*declaration.doubts, *(change.sentence for change in declaration.changes)]
    if not changes:
        return []
    if bench.study.contrasts is None:
        return [" ".join(changes)]
    verdicts = [arm for arm in bench.study.contrasts.treatment if arm not in declaration.verdicts]
    touched = [*declaration.after, *(f"the word of {arm}" for arm in verdicts)]
    stands = (
        f"So these were found after the results, not declared before them: {few(touched)}."
        if touched
        else "No declared contrast depends on it."
    )
    return [" ".join([*changes, stands])]


def _declared_lines(declaration: Declaration) -> list[str]:
    plan = f"plan {declaration.plan.digest}"
    if declaration.is_kept:
        return [f"All primary contrasts were declared before the first cell ran ({plan})."]
    lines = []
    if declaration.before:
        named = few(sorted(declaration.before))
        lines.append(f"These contrasts stand as the {plan} declared them before the first cell ran: {named}.")
    if declaration.after and not (declaration.changes or declaration.doubts):
        lines.append(f"These contrasts were not declared before the run: {few(declaration.after)}.")
    if declaration.dropped:
        dropped = listed(declaration.dropped)
        lines.append(f"The {plan} declared these contrasts, which are no longer compared: {dropped}.")
    return lines
