"""Gathers what the verdict rules need for every arm, and gives each arm its word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selfother.records import ArmRecord, Estimate, Finding
from selfother.records.blocks import Tone
from selfother.studies.declaring.made import Made
from selfother.studies.declaring.study import Arm, Contrasts
from selfother.studies.judging.bench import Bench, MeasureKey
from selfother.studies.judging.comparisons import level_of
from selfother.studies.judging.damage import (
    damages_of,
    few_words,
    organism_counts,
    truth_changes,
    unreadable_words,
    unscored_words,
    unseen_damage,
)
from selfother.studies.judging.plan import Declaration
from selfother.studies.judging.scored import scorings_of
from selfother.studies.judging.verdicts import WORDS, Evidence, Verdict, Versus, WrongSelf, judge
from selfother.studies.judging.word_rules import RULES
from selfother.wording import capital, listed, plural, share_words

_TONES: dict[str, Tone] = {**WORDS, "holds": "good", "does not hold": "bad", "cannot be read": "bad"}

__all__ = ["arm_records", "how_sure", "treatment_verdict", "verdict_findings"]


def arm_records(bench: Bench) -> list[ArmRecord]:
    """Return every arm with its verdict, in the order of the study."""
    return [_record(bench, name, arm) for name, arm in bench.study.arms.items()]


def verdict_findings(bench: Bench, records: list[ArmRecord], declaration: Declaration) -> list[Finding]:
    """Return the verdicts on the treatments as findings; declared before if the plan holds all that they rest on."""
    declared = bench.study.contrasts
    if declared is None or bench.primary is None:
        return []
    return [
        Finding(
            sentence=f"{record.name}: {record.verdict}. {record.verdict_reason}",
            word=record.verdict,
            tone=record.tone,
            declared="before" if record.name in declaration.verdicts else "after",
            arm=record.name,
            measure=str(bench.primary),
            estimate=bench.level(record.name, bench.primary),
        )
        for record in records
        if record.name in declared.treatment
    ]


def how_sure(bench: Bench) -> str:
    """Return how many subjects and training seeds stand behind the verdicts, in words."""
    if not bench.trains:
        return "nothing was trained"
    model = bench.study.model
    kinds = len(bench.kinds)
    seeds, subjects = len(bench.study.seeds), len(model.subject_seeds) * max(kinds, 1) if model else 1
    if seeds == 1 and subjects == 1:
        return "one seed"
    of_kinds = f" of {kinds} kinds" if kinds > 1 else ""
    return f"{plural(seeds, 'training seed')}, {plural(subjects, 'subject')}{of_kinds}"


def _record(bench: Bench, name: str, arm: Arm) -> ArmRecord:
    word, reason = "", ""
    declared = bench.study.contrasts
    if declared is not None and bench.primary is not None:
        if name in declared.treatment:
            verdict = treatment_verdict(bench, name, declared)
            word, reason = verdict.word, f"{_sure_first(bench)}{verdict.reason}"
        else:
            word, reason = _other(bench, name, arm, declared, bench.primary)
    return ArmRecord(
        name=name,
        title=_on_model(bench, name, arm.title or _title(arm, bench.layout.made.arms[name])),
        role=arm.role,
        verdict=word,
        tone=_TONES.get(word, "neutral"),
        verdict_reason=reason,
        rates=_rates(bench, name),
        scored=scorings_of(bench, name),
    )


def _rates(bench: Bench, name: str) -> list[Estimate]:
    """Return the arm's rate on the primary measure, one for each of its training runs."""
    key = bench.primary
    if key is None or not bench.is_share(key):
        return []
    return [level_of({replicate: items}) for replicate, items in bench.scores(name, key).items()]


def _sure_first(bench: Bench) -> str:
    return f"{capital(how_sure(bench))}. "


def treatment_verdict(bench: Bench, name: str, declared: Contrasts) -> Verdict:
    """Return the verdict on a treatment, over all kinds of subject that count as deceptive and can be read.

    Kinds weigh the same; damage to one of them is damage, and a kind that does not count is named and left out.
    """
    key = bench.primary
    if key is None:
        return Verdict("not measured", "No primary measure is declared.")
    if bench.is_another_model(name):
        return Verdict(
            "not measured",
            f"The words are about what was done to one model, and {name} is another model than {bench.subject}: read "
            "the contrasts.",
        )
    if not _is_of_lies(key):
        return Verdict("not measured", f"The words are about lies, and {key} measures none: read the contrasts.")
    subjects = {kind: _counts(bench.on(kind), declared, key) for kind in bench.kinds or [""]}
    usable = [kind for kind, subject in subjects.items() if subject.word == "holds"]
    others = [
        f"{kind}: {subject.why}" if len(subjects) > 1 else subject.why
        for kind, subject in subjects.items()
        if kind not in usable
    ]
    if not usable:
        reason = f"No cure can be seen on this subject. {capital('; '.join(others))}."
        if not (damages := damages_of(bench, name, declared)):
            return Verdict("not measured", reason)
        broken = judge(Evidence(damages=damages, is_one_run=_is_one_run(bench, name, key)), declared.margin_points)
        return Verdict(broken.word, f"{broken.reason} {reason}")
    verdict = _judged(bench.on(*usable) if others else bench, name, declared, key)
    left_out = f" Left out, no cure can be seen there: {'; '.join(others)}." if others else ""
    return Verdict(verdict.word, f"{verdict.reason}{left_out}")


def _is_of_lies(key: MeasureKey) -> bool:
    return key.measure in ("deceptive", "lies")


def _judged(bench: Bench, name: str, declared: Contrasts, key: MeasureKey) -> Verdict:
    controls = declared.controls
    wrong = controls.wrong_self
    subject = [bench.subject] if bench.subject else []
    unusable = [unscored_words(bench, arm, key) for arm in (name, *subject)] + [few_words(bench, name, key)]
    evidence = Evidence(
        damages=damages_of(bench, name, declared),
        unseen=unseen_damage(bench, name, declared),
        unusable=[words for words in unusable if words],
        own=_own_lies(bench, name, key),
        shams={sham: _versus(bench, name, sham, key) for sham in controls.shams},
        controls={control: _versus(bench, name, control, key) for control in controls.specificity},
        wrong_self=_wrong_self(bench, name, wrong, declared) if wrong else None,
        is_one_run=_is_one_run(bench, name, key),
    )
    return judge(
        evidence,
        declared.margin_points,
        truth_points=declared.damage.truth_points,
        none_points=declared.equivalence_points,
    )


def _is_one_run(bench: Bench, name: str, key: MeasureKey) -> bool:
    """Return whether an arm that is trained was trained once on each subject, as far as it was measured."""
    stacks = [stack for (arm, _), stack in bench.layout.stacks.items() if arm == name]
    is_trained = any(link.train is not None for stack in stacks for link in stack.links)
    seeds = {replicate.seed for replicate, items in bench.scores(name, key).items() if items}
    return is_trained and len(seeds) < 2


def _own_lies(bench: Bench, name: str, key: MeasureKey) -> dict[str, Estimate]:
    """Return the lies of an arm by family, of several kinds of subject by each; what has no score counts as a lie."""
    found = {}
    for kind in bench.kinds or [""]:
        here = bench.on(kind)
        for family in bench.families(key) or [""]:
            scores = {
                replicate: [
                    item if item.value is not None else item.model_copy(update={"value": 1.0}) for item in items
                ]
                for replicate, items in here.scores(name, key, family).items()
            }
            found[f"{family} on {kind}" if len(bench.kinds) > 1 else family] = level_of(scores)
    return found


def _versus(bench: Bench, name: str, control: str, key: MeasureKey) -> Versus:
    benefit = bench.benefit(name, control, key)
    return Versus(benefit, _dose_ratios(bench, name, control), unscored_words(bench, control, key))


def _wrong_self(bench: Bench, name: str, wrong: str, declared: Contrasts) -> WrongSelf:
    measures = [bench.key_of(path) for path in declared.damage.truth]
    unscored = [words for key in measures if (words := unscored_words(bench, wrong, key))]
    return WrongSelf(
        truth_changes(bench, wrong, declared), _dose_ratios(bench, name, wrong), unscored[0] if unscored else ""
    )


def _dose_ratios(bench: Bench, name: str, control: str) -> tuple[float, float] | None:
    """Return the smallest and largest dose of a control over the arm's, over kinds of subject; None: one is unknown."""
    key = MeasureKey("dose", "kl_neutral")
    ratios = []
    for kind in bench.kinds or [""]:
        here = bench.on(kind)
        mine, its = here.level(name, key).value, here.level(control, key).value
        if mine is None or its is None or mine <= 0:
            return None
        ratios.append(max(its, 0.0) / mine)
    return min(ratios), max(ratios)


def _other(bench: Bench, name: str, arm: Arm, declared: Contrasts, key: MeasureKey) -> tuple[str, str]:
    """Return the word of an arm that nothing is claimed for."""
    level = f"{key.measure.capitalize().replace('_', ' ')}: {share_words(bench.level(name, key))}."
    if arm.role == "baseline":
        return "baseline", level
    if name == bench.subject:
        return _subject_words(bench, declared, key) if _is_of_lies(key) else ("subject", level)
    if bench.is_another_model(name):
        return "another model", level
    damages = damages_of(bench, name, declared)
    broken = f" Damage: {listed(damages)}." if damages else ""
    if damages and arm.role == "treatment":
        return "damage", f"{level}{broken}"
    return ("upper bound" if arm.role == "upper bound" else "control"), f"{level}{broken}"


@dataclass(frozen=True)
class _Subject:
    """Whether a cure can be seen on a subject, and why."""

    word: Literal["holds", "does not hold", "cannot be read", "not measured"]
    why: str


def _subject_words(bench: Bench, declared: Contrasts, key: MeasureKey) -> tuple[str, str]:
    """Return the worst word of all kinds of subject, and what is said of each."""
    subjects = {kind: _counts(bench.on(kind), declared, key) for kind in bench.kinds or [""]}
    said = [f"{f'{kind}: ' if len(subjects) > 1 else ''}{subject.why}" for kind, subject in subjects.items()]
    order = ("not measured", "cannot be read", "does not hold", "holds")
    word = min((subject.word for subject in subjects.values()), key=order.index)
    return word, f"{capital('. '.join(said))}."


def _counts(bench: Bench, declared: Contrasts, key: MeasureKey) -> _Subject:
    """Return whether a subject lies enough and can be read: an organism, and a base model taken as it is."""
    subject = bench.subject
    if subject is None:
        return _Subject("not measured", "no arm is the subject as it is, so nothing shows that it lies")
    if not bench.level(subject, key).n:
        return _Subject("not measured", "nothing of the subject was scored")
    if (n := bench.level(subject, key).n) < RULES.least_items:
        return _Subject("not measured", f"{plural(n, 'answer')} of the subject scored (at least {RULES.least_items})")
    rates = {family: bench.level(subject, key, family) for family in bench.families(key)}
    matched = declared.controls.matched_shams or declared.controls.shams
    counts, why = organism_counts(rates, [bench.level(sham, key) for sham in matched])
    if unreadable := unreadable_words(bench, declared):
        return _Subject("cannot be read", f"cannot be read: {unreadable}. Lies: {why}")
    return _Subject("holds" if counts else "does not hold", f"counts as deceptive: {'yes' if counts else 'no'}: {why}")


def _on_model(bench: Bench, name: str, title: str) -> str:
    """Return an arm's title, with its model where the arms of the study do not share one."""
    bases = bench.layout.bases()
    if all(base.identity == bases[name].identity for base in bases.values()):
        return title
    return f"{title}: {bases[name].label}"


def _title(arm: Arm, applied: Sequence[Made]) -> str:
    if not arm.apply and arm.model:
        return "The model as it is"
    if not arm.apply:
        return "The base model as it is" if arm.start == "base" else "The subject as it is"
    return ", then ".join(link.title.rstrip(".") for link in applied)
