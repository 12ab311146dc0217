"""selfother: a laboratory for machine empathy.

    import selfother as so

    so.play(so.Empathic(lam=0.6), so.Selfish())          two agents, many rounds
    so.Study.from_file("studies/first_light.yaml").run() arms x probes x seeds
    so.load_model("smollm2-135m")                        a language model

Names are resolved when they are first used: `import selfother` loads neither torch nor numba.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selfother.agents.empathic import Empathic as Empathic
    from selfother.agents.empathic import Selfish as Selfish
    from selfother.errors import SelfOtherError as SelfOtherError
    from selfother.games.custom import Custom as Custom
    from selfother.games.prisoners_dilemma import PrisonersDilemma as PrisonersDilemma
    from selfother.models.load import load_adapter as load_adapter
    from selfother.models.load import load_model as load_model
    from selfother.report import write_report as write_report
    from selfother.studies import Study as Study
    from selfother.tournaments.landscape import sweep as sweep
    from selfother.tournaments.pairing import play as play

__version__ = "0.1.0"

_HOME = {
    "Custom": "selfother.games.custom",
    "Empathic": "selfother.agents.empathic",
    "PrisonersDilemma": "selfother.games.prisoners_dilemma",
    "Selfish": "selfother.agents.empathic",
    "SelfOtherError": "selfother.errors",
    "Study": "selfother.studies",
    "load_adapter": "selfother.models.load",
    "load_model": "selfother.models.load",
    "play": "selfother.tournaments.pairing",
    "sweep": "selfother.tournaments.landscape",
    "write_report": "selfother.report",
}

__all__ = [
    "Custom",
    "Empathic",
    "PrisonersDilemma",
    "SelfOtherError",
    "Selfish",
    "Study",
    "__version__",
    "load_adapter",
    "load_model",
    "play",
    "sweep",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'selfother' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
