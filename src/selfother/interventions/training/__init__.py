"""How an adapter is trained: rows, loss, schedule, the one trainer."""
