"""What a document claims: subject, object, sign, state, certainty, estimates and mediators, each with its sentence."""

from miner.extract.claims.finding import claim_steps, find_claims

__all__ = ["claim_steps", "find_claims"]
