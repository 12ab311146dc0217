"""For a team that ships an assistant: the benches at the size of a budget, one page, limits, and what changed."""
