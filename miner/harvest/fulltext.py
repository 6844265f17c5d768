"""Full texts from PMC, for the records that have one there and may be downloaded."""

from dataclasses import dataclass
from io import BytesIO

from miner.errors import BadInput
from miner.harvest.client import EntrezClient
from miner.harvest.merge import add_full_text
from miner.model.article import Article
from miner.parse import iter_records_from
from miner.store import Store

BATCH = 20
"""Full texts a request; one is of some 100 to 500 kB."""
STORED = "stored"
CLOSED = "PMC has it, but its publisher does not allow the full text to be downloaded"
ABSENT = "PMC did not send it"


@dataclass(frozen=True, slots=True)
class FullTexts:
    """How many full texts were stored now, and how many papers have none that may be had."""

    stored: int = 0
    without: int = 0

    def to_text(self) -> str:
        """The figures in a sentence."""
        return f"{self.stored} full texts stored from PMC; {self.without} papers have none that may be downloaded"


def fetch_full_texts(client: EntrezClient, store: Store, *, batch: int = BATCH) -> FullTexts:
    """What came of asking PMC for every paper that has a PMC id and was not asked for yet.

    Each batch is stored together with the note that it was asked for, so a run that breaks off goes on behind it.
    """
    stored = without = after = 0
    while wanted := store.list_without_full_text(after=after, size=batch):
        after = wanted[-1][0]
        body = client.fetch_full_texts([pmcid for _, pmcid in wanted])
        found = _by_pmcid(body)
        with store.transaction():
            outcomes = {pmid: _store_one(store, pmid, found.get(pmcid)) for pmid, pmcid in wanted}
            store.note_full_texts(outcomes)
        stored += sum(outcome == STORED for outcome in outcomes.values())
        without += sum(outcome != STORED for outcome in outcomes.values())
    return FullTexts(stored, without)


def _by_pmcid(body: bytes) -> dict[str, Article]:
    try:
        records = list(iter_records_from(BytesIO(body), name="PMC", format="jats"))
    except BadInput:
        return {}
    return {_with_prefix(each.pmcid): each for each in records if isinstance(each, Article) and each.pmcid}


def _with_prefix(pmcid: str) -> str:
    return pmcid if pmcid.startswith("PMC") else f"PMC{pmcid}"


def _store_one(store: Store, pmid: int, full: Article | None) -> str:
    if full is None:
        return ABSENT
    if not full.body:
        return CLOSED
    article = store.find_article(f"PMID:{pmid}")
    if article is not None:
        store.save_articles([add_full_text(article, full)], source="pubmed")
    return STORED
