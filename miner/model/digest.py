"""How a record says that its abstract is a digest of ours, not the paper's own abstract."""

DIGEST_NOTICE = "Digest in miner's own words"
"""What the copyright notice of a digest's abstract begins with."""
