"""Registers the veto with Inspect: `selfother/empathic_veto` (approver and solver), its controls, `selfother_veto/...`.

Where the extra `sentinel` is installed, the protocol `selfother/empathic_veto` too. Loaded by the package's one entry
point for Inspect, `selfother.probes.inspect.registry`.
"""

import contextlib

import selfother.veto.approver
import selfother.veto.instructions
import selfother.veto.provider
import selfother.veto.solver  # noqa: F401  (each registers itself)
from selfother.errors import MissingExtra
from selfother.veto.sentinel import protocol_factory

__all__: list[str] = []

with contextlib.suppress(MissingExtra):  # nothing else needs it
    protocol_factory()
