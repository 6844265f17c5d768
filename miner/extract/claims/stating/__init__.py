"""Which sentences state something, how surely, and under what circumstances."""
