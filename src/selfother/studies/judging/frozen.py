"""Everything of a study that could move a result, as plain data under one key each, and what differs between two.

    base  dtype  seeds  subject seeds  threads:KIND      what every cell is made from
    subject:NAME  arm:NAME  check:NAME                   interventions and checks with all settings, defaults filled in
    role:NAME                                            what an arm is for
    probe:NAME                                           a probe with all settings and the digest of its items
    measure  equivalence  margin  damage                 what the contrasts say
    roles  rule  least items                             which arm is what, the verdict rule with all its limits, and
                                                         how many scored items the word of a difference asks for

Names of files are left out where a digest of what stands in them says more. Left out on purpose: the name of the study,
its question and its titles, which change no result; the version of a package, which the environment says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from selfother.studies.declaring.cells import Layout
from selfother.studies.declaring.parts import name_apart
from selfother.studies.declaring.study import DeclaredStudy
from selfother.studies.judging.comparisons import LEAST_ITEMS
from selfother.wording import capital, listed

__all__ = ["Change", "changes_between", "frozen_parts"]

_SHOWN_SETTINGS = 3
_PLAIN_NAMES = {
    "base": "the base model",
    "dtype": "the precision of the weights",
    "seeds": "the list of training seeds",
    "subject seeds": "the list of subject seeds",
    "measure": "the primary measure",
    "equivalence": "the equivalence margin",
    "margin": "the margin",
    "damage": "what counts as damage",
    "roles": "the list of treatments and controls",
    "rule": "the verdict rule",
    "least items": "the number of scored items that a word asks for",
}
_KINDS = {
    "subject": "the subject",
    "role": "the role of",
    "check": "the check",
    "probe": "the probe",
    "threads": "the number of threads of",
}


@dataclass(frozen=True)
class Change:
    """One thing that differs between two plans.

    Attributes:
        key: As in `frozen_parts`.
        how: Whether it is new, gone, or another.
        settings: What differs in it, "path: before → after" each.
    """

    key: str
    how: Literal["changed", "added", "removed"]
    settings: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The change in plain words, after the first results."""
        shown = "; ".join(self.settings[:_SHOWN_SETTINGS])
        more = len(self.settings) - _SHOWN_SETTINGS
        detail = f" ({shown}{f'; and {more} more' if more > 0 else ''})" if self.how == "changed" and shown else ""
        return f"{capital(self._thing)} was {self.how} after results were seen{detail}."

    @property
    def _thing(self) -> str:
        kind, _, name = self.key.partition(":")
        if self.key in _PLAIN_NAMES:
            return _PLAIN_NAMES[self.key]
        if kind == "arm":
            return f"the {'arm' if self.how != 'changed' else 'recipe of'} {name}"
        return f"{_KINDS.get(kind, kind)} {name}"


def frozen_parts(study: DeclaredStudy, layout: Layout) -> dict[str, Any]:
    """Key -> everything under it, as JSON."""
    made = layout.made
    parts: dict[str, Any] = {"seeds": list(study.seeds), "least items": LEAST_ITEMS}
    parts |= {f"threads:{kind}": count for kind, count in study.threads.model_dump().items()}
    for name, part in name_apart(study.games).items():
        parts[f"check:{name}"] = next(check.fingerprint for check in made.checks if check.part == part)
    for name, probe in made.probes_by_name.items():
        parts[f"probe:{name}"] = {**probe.fingerprint, "items": layout.items.get(name, "")}
    for name, arm in study.arms.items():
        recipe = [link.fingerprint for link in made.arms[name]]
        own = {"model": layout.bases()[name].identity} if arm.model else {}
        parts |= {f"arm:{name}": {"start": arm.start, "recipe": recipe, **own}, f"role:{name}": arm.role}
    return parts | _of_model(study, layout) | _of_contrasts(study, layout)


def _of_model(study: DeclaredStudy, layout: Layout) -> dict[str, Any]:
    if study.model is None or layout.base is None:
        return {}
    parts: dict[str, Any] = {"base": layout.base.identity, "dtype": layout.base.dtype}
    parts["subject seeds"] = list(study.model.subject_seeds)
    return parts | {f"subject:{kind}": subject.fingerprint for kind, subject in layout.made.subjects.items()}


def _of_contrasts(study: DeclaredStudy, layout: Layout) -> dict[str, Any]:
    declared = study.contrasts
    if declared is None:
        return {}
    untouched = [name for name, arm in study.arms.items() if arm.start == "subject" and not arm.apply]
    controls = declared.controls.model_dump(mode="json")
    lists = {key: sorted(value) if isinstance(value, list) else value for key, value in controls.items()}
    return {
        "measure": {"measure": declared.measure, "form": declared.form},
        "equivalence": declared.equivalence_points,
        "margin": declared.margin_points,
        "damage": declared.damage.model_dump(mode="json"),
        "rule": layout.made.rule.fingerprint if layout.made.rule else None,
        "roles": {"subject": untouched[:1], "treatment": sorted(declared.treatment), **lists},
    }


def changes_between(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """What was changed, added and removed, in the order of the keys; a role comes and goes with its arm."""
    changes = []
    for key in dict.fromkeys([*before, *now]):
        if key.startswith("role:") and not (key in before and key in now):
            continue
        if key not in now:
            changes.append(Change(key, "removed"))
        elif key not in before:
            changes.append(Change(key, "added"))
        elif before[key] != now[key]:
            changes.append(Change(key, "changed", tuple(_differences(before[key], now[key]))))
    return tuple(changes)


def _differences(before: Any, now: Any, path: str = "") -> Iterator[str]:
    """Yield what differs, one line a leaf, each with its path."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*before, *now]):
            if before.get(key) != now.get(key):
                step = path if key in ("recipe", "settings") else f"{path}.{key}" if path else str(key)
                yield from _differences(before.get(key), now.get(key), step)
    elif _are_parts(before) and _are_parts(now) and [part["name"] for part in before] == [part["name"] for part in now]:
        for part, other in zip(before, now, strict=True):
            yield from _differences(part, other, ".".join(filter(None, [path, part["name"]])))
    else:
        yield f"{path}: {_short(before)} → {_short(now)}" if path else f"{_short(before)} → {_short(now)}"


def _are_parts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) and "name" in part for part in value)


def _short(value: Any) -> str:
    if isinstance(value, list):
        return listed([_short(entry) for entry in value])
    if isinstance(value, dict):
        return str(value.get("name", value))
    return "none" if value in (None, "") else f"{value:g}" if isinstance(value, float) else str(value)
