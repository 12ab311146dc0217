"""What was played: matches, groups, tournaments, landscapes."""

from pydantic import JsonValue

from selfother.records.base import Record

__all__ = ["GroupRecord", "Landscape", "MatchRecord", "TournamentRecord"]


class MatchRecord(Record):
    """What `selfother play` answers (shares of rounds, payoff a round, errors over seeds)."""

    game: dict[str, JsonValue]
    agents: tuple[str, str]
    rounds: int
    seeds: int
    joint: dict[str, float]
    cooperation: tuple[float, float]
    payoff: tuple[float, float]
    exploitability: float
    standard_error: dict[str, JsonValue]


class GroupRecord(Record):
    """What `selfother play` answers for a group of n agents.

    Attributes:
        contributors: Shares of rounds in which 0, 1, ... n players contributed.
        cooperation: Share of rounds in which each player contributed.
        payoff: Each player's payoff a round.
        standard_error: Over seeds, of the three above; None from one seed.
    """

    game: dict[str, JsonValue]
    agents: list[str]
    rounds: int
    seeds: int
    contributors: list[float]
    cooperation: list[float]
    payoff: list[float]
    standard_error: dict[str, list[float | None]]


class TournamentRecord(Record):
    """What `selfother tournament` answers: everybody against everybody.

    Matrices are n x n, [row][column] = what the row's agent did or got against the column's; None where they did not
    meet (the diagonal without self-play) or where one seed gives no spread.

    Attributes:
        game: Name and payoffs.
        agents: Names in the order given, copies numbered (`grim #2`).
        noise: Probability that an action came out as the other one.
        self_play: Whether everybody met a copy of itself; it then counts in the score.
        payoff: Payoff a round.
        payoff_standard_error: Over seeds.
        cooperation: The row agent's rate of cooperation.
        cooperation_standard_error: Over seeds.
        joint_cooperation: Share of rounds in which both cooperated.
        score: Payoff a round, the mean over opponents with equal weight.
        score_standard_error: Over seeds.
        rank: 1 is best; equal scores share the better rank.
    """

    game: dict[str, JsonValue]
    agents: list[str]
    rounds: int
    seeds: int
    seed: int
    noise: float
    self_play: bool
    payoff: list[list[float | None]]
    payoff_standard_error: list[list[float | None]]
    cooperation: list[list[float | None]]
    cooperation_standard_error: list[list[float | None]]
    joint_cooperation: list[list[float | None]]
    score: list[float]
    score_standard_error: list[float | None]
    rank: list[int]


class Landscape(Record):
    """The empathy x empathy landscape of one game under one theory of mind.

    Attributes:
        lam: Grid of empathy weights, ascending, length n.
        joint_cooperation: n x n share of rounds in which both cooperate, [i][j] = first agent lam[i], second lam[j].
        payoff_gap: n x n payoff a round of the second minus the first.
        joint_cooperation_standard_error: n x n, of the joint cooperation over seeds; None from one seed.
        payoff_gap_standard_error: n x n, of the payoff gap over seeds; None from one seed.
    """

    theory: str
    game: str
    lam: list[float]
    joint_cooperation: list[list[float]]
    payoff_gap: list[list[float]]
    rounds: int
    seeds: int
    joint_cooperation_standard_error: list[list[float]] | None = None
    payoff_gap_standard_error: list[list[float]] | None = None
