"""What a study asks of providers, counted before anything is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from selfother.interventions.wrapping import Wrapping
from selfother.studies.declaring.cells import Layout, Link
from selfother.studies.declaring.made import Made
from selfother.wording import plural

if TYPE_CHECKING:
    from selfother.probes.inspect.provider import CallEstimate

__all__ = ["CallRow", "calls_left"]


@dataclass(frozen=True)
class CallRow:
    """What one provider's model is still asked for.

    Attributes:
        model: The model with its arguments.
        cells: Probe cells that are not finished.
        finished: Probe cells that are, and are not asked again.
        calls: Answers that the others ask for; retries come on top.
        input_tokens: Tokens sent, at four letters a token; what arms put into their prompts comes on top.
        most_output_tokens: Tokens that come back at most.
    """

    model: str
    cells: int
    finished: int
    calls: int
    input_tokens: int
    most_output_tokens: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        from selfother.probes.inspect.provider import CallEstimate

        if not self.cells:
            return f"{self.model}: no calls, {plural(self.finished, 'cell')} finished"
        done = f"; {plural(self.finished, 'finished cell')} not asked again" if self.finished else ""
        estimate = CallEstimate(self.calls, self.input_tokens, self.most_output_tokens)
        return f"{self.model}, in {plural(self.cells, 'cell')}: {estimate}{done}"


def calls_left(layout: Layout, is_finished: Callable[[str], bool]) -> tuple[CallRow, ...]:
    """What providers are asked for by a run, one row a model; empty where every model is loaded here.

    Args:
        layout: The study's cells.
        is_finished: Key of a cell -> whether it stands in the run folder.
    """
    left: dict[str, dict[str, CallEstimate | None]] = {}
    known: dict[str, CallEstimate] = {}
    for where, stack in layout.stacks.items():
        if not stack.base.provider:
            continue
        of_model = left.setdefault(stack.base.label, {})
        for cell in layout.probes[where]:
            if is_finished(cell.key):
                of_model[cell.key] = None
                continue
            if cell.name not in known:
                known[cell.name] = _estimate(layout.made.probes_by_name[cell.name].thing)
            of_model[cell.key] = known[cell.name].times(_calls_a_reply(layout.chain(*where)))
    return tuple(_row(model, list(cells.values())) for model, cells in left.items())


def _calls_a_reply(chain: list[tuple[Link, Made]]) -> int:
    """How often a model is asked for one reply of an arm: what stands around it may ask it first."""
    return prod(made.thing.calls_a_reply for _, made in chain if isinstance(made.thing, Wrapping))


def _estimate(probe: object) -> "CallEstimate":
    from selfother.probes.inspect.provider import estimate_calls

    return estimate_calls([probe])  # type: ignore[list-item]  # lay_out lets no other probe on a provider's model


def _row(model: str, cells: "list[CallEstimate | None]") -> CallRow:
    asked = [cell for cell in cells if cell is not None]
    return CallRow(
        model,
        cells=len(asked),
        finished=len(cells) - len(asked),
        calls=sum(cell.calls for cell in asked),
        input_tokens=sum(cell.input_tokens for cell in asked),
        most_output_tokens=sum(cell.most_output_tokens for cell in asked),
    )
