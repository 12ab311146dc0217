"""Scripted subjects that cannot have empathy or honesty: one file each, behind the contract of `policy.py`."""
