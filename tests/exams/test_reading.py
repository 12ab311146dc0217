"""Texts from files of every kind, and one sentence for each file that cannot be read."""

import csv
import gzip
import json
from pathlib import Path

import polars
import pytest

from selfother.errors import BadArgument, SelfOtherError, UnknownName
from selfother.exams.reading import read_texts

ROWS = [
    {"text": 'She said: "I hear you,\nand I stay."', "label": "warm", "by": 1},
    {"text": "Next, please.", "label": "cold", "by": 2},
]


def write(path: Path) -> Path:
    """The rows in the form that the ending says."""
    kind = path.name.split(".", 1)[1]
    if kind == "parquet":
        polars.DataFrame(ROWS).write_parquet(path)
        return path
    opened = gzip.open if kind.endswith(".gz") else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:  # type: ignore[operator]
        if kind.startswith("jsonl"):
            file.writelines(json.dumps(row) + "\n" for row in ROWS)
        else:
            writer = csv.DictWriter(file, list(ROWS[0]), delimiter="\t" if kind.startswith("tsv") else ",")
            writer.writeheader()
            writer.writerows(ROWS)
    return path


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "csv", "csv.gz", "tsv", "parquet"])
def test_files_of_every_kind_give_the_same_texts(tmp_path: Path, ending: str) -> None:
    texts = read_texts(write(tmp_path / f"texts.{ending}"), text="text", label="label", group="by")
    assert list(texts.texts) == [row["text"] for row in ROWS]
    assert list(texts.labels) == ["warm", "cold"]
    assert list(texts.groups or ()) == ["1", "2"]
    assert texts.source == f"texts.{ending}"


def test_numbers_and_truth_values_are_labels(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"t": "a", "l": true}\n\n{"t": "b", "l": 1.0}\n{"t": "c", "l": 0}\n')
    assert list(read_texts(path, text="t", label="l").labels) == ["true", "1", "0"]


def test_large_numbers_of_groups_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"t": "a", "l": "b", "g": {number}}}\n' for number in ("1234567.0", "1234568.0", "0.5")))
    assert list(read_texts(path, text="t", label="l", group="g").groups or ()) == ["1234567", "1234568", "0.5"]


BROKEN: dict[str, tuple[str, str]] = {
    "cut.jsonl": ('{"text": "a", "label": "b"}\n{"text": "a"', "line 2 is not JSON"),
    "list.jsonl": ('["text"]\n', "line 1 is a JSON list"),
    "empty.jsonl": ("\n", "has no rows"),
    "blank.jsonl": ('{"text": " ", "label": "b"}\n', "line 1: the text in column 'text' is empty"),
    "none.jsonl": ('{"text": null, "label": "b"}\n', "is to hold texts; got nothing"),
    "nested.jsonl": ('{"text": ["a"], "label": "b"}\n', "is to hold texts; got list"),
    "unlabelled.jsonl": ('{"text": "a", "label": null}\n', "no label in column 'label'"),
    "nan.jsonl": ('{"text": "a", "label": NaN}\n', "no label in column 'label' .NaN"),
    "labels.jsonl": ('{"text": "a", "label": ["b"]}\n', "the label in column 'label' is a list"),
    "ragged.csv": ("text,label\na,b,c\n", "line 2 has 3 fields; the first line names 2 columns"),
    "twice.csv": ("text,label,text\na,b,c\n", "names the column 'text' twice"),
    "semicolon.csv": ("text;label\na;b\n", "first line has ';' between names"),
    "digits.jsonl": ('{"text": "a", "label": ' + "1" * 5000 + "}\n", "line 1 cannot be read as JSON"),
    "deep.jsonl": ('{"text": "a", "label": ' + "[" * 100_000 + "\n", "line 1 cannot be read as JSON"),
    "numbers.csv": ("text,label\n1.5,b\n", "column 'text' holds numbers"),
    "head.csv": ("text,label\n", "has no rows"),
    "texts.txt": ("a", "expected .jsonl"),
    "texts.parquet": ("a", "is not parquet"),
    "texts.jsonl.gz": ("a", "cannot be read: Not a gzipped file"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_one_sentence_and_what_to_do(tmp_path: Path, name: str) -> None:
    content, sentence = BROKEN[name]
    (tmp_path / name).write_text(content)
    with pytest.raises(SelfOtherError, match=sentence) as refused:
        read_texts(tmp_path / name, text="text", label="label")
    assert str(refused.value).endswith(".")


def test_other_bytes_than_utf_8_are_named(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("text,label\nh\xe9,a\n".encode("latin-1"))
    with pytest.raises(BadArgument, match=r"not UTF-8.*byte 0xe9"):
        read_texts(tmp_path / "latin.csv", text="text", label="label")


def test_a_column_that_is_not_there_lists_the_close_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl")
    with pytest.raises(UnknownName, match="Did you mean label"):
        read_texts(path, text="text", label="labl")
    with pytest.raises(BadArgument, match="one column twice"):
        read_texts(path, text="text", label="text")
