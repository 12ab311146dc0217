"""What the record of an exam says in words: the sentences of the terminal and of the page."""

from selfother.exams.record import ExamRecord, Word
from selfother.wording import capital, percent, plural, signed

__all__ = ["LIMITS", "METRICS", "columns_of", "cue_lines", "exam_head", "exam_rows", "exam_verdict", "unmeasured_lines"]

LIMITS: dict[Word, str] = {
    "passed by a null": "This does not show that a model lacks what the test is for. It shows that the test cannot "
    "tell.",
    "partly": "This does not show where the rest comes from. A null that was not tried may reach more.",
    "not passed by a null": "This does not show that an instrument finds what the labels say. A null that was not "
    "tried may pass.",
    "no positive control": "This does not show that a model lacks what the test is for. It shows that the instrument "
    "did not find it here.",
}
"""What each word does not show."""
COLUMNS = ("null model", "sees only", "{metric}", "{level} interval", "share of the claim")
METRICS = {"auroc": "AUROC", "accuracy": "accuracy"}
_CLAIMS = {
    "instrument": "what the instrument reaches",
    "published": "the published value",
    "perfect": "a perfect score",
}


def columns_of(record: ExamRecord) -> list[str]:
    """The headings of `exam_rows`."""
    return [column.format(metric=METRICS[record.metric], level=_level(record)) for column in COLUMNS]


def exam_rows(record: ExamRecord) -> list[list[str]]:
    """A row a null, the best first, and below them the instrument."""
    ordered = sorted(record.nulls.items(), key=lambda item: -_or_least(item[1].value))
    rows = [
        [name.replace("_", " "), null.sees, *_numbers(null.value, null.low, null.high), _share(null.share)]
        for name, null in ordered
    ]
    if record.instrument is not None:
        own = record.instrument
        rows.append(["instrument", own.name, *_numbers(own.value, own.low, own.high), _share(1.0)])
    return rows


def exam_head(record: ExamRecord) -> str:
    """What was examined and how, in a sentence."""
    named = record.columns
    labels = f"{record.classes} labels" + (f" ({named['label']})" if "label" in named else "")
    grouped = f" ({named['group']})" if record.groups is not None and "group" in named else ""
    chance = "" if record.metric == "auroc" else ", what the most frequent label alone gives"
    return (
        f"{record.source}: {record.n:,} texts, {labels}; {record.how}{grouped}. "
        f"{capital(METRICS[record.metric])}; chance is {record.chance:.3f}{chance}."
    )


def exam_verdict(record: ExamRecord) -> list[str]:
    """The word in a sentence without a number, then the numbers, then what they do not show."""
    return [_plainly(record), _NUMBERS[record.word](record), LIMITS[record.word]]


def _plainly(record: ExamRecord) -> str:
    best = (record.best_null or "").replace("_", " ")
    match record.word:
        case "passed by a null":
            return f"The null model {best} passes this test: it tells these labels without having what they name."
        case "partly":
            return (
                f"The null model {best} passes this test in part: it tells some labels without having what they name."
            )
        case "not passed by a null":
            return "No null model passes this test: none is shown to tell these labels better than chance."
    if record.instrument is None:
        return "There is no positive control: on so few texts a score as high as the claim is not told from chance."
    return "There is no positive control: the instrument itself is not shown to tell these labels better than chance."


def unmeasured_lines(record: ExamRecord) -> list[str]:
    """Which nulls could not be measured, and why."""
    return [
        f"{name.replace('_', ' ')} was not measured: {null.reason}"
        for name, null in record.nulls.items()
        if null.value is None
    ]


def cue_lines(record: ExamRecord, *, most: int) -> list[str]:
    """Label by label the words that speak most for it; no line where words do not give the labels away."""
    shown = list(record.cues.items())[:most]
    lines = [f"{' '.join(label.split())}: {', '.join(words) if words else 'no word'}" for label, words in shown]
    more = len(record.cues) - len(shown)
    return [*lines, f"... and {plural(more, 'more label')}"] if more > 0 else lines


def _passed(record: ExamRecord) -> str:
    reached = f"{capital(_best_reaches(record))}, {_of_claim(record)}."
    own = record.instrument
    if own is not None and own.gap_low is not None and own.gap_low <= 0.0:
        gap, low, high = (signed(end or 0.0, points=False, digits=3) for end in (own.gap, own.gap_low, own.gap_high))
        reached += f" That the instrument is better is not shown: its lead is {gap} [{low}, {high}]."
    return f"{reached} A high score on these texts does not show that an instrument sees more than that."


def _partly(record: ExamRecord) -> str:
    best = record.nulls[record.best_null or ""]
    return (
        f"{capital(_best_reaches(record))}, {_of_claim(record)}. Only what an instrument reaches above "
        f"{best.value:.3f} can come from anything else, so print this value beside its own."
    )


def _not_passed(record: ExamRecord) -> str:
    if record.best_null is None:
        return "No null could be measured."
    return (
        f"{capital(_best_reaches(record))}, where chance is {record.chance:.3f}. So these texts leave open that a null "
        f"reaches up to {_highest(record):.3f}. What an instrument reaches above that, it does not owe to what these "
        "nulls see."
    )


def _no_control(record: ExamRecord) -> str:
    own = record.instrument
    if own is None or own.exceeds_chance:
        return (
            f"{capital(_best_reaches(record))}, {_of_claim(record)}, and its interval holds chance. Add texts, or "
            "groups of them."
        )
    return (
        f"The instrument ({own.name}) is not shown to exceed chance ({record.chance:.3f}). Its "
        f"{METRICS[record.metric]} is {own.value:.3f} [{own.low:.3f}, {own.high:.3f}], so there is nothing that a "
        "null could pass."
    )


_NUMBERS = {
    "passed by a null": _passed,
    "partly": _partly,
    "not passed by a null": _not_passed,
    "no positive control": _no_control,
}


def _best_reaches(record: ExamRecord) -> str:
    best, name = record.nulls[record.best_null or ""], (record.best_null or "").replace("_", " ")
    return (
        f"{name} ({best.sees}) reaches an {METRICS[record.metric]} of {best.value:.3f} "
        f"[{best.low:.3f}, {best.high:.3f}]"
    )


def _highest(record: ExamRecord) -> float:
    """The highest end of an interval of a null."""
    return max(null.high for null in record.nulls.values() if null.high is not None)


def _of_claim(record: ExamRecord) -> str:
    return (
        f"{_share(record.share)} of the way from chance ({record.chance:.3f}) to {_CLAIMS[record.claim_source]} "
        f"({record.claim:.3f})"
    )


def _numbers(value: float | None, low: float | None, high: float | None) -> tuple[str, str]:
    if value is None:
        return "not measured", ""
    return f"{value:.3f}", "" if low is None or high is None else f"[{low:.3f}, {high:.3f}]"


def _share(share: float | None) -> str:
    return "not measured" if share is None else percent(share)


def _level(record: ExamRecord) -> str:
    return f"{100 * record.level:.3g} %"


def _or_least(value: float | None) -> float:
    return -1.0 if value is None else value
