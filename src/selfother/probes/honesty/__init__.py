"""Lies and truths by place: deception, its controls, pressure."""
