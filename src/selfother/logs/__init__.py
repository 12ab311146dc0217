"""Inspect logs become scores, pairs and comparisons."""
