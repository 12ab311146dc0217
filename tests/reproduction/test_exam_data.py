"""Public data of the exams as they lie in a folder: packed or not, and what is said of a broken file."""

from pathlib import Path

import pytest

from selfother.errors import BadArgument, NotMeasured
from selfother.exams.published.data import DataFolder, DataSet, read_csv, read_jsonl


def test_data_are_read_alone_or_from_a_checkout_packed_or_not(tmp_path: Path) -> None:
    data = DataSet("one", "https://example.org", "MIT", {"texts": ("texts.jsonl", "deep/texts.jsonl")})
    with pytest.raises(NotMeasured, match=r"needs one/texts\.jsonl: git clone https://example\.org FOLDER/one"):
        DataFolder(tmp_path).find(data, "texts")
    deep = tmp_path / "one" / "deep" / "texts.jsonl"
    deep.parent.mkdir(parents=True)
    deep.write_text("{}\n")
    assert DataFolder(tmp_path).find(data, "texts") == [deep]
    (tmp_path / "one" / "texts.jsonl.gz").write_bytes(b"no gzip")
    (packed,) = DataFolder(tmp_path).find(data, "texts")
    with pytest.raises(BadArgument, match="cannot be read"):
        list(read_jsonl(packed))
    with pytest.raises(BadArgument, match=r"--data .* is no folder"):
        DataFolder(deep)


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "line 1 is no JSON"), ("[]", "line 1 has no text"), ('\n{"text": null}', "line 2 has no text")],
)
def test_a_broken_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "x.jsonl").write_text(text)
    with pytest.raises(BadArgument, match=said):
        list(read_jsonl(tmp_path / "x.jsonl", "text"))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadArgument, match="line 2 has no cue"):
        list(read_csv(tmp_path / "x.csv", "a", "cue"))
