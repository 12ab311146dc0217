"""What a report did not measure: cells that did not run, what its design cannot show, answers without a score."""

from collections.abc import Iterable, Mapping

from selfother.catalogue import name_of
from selfother.own_files import sentences_of
from selfother.probes.readings import Gathered
from selfother.records import CellRecord
from selfother.studies.declaring.bases import UNPINNED
from selfother.studies.declaring.cells import Layout
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.tables import missing_measures, undosed_arms
from selfother.wording import listed

__all__ = ["gaps_of"]


def gaps_of(
    bench: Bench, *, records: Mapping[str, CellRecord], failed: Mapping[str, str], readings: Iterable[Gathered]
) -> list[str]:
    """Everything that was not measured and why, a sentence each.

    Args:
        bench: The study and its finished cells.
        records: Finished cells by key.
        failed: Sentence of every cell that raised, by key.
        readings: Of instruments, which name their own gaps.
    """
    return [
        *_not_run(bench.layout, records, failed),
        *_unpinned(bench),
        *_by_design(bench),
        *(gap for gathered in readings for gap in gathered.gaps),
        *missing_measures(bench),
    ]


def _not_run(layout: Layout, records: Mapping[str, CellRecord], failed: Mapping[str, str]) -> list[str]:
    missing = [cell for cell in layout.cells() if cell.key not in records]
    broken = [f"{failed[cell.key]}." for cell in missing if cell.key in failed]
    pending = [cell.label for cell in missing if cell.key not in failed]
    return list(dict.fromkeys(broken)) + ([f"Not finished yet: {listed(pending)}."] if pending else [])


def _by_design(bench: Bench) -> list[str]:
    """What this study cannot show by its design."""
    declared = bench.study.contrasts
    if declared is None or bench.study.model is None:
        return []
    lines = _few_runs(bench) if bench.trains else []
    if unmeasured := _unmeasured_damage(bench):
        lines.append(f"The study does not measure damage by {listed(unmeasured)}, so it shows no arm to be undamaged.")
    if bench.trains:
        seeds, kinds = len(bench.study.seeds), max(len(bench.kinds), 1)
        gaps, why = sentences_of(bench.rule.gaps, declared, seeds=seeds, kinds=kinds)
        lines += gaps
        if why:
            lines.append(f"The rule {name_of(type(bench.rule))} failed where it should say what is missing ({why}).")
    if (arms := undosed_arms(bench)) and "dose" in bench.layout.items:
        start = "this arm starts" if len(arms) == 1 else "these arms start"
        lines.append(
            f"No dose is given for {listed(arms)}: a dose counts from the subject, and {start} from the base model."
        )
    return lines


def _few_runs(bench: Bench) -> list[str]:
    """What one training run, or one subject, cannot show."""
    lines = []
    if len(bench.study.seeds) == 1:
        lines.append("The study has one training seed, so it does not show how training runs vary.")
    if bench.study.model and len(bench.study.model.kinds) == 1 and len(bench.study.model.subject_seeds) == 1:
        lines.append("The study has one subject, so it does not show how subjects vary.")
    return lines


def _unpinned(bench: Bench) -> list[str]:
    """What is not known of models that a provider answers for, and of answers got in two ways."""
    bases = bench.layout.bases().values()
    asked = list(dict.fromkeys(base.label for base in bases if base.provider))
    if not asked:
        return []
    lines = [
        f"Which weights answered as {listed(asked)} is not known: a provider's model is {UNPINNED}, and may change "
        "under its name."
    ]
    if any(not base.provider for base in bases):
        lines.append(
            "The arms did not all answer in the same way: a model that is loaded here chooses by log-probability, a "
            "provider's model writes. A difference between them may come from that."
        )
    return lines


def _unmeasured_damage(bench: Bench) -> list[str]:
    """The damage measures that no probe of the study takes."""
    declared = bench.study.contrasts
    if declared is None:
        return []
    paths = [*declared.damage.truth, declared.damage.perplexity, declared.damage.invalid]
    return [path for path in paths if path and path.partition(".")[0] not in bench.layout.items]
