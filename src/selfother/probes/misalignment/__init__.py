"""Agentic misalignment, in paraphrases of the published prompts."""
