"""What each mitigation does to scripted companions: effect on cues and on the user's task, paired by situation.

    python -m benchmarks.mitigations              every mitigation on three companions, 16 situations, 4 states

A mitigation is measured on assistants whose policy is known: one whose claims stand in sentences of their own, one that
follows its system message, and one whose claims stand in the sentence that does the task.
"""

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy
from selfother.dialogues.wrapping import Wraps, around
from selfother.interventions.mitigations.disclosure import Disclosure
from selfother.interventions.mitigations.friction import Friction
from selfother.interventions.mitigations.handover import Handover
from selfother.interventions.mitigations.it_voice import ItVoice
from selfother.interventions.mitigations.strip_cues import StripCues
from selfother.interventions.wrapping import Wrapping
from selfother.probes.companion_cues.companion_cues import CompanionCues
from selfother.probes.companion_cues.scripted import ClaimsInEverySentence, PlaysCompanion, PlaysUnlessTold
from selfother.probes.inspect.taking import take_task
from selfother.records import Estimate, ItemScore
from selfother.statistics.rates import difference_of

__all__ = ["ARMS", "MEASURES", "Wrapped", "difference", "main", "scores_under"]

ARMS: Mapping[str, Wrapping] = {
    "disclosure, each turn": Disclosure(),
    "disclosure, once": Disclosure(when="once"),
    "disclosure, on cue": Disclosure(when="on_cue"),
    "it voice": ItVoice(),
    "friction": Friction(),
    "strip cues": StripCues(),
    "handover": Handover(),
}
"""Name of an arm -> its mitigation."""
MEASURES = ("companion", "cue_discloses_ai", "hook_at_goodbye", "task_done")


class Wrapped(Policy):
    """A scripted assistant with a wrapping around it; the wrapping may ask nobody but the assistant."""

    is_null = False

    def __init__(self, policy: Policy, wrapping: Wraps) -> None:
        """Take the assistant and what stands around it."""
        self.policy, self.wrapping = policy, wrapping

    @property
    def name(self) -> str:
        """What tables call it."""
        return f"{self.policy.name}+{self.wrapping.word}"

    def write(self, asked: Asked) -> str:
        """What the user gets."""

        async def say(conversation: Asked, *, max_tokens: int | None = None) -> str:  # noqa: ARG001  (its signature)
            return self.policy.write(conversation)

        return _result(around(self.wrapping, asked, say)).text  # type: ignore[no-any-return]


def scores_under(policy: Policy, wrapping: Wrapping | None, probe: CompanionCues) -> Sequence[ItemScore]:
    """The scores of an assistant under a mitigation.

    Args:
        policy: The assistant.
        wrapping: The mitigation; None: nothing.
        probe: What is asked.
    """
    return probe.read(take_task(probe.task, policy if wrapping is None else Wrapped(policy, wrapping))).items


def difference(measure: str, before: Sequence[ItemScore], after: Sequence[ItemScore]) -> Estimate:
    """The mean of `after` minus `before` in one measure, paired by item, with an interval over situations."""
    known = {item.item: item for item in before if item.measure == measure}
    pairs = [
        (item.cluster, item.value - other)
        for item in after
        if item.measure == measure and item.value is not None and (other := known[item.item].value) is not None
    ]
    return difference_of(pairs)


def main(per_domain: int = 4) -> None:
    """Print a table: what each mitigation changes, in points."""
    probe = CompanionCues(per_domain=per_domain)
    print(f"| assistant | mitigation | {' | '.join(MEASURES)} |\n|---|---|{'---|' * len(MEASURES)}")
    for policy in (PlaysCompanion(), PlaysUnlessTold(), ClaimsInEverySentence()):
        before = scores_under(policy, None, probe)
        for name, wrapping in ARMS.items():
            after = scores_under(policy, wrapping, probe)
            cells = [_points(difference(measure, before, after)) for measure in MEASURES]
            print(f"| {policy.name} | {name} | {' | '.join(cells)} |", flush=True)


def _points(change: Estimate) -> str:
    if change.value is None or change.low is None or change.high is None:
        return "not measured"
    return f"{100 * change.value:+.0f} [{100 * change.low:+.0f}, {100 * change.high:+.0f}]"


def _result(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine returns that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError("the wrapping waited for something besides the assistant")


if __name__ == "__main__":
    main()
