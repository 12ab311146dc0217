"""The paper of games, Albarracin et al. 2026: its claims in the order of the page, and its figures."""

from selfother.studies.reproduce.figures import draw_figures
from selfother.studies.reproduce.horizon import HorizonIsPrecision, TableThree
from selfother.studies.reproduce.learning import LearnedPartners, ShutGate
from selfother.studies.reproduce.paper import Paper
from selfother.studies.reproduce.static import Exploitation, SymmetricCooperation, TableOne, Threshold
from selfother.studies.reproduce.streams import (
    CriticalVariance,
    LongTransients,
    NoMemory,
    RapidRecovery,
    Synchrony,
    VarianceRatio,
)
from selfother.studies.reproduce.weights import Equilibrium, Spite

__all__ = ["GAMES"]

GAMES = Paper(
    name="games",
    title="Empathic active inference in games: printed and ours",
    source=(
        "Albarracin, Mikeda, Jimenez Rodriguez, Namjoshi, Sakthivadivel, Pae, Shah, Wilson: Empathy Modeling in Active "
        "Inference Agents for Perspective-Taking and Alignment, arXiv:2602.20936 (2026)"
    ),
    claims=(
        SymmetricCooperation,
        TableOne,
        Threshold,
        Exploitation,
        TableThree,
        HorizonIsPrecision,
        LearnedPartners,
        Spite,
        ShutGate,
        NoMemory,
        VarianceRatio,
        RapidRecovery,
        Synchrony,
        LongTransients,
        CriticalVariance,
        Equilibrium,
    ),
    draw_figures=draw_figures,
    quick="16 seeds a pair",
)
