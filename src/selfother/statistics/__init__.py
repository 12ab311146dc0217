"""Estimates with their intervals: clusters, odds, means without a model."""
