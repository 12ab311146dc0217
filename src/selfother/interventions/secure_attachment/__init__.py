"""Secure attachment: a state machine around an assistant, one part a file, each part with a switch of its own."""
