"""A situation by its name: a built-in one, or one of a user's file (`my.yaml`, `my.yaml:NAME`), checked before its use.

The built-in situations are files of the same form, in the directory `situations`.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.emotions.fields import INWARD
from selfother.scenarios.emotions.situation import Situation
from selfother.scenarios.emotions.situation_checks import check_situation
from selfother.scenarios.named_files import read_yaml, split_word

__all__ = ["Placed", "SituationFile", "built_in_situations", "find_situations", "read_situations"]

_PAGE = "docs/reference/ease-or-honour-datasheet.md"


class SituationFile(BaseModel):
    """Situations of ease or honour: the built-in ones, and those of your own file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    situations: dict[str, Situation] = Field(description="Situations by name.", min_length=1)


class Placed(NamedTuple):
    """A situation and its number among those of its source whose feeling is inward, or outward.

    The number says which pairs are made of it, so that a part of a battery asks the same as the whole.
    """

    situation: Situation
    place: int


@cache
def built_in_situations() -> dict[str, Placed]:
    """Return the situations that come with the package, by name and in a fixed order."""
    folder = Path(str(files("selfother.scenarios.emotions") / "situations"))
    return _placed(
        {
            name: situation
            for path in sorted(folder.glob("*.yaml"))
            for name, situation in read_yaml(path, SituationFile, page=_PAGE).situations.items()
        }
    )


def find_situations(words: Iterable[str] | None = None) -> dict[str, Placed]:
    """Return the situations that words name: `dog_clinic`, `my.yaml` for all of a file, `my.yaml:NAME`.

    Args:
        words: One of these each; None: every built-in situation.

    Raises:
        UnknownName: No such situation, built in or in the file.
        BadArgument: A file cannot be read or holds an unsound situation, or two situations have one name.
    """
    if words is None:
        return dict(built_in_situations())
    chosen: dict[str, Placed] = {}
    for word in words:
        for name, placed in _named(word).items():
            if name in chosen:
                raise BadArgument(f"the situation {name!r} is named twice. Name it once, or rename one of the two.")
            chosen[name] = placed
    if not chosen:
        raise BadArgument("no situation is named; expected at least one. Leave them out to ask about all.")
    return chosen


def read_situations(path: Path) -> dict[str, Placed]:
    """Return the situations of a YAML file, each checked as `check_situation` does.

    Raises:
        BadArgument: No such file, not YAML, a key that is wrong, or a situation that could not be scored fairly; the
            text names file, situation and key.
    """
    situations = read_yaml(path, SituationFile, page=_PAGE).situations
    for name, situation in situations.items():
        where = f"{path}: situations.{name}"
        if name in built_in_situations():
            raise BadArgument(f"{where}: {name!r} is a built-in situation. Give yours another name.")
        if not name.replace("_", "").isalnum():
            raise BadArgument(
                f"{where}: the name of a situation has letters, digits and underscores; got {name!r}. Rename it."
            )
        check_situation(situation, where)
    return _placed(situations)


def _placed(situations: Mapping[str, Situation]) -> dict[str, Placed]:
    sides = {True: 0, False: 0}
    placed = {}
    for name, situation in situations.items():
        side = situation.emotion in INWARD
        placed[name] = Placed(situation, sides[side])
        sides[side] += 1
    return placed


def _named(word: str) -> dict[str, Placed]:
    path, name = split_word(word)
    known = built_in_situations() if path is None else read_situations(path)
    if path is not None and not name:
        return known
    if name not in known:
        where = "the built-in situations; files end in .yaml" if path is None else str(path)
        raise UnknownName.among("situation", name, known, where)
    return {name: known[name]}
