"""The same study on each kind of subject alone: an organism is a level of its own, and pooling could hide one.

Left out on purpose: a variance between kinds. Two organisms are no sample of organisms; they are named, and what is
found on one and not on the other is a result.
"""

from selfother.records import Finding, Table
from selfother.studies.judging.arm_verdicts import judged
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.contrasts import contrast_on, rate_words
from selfother.studies.judging.plan import primary_contrasts
from selfother.wording import kind_words, listed

__all__ = ["subject_findings", "subject_lines", "subject_tables"]


def subject_findings(bench: Bench) -> list[Finding]:
    """Every primary contrast on each kind of subject alone; empty where there is one kind."""
    if bench.primary is None:
        return []
    pairs = primary_contrasts(bench.study)
    return [
        contrast_on(bench, kind, pair.arm, pair.control, bench.primary) for kind in _several(bench) for pair in pairs
    ]


def subject_lines(bench: Bench) -> list[str]:
    """The word of each treatment on each kind of subject alone, one sentence a treatment."""
    declared, kinds = bench.study.contrasts, _several(bench)
    if declared is None or not kinds:
        return []
    names = kind_words(kinds, quoted=True)
    words = {
        arm: [f"“{judged(bench.on(kind), arm).word}” on {name}" for kind, name in names.items()]
        for arm in declared.treatment
    }
    return [f"Judged on each kind of subject alone, {arm} is {listed(verdicts)}." for arm, verdicts in words.items()]


def subject_tables(bench: Bench) -> list[Table]:
    """The primary measure and the verdicts by kind of subject; empty where there is one kind."""
    declared, key, kinds = bench.study.contrasts, bench.primary, _several(bench)
    if declared is None or key is None or not kinds:
        return []
    on = {name: bench.on(kind) for kind, name in kind_words(kinds).items()}
    columns = ["arm", *on, *(f"verdict on {name}" for name in on)]
    rows = [
        [
            arm,
            *(rate_words(alone.level(arm, key)) for alone in on.values()),
            *(judged(alone, arm).word if arm in declared.treatment else "–" for alone in on.values()),
        ]
        for arm in bench.study.arms
    ]
    note = "Families pooled; the arms made from the base are the same in every column. Verdicts by the same rules."
    return [Table(title=f"{key} by kind of subject", columns=columns, rows=rows, note=note)]


def _several(bench: Bench) -> list[str]:
    return bench.kinds if len(bench.kinds) > 1 else []
