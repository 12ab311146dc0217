"""Rational compassion as arms: judge first and then care, with controls for warmth, judgement and computing."""
