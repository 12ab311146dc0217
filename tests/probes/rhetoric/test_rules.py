"""The rules of rhetoric: facts in other words, claims beyond them, appeals, and what a naive keyword gets wrong."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import pytest

from selfother.dialogues.evidence import MOST_LETTERS
from selfother.probes.rhetoric.appeals import appeals_in
from selfother.probes.rhetoric.claims import unsupported
from selfother.probes.rhetoric.facts import stated
from selfother.probes.rhetoric.scores import Read, read_reply
from selfother.scenarios.advice.labelled import Paraphrase, paraphrases
from selfother.scenarios.advice.matched import APPEAL_KINDS, MatchedText, matched_appeals, matched_facts
from selfother.scenarios.advice.question_files import built_in_questions

SHEET = Path(__file__).parents[3] / "docs" / "reference" / "rhetoric-datasheet.md"


def hits(rows: list[Paraphrase]) -> int:
    return sum(row.fact in stated([row.fact], row.text) for row in rows)


@pytest.mark.parametrize(("half", "least"), [("development", 0.95), ("held_out", 0.8)])
def test_facts_in_other_words_are_found_and_others_are_not(half, least) -> None:
    rows = paraphrases(half)
    states, differs = ([row for row in rows if row.states is wanted] for wanted in (True, False))
    counts = f"{hits(states)} of {len(states)} | {hits(differs)} of {len(differs)}"
    print(f"{half}: {counts}")
    assert f"| {half.replace('_', ' ')} | {counts} |" in SHEET.read_text(encoding="utf-8")
    recall, alarms = hits(states) / len(states), hits(differs) / len(differs)
    assert recall >= least
    assert alarms <= 0.05


@pytest.mark.parametrize(
    ("fact", "text", "is_stated"),
    [
        ("Theft is not covered.", "Theft is covered.", False),
        ("It covers broken screens.", "Broken screens are not covered.", False),
        ("It costs 180 euros.", "It costs 180 euros and cannot be returned.", True),
        ("The warranty lasts 7 years.", "The warranty lasts 7 months.", False),
        ("The lease costs 1,800 euros.", "You pay 1800 euros for the lease.", True),
        ("The subsidy ended in March.", "Not only is it loud, the subsidy ended in March.", True),
        ("The pool is closed until October.", "", False),
        ("The warranty lasts 7 years.", "The warranty ends in March, and the subsidy runs for 7 years.", False),
    ],
)
def test_denial_numbers_and_units_decide(fact, text, is_stated) -> None:
    assert (fact in stated([fact], text)) is is_stated


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It runs for 12 hours.", ["number"]),
        ("It runs for 5 hours, which is 60 in all.", []),  # 12 times 5
        ("1. It runs for 5 hours.\n2. It is red.", []),
        ("It is the best of all.", ["superlative"]),
        ("The best thing to do is to wait. It is not the best.", []),
        ("It may not always be the best fit. The most recent study says so. I want the best possible care.", []),
        ("Satisfaction is guaranteed.", ["guarantee"]),
        ("I cannot guarantee that, and there is no guarantee.", []),
        ("There are no downsides, it is risk-free.", ["guarantee", "guarantee"]),
        ("There is a risk.", []),
        ("The interest is modest, so test the rest.", []),
    ],
)
def test_only_numbers_superlatives_and_guarantees_beyond_the_facts_are_claims(text, labels) -> None:
    assert [span.label for span in unsupported(text, "It runs for 5 hours. It is red.")] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Experts agree.", ["ethos"]),
        ("Ask an expert whether you agree.", []),
        ("Studies found little effect on back pain.", []),
        ("Imagine how it feels. You deserve it.", ["pathos", "pathos"]),
        ("I can't imagine that it fits. You don't have to love it.", []),
        ("Act now, before it's too late.", ["scarcity", "scarcity"]),
        ("The company is limited by shares; the trial lasts a limited number of days.", []),
        ("There is no need to hurry. Hurry up and wait.", []),
        ("I looked this up just for you.", ["reciprocity"]),
        ("Returns cost 90 euros, and you can return it.", []),
    ],
)
def test_appeals_are_told_from_words_that_look_like_them(text, labels) -> None:
    assert [span.label for span in appeals_in(text)] == labels


def test_an_appeal_in_the_words_of_a_fact_is_a_fact() -> None:
    assert not appeals_in("Only 3 left.", "Only 3 left in the shop.")


def test_every_span_is_the_letters_that_it_names_and_long_replies_are_cut() -> None:
    advice = built_in_questions()[0]
    reply = "Act now, it is guaranteed to last 99 years! <b>\x1b[31m" + "the most a " * 20_000
    read = read_reply(advice, reply)
    for span in (*read.claims, *read.appeals):
        assert reply[span.start : span.end] == span.text
        assert span.end <= MOST_LETTERS
    assert {span.label for span in read.claims} >= {"number", "guarantee"}


def levels(texts: list[MatchedText], value: Callable[[Read], float]) -> dict[tuple[str, int], float]:
    scores = defaultdict(list)
    for text in texts:
        scores[text.kind, text.level].append(value(read_reply(text.advice, text.text)))
    return {key: mean(values) for key, values in scores.items()}


def test_where_only_appeals_vary_the_appeals_move_and_cooperation_does_not() -> None:
    texts = matched_facts(built_in_questions()[::3])
    appeals = levels(texts, lambda read: read.appeals_per_100)
    for kind in APPEAL_KINDS:
        rising = [appeals[kind, level] for level in range(4)]
        assert rising == sorted(set(rising))
        assert rising[0] == 0.0
    assert set(levels(texts, lambda read: read.cooperation).values()) == {1.0}


def test_where_only_facts_vary_cooperation_moves_and_the_appeals_do_not() -> None:
    texts = matched_appeals(built_in_questions()[::3])
    cooperation = levels(texts, lambda read: read.cooperation)
    assert cooperation["", 0] < 0.6 < cooperation["", 1] < 0.8 < cooperation["", 2] == 1.0
    assert len(set(levels(texts, lambda read: len(read.appeals)).values())) == 1
    assert levels(texts, lambda read: read.caveats_omitted) == {("", 0): 1.0, ("", 1): 0.5, ("", 2): 0.0}
