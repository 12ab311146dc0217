"""Overlap or collapse: planted scores get the word, the sentences and the section that a reader would give them."""

from dataclasses import replace
from pathlib import Path

import pytest

from selfother.errors import BadArgument
from selfother.probes.instrument import Reading
from selfother.probes.readings import Gathered, read_with, sections_of
from selfother.probes.self_other_gap.instrument import OverlapOrCollapse
from selfother.probes.self_other_gap.record import GapRecord
from selfother.records import Estimate, ItemScore, ReportRecord
from selfother.records.blocks import Forest, Plot, Table
from selfother.studies.judging.page import page_of

INSTRUMENT = OverlapOrCollapse()
PLACE = "the attention's output in layer 24 of 48"


def scores(*, gap: float, names: float, norm: float = 1.0) -> list[ItemScore]:
    """Scores of 16 situations whose quantities are these shares of what they were, give or take a twentieth."""
    items = []
    for measure, share, start in (("gap", gap, 10.0), ("name_gap", names, 0.5), ("norm", norm, 200.0)):
        for number in range(16):
            value = start * share * (1.0 + 0.05 * (-1) ** (number // 2))
            items.append(
                ItemScore(
                    item=f"{number}",
                    measure=measure,
                    value=value,
                    family="burglary",
                    cluster=f"{number // 2}",
                    form="activations",
                    detail={"before": start},
                )
            )
    return items


def variations(rival: float, own: float) -> dict[str, Estimate]:
    method = f"ratio, jackknife over situations; {PLACE}"
    return {
        "variance_ratio": Estimate(value=rival, low=rival / 2, high=rival * 2, n=16, clusters=8, method=method),
        "variance_ratio_self": Estimate(value=own, low=own / 2, high=own * 2, n=16, clusters=8, method=method),
    }


def reading(arm: str, *, gap: float, names: float, rival: float = 1.0, own: float = 1.0, seed: int = 0):
    record = read_with(INSTRUMENT, scores(gap=gap, names=names), variations(rival, own))
    assert isinstance(record, GapRecord)
    return Reading(arm=arm, record=record, seed=seed)


@pytest.mark.parametrize(
    ("shares", "word"),
    [
        ({"gap": 0.03, "names": 0.3}, "self more than names"),
        ({"gap": 0.3, "names": 0.3}, "names as much"),
        ({"gap": 0.3, "names": 0.1}, "names as much"),
        ({"gap": 0.8, "names": 0.9}, "gap not closed"),
        ({"gap": 0.03, "names": 0.9, "rival": 0.001}, "collapse"),
        ({"gap": 0.03, "names": 0.9, "own": 0.4}, "collapse"),
        ({"gap": 1.0, "names": 1.0, "own": 0.4}, "collapse"),
    ],
)
def test_a_word_follows_from_what_is_left(shares: dict[str, float], word: str) -> None:
    assert reading("soo", **shares).record.word == word


def test_what_is_kept_is_a_ratio_of_means_with_an_interval() -> None:
    record = reading("soo", gap=0.03, names=0.3).record
    assert record.gap_kept.value == pytest.approx(0.03)
    assert record.gap_kept.low < 0.03 < record.gap_kept.high
    assert record.names_against_self.value == pytest.approx(10.0)
    assert record.norm_kept.value == pytest.approx(1.0)
    assert (record.gap.value, record.gap.n, record.gap.clusters) == (pytest.approx(0.3), 16, 8)
    assert record.place == PLACE


def test_a_collapse_stands_at_the_top_with_its_share_and_place() -> None:
    readings = [
        reading("soo", gap=0.001, names=0.001, rival=0.01, seed=0),
        reading("soo", gap=0.03, names=0.9, seed=1),
        reading("sham", gap=1.0, names=1.0),
    ]
    (line,) = INSTRUMENT.lines(readings)
    assert line.startswith(
        f"Collapse in soo (1 %, 1 of 2 runs): so much is left of the variation over prompts of {PLACE}"
    )
    assert "sham" not in line


def test_kinds_of_subject_have_short_names_in_sentences_and_figures_and_their_own_in_the_record() -> None:
    kinds = ["liar:lies_to=['rival', 'friend'],truth_to=['self']", "liar:lies_to=['rival'],truth_to=['friend']"]
    collapsed = [replace(reading("soo", gap=0.1, names=0.1, rival=0.2), subject=kind) for kind in kinds]
    gathered = Gathered("self_other_gap", INSTRUMENT, collapsed)
    short = ["soo on “lies to rival, friend; truth to self”", "soo on “lies to rival; truth to friend”"]
    assert f"Collapse in {short[0]} (20 %) and {short[1]} (20 %)" in gathered.lines[0]
    assert [stored.subject for stored in gathered.stored] == kinds
    (section,) = sections_of({"self_other_gap": gathered.stored})
    forest = next(block for block in section.blocks if isinstance(block, Forest))
    assert [row.name for row in forest.rows] == short


def test_a_name_gap_that_shrank_as_much_stands_at_the_top_with_both_shares() -> None:
    (line,) = INSTRUMENT.lines([reading("soo", gap=0.3, names=0.25), reading("friend", gap=0.03, names=0.3)])
    assert "shrunk less than the self-other gap in soo (25 % against 30 %)" in line
    assert "friend" not in line


def test_an_overlap_that_is_selective_needs_no_line() -> None:
    assert INSTRUMENT.lines([reading("soo", gap=0.03, names=0.3), reading("none", gap=1.0, names=1.0)]) == []


def test_the_section_draws_every_arm_in_both_figures() -> None:
    arms = {"none": (1.0, 1.0, 1.0), "soo": (0.03, 0.3, 0.9), "flat": (1e-9, 0.0, 0.001)}
    readings = [reading(arm, gap=gap, names=names, rival=rival) for arm, (gap, names, rival) in arms.items()]
    section = INSTRUMENT.section(readings)
    plot = next(block for block in section.blocks if isinstance(block, Plot))
    forest = next(block for block in section.blocks if isinstance(block, Forest))
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert [curve.mark for curve in plot.curves] == list(arms)
    assert [curve.x for curve in plot.curves] == [[pytest.approx(100.0)], [pytest.approx(3.0)], [0.01]]
    assert [row.name for row in forest.rows] == list(arms)
    assert [row.cells[-1].text for row in forest.rows] == ["gap not closed", "self more than names", "collapse"]
    assert forest.band == (0.0, 0.5)
    assert [row[0].text for row in table.rows] == list(arms)
    assert f"flat: {PLACE} is nearly the same for every prompt: 0 % of its variation is left." in str(section.blocks[0])


def test_scores_of_the_first_version_say_what_was_not_measured() -> None:
    items = [
        ItemScore(item=f"{n}", measure="gap", value=1.0 + n, family="f", cluster=f"{n}", form="activations")
        for n in range(8)
    ]
    ratio = Estimate(value=0.33, n=8, method="ratio of variances", reason="no interval")
    record = read_with(INSTRUMENT, items, {"variance_ratio": ratio})
    assert isinstance(record, GapRecord)
    assert (record.word, record.name_gap.value, record.variation.value) == ("collapse", None, 0.33)
    gaps = INSTRUMENT.gaps([Reading(arm="soo", record=record)])
    assert (
        "Self-other gap, soo: name gap kept (the scores are of a version of the probe that did not measure it)." in gaps
    )
    assert not any("0.0" in gap for gap in gaps)
    section = INSTRUMENT.section([Reading(arm="soo", record=record)])
    assert not any(isinstance(block, Plot) for block in section.blocks)
    assert "not measured" in str(section.blocks[-1])


@pytest.mark.parametrize("name", ["overlap", "overlap_depth"])
def test_a_committed_report_says_that_the_controls_were_not_measured(name: str) -> None:
    report = ReportRecord.read(Path(__file__).parents[3] / "docs" / "results" / name / "report.json")
    (section,) = [section for section in page_of(report).sections if section.key == "self-other-gap"]
    assert section.title == "Overlap or collapse?"
    assert "Not measured here: the gap between two names" in str(section.blocks)


def test_a_report_without_the_probe_says_nothing_of_it() -> None:
    report = ReportRecord.read(Path(__file__).parents[3] / "docs" / "results" / "commitment" / "report.json")
    assert "self-other-gap" not in [section.key for section in page_of(report).sections]


def test_the_words_of_a_terminal_hold_every_number() -> None:
    text, table = INSTRUMENT.short(reading("soo", gap=0.03, names=0.3))
    assert text.paragraphs == ["soo: self more than names"]
    assert len(table.rows) == 9


def test_a_limit_that_is_no_share_is_refused() -> None:
    with pytest.raises(BadArgument, match="limit is a share between 0 and 1; got 1"):
        OverlapOrCollapse(limit=1.0)
