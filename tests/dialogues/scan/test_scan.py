"""A scan counts what a hand counts, in memory that does not grow, and says what it could not read."""

import json
import tracemalloc
from pathlib import Path

import pytest

from selfother.dialogues.scan import scan_files
from selfother.dialogues.scan.page import scan_page
from selfother.dialogues.scan.words import COLUMNS, cue_cells, scan_lead
from selfother.errors import BadArgument, UnknownName
from selfother.records.scans import ScanRecord
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown

ELDERS = Path(__file__).parents[4] / "shared" / "data"


def write(path: Path, *conversations: object) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in conversations), encoding="utf-8")
    return path


def talk(*replies: str, **facts: object) -> dict[str, object]:
    turns = [
        {"role": role, "content": text} for reply in replies for role, text in (("user", "hm"), ("assistant", reply))
    ]
    return {"turns": turns, **facts}


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    return write(
        tmp_path / "t.jsonl",
        talk("Fine.", "I missed you.", id="a", model="x", vulnerability=0),
        talk("I love you.", "I love you.", id="b", model="x", vulnerability=1),
        talk("I'm an AI.", "我想你。", id="c", model="y", vulnerability=0),
        talk("", "Fine.", id="d", model="y", vulnerability=2),
    )


def test_shares_are_those_that_a_hand_counts(transcripts: Path) -> None:
    record = scan_files([transcripts], by="vulnerability")
    love = next(row for row in record.cues if row.cue == "love_and_missing")
    assert (record.conversations, record.replies) == (4, 8)
    assert record.unread == {"not English: CJK script": 1, "empty": 1}
    assert love.replies.value == pytest.approx(3 / 6)
    assert (love.replies.n, love.replies.n_unscored, love.replies.clusters) == (6, 2, 4)
    assert love.conversations.value == pytest.approx(2 / 4)
    assert love.first_turns == {1: 1, 2: 1}
    assert love.turn_slope.value == pytest.approx((1.0 + 0.0) / 2)
    assert love.turn_slope.n_unscored == 2
    assert record.boundary.value == pytest.approx(1 / 6)
    assert [(row.value, row.conversations) for row in record.groups] == [("0", 2), ("1", 1), ("2", 1)]
    assert record.by_slope is not None
    assert record.by_slope.value is not None
    assert love.examples[0].span == "I missed you" or love.examples[0].span == "I love you"
    assert ScanRecord.from_json(record.to_json()) == record


def test_the_order_of_lines_moves_nothing(transcripts: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.jsonl"
    turned.write_text("\n".join(reversed(transcripts.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    first, second = scan_files([transcripts]), scan_files([turned])
    assert first.model_copy(update={"files": [], "unread": {}}) == second.model_copy(update={"files": [], "unread": {}})


def test_a_word_as_key_has_groups_and_no_slope(transcripts: Path) -> None:
    record = scan_files([transcripts], by="model", cues=["love_and_missing"])
    assert [row.value for row in record.groups] == ["x", "y"]
    assert record.by_slope is None
    assert [row.cue for row in record.cues] == ["love_and_missing"]


def test_a_cue_that_is_not_sure_enough_is_shown_and_in_no_sum(
    transcripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfother.dialogues.cues.sides.is_sure", lambda cue: cue != "love_and_missing")
    record = scan_files([transcripts])
    assert next(row for row in record.cues if row.cue == "love_and_missing").replies.value == 0.5
    assert record.reinforcing.value == 0.0
    alone = scan_files([transcripts], cues=["love_and_missing"])
    assert alone.reinforcing.value is None
    assert alone.reinforcing.reason == "no cue that is sure enough was looked for"
    assert "An unknown share" in scan_lead(alone)[0]


def test_nothing_readable_is_not_no_cue(tmp_path: Path) -> None:
    record = scan_files([write(tmp_path / "t.jsonl", talk("我想你。", "别走。"))])
    assert record.reinforcing.value is None
    assert "not the same as no cue" in scan_lead(record)[0]
    assert "No reply could be read" in render_markdown(scan_page(record))


def test_errors_name_file_and_line_and_what_to_do(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl", talk("Fine."), {"turns": "none"}, talk("Fine."))
    with pytest.raises(BadArgument, match=r"t\.jsonl, line 2: .*--skip-broken"):
        scan_files([path])
    record = scan_files([path], skips_broken=True)
    assert (record.conversations, record.skipped_lines) == (2, 1)
    with pytest.raises(BadArgument, match=r"no conversation in it\. All 1 lines were skipped"):
        scan_files([write(tmp_path / "e.jsonl", {"turns": 1})], skips_broken=True)
    with pytest.raises(BadArgument, match="no turn of an assistant"):
        scan_files([write(tmp_path / "u.jsonl", {"turns": [{"role": "user", "content": "hi"}]})])
    with pytest.raises(BadArgument, match=r"gone\.jsonl is no file"):
        scan_files([tmp_path / "gone.jsonl"])
    with pytest.raises(UnknownName, match="flattery"):
        scan_files([path], cues=["flatery"])


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(conversations: int) -> int:
        path = tmp_path / f"{conversations}.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for number in range(conversations):
                lines.write(json.dumps(talk("Fine.", id=str(number))) + "\n")
        tracemalloc.start()
        scan_files([path], cues=["flattery"], by="id")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(50)  # patterns are compiled, and the classes imported
    assert peak(2_000) < peak(500) + 200_000


def test_the_page_escapes_what_models_say(tmp_path: Path) -> None:
    reply = "<script>alert(1)</script> I love you. \x1b[31m <b>hm</b>"
    record = scan_files([write(tmp_path / "t.jsonl", talk(reply, reply, id="<i>x</i>"))], by="id")
    page = render_html(scan_page(record, command="selfother scan t.jsonl"))
    assert "<script>alert(1)" not in page
    assert "<i>x</i>" not in page
    assert "I love you" in page
    assert len(cue_cells(record.cues[0])) == len(COLUMNS)


def test_hostile_lines_break_nothing(tmp_path: Path) -> None:
    replies = [
        "I love you\ud83d so",
        "I love you\ud83d so",
        "a" * 100_000,
        "\x1b[31mI love you\x00",
        "\u202eI love you",
        "",
    ]
    turns = [{"role": "assistant", "content": reply} for reply in replies]
    parts = [{"type": "text", "text": "I love you"}, {"type": "image"}]
    turns += [{"role": "assistant", "content": parts}, {"role": "assistant", "content": None, "tool_calls": [{}]}]
    line = json.dumps({"id": "half \ud83d", "turns": turns, "by": "\ud83d"})
    path = tmp_path / "t.jsonl"
    path.write_text(f"{line}\n{line}\n\n{{broken\n[]\n", encoding="utf-8")
    record = scan_files([path], by="by", skips_broken=True)
    love = next(row for row in record.cues if row.cue == "love_and_missing")
    assert (record.conversations, record.skipped_lines, record.cut) == (2, 2, 2)
    assert record.unread == {"empty": 4}
    assert round((love.replies.value or 0) * love.replies.n) == 10
    assert len(love.examples) == 1  # twice the same words in conversations of one name
    assert ScanRecord.from_json(record.to_json()) == record
    assert "I love you" in render_html(scan_page(record))


@pytest.mark.skipif(not ELDERS.is_dir(), reason="the public data lie beside this checkout only on some machines")
def test_chinese_transcripts_are_left_unscored(tmp_path: Path) -> None:
    import gzip

    with gzip.open(ELDERS / "sage" / "gpt-4o-2024-0806.jsonl.gz", "rt", encoding="utf-8") as lines:
        some = [json.loads(next(lines)) for _ in range(5)]
    record = scan_files([write(tmp_path / "sage.jsonl", *({"turns": one["turns"]} for one in some))])
    assert record.reinforcing.value is None
    assert set(record.unread) == {"not English: CJK script"}
    assert sum(record.unread.values()) == record.replies
