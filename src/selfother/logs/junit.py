"""Logs compared, as JUnit XML: a test case a score, for what draws build results.

A score that fails a condition is a failure, one that was not measured is skipped; the rest passes. Without a condition
nothing fails.
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from selfother.logs.comparison_words import comparison_notes
from selfother.records import ComparisonsRecord, ScoreComparison
from selfother.report.text import visible

__all__ = ["render_junit"]


def render_junit(record: ComparisonsRecord) -> str:
    """The XML; identical records give identical text."""
    notes = iter(comparison_notes(record))
    root = Element("testsuites", name="selfother compare")
    for place, comparison in enumerate(record.comparisons):
        name = visible(f"{comparison.a.name} - {comparison.b.name}")
        suite = SubElement(root, "testsuite", name=name)
        failed = skipped = 0
        for score in comparison.scores:
            case = SubElement(suite, "testcase", classname=visible(comparison.a.task), name=_named(score), time="0")
            note = visible(next(notes))
            mine = [
                failure
                for failure in record.failures
                if (failure.comparison, failure.score, failure.group) == (place, score.score, score.group)
            ]
            for failure in mine:
                element = SubElement(case, "failure", type=failure.condition, message=visible(failure.why))
                element.text = note
            if not mine and score.word == "not measured":
                SubElement(case, "skipped", message=note)
            elif not mine:
                SubElement(case, "system-out").text = note
            failed += bool(mine)
            skipped += not mine and score.word == "not measured"
        counts = {"tests": len(comparison.scores), "failures": failed, "skipped": skipped, "errors": 0}
        suite.attrib.update({kind: str(count) for kind, count in counts.items()})
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _named(score: ScoreComparison) -> str:
    return visible(f"{score.score}, {score.group}" if score.group else score.score)
