"""Finished cells become findings, words and a report."""
