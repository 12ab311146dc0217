"""Questions that are longer than Inspect's summaries hold: read whole, where their beginnings alone are the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from selfother.logs.inspect_log import digest
from selfother.logs.scored_log import ScoredLog, ScoredSample

__all__ = ["ChangedQuestions", "changed_questions"]

_MOST_READ = 2000  # whole samples of a log: some hundred a second
_UNREAD = {"messages", "store", "events", "scores", "metadata"}


@dataclass(frozen=True)
class ChangedQuestions:
    """Which shared samples were asked something else.

    Attributes:
        changed: Samples that no epoch of both logs asked alike.
        unknown: Samples of which only the beginnings were compared, and are the same.
    """

    changed: int
    unknown: int


def changed_questions(a: ScoredLog, b: ScoredLog, items: Iterable[str]) -> ChangedQuestions:
    """Compare what two logs asked, sample by sample; a text that a summary cuts is read whole, up to 2,000 of a log."""
    changed, cut = 0, []
    for item in items:
        of_a, of_b = a.items[item], b.items[item]
        if any(sample.is_question_cut for sample in (*of_a, *of_b)):
            cut.append(item)
        elif not {sample.question for sample in of_a} & {sample.question for sample in of_b}:
            changed += 1
    unknown = 0
    for place, item in enumerate(cut):
        first_a, first_b = a.items[item][0], b.items[item][0]
        if first_a.is_question_cut and first_b.is_question_cut and first_a.question != first_b.question:
            changed += 1
        elif place >= _MOST_READ:
            unknown += 1
        else:
            changed += _whole_question(a, first_a) != _whole_question(b, first_b)
    return ChangedQuestions(changed, unknown)


def _whole_question(log: ScoredLog, sample: ScoredSample) -> str:
    if not sample.is_question_cut:
        return sample.question
    from inspect_ai.log import read_eval_log_sample

    whole = read_eval_log_sample(
        log.place, id=sample.id, epoch=sample.epoch, resolve_attachments="core", exclude_fields=_UNREAD
    )
    return digest(whole)
