"""What a document states: estimates, claims, mediation, study facts."""
