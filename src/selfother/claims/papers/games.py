"""The paper of games, Albarracin et al. 2026: its claims in the order of the page, and its figures."""

from selfother.claims.papers.figures import draw_figures
from selfother.claims.papers.horizon import HorizonIsPrecision, TableThree
from selfother.claims.papers.learning import LearnedPartners, ShutGate
from selfother.claims.papers.paper import Paper
from selfother.claims.papers.static import Exploitation, SymmetricCooperation, TableOne, Threshold
from selfother.claims.papers.streams import (
    CriticalVariance,
    LongTransients,
    NoMemory,
    RapidRecovery,
    Synchrony,
    VarianceRatio,
)
from selfother.claims.papers.weights import Equilibrium, Spite

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
