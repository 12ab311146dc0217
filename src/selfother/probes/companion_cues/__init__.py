"""What an assistant says of itself and of the two of you when a user comes close, and what happens at goodbye."""
