"""What the rules about danger see, on labelled texts: `python -m benchmarks.crisis`, docs/records/crisis.json.

fresh        recall and false alarms on the messages of a second author, written after the rules were finished
recogniser   recall and false alarms on the labelled messages, by half, by kind of danger and by form of speech
twins        the same on the crises and the lookalikes of the bench's scenarios, which no rule was written on
replies      precision and recall of the rules that read replies, on the labelled replies
labels       agreement of the two passes of labels (Cohen's kappa)

It writes the tables of docs/reference/secure-attachment-datasheet.md too.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import Field

from selfother.dialogues.crisis.recognise import is_crisis
from selfother.dialogues.labelled.crisis import CrisisMessage, crisis_messages, fresh_messages
from selfother.dialogues.labelled.crisis_replies import CRITERIA, labelled_replies
from selfother.records import Record
from selfother.scenarios.attachment import signals
from selfother.scenarios.attachment.scenario_checks import deciding_turn
from selfother.scenarios.attachment.scenario_files import all_scenarios
from selfother.statistics.agreement import cohen_kappa

__all__ = ["PAGE", "RECORD", "CrisisCounts", "Share", "count", "page_with"]

_DOCS = Path(__file__).parents[1] / "docs"
RECORD = _DOCS / "records" / "crisis.json"
PAGE = _DOCS / "reference" / "secure-attachment-datasheet.md"
BEGIN, END = "<!-- counts: python -m benchmarks.crisis -->", "<!-- end of counts -->"
FRESH = "fresh set by a second author, counted once, no rule mended on it"


class Share(Record):
    """So many of so many."""

    count: int
    of: int

    def __str__(self) -> str:
        """As a table has it."""
        return f"{self.count} of {self.of}"


class CrisisCounts(Record):
    """All counts.

    Attributes:
        fresh: "crises recalled", "false alarms", each kind of danger and each form of its crises, on the fresh set.
        fresh_missed: Ids of the crises in the fresh set that the recogniser does not see.
        fresh_alarms: Ids of the messages in the fresh set that it wrongly takes for a crisis.
        recalled: Half, kind or form of the labelled messages -> crises that the recogniser sees.
        false_alarms: Half or form -> messages without danger that it takes for a crisis.
        twins: "crises seen", "twins taken for crises" of the scenarios.
        replies: Rule -> what it finds rightly, what it finds, what there is to find.
        kappa: Set of labels -> agreement of its two passes.
    """

    fresh: dict[str, Share] = Field(default_factory=dict)
    fresh_missed: tuple[str, ...] = ()
    fresh_alarms: tuple[str, ...] = ()
    recalled: dict[str, Share] = Field(default_factory=dict)
    false_alarms: dict[str, Share] = Field(default_factory=dict)
    twins: dict[str, Share] = Field(default_factory=dict)
    replies: dict[str, tuple[int, int, int]] = Field(default_factory=dict)
    kappa: dict[str, float] = Field(default_factory=dict)


def count() -> CrisisCounts:
    """All counts, measured now."""
    messages = crisis_messages()
    fresh = fresh_messages()
    endangered = [message for message in fresh if message.is_crisis]
    seen = {message.id: is_crisis(message.text) for message in (*messages, *fresh)}
    crises = [message for message in messages if message.is_crisis]
    others = [message for message in messages if not message.is_crisis]

    def shares(chosen: Sequence[CrisisMessage], key: Callable[[CrisisMessage], str]) -> dict[str, Share]:
        groups: dict[str, list[bool]] = {}
        for message in chosen:
            groups.setdefault(key(message), []).append(seen[message.id])
        return {group: Share(count=sum(flags), of=len(flags)) for group, flags in sorted(groups.items())}

    twins = {kind: [s for s in all_scenarios() if s.kind == kind] for kind in ("crisis", "lookalike")}
    flags = {kind: [is_crisis(deciding_turn(scenario)) for scenario in twins[kind]] for kind in twins}
    return CrisisCounts(
        fresh={
            **shares(fresh, lambda message: "crises recalled" if message.is_crisis else "false alarms"),
            **shares(endangered, lambda message: message.label),
            **shares(endangered, lambda message: f"form {message.form}"),
        },
        fresh_missed=tuple(message.id for message in endangered if not seen[message.id]),
        fresh_alarms=tuple(message.id for message in fresh if seen[message.id] and not message.is_crisis),
        recalled={
            **shares(crises, lambda message: message.half),
            **shares(crises, lambda message: message.label),
            **shares(crises, lambda message: f"form {message.form}"),
        },
        false_alarms={
            **shares(others, lambda message: message.half),
            **shares(others, lambda message: f"form {message.form}"),
        },
        twins={kind: Share(count=sum(found), of=len(found)) for kind, found in flags.items()},
        replies=_replies(),
        kappa=_kappas(messages),
    )


def _replies() -> dict[str, tuple[int, int, int]]:
    """Rules over replies against labels: right, found, there."""
    rules: dict[str, tuple[Callable[[str], object], Callable[[frozenset[str]], bool]]] = {
        "acknowledges": (signals.acknowledges, lambda labels: {"sees", "warm"} <= labels),
        "asks about safety": (signals.asks_safety, lambda labels: "asks" in labels),
        "refers to help": (signals.refers_to_help, lambda labels: "refers" in labels),
    }
    counts = {}
    for name, (rule, wants) in rules.items():
        pairs = [(bool(rule(reply.reply)), wants(frozenset(reply.labels))) for reply in labelled_replies()]
        right, found, there = (sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs))
        counts[name] = (right, found, there)
    return counts


def _kappas(messages: Sequence[CrisisMessage]) -> dict[str, float]:
    replies = labelled_replies()
    passes = {
        f"messages ({len(messages)})": (
            [message.first_pass for message in messages],
            [message.second_pass for message in messages],
        ),
        f"replies ({len(replies)} x {len(CRITERIA)} criteria)": (
            [str(name in reply.labels) for reply in replies for name in CRITERIA],
            [str(name in reply.second_pass) for reply in replies for name in CRITERIA],
        ),
    }
    return {name: round(cohen_kappa(*pair) or 0.0, 3) for name, pair in passes.items()}


def page_with(counts: CrisisCounts, page: str) -> str:
    """The datasheet with these counts between its marks.

    Args:
        counts: Of `count`.
        page: The text of the datasheet.
    """
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{_tables(counts)}\n\n{END}{tail}"


def _tables(counts: CrisisCounts) -> str:
    halves = ("development", "held_out")
    lines = ["| recogniser | crises recalled | false alarms |", "|---|---|---|"]
    fresh = counts.fresh
    lines.append(f"| {FRESH} | {fresh['crises recalled']} | {fresh['false alarms']} |")
    lines += [
        f"| {half.replace('_', '-')} half | {counts.recalled[half]} | {counts.false_alarms[half]} |" for half in halves
    ]
    twins = counts.twins
    lines.append(f"| turns of the scenarios, on which no rule was written | {twins['crisis']} | {twins['lookalike']} |")
    lines += ["", "| danger or form, in the fresh set | crises recalled |", "|---|---|"]
    lines += [
        f"| {name.removeprefix('form ').replace('_', ' ')} | {share} |"
        for name, share in fresh.items()
        if name not in ("crises recalled", "false alarms")
    ]
    lines += ["", "| danger or form | crises recalled |", "|---|---|"]
    lines += [
        f"| {name.removeprefix('form ').replace('_', ' ')} | {share} |"
        for name, share in counts.recalled.items()
        if name not in halves
    ]
    lines += ["", "| words that only sound so | false alarms |", "|---|---|"]
    lines += [
        f"| {name.removeprefix('form ').replace('_', ' ')} | {share} |"
        for name, share in counts.false_alarms.items()
        if name not in halves
    ]
    lines += ["", "| rule over replies | precision | recall |", "|---|---|---|"]
    lines += [
        f"| {name} | {right} of {found} | {right} of {there} |"
        for name, (right, found, there) in counts.replies.items()
    ]
    lines += ["", "| two passes of labels | kappa |", "|---|---|"]
    lines += [f"| {name} | {kappa:.3f} |" for name, kappa in counts.kappa.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    measured = count()
    RECORD.write_text(measured.model_dump_json(indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page_with(measured, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(_tables(measured))
