"""Claims from tables."""
