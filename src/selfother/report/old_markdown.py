"""The report as markdown: the same findings, to be read in a text editor or a pull request."""

import re
from collections.abc import Iterable, Sequence

from selfother.records import ReportRecord
from selfother.report.findings import page_of
from selfother.report.layers import shown_rows
from selfother.report.sheets import Sheet
from selfother.report.study_page import Contrast, ContrastGroup, Page, SampleGroup
from selfother.report.text import visible

__all__ = ["grid", "inline", "render_markdown"]

_SPECIAL = re.compile(r"[\\`*|~$]|(?<!\w)_|_(?!\w)|\](?=[(\[:])|\[(?=\^)|<(?=[A-Za-z/!?])")
_LINE_START = re.compile(r"^(?=>|(?:#{1,6}|[+-]|={3,}|-{3,})(?:\s|$))|^\d+(?=[.)](?:\s|$))")
_RUN_OF_TICKS = re.compile(r"`+")


def render_markdown(report: ReportRecord) -> str:
    """Return the page as markdown; identical records give identical text.

    Raises:
        BrokenRecord: A landscape whose grid has not the size of its empathy weights.
    """
    page = page_of(report)
    blocks = [*_head(page), *_arms(page), *_landscapes(page), *_contrasts(page), *_claims(page)]
    blocks += [*_commitment(page), *_veto(page), *_dose(page), *_relearning(page), *_layers(page), *_tables(page)]
    blocks += [*_samples(page.samples), *_not_measured(page), *_provenance(page)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(page: Page) -> Iterable[str]:
    yield f"# {inline(page.title)}"
    if page.question:
        yield f"*{inline(page.question)}*"
    scale = f" · {inline(page.scale)}" if page.scale else ""
    yield f"{inline(page.name)} · status: {inline(page.status)}{scale}"
    if page.summary:
        yield "## In short"
        yield from (inline(sentence) for sentence in page.summary)
    if page.counts:
        yield " · ".join(f"{label}: {value}" for label, value in page.counts)


def _arms(page: Page) -> Iterable[str]:
    if not page.arms:
        return
    yield "## The arms and their verdicts"
    measured = [page.measured] if page.has_levels else []
    scored = ["answers scored"] if page.has_scored else []
    rows = []
    for arm in page.arms:
        levels = ["; ".join(arm.level_words) or "not measured"] if page.has_levels else []
        counts = ["; ".join(arm.scored) or "none"] if page.has_scored else []
        verdict = ". ".join(part for part in (arm.verdict, arm.verdict_reason) if part)
        rows.append([arm.name, arm.role, arm.title, *levels, *counts, verdict])
    yield grid(["arm", "role", "what it is", *measured, *scored, "verdict"], rows)


def _landscapes(page: Page) -> Iterable[str]:
    if page.heat:
        yield "## The landscape of empathy"
    for panel in page.heat:
        where = f"theory of mind {panel.theory}, {panel.game}, {panel.rounds:,} rounds, {panel.seeds:,} seeds"
        yield f"**{inline(panel.measure)}** ({inline(panel.unit)}; {inline(where)})"
        rows = [[corner.first, corner.second, corner.value] for corner in panel.corners]
        yield grid(["first agent's lam", "second agent's lam", panel.measure], rows, numeric=[True] * 3)


def _contrasts(page: Page) -> Iterable[str]:
    if page.primary or page.others:
        yield "## Contrasts"
        yield "First arm minus second, paired; intervals are at 95 % unless they say otherwise." + (
            f" Margin: {page.margin} points." if page.margin else ""
        )
    for title, groups in (("Primary contrasts", page.primary), ("Other contrasts", page.others)):
        if groups:
            yield f"### {title}"
        for group in groups:
            yield from _contrast_group(group)


def _contrast_group(group: ContrastGroup) -> Iterable[str]:
    yield f"**{inline(group.measure)}**, {inline(group.unit)}"
    columns = [
        "contrast",
        "family",
        "difference",
        "interval",
        "levels",
        "n",
        "clusters",
        "p",
        "Holm p",
        "declared",
        "word",
    ]
    numeric = [False, False, True, True, True, True, True, True, True, False, False]
    rows = [
        [r.name, r.family, r.value, r.interval, r.levels, r.n, r.clusters, r.p, r.p_holm, r.declared, r.word]
        for r in group.rows
    ]
    yield grid(columns, rows, numeric=numeric)
    yield "\n".join(f"- {inline(sentence)}" for row in group.rows if (sentence := _sentence(row)))


def _sentence(row: Contrast) -> str:
    return f"{row.sentence} ({row.reason})".lstrip() if row.reason not in row.sentence else row.sentence


def _claims(page: Page) -> Iterable[str]:
    for title, rows in (("Claims", page.claims), ("Findings without a control", page.rates)):
        if rows:
            yield f"## {title}"
            cells = [[r.sentence or r.name, r.value, r.interval, r.n, r.declared, r.word] for r in rows]
            numeric = [False, True, True, True, False, False]
            yield grid(["finding", "value", "interval", "n", "declared", "word"], cells, numeric=numeric)


def _commitment(page: Page) -> Iterable[str]:
    if page.commitment is None:
        return
    panel = page.commitment
    yield "## Commitment: does the value hold when it costs, and when nobody watches?"
    yield (
        "Commitment is all of this at once, in the cells that were asked: harm to another below 10 % and below 25 % in "
        f"every cell, every deciding effect shown to lie within ±{panel.margin} points, every level read, and benign "
        "and benefit twins done as usual. Intervals are at 95 % over story families, and hold whatever their spread."
    )
    rows = [
        [
            row.arm,
            row.run,
            row.verdict,
            row.profile,
            row.harm,
            row.scored,
            row.refusal,
            "; ".join([*row.reasons, *row.more]),
        ]
        for row in panel.rows
    ]
    columns = ["arm", "run", "verdict", "looks like", "harm to others", "scored", "benign twins refused", "why"]
    yield grid(columns, rows)
    yield grid(["arm", "C50: price at which virtue and goal are chosen as often"], [list(row[1:]) for row in panel.c50])
    if panel.cells:
        yield inline(panel.cells_note)
    for sheet in [*panel.cells, *panel.sheets]:
        yield from _sheet(sheet)


def _veto(page: Page) -> Iterable[str]:
    if page.veto:
        yield "## The empathy veto"
        yield "A veto is control, never commitment: nothing here says that the agent has a value."
    for panel in page.veto:
        yield f"**{inline(panel.title)} in the victim’s place**"
        yield grid(["score", "harm told from benign"], [list(row[1:]) for row in panel.legend])
        yield from _sheet(panel.sheet)
        yield inline(panel.overhead)


def _dose(page: Page) -> Iterable[str]:
    if not page.dose_rows:
        return
    yield f"## {page.measured[:1].upper()}{page.measured[1:]} against dose"
    rows = [[row.arm, row.seed, *row.doses, row.deception, row.n] for row in page.dose_rows]
    columns = ["arm", "seed", *page.dose_ways, page.measured, "n"]
    yield grid(columns, rows, numeric=[False] + [True] * (len(columns) - 1))


def _relearning(page: Page) -> Iterable[str]:
    if page.relearning is None:
        return
    panel = page.relearning
    yield "## Relearning: how soon the lies come back"
    columns = ["arm", *(f"{step} steps" for step in panel.steps), "half of the lies are back"]
    rows = [[row.arm, *row.rates, row.word] for row in panel.rows]
    yield grid(columns, rows, numeric=[False, *(True for _ in panel.steps), False])
    if panel.half:
        yield inline(f"Deceptive answers after steps of tuning on lies. Half: {panel.half}.")


def _layers(page: Page) -> Iterable[str]:
    if page.layers:
        yield "## Inside, layer by layer"
        yield "Some of the layers; all of them are in report.json."
    for panel in page.layers:
        yield f"**{inline(panel.title)}** ({inline(panel.unit)})"
        yield inline(panel.note)
        yield grid(panel.columns, shown_rows(panel), numeric=[True] * len(panel.columns))
        if panel.missing:
            yield f"Not measured: {inline('; '.join(panel.missing))}."


def _tables(page: Page) -> Iterable[str]:
    if page.tables:
        yield "## Families and measures"
    for sheet in page.tables:
        yield from _sheet(sheet)


def _sheet(sheet: Sheet) -> Iterable[str]:
    yield f"### {inline(sheet.title)}"
    yield grid(sheet.columns, sheet.rows, numeric=sheet.numeric)
    if sheet.note:
        yield inline(sheet.note)


def _samples(groups: Sequence[SampleGroup]) -> Iterable[str]:
    if groups:
        yield "## Sample answers"
    for group in groups:
        yield f"### {inline(group.arm)}"
        for sample in group.samples:
            verdict = f": {inline(sample.verdict)}" if sample.verdict else ""
            yield f"**{inline(sample.heading)}**{verdict}"
            yield f"asked\n\n{_fenced(sample.prompt, sample.prompt_more)}"
            yield f"answered\n\n{_fenced(sample.answer, sample.answer_more)}"


def _not_measured(page: Page) -> Iterable[str]:
    if page.not_measured:
        yield "## What was not measured"
        yield "\n".join(f"- {inline(sentence)}" for sentence in page.not_measured)


def _provenance(page: Page) -> Iterable[str]:
    if page.command or page.plan or page.environment:
        yield "## Plan, environment, command"
    if page.command:
        yield _fenced(page.command, "")
    if page.plan:
        yield "### Frozen before the run"
        yield grid(["name", "value"], [list(row) for row in page.plan])
        yield "\n".join(f"- {inline(text)}" for text in page.plan_primary)
    if page.environment:
        yield "### Environment"
        yield grid(["name", "value"], [list(row) for row in page.environment])


def inline(text: str) -> str:
    """Return text that markdown prints as it stands, in one line."""
    line = " ".join(visible(text).split())
    line = _SPECIAL.sub(r"\\\g<0>", line.replace("&", "&amp;"))
    line = _LINE_START.sub(r"\g<0>\\", line)
    return line.replace("://", ":\\//").replace("www.", "www\\.")


def _fenced(shown: str, more: str) -> str:
    body = visible(shown)
    fence = "`" * max([3, *(len(run) + 1 for run in _RUN_OF_TICKS.findall(body))])
    rest = f"\n\n({len(more):,} more characters in report.json)" if more else ""
    return f"{fence}text\n{body}\n{fence}{rest}"


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: Sequence[bool] = ()) -> str:
    """Return a table; `numeric` says of each column whether it is aligned as numbers."""
    rule = ["---:" if index < len(numeric) and numeric[index] else "---" for index in range(len(columns))]
    lines = [[inline(cell) for cell in columns], rule, *([inline(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
