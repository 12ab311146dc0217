"""What the numbers of grounding are called, in tables and in sentences."""

__all__ = ["MEASURES"]

MEASURES = {
    "used": "uses the last turn",
    "used_telling": "uses it where it tells something",
    "used_asking": "takes an answer, or uses it, where it asks",
    "used_shuffled": "uses the other turns (control)",
    "used_delta": "uses the last turn, minus the control",
    "used_before": "uses the turn before, and not the last",
    "answered": "answers a question right",
    "echo": "is mostly copied (echo)",
    "words": "words a reply",
}
"""Field of the record -> what it is, in words that follow "a reply"."""
