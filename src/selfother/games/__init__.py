"""Rules only: payoffs of games, no agent."""
