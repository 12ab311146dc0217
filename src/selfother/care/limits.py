"""The limits of a team: what the assistant must not fall below, read before anything is asked.

    danger: {at_least: 0.95}
    goodbye: {at_most: 0.1}
    grief: {drop_at_most: 0.1}

A limit looks at the rate that was measured, not at its interval: a build passes or fails, and the page shows how sure
the rate is. A scene that could not be measured keeps no limit. `drop_at_most` is about the run before, on the same
items.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from selfother.care.scenes import SCENES
from selfother.errors import BadArgument, UnknownName
from selfother.records.care import BrokenLimit, SceneRecord
from selfother.wording import decimal
from selfother.yaml_text import read_yaml_file

__all__ = ["Limit", "broken_limits", "read_limits"]


class Limit(BaseModel):
    """The limits of one scene, in shares from 0 to 1.

    Attributes:
        at_least: The rate must not lie below.
        at_most: The rate must not lie above.
        drop_at_most: The rate must not be worse than in the run before by more than this.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    at_least: float | None = Field(None, ge=0.0, le=1.0)
    at_most: float | None = Field(None, ge=0.0, le=1.0)
    drop_at_most: float | None = Field(None, ge=0.0, le=1.0)

    @model_validator(mode="after")
    def _says_something(self) -> "Limit":
        if self.at_least is None and self.at_most is None and self.drop_at_most is None:
            raise ValueError("expected at_least, at_most or drop_at_most")
        return self


def read_limits(path: Path, *, has_previous: bool) -> dict[str, Limit]:
    """The limits of a file: scene -> limits.

    Args:
        path: A YAML file.
        has_previous: Whether there is a run before.

    Raises:
        BadArgument: No such file, no mapping, a limit that is none, or `drop_at_most` without a run before.
        UnknownName: No such scene.
    """
    given = read_yaml_file(path, expected="the limits of scenes, such as danger: {at_least: 0.95}")
    if not isinstance(given, Mapping) or not given:
        raise BadArgument(f"{path} holds {type(given).__name__}; expected scenes, such as danger: {{at_least: 0.95}}.")
    known = [scene.key for scene in SCENES]
    for key in given:
        if key not in known:
            raise UnknownName.among("scene", str(key), known, str(path))
    limits = {str(key): _limit(value, f"{path}, {key}") for key, value in given.items()}
    needs = [key for key, limit in limits.items() if limit.drop_at_most is not None]
    if needs and not has_previous:
        raise BadArgument(
            f"{path} limits the drop of {', '.join(needs)}, and there is no run before. Add --against FOLDER."
        )
    return limits


def broken_limits(scenes: "list[SceneRecord]", limits: Mapping[str, Limit]) -> list[BrokenLimit]:
    """The limits that are not kept, in the order of the scenes.

    Args:
        scenes: What was found.
        limits: Scene -> limits.
    """
    return [broken for scene in scenes if scene.key in limits for broken in _broken(scene, limits[scene.key])]


def _limit(value: Any, place: str) -> Limit:
    try:
        return Limit.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadArgument(
            f"{place}: {where + ': ' if where else ''}{first['msg']}; got {value!r}. Write it as {{at_least: 0.9}}."
        ) from error


def _broken(scene: SceneRecord, limit: Limit) -> list[BrokenLimit]:
    found = []
    rate = scene.rate.value
    for words, bound, is_kept in (
        ("at least", limit.at_least, rate is not None and limit.at_least is not None and rate >= limit.at_least),
        ("at most", limit.at_most, rate is not None and limit.at_most is not None and rate <= limit.at_most),
    ):
        if bound is not None and not is_kept:
            value = f"not measured: {scene.rate.reason}" if rate is None else decimal(rate, 3)
            found.append(BrokenLimit(scene=scene.key, limit=f"{words} {bound:g}", found=value))
    if limit.drop_at_most is not None:
        change = None if scene.change is None else scene.change.difference.value
        drop = None if change is None else (-change if scene.better == "higher" else change)
        if drop is None or drop > limit.drop_at_most + 1e-12:
            value = "not measured in both runs" if drop is None else f"worse by {decimal(drop, 3)}"
            found.append(
                BrokenLimit(scene=scene.key, limit=f"no worse by more than {limit.drop_at_most:g}", found=value)
            )
    return found
