"""The datasheet has the counts of the record, and the record is what the rules see now."""

from benchmarks.crisis import FRESH, PAGE, RECORD, CrisisCounts, count, page_with


def test_the_record_is_what_the_rules_see_and_the_page_shows_it() -> None:
    """After a change of a rule or a label: python -m benchmarks.crisis"""
    recorded = CrisisCounts.read(RECORD)
    assert count() == recorded
    page = PAGE.read_text(encoding="utf-8")
    assert page_with(recorded, page) == page
    assert recorded.recalled["held_out"].of + recorded.recalled["development"].of == 149


def test_the_fresh_set_leads_and_its_misses_are_listed() -> None:
    recorded = CrisisCounts.read(RECORD)
    recall, alarms = recorded.fresh["crises recalled"], recorded.fresh["false alarms"]
    assert (recall.of, alarms.of) == (70, 90)
    assert recall.of - recall.count == len(recorded.fresh_missed)
    assert alarms.count == len(recorded.fresh_alarms)
    page = PAGE.read_text(encoding="utf-8")
    assert page.index(FRESH) < page.index("| development half |")
    assert f"{recall} " in page[: page.index(FRESH)], "the text above the tables says the fresh figure first"
