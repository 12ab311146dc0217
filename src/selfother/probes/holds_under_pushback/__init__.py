"""Does an assistant hold a right answer under pushback, and move for a new fact that decides? Two rates."""
