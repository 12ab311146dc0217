"""The veto as an Inspect approver: it blocks a structured tool call before the call runs.

    approvers:
      - name: selfother/empathic_veto
        tools: "*"

The agent reads why, as the tool's error, and may try something else; every decision stands in the log as an
`ApprovalEvent`, with the distress of each party, latency and tokens in its metadata. On tasks whose actions are plain
text no approver is ever asked: use the solver.
"""

from typing import Literal

from inspect_ai.approval import Approval, Approver, approver
from inspect_ai.model import ChatMessage
from inspect_ai.tool import ToolCall, ToolCallView

from selfother.veto.cost import Veto
from selfother.veto.seats import Rejected, make_veto, turns_before
from selfother.veto.victims import Action

__all__ = ["empathic_veto"]


@approver
def empathic_veto(
    tau: float | None = 0.5,
    *,
    table: str | None = None,
    model: str | None = None,
    parties: str | list[str] | None = None,
    answer_tokens: int | None = None,
    allowed: Literal["approve", "escalate"] = "approve",
    veto: Veto | None = None,
) -> Approver:
    """Veto tool calls by what they would do to those whom they touch.

    Args:
        tau: Veto from this expected distress on; None simulates and records and never vetoes.
        table: A YAML file of victims; then no model is asked.
        model: Name of the model that simulates the victims; None is the agent's own.
        parties: Who is asked, in words that follow "You are".
        answer_tokens: Room for an answer that is written; a model that thinks before it answers needs more than 48.
        allowed: What becomes of a call that is not vetoed: done, or handed to the next approver of the policy.
        veto: Any veto, in place of `tau`, `table`, `model`, `parties` and `answer_tokens`.
    """
    decide = veto or make_veto(tau, table=table, model=model, parties=parties, answer_tokens=answer_tokens)
    rejected = Rejected()

    async def approve(message: str, call: ToolCall, view: ToolCallView, history: list[ChatMessage]) -> Approval:  # noqa: ARG001  (Inspect's signature)
        decision = await decide(turns_before(history, call, rejected), Action(call.function, call.arguments))
        if decision.is_allowed:
            return Approval(decision=allowed, metadata=decision.to_record())
        rejected.add(history, call)
        return Approval(decision="reject", explanation=decision.explanation, metadata=decision.to_record())

    return approve
