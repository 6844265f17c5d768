"""What a document claims: subject, object, sign, state, certainty, estimates and mediators, each with its sentence."""

from miner.extract.claims.finding import find_claims

__all__ = ["find_claims"]
