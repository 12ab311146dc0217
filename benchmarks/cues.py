"""Precision and recall of every cue of companions on labelled replies, with intervals, and kappa of the two passes.

python -m benchmarks.cues                    the held-out half
python -m benchmarks.cues --half development
python -m benchmarks.cues --record           and writes what the scorer and the datasheet read
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from selfother.dialogues.cues.cue import known_cues
from selfother.dialogues.cues.hearing import hear
from selfother.dialogues.labelled.cues import CUES, Half, kappa_of, labelled_replies, second_labels
from selfother.dialogues.labelled.precision import RECORD, CueCount, count_cue
from selfother.statistics.agreement import cohen_kappa
from selfother.statistics.clusters import wilson

__all__ = ["counts_of", "main", "table_of", "table_of_second"]

DATASHEET = Path(__file__).parents[1] / "docs" / "reference" / "companion-cues-datasheet.md"
_TABLE = re.compile(
    r"(?<=<!-- cues: python -m benchmarks.cues --record -->\n\n).*?(?=\n\n<!-- end of cues -->)", re.DOTALL
)


def counts_of(half: Half) -> list[CueCount]:
    """The counts of every cue on one half of the labelled replies.

    Args:
        half: "development" or "held_out".
    """
    rules = {cue.name: cue for cue in known_cues()}
    replies = labelled_replies(half)
    heard = [hear(reply.reply, reply.before) for reply in replies]
    return [
        count_cue(
            cue,
            [
                (reply, cue in rules and bool(rules[cue].find_in(spoken)))
                for reply, spoken in zip(replies, heard, strict=True)
            ],
        )
        for cue in CUES
    ]


def table_of(counts: list[CueCount]) -> str:
    """The counts as a table of Markdown."""
    lines = [
        "| cue | precision | 95 % | n found | recall | 95 % | n labelled | kappa |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for count in counts:
        parts = [f"`{count.cue}`" + ("" if count.is_sure else " **not sure enough**")]
        for share, n in ((count.precision, count.found), (count.recall, count.labelled)):
            ends = wilson(count.right, n) if n else None
            parts += [_two(share), f"{ends[0]:.2f} to {ends[1]:.2f}" if ends else "–", str(n)]
        kappa = kappa_of(count.cue, labelled_replies())
        lines.append(f"| {' | '.join([*parts, _two(kappa)])} |")
    return "\n".join(lines)


def table_of_second() -> str:
    """The second labeller beside the labels of the set, and the rules beside the second labeller, as Markdown."""
    labels = second_labels()
    replies = [reply for reply in labelled_replies("held_out") if reply.id in labels]
    rules = {cue.name: cue for cue in known_cues()}
    heard = [hear(reply.reply, reply.before) for reply in replies]
    lines = ["| cue | kappa | set | second | both | rules: precision | recall |", "|---|---|---|---|---|---|---|"]
    for cue in CUES:
        first = [cue in reply.cues for reply in replies]
        second = [cue in labels[reply.id] for reply in replies]
        found = [cue in rules and bool(rules[cue].find_in(spoken)) for spoken in heard]
        both, right = sum(map(min, first, second)), sum(map(min, found, second))
        shares = [f"{right} of {n}" if n else "–" for n in (sum(found), sum(second))]
        kappa = _two(cohen_kappa(first, second))
        lines.append(f"| `{cue}` | {kappa} | {sum(first)} | {sum(second)} | {both} | {' | '.join(shares)} |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Print the table, and write it where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["development", "held_out"], default="held_out")
    parser.add_argument("--record", action="store_true")
    parser.add_argument(
        "--errors", action="store_true", help="print the replies of the development half that are read wrongly"
    )
    given = parser.parse_args(arguments)
    counts = counts_of(given.half)
    print(f"{len(labelled_replies(given.half))} replies, {given.half} half\n\n{table_of(counts)}")
    print(f"\nSecond labeller, {len(second_labels())} replies of the held-out half\n\n{table_of_second()}")
    if given.errors:
        _print_errors(counts_of("development"))
    if given.record:
        held_out = counts_of("held_out")
        rows: list[dict[str, Any]] = [count.model_dump(mode="json", exclude={"missed", "wrong"}) for count in held_out]
        RECORD.write_text("[\n" + ",\n".join(f"  {json.dumps(row)}" for row in rows) + "\n]\n", encoding="utf-8")
        DATASHEET.write_text(_TABLE.sub(lambda _: table_of(held_out), DATASHEET.read_text("utf-8")), "utf-8")


def _print_errors(counts: list[CueCount]) -> None:
    texts = {reply.id: reply for reply in labelled_replies("development")}
    for count in counts:
        for kind, names in (("missed", count.missed), ("wrong", count.wrong)):
            for name in names:
                print(f"{count.cue} {kind}: {texts[name].user} => {texts[name].reply}")


def _two(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


if __name__ == "__main__":
    main()
