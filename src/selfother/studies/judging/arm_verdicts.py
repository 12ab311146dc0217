"""Every arm with its word: the declared rule judges the treatments, and says of every other arm what it is for."""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from selfother.catalogue import name_of
from selfother.errors import BadArgument
from selfother.own_files import complaint
from selfother.records import ArmRecord, Estimate, Finding
from selfother.studies.declaring.made import Made
from selfother.studies.declaring.study import Arm
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.comparisons import level_of
from selfother.studies.judging.evidence import Evidence
from selfother.studies.judging.plan import Declaration
from selfother.studies.judging.rules.rule import Tone, Verdict, VerdictRule
from selfother.studies.judging.scored import scorings_of
from selfother.wording import capital, listed, plural

__all__ = ["arm_records", "how_sure", "judged", "verdict_findings"]


def arm_records(bench: Bench) -> list[ArmRecord]:
    """Every arm with its verdict, in the order of the study."""
    return [_record(bench, name, arm) for name, arm in bench.study.arms.items()]


def judged(bench: Bench, arm: str) -> Verdict:
    """The verdict of the declared rule on a treatment; its word is one of the rule's own."""
    rule = bench.rule

    def judge(evidence: Evidence) -> Verdict:
        verdict: Any = rule.judge(evidence)
        if not isinstance(verdict, Verdict):
            raise BadArgument(f"judge returned {type(verdict).__name__}; return self.verdict(word, reason)")
        return verdict if verdict.word in rule.words else rule.verdict(verdict.word, verdict.reason)

    return _asked(rule, judge, Evidence(arm, bench))


def _asked(rule: VerdictRule, method: Callable[[Evidence], Verdict], evidence: Evidence) -> Verdict:
    """What a rule says of an arm; where it fails, which a user's own may, the report says so and is not lost."""
    try:
        return _checked(method(evidence))
    except (Exception, SystemExit) as error:
        reason = f"The rule {name_of(type(rule))} failed on this arm ({complaint(error, '')})."
        return Verdict("not judged", "open", reason)


def _checked(verdict: Verdict) -> Verdict:
    """The verdict itself.

    Raises:
        TypeError: It is none that a report can print.
    """
    if not (isinstance(verdict, Verdict) and isinstance(verdict.word, str) and isinstance(verdict.reason, str)):
        raise TypeError(f"it returned {str(verdict)[:80]!r}, expected a verdict with its word and its reason")
    if verdict.tone not in get_args(Tone):
        raise TypeError(f"the word {verdict.word!r} has the tone {verdict.tone!r}, expected {listed(get_args(Tone))}")
    return verdict


def verdict_findings(bench: Bench, records: list[ArmRecord], declaration: Declaration) -> list[Finding]:
    """The verdicts on the treatments as findings; declared before if the plan holds all that they rest on."""
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
    """How many subjects and training seeds stand behind the verdicts, in words."""
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
    verdict = Verdict("", "neutral", "")
    declared = bench.study.contrasts
    if declared is not None:
        if name in declared.treatment:
            verdict = judged(bench, name)
            verdict = Verdict(verdict.word, verdict.tone, f"{capital(how_sure(bench))}. {verdict.reason}")
        else:
            verdict = _asked(bench.rule, bench.rule.describe, Evidence(name, bench))
    return ArmRecord(
        name=name,
        title=_on_model(bench, name, arm.title or _title(arm, bench.layout.made.arms[name])),
        role=arm.role,
        verdict=verdict.word,
        tone=verdict.tone,
        verdict_reason=verdict.reason,
        rates=_rates(bench, name),
        scored=scorings_of(bench, name),
    )


def _rates(bench: Bench, name: str) -> list[Estimate]:
    """The arm's rate on the primary measure, one for each of its training runs."""
    key = bench.primary
    if key is None or not bench.is_share(key):
        return []
    return [level_of({replicate: items}) for replicate, items in bench.scores(name, key).items()]


def _on_model(bench: Bench, name: str, title: str) -> str:
    """An arm's title, with its model where the arms of the study do not share one."""
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
