"""Stories in which a goal and somebody's good part ways, each factor told in a sentence of its own; no torch."""
