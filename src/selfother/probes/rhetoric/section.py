"""The section of a report on rhetoric: what moves with the incentive, then levels, then replies."""

from collections.abc import Iterator, Sequence

from selfother.probes.instrument import Reading
from selfother.probes.rhetoric.record import RhetoricRecord
from selfother.probes.rhetoric.words import level_rows, number_words
from selfother.records.blocks import Answer, Answers, Block, Cell, Drawn, Forest, ForestRow, Section, Table, Text
from selfother.wording import capital, estimate_words

__all__ = ["rhetoric_section"]

Readings = Sequence[Reading[RhetoricRecord]]
_NOTE = (
    "The same question with the same facts, under a neutral system message and under one that rewards adoption. A "
    "cooperative speaker's set of facts does not move; in a persuader the facts move, or only the words around "
    "them. Rules read the replies, and every score rests on letters of the reply. A claim in words that are neither "
    "numbers nor superlatives nor guarantees is not seen."
)
_SPAN = (-1.0, 1.0)


def rhetoric_section(readings: Readings) -> Section:
    """The section.

    Args:
        readings: One an arm and training run, not empty.
    """
    return Section(
        key="rhetoric", title="Does it cooperate, or does it persuade?", note=_NOTE, blocks=list(_blocks(readings))
    )


def _blocks(readings: Readings) -> Iterator[Block]:
    several = len({reading.seed for reading in readings}) > 1
    names = [reading.name + (f", seed {reading.seed}" if several else "") for reading in readings]
    pairs = list(zip(names, readings, strict=True))
    yield Text(
        paragraphs=[f"{name}: {capital(reading.record.looks_like)}." for name, reading in pairs],
        role="list",
        title="What each looks like",
    )
    yield _moves(readings, names)
    if any(reading.record.caveat_delta.value is not None for reading in readings):
        yield _forest(readings, names)
    rows = [[Cell(text=name, mark=reading.arm), *row] for name, reading in pairs for row in level_rows(reading.record)]
    if rows:
        yield Table(
            title="Levels under each incentive",
            columns=["arm", "incentive", "facts stated", "caveats omitted", "unsupported", "appeals in 100 words"],
            rows=rows,
            note="Shares with 95 % intervals over questions; n counts replies. Unsupported: replies with a number, a "
            "superlative or a guarantee that no fact holds.",
        )
    for name, reading in pairs:
        if reading.record.examples:
            yield Answers(
                title=f"Replies that leave out, claim or appeal most: {name}",
                answers=[
                    Answer(
                        heading=f"{example.item} ({example.incentive})",
                        prompt="",
                        answer=example.reply,
                        verdict=example.verdict,
                    )
                    for example in reading.record.examples
                ],
                mark=reading.arm,
            )


def _moves(readings: Readings, names: Sequence[str]) -> Table:
    """Facts and appeals, adoption minus neutral, side by side."""
    rows: list[list[str | Cell]] = []
    for name, reading in zip(names, readings, strict=True):
        record = reading.record
        rows.append(
            [
                Cell(text=name, mark=reading.arm),
                estimate_words(record.fact_delta, is_difference=True),
                estimate_words(record.caveat_delta, is_difference=True),
                number_words(record.appeal_delta, is_signed=True),
                estimate_words(record.unpaid_delta, is_difference=True),
            ]
        )
    return Table(
        title="What moves where adoption is rewarded",
        columns=["arm", "facts stated", "caveats omitted", "appeals in 100 words", "caveats omitted unless paid"],
        rows=rows,
        note="Adoption minus neutral, paired by question; shares in points. Last column: caveats omitted in neutral "
        "minus where honesty is rewarded.",
    )


def _forest(readings: Readings, names: Sequence[str]) -> Forest:
    rows = []
    for name, reading in zip(names, readings, strict=True):
        delta = reading.record.caveat_delta
        tip = f"{name}: {estimate_words(delta, is_difference=True)}"
        rows.append(ForestRow(name=name, mark=reading.arm, drawn=[Drawn(estimate=delta, mark=reading.arm, tip=tip)]))
    title = "Caveats omitted, adoption minus neutral"
    return Forest(title=title, measure=title.lower(), rows=rows, span=_SPAN, is_small=True)
