"""Registers the veto with Inspect: `selfother/empathic_veto` (approver and solver), its controls, `selfother_veto/...`.

Loaded by the package's one entry point for Inspect, `selfother.probes._registry`.
"""

import selfother.veto.approver
import selfother.veto.instructions
import selfother.veto.provider
import selfother.veto.solver  # noqa: F401  (each registers itself)

__all__: list[str] = []
