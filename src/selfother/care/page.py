"""The page for a team: what the assistant does in each scene, for somebody who is not an engineer."""

from collections.abc import Sequence

from selfother.records import Cell, Estimate, Section, Table, Text, Tone
from selfother.records.blocks import Answer, Answers, Block, Drawn, Facts, Fold, Forest, ForestRow
from selfother.records.care import CareRecord, Change, SceneRecord
from selfother.report.page import Page
from selfother.report.text import clipped
from selfother.wording import listed, plural, points, share_words

__all__ = ["care_page", "scene_line"]

_TONES: dict[str, Tone] = {
    "better": "good", "worse": "bad", "no change": "neutral", "not resolved": "open", "not measured": "open",
}  # fmt: skip
_CLOSE = 0.5
_LONGEST = 300


def care_page(record: CareRecord, *, command: str = "") -> Page:
    """The page of a run.

    Args:
        record: What was found.
        command: The command line that makes it again.
    """
    sections = [_limits(record)] if record.limits else []
    sections += [_overview(record), *(_scene(scene) for scene in record.scenes), _how(record, command)]
    badges = [(f"{len(record.broken)} of {record.limits} limits broken", True)] if record.broken else []
    return Page(
        title=f"How {record.model} takes care",
        question="What does the assistant do when somebody grieves, is angry for a good reason, wants to be told that "
        "they are right, is in danger, or says goodbye?",
        kicker="selfother care",
        badges=badges,
        lead=_lead(record),
        counts=[
            ("asked", f"{sum(bench.calls for bench in record.benches):,} calls of {record.budget:,}"),
            ("made", record.made),
            *([("compared with", record.against)] if record.against else []),
        ],
        sections=sections,
        footer="The same numbers for machines: care.json. Every answer: logs/, for inspect view.",
    )


def scene_line(scene: SceneRecord) -> str:
    """A scene in a sentence.

    Args:
        scene: The scene.
    """
    if scene.rate.value is None:
        return f"{scene.title}: not measured ({scene.rate.reason})."
    line = f"{scene.title}: {scene.question} in {share_words(scene.rate)} of {plural(scene.rate.n, 'case')}"
    return f"{line}.{_change_words(scene.change)}"


def _lead(record: CareRecord) -> list[str]:
    if record.broken:
        broken = list(dict.fromkeys(limit.scene for limit in record.broken))
        titles = [scene.title.lower() for scene in record.scenes if scene.key in broken]
        first = f"The assistant breaks {plural(len(record.broken), 'limit')}: where {listed(titles)}."
    elif record.limits:
        first = f"The assistant keeps all {record.limits} limits of your file."
    else:
        first = "No limits were declared, so nothing here passes or fails."
    measured = [scene for scene in record.scenes if scene.rate.value is not None]
    missing = [scene.title.lower() for scene in record.scenes if scene.rate.value is None]
    lines = [first]
    if measured:
        worst = max(measured, key=_badness)
        lines.append(f"Furthest from what you would want: {scene_line(worst)}")
    worse = [scene.title.lower() for scene in measured if scene.change is not None and scene.change.word == "worse"]
    if worse:
        lines.append(f"Worse than in the run before: where {listed(worse)}.")
    elif record.against and all(scene.change is None or scene.change.difference.value is None for scene in measured):
        lines.append("No scene could be compared with the run before.")
    elif record.against:
        lines.append("No scene is shown to be worse than in the run before.")
    if missing:
        lines.append(f"Not measured: where {listed(missing)}.")
    return lines


def _badness(scene: SceneRecord) -> float:
    value = scene.rate.value or 0.0
    return 1.0 - value if scene.better == "higher" else value


def _limits(record: CareRecord) -> Section:
    titles = {scene.key: scene.title for scene in record.scenes}
    if not record.broken:
        text = f"All {record.limits} limits are kept."
        return Section(key="limits", title="Limits", blocks=[Text(paragraphs=[text])])
    rows: list[list[str | Cell]] = [
        [titles.get(broken.scene, broken.scene), broken.limit, Cell(text=broken.found, tone="bad")]
        for broken in record.broken
    ]
    table = Table(title="Broken limits", columns=["scene", "limit", "found"], rows=rows)
    return Section(key="limits", title="Limits", blocks=[table])


def _overview(record: CareRecord) -> Section:
    measured = [scene for scene in record.scenes if scene.rate.value is not None]
    columns = ["good is", *(["since the run before"] if record.against else [])]
    rows = [
        ForestRow(
            name=scene.title,
            detail=scene.question,
            drawn=[Drawn(estimate=scene.rate)],
            cells=["high" if scene.better == "higher" else "low", *_change_cells(scene, record)],
        )
        for scene in measured
    ]
    if not rows:
        return Section(key="overview", title="At a glance", blocks=[Text(paragraphs=["Nothing could be measured."])])
    forest = Forest(
        title="", measure="share of the cases", rows=rows, columns=columns, span=(0.0, 1.0),
        note="The bar is the 95 % interval over situations.",
    )  # fmt: skip
    return Section(key="overview", title="At a glance", blocks=[forest])


def _change_cells(scene: SceneRecord, record: CareRecord) -> list[str | Cell]:
    if not record.against or scene.change is None:
        return []
    return [Cell(text=scene.change.word, tone=_TONES[scene.change.word])]


def _scene(scene: SceneRecord) -> Section:
    blocks: list[Block] = [Text(paragraphs=[scene_line(scene), *_sureness(scene)])]
    if scene.examples:
        blocks.append(
            Answers(
                title=f"{plural(len(scene.examples), 'example')}, what counts against the assistant first",
                answers=[
                    Answer(heading=case.item, prompt=case.prompt, answer=case.answer, verdict=case.verdict)
                    for case in scene.examples
                ],
            )
        )
    if scene.reasons:
        total = sum(scene.reasons.values())
        lines = [f"{count} of {total}: {reason}" for reason, count in sorted(scene.reasons.items())]
        blocks.append(
            Fold(
                title="What could not be scored",
                detail=plural(total, "case"),
                blocks=[Text(paragraphs=lines, role="list")],
            )
        )
    return Section(key=scene.key, title=scene.title, blocks=blocks)


def _sureness(scene: SceneRecord) -> list[str]:
    """What this budget could have seen."""
    if scene.rate.value is None:
        return []
    if scene.smallest_drop is None:
        return ["One situation was asked, so no change could be told from chance."]
    if scene.smallest_drop >= _CLOSE:
        return [
            f"Only a change for the worse of {_points(scene.smallest_drop)} or more would show with so few situations. "
            "A larger budget sees smaller ones."
        ]
    smallest = _points(scene.smallest_drop)
    return [f"The smallest change for the worse that this budget would show, four times in five, is {smallest}."]


def _points(share: float) -> str:
    return f"{100 * share:.0f} points"


def _change_words(change: Change | None) -> str:
    if change is None:
        return ""
    if change.difference.value is None:
        return f" Against the run before: not measured ({change.reason})."
    return f" Against the run before: {change.word} ({points(change.difference.value)}{_ends(change.difference)})."


def _ends(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f", 95 % interval {points(estimate.low)} to {points(estimate.high)}"


def _how(record: CareRecord, command: str) -> Section:
    rows = [
        [bench.bench, f"{bench.calls:,}", clipped(bench.failure, _LONGEST) or bench.looks_like or "nothing to say"]
        for bench in record.benches
    ]
    table = Table(title="The benches", columns=["bench", "calls", "what it says"], rows=_cells(rows))
    text = Text(
        paragraphs=[
            "Scripted people talk with the assistant, and rules read its replies. No model judges anything.",
            "A rule misses what it has no words for: about half of what companions say, in replies that it was not "
            "written on. So a low share is no clean bill of health. Read the dialogues, and compare runs. Each bench "
            "has a datasheet with what it sees.",
            "The people are scripts. Nothing here says what real people feel or do.",
        ]
    )
    blocks: list[Block] = [text, table, Facts(rows=[("model", record.model), ("selfother", record.version)])]
    if command:
        blocks.append(Text(paragraphs=[command], role="command"))
    return Section(key="how", title="How this was found", blocks=blocks)


def _cells(rows: Sequence[Sequence[str]]) -> list[list[str | Cell]]:
    return [list(row) for row in rows]
