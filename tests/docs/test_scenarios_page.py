"""The file of scenarios that the how-to shows is the one that its commands run."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_shows_the_file_that_is_run() -> None:
    page = (ROOT / "docs" / "how-to" / "your-own-scenarios.md").read_text(encoding="utf-8")
    file = (ROOT / "studies" / "scenarios" / "lighthouse.yaml").read_text(encoding="utf-8")
    assert f"```yaml\n{file}```\n" in page


def test_the_page_names_every_key_and_every_built_in_family() -> None:
    from selfother.scenarios.families import FAMILIES
    from selfother.scenarios.family_files import FamilyEntry

    page = (ROOT / "docs" / "how-to" / "your-own-scenarios.md").read_text(encoding="utf-8")
    assert [key for key in FamilyEntry.model_fields if f"`{key}`" not in page] == []
    base = [name for name in FAMILIES if not name.startswith("burglary_published_")]
    assert [name for name in base if f"`{name}`" not in page] == []
