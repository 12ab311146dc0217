"""What an empathy veto prevents, and what it costs."""
