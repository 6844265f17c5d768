"""A shallow reading of one sentence: words, cues, noun phrases and clauses, from cue files kept as data."""
