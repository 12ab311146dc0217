"""The checks that a study runs on games: one contract for all, and what each must find."""

import json

import numpy as np
import pytest

from selfother import catalogue
from selfother.agents import Random
from selfother.claims.checks.axes import Axes, _variance_shares, predictability
from selfother.claims.checks.check import Check, CheckResult
from selfother.claims.checks.coupling import Coupling
from selfother.claims.checks.empathy_landscape import EmpathyLandscape
from selfother.claims.checks.not_half import NotHalf
from selfother.claims.checks.one_sided_empathy import OneSidedEmpathy
from selfother.claims.checks.paper_claims import CLAIMS, PaperClaims
from selfother.errors import BadArgument, SelfOtherError, UnknownName
from selfother.games import PrisonersDilemma
from selfother.tournaments import play, play_match
from selfother.tournaments.measures import mean_over_seeds

CHECKS = [entry.name for entry in catalogue.entries("checks")]
SMALL = {
    "empathy_landscape": {"grid": 3, "rounds": 20, "seeds": 8},
    "one_sided_empathy": {"rounds": 20, "seeds": 8},
    "paper_claims": {"seeds": 8},
    "not_a_resource": {"strategies": ["tit_for_tat", "random"], "lam": [0.6], "noise": [0.01], "rounds": 20, "seeds": 8}
    | {"generations": 2, "premiums": [0.5]},
    "coupling": {"rounds": 20, "seeds": 8},
    "not_half": {"rounds": 20, "seeds": 8, "weights": [0.3, 0.6]},
    "axes": {"rounds": 20, "seeds": 8, "lams": [0.0, 0.6], "betas": [1.0, 16.0]},
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


@pytest.mark.parametrize("name", ["empathy_landscape", "one_sided_empathy", "coupling", "not_half", "axes"])
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
    agent = catalogue.build("agents", "empathic", {"lam": lam, "theory": "history"})
    return play(agent, agent, exact=True).cooperation[0]


def test_without_empathy_worth_the_name_nothing_is_resolved() -> None:
    result = OneSidedEmpathy(lam=1e-9, rounds=50, seeds=16, theories=("action_conditional",)).run(0)
    assert {finding.word for finding in result.findings} == {"not resolved"}
    assert result.findings[0].sentence.startswith("Whether one-sided empathy is half of mutual empathy")


def test_the_claims_cover_what_the_paper_prints() -> None:
    assert [claim.key for claim in CLAIMS] == ["1", "2", "3"]
    table = PaperClaims(seeds=64).run(3).tables["claims"]
    assert [table["claim"].count(key) for key in ("1", "2", "3")] == [6, 9, 6]
    assert set(table["verdict"]) == {"holds"}
    assert sum("history" in str(quantity) for quantity in table["quantity"]) == 4 + 3


def test_static_theories_are_exposed_as_two_streams() -> None:
    result = Coupling(theories=("history", "action_conditional"), rounds=100, seeds=128).run(0)
    assert [finding.word for finding in result.findings] == ["does not hold"] * 2
    for finding in result.findings:
        assert "are two independent streams: replacing the partner changes none of 128" in finding.sentence
        assert "no joint measure differs" in finding.sentence
    table = result.tables["coupling"]
    deaf = [k for k, name in enumerate(table["measure"]) if name == "cooperator minus defector as partner"]
    assert [table["value"][k] for k in deaf] == [0.0, 0.0]


def test_the_interaction_of_static_minds_is_the_bilinear_one() -> None:
    """For independent players it is (R + P - S - T) (p_a - p_0) (p_b - p_0) for each side."""
    result = NotHalf(theories=("history",), weights=(0.3, 0.6), seeds=256).run(0)
    lifts = {lam: play_rate(lam) - play_rate(0.0) for lam in (0.3, 0.6)}
    table = result.tables["interaction"]
    assert len(table["of"]) == 2 * 2 * 3
    for k, of in enumerate(table["of"]):
        sides = 2 if of == "welfare" else 1
        exact = sides * (3 + 1 - 0 - 5) * lifts[float(table["lam_a"][k])] * lifts[float(table["lam_b"][k])]  # type: ignore[arg-type]
        assert table["value"][k] == pytest.approx(exact, abs=0.03)


def test_concern_and_learning_are_told_apart() -> None:
    result = NotHalf(theories=("history",), weights=(0.6,), rounds=100, seeds=64).run(0)
    about, between = (one for one in result.findings if one.measure.startswith(("cooperation comes", "concern")))
    assert about.word == "holds"
    late = {name.rpartition("quarter, ")[2]: one.value for name, one in result.estimates.items() if "quarter" in name}
    assert late["delta_rule, lam 0"] == pytest.approx(0.0, abs=0.01)
    assert late["delta_rule, lam 0.6"] == pytest.approx(0.97, abs=0.02)
    assert "concern moves these minds more" in between.sentence


def test_predictability_costs_only_who_cares() -> None:
    result = Axes(theories=("history",), lams=(0.0, 0.6), betas=(1.0, 4.0), rounds=100, seeds=64).run(0)
    cost = {one.family: one for one in result.findings if one.measure == "predictability is a vulnerability"}
    assert {family: one.word for family, one in cost.items()} == {"lam 0": "does not hold", "lam 0.6": "holds"}
    assert cost["lam 0"].estimate.value < -0.3  # type: ignore[union-attr, operator]
    shares = result.tables["effects"]
    lam = next(
        k
        for k in range(len(shares["effect"]))
        if (shares["partner"][k], shares["response"][k], shares["effect"][k]) == ("selfish", "payoff gap", "lam")
    )
    assert shares["share_of_variance"][lam] > 0.8  # type: ignore[operator]


def test_shares_of_variance_of_a_hand_made_factorial() -> None:
    lam, theory, beta = np.meshgrid([0.0, 1.0], [0.0, 1.0, 2.0], [0.0, 1.0], indexing="ij")
    shares = _variance_shares(lam + 0 * theory)
    assert shares["lam"] == pytest.approx(1.0)
    assert sum(share for share in _variance_shares(2 * lam * beta - theory).values() if share) == pytest.approx(1.0)
    crossed = _variance_shares((lam - 0.5) * (beta - 0.5))
    assert crossed["lam x beta"] == pytest.approx(1.0)
    assert crossed["lam"] == pytest.approx(0.0)


def test_predictability_of_known_players() -> None:
    random = predictability(play_match(PrisonersDilemma(), Random(), Random(), rounds=2000, seeds=20))
    assert random.mean() == pytest.approx(0.5, abs=0.02)
    biased = predictability(play_match(PrisonersDilemma(), Random(p=0.9), Random(), rounds=500, seeds=20))
    assert biased.mean() == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize(
    ("name", "settings", "sentence"),
    [
        ("not_half", {"weights": [0.0, 0.5]}, "weights must lie in"),
        ("axes", {"lams": [0.5]}, "at least two levels"),
        ("axes", {"betas": [4, 4]}, "at least two levels"),
    ],
)
def test_bad_levels_are_refused(name: str, settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadArgument, match=sentence):
        catalogue.build("checks", name, settings)


def test_a_mean_from_one_seed_has_no_interval() -> None:
    alone = mean_over_seeds(np.array([0.25]))
    assert (alone.value, alone.low, alone.high, alone.standard_error) == (0.25, None, None, None)
    assert alone.reason
    with pytest.raises(BadArgument, match="at least one seed"):
        mean_over_seeds(np.array([]))
