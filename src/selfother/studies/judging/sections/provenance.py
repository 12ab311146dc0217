"""What was not measured, and where the numbers come from: plan, environment, command."""

from collections.abc import Mapping

from pydantic import JsonValue

from selfother.records import Block, Facts, PlanRecord, ReportRecord, Section, Text
from selfother.wording import compact

__all__ = ["gaps_section", "provenance_section"]


def gaps_section(report: ReportRecord) -> Section | None:
    """What was not measured, and why; None where nothing is missing."""
    if not report.not_measured:
        return None
    gaps = Text(paragraphs=report.not_measured, role="list")
    return Section(key="not-measured", title="What was not measured", blocks=[gaps])


def provenance_section(report: ReportRecord) -> Section | None:
    """The command that makes the report again, what was frozen before the run, and what it ran on."""
    blocks: list[Block] = []
    if report.command:
        blocks.append(
            Text(title="The command that makes this report again", role="command", paragraphs=[report.command])
        )
    if report.plan is not None:
        blocks.append(Facts(title="Frozen before the run", rows=_plan(report.plan)))
        if report.plan.primary:
            blocks.append(Text(paragraphs=["Primary contrasts:"]))
            blocks.append(Text(paragraphs=report.plan.primary, role="list"))
    if environment := _environment(report):
        blocks.append(Facts(title="Environment", rows=environment))
    if not blocks:
        return None
    return Section(key="provenance", title="Plan, environment, command", blocks=blocks)


def _plan(plan: PlanRecord) -> list[tuple[str, str]]:
    effect = plan.minimum_detectable_points
    return [
        ("plan hash", plan.digest),
        ("margin", f"{compact(plan.margin_points)} points"),
        ("minimum detectable difference", "not computed" if effect is None else f"{compact(effect)} points"),
        ("frozen with it", _frozen(plan.holds)),
        *((f"rule: {name.replace('_', ' ')}", _plain(value)) for name, value in plan.rules.items()),
        *((f"items of {name}", digest) for name, digest in plan.items.items()),
    ]


def _frozen(holds: Mapping[str, JsonValue]) -> str:
    """What the hash is made from; everything under each name stands in report.json."""
    return ", ".join(key.replace(":", " ") for key in holds) or "the contrasts, their rules and the items alone"


def _plain(value: JsonValue) -> str:
    if value in (None, "", [], {}):
        return "none"
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_plain(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in value)
    return compact(value) if isinstance(value, float) else str(value)


def _environment(report: ReportRecord) -> list[tuple[str, str]]:
    facts = [(name, str(value)) for name, value in report.facts.items() if isinstance(value, str | int | float)]
    return [*report.environment.items(), *facts]
