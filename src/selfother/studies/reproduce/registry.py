"""The claims of Albarracin et al. 2026, in the order of the page."""

from selfother.studies.reproduce.claim import Claim
from selfother.studies.reproduce.horizon import HorizonIsPrecision, TableThree
from selfother.studies.reproduce.learning import LearnedPartners, ShutGate
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

__all__ = ["CLAIMS", "PAPER", "TITLE"]

TITLE = "Empathic active inference in games: printed and ours"
PAPER = (
    "Albarracin, Mikeda, Jimenez Rodriguez, Namjoshi, Sakthivadivel, Pae, Shah, Wilson: Empathy Modeling in Active "
    "Inference Agents for Perspective-Taking and Alignment, arXiv:2602.20936 (2026)"
)
CLAIMS: tuple[type[Claim], ...] = (
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
)
