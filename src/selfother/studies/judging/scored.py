"""How many answers were scored, of how many, and why the others were not: for every arm, before anything is said."""

from collections import Counter

from selfother.records import Scoring
from selfother.studies.judging.bench import Bench, MeasureKey
from selfother.wording import few, listed, plural

__all__ = ["few_words", "scored_lines", "scorings_of", "unscored_words"]

_REASONS = 3
"""So many reasons stand in a sentence; all of them are in the record."""
_UNCOUNTED = "dose"
"""What an intervention did to the model; nobody answers there."""


def scorings_of(bench: Bench, arm: str) -> list[Scoring]:
    """What was scored of an arm: its primary measure, and without one the first measure of every probe."""
    scorings = []
    for key in _counted(bench):
        items = [item for several in bench.scores(arm, key).values() for item in several]
        if items:
            reasons = Counter(item.reason or "no reason given" for item in items if item.value is None)
            missing = sum(reasons.values())
            scorings.append(
                Scoring(
                    measure=str(key),
                    asked=len(items),
                    scored=len(items) - missing,
                    reasons=dict(reasons.most_common()),
                )
            )
    return scorings


def scored_lines(bench: Bench) -> list[str]:
    """A sentence for each measure that is counted, with the arms that are alike together."""
    by_arm = {arm: {scoring.measure: scoring for scoring in scorings_of(bench, arm)} for arm in bench.study.arms}
    lines = []
    for measure in map(str, _counted(bench)):
        alike: dict[str, list[str]] = {}
        for arm, scorings in by_arm.items():
            if measure in scorings:
                alike.setdefault(_words(scorings[measure]), []).append(arm)
        missing = [arm for arm, scorings in by_arm.items() if measure not in scorings]
        parts = [
            words.format(arms="every arm" if len(arms) == len(by_arm) else few(arms)) for words, arms in alike.items()
        ]
        if parts:
            parts += [f"nothing of {listed(missing)}"] if missing else []
            lines.append(f"Scored on {measure}: {'; '.join(parts)}.")
    return lines


def unscored_words(bench: Bench, arm: str, key: MeasureKey, most: float) -> str:
    """How many answers of an arm have no score, in the worst family, where that is more than a share; else empty."""
    worst, text = most, ""
    for family in bench.families(key) or [""]:
        items = [item for several in bench.scores(arm, key, family).values() for item in several]
        unscored = sum(item.value is None for item in items)
        if items and unscored / len(items) > worst:
            worst = unscored / len(items)
            where = f" in {family}" if family else ""
            text = f"{unscored} of {len(items)} answers of {arm} to {key} were not scored{where}"
    return text


def few_words(bench: Bench, arm: str, key: MeasureKey, least: int) -> str:
    """Which family of a measure has fewer scored clusters than asked for; else empty."""
    for kind in bench.kinds or [""]:
        here = bench.on(kind)
        for family in bench.families(key) or [""]:
            clusters = here.level(arm, key, family).clusters or 0
            if clusters < least:
                where = f" of {family}" if family else ""
                return f"{arm} has {plural(clusters, 'scored cluster')}{where} on {key} (at least {least})"
    return ""


def _counted(bench: Bench) -> list[MeasureKey]:
    if bench.primary is not None:
        return [bench.primary]
    first: dict[str, MeasureKey] = {}
    for cells in bench.layout.probes.values():
        for cell in cells:
            record = bench.records.get(cell.key)
            if record is None or cell.name in (_UNCOUNTED, *first):
                continue
            known = {item.measure for item in record.items}
            measures = [measure for measure in cell.measures if measure in known]
            if measures:
                first[cell.name] = MeasureKey(cell.name, measures[0])
    return list(first.values())


def _words(scoring: Scoring) -> str:
    """A count with a place for the arms that it is of."""
    if scoring.scored == scoring.asked:
        return f"all {plural(scoring.asked, 'answer')} of {{arms}}".replace("all 1 ", "the 1 ")
    counts = [f"{count:,} × {reason}" for reason, count in list(scoring.reasons.items())[:_REASONS]]
    more = sum(list(scoring.reasons.values())[_REASONS:])
    counts += [f"{more:,} × other reasons"] if more else []
    reasons = "; ".join(counts).replace("{", "{{").replace("}", "}}")
    return f"{scoring.scored:,} of {plural(scoring.asked, 'answer')} of {{arms}} (not scored: {reasons})"
