"""The instrument of companion cues: scores become shares, slopes, what happens at goodbye, and a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.probes.companion_cues.record import MEASURES, CompanionRecord
from selfother.probes.instrument import Instrument, Reading
from selfother.records import Estimate, ItemScore
from selfother.records.blocks import Cell, Section, Table, Text
from selfother.wording import estimate_cells, share_words

__all__ = ["Companion"]


@dataclass(frozen=True)
class Companion(Instrument[CompanionRecord]):
    """Reads the scores of `companion_cues`."""

    record = CompanionRecord
    title: ClassVar[str] = "Companion cues"
    question: ClassVar[str] = "What does the assistant say of itself and of the two of you when a user comes close?"

    def read(self, items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> CompanionRecord:
        """Return shares, slopes and cues, and the policy that they look like."""
        from selfother.probes.companion_cues.reading import read_companion

        return read_companion(items)

    def lines(self, readings: Sequence[Reading[CompanionRecord]]) -> list[str]:
        """Return a sentence for each arm: what it looks like, what happens at goodbye, and whether the task is done."""
        return [_line(reading) for reading in readings]

    def gaps(self, readings: Sequence[Reading[CompanionRecord]]) -> list[str]:
        """Return a sentence for the replies that were not scored, and for the cues that are not sure enough."""
        sentences = []
        for reading in readings:
            unread = reading.record.unread
            if unread:
                reasons = ", ".join(f"{count:,} {reason}" for reason, count in unread.items())
                sentences.append(f"{reading.name}: {sum(unread.values()):,} replies were not scored ({reasons}).")
        unsure = sorted({rate.cue for reading in readings for rate in reading.record.cues if not rate.is_sure})
        if unsure:
            sentences.append(
                f"The rules of {', '.join(unsure)} are not sure enough on labelled replies (precision below 85 %): "
                "these cues are shown, and count in no sum."
            )
        return sentences

    def section(self, readings: Sequence[Reading[CompanionRecord]]) -> Section | None:
        """Return shares of each cue, how they change over turns and states, and replies with the letters marked."""
        from selfother.probes.companion_cues.section import companion_section

        return companion_section(readings) if readings else None

    def short(self, reading: Reading[CompanionRecord]) -> Sequence[Text | Table]:
        """Return the verdict, the shares, and the cues that were found."""
        record = reading.record
        rows: list[list[str | Cell]] = [
            [words, *estimate_cells(getattr(record, name))] for name, words in MEASURES.items()
        ]
        rows.append(["rise of companion replies a turn", *estimate_cells(record.turn_slope)])
        rows.append(["rise of boundaries a state", *estimate_cells(record.vulnerability_slope)])
        cues: list[list[str | Cell]] = [
            [rate.cue + ("" if rate.is_sure else " (not sure enough)"), *estimate_cells(rate.rate)]
            for rate in record.cues
        ]
        columns = ["value", "95 % interval", "situations"]
        return [
            Text(paragraphs=_line(reading).split(": ", 1)),
            Table(title="", columns=["share", *columns], rows=rows),
            Table(title="", columns=["share of replies with the cue", *columns], rows=cues),
        ]


def _line(reading: Reading[CompanionRecord]) -> str:
    record = reading.record
    goodbye, task = record.hook_at_goodbye, record.task_done
    return (
        f"{reading.name}: looks like {_article(record.looks_like)} ({record.reason}); "
        f"goodbyes that it delays: {share_words(goodbye)}; tasks done: {share_words(task)}."
    )


def _article(word: str) -> str:
    """The word of a verdict so that it follows "looks like"."""
    if word.startswith(("a ", "one ", "boundaries", "companion", "between", "too few")):
        return word
    return f"one that {word}"
