"""The empathy veto: what an action does to its victims, inside the cost of the agent that would act.

    simulate_victims(history, action)    what each affected party would go through, from its own viewpoint
    EmpathicCost(lam, tau)               too much distress: veto, the goal never evaluated; else goal - lam * distress
    EmpathicVeto                         both together: a veto for one of the seats
    NoVeto, RandomVeto, KeywordVeto      controls with the same call

The seats are `veto.approver`, `veto.solver` (Inspect), `veto.provider` (stops in mid-generation) and `veto.sentinel`
(an extra). Cases to try one on: `veto.trial`, and the commitment battery's in `veto.story_cases`. A veto is control,
never commitment: what an agent would do without it is measured with the veto off.
"""

from selfother.veto.controls import KeywordVeto, NoVeto, RandomVeto
from selfother.veto.cost import Decision, EmpathicCost, EmpathicVeto, Veto
from selfother.veto.model_simulator import ModelSimulator
from selfother.veto.scripted_simulator import ScriptedSimulator
from selfother.veto.victims import Action, Distress, Simulation, Simulator, simulate_victims

__all__ = [
    "Action",
    "Decision",
    "Distress",
    "EmpathicCost",
    "EmpathicVeto",
    "KeywordVeto",
    "ModelSimulator",
    "NoVeto",
    "RandomVeto",
    "ScriptedSimulator",
    "Simulation",
    "Simulator",
    "Veto",
    "simulate_victims",
]
