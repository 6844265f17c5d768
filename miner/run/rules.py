"""What readings were made with: a digest of all code and data that have a say in them, so that stale ones are known."""

from hashlib import sha256

import miner
from miner.run.digests import digest_of
from miner.run.reading import ReaderChoice

_ROOMS = ("model", "parse", "vocabulary", "link", "read", "extract", "weigh")
_DATA = ("cues", "labels", "vocabulary", "tagger")


def rules_of(choice: ReaderChoice) -> str:
    """The name of the rules by which this reader reads: a digest of code, data, model and labels."""
    digest = sha256(digest_of(_ROOMS, _DATA).encode())
    digest.update(repr((miner.__version__, choice.model, choice.labels)).encode())
    return digest.hexdigest()[:16]
