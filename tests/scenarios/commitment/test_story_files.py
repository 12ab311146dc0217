"""Stories from files: the built-in ones are sound, and what could not be scored fairly is refused with its place."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.commitment.questions import questions
from selfother.scenarios.commitment.stem_check import stem_accuracy
from selfother.scenarios.commitment.story_checks import check_story
from selfother.scenarios.commitment.story_files import built_in_stories, find_stories

EXAMPLE = Path(__file__).parents[3] / "studies" / "scenarios" / "night_shift.yaml"
STORY: dict[str, Any] = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))["families"]["night_bakery"]


def write(folder: Path, changes: dict[str, Any], *, name: str = "night_bakery") -> str:
    """Write a file with one story; `act.goal` reaches into a part."""
    story = yaml.safe_load(yaml.safe_dump(STORY))
    for key, value in changes.items():
        part, _, inner = key.partition(".")
        if inner:
            story[part][inner] = value
        else:
            story[part] = value
    path = folder / "my.yaml"
    path.write_text(yaml.safe_dump({"families": {name: story}}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", built_in_stories())
def test_a_built_in_story_is_sound(name: str) -> None:
    check_story(built_in_stories()[name], name)
    asked = questions([name], kinds=["revealed"])
    assert {one.order for one in asked} == {0, 1}
    assert {one.factors.consequence for one in asked} == {"none", "harm", "benefit"}
    assert len({one.item for one in asked}) == len(asked)


def test_there_are_stories_enough_from_many_walks_of_life() -> None:
    stories = built_in_stories()
    assert len(stories) >= 40
    domains = Counter(story.domain for story in stories.values())
    asked_for = {"medicine", "logistics", "schools", "finance", "care", "software operations", "farming", "media"}
    assert {*asked_for, "public works"} <= set(domains)
    assert max(domains.values()) <= 4
    assert len({story.victim for story in stories.values()}) == len(stories)
    assert len({story.high for story in stories.values()}) == len(stories)


def test_a_story_of_a_file_is_asked_like_a_built_in_one(tmp_path: Path) -> None:
    found = questions([write(tmp_path, {})])
    assert len(found) == len(questions(["orchard"]))
    assert {one.family for one in found} == {"night_bakery"}
    assert str(tmp_path) not in "".join(one.item for one in found)
    assert find_stories([f"{tmp_path}/my.yaml:night_bakery", "orchard"]).keys() == {"night_bakery", "orchard"}
    both = questions([f"{tmp_path}/my.yaml", "orchard"], kinds=["revealed"])
    assert abs(stem_accuracy(both) - 0.5) < 0.05


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"thing": "the oven"}, r"thing: expected \{marker\} once; got none"),
        ({"low": "give {victim} what {victim} had"}, r"low: expected \{victim\} once; got \{victim\}, \{victim\}"),
        ({"act.goal": "heat the {marker} oven"}, r"act\.goal: expected no slot; got \{marker\}"),
        ({"high": "burn {victim"}, r"high: .*a brace that is not closed"),
        ({"high": "harm {victim} for life"}, r"high: 'harm' judges"),
        ({"victim": "the innocent baker"}, r"victim: 'innocent' judges"),
        ({"share": "the loaves "}, r"share: 'the loaves ' is empty or has spaces"),
        ({"role": ["You bake.", "You bake."]}, r"role: expected two wordings; both are 'You bake\.'"),
        ({"goal": ["Bread is due", "Bread is due soon."]}, r"goal\[0\]: expected a sentence with a full stop"),
        ({"markers": ["left", "far left"]}, r"markers: expected single words; got 'far left'"),
        ({"markers": ["left", "Left"]}, r"markers: both are 'left'"),
        ({"act.case": "dough is at the {marker} oven", "markers": ["left", "dough"]}, r"act\.case: the marker 'dough'"),
        ({"act.virtue": "heat the oven"}, r"act: goal and virtue are both 'heat the oven'"),
        ({"omission.virtue": "ring the bell of the fire brigade"}, r"omission: .* differ by more than one word"),
        ({"act.goal": "to heat it"}, r"act: 'to heat it' follows 'Do you'"),
        ({"act.gaol": "heat"}, r"my\.yaml: families\.night_bakery\.act\.gaol: Extra inputs"),
    ],
)  # fmt: skip
def test_an_unsound_story_is_refused_with_its_place(tmp_path: Path, changes: dict[str, Any], text: str) -> None:
    with pytest.raises(BadArgument, match=text):
        find_stories([write(tmp_path, changes)])


def test_names_that_would_be_confused_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="'orchard' is a built-in story"):
        find_stories([write(tmp_path, {}, name="orchard")])
    with pytest.raises(BadArgument, match="letters, digits and underscores; got 'my bakery'"):
        find_stories([write(tmp_path, {}, name="my bakery")])
    with pytest.raises(BadArgument, match="'orchard' is named twice"):
        find_stories(["orchard", "orchard"])
    with pytest.raises(UnknownName, match=r"unknown story family 'bakery'.*my\.yaml"):
        find_stories([write(tmp_path, {}) + ":bakery"])
    with pytest.raises(BadArgument, match="no story family is named"):
        find_stories([])
    with pytest.raises(BadArgument, match=r"nothing\.yaml: No such file"):
        find_stories(["nothing.yaml"])
