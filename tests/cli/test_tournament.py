"""`selfother tournament`: what it prints, writes and refuses."""

from pathlib import Path

import polars
import pytest

from selfother import __version__
from selfother.cli.main import main
from selfother.records import TournamentRecord
from selfother.tournaments.tournament import tournament

SMALL = ("--rounds", "20", "--seeds", "8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as leave:
        main(("tournament", *arguments))
    printed = capsys.readouterr()
    return int(leave.value.code or 0), printed.out, printed.err


def test_json_is_the_record_of_the_function(capsys: pytest.CaptureFixture[str]) -> None:
    from selfother.agents import Grim, Random

    code, out, err = run(capsys, "grim", "random:p=0.2", "grim", *SMALL, "--noise", "0.05", "--seed", "3", "--json")
    assert (code, err) == (0, "")
    record = TournamentRecord.from_json(out)
    assert record == tournament(Grim(), Random(p=0.2), Grim(), rounds=20, seeds=8, noise=0.05, seed=3)
    assert record.agents == ["grim", "random:p=0.2", "grim #2"]


def test_the_table_ranks_and_says_what_the_numbers_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "always_cooperate", "always_defect", *SMALL)
    assert code == 0
    words = " ".join(out.split())
    assert "n = 8 seeds a pair, with self-play; ± standard error over seeds" in words
    assert out.index("always_defect") < out.index("always_cooperate")
    assert "3.000 ± 0.000" in words


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_out_has_a_row_a_pair_and_seed(capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"all.{suffix}"
    _, out, _ = run(
        *(capsys, "random", "tit_for_tat", *SMALL, "--game", "hawk_dove", "--noise", "0.05", "--seed", "7"),
        *("--out", str(file), "--json"),
    )
    record = TournamentRecord.from_json(out)
    table = polars.read_parquet(file) if suffix == "parquet" else polars.read_csv(file)
    assert table.columns == [
        *("agent_a", "agent_b", "seed", "CC", "CD", "DC", "DD", "payoff_a", "payoff_b"),
        *("game", "noise", "rounds", "root_seed", "version"),
    ]
    assert table.height == 3 * 8
    facts = table.select("game", "noise", "rounds", "root_seed", "version").unique()
    assert facts.rows() == [("hawk_dove", 0.05, 20, 7, __version__)]
    pair = table.filter((polars.col("agent_a") == "random") & (polars.col("agent_b") == "tit_for_tat"))
    assert pair["payoff_a"].mean() == pytest.approx(record.payoff[0][1])
    assert pair["CC"].mean() == pytest.approx(record.joint_cooperation[1][0])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("grim",), "a tournament needs at least two agents; got 1."),
        (("grim", "gim"), "unknown agent 'gim'. Did you mean grim?"),
        (("grim", "random", "--noise", "0.7"), "in [0, 0.5]; got 0.7."),
        (("grim", "random", "--rounds", "0"), "rounds must be a whole number of at least 1; got 0."),
        (("grim", "random", "--out", "x.txt"), "a table is a .parquet or .csv file; got 'x.txt'."),
        (("grim", "random", "--game", "chess"), "unknown game 'chess'."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_refuses_in_one_sentence_before_it_plays(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
