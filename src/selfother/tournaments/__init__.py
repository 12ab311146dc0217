"""Agents meet: matches, exact solutions, landscapes, measures."""
