"""The checks that a study runs on games: one contract for all, and what each must find."""

import json

import pytest

from selfother import catalogue
from selfother.errors import BadArgument, SelfOtherError, UnknownName
from selfother.studies.checks.check import Check, CheckResult, mean_over_seeds
from selfother.studies.checks.empathy_landscape import EmpathyLandscape
from selfother.studies.checks.one_sided_empathy import OneSidedEmpathy
from selfother.studies.checks.paper_claims import CLAIMS, PaperClaims
from selfother.tournaments import play

CHECKS = [entry.name for entry in catalogue.entries("checks")]
SMALL = {
    "empathy_landscape": {"grid": 3, "rounds": 20, "seeds": 8},
    "one_sided_empathy": {"rounds": 20, "seeds": 8},
    "paper_claims": {"seeds": 8},
}


def check_named(name: str) -> Check:
    made: Check = catalogue.build("checks", name, SMALL.get(name))
    return made


@pytest.mark.parametrize("name", CHECKS)
class TestEveryCheck:
    def test_the_same_seed_gives_the_same_result_and_another_another(self, name: str) -> None:
        check = check_named(name)
        first = check.run(0)
        assert check_named(name).run(0) == first
        assert check.run(1) != first

    def test_the_result_survives_json(self, name: str) -> None:
        result = check_named(name).run(0)
        assert CheckResult.from_json(result.to_json()) == result
        assert result.estimates
        for table in result.tables.values():
            assert len({len(column) for column in table.values()}) == 1

    def test_sentences_are_complete(self, name: str) -> None:
        for finding in check_named(name).run(0).findings:
            assert finding.sentence.endswith(".")
            assert "n = 8 seeds" in finding.sentence
            assert finding.estimate is not None
            assert "nan" not in finding.sentence

    def test_configuration_is_plain_data(self, name: str) -> None:
        check = check_named(name)
        assert type(check)(**json.loads(check.model_dump_json())) == check
        with pytest.raises(UnknownName, match="'bogus'"):
            catalogue.build("checks", name, {"bogus": 1})
        with pytest.raises(BadArgument, match="seeds"):
            catalogue.build("checks", name, {"seeds": 0})


@pytest.mark.parametrize("name", ["empathy_landscape", "one_sided_empathy"])
def test_an_unknown_theory_is_refused_before_anything_runs(name: str) -> None:
    with pytest.raises(SelfOtherError, match="unknown theory of mind 'mystery'"):
        catalogue.build("checks", name, {"theories": ["history", "mystery"]})


def test_the_landscape_has_one_map_a_theory() -> None:
    result = EmpathyLandscape(rounds=100, seeds=64).run(0)
    assert [found.theory for found in result.landscapes] == ["history", "action_conditional"]
    crossing = {name.rpartition(" ")[2]: estimate.value for name, estimate in result.estimates.items()}
    assert crossing["history"] == pytest.approx(0.245, abs=0.01)
    assert crossing["action_conditional"] == pytest.approx(0.255, abs=0.01)
    assert result.tables["joint cooperation of equals"]["history"][-1] > 0.99  # type: ignore[operator]


def test_a_diagonal_that_never_crosses_is_not_measured_rather_than_zero() -> None:
    result = EmpathyLandscape(grid=2, rounds=5, seeds=64, beta=1e-6).run(0)
    for estimate in result.estimates.values():
        assert estimate.value is None
        assert estimate.reason == "the diagonal does not cross one half"


def test_one_sided_empathy_pays_the_selfish_partner() -> None:
    result = OneSidedEmpathy(lam=0.6, rounds=200, seeds=64, theories=("history",)).run(0)
    found = {finding.measure: finding for finding in result.findings}
    assert found["joint_cooperation"].estimate.value == pytest.approx(-0.98, abs=0.01)  # type: ignore[union-attr]
    assert found["payoff_gap"].estimate.value == pytest.approx(4.91, abs=0.05)  # type: ignore[union-attr]
    assert found["exploitability"].estimate.value == pytest.approx(0.983, abs=0.01)  # type: ignore[union-attr]
    assert found["payoff_first"].estimate.value == pytest.approx(-1.0, abs=0.02)  # type: ignore[union-attr]
    # For independent players the joint payoff is bilinear: interaction = 2 (R + P - S - T) (p_lam - p_0)^2.
    p_lam = play_rate(0.6)
    p_0 = play_rate(0.0)
    exact = 2 * (3 + 1 - 0 - 5) * (p_lam - p_0) ** 2
    assert found["welfare"].estimate.value == pytest.approx(exact, abs=0.02)  # type: ignore[union-attr]
    assert found["welfare"].sentence.startswith(
        "One-sided empathy is more than half of mutual empathy in joint payoff."
    )
    assert {finding.word for finding in result.findings} == {"differs"}
    assert len([item for item in result.items if item.family == "history, mutual"]) == 64 * 5


def play_rate(lam: float) -> float:
    agent = catalogue.build("agents", "empathic", {"lam": lam})
    return play(agent, agent, exact=True).cooperation[0]


def test_without_empathy_worth_the_name_nothing_is_resolved() -> None:
    result = OneSidedEmpathy(lam=1e-9, rounds=50, seeds=16, theories=("action_conditional",)).run(0)
    assert {finding.word for finding in result.findings} == {"not resolved"}
    assert result.findings[0].sentence.startswith("Whether one-sided empathy is half of mutual empathy")


def test_the_claims_cover_what_the_paper_prints() -> None:
    assert {claim.number for claim in CLAIMS} == {1, 2, 3}
    assert {claim.theory for claim in CLAIMS} == {"history", "action_conditional"}
    table = PaperClaims(seeds=64).run(3).tables["claims"]
    assert len(table["claim"]) == len(CLAIMS) == 19
    assert set(table["verdict"]) == {"holds"}


def test_a_mean_from_one_seed_has_no_interval() -> None:
    import numpy as np

    alone = mean_over_seeds(np.array([0.25]))
    assert (alone.value, alone.low, alone.high, alone.standard_error) == (0.25, None, None, None)
    assert alone.reason
    with pytest.raises(BadArgument, match="at least one seed"):
        mean_over_seeds(np.array([]))
