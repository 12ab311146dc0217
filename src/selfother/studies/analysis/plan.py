"""What is declared before a run: primary contrasts, margins and items, frozen into a hash that the report repeats.

The first plan of a run folder stands once a cell is finished. A contrast that is not in it, or whose margins or items
have changed since, was found after and not declared before, and its finding says so.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from typing import Any

from selfother.records import PlanRecord
from selfother.studies.analysis.statistics import minimum_detectable_effect
from selfother.studies.declaring.cells import Layout
from selfother.studies.declaring.study import Contrasts, DeclaredStudy

__all__ = [
    "Declaration",
    "Primary",
    "compare_with_plan",
    "freeze",
    "primary_contrasts",
    "reference_arm",
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
    """What of a study's contrasts was declared before its first cell ran.

    Attributes:
        plan: The first frozen plan of the run folder.
        before: Primary contrasts that stand in it, under the same rules and on the same items.
        after: Primary contrasts that do not.
        dropped: Primary contrasts of the plan that the study no longer makes.
        changed: What else was changed since: "rules", "items", or both.
    """

    plan: PlanRecord
    before: frozenset[str]
    after: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the study compares, by the same rules, exactly what the plan said that it would."""
        return not (self.after or self.dropped or self.changed)


def primary_contrasts(study: DeclaredStudy) -> list[Primary]:
    """Return each treatment against what it started from, every sham, and every specificity control."""
    if (declared := study.contrasts) is None:
        return []
    subject = reference_arm(study)
    controls = [*declared.controls.shams, *declared.controls.specificity]
    others = [arm for arm in dict.fromkeys([subject, *controls]) if arm is not None]
    return [Primary(arm, other) for arm in declared.treatment for other in others if other != arm]


def reference_arm(study: DeclaredStudy) -> str | None:
    """Return the arm that is the subject itself, untouched."""
    return next((name for name, arm in study.arms.items() if arm.start == "subject" and not arm.apply), None)


def freeze(study: DeclaredStudy, layout: Layout) -> PlanRecord:
    """Return the plan of a study: the same study and items give the same hash."""
    declared = study.contrasts
    primary = [str(contrast) for contrast in primary_contrasts(study)]
    said = {"primary": primary, "rules": _rules(declared), "items": layout.items, "seeds": _seeds(study)}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
    margin = declared.margin_points if declared else 0.0
    detectable = _detectable_points(declared, layout) if declared else None
    return PlanRecord(
        digest=digest,
        primary=primary,
        margin_points=margin,
        minimum_detectable_points=detectable,
        items=layout.items,
        rules=_rules(declared),
    )


def compare_with_plan(first: PlanRecord, study: DeclaredStudy, layout: Layout) -> Declaration:
    """Return which primary contrasts of `study` stand unchanged in the first plan of its folder, and which do not."""
    now = freeze(study, layout)
    probe = study.contrasts.measure.partition(".")[0] if study.contrasts else ""
    is_same = {"rules": first.rules == now.rules, "items": first.items.get(probe) == now.items.get(probe)}
    changed = tuple(name for name, same in is_same.items() if not same)
    before = frozenset() if changed else frozenset(first.primary) & frozenset(now.primary)
    return Declaration(
        plan=first,
        before=before,
        after=tuple(name for name in now.primary if name not in before),
        dropped=tuple(name for name in first.primary if name not in now.primary),
        changed=changed,
    )


def _rules(declared: Contrasts | None) -> dict[str, Any]:
    return {} if declared is None else declared.model_dump(mode="json", exclude={"treatment", "controls"})


def _seeds(study: DeclaredStudy) -> dict[str, Any]:
    said = {"seeds": study.seeds, "subject_seeds": study.model.subject_seeds if study.model else []}
    kinds = list(study.model.kinds) if study.model else []
    return said | {"subjects": kinds} if len(kinds) > 1 else said


def _detectable_points(declared: Contrasts, layout: Layout) -> float | None:
    """Return the smallest difference that would be seen in 80 of 100 studies, in points, or None."""
    clusters = layout.clusters.get(declared.measure.partition(".")[0])
    if not clusters:
        return None
    effect = minimum_detectable_effect(list(clusters.values()))
    return round(100.0 * effect, 1) if math.isfinite(effect) else None  # one cluster a family: nothing can be seen
