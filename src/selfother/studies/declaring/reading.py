"""A study file becomes a checked study, and every way in which it can be wrong becomes one sentence with its place."""

import copy
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from selfother.errors import BadArgument, BadStudy, UnknownName
from selfother.studies.declaring.parts import Part, short_name
from selfother.studies.declaring.study import Arm, Contrasts, Controls, Damage, DeclaredStudy, ModelChoice, Threads
from selfother.yaml_text import read_value, read_yaml_file

__all__ = ["apply_override", "check_study", "read_study"]

S = TypeVar("S", bound=DeclaredStudy)
_SECTIONS: dict[str, type[BaseModel]] = {
    "": DeclaredStudy,
    "model": ModelChoice,
    "arms.*": Arm,
    "contrasts": Contrasts,
    "contrasts.controls": Controls,
    "contrasts.damage": Damage,
    "threads": Threads,
}


def read_study(kind: type[S], path: Path, *, overrides: Sequence[str] = ()) -> S:
    """Read, override and check a study file (see `Study.from_file`)."""
    if not path.exists():
        raise BadStudy(f"{path}: no such file. Give the path of a study file, or run: selfother demo")
    try:
        data = read_yaml_file(path, expected="a study file")
    except BadArgument as error:
        raise BadStudy(str(error)) from error
    if not isinstance(data, dict):
        raise BadStudy(
            f"{path}: expected a mapping (name: ..., arms: ...), got {type(data).__name__}. Begin with name: NAME"
        )
    for override in overrides:
        data = apply_override(data, override)
    return check_study(kind, _with_paths(data, path.parent), source=str(path))


def check_study(kind: type[S], data: dict[str, Any], *, source: str) -> S:
    """Check plain data against the schema, then that the contrasts speak of what exists."""
    try:
        study = kind.model_validate(data)
    except ValidationError as error:
        raise _sentence(error, source) from error
    _check_consistency(study, source)
    study._source = source
    return study


def apply_override(data: dict[str, Any], override: str) -> dict[str, Any]:
    """`data` with `a.b=c` applied; list entries are named by number or by their name.

    Raises:
        BadStudy: No `=`, a value that is none, or a path through something that has no parts.
    """
    path, equals, text = override.partition("=")
    if not equals or not path:
        raise BadStudy(f"-o {override}: expected a.b=value. Write for instance -o probes.deception.items=8")
    try:
        value = read_value(text, f"-o {path}")
    except BadArgument as error:
        raise BadStudy(str(error)) from error
    changed = copy.deepcopy(data)
    here: Any = changed
    *way, last = path.split(".")
    for step in way:
        here = _step(here, step, override)
    if isinstance(here, list):
        here[_index(here, last, override)] = value
    elif isinstance(here, dict):
        here[last] = value
    else:
        raise BadStudy(f"-o {override}: {last!r} cannot be reached. Write the path as in the study file.")
    return changed


def _step(here: Any, step: str, override: str) -> Any:
    if isinstance(here, list):
        index = _index(here, step, override)
        if isinstance(here[index], str):
            here[index] = {here[index]: {}}
        entry = here[index]
        if isinstance(entry, dict) and list(entry) == [step]:
            entry[step] = entry[step] or {}
            return entry[step]
        return entry
    if not isinstance(here, dict):
        raise BadStudy(f"-o {override}: {step!r} cannot be reached. Write the path as in the study file.")
    if here.get(step) is None:
        here[step] = {}
    return here[step]


def _index(here: list[Any], step: str, override: str) -> int:
    names = [
        entry if isinstance(entry, str) else next(iter(entry), "") for entry in here if isinstance(entry, str | dict)
    ]
    if step in names:
        return names.index(step)
    if step.isdigit() and int(step) < len(here):
        return int(step)
    raise _unknown(f"-o {override}", "entry", step, [str(name) for name in names])


def _with_paths(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """`data` with every `file.py:Class` made absolute: a path in a study file starts from that file."""

    def walk(thing: Any) -> Any:
        if isinstance(thing, dict):
            return {walk(key) if isinstance(key, str) else key: walk(value) for key, value in thing.items()}
        if isinstance(thing, list):
            return [walk(value) for value in thing]
        if isinstance(thing, str) and ".py:" in thing:
            path, _, name = thing.rpartition(".py:")
            if (file := folder / f"{path}.py").is_file():
                return f"{file.resolve()}:{name}"
        return thing

    walked: dict[str, Any] = walk(data)
    return walked


def _sentence(error: ValidationError, source: str) -> BadStudy | UnknownName:
    first = error.errors()[0]
    *way, last = first["loc"] or ("",)
    place = _place([*way, last])
    if first["type"] == "extra_forbidden":
        section = _section(way)
        return _unknown(f"{source}: {_place(way) or 'top level'}", "study key", str(last), section.model_fields)
    if first["type"] == "missing":
        return BadStudy(
            f"{source}: {place} is missing. Add it; the keys are described in docs/reference/study.schema.json"
        )
    message = first["msg"].removeprefix("Value error, ")
    return BadStudy(f"{source}: {place}: {message}; got {first['input']!r}. Correct that entry.")


def _unknown(place: str, kind: str, given: str, known: Iterable[str]) -> UnknownName:
    return UnknownName(f"{place}: {UnknownName.among(kind, given, known)}")


def _section(way: Sequence[str | int]) -> type[BaseModel]:
    steps = [str(step) for step in way]
    if len(steps) == 2 and steps[0] == "arms":
        return Arm
    return _SECTIONS.get(".".join(steps), DeclaredStudy)


def _place(way: Sequence[str | int]) -> str:
    text = ""
    for step in way:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _check_consistency(study: DeclaredStudy, source: str) -> None:
    has_probes = bool(study.probes) or any(arm.probes for arm in study.arms.values())
    if not study.games and not has_probes:
        raise BadStudy(f"{source}: neither games nor probes. Add at least one check or one probe with arms.")
    if has_probes and study.model is None:
        raise BadStudy(f"{source}: probes need a model. Add model: {{base: smollm2-135m}}")
    if study.probes and not study.arms:
        raise BadStudy(f"{source}: probes need arms. Add arms: {{stock: {{start: base, role: baseline}}}}")
    _check_probes(study, source)
    _check_games(study, source)
    if study.contrasts is not None:
        _check_contrasts(study, study.contrasts, source)


def _check_probes(study: DeclaredStudy, source: str) -> None:
    """Results are kept under the name of a probe's class: each stands once, and with the same settings in all arms."""
    of_all = [short_name(part.name) for part in study.probes]
    settings: dict[str, Part] = {}
    for name, arm in {"": None, **study.arms}.items():
        names = of_all + [short_name(part.name) for part in (arm.probes if arm else [])]
        if repeated := sorted({word for word in names if names.count(word) > 1}):
            where = f"arms.{name}.probes" if arm else "probes"
            raise BadStudy(f"{source}: {where}: {repeated[0]!r} stands twice. Give each probe once.")
        for part in arm.probes if arm else []:
            if settings.setdefault(short_name(part.name), part) != part:
                raise BadStudy(
                    f"{source}: arms.{name}.probes: {part.name!r} has other settings than in another arm, and results "
                    "are kept under its name. Give it the same settings in both."
                )


def _check_games(study: DeclaredStudy, source: str) -> None:
    files: dict[str, str] = {}
    for part in study.games:
        if files.setdefault(short_name(part.name), part.name) != part.name:
            raise BadStudy(
                f"{source}: games: {short_name(part.name)!r} is the name of two classes, and results are kept under "
                "that name. Call one of them otherwise."
            )


def _check_contrasts(study: DeclaredStudy, contrasts: Contrasts, source: str) -> None:
    controls = contrasts.controls
    named = {f"contrasts.treatment[{index}]": arm for index, arm in enumerate(contrasts.treatment)}
    for key in ("matched_shams", "specificity"):
        named |= {f"contrasts.controls.{key}[{index}]": arm for index, arm in enumerate(getattr(controls, key))}
    for key in ("sham", "wrong_self", "upper_bound"):
        if (arm := getattr(controls, key)) is not None:
            named[f"contrasts.controls.{key}"] = arm
    for place, arm in named.items():
        if arm not in study.arms:
            raise _unknown(f"{source}: {place}", "arm", arm, study.arms)
    if "." not in contrasts.measure:
        raise BadStudy(f"{source}: contrasts.measure: expected probe.measure, got {contrasts.measure!r}.")
