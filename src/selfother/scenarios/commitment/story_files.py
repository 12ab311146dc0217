"""A story by its name: a built-in one, or one of a user's file (`my.yaml`, `my.yaml:NAME`), checked before it is used.

The built-in stories are files of the same form, in the directory `stories`.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import Field

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.commitment.story import Part, Story
from selfother.scenarios.commitment.story_checks import check_story
from selfother.scenarios.named_files import read_yaml, split_word

__all__ = ["StoryFile", "built_in_stories", "find_stories", "read_stories"]

_PAGE = "docs/how-to/your-own-commitment-stories.md"


class StoryFile(Part):
    """Story families of the commitment battery: the built-in ones, and for `families=[FILE]`."""

    families: dict[str, Story] = Field(description="Stories by name.", min_length=1)


@cache
def built_in_stories() -> dict[str, Story]:
    """Return the stories that come with the package, by name and in a fixed order."""
    folder = Path(str(files("selfother.scenarios.commitment") / "stories"))
    return {
        name: story
        for path in sorted(folder.glob("*.yaml"))
        for name, story in read_yaml(path, StoryFile, page=_PAGE).families.items()
    }


def find_stories(words: Iterable[str] | None = None) -> dict[str, Story]:
    """Return the stories that words name: `school_lunches`, `my.yaml` for all of a file, `my.yaml:NAME`.

    Args:
        words: One of these each; None: every built-in story.

    Raises:
        UnknownName: No such story, built in or in the file.
        BadArgument: A file cannot be read or holds an unsound story, or two stories have one name.
    """
    if words is None:
        return dict(built_in_stories())
    found: dict[str, Story] = {}
    for word in words:
        for name, story in _named(word).items():
            if name in found:
                raise BadArgument(f"the story {name!r} is named twice. Name it once, or call one of them otherwise.")
            found[name] = story
    if not found:
        raise BadArgument("no story family is named; expected at least one. Leave families out to ask about all.")
    return found


def read_stories(path: Path) -> dict[str, Story]:
    """Return the stories of a YAML file, each checked as `check_story` does.

    Raises:
        BadArgument: No such file, not YAML, a key that is wrong, or a story that could not be scored fairly; the text
            names file, story and key.
    """
    found = read_yaml(path, StoryFile, page=_PAGE).families
    for name, story in found.items():
        where = f"{path}: families.{name}"
        if name in built_in_stories():
            raise BadArgument(f"{where}: {name!r} is a built-in story. Call yours otherwise.")
        if not name.replace("_", "").isalnum():
            raise BadArgument(f"{where}: a story's name has letters, digits and underscores; got {name!r}. Rename it.")
        check_story(story, where)
    return found


def _named(word: str) -> dict[str, Story]:
    path, name = split_word(word)
    known = built_in_stories() if path is None else read_stories(path)
    if path is not None and not name:
        return known
    if name not in known:
        where = "the built-in stories; files end in .yaml" if path is None else str(path)
        raise UnknownName.among("story family", name, known, where)
    return {name: known[name]}
