"""Conversations between an assistant and somebody who needs something: turns, scripted users, scripted assistants."""
