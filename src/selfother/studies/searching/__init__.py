"""Searches on the tune words: where overlap works, and at which rate a control is at its dose."""
