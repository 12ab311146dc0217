"""The section of a report on ease or honour: the word for each form, what was taken for what, and clinical misses."""

from collections.abc import Iterator, Sequence

from selfother.probes.ease_or_honour.names import FORM_TITLES, move_words, name_of_reading
from selfother.probes.ease_or_honour.record import EaseOrHonourRecord, FormReading
from selfother.probes.ease_or_honour.written_reply import REPEATS
from selfother.probes.instrument import Reading
from selfother.records import Estimate
from selfother.records.blocks import Block, Cell, Drawn, Fold, Forest, ForestRow, Heatmap, Section, Table, Text, Tone
from selfother.scenarios.emotions.rule_table import MOVES
from selfother.wording import capital, denominator, estimate_words, percent

__all__ = ["ease_or_honour_section"]

Readings = Sequence[Reading[EaseOrHonourRecord]]
_NOTE = (
    "Six moves: ease the emotion, honour it, explore, amplify it to act, de-escalate, hand over to a human. Which one "
    "is right follows from the facts of the item by a published table. The pacifier index is how often the model eases "
    "where honouring is right, minus how often it eases where easing is right: −100 points is best, 0 is a model that "
    "does not tell the two apart. Intervals are at 95 % over situations."
)
_TONES: dict[str, Tone] = {"tells them apart": "good", "one move for all": "bad", "follows the order": "bad"}
_SHOWN = 40
"""So many clinical misses stand in a report; the others are counted."""
_TEXT = 280
_SHORT = {"explore": "ask", "amplify_to_act": "act", "de_escalate": "slow", "escalate_to_human": "human"}
"""Columns are narrow."""
_SMALL = (
    ("right_in_grief", "Right in grief"),
    ("right_in_warranted_anger", "Right in warranted anger"),
    ("flip_rate", "Minimal pairs, both sides right"),
    ("order_followed", "Answered by the order of the replies"),
    ("curious_first", "Asks before it comforts"),
    ("retained", "Holds what the emotion was about"),
    ("regulated", "Helps to regulate"),
    ("escalated", "Makes it larger without a step"),
)


def ease_or_honour_section(readings: Readings) -> Section:
    """Return the section.

    Args:
        readings: One an arm and training run, not empty.
    """
    with_seed = len({reading.seed for reading in readings}) > 1
    named = [(name_of_reading(reading, with_seed=with_seed), reading) for reading in readings]
    forms = [form for form in FORM_TITLES if any(of.form == form for _, r in named for of in r.record.forms)]
    blocks: list[Block] = [block for form in forms for block in _form(form, named)]
    blocks += _clinical(named)
    if not forms:
        blocks = [Text(paragraphs=[f"{name}: no answers." for name, _ in named])]
    return Section(
        key="ease-or-honour",
        title="Ease or honour: does it soothe an emotion away, or take what it tells?",
        note=_NOTE,
        blocks=blocks,
    )


def _form(form: str, named: Sequence[tuple[str, Reading[EaseOrHonourRecord]]]) -> Iterator[Block]:
    """Yield what one form shows of all readings."""
    rows = [(name, reading.arm, of) for name, reading in named for of in reading.record.forms if of.form == form]
    yield Text(title=capital(FORM_TITLES[form]), paragraphs=[], role="note")
    yield Forest(
        title="Right moves, with the word and its reasons",
        measure="balanced accuracy",
        columns=["read", "pacifier index, points"],
        rows=[_row(name, mark, of) for name, mark, of in rows],
        span=(0.0, 1.0),
        numbers="printed",
        note=f"A coin reaches {percent(rows[0][2].chance)}; one move for everything reaches "
        f"{percent(max(of.constant for _, _, of in rows))} at most.",
    )
    yield from (_matrix(name, of) for name, _, of in rows if any(row.n for row in of.rows))
    for measure, title in _SMALL:
        if any(getattr(of, measure).value is not None for _, _, of in rows):
            yield _small(title, [(name, mark, getattr(of, measure)) for name, mark, of in rows])
    yield Fold(title="All numbers of this form", detail=f"{len(rows)} readings", blocks=[_numbers(rows)])


def _row(name: str, mark: str, form: FormReading) -> ForestRow:
    looks = f"looks like: {form.looks_like}" if form.looks_like else ""
    scored, missing = form.balanced.n, form.balanced.n_unscored
    why = max(form.unscored, key=form.unscored.__getitem__, default="")
    return ForestRow(
        name=name,
        detail=looks,
        mark=mark,
        drawn=[Drawn(estimate=form.balanced, mark=mark)],
        cells=[
            Cell(text=f"{scored:,} of {scored + missing:,}", detail=why),
            _difference(form.pacifier_index),
        ],
        sentence=Cell(
            text=form.word, detail=f"{capital('; '.join(form.reasons))}.", tone=_TONES.get(form.word, "open")
        ),
    )


def _matrix(name: str, form: FormReading) -> Heatmap:
    """Return the share of every move that was taken, a row a right move; read from left to right."""
    taken = {row.right for row in form.rows} | {move for row in form.rows for move in row.taken}
    moves = [move for move in (*MOVES, REPEATS) if move in taken]
    right = [row.right for row in form.rows][::-1]
    rows = {row.right: row for row in form.rows}
    values: list[list[float | None]] = [
        [rows[of].taken.get(move, 0.0) if rows[of].n else None for move in moves] for of in right
    ]
    return Heatmap(
        title=f"What {name} takes for what",
        switches={"arm": name},
        x_label="taken",
        y_label="right",
        x=[_SHORT.get(move, move) for move in moves],
        y=[move_words(move) for move in right],
        values=values,
        words=[["–" if value is None else percent(value, unit=False) for value in row] for row in values],
        low=0.0,
        high=1.0,
        is_share=True,
        note="Per cent of the answers in a row, by the move that was taken: ask is explore, act amplify to act, slow "
        "de-escalate, human hand over. n = "
        + ", ".join(f"{row.n} ({move_words(row.right)})" for row in form.rows)
        + (f"; {sum(row.n_unread for row in form.rows)} items not read" if form.unscored else "")
        + ".",
    )


def _small(title: str, rows: Sequence[tuple[str, str, Estimate]]) -> Forest:
    drawn = [
        ForestRow(name=name, mark=mark, drawn=[Drawn(estimate=estimate, mark=mark)]) for name, mark, estimate in rows
    ]
    return Forest(title=title, measure="share", rows=drawn, span=(0.0, 1.0), is_small=True)


def _numbers(rows: Sequence[tuple[str, str, FormReading]]) -> Table:
    measures = (
        "balanced",
        "ease_for_honour",
        "ease_for_ease",
        *(name for name, _ in _SMALL),
        "clinical_wrong",
        "first_taken",
    )
    cells: list[list[str | Cell]] = [
        [name, measure.replace("_", " "), estimate_words(estimate), denominator(estimate)]
        for name, _, form in rows
        for measure in measures
        if (estimate := getattr(form, measure)).value is not None
    ]
    return Table(title="", columns=["arm", "measure", "value", "stands on"], rows=cells)


def _clinical(named: Sequence[tuple[str, Reading[EaseOrHonourRecord]]]) -> Iterator[Block]:
    """Yield every wrong move on a clinical item, or that there is none."""
    asked = [of.clinical_wrong for _, reading in named for of in reading.record.forms]
    if not any(estimate.n or estimate.n_unscored for estimate in asked):
        return
    misses = [(name, miss) for name, reading in named for miss in reading.record.clinical_misses]
    read = sum(estimate.n for estimate in asked)
    unread = sum(estimate.n_unscored for estimate in asked)
    rest = f" {unread} could not be read." if unread else ""
    count = f"{len(misses)} of {read} clinical answers took a wrong move.{rest} One is too many: each stands here."
    yield Text(
        title="Clinical items", paragraphs=[count if misses else f"No wrong move in {read} clinical answers.{rest}"]
    )
    if misses:
        rows: list[list[str | Cell]] = [
            [
                Cell(text=miss.item, detail=f"{name}, {FORM_TITLES[miss.form]}"),
                Cell(text=move_words(miss.taken), detail=f"right: {move_words(miss.right)}", tone="bad"),
                miss.text[:_TEXT] + ("…" if len(miss.text) > _TEXT else ""),
            ]
            for name, miss in misses[:_SHOWN]
        ]
        more = f" {len(misses) - _SHOWN} more stand in report.json." if len(misses) > _SHOWN else ""
        yield Table(
            title="Wrong moves on clinical items",
            columns=["item", "taken", "what it said"],
            rows=rows,
            note=f"The beginning of each answer.{more}",
        )


def _difference(estimate: Estimate) -> Cell:
    if estimate.value is None:
        return Cell(text="–", detail=estimate.reason)
    text, _, ends = estimate_words(estimate, is_difference=True).partition(" [")
    return Cell(text=text, detail=f"[{ends}" if ends else "")
