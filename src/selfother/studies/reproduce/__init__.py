"""Reproductions: the published claims, each with its printed values, its tolerance and how it is measured."""
