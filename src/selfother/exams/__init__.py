"""Examines tests of empathy with subjects that cannot have it: null models, scripted policies, positive controls."""
