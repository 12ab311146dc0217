"""Dialogues in which a user tells something new in every turn, or asks about what was told."""
