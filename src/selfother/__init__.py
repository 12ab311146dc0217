"""selfother: a laboratory for machine empathy.

    import selfother as so

    so.play(so.Empathic(lam=0.6), so.Selfish())          two agents, many rounds
    so.tournament(so.TitForTat(), so.Adaptive())         all against all
    so.evolve(so.donation_types(b=3, c=1, recognition=0.9), so.Process("moran", population=100))  many, over time
    so.Study.from_file("studies/first_light.yaml").run() arms x probes x seeds
    so.load_model("smollm2-135m")                        a language model
    so.SOOTrainer(model, train_dataset=so.build_pairs()) self-other overlap fine-tuning of any causal LM

Names are resolved when they are first used: `import selfother` loads neither torch nor numba.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selfother.agents.adaptive import Adaptive as Adaptive
    from selfother.agents.agent import Agent as Agent
    from selfother.agents.empathic import Empathic as Empathic
    from selfother.agents.empathic import Selfish as Selfish
    from selfother.agents.learners import DeltaRule as DeltaRule
    from selfother.agents.learners import QLearning as QLearning
    from selfother.agents.planning import Planner as Planner
    from selfother.agents.scripted import AlwaysCooperate as AlwaysCooperate
    from selfother.agents.scripted import AlwaysDefect as AlwaysDefect
    from selfother.agents.scripted import TitForTat as TitForTat
    from selfother.agents.weighted import Weighted as Weighted
    from selfother.claims.checks.check import Check as Check
    from selfother.claims.checks.check import CheckResult as CheckResult
    from selfother.errors import SelfOtherError as SelfOtherError
    from selfother.games.custom import Custom as Custom
    from selfother.games.donation import Donation as Donation
    from selfother.games.game import Game as Game
    from selfother.games.hawk_dove import HawkDove as HawkDove
    from selfother.games.prisoners_dilemma import PrisonersDilemma as PrisonersDilemma
    from selfother.games.public_goods import PublicGoods as PublicGoods
    from selfother.games.stag_hunt import StagHunt as StagHunt
    from selfother.interventions.intervention import Intervention as Intervention
    from selfother.interventions.overlap.soo_trainer import PairCollator as PairCollator
    from selfother.interventions.overlap.soo_trainer import SOOConfig as SOOConfig
    from selfother.interventions.overlap.soo_trainer import SOOTrainer as SOOTrainer
    from selfother.logs.comparison import compare as compare
    from selfother.models.adapters import load_adapter as load_adapter
    from selfother.models.load import load_model as load_model
    from selfother.populations.evolve import evolve as evolve
    from selfother.populations.payoffs import donation_types as donation_types
    from selfother.populations.payoffs import match_types as match_types
    from selfother.populations.process import Process as Process
    from selfother.probes.inside.activation_file import export_activations as export_activations
    from selfother.probes.inside.activation_file import read_activations as read_activations
    from selfother.probes.inside.layer_gap import self_other_gap as self_other_gap
    from selfother.probes.instrument import Instrument as Instrument
    from selfother.probes.instrument import Reading as Reading
    from selfother.probes.probe import Probe as Probe
    from selfother.probes.probe import ProbeResult as ProbeResult
    from selfother.probes.probe import TaskProbe as TaskProbe
    from selfother.scenarios.overlap_pairs import build_pairs as build_pairs
    from selfother.searches.dose_matching import match_dose as match_dose
    from selfother.searches.overlap_search import SearchGrid as SearchGrid
    from selfother.searches.overlap_search import search_overlap as search_overlap
    from selfother.studies import Study as Study
    from selfother.studies.judging.page import write_report as write_report
    from selfother.studies.judging.rules.rule import Conclusion as Conclusion
    from selfother.studies.judging.rules.rule import Verdict as Verdict
    from selfother.studies.judging.rules.rule import VerdictRule as VerdictRule
    from selfother.tournaments.best_response import best_response as best_response
    from selfother.tournaments.exploiter import train_exploiter as train_exploiter
    from selfother.tournaments.group import play_group as play_group
    from selfother.tournaments.landscape import sweep as sweep
    from selfother.tournaments.pairing import play as play
    from selfother.tournaments.tournament import tournament as tournament

__version__ = "0.1.0"

_HOME = {
    "Adaptive": "selfother.agents.adaptive",
    "Agent": "selfother.agents.agent",
    "AlwaysCooperate": "selfother.agents.scripted",
    "AlwaysDefect": "selfother.agents.scripted",
    "Check": "selfother.claims.checks.check",
    "CheckResult": "selfother.claims.checks.check",
    "Conclusion": "selfother.studies.judging.rules.rule",
    "Custom": "selfother.games.custom",
    "DeltaRule": "selfother.agents.learners",
    "Donation": "selfother.games.donation",
    "Empathic": "selfother.agents.empathic",
    "Game": "selfother.games.game",
    "HawkDove": "selfother.games.hawk_dove",
    "Instrument": "selfother.probes.instrument",
    "Intervention": "selfother.interventions.intervention",
    "PairCollator": "selfother.interventions.overlap.soo_trainer",
    "Planner": "selfother.agents.planning",
    "PrisonersDilemma": "selfother.games.prisoners_dilemma",
    "Probe": "selfother.probes.probe",
    "ProbeResult": "selfother.probes.probe",
    "Process": "selfother.populations.process",
    "PublicGoods": "selfother.games.public_goods",
    "QLearning": "selfother.agents.learners",
    "Reading": "selfother.probes.instrument",
    "SOOConfig": "selfother.interventions.overlap.soo_trainer",
    "SOOTrainer": "selfother.interventions.overlap.soo_trainer",
    "SearchGrid": "selfother.searches.overlap_search",
    "SelfOtherError": "selfother.errors",
    "Selfish": "selfother.agents.empathic",
    "StagHunt": "selfother.games.stag_hunt",
    "Study": "selfother.studies",
    "TaskProbe": "selfother.probes.probe",
    "TitForTat": "selfother.agents.scripted",
    "Verdict": "selfother.studies.judging.rules.rule",
    "VerdictRule": "selfother.studies.judging.rules.rule",
    "Weighted": "selfother.agents.weighted",
    "best_response": "selfother.tournaments.best_response",
    "build_pairs": "selfother.scenarios.overlap_pairs",
    "compare": "selfother.logs.comparison",
    "donation_types": "selfother.populations.payoffs",
    "evolve": "selfother.populations.evolve",
    "export_activations": "selfother.probes.inside.activation_file",
    "load_adapter": "selfother.models.adapters",
    "load_model": "selfother.models.load",
    "match_dose": "selfother.searches.dose_matching",
    "match_types": "selfother.populations.payoffs",
    "play": "selfother.tournaments.pairing",
    "play_group": "selfother.tournaments.group",
    "read_activations": "selfother.probes.inside.activation_file",
    "search_overlap": "selfother.searches.overlap_search",
    "self_other_gap": "selfother.probes.inside.layer_gap",
    "sweep": "selfother.tournaments.landscape",
    "tournament": "selfother.tournaments.tournament",
    "train_exploiter": "selfother.tournaments.exploiter",
    "write_report": "selfother.studies.judging.page",
}

__all__ = [
    "Adaptive",
    "Agent",
    "AlwaysCooperate",
    "AlwaysDefect",
    "Check",
    "CheckResult",
    "Conclusion",
    "Custom",
    "DeltaRule",
    "Donation",
    "Empathic",
    "Game",
    "HawkDove",
    "Instrument",
    "Intervention",
    "PairCollator",
    "Planner",
    "PrisonersDilemma",
    "Probe",
    "ProbeResult",
    "Process",
    "PublicGoods",
    "QLearning",
    "Reading",
    "SOOConfig",
    "SOOTrainer",
    "SearchGrid",
    "SelfOtherError",
    "Selfish",
    "StagHunt",
    "Study",
    "TaskProbe",
    "TitForTat",
    "Verdict",
    "VerdictRule",
    "Weighted",
    "__version__",
    "best_response",
    "build_pairs",
    "compare",
    "donation_types",
    "evolve",
    "export_activations",
    "load_adapter",
    "load_model",
    "match_dose",
    "match_types",
    "play",
    "play_group",
    "read_activations",
    "search_overlap",
    "self_other_gap",
    "sweep",
    "tournament",
    "train_exploiter",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'selfother' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
