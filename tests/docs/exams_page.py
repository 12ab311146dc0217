"""The page of docs/reference with the exams of our own probes: what writes it again (`make docs`)."""

from pathlib import Path

from benchmarks.exams import RECORD

from selfother.exams.own.claim import ClaimExam, MeasureExam, OwnExam, OwnExams
from selfother.exams.policies.nulls import null_policies
from selfother.records import Estimate

__all__ = ["PAGE", "page_text"]

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exams-of-our-probes.md"
HEAD = """# Exams of our own probes

Written by `make docs` from `docs/records/exams.json`. `python -m benchmarks.exams` measures all rows again,
`python -m benchmarks.exams deception` one of them.

A probe gives a number, and you take the number for a property: honesty, a value, a mind that knows what another
believes. Here subjects that cannot have the property sit the same exam. They are scripts that follow a rule about
words. Beside them sits a positive control: a script that truly has the property.

- **Share** = (null - chance) / (control - chance): 0 at chance, 1 where the null is as good as the control. *Chance* is
  what a subject reaches that lacks the property. Where a claim is read by several measures, the smallest share counts.
- **Word.** *Passed by a null*: a share of 90 % or more, or a null that is not shown to be worse than the control.
  *Partly*: a null exceeds chance. *Not passed by a null*: none does.
- A claim that a null passes is no proof that your model lacks the property. It means that this number cannot show it.
  Read the number beside the measures of the row below it, or take only its bad values for findings.
- The scripts here are nulls of words and of places. A null of another kind may pass where these do not.
"""
TABLE = "| probe | what its number is taken to show | best null | share | word |\n|---|---|---|---|---|"
VALUES = "| claim | measure | chance | control | best null | its value |\n|---|---|---|---|---|---|"


def page_text() -> str:
    """The page."""
    exams = OwnExams.read(RECORD).exams
    examined = [exam for exam in exams if exam.claims]
    parts = [HEAD, "## The words\n", TABLE]
    parts += [_row(exam, claim) for exam in examined for claim in exam.claims]
    parts += ["", "## What follows, probe by probe\n", *(_section(exam) for exam in examined)]
    parts += ["## Not examined\n"]
    parts += [f"- `{exam.probe}`: {exam.not_examined}" for exam in exams if exam.not_examined]
    parts += ["", "## The nulls\n", *(f"- `{policy.name}`: {policy.title}" for policy in null_policies()), ""]
    return "\n".join(parts)


def _row(exam: OwnExam, claim: ClaimExam) -> str:
    share = "-" if claim.share is None else f"{claim.share:.2f}"
    best = f"`{claim.best_null}`" if claim.best_null else "-"
    return f"| `{exam.probe}` | {claim.claim} | {best} | {share} | {claim.word} |"


def _section(exam: OwnExam) -> str:
    lines = [f"### `{exam.probe}`\n"]
    lines += [f"{number}. It {claim.claim}: **{claim.word}**. {claim.meaning}" for number, claim in _numbered(exam)]
    lines += ["", VALUES]
    lines += [_values(number, claim, measure) for number, claim in _numbered(exam) for measure in claim.measures]
    controls = dict.fromkeys(claim.control for claim in exam.claims if claim.control)
    lines += ["", f"Positive control{'s' if len(controls) > 1 else ''}: {'; '.join(controls)}.", ""]
    return "\n".join(lines)


def _numbered(exam: OwnExam) -> list[tuple[int, ClaimExam]]:
    return list(enumerate(exam.claims, 1))


def _values(number: int, claim: ClaimExam, measure: MeasureExam) -> str:
    best = measure.nulls[claim.best_null] if claim.best_null else None
    name = f"`{claim.best_null}`" if claim.best_null else "-"
    where = f"`{measure.probe}`: {measure.measure}"
    return (
        f"| {number} | {where} | {measure.chance:g} | {_value(measure.control, measure)} | {name} | "
        f"{_value(best, measure)} |"
    )


def _value(estimate: Estimate | None, measure: MeasureExam) -> str:
    if estimate is None or estimate.value is None:
        return "-"
    if estimate.low is None or estimate.high is None or estimate is measure.control:
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} [{estimate.low:.2f}, {estimate.high:.2f}]"


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
