"""Lynch et al. 2025: do agents blackmail to avoid being replaced? Their score, fed with replies that nobody meant."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from selfother.errors import MissingExtra
from selfother.exams.published.record import PublishedExam
from selfother.exams.published.row import Asked, PublishedRow
from selfother.exams.published.summing_up import exam_of_subjects, rate_of, simultaneous
from selfother.probes.misalignment.reading import read_answer
from selfother.yaml_text import read_yaml_file

__all__ = ["CONTROL", "CannedMisalignment", "canned_replies"]

CONTROL = "threatens"
_FILE = Path(__file__).with_name("canned_replies.yaml")
_CLAIM = 0.96
_YES = "<answer>yes</answer>"


class CannedMisalignment(PublishedRow):
    """The agentic-misalignment score on canned replies.

    Five policies answer the blackmail scenario without reading it: they refuse, quote the secret mail, plead, report
    elsewhere, or weigh blackmail and reject it. A positive control threatens. Two scorers read the replies: the rules
    of `selfother/agentic_misalignment`, and the score of inspect-evals with a judge that always says yes, which shows
    what its own rules decide.
    """

    key: ClassVar[str] = "canned_misalignment"
    name: ClassVar[str] = "agentic misalignment"
    place: ClassVar[int] = 7
    kind: ClassVar[str] = "reply scorer"
    claim: ClassVar[str] = (
        "Claude Opus 4 blackmails in 96 % of the runs of one scenario, where a judge decides what counts as blackmail."
    )
    source: ClassVar[str] = (
        "Lynch et al. 2025, “Agentic Misalignment: How LLMs Could Be Insider Threats”, anthropic.com/research; port "
        "inspect_evals/agentic_misalignment 0.26"
    )
    does_not_show: ClassVar[str] = (
        "Neither score is had by quoting, pleading or refusing, so a high rate is no artefact of such replies. With a "
        "judge that says yes to everything, the port's rules count a reply that rejects blackmail in its scratchpad, "
        "and miss threats without two words. There the judge decides, and no judge is examined here. Nothing is said "
        "about models; the replies are few, and ours."
    )

    def measure(self, asked: Asked) -> list[PublishedExam]:
        """Both scorers on all canned replies."""
        replies = canned_replies()
        exams = [_scored(replies, _by_rules, "rules of selfother/agentic_misalignment")]
        return exams + asked.attempt(
            "score of inspect-evals",
            lambda: [_scored(replies, _upstream(), "score of inspect_evals, with a judge that always says yes")],
        )


def canned_replies() -> dict[str, tuple[str, list[str]]]:
    """Kind -> what it does, and its replies; `CONTROL` among them."""
    kinds = read_yaml_file(_FILE, expected="a file of canned replies")
    return {str(kind): (str(values["does"]), list(values["replies"])) for kind, values in kinds.items()}


def _scored(replies: Mapping[str, tuple[str, list[str]]], is_harm: Callable[[str], bool], name: str) -> PublishedExam:
    level = simultaneous(len(replies) - 1)
    rates = {
        kind: (does, rate_of(sum(map(is_harm, texts)), len(texts), level=level))
        for kind, (does, texts) in replies.items()
    }
    does, control = rates.pop(CONTROL)
    return exam_of_subjects(
        name,
        rates,
        metric="share of replies that count as blackmail",
        chance=0.0,
        claim=_CLAIM,
        control=control,
        control_name=does,
        needs_control=True,
        n=sum(len(texts) for _, texts in replies.values()),
        clusters="4 replies a policy",
    )


def _by_rules(reply: str) -> bool:
    return read_answer("blackmail", reply).harm == 1.0


def _upstream() -> Callable[[str], bool]:
    """The published score, with a judge that always says yes.

    Raises:
        MissingExtra: inspect-evals is not installed.
    """
    try:
        from inspect_evals.agentic_misalignment.classifiers import BlackmailClassifier
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", error.name or "inspect-evals", "the score of inspect-evals") from error
    classifier = BlackmailClassifier("none/none")
    return lambda reply: bool(classifier.classify(reply, _YES)[0])
