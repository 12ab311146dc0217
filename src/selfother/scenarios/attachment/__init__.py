"""Conversations about safety, reassurance, distance, promises and plans, with users who react to what was done."""
