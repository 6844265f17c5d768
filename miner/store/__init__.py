"""What was harvested and read, in one SQLite file a topic; `sqlite3` stands in this room only."""

from miner.store.articles import Saved
from miner.store.runs import Run
from miner.store.search import ClaimHit, EntityHit, PaperHit
from miner.store.store import Store

__all__ = ["ClaimHit", "EntityHit", "PaperHit", "Run", "Saved", "Store"]
