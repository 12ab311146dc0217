"""What a study says, checked before work starts, and the cells that it comes to."""
