"""The first paragraph of a report, for a person who has two minutes: three sentences without a symbol.

    what was asked and tried      what came out      how sure that is, and what it does not show

Arms have their titles here, and shares are "so many of 100". The numbers with their intervals follow in the summary.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from selfother.records import Estimate, Finding
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.outcome import Outcome
from selfother.wording import listed, plural

__all__ = ["lead_of"]

_SHARES = {"deceptive": ("answers", "lies"), "true": ("answers", "true"), "harm": ("choices", "harmful")}
"""Measure -> what its share is a share of, and what those are."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LONGEST_QUESTION = 12
"""In words."""
_SYMBOL = re.compile(r"[%−±=<>≥≤|{}\[\]_]|\d\.\d")
_OTHERWISE = {
    "does not differ": "showed that there is none to speak of",
    "not resolved": "came out open",
    "not measured": "could not be made",
}
"""Word of a contrast -> what is said of several of them, in a sentence about differences."""


def lead_of(bench: Bench, outcome: Outcome) -> list[str]:
    """The first paragraph of a report: three sentences, whatever the study is made of.

    Args:
        bench: The study and its finished cells.
        outcome: What was found in them.
    """
    return [_asked(bench, outcome), _came_out(bench, outcome), _how_sure(bench, outcome)]


def _asked(bench: Bench, outcome: Outcome) -> str:
    """What was asked and tried; a long question is left to the page, which prints it above."""
    question = bench.study.question.split()
    tried = _tried(bench, outcome)
    is_short = 0 < len(question) <= _LONGEST_QUESTION
    return f"To answer “{' '.join(question)}”, this study {tried}." if is_short else f"This study {tried}."


def _tried(bench: Bench, outcome: Outcome) -> str:
    checks = f"{plural(len(bench.study.games), 'check')} with simulated players"
    if not outcome.arms:
        return f"runs {checks}"
    also = f" and runs {checks}" if bench.study.games else ""
    names = [arm.name for arm in outcome.arms]
    treatments = bench.study.contrasts.treatment if bench.study.contrasts else []
    others = len(names) - len(treatments)
    if treatments and others:
        return f"tries {outcome.titles(treatments)} against {plural(others, 'other arm')}{also}"
    return f"{'compares' if len(names) > 1 else 'measures'} {outcome.titles(names)}{also}"


def _came_out(bench: Bench, outcome: Outcome) -> str:
    """The answer: of the whole study, else verdicts, readings of instruments, differences, or claims of checks."""
    if outcome.conclusion is not None and outcome.conclusion.plain:
        return outcome.conclusion.plain
    if outcome.verdicts:
        return _of_verdicts(bench, outcome)
    if sentence := _of_readings(outcome):
        return sentence
    if any(finding.word != "not measured" for finding in outcome.contrasts):
        return _of_contrasts(outcome.contrasts)
    if outcome.claims:
        return _of_claims(outcome.claims)
    return "Nothing was measured so far." if outcome.status != "complete" else "Nothing could be measured."


def _of_verdicts(bench: Bench, outcome: Outcome) -> str:
    """What the treatments are called, in plain words where the rule has some, and the rate behind it."""
    by_word: dict[str, list[str]] = {}
    for finding in outcome.verdicts:
        by_word.setdefault(finding.word, []).append(finding.arm)
    plain = {word: bench.rule.plain.get(word) or f"came out as “{word}”" for word in by_word}
    if len(by_word) == 1:  # of all treatments, which the sentence before has named
        (clause,) = plain.values()
        return f"{_all_treatments(len(outcome.verdicts))} {clause}{_rates(bench, outcome.verdicts)}."
    return f"{'; '.join(f'{outcome.titles(arms)} {plain[word]}' for word, arms in by_word.items())}."


def _all_treatments(count: int) -> str:
    return {1: "The treatment", 2: "Both treatments"}.get(count) or f"All {_in_words(count)} treatments"


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count}"


def _rates(bench: Bench, verdicts: Sequence[Finding]) -> str:
    """The rate of every treatment after that of its subject; empty where the primary measure is no such share."""
    key, subject = bench.primary, bench.subject
    if key is None or subject is None or key.measure not in _SHARES or not bench.is_share(key):
        return ""
    before = bench.level(subject, key)
    own = [verdict.estimate for verdict in verdicts if _is_made_from_subject(bench, verdict.arm)]
    after = [_of_100(rate) for rate in own if rate is not None and rate.value is not None]
    if before.value is None or len(after) < len(verdicts):
        return ""
    noun, kind = _SHARES[key.measure]
    return f": {_of_100(before)} {noun} were {kind} before, {listed(after)} after"


def _is_made_from_subject(bench: Bench, arm: str) -> bool:
    return bench.study.arms[arm].start == "subject" and not bench.is_another_model(arm)


def _of_100(rate: Estimate) -> str:
    assert rate.value is not None  # asked of measured rates alone
    return f"{100 * rate.value:.0f} of 100"


def _of_readings(outcome: Outcome) -> str:
    """What an instrument says of the arms, each by its title; empty where nothing of it is without a symbol."""
    for gathered in outcome.readings:
        words: dict[str, list[str]] = {}
        for reading in gathered.readings:
            word = getattr(reading.record, "verdict", None)  # a record of any instrument; not every one has a verdict
            if isinstance(word, str):
                words.setdefault(word, []).append(reading.arm)
        if words:
            rarest_first = sorted(words.items(), key=lambda pair: len(pair[1]))
            clauses = [f"{outcome.titles(dict.fromkeys(arms))} came out as “{word}”" for word, arms in rarest_first]
            return f"{'; '.join(clauses)}."
        readings = [replace(reading, arm=outcome.titles([reading.arm])) for reading in gathered.readings]
        for line in gathered.lines_of(readings):
            if not _SYMBOL.search(line):
                return line
    return ""


def _of_contrasts(contrasts: Sequence[Finding]) -> str:
    """How many of the comparisons came out in which way."""
    counts = Counter(finding.word for finding in contrasts)
    differs = {0: "none shows a difference", 1: "1 shows a difference"}
    shown = differs.get(counts["differs"], f"{counts['differs']} show a difference")
    others = [f"{counts[word]} {words}" for word, words in _OTHERWISE.items() if counts[word]]
    return f"Of {plural(len(contrasts), 'comparison')} between arms, {listed([shown, *others])}."


def _of_claims(claims: Sequence[Finding]) -> str:
    """The answer of the checks: a headline that is plain, else how many of their claims hold."""
    answers = [claim.sentence for claim in claims if claim.headline and claim.sentence]
    headlines = [f"{sentence.partition('. ')[0].rstrip('.')}." for sentence in answers]
    if plain := [sentence for sentence in headlines if not _SYMBOL.search(sentence)]:
        return plain[0]
    held, broken = (sum(finding.holds is holds for finding in claims) for holds in (True, False))
    if held or broken:
        return f"Of {plural(held + broken, 'claim')} that were tested, {held} hold and {broken} do not."
    return f"The checks made {plural(len(claims), 'finding')}, which stand below with their numbers."


def _how_sure(bench: Bench, outcome: Outcome) -> str:
    """How much stands behind the answer, and what it does not show."""
    if outcome.status != "complete":
        return f"The run is not complete ({outcome.status}), so everything said here may still change."
    if not outcome.arms:
        return "The players are simulated, so nothing here is about people or language models."
    if not outcome.is_declared:
        return "The study was changed after results had been seen, so take this as a suggestion and not as a test."
    if not bench.trains:
        return "Nothing was trained and each model was asked once; another model, or another day, may answer otherwise."
    seeds = len(bench.study.seeds)
    rests = (
        f"This rests on {_in_words(seeds)} training runs of each arm" if seeds > 1 else "This rests on one training run"
    )
    other = "" if seeds > 1 else ", so another may come out otherwise"
    small = "; a small model shows how a method works, not what large models do" if outcome.is_small else ""
    return f"{rests}{other}{small}."
