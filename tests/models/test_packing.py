"""Rows and groups: every sequence is computed once, sees itself only, and shares what can be shared."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from selfother.models.packing import TokenSequence, ancestors, groups, rows

token_lists = st.lists(st.integers(0, 3), min_size=2, max_size=12)


@st.composite
def sequences(draw):
    tokens = draw(st.lists(token_lists, min_size=1, max_size=12))
    return [TokenSequence(tuple(each), draw(st.integers(1, len(each) - 1))) for each in tokens]


@given(sequences(), st.integers(1, 20))
def test_every_token_that_is_wanted_is_predicted_from_its_own_history(given_sequences, capacity):
    seen = set()
    for group in groups(given_sequences):
        prefix = given_sequences[group.members[0]].tokens[: group.prefix]
        for row in rows(given_sequences, group, capacity=capacity):
            mask = ancestors(row, len(row.tokens) + 2)
            assert np.array_equal(mask[-2:, -2:], np.eye(2, dtype=bool))
            for node, token, index, place in row.wanted:
                sequence = given_sequences[index]
                history = prefix + tuple(np.array(row.tokens)[mask[node, : len(row.tokens)]].tolist())
                assert history == sequence.tokens[: sequence.start + place]
                assert token == sequence.tokens[sequence.start + place]
                assert row.positions[node] == len(history) - 1
                seen.add((index, place))
    assert seen == {(i, p) for i, one in enumerate(given_sequences) for p in range(len(one.tokens) - one.start)}


def test_options_of_one_prompt_are_branches_of_one_row():
    prompt = tuple(range(10))
    asked = [TokenSequence((*prompt, *option), 10) for option in ((20, 21), (22, 23), (24,))]
    (group,) = groups(asked)
    (row,) = rows(asked, group, capacity=4)
    assert group.prefix == 9
    assert row.tokens == [9, 20, 22]  # the prompt's last token, and every option but its last token


def test_stories_with_long_beginnings_are_groups_of_their_own():
    stories = [tuple(range(100 * story, 100 * story + 90)) for story in (1, 2)]
    asked = [TokenSequence((0, *story, item, 5), len(story) + 2) for story in stories for item in range(10, 20)]
    assert sorted((len(group.members), group.prefix) for group in groups(asked)) == [(10, 91), (10, 91)]
