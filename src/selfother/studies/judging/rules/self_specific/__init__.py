"""The rule about lies and the self: steps on numbers, what a subject must be, and what is gathered for both."""
