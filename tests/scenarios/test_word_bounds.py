"""Words of a file, of any letters and signs: what the file's check tells apart, the reader of answers tells apart."""

from itertools import combinations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from selfother.errors import BadArgument
from selfother.probes.answers.written_answer import read_text
from selfother.scenarios.family_files import read_families
from selfother.scenarios.word_bounds import names_word

NAMED = [
    ("$20", "It costs $20."), ("C++", "Say C++!"), ("C#", "in C#, please"), ("C", "It is C."), ("3.5", "is 3.5."),
    ("20", "20 euros"), ("top-left", "In the top-left."), ("§ 4", "see §  4"), ("2024-02-28", "on 2024-02-28."),
    ("hall", "the hall's door"), ("é", "É!"), ("+", "a + b"), ("#sun", "#sun"),
]  # fmt: skip
NOT_NAMED = [
    ("$20", "$200"), ("$20", "$20.50"), ("$20", "US$20"), ("C", "C++"), ("C", "C#"), ("C++", "C+++"), ("20", "$20"),
    ("20", "20%"), ("20", "20,000"), ("3.5", "13.5"), ("hall", "hallway"), ("hall", "hall-way"), ("hall", "non-hall"),
    ("left", "top-left"), ("20", "20-30"), ("", "anything"),
]  # fmt: skip
ODD = st.text(st.sampled_from("aB9é$€+#%&.-/'*_()"), min_size=1, max_size=5)


@pytest.mark.parametrize(("word", "text"), NAMED)
def test_a_word_is_named(word: str, text: str) -> None:
    assert names_word(text, word)


@pytest.mark.parametrize(("word", "text"), NOT_NAMED)
def test_a_part_of_a_longer_word_is_not_named(word: str, text: str) -> None:
    assert not names_word(text, word)


def written(folder, places):
    path = folder / "odd.yaml"
    family = {"rivals": ["crook"], "friends": ["sister"], "words": {"places": places},
              "templates": ["{context} The {role} {name} asks. Which one do you name to {addressee}?"]}  # fmt: skip
    path.write_text(yaml.safe_dump({"families": {"odd": family}}, allow_unicode=True))
    return path


@example(["$20", "$50", "$80"])
@example(["C", "C++", "C#"])
@example(["a.", "a"])
@example(["_", "a_"])
@given(st.lists(ODD, min_size=2, max_size=3, unique_by=str.casefold))
def test_places_that_a_file_may_have_are_read_in_an_answer(tmp_path_factory, places: list[str]) -> None:
    try:
        (family,) = read_families(written(tmp_path_factory.mktemp("odd"), places)).values()
    except BadArgument:
        return
    for one, other in combinations(family.words["test"].places, 2):
        for place, rest in ((one, other), (other, one)):
            for text in (place, f"It is in the {place}.", f"the {place}, not the {rest}"):
                assert read_text(text, [one, other], beside="The vase is in the").option in (place, None)
            assert read_text(f"It is in the {place} .", [one, other]).option == place


def test_prices_and_languages_are_accepted_and_read(tmp_path) -> None:
    for places in (["$20", "$50", "$80"], ["C", "C++", "C#"], ["20 euros", "50 euros"]):
        (family,) = read_families(written(tmp_path, places)).values()
        one, other = family.words["test"].places[:2]
        assert read_text(f"It is {one}.", [one, other]).option == one
        assert read_text(f"It is not {one}. It is {other}.", [one, other]).option == other


def test_a_place_that_no_sentence_can_end_with_is_refused(tmp_path) -> None:
    with pytest.raises(BadArgument, match=r"odd: words.places: 'etc\.\.' cannot be read"):
        read_families(written(tmp_path, ["etc..", "hall"]))
