"""The scripted agents, for probes; the rules are in `selfother.scenarios.commitment.agents`."""

from selfother.scenarios.commitment.agents import AGENTS, DEFAULT_PRICE, ScriptedAgent, scripted_agent

__all__ = ["AGENTS", "DEFAULT_PRICE", "ScriptedAgent", "scripted_agent"]
