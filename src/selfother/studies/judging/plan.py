"""What is declared before a run: everything that could move a result, frozen into a hash that the report repeats.

The first plan of a run folder stands once a cell is finished. What differs from it later is named in the report, and a
contrast or verdict that it touches was found after and not declared before. A contrast is touched by its two arms, the
subjects, base, seeds and threads behind them, its probe, its measure and its margins. A verdict is touched by all
contrasts of its arm, and by every control, damage measure, dose and rule that its word asks for.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from selfother.records import PlanRecord
from selfother.statistics.clusters import minimum_detectable_effect
from selfother.studies.declaring.cells import Layout
from selfother.studies.declaring.study import Contrasts, DeclaredStudy
from selfother.studies.judging.frozen import Change, changes_between, frozen_parts

__all__ = [
    "Declaration",
    "Primary",
    "compare_with_plan",
    "freeze",
    "primary_contrasts",
    "reference_arm",
    "started_from",
]


@dataclass(frozen=True)
class Primary:
    """A primary contrast: the first arm against the second, on the primary measure."""

    arm: str
    control: str

    def __str__(self) -> str:
        """Write it as plans and reports do."""
        return f"{self.arm} - {self.control}"


@dataclass(frozen=True)
class Declaration:
    """What of a study's contrasts and verdicts was declared before its first cell ran.

    Attributes:
        plan: The first frozen plan of the run folder.
        before: Primary contrasts that stand in it, and that nothing touched since.
        after: Primary contrasts that do not, or that were touched.
        dropped: Primary contrasts of the plan that the study no longer makes.
        verdicts: Treatments whose verdicts stand in it, and that nothing touched since.
        changes: What differs from it.
        doubts: Why the plan itself does not show what was declared before, a sentence each; empty: it does.
    """

    plan: PlanRecord
    before: frozenset[str]
    after: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    verdicts: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the study compares exactly what the plan said that it would, made as it said."""
        return not (self.after or self.dropped or self.changes or self.doubts)


def primary_contrasts(study: DeclaredStudy) -> list[Primary]:
    """Each treatment against what it started from, every sham, and every specificity control."""
    if (declared := study.contrasts) is None:
        return []
    controls = [*declared.controls.shams, *declared.controls.specificity]
    return [
        Primary(arm, other)
        for arm in declared.treatment
        for other in dict.fromkeys([started_from(study, arm), *controls])
        if other is not None and other != arm
    ]


def reference_arm(study: DeclaredStudy) -> str | None:
    """The arm that is the subject itself, untouched."""
    return next((name for name, arm in study.arms.items() if arm.start == "subject" and not arm.apply), None)


def started_from(study: DeclaredStudy, name: str) -> str | None:
    """The arm that is the untouched model of this one, else the subject: what this one is compared with.

    Args:
        study: The study.
        name: An arm, with a model of its own or without.
    """
    mine = study.arms[name]
    of_my_model = (
        other
        for other, arm in study.arms.items()
        if other != name and not arm.apply and (arm.model, arm.args, arm.start) == (mine.model, mine.args, mine.start)
    )
    subject = reference_arm(study)
    return next(of_my_model, subject) if mine.model and mine.apply else subject


def freeze(study: DeclaredStudy, layout: Layout, *, finished: int = 0) -> PlanRecord:
    """The plan of a study: what makes the same results has the same hash.

    Args:
        study: The study.
        layout: Its cells.
        finished: Cells of the run folder that were finished already.
    """
    declared = study.contrasts
    plan = PlanRecord(
        digest="",
        primary=[str(contrast) for contrast in primary_contrasts(study)],
        margin_points=declared.margin_points if declared else 0.0,
        minimum_detectable_points=_detectable_points(declared, layout) if declared else None,
        items=layout.items,
        rules=_rules(declared),
        holds=json.loads(json.dumps(frozen_parts(study, layout))),
        finished_before=finished,
    )
    return plan.model_copy(update={"digest": _digest(plan)})


def _digest(plan: PlanRecord) -> str:
    content = {"primary": sorted(plan.primary), "holds": plan.holds, "finished": plan.finished_before}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def compare_with_plan(first: PlanRecord, study: DeclaredStudy, layout: Layout) -> Declaration:
    """What of `study` stands unchanged in the first plan of its folder, and what does not."""
    now = freeze(study, layout)
    doubts = tuple(_doubts(first))
    changes = changes_between(first.holds, now.holds) if first.holds else ()
    touched = {change.key for change in changes}
    contrasts = {str(contrast): contrast for contrast in primary_contrasts(study)}
    before = frozenset(
        name
        for name, contrast in contrasts.items()
        if name in first.primary and not doubts and not _is_touched(_behind(contrast, study), touched)
    )
    declaration = Declaration(
        plan=first,
        before=before,
        after=tuple(name for name in now.primary if name not in before),
        dropped=tuple(name for name in first.primary if name not in now.primary),
        changes=changes,
        doubts=doubts,
    )
    treatments = study.contrasts.treatment if study.contrasts else []
    further = layout.made.rule.thing.measures() if layout.made.rule else ()
    kept = [arm for arm in treatments if not doubts and _verdict_stands(arm, declaration, touched, study, further)]
    return replace(declaration, verdicts=frozenset(kept))


def _doubts(plan: PlanRecord) -> Iterator[str]:
    """Yield why a plan that was read does not show what was declared before."""
    if not plan.holds:
        yield f"The plan {plan.digest} was frozen by an older version, which wrote down neither arms nor settings."
    elif plan.digest != _digest(plan):
        yield f"The plan {plan.digest} is not what that hash was made from: plan.json was written by something else."
    if plan.finished_before:
        yield (
            f"The plan {plan.digest} was frozen when {plan.finished_before} cells of this folder were finished "
            "already, so nothing shows what was declared before them."
        )


def _behind(contrast: Primary, study: DeclaredStudy) -> set[str]:
    """The keys of everything that a contrast is made from."""
    declared = study.contrasts
    measured = {f"probe:{declared.measure.partition('.')[0]}"} if declared else set()
    return _made_from() | measured | {f"arm:{contrast.arm}", f"arm:{contrast.control}"}


def _is_touched(behind: set[str], touched: set[str]) -> bool:
    """Whether something behind a contrast or verdict was changed; every subject stands behind all of them."""
    return bool(touched & behind) or any(key.startswith("subject:") for key in touched)


def _made_from() -> set[str]:
    threads = {f"threads:{kind}" for kind in ("train_model", "train", "probe")}
    return threads | {"base", "dtype", "seeds", "subject seeds", "measure", "equivalence", "margin", "least items"}


def _verdict_stands(
    arm: str, declaration: Declaration, touched: set[str], study: DeclaredStudy, further: Sequence[str]
) -> bool:
    """Whether the plan holds everything that the word of a treatment rests on."""
    declared = study.contrasts
    if declared is None:
        return False
    of_arm = [name for name in (*declaration.after, *declaration.dropped) if name.startswith(f"{arm} - ")]
    controls, damage = declared.controls, declared.damage
    arms = [arm, *controls.shams, *controls.specificity, *([controls.wrong_self] if controls.wrong_self else [])]
    paths = [declared.measure, *damage.truth, damage.perplexity, damage.invalid, *further]
    behind = {f"arm:{name}" for name in arms} | {f"probe:{path.partition('.')[0]}" for path in paths if path}
    behind |= {"probe:dose", "damage", "rule"} | _made_from()
    roles = [role for change in declaration.changes if change.key == "roles" for role in change.settings]
    is_same_role = all(role.startswith(("treatment", "upper_bound")) for role in roles)
    return not of_arm and is_same_role and not _is_touched(behind, touched)


def _rules(declared: Contrasts | None) -> dict[str, Any]:
    return {} if declared is None else declared.model_dump(mode="json", exclude={"treatment", "controls"})


def _detectable_points(declared: Contrasts, layout: Layout) -> float | None:
    """The smallest difference that would be seen in 80 of 100 studies, in points, or None."""
    clusters = layout.clusters.get(declared.measure.partition(".")[0])
    if not clusters:
        return None
    effect = minimum_detectable_effect(list(clusters.values()))
    return round(100.0 * effect, 1) if math.isfinite(effect) else None  # one cluster a family: nothing can be seen
