"""What acts in a clause, what acts with it, and how much of it there is."""
