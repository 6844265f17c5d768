"""What is said in other words, put into those that the clauses are read in."""
