"""One reader of YAML: what stands there is what is read, and what is wrong is a sentence with its place."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from selfother import catalogue
from selfother.errors import BadArgument, BadStudy, SelfOtherError
from selfother.scenarios.family_files import read_families
from selfother.studies.declaring.reading import apply_override, read_study
from selfother.studies.declaring.study import DeclaredStudy
from selfother.veto import ScriptedSimulator
from selfother.yaml_text import read_value, read_yaml_file, read_yaml_text, to_yaml

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
SURPRISES = [
    "No",
    "yes",
    "on",
    "1:30",
    "1_0",
    "0b11",
    "1e3",
    "-.4",
    "010",
    "0o17",
    "2024-01-01",
    "2024-02-30",
    "=",
    "<<",
]


@given(plain)
def test_what_is_written_reads_back(data: object) -> None:
    assert read_yaml_text(to_yaml(data), "here") == data


@pytest.mark.parametrize("text", SURPRISES)
def test_a_text_that_looks_like_something_else_is_quoted_for_every_reader(text: str) -> None:
    assert read_yaml_text(to_yaml({"x": text}), "here") == yaml.safe_load(to_yaml({"x": text})) == {"x": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No", "No"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("1_0", "1_0"),
        ("0b11", "0b11"),
        ("2024-02-28", "2024-02-28"),
        ("2024-02-30", "2024-02-30"),
        ("=", "="),
        ("1e-3", 0.001),
        ("-.4", -0.4),
        ("1e5", 100000.0),
        ("-7", -7),
        ("True", True),
        ("~", None),
        (".inf", float("inf")),
        ("0x1F", 31),
    ],
)
def test_what_stands_there_is_what_is_read(text: str, value: object) -> None:
    for found in (read_yaml_text(f"x: {text}", "here")["x"], read_value(text, "here")):
        assert found == value
        assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "x: 1\ny: 2\nx: 3",
            r"^mine\.yaml, line 3, column 1: the key 'x' is given twice, first in line 1\. Give it once\.$",
        ),
        ("a:\n  - {b: 1, b: 2}", r"line 2, column 12: the key 'b' is given twice"),
        ("x: 010\n", r"line 1, column 4: 010 is octal .*Quote it, or drop the 0\.$"),
        ("x: -010\n", r"-010 is octal"),
        ("x: 1e999\n", r"1e999 is too large"),
        ("x: !!timestamp 2024-13-01\n", r"line 1, column 4: '2024-13-01' is no timestamp"),
        ("x: !!int one\n", r"'one' is no int"),
        ("x: !!float ''\n", r"'' is no float"),
        ("x: " + "9" * 5000 + "\n", r"is no int \(Exceeds the limit"),
        ("x: !!python/name:os.system\n", r"could not determine a constructor"),
        ("x: [a\n", r"line 2, column 1: not YAML: .*expected ',' or '\]'"),
        ("x: &a [*a]\n", r"\*a contains itself"),
        ("x: *a\n", r"undefined alias 'a'"),
        ("? [a]\n: 1\n", r"unhashable key"),
        ("a: 1\n---\nb: 1\n", r"expected a single document"),
        ("x: " + "[" * 5000, r"nested too deep"),
        ("x: \x01\n", r"line 1: the sign '\\x01' is not allowed"),
    ],
)
def test_what_is_wrong_is_a_sentence_with_its_place(text: str, said: str) -> None:
    with pytest.raises(BadArgument, match=said):
        read_yaml_text(text, "mine.yaml")


def test_a_merged_section_may_say_a_key_again() -> None:
    assert read_yaml_text("a: &a {b: 1, c: 1}\nd: {<<: *a, b: 2}", "here")["d"] == {"b": 2, "c": 1}


def test_a_file_that_is_no_text_or_not_there_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    with pytest.raises(BadArgument, match=r"mine\.yaml: No such file or directory\. Give the path of a table"):
        read_yaml_file(file, expected="a table")
    file.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(BadArgument, match=r"mine\.yaml, line 2: not UTF-8 text"):
        read_yaml_file(file, expected="a table")
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert read_yaml_file(file, expected="a table") == {"a": 1}


@pytest.mark.parametrize("text", ["a: b # c", "- x", "*", "@x", "a: [b", "%", "|", "&x", "!x", "# x", "? x"])
def test_text_on_the_command_line_is_text(text: str) -> None:
    assert read_value(text, "here") == text


@pytest.mark.parametrize("text", ["victims: []\nvictims: []\n", "victims: [{party: !!timestamp 2024-13-01}]\n"])
def test_every_door_of_the_product_reads_so(tmp_path: Path, text: str) -> None:
    """A table of a veto, a study, a scenario file, an override, a word: each once had its own reader."""
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    doors = [
        lambda: ScriptedSimulator.read(file),
        lambda: read_study(DeclaredStudy, file),
        lambda: read_families(file),
    ]
    for door in doors:
        with pytest.raises(SelfOtherError, match=r"mine\.yaml, line"):
            door()


def test_an_override_and_a_word_that_are_no_yaml_are_sentences() -> None:
    for wrong in ("title=[a", "seeds.0=010", 'title="a'):
        with pytest.raises(BadStudy, match=f"^-o {wrong.partition('=')[0]}: "):
            apply_override({"seeds": [0]}, wrong)
    assert apply_override({}, "title=2024-02-30") == {"title": "2024-02-30"}
    with pytest.raises(BadArgument, match="lattice: side: 010 is octal"):
        catalogue.parse_word("lattice:side=010")
    assert catalogue.parse_word("custom:P=1:30") == ("custom", {"P": "1:30"})


def test_a_study_with_an_arm_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "two.yaml"
    file.write_text("name: two\narms:\n  soo: {apply: [overlap]}\n  soo: {apply: [steering]}\nprobes: [fact]\n")
    with pytest.raises(BadStudy, match=r"two\.yaml, line 4, column 3: the key 'soo' is given twice, first in line 3"):
        read_study(DeclaredStudy, file)
