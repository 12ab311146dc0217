"""Findings become a page; imports records only."""
