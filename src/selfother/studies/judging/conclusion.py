"""What the declared verdict rule says of a study as a whole, where it says anything: a word, sentences, a section."""

from typing import Literal

from selfother.catalogue import name_of
from selfother.own_files import complaint
from selfother.records import Finding
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.evidence import Evidence
from selfother.studies.judging.plan import Declaration
from selfother.studies.judging.rules.rule import Conclusion, Verdict

__all__ = ["concluded", "conclusion_findings", "conclusion_lines", "stated_words"]


def concluded(bench: Bench) -> Conclusion | None:
    """The rule's conclusion; where it fails, which a user's own may, the report says so and is not lost."""
    if bench.study.contrasts is None or bench.primary is None:
        return None
    rule = bench.rule
    try:
        conclusion = rule.conclude([Evidence(arm, bench) for arm in bench.study.arms])
        if conclusion is None:
            return None
        if not isinstance(conclusion, Conclusion):
            raise TypeError(f"conclude returned {type(conclusion).__name__}, expected a Conclusion or None")
        rule.verdict(conclusion.verdict.word, "")
    except (Exception, SystemExit) as error:
        reason = f"The rule {name_of(type(rule))} failed on the whole study ({complaint(error, '')})."
        return Conclusion(Verdict("not judged", "open", reason))
    return conclusion


def conclusion_findings(conclusion: Conclusion | None, bench: Bench, declaration: Declaration) -> list[Finding]:
    """The word on the whole study as a finding; empty where the rule has none."""
    if conclusion is None:
        return []
    verdict = conclusion.verdict
    return [
        Finding(
            sentence=f"The study as a whole: {verdict.word}. {verdict.reason}",
            word=verdict.word,
            tone=verdict.tone,
            declared=_declared(bench, declaration),
            measure=str(bench.primary),
        )
    ]


def conclusion_lines(conclusion: Conclusion | None, bench: Bench, declaration: Declaration) -> list[str]:
    """The word on the whole study in a sentence of the summary, and what else the rule says of it."""
    if conclusion is None:
        return []
    by = stated_words(_declared(bench, declaration), declaration)
    return [f"The study as a whole: “{conclusion.verdict.word}” {by}. {conclusion.verdict.reason}", *conclusion.lines]


def stated_words(declared: Literal["before", "after"], declaration: Declaration) -> str:
    """By which rules a word is given, as part of a sentence.

    Args:
        declared: Whether what the word rests on stood in the frozen plan.
        declaration: The plan.
    """
    if declared == "before":
        return "by the rules stated before the run"
    return f"by rules that were declared after the plan {declaration.plan.digest} was frozen"


def _declared(bench: Bench, declaration: Declaration) -> Literal["before", "after"]:
    """Whether the plan holds everything: "before" if nothing that the word of any treatment rests on was changed."""
    declared = bench.study.contrasts
    is_kept = declared is not None and declaration.verdicts >= set(declared.treatment)
    return "before" if is_kept else "after"
