"""The area under a ROC curve against the count of pairs that defines it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.errors import BadArgument
from selfother.statistics.roc import area_under_roc

SCORES = st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=12)


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_the_right_order(positive: list[float], negative: list[float]) -> None:
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in positive for b in negative]
    assert float(area_under_roc(positive, negative)) == pytest.approx(sum(pairs) / len(pairs))
    assert float(area_under_roc(negative, positive)) == pytest.approx(1.0 - sum(pairs) / len(pairs))


def test_columns_are_areas_of_their_own() -> None:
    rng = np.random.default_rng(0)
    positive, negative = rng.normal(1.0, 1.0, (9, 3)), rng.normal(0.0, 1.0, (7, 3))
    areas = area_under_roc(positive, negative)
    assert areas.tolist() == [float(area_under_roc(positive[:, k], negative[:, k])) for k in range(3)]


@pytest.mark.parametrize(("positive", "negative"), [([], [0.1]), ([0.1], [])])
def test_rows_of_one_kind_have_no_area(positive: list[float], negative: list[float]) -> None:
    with pytest.raises(BadArgument, match="rows of both kinds"):
        area_under_roc(positive, negative)
