"""The page of what stands where, and the findings of README: what writes them again (`make docs`).

Sentences stand in docs/records/status.yaml. Their numbers are read from the reports of docs/results, so that a number
stands once.
"""

import json
import re
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

from selfother.yaml_text import read_yaml_file

__all__ = ["PAGE", "README", "STATUSES", "page_text", "record", "value_at", "with_findings"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "status.md"
README = ROOT / "README.md"
RECORD = ROOT / "docs" / "records" / "status.yaml"
STATUSES = {
    "reproduced": "inside the stated tolerance",
    "partly reproduced": "some claims inside the tolerance, others not",
    "measured": "run here with its controls; the result is below, whatever it is",
    "built": "it runs, and what it is for was not measured here or cannot be at this scale",
    "planned": "not built",
}
HEAD = """# What is built, and where each mechanism stands

Written by `make docs` from `docs/records/status.yaml` and the reports in `docs/results`. Claim by claim, with the
command behind every number: [PAPERS.md](../PAPERS.md). House words: [glossary](glossary.md).

A model with 135M parameters shows how a mechanism works. It says nothing about the values of large models.
"""
_FINDINGS = re.compile(r"(<!-- findings: [^\n]*-->\n).*?(<!-- end of findings -->)", re.DOTALL)


def page_text() -> str:
    """Return the page."""
    given = record()
    numbers = _numbers(given)
    parts = [HEAD, "| mechanism | status | scale |", "|---|---|---|"]
    parts += [_row(mechanism) for mechanism in given["mechanisms"]]
    parts += ["", "The statuses:", ""]
    parts += [f"- **{status}**: {meaning}." for status, meaning in STATUSES.items()]
    parts += [_section(mechanism, numbers) for mechanism in given["mechanisms"] if mechanism["status"] != "planned"]
    return "\n".join(parts)


def with_findings(readme: str) -> str:
    """Return the text of README with its findings written again.

    Raises:
        ValueError: README lacks the two comments between which they stand.
    """
    given = record()
    numbers = _numbers(given)
    lines = [_finding(number, finding, numbers) for number, finding in enumerate(given["findings"], 1)]
    text, count = _FINDINGS.subn(lambda match: match[1] + "\n".join(lines) + "\n" + match[2], readme)
    if count != 1:
        raise ValueError("README.md needs one <!-- findings: ... --> and one <!-- end of findings -->")
    return text


def record() -> dict[str, Any]:
    """Return the record: numbers, findings, mechanisms."""
    return dict(read_yaml_file(RECORD, expected="the record of what stands where"))


def value_at(report: str, path: str) -> Any:
    """Return what stands at a path of a report.

    Args:
        report: The folder in docs/results.
        path: Steps between slashes: a key of a mapping, a number of a list, or `key=value,...` for the first item of a
            list that has these values.

    Raises:
        LookupError: Nothing stands there; the step is named.
    """
    value: Any = _report(report)
    for step in path.split("/"):
        try:
            value = _step(value, step)
        except (KeyError, IndexError, StopIteration, TypeError) as error:
            raise LookupError(f"{report}: nothing at {step!r} of {path!r}") from error
    return value


def _step(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value[step]
    if "=" not in step:
        return value[int(step)]
    wanted = dict(part.split("=", 1) for part in step.split(","))
    return next(item for item in value if all(str(item[key]) == text for key, text in wanted.items()))


@cache
def _report(name: str) -> Any:
    return json.loads((ROOT / "docs" / "results" / name / "report.json").read_text(encoding="utf-8"))


def _numbers(given: dict[str, Any]) -> dict[str, str]:
    numbers = given["numbers"].items()
    return {name: _shown(value_at(source["report"], source["at"]), source["as"]) for name, source in numbers}


def _shown(value: float, form: str) -> str:
    return {"percent": f"{100 * value:.0f}", "count": f"{value:,}", "decimal": f"{value:.1f}"}[form]


def _row(mechanism: dict[str, Any]) -> str:
    name = mechanism["name"]
    linked = name if mechanism["status"] == "planned" else f"[{name}](#{_anchor(name)})"
    return f"| {linked} | {mechanism['status']} | {mechanism['scale']} |"


def _anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _section(mechanism: dict[str, Any], numbers: dict[str, str]) -> str:
    words = ", ".join(f"`{word}`" for word in mechanism["words"])
    link = mechanism["link"]
    target = f"../{link}" if not link.startswith("docs/") else link.removeprefix("docs/")
    return "\n".join(
        [
            f"\n## {mechanism['name']}\n",
            f"Status: **{mechanism['status']}** ({mechanism['scale']}). Word: {words}. [Read on]({target}).\n",
            _item("- ", f"**Built:** {mechanism['built']}"),
            _item("- ", f"**Compared with:** {mechanism['compared']}"),
            _item("- ", f"**Found:** {mechanism['found'].format_map(numbers)}"),
        ]
    )


def _finding(number: int, finding: dict[str, str], numbers: dict[str, str]) -> str:
    text = finding["sentence"].format_map(numbers)
    return _item(f"{number}. ", f"{text} *Scale: {finding['scale']}* ([more]({finding['link']})).")


def _item(mark: str, text: str) -> str:
    """Return an item of a list in lines of a page's width; no link is broken, since none holds a space."""
    return textwrap.fill(
        text,
        120,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


if __name__ == "__main__":
    PAGE.write_text(page_text() + "\n", encoding="utf-8")
    README.write_text(with_findings(README.read_text(encoding="utf-8")), encoding="utf-8")
