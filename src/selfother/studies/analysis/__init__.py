"""Scores of items become means, intervals, contrasts, verdicts and findings."""
