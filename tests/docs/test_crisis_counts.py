"""The datasheet has the counts of the record, and the record is what the rules see now."""

from benchmarks.crisis import PAGE, RECORD, CrisisCounts, count, page_with


def test_the_record_is_what_the_rules_see_and_the_page_shows_it() -> None:
    """After a change of a rule or a label: python -m benchmarks.crisis"""
    recorded = CrisisCounts.read(RECORD)
    assert count() == recorded
    page = PAGE.read_text(encoding="utf-8")
    assert page_with(recorded, page) == page
    assert recorded.recalled["held_out"].of + recorded.recalled["development"].of == 149
