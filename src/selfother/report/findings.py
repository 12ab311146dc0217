"""What is said where: a `ReportRecord` becomes a `Page`, plain data in the order in which it is read.

Primary contrasts stand before the others, claims stand apart from contrasts, and a section that has nothing to say is
left out. Texts that could be of any length are clipped here, once; escaping is the renderers' work.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from selfother.records import (
    ArmRecord,
    CommitmentReading,
    CommitmentRecord,
    Estimate,
    Finding,
    ReportRecord,
    Scoring,
    Table,
    Transcript,
    VetoReading,
    VetoRecord,
)
from selfother.report.commitment import commitment_panel
from selfother.report.dose import dose_panels
from selfother.report.landscape import heat_panels
from selfother.report.layers import layer_panels
from selfother.report.old_figures import ForestAxis, Mark, forest_axis, interval_on, marks, share_axis
from selfother.report.relearning import relearning_panel
from selfother.report.sheets import Sheet
from selfother.report.study_page import ArmRow, Contrast, ContrastGroup, DoseRow, Page, Sample, SampleGroup
from selfother.report.text import clipped, is_number
from selfother.report.veto import veto_panels
from selfother.wording import compact, decimal, digits_of, p_value, percent, signed

__all__ = [
    "ArmRow",
    "Contrast",
    "ContrastGroup",
    "DoseRow",
    "Page",
    "Sample",
    "SampleGroup",
    "Sheet",
    "page_of",
    "tone",
]

_NAME, _SENTENCE, _PARAGRAPH, _ANSWER_SHOWN = 160, 900, 2400, 900
_ANSWER_FOLDED = 100_000  # characters behind the fold; what is longer is whole in report.json
_REASONS = 3  # why answers were not scored, beside an arm
_FEW_RUNS = 3  # up to so many are listed one by one
_OTHERS_SHOWN = 12  # more than these are folded, one fold a measure
_ROUNDING = 1e-9
_CLAIM_WORDS = ("holds", "does not hold")
_TONES = {
    "holds": "good", "self-specific": "good", "honest, not self-specific": "part", "less deceptive": "part",
    "differs": "good", "does not hold": "bad", "cannot be read": "bad", "damage": "bad", "no better than sham": "bad",
    "exploited": "bad", "not resolved": "open", "not measured": "open",
}  # fmt: skip


def page_of(report: ReportRecord) -> Page:
    """Choose and order what the report says.

    Raises:
        BrokenRecord: A landscape whose grid has not the size of its empathy weights.
    """
    curves = report.relearning.curves if report.relearning else []
    drawn = [point.arm for point in report.dose] + [curve.arm for curve in curves]
    drawn += [one.arm for one in report.readings.get("value_commitment", ())]
    drawn += [curve.name for plot in report.layers for curve in plot.curves]
    styles = marks(report.arms, drawn)
    margin = report.plan.margin_points / 100.0 if report.plan else None
    claims = [f for f in report.findings if f.word in _CLAIM_WORDS]
    contrasts = [f for f in report.findings if f.word not in _CLAIM_WORDS and f.control]
    rates = [f for f in report.findings if f.word not in _CLAIM_WORDS and not f.control]
    ways = list(dict.fromkeys(way for point in report.dose for way in point.doses))
    page = Page(
        title=clipped(report.title or report.name, 300),
        question=clipped(report.question, _SENTENCE),
        name=clipped(report.name, _NAME),
        status=clipped(report.status, 300),
        scale=_scale(report.scale),
        summary=[clipped(sentence, _PARAGRAPH) for sentence in report.summary],
        counts=_counts(report),
        arms=[_arm_row(arm, styles) for arm in report.arms],
        measured=_measured(report),
        has_levels=any(rate.value is not None for arm in report.arms for rate in arm.rates),
        has_scored=any(arm.scored for arm in report.arms),
        level_ticks=[(0.0, "0"), (50.0, "50"), (100.0, "100 %")],
        heat=heat_panels(report.landscapes),
        primary=_groups([f for f in contrasts if f.primary], margin),
        others=_groups([f for f in contrasts if not f.primary], margin),
        folds_others=sum(not f.primary for f in contrasts) > _OTHERS_SHOWN,
        margin=compact(report.plan.margin_points) if report.plan else "",
        claims=[_contrast(f, None) for f in claims],
        rates=[_contrast(f, None) for f in rates],
        dose=dose_panels(report.dose, styles, _measured(report)),
        dose_ways=[clipped(way, _NAME) for way in ways],
        dose_rows=_dose_rows(report, ways, styles),
        relearning=relearning_panel(report.relearning, styles),
        commitment=commitment_panel(_commitment(report), styles),
        veto=veto_panels(_veto(report)),
        layers=layer_panels(report.layers, styles),
        tables=[_sheet(table) for table in report.tables],
        samples=_samples(report.transcripts),
        not_measured=[clipped(sentence, _SENTENCE) for sentence in report.not_measured],
        plan=_plan(report),
        plan_primary=[clipped(text, _SENTENCE) for text in report.plan.primary] if report.plan else [],
        environment=_environment(report),
        command=clipped(report.command, _SENTENCE),
    )
    page.contents.extend(_contents(page))
    return page


def _commitment(report: ReportRecord) -> list[CommitmentReading]:
    return [
        CommitmentReading(
            arm=one.arm, seed=one.seed, subject=one.subject, found=CommitmentRecord.model_validate(one.found)
        )
        for one in report.readings.get("value_commitment", ())
    ]


def _veto(report: ReportRecord) -> list[VetoReading]:
    return [
        VetoReading(arm=one.arm, seed=one.seed, subject=one.subject, found=VetoRecord.model_validate(one.found))
        for one in report.readings.get("empathy_veto", ())
    ]


def _measured(report: ReportRecord) -> str:
    """Name the primary measure as the heads of rates do."""
    measure = str(report.plan.rules.get("measure", "")) if report.plan else ""
    name = measure.rpartition(".")[2].replace("_", " ")
    return "deceptive answers" if name in ("", "deceptive", "lies") else clipped(name, _NAME)


def _scale(scale: str) -> str:
    return clipped(scale if ":" in scale or not scale else f"scale: {scale}", 300)


def tone(word: str) -> str:
    """Return how a verdict word is tinted: "good", "part", "bad", "open" or "plain". The word is always printed too."""
    return _TONES.get(word.strip().lower().removesuffix(" in one training run"), "plain")


def _counts(report: ReportRecord) -> list[tuple[str, str]]:
    measured = [f for f in report.findings if f.word not in _CLAIM_WORDS and f.control]
    claims = [f for f in report.findings if f.word in _CLAIM_WORDS]
    before = sum(f.declared == "before" for f in measured)
    rows = [
        ("arms", str(len(report.arms)) if report.arms else ""),
        ("contrasts declared before the run", str(before) if measured else ""),
        ("found after", str(len(measured) - before) if measured else ""),
        ("claims that hold", f"{sum(f.word == 'holds' for f in claims)} of {len(claims)}" if claims else ""),
        ("not measured", str(len(report.not_measured)) if report.not_measured else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _arm_row(arm: ArmRecord, styles: dict[str, Mark]) -> ArmRow:
    return ArmRow(
        name=clipped(arm.name, _NAME),
        title=clipped(arm.title, _SENTENCE),
        role=arm.role,
        verdict=clipped(arm.verdict, _NAME),
        verdict_reason=clipped(arm.verdict_reason, _SENTENCE),
        tone=tone(arm.verdict),
        mark=styles[arm.name],
        levels=[interval_on(share_axis(), rate) for rate in arm.rates],
        level_words=_runs_in_words(arm.rates),
        scored=[_scored(scoring, is_alone=len(arm.scored) == 1) for scoring in arm.scored],
    )


def _scored(one: Scoring, *, is_alone: bool) -> str:
    """Return how many answers were scored, and why the others were not, the most frequent reasons first."""
    measure = "" if is_alone else f"{clipped(one.measure, _NAME)}: "
    reasons = [f"{count:,} × {clipped(reason, _NAME)}" for reason, count in one.reasons.items()]
    rest = [f"{len(reasons) - _REASONS} other reasons"] if len(reasons) > _REASONS else []
    why = f" ({'; '.join(reasons[:_REASONS] + rest)})" if reasons else ""
    return f"{measure}{one.scored:,} of {one.asked:,}{why}"


def _groups(findings: Sequence[Finding], margin: float | None) -> list[ContrastGroup]:
    by_measure: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_measure.setdefault((finding.measure, finding.unit), []).append(finding)
    groups = []
    for (measure, unit), members in by_measure.items():
        is_share = unit == "share"
        estimates = [f.estimate for f in members if f.estimate is not None]
        forest = forest_axis(estimates, is_share=is_share, margin=margin if is_share else None)
        rows = [_contrast(f, forest) for f in members]
        words = "difference in points" if is_share else f"difference in {clipped(unit, 80)}"
        counted = ", ".join(f"{word} {count}" for word, count in Counter(f.word for f in members).items())
        groups.append(ContrastGroup(_spaced(measure) or "measure not named", words, counted, rows, forest))
    return groups


def _contrast(finding: Finding, forest: ForestAxis | None) -> Contrast:
    e, is_share = finding.estimate, finding.unit == "share"
    is_difference = bool(finding.control)
    arm, control = clipped(finding.arm, _NAME), clipped(finding.control, _NAME)
    return Contrast(
        name=f"{arm} \u2212 {control}" if control else arm or _spaced(finding.measure),
        family=", on ".join(filter(None, [_spaced(finding.family) or "all families", _spaced(finding.subject)])),
        sentence=clipped(finding.sentence, _SENTENCE),
        word=finding.word,
        tone=tone(finding.word),
        declared=finding.declared,
        value=_amount(e, is_share=is_share, is_difference=is_difference),
        interval=_interval(e, is_share=is_share, is_difference=is_difference),
        levels=_levels(finding, is_share=is_share),
        n=f"{e.n:,}" if e and e.n else "–",
        clusters=f"{e.clusters:,}" if e and e.clusters is not None else "–",
        p=p_value(finding.p_value),
        p_holm=p_value(finding.p_holm),
        method=clipped(e.method, _NAME) if e else "",
        reason=clipped(e.reason, _SENTENCE) if e else "no estimate was made",
        place=interval_on(forest.axis, e) if forest else None,
    )


def _spaced(name: str) -> str:
    return clipped(name.replace("_", " "), _NAME)


def _amount(e: Estimate | None, *, is_share: bool, is_difference: bool) -> str:
    if e is None or e.value is None:
        return "not measured"
    return _number(e.value, e, is_share=is_share, is_difference=is_difference)


def _number(value: float, e: Estimate, *, is_share: bool, is_difference: bool, is_end: bool = False) -> str:
    """Return a number with the digits that its interval deserves; one that is not 0 never reads as 0."""
    digits = digits_of(e.low, e.high)
    if is_difference:
        text = signed(value, points=is_share, digits=digits)
    else:
        text = percent(value, 1, unit=not is_end) if is_share else decimal(value, digits)
    is_rounded_away = abs(value) > _ROUNDING and not any(digit in text for digit in "123456789")
    if not is_rounded_away:
        return text
    shown = (100 * value if is_share else value) if abs(value) > _ROUNDING else 0.0
    few = f"{shown:+.1g}" if is_difference else f"{shown:.1g}"
    return few.replace("-", "\u2212") + (" %" if text.endswith("%") else "")


def _interval(e: Estimate | None, *, is_share: bool, is_difference: bool) -> str:
    if e is None or e.value is None:
        return ""
    if e.low is None or e.high is None:
        return "no interval"
    low, high = (
        _number(end, e, is_share=is_share, is_difference=is_difference, is_end=True) for end in (e.low, e.high)
    )
    level = "" if e.level == 0.95 else f" at {percent(e.level, 1)}"
    return f"[{low}, {high}]{level}"


def _levels(finding: Finding, *, is_share: bool) -> str:
    sides = (finding.arm_estimate, finding.control_estimate)
    shown = [_amount(e, is_share=is_share, is_difference=False) for e in sides if e is not None]
    return " against ".join(shown)


def _rate(e: Estimate) -> str:
    if e.value is None:
        return f"not measured: {clipped(e.reason, _NAME)}" if e.reason else "not measured"
    if e.low is None or e.high is None:
        return f"{percent(e.value, 1)}, n = {e.n:,}"
    return (
        f"{percent(e.value, 1)} [{percent(e.low, 1, unit=False)},\u00a0{percent(e.high, 1, unit=False)}], n = {e.n:,}"
    )


def _runs_in_words(rates: Sequence[Estimate]) -> list[str]:
    """Return the rate of every training run; of more than a few, their mean and range."""
    values = [rate.value for rate in rates if rate.value is not None]
    if len(rates) <= _FEW_RUNS or not values:
        return [_rate(rate) for rate in rates]
    span = f"{percent(min(values), 1, unit=False)} to {percent(max(values), 1, unit=False)}"
    counts = sorted({rate.n for rate in rates if rate.value is not None})
    each = f"n = {counts[0]:,}" if len(counts) == 1 else f"n = {counts[0]:,} to {counts[-1]:,}"
    missing = f"; {len(rates) - len(values)} not measured" if len(values) < len(rates) else ""
    return [f"{percent(sum(values) / len(values), 1)}, mean of {len(values)} runs ({span}), {each} each{missing}"]


def _dose_rows(report: ReportRecord, ways: list[str], styles: dict[str, Mark]) -> list[DoseRow]:
    rows = []
    for point in report.dose:
        amounts = [point.doses.get(way) for way in ways]
        doses = ["not measured" if amount is None else decimal(amount) for amount in amounts]
        unscored = f" ({point.deception.n_unscored:,} not scored)" if point.deception.n_unscored else ""
        is_measured = point.deception.value is not None
        rate = _rate(point.deception).partition(", n = ")[0] if is_measured else "not measured"
        n = f"{point.deception.n:,}{unscored}"
        seed = f"{point.seed}, {_spaced(point.subject)}" if point.subject else str(point.seed)
        rows.append(DoseRow(clipped(point.arm, _NAME), styles[point.arm], seed, doses, rate, n))
    return rows


def _sheet(table: Table) -> Sheet:
    rows = [[clipped(cell if isinstance(cell, str) else cell.text, _SENTENCE) for cell in row] for row in table.rows]
    width = max([len(table.columns), *(len(row) for row in rows)])
    columns = [clipped(column, _NAME) for column in table.columns] + [""] * (width - len(table.columns))
    rows = [row + [""] * (width - len(row)) for row in rows]
    numeric = [index > 0 and _is_numeric([row[index] for row in rows]) for index in range(width)]
    return Sheet(clipped(table.title, _NAME), columns, rows, numeric, clipped(table.note, _SENTENCE))


def _is_numeric(cells: list[str]) -> bool:
    words = [cell for cell in cells if cell.strip() and cell not in ("–", "not measured")]
    return bool(words) and all(is_number(cell) for cell in words)


def _samples(transcripts: Sequence[Transcript]) -> list[SampleGroup]:
    by_arm: dict[str, list[Sample]] = {}
    for t in transcripts:
        place = " · ".join(clipped(part, _NAME) for part in (t.probe, t.family, t.item) if part)
        prompt, answer = _fold(t.prompt), _fold(t.answer)
        sample = Sample(place, *prompt, *answer, clipped(t.verdict, _NAME))
        by_arm.setdefault(t.arm, []).append(sample)
    return [SampleGroup(clipped(arm, _NAME) or "no arm", samples) for arm, samples in by_arm.items()]


def _fold(text: str) -> tuple[str, str]:
    return text[:_ANSWER_SHOWN], clipped(text[_ANSWER_SHOWN:], _ANSWER_FOLDED)


def _plan(report: ReportRecord) -> list[tuple[str, str]]:
    if report.plan is None:
        return []
    plan = report.plan
    effect = plan.minimum_detectable_points
    rows = [
        ("plan hash", plan.digest),
        ("margin", f"{compact(plan.margin_points)} points"),
        ("minimum detectable difference", "not computed" if effect is None else f"{compact(effect)} points"),
        ("frozen with it", _frozen(plan.holds)),
        *((f"rule: {name.replace('_', ' ')}", _plain(value)) for name, value in plan.rules.items()),
        *((f"items of {name}", digest) for name, digest in plan.items.items()),
    ]
    return [(clipped(name, _NAME), clipped(value, _SENTENCE)) for name, value in rows]


def _frozen(holds: Mapping[str, JsonValue]) -> str:
    """Name what the hash is made from; everything under each name stands in report.json."""
    return ", ".join(key.replace(":", " ") for key in holds) or "the contrasts, their rules and the items alone"


def _plain(value: JsonValue) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_plain(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in value)
    return "none" if value is None else compact(value) if isinstance(value, float) else str(value)


def _environment(report: ReportRecord) -> list[tuple[str, str]]:
    rows = [(name, value) for name, value in report.environment.items()]
    rows += [(name, str(value)) for name, value in report.facts.items() if isinstance(value, str | int | float)]
    return [(clipped(name, _NAME), clipped(value, _SENTENCE)) for name, value in rows]


def _contents(page: Page) -> list[tuple[str, str]]:
    sections = [
        ("summary", "In short", page.summary),
        ("arms", "The arms and their verdicts", page.arms),
        ("landscape", "The landscape of empathy", page.heat),
        ("contrasts", "Contrasts", page.primary or page.others),
        ("claims", "Claims", page.claims),
        ("rates", "Findings without a control", page.rates),
        ("commitment", "Commitment: does the value hold", page.commitment),
        ("veto", "The empathy veto", page.veto),
        ("dose", f"{page.measured[:1].upper()}{page.measured[1:]} against dose", page.dose_rows),
        ("relearning", "Relearning: how soon the lies come back", page.relearning),
        ("inside", "Inside, layer by layer", page.layers),
        ("tables", "Families and measures", page.tables),
        ("samples", "Sample answers", page.samples),
        ("not-measured", "What was not measured", page.not_measured),
        ("provenance", "Plan, environment, command", page.plan or page.environment or page.command),
    ]
    return [(key, title) for key, title, content in sections if content]
