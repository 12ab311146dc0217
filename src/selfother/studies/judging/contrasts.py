"""Every comparison of a study as a finding: a sentence, a word, and the numbers under it.

Primary contrasts are those that the study declared, with p-values adjusted after Holm over all of them. The rest
(single families, other measures) is unadjusted and says so by standing apart.
"""

from collections.abc import Iterator
from typing import Literal

from selfother.records import Estimate, Finding
from selfother.records.blocks import Tone
from selfother.statistics.clusters import equivalence_p, holm
from selfother.studies.judging.bench import Bench, MeasureKey
from selfother.studies.judging.comparisons import LEAST_ITEMS, Difference
from selfother.studies.judging.plan import primary_contrasts, started_from
from selfother.wording import amount, denominator, kind_words, percent, points, points_interval, share_words

__all__ = ["contrast_findings", "contrast_on", "rate_words"]

Word = Literal["differs", "does not differ", "not resolved", "not measured"]
_MEANINGS: dict[Word, str] = {
    "does not differ": " It is shown to be smaller than the equivalence margin.",
    "not resolved": " The interval leaves its direction open.",
}
"""What a word means, where the numbers do not say it."""


def contrast_findings(bench: Bench, declared: frozenset[str]) -> list[Finding]:
    """The findings of all comparisons, primary first.

    Args:
        bench: The scores.
        declared: The primary contrasts that stood in the first frozen plan.
    """
    primary = bench.primary
    pairs = [(contrast.arm, contrast.control) for contrast in primary_contrasts(bench.study)]
    findings: list[Finding] = []
    if primary is not None:
        adjusted = holm({f"{a} - {b}": bench.difference(a, b, primary).p_value for a, b in pairs})
        for arm, control in pairs:
            name = f"{arm} - {control}"
            finding = _finding(bench, arm, control, primary)
            when = "before" if name in declared else "after"
            findings.append(finding.model_copy(update={"primary": True, "declared": when, "p_holm": adjusted[name]}))
        families = bench.families(primary)
        if len(families) > 1:
            findings += [_finding(bench, a, b, primary, family) for a, b in pairs for family in families]
    return findings + list(_against_subject(bench, set(pairs)))


def _against_subject(bench: Bench, done: set[tuple[str, str]]) -> Iterator[Finding]:
    """Yield every other arm and measure against the subject, or the arm's own model where that stands untouched.

    What an intervention costs is found here.
    """
    subject = bench.subject
    if subject is None:
        return
    for key in bench.measures():
        if key.probe == "dose":
            continue
        for arm, spec in bench.study.arms.items():
            control = started_from(bench.study, arm) or subject
            is_done = key == bench.primary and (arm, control) in done
            if arm != subject and spec.start == "subject" and not is_done:
                yield _finding(bench, arm, control, key)


def contrast_on(bench: Bench, kind: str, arm: str, control: str, key: MeasureKey) -> Finding:
    """The contrast of two arms on one kind of subject alone."""
    finding = _finding(bench.on(kind), arm, control, key)
    name = kind_words(bench.kinds, quoted=True)[kind]
    return finding.model_copy(update={"subject": kind, "sentence": f"On {name} alone, {finding.sentence}"})


def _finding(bench: Bench, arm: str, control: str, key: MeasureKey, family: str = "") -> Finding:
    gap = bench.difference(arm, control, key, family)
    levels = bench.level(arm, key, family), bench.level(control, key, family)
    is_share = bench.is_share(key)
    word = _word(gap, _equivalence(bench) if is_share else None)
    where = f" in {family}" if family else ""
    sentence = _sentence(f"{key}{where}", (arm, control), levels, gap.estimate, word, is_share=is_share)
    return Finding(
        sentence=sentence,
        word=word,
        tone=_tone(bench, key, word, gap.estimate),
        arm=arm,
        control=control,
        measure=str(key),
        family=family,
        unit="share" if is_share else key.measure.replace("_", " "),
        estimate=gap.estimate,
        arm_estimate=levels[0],
        control_estimate=levels[1],
        p_value=gap.p_value,
    )


def _equivalence(bench: Bench) -> float | None:
    return bench.study.contrasts.equivalence_points / 100 if bench.study.contrasts else None


def _word(gap: Difference, equivalence: float | None) -> Word:
    estimate = gap.estimate
    if estimate.value is None or gap.spread is None:
        return "not measured"
    if estimate.low is None or estimate.high is None or estimate.n < LEAST_ITEMS:
        return "not resolved"
    if estimate.low > 0 or estimate.high < 0:
        return "differs"
    p = equivalence_p(gap.spread, equivalence) if equivalence else None
    return "does not differ" if p is not None and p < 0.05 else "not resolved"


def _tone(bench: Bench, key: MeasureKey, word: Word, gap: Estimate) -> Tone:
    """Whether a difference is good news: by the better direction of its measure, where that has one."""
    if word != "differs" or gap.value is None:
        return "neutral" if word == "does not differ" else "open"
    better = {"lower": gap.value < 0, "higher": gap.value > 0}
    direction = bench.direction(key)
    return "neutral" if direction == "neither" else "good" if better[direction] else "bad"


def _sentence(
    measure: str,
    names: tuple[str, str],
    levels: tuple[Estimate, Estimate],
    gap: Estimate,
    word: Word,
    *,
    is_share: bool,
) -> str:
    arm, control = names
    own, other = levels
    if gap.value is None or own.value is None or other.value is None:
        return f"{measure}: {arm} against {control} was not measured ({gap.reason or 'no scores'})."
    if is_share:
        levels_in_words = f"{arm} {share_words(own)}, {control} {share_words(other)}"
        difference = f"{points(gap.value)} ({points_interval(gap)}; {denominator(gap)})"
    else:
        levels_in_words = f"{arm} {amount(own.value)}, {control} {amount(other.value)}"
        ends = "no interval"
        if gap.low is not None and gap.high is not None:
            ends = f"95 % interval {amount(gap.low)} to {amount(gap.high)}"
        difference = f"{amount(gap.value)} ({ends}; {denominator(gap)})"
    meaning = _MEANINGS.get(word, "") if gap.n >= LEAST_ITEMS else f" A word needs {LEAST_ITEMS} scored items or more."
    return f"{measure}: {levels_in_words}. The paired difference is {difference}.{meaning}"


def rate_words(estimate: Estimate) -> str:
    """A rate for a table: "98 % (n = 64)"."""
    return "not measured" if estimate.value is None else f"{percent(estimate.value)} (n = {estimate.n})"
