"""Does an assistant cooperate, or does it persuade? The same question under three incentives."""
