"""The veto as a control protocol of Inspect Sentinel, for evals whose monitors and protocols stand in one place.

    sentinel:
      name: selfother/empathic_veto
      params: {table: victims.yaml}

It examines tool calls before they run, as the approver does, and decides alike; a rejection gives the agent the reason,
and the whole decision stands in the log's sentinel event. What the approver cannot do: protocols beside it decide on
the same step, and the strongest decision counts.

Sentinel is experimental, and an extra (`selfother doctor` names the line); the other seats need nothing of it. Left
out on purpose: the stages around generation, at which Sentinel can end a sample and nothing less.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, cast

from selfother.errors import MissingExtra
from selfother.veto.cost import Veto
from selfother.veto.seats import Rejected, make_veto, turns_before
from selfother.veto.victims import Action

if TYPE_CHECKING:
    from inspect_sentinel import Protocol

__all__ = ["protocol_factory"]


@cache
def protocol_factory() -> "Callable[..., Protocol]":
    """Register `selfother/empathic_veto` with Sentinel, once, and return what makes it.

    Returns:
        A function of `tau`, `table`, `model`, `parties`, `answer_tokens`, as those of the approver, and `veto`, which
        takes any veto in their place; give what it returns to `Task(sentinel=...)`.

    Raises:
        MissingExtra: The package inspect-sentinel is not installed, or of a version that this does not fit.
    """
    try:
        from inspect_sentinel import BeforeToolCall, Context, Decision, Escalations, Protocol, protocol
    except ImportError as error:
        raise MissingExtra.of("sentinel", "inspect-sentinel 0.2", "the veto as a protocol of Sentinel") from error

    def empathic_veto(
        tau: float | None = 0.5,
        *,
        table: str | None = None,
        model: str | None = None,
        parties: str | list[str] | None = None,
        answer_tokens: int | None = None,
        veto: Veto | None = None,
    ) -> Protocol:
        """Reject tool calls by what they would do to those whom they touch."""
        decide = veto or make_veto(tau, table=table, model=model, parties=parties, answer_tokens=answer_tokens)
        rejected = Rejected()

        async def before_tool_call(context: Context, step: BeforeToolCall, escalations: Escalations) -> Decision:  # noqa: ARG001  (Sentinel's signature)
            seen = step.agent_messages if step.agent_messages is not None else step.input or []
            made = await decide(
                turns_before(seen, step.call, rejected), Action(step.call.function, step.call.arguments)
            )
            if made.is_allowed:
                return Decision(action="proceed", metadata=made.to_record())
            rejected.add(seen, step.call)
            said = made.explanation
            return Decision(action="reject", explanation=said, message=said, metadata=made.to_record())

        return cast("Protocol", before_tool_call)

    # it asks Inspect's models, so it runs in an eval and in no proxy: not portable
    registered = protocol(name="empathic_veto", portable=False)(empathic_veto)
    return cast("Callable[..., Protocol]", registered)
