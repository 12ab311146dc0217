"""Finished cells become a report: what was compared, what differs, what does not, how sure, what was not measured."""

from collections.abc import Mapping

from selfother.models.words import count_parameters
from selfother.records import CellRecord, Finding, ReportRecord
from selfother.studies.declaring.bases import UNPINNED
from selfother.studies.declaring.cells import Layout
from selfother.studies.declaring.study import DeclaredStudy
from selfother.studies.judging.arm_verdicts import arm_records, how_sure, verdict_findings
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.by_subject import subject_findings, subject_lines, subject_tables
from selfother.studies.judging.check_sections import check_sections
from selfother.studies.judging.contrasts import contrast_findings
from selfother.studies.judging.inside import detector_tables, layer_plots
from selfother.studies.judging.plan import Declaration
from selfother.studies.judging.readings import gather
from selfother.studies.judging.relearning import relearning_lines, relearning_of
from selfother.studies.judging.scored import scored_lines
from selfother.studies.judging.tables import dose_points, missing_measures, tables_of, transcripts_of, undosed_arms
from selfother.wording import capital, listed, plural

__all__ = ["build_report"]

_SMALL_PARAMETERS = 7e9
_SCRIPTED = "selfother_scripted"
_RULE_SEEDS, _RULE_KINDS = 5, 2


def build_report(
    study: DeclaredStudy,
    layout: Layout,
    *,
    records: Mapping[str, CellRecord],
    failed: Mapping[str, str],
    status: str,
    declaration: Declaration,
) -> ReportRecord:
    """Return everything that the finished cells say.

    Args:
        study: The study.
        layout: Its cells.
        records: Finished cells by key; those missing are named, never taken as zero.
        failed: Sentence of every cell that raised, by key.
        status: "complete", or what is missing, in words.
        declaration: The first frozen plan of the run folder, and how the study stands to it.
    """
    bench = Bench(study, layout, records)
    checks = [records[cell.key] for cell in layout.checks if cell.key in records]
    claims = [finding for record in checks for finding in record.findings]
    arms = arm_records(bench)
    verdicts = verdict_findings(bench, arms, declaration)
    contrasts = contrast_findings(bench, declaration.before)
    relearning, readings = relearning_of(bench), gather(bench, {arm.name: arm.title for arm in arms})
    told = [
        *_changed_lines(declaration, bench),
        *_verdict_lines(verdicts, bench, declaration),
        *subject_lines(bench),
        *relearning_lines(relearning),
        *(line for gathered in readings for line in gathered.lines),
        *_compared(bench, contrasts),
        *(finding.sentence for finding in claims if finding.headline),
        *_claim_lines(claims),
        *_sure_lines(bench, declaration),
    ]
    summary = ([] if status == "complete" else [f"This report is not complete: {status}."]) + told
    return ReportRecord(
        name=study.name,
        title=study.title or study.name,
        question=study.question,
        status=status,
        scale=_scale(study, layout),
        summary=_with_scored(summary, bench),
        findings=[*contrasts, *subject_findings(bench), *verdicts, *claims],
        plan=declaration.plan if study.contrasts is not None else None,
        arms=arms,
        landscapes=[landscape for record in checks for landscape in record.landscapes],
        dose=dose_points(bench),
        relearning=relearning,
        readings={gathered.word: gathered.stored for gathered in readings if gathered.readings},
        layers=layer_plots(bench),
        sections=check_sections(checks),
        tables=[*subject_tables(bench), *tables_of(bench), *detector_tables(bench)],
        transcripts=transcripts_of(bench),
        not_measured=[
            *_not_run(layout, records, failed),
            *_structural(bench),
            *(gap for gathered in readings for gap in gathered.gaps),
            *missing_measures(bench),
        ],
    )


def _with_scored(summary: list[str], bench: Bench) -> list[str]:
    """Return the paragraphs with what was scored at the end of the first."""
    first = " ".join([*summary[:1], *scored_lines(bench)])
    return [first, *summary[1:]] if first else []


def _verdict_lines(verdicts: list[Finding], bench: Bench, declaration: Declaration) -> list[str]:
    """Return the verdicts; where an arm does not separate from its controls, that comes first."""
    measured = [one for one in verdicts if one.estimate is not None and one.estimate.value is not None]
    ordered = sorted(measured, key=lambda finding: finding.word.startswith("self-specific"))
    lines = []
    for finding in ordered:
        reason = finding.sentence.partition(". ")[2].removeprefix(f"{capital(how_sure(bench))}. ")
        by = (
            "by the rules stated before the run"
            if finding.declared == "before"
            else f"by what was declared after the plan {declaration.plan.digest} was frozen"
        )
        lines.append(f"{finding.arm} is, {by}, “{finding.word}” ({how_sure(bench)}). {reason}")
    return lines


def _compared(bench: Bench, contrasts: list[Finding]) -> list[str]:
    if not bench.study.arms or bench.study.model is None:
        return []
    on = _models_compared(bench)
    lines = [
        f"Compared: {plural(len(bench.study.arms), 'arm')} ({listed(list(bench.study.arms))}) on {on}, each measured "
        f"by {listed(list(bench.layout.items))}; items are paired between arms and clustered as each probe declares."
    ]
    primary = [finding for finding in contrasts if finding.primary]
    for word, words in (
        ("differs", "differ"),
        ("does not differ", "do not differ"),
        ("not resolved", "are not resolved"),
    ):
        members = [f"{finding.arm} − {finding.control}" for finding in primary if finding.word == word]
        if members:
            lines.append(f"On {bench.primary}, these primary contrasts {words}: {listed(members)}.")
    lines += [finding.sentence for finding in primary if finding.control == bench.subject]
    return lines


def _models_compared(bench: Bench) -> str:
    """Return the models behind the arms, and of which of them only the name is known."""
    assert bench.study.model is not None
    bases = bench.layout.bases()
    by_label: dict[str, list[str]] = {}
    for arm, base in bases.items():
        by_label.setdefault(base.label, []).append(arm)
    kinds = list(bench.study.model.kinds)
    asked = list(dict.fromkeys(base.label for base in bases.values() if base.provider))
    if len(by_label) > 1:
        made = f"{listed(kinds)}, made from " if kinds else ""
        named = "; ".join(f"{listed(arms)}: {label}" for label, arms in by_label.items())
        which = (
            "" if not asked else f"; {UNPINNED}" if len(asked) == len(by_label) else f"; {UNPINNED}: {listed(asked)}"
        )
        return f"{made}{len(by_label)} models ({named}{which})"
    label = next(iter(by_label), bench.study.model.base) + (f" ({UNPINNED})" if asked else "")
    return f"{listed(kinds)} (made from {label})" if kinds else label


def _claim_lines(claims: list[Finding]) -> list[str]:
    broken = [claim for claim in claims if claim.word == "does not hold"]
    held = sum(claim.word == "holds" for claim in claims)
    if not held and not broken:
        return []
    lines = [f"Of {plural(held + len(broken), 'published claim')} about games that were recomputed, {held} hold."]
    return lines + [claim.sentence for claim in broken]


def _sure_lines(bench: Bench, declaration: Declaration) -> list[str]:
    if bench.study.contrasts is None:
        return []
    if not bench.trains:
        sure = (
            "How sure: nothing was trained, and each model was measured once. The intervals speak of other items of "
            "these families, not of other models or other days of a provider."
        )
    elif how_sure(bench) == "one seed":
        sure = (
            "How sure: one training seed and one subject. The intervals speak of other items of these families, not of "
            "other training runs."
        )
    else:
        sure = f"How sure: {how_sure(bench)}; the intervals include the variance between training seeds."
    return [sure, *_declared_lines(declaration)]


def _changed_lines(declaration: Declaration, bench: Bench) -> list[str]:
    """Return the first paragraph where the study is not the one that was frozen: what differs, what it takes."""
    said = [*declaration.doubts, *(change.sentence for change in declaration.changes)]
    if not said:
        return []
    if bench.study.contrasts is None:
        return [" ".join(said)]
    verdicts = [arm for arm in bench.study.contrasts.treatment if arm not in declaration.verdicts]
    taken = [*declaration.after, *(f"the word of {arm}" for arm in verdicts)]
    stands = f"Found after, not declared before: {listed(taken)}." if taken else "No declared contrast rests on it."
    return [" ".join([*said, stands])]


def _declared_lines(declaration: Declaration) -> list[str]:
    plan = f"the plan {declaration.plan.digest}"
    if declaration.is_kept:
        return [f"All primary contrasts were declared before the first cell ran ({plan.removeprefix('the ')})."]
    lines = []
    if declaration.before:
        named = listed(sorted(declaration.before))
        lines.append(f"Declared before the first cell ran, and as {plan} holds them: {named}.")
    if declaration.after and not (declaration.changes or declaration.doubts):
        lines.append(f"Found after, not declared before: {listed(declaration.after)}.")
    if declaration.dropped:
        lines.append(f"Declared in {plan}, and not compared any more: {listed(declaration.dropped)}.")
    return lines


def _not_run(layout: Layout, records: Mapping[str, CellRecord], failed: Mapping[str, str]) -> list[str]:
    missing = [cell for cell in layout.cells() if cell.key not in records]
    said = [f"{failed[cell.key]}." for cell in missing if cell.key in failed]
    pending = [cell.label for cell in missing if cell.key not in failed]
    return list(dict.fromkeys(said)) + ([f"Not finished yet: {listed(pending)}."] if pending else [])


def _structural(bench: Bench) -> list[str]:
    """Return what this study could not measure by its design."""
    declared = bench.study.contrasts
    lines = _unpinned(bench)
    if declared is None or bench.study.model is None:
        return lines
    if bench.trains:
        lines += _few_trainings(bench)
    if unmeasured := _undamaged_unseen(bench):
        lines.append(f"Damage by {listed(unmeasured)}: the study does not measure it, so no arm is shown to be whole.")
    if bench.trains and not declared.controls.shams:
        lines.append("What training alone does: the study has no sham.")
    if bench.trains and declared.controls.wrong_self is None:
        lines.append(
            "Whether the treatment distils answers rather than a self: the study has no arm whose self is wrong, so no "
            "arm can be called self-specific."
        )
    if (arms := undosed_arms(bench)) and "dose" in bench.layout.items:
        lines.append(
            f"The dose of {listed(arms)}: dose is counted from the subject, which starting from the base model leaves "
            "out. The rates stand beside the arms."
        )
    return lines


def _few_trainings(bench: Bench) -> list[str]:
    """Return what one training run, or one subject, cannot show."""
    lines = []
    if len(bench.study.seeds) == 1:
        lines.append("Variation between training runs: the study has one training seed.")
    if bench.study.model and len(bench.study.model.kinds) == 1 and len(bench.study.model.subject_seeds) == 1:
        lines.append("Variation between subjects: the study has one.")
    if (few := _too_few(bench)) is not None:
        lines.append(few)
    return lines


def _unpinned(bench: Bench) -> list[str]:
    """Return what is not known of models that a provider answers for, and of answers got in two ways."""
    bases = bench.layout.bases().values()
    asked = list(dict.fromkeys(base.label for base in bases if base.provider))
    if not asked:
        return []
    lines = [
        f"Which weights answered as {listed(asked)}: a provider's model is {UNPINNED}, and may change under its name."
    ]
    if any(not base.provider for base in bases):
        lines.append(
            "The same way of answering for all arms: models that are here choose by log-probability, a provider's "
            "write. A difference between them may be one of the way of answering."
        )
    return lines


def _too_few(bench: Bench) -> str | None:
    """Return what the verdicts lack of the design that the rules were made for."""
    seeds, kinds = len(bench.study.seeds), max(len(bench.kinds), 1)
    if seeds >= _RULE_SEEDS and kinds >= _RULE_KINDS:
        return None
    return (
        f"The design that the verdict rules ask for: {_RULE_SEEDS} training seeds or more, crossed with {_RULE_KINDS} "
        f"kinds of subject or more; this study has {seeds} and {kinds}, so its words speak of these runs alone."
    )


def _undamaged_unseen(bench: Bench) -> list[str]:
    """Return the damage measures that no probe of the study takes."""
    declared = bench.study.contrasts
    if declared is None:
        return []
    paths = [*declared.damage.truth, declared.damage.perplexity, declared.damage.invalid]
    return [path for path in paths if path and path.partition(".")[0] not in bench.layout.items]


def _scale(study: DeclaredStudy, layout: Layout) -> str:
    if study.model is None:
        return "simulation only: nothing here is claimed about people"
    bases = [base for base in (*layout.bases().values(), layout.base) if base is not None]
    if all(base.provider == _SCRIPTED for base in bases):
        return "instrument check: scripted agents, no language model"
    counts = [count_parameters(base.word) or 0 for base in bases if not base.provider]
    return "scale: mechanism only" if any(count < _SMALL_PARAMETERS for count in counts) else ""
