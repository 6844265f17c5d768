"""Weighing: the audit of estimates, belief, and pooling."""
