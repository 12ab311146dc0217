"""Finished cells become the record of a report: findings and words, a first paragraph, a summary, and the gaps."""

from collections.abc import Mapping

from selfother.models.words import count_parameters
from selfother.records import CellRecord, ReportRecord
from selfother.studies.declaring.cells import Layout
from selfother.studies.declaring.study import DeclaredStudy
from selfother.studies.judging.arm_verdicts import arm_records, verdict_findings
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.by_subject import subject_findings, subject_tables
from selfother.studies.judging.check_sections import check_sections
from selfother.studies.judging.conclusion import concluded, conclusion_findings
from selfother.studies.judging.contrasts import contrast_findings
from selfother.studies.judging.gaps import gaps_of
from selfother.studies.judging.inside import detector_tables, layer_plots
from selfother.studies.judging.lead import lead_of
from selfother.studies.judging.outcome import Outcome
from selfother.studies.judging.plan import Declaration
from selfother.studies.judging.readings import gather
from selfother.studies.judging.relearning import relearning_of
from selfother.studies.judging.summary import summary_of
from selfother.studies.judging.tables import dose_points, tables_of, transcripts_of

__all__ = ["build_report"]

_SMALL_PARAMETERS = 7e9
_SMALL = "scale: mechanism only"
_SCRIPTED = "selfother_scripted"


def build_report(
    study: DeclaredStudy,
    layout: Layout,
    *,
    records: Mapping[str, CellRecord],
    failed: Mapping[str, str],
    status: str,
    declaration: Declaration,
) -> ReportRecord:
    """Everything that the finished cells say.

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
    arms = arm_records(bench)
    scale = _scale(study, layout)
    outcome = Outcome(
        arms=arms,
        verdicts=verdict_findings(bench, arms, declaration),
        conclusion=concluded(bench),
        contrasts=contrast_findings(bench, declaration.before),
        claims=[finding for record in checks for finding in record.findings],
        readings=gather(bench, {arm.name: arm.title for arm in arms}),
        relearning=relearning_of(bench),
        status=status,
        is_declared=study.contrasts is None or not (declaration.changes or declaration.doubts),
        is_small=scale == _SMALL,
    )
    return ReportRecord(
        name=study.name,
        title=study.title or study.name,
        question=study.question,
        status=status,
        scale=scale,
        lead=lead_of(bench, outcome),
        summary=summary_of(bench, outcome, declaration),
        findings=[
            *outcome.contrasts,
            *subject_findings(bench),
            *conclusion_findings(outcome.conclusion, bench, declaration),
            *outcome.verdicts,
            *outcome.claims,
        ],
        plan=declaration.plan if study.contrasts is not None else None,
        arms=arms,
        conclusion=outcome.conclusion.section if outcome.conclusion else None,
        landscapes=[landscape for record in checks for landscape in record.landscapes],
        dose=dose_points(bench),
        relearning=outcome.relearning,
        readings={gathered.word: gathered.stored for gathered in outcome.readings if gathered.readings},
        layers=layer_plots(bench),
        sections=check_sections(checks),
        tables=[*subject_tables(bench), *tables_of(bench), *detector_tables(bench)],
        transcripts=transcripts_of(bench),
        not_measured=gaps_of(bench, records=records, failed=failed, readings=outcome.readings),
    )


def _scale(study: DeclaredStudy, layout: Layout) -> str:
    """What size of claim the models of a study carry."""
    if study.model is None:
        return "simulation only: nothing here is claimed about people"
    bases = [base for base in (*layout.bases().values(), layout.base) if base is not None]
    if all(base.provider == _SCRIPTED for base in bases):
        return "instrument check: scripted agents, no language model"
    counts = [count_parameters(base.word) or 0 for base in bases if not base.provider]
    return _SMALL if any(count < _SMALL_PARAMETERS for count in counts) else ""
