"""Two logs compared: pairing, clusters, epochs, what was not scored, tests and words."""

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from inspect_ai.scorer import Score
from scipy import stats
from tests.logs.inspect_logs import log_of, sample, write_log

from selfother import compare
from selfother.errors import BadArgument, BrokenRecord, MissingExtra, UnknownName
from selfother.records import ComparisonRecord
from selfother.seeds import stream


def _logs(a: Sequence[Any], b: Sequence[Any], **more: Any) -> tuple[Any, Any]:
    return tuple(log_of(sample(f"s{i}", value, **more) for i, value in enumerate(values)) for values in (a, b))


def test_a_textbook_table_of_pairs() -> None:
    """Agresti's ratings of the Prime Minister: 150 and 86 of 1,600 changed their mind."""
    a = ["C"] * 794 + ["C"] * 150 + ["I"] * 86 + ["I"] * 570
    b = ["C"] * 794 + ["I"] * 150 + ["C"] * 86 + ["I"] * 570
    (found,) = compare(*_logs(a, b)).scores
    assert found.difference.value == pytest.approx((150 - 86) / 1600)
    assert (found.a.value, found.b.value) == pytest.approx((944 / 1600, 880 / 1600))
    assert found.discordant is not None
    assert (found.discordant.a_only, found.discordant.b_only) == (150, 86)
    assert found.p_value == found.discordant.mcnemar_p == pytest.approx(3.7e-5, rel=0.05)
    assert found.p_value == pytest.approx(float(2 * stats.binom.cdf(86, 236, 0.5)))
    error = math.sqrt((151 + 87) / 1602 - (64 / 1602) ** 2) / math.sqrt(1602)
    low, high = found.difference.low or 0.0, found.difference.high or 0.0
    assert (low, high) == pytest.approx(tuple(64 / 1602 + z * error for z in (-1.959964, 1.959964)), abs=1e-6)
    assert found.word == "differs"


def test_numbers_that_are_no_shares_get_a_t_interval_and_no_margin_unless_asked() -> None:
    rng = stream(0, "compare")
    a, b = rng.normal(5, 1, 30), rng.normal(4, 1, 30)
    (found,) = compare(*_logs(a.tolist(), b.tolist())).scores
    assert (found.difference.low, found.difference.high) == pytest.approx(
        stats.t.interval(0.95, 29, (a - b).mean(), stats.sem(a - b))
    )
    assert found.discordant is None
    assert found.equivalence is None
    (asked,) = compare(*_logs(a.tolist(), b.tolist()), margin=3.0).scores
    assert asked.equivalence is not None
    assert asked.equivalence.p_value == pytest.approx(
        float(stats.t.sf((3.0 - abs((a - b).mean())) / stats.sem(a - b), 29))
    )
    (boot,) = compare(*_logs(a.tolist(), b.tolist()), interval="bootstrap-t").scores
    assert boot.difference.method == "bootstrap-t over clusters"
    assert boot.difference.low != found.difference.low
    assert boot.difference.low == pytest.approx(found.difference.low, abs=0.15)


def test_samples_of_a_cluster_count_as_one() -> None:
    values = [1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0]
    logs = [
        log_of(sample(i, value, metadata={"cluster": i // 3, "twin": f"t{i // 2}"}) for i, value in enumerate(side))
        for side in (values, [0.0] * 12)
    ]
    by_default, by_twin, by_sample = (compare(*logs, cluster=key) for key in (None, "twin", ""))
    assert [one.cluster for one in (by_default, by_twin, by_sample)] == ["cluster", "twin", ""]
    assert [one.scores[0].difference.clusters for one in (by_default, by_twin, by_sample)] == [4, 6, 12]
    discordant = by_default.scores[0].discordant
    assert discordant is not None
    assert (discordant.mcnemar_p, discordant.a_only) == (None, 7)
    assert "not independent" in discordant.reason
    assert by_default.scores[0].test == "t over clusters"  # four clusters cannot be flipped to 0.05
    assert by_twin.scores[0].test == "sign flips over clusters"
    assert by_sample.scores[0].test == "McNemar, exact"


def test_epochs_are_paired_and_their_sample_is_the_cluster() -> None:
    a = log_of(sample(i, float(i % 2 == epoch % 2), epoch=epoch) for i in range(10) for epoch in (1, 2))
    b = log_of(sample(i, 0.0, epoch=epoch) for i in range(10) for epoch in (1, 2))
    (found,) = compare(a, b).scores
    assert (found.difference.n, found.difference.clusters, found.difference.value) == (20, 10, 0.5)


def test_logs_with_other_numbers_of_epochs_are_compared_by_means_of_samples() -> None:
    a = log_of(sample(i, float(epoch <= 2), epoch=epoch) for i in range(10) for epoch in (1, 2, 3, 4))
    b = log_of(sample(i, float(i < 5)) for i in range(10))
    record = compare(a, b)
    assert record.scores[0].difference.n == 10
    assert record.scores[0].a.value == 0.5
    assert record.scores[0].difference.value == 0.0
    assert "A has 4 and B has 1 epochs" in record.warnings[0]


def test_what_was_not_scored_is_counted_with_its_reason_and_never_zero() -> None:
    a = log_of(
        [
            *(sample(i, 1.0) for i in range(8)),
            sample(8, error="boom\nand more"),
            sample(9, limit=True),
            sample(10, Score.unscored(reason="invalid_response_format")),
            sample(11, "maybe"),
            sample(12),
            sample(13, scores={"other": 1.0}),
            sample(14, math.inf),
        ]
    )
    b = log_of([*(sample(i, 0.0) for i in range(14)), sample(14, "P"), sample(15, 1.0)])
    record = compare(a, b, scorers=["match"])
    (found,) = record.scores
    assert found.difference.value == 1.0
    assert (found.difference.n, found.difference.n_unscored) == (8, 7)
    assert found.unscored == {
        "a": {
            "not scored": 1,
            "not scored by this scorer": 1,
            "not scored: limit token": 1,
            "the sample raised: boom and more": 1,
            "the value 'maybe' is no number": 1,
            "the value inf is no number": 1,
            "unscored: invalid_response_format": 1,
        }
    }
    assert (record.shared, record.a.only_here, record.b.only_here) == (15, 0, 1)


def test_many_reasons_are_summed_up() -> None:
    a = log_of([sample(0, 1.0), *(sample(i, error=f"boom {i}") for i in range(1, 30))])
    (found,) = compare(a, log_of(sample(i, 1.0) for i in range(30))).scores
    assert len(found.unscored["a"]) == 9
    assert found.unscored["a"]["other reasons"] == 21


def test_nothing_scored_in_both_is_not_measured() -> None:
    a = log_of(sample(i, 1.0 if i else math.nan) for i in range(4))
    b = log_of(sample(i, math.nan if i else 1.0) for i in range(4))
    (found,) = compare(a, b).scores
    assert found.word == "not measured"
    assert found.difference.value is found.p_value is found.p_holm is None
    assert found.difference.n_unscored == 4


def test_a_score_of_several_values_is_several_scores_and_holm_counts_them() -> None:
    rng = stream(0, "holm")

    def side(shift: float) -> Any:
        return log_of(
            sample(i, scores={"judge": {"kind": float(rng.normal(shift)), "true": 1.0}, "list": [1.0, 0.0]})
            for i in range(12)
        )

    record = compare(side(1.5), side(0.0))
    assert [one.score for one in record.scores] == ["judge/kind", "judge/true", "list[0]", "list[1]"]
    first = record.scores[0]
    assert first.p_value is not None
    assert first.p_holm == pytest.approx(min(1.0, 4 * first.p_value))
    assert [one.score for one in compare(side(0.0), side(0.0), scorers=["judge"]).scores] == [
        "judge/kind",
        "judge/true",
    ]


def test_one_of_a_score_of_several_values_that_was_not_scored_keeps_its_reason() -> None:
    a = log_of([*(sample(i, {"x": 1.0}) for i in range(8)), sample(8, Score.unscored(explanation="no answer"))])
    (found,) = compare(a, log_of(sample(i, {"x": 0.0}) for i in range(9))).scores
    assert (found.score, found.unscored) == ("match/x", {"a": {"unscored: no answer": 1}})


def test_equal_logs_are_shown_to_be_equal_only_by_enough_samples() -> None:
    def words(n: int) -> tuple[str, float | None]:
        values = ["C", "I"] * (n // 2)
        (found,) = compare(*_logs(values, values)).scores
        return found.word, found.p_value

    assert words(20) == ("not resolved", 1.0)
    assert words(400) == ("does not differ", 1.0)


def test_ids_that_are_numbers_and_text_are_the_same_sample() -> None:
    assert compare(log_of(sample(i, 1.0) for i in range(5)), log_of(sample(str(i), 1.0) for i in range(5))).shared == 5


def test_warnings_say_what_a_reader_must_know() -> None:
    a = log_of([sample(i, float(i > 1), metadata={"cluster": min(i, 3)}) for i in range(6)], run="one")
    b = log_of(
        [sample(i, 1.0, input=f"other {i % 2}", metadata={"cluster": min(i, 3)} if i else {}) for i in range(6)],
        task="another",
        status="error",
        run="two",
    )
    text = "\n".join(compare(a, b).warnings)
    assert "A is the task task and B is another" in text
    assert "6 of 6 shared ids have another input or target" in text
    assert "B ended with status error" in text
    assert "match: the means are not those over samples that Inspect prints (A 0.5 here, 0.6667 by Inspect)" in text
    assert compare(a, a).warnings[0] == "A and B are the same run."
    twice = [sample(0, 0.0), sample(0, 1.0), *(sample(i, 1.0) for i in range(1, 6))]
    doubled = compare(log_of(twice, run="three"), a)
    assert doubled.scores[0].a.value == 1.0
    assert "A has 1 entries of a sample and epoch twice: the last one counts." in doubled.warnings


def test_samples_without_the_key_are_clusters_of_their_own_and_counted() -> None:
    logs = [log_of(sample(i, 1.0, metadata={"story": "x"} if i < 4 else {}) for i in range(8)) for _ in range(2)]
    record = compare(*logs, cluster="story")
    assert record.scores[0].difference.clusters == 5
    assert "4 of 8 samples have no 'story' in their metadata: each is a cluster." in record.warnings


def test_what_is_compared_apart_is_what_it_is_alone_and_holm_counts_all() -> None:
    rng = stream(0, "apart")
    kinds = {f"s{i}": ("harm", "check")[i % 2] if i < 38 else None for i in range(40)}

    def side(shift: float) -> dict[str, float]:
        return {item: float(rng.normal(shift if kind == "harm" else -shift)) for item, kind in kinds.items()}

    def log(values: dict[str, float]) -> Any:
        return log_of(
            sample(item, value, metadata={"kind": kinds[item]} if kinds[item] else {}) for item, value in values.items()
        )

    a, b = side(1.0), side(0.0)
    together, apart = compare(log(a), log(b)), compare(log(a), log(b), by="kind")
    assert (together.by, apart.by) == ("", "kind")
    assert [one.group for one in together.scores] == [""]
    assert [one.group for one in apart.scores] == ["(no kind)", "check", "harm"]
    for one in apart.scores[1:]:
        mine = [{item: v for item, v in side.items() if kinds[item] == one.group} for side in (a, b)]
        alone = compare(*map(log, mine)).scores[0]
        assert one.difference == alone.difference
        assert one.p_value == alone.p_value
    assert apart.scores[2].p_holm == pytest.approx(min(1.0, 3 * (apart.scores[2].p_value or 1.0)))
    assert [one.difference.n for one in apart.scores] == [2, 19, 19]


def test_a_mean_that_is_not_inspects_is_said_whatever_the_cause_and_for_each_group() -> None:
    """Clusters were balanced over all pairs, and failed samples unbalanced them: the warning was dropped."""

    def said(rows: Sequence[tuple[int, float | None]], by: str = "") -> list[str]:
        a = log_of(
            sample(i, value, error="" if value is not None else "boom", metadata={"cluster": c, "kind": "xy"[i % 2]})
            for i, (c, value) in enumerate(rows)
        )
        b = log_of(sample(i, 1.0, metadata={"cluster": c}) for i, (c, _) in enumerate(rows))
        return [warning for warning in compare(a, b, by=by).warnings if "by Inspect" in warning]

    even: list[tuple[int, float | None]] = [(0, 1.0), (0, 0.0), (1, 1.0), (1, 1.0)]
    assert said(even) == []
    (uneven,) = said([*even[:3], (1, None), (2, 1.0), (2, 1.0)])
    assert "match: the means" in uneven
    assert "(A 0.8333 here, 0.8 by Inspect)" in uneven
    (only,) = said([*even, (1, 0.0)], by="kind")
    assert only.startswith("match, x: the means")


@pytest.mark.parametrize(
    ("a", "b", "more", "error", "text"),
    [
        ([sample(1, 1.0)], [sample(2, 1.0)], {}, BadArgument, "share no samples: ids of A are 1, ids of B are 2"),
        ([sample(1, 1.0)], [sample(1, scores={"f1": 1.0})], {}, BadArgument, "share no score: A has match; B has f1"),
        ([sample(1, 1.0)], [sample(1, 1.0)], {"cluster": "c"}, BadArgument, "no sample of the two logs has 'c'"),
        ([sample(1, 1.0)], [sample(1, 1.0)], {"scorers": ["matc"]}, UnknownName, "Did you mean match"),
        ([sample(1, 1.0)], [sample(1, 1.0)], {"interval": "wald"}, UnknownName, "unknown interval 'wald'"),
        ([sample(1, 1.0)], [sample(1, 1.0)], {"margin": 0.0}, BadArgument, "must be positive; got 0"),
        ([sample(1, 1.0)], [sample(1, 1.0)], {"level": 95.0}, BadArgument, r"\[0.5, 1\); got 95"),
        ([], [sample(1, 1.0)], {}, BadArgument, "has no samples"),
        (
            [sample(1, 1.0, metadata={"cluster": "x"})],
            [sample(1, 1.0, metadata={"cluster": "y"})],
            {},
            BadArgument,
            "sample 1 has more than one 'cluster': 'x' and 'y'",
        ),
        ([sample(1, 1.0)], [sample(1, 1.0)], {"by": "kind"}, BadArgument, "has 'kind' in its metadata.*Leave --by out"),
        (
            [sample(i, 1.0, metadata={"kind": i}) for i in range(51)],
            [sample(i, 1.0, metadata={"kind": i}) for i in range(51)],
            {"by": "kind"},
            BadArgument,
            "'kind' has 51 values in 51 samples",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(a: Any, b: Any, more: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        compare(log_of(a), log_of(b), **more)


def test_errors_repeat_nothing_that_a_terminal_obeys() -> None:
    with pytest.raises(BadArgument, match=r"ids of A are '\\x1b\[2Jx', ids of B are 1") as raised:
        compare(log_of([sample("\x1b[2Jx", 1.0)]), log_of([sample(1, 1.0)]))
    assert str(raised.value).isprintable()


@pytest.mark.parametrize("story", ["w " * 2000, {"text": "w" * 2000}])
def test_clusters_that_inspect_cut_short_are_not_taken_for_one(story: Any) -> None:
    log = log_of(sample(i, 1.0, metadata={"story": story}) for i in range(3))
    with pytest.raises(BadArgument, match="'story' of sample 0 is longer than 1,000 characters"):
        compare(log, log, cluster="story")


def test_files_that_are_no_logs_are_said(tmp_path: Path) -> None:
    good = write_log(tmp_path / "good.eval", [sample(1, 1.0)])
    (tmp_path / "bad.eval").write_bytes(good.read_bytes()[:80])
    (tmp_path / "bad.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("hello")
    for name in ("bad.eval", "bad.json", "notes.txt"):
        with pytest.raises(BrokenRecord, match=f"{name} cannot be read as a log of Inspect"):
            compare(good, tmp_path / name)
    with pytest.raises(BadArgument, match=r"no file .*none\.eval"):
        compare(good, tmp_path / "none.eval")


def test_without_inspect_the_line_to_run_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_log(tmp_path / "a.eval", [sample(1, 1.0)])
    monkeypatch.setitem(sys.modules, "inspect_ai.log", None)
    with pytest.raises(MissingExtra, match="pip install 'inspect-ai"):
        compare(path, path)


def test_files_and_logs_in_memory_say_the_same(tmp_path: Path) -> None:
    sides = [[sample(i, float(i % k == 0)) for i in range(12)] for k in (2, 3)]
    paths = [
        write_log(tmp_path / f"{k}.{end}", side)
        for k, (side, end) in enumerate(zip(sides, ("eval", "json"), strict=True))
    ]
    from_files, in_memory = compare(*paths), compare(*map(log_of, sides))
    assert from_files.scores == in_memory.scores
    assert ComparisonRecord.from_json(from_files.to_json()) == from_files


def test_hostile_logs_are_compared_like_others(tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script>\x1b[31m[bold]\u202e|`" * 20_000

    def side(value: float) -> list[Any]:
        return [
            sample(
                f"{i}<b>\x1b[2J",
                scores={"<i>[red]m|": Score(value=value, answer=nasty, explanation=nasty, metadata={"x": nasty})},
                input=nasty,
                metadata={"cluster": f"<{i // 2}>\x1b[", "huge": nasty},
            )
            for i in range(12)
        ]

    record = compare(write_log(tmp_path / "a.eval", side(1.0)), write_log(tmp_path / "b.eval", side(0.0)))
    assert record.scores[0].difference.value == 1.0
    assert record.scores[0].difference.clusters == 6
    assert len(record.to_json()) < 5000
