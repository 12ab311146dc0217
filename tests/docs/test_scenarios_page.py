"""The files of scenarios that the how-tos show are those that their commands run; a datasheet says what there is."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("page", "file"),
    [("your-own-scenarios", "lighthouse"), ("your-own-commitment-stories", "night_shift")],
)
def test_the_page_shows_the_file_that_is_run(page: str, file: str) -> None:
    said = (ROOT / "docs" / "how-to" / f"{page}.md").read_text(encoding="utf-8")
    run = (ROOT / "studies" / "scenarios" / f"{file}.yaml").read_text(encoding="utf-8")
    assert f"```yaml\n{run}```\n" in said


def test_the_page_names_every_key_and_every_built_in_family() -> None:
    from selfother.scenarios.families import FAMILIES
    from selfother.scenarios.family_files import FamilyEntry

    page = (ROOT / "docs" / "how-to" / "your-own-scenarios.md").read_text(encoding="utf-8")
    assert [key for key in FamilyEntry.model_fields if f"`{key}`" not in page] == []
    base = [name for name in FAMILIES if not name.startswith("burglary_published_")]
    assert [name for name in base if f"`{name}`" not in page] == []


def test_the_commitment_page_names_every_key() -> None:
    from selfother.scenarios.commitment.story import Deed, Story

    page = (ROOT / "docs" / "how-to" / "your-own-commitment-stories.md").read_text(encoding="utf-8")
    assert [key for key in (*Story.model_fields, *Deed.model_fields) if f"`{key}`" not in page] == []


def test_the_datasheet_says_the_aliasing_and_the_numbers_that_there_are() -> None:
    from collections import Counter

    from selfother.probes.commitment.awareness import with_awareness
    from selfother.scenarios.commitment.design import aliasing, design, largest_hidden
    from selfother.scenarios.commitment.questions import questions
    from selfother.scenarios.commitment.story_files import built_in_stories

    sheet = (ROOT / "docs" / "reference" / "value-commitment-datasheet.md").read_text(encoding="utf-8")
    strong = {pair for pair, value in aliasing(design()).items() if value > 0.3}
    assert strong == {
        ("pressure", "observation"), ("pressure", "price"), ("observation", "price"), ("instruction", "price"),
        ("instruction", "stakes"),
    }  # fmt: skip
    assert f"0 for {sum(value == 0 for value in aliasing(design()).values())} of 36 pairs" in sheet
    for factors in (2, 3):
        assert f"in {100 * largest_hidden(design(), factors).share:.1f} %" in sheet  # type: ignore[arg-type]
    stories = built_in_stories()
    asked = questions(["orchard"])
    assert f"{len(stories)} story families" in sheet
    all_of_it, without = (len(each) * len(stories) for each in (with_awareness(asked), asked))
    assert f"{all_of_it:,} questions in all, {without:,} without awareness" in sheet
    assert f"in each of {len(design())} cells | {Counter(one.kind for one in asked)['revealed']} |" in sheet
