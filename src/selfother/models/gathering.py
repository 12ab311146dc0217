"""Concurrent requests become batches: gathered until the event loop goes quiet, run together in a thread.

Inspect runs samples as concurrent tasks; each asks for one thing. Whoever asks first waits until no new request has
come for some milliseconds (or until there are enough), runs what has gathered, and hands out the results. If that task
is cancelled, the next one takes over. A batch that raises is cut in halves, so that one bad request does not take the
others with it. Works on asyncio and trio.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import anyio
import anyio.to_thread

__all__ = ["Gathering"]

Request = TypeVar("Request")
Result = TypeVar("Result")


@dataclass
class _Slot(Generic[Request, Result]):
    request: Request
    woken: anyio.Event = field(default_factory=anyio.Event)
    result: Result | None = None
    error: Exception | None = None
    is_done: bool = False


class Gathering(Generic[Request, Result]):
    """Runs requests that come at the same time as one batch."""

    def __init__(
        self, run: Callable[[Sequence[Request]], Sequence[Result]], *, largest: int = 256, quiet_seconds: float = 0.01
    ) -> None:
        """Keep what runs a batch.

        Args:
            run: Computes a batch, in a thread; one result a request, in order.
            largest: A batch of this size is not kept waiting.
            quiet_seconds: How long no new request must have come.
        """
        self._run = run
        self._largest = largest
        self._quiet_seconds = quiet_seconds
        self._pending: list[_Slot[Any, Any]] = []
        self._has_leader = False

    async def submit(self, request: Request) -> Result:
        """Return the result of one request; what it raises when it runs alone is raised here."""
        slot: _Slot[Any, Any] = _Slot(request)
        self._pending.append(slot)
        try:
            while not slot.is_done:
                if self._has_leader:
                    await slot.woken.wait()
                    slot.woken = anyio.Event()
                else:
                    await self._lead(slot)
        finally:
            if slot in self._pending:
                self._pending.remove(slot)
        if slot.error is not None:
            raise slot.error
        return slot.result  # type: ignore[return-value]  # a slot that is done without an error has its result

    async def _lead(self, own: _Slot[Any, Any]) -> None:
        self._has_leader = True
        try:
            while not own.is_done:
                await self._wait_for_quiet()
                batch, self._pending = self._pending[: self._largest], self._pending[self._largest :]
                await anyio.to_thread.run_sync(self._compute, batch)
                for slot in batch:
                    slot.woken.set()
        finally:
            self._has_leader = False
            for slot in self._pending:  # one of them leads next
                slot.woken.set()

    async def _wait_for_quiet(self) -> None:
        before = -1
        while before < len(self._pending) < self._largest:
            before = len(self._pending)
            await anyio.sleep(self._quiet_seconds)

    def _compute(self, batch: list[_Slot[Any, Any]]) -> None:
        self._fill(batch)
        for slot in batch:
            slot.is_done = True

    def _fill(self, batch: list[_Slot[Any, Any]]) -> None:
        try:
            results = self._run([slot.request for slot in batch])
            for slot, result in zip(batch, results, strict=True):
                slot.result = result
        except Exception as error:
            if len(batch) == 1:
                batch[0].error = error
                return
            half = len(batch) // 2
            self._fill(batch[:half])
            self._fill(batch[half:])
