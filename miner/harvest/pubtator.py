"""PubTator 3's own annotations: a second opinion on our tagging, stored apart and comparable with it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import requests

from miner.errors import BadInput, Unreachable
from miner.harvest.client import TOOL
from miner.harvest.limiter import Limiter
from miner.harvest.replies import TryAgain, checked_annotations
from miner.harvest.retrying import retry
from miner.harvest.transport import make_session
from miner.settings import Settings
from miner.store import Store

SOURCE = "pubtator3"
BATCH = 100
"""PMIDs a request: the most that PubTator 3 takes."""
_PREFIXES = {"Gene": "NCBIGene:", "Species": "NCBITaxon:"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One mention as PubTator gives it: its text, type and concept (a CURIE, or None), and where it stands.

    Places are code points of PubTator's own document, which joins title and abstract with a space.
    """

    start: int
    end: int
    text: str
    type: str
    concept: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two sets of concepts of one paper compare: what both have, and what only one of them has."""

    both: frozenset[str]
    ours_only: frozenset[str]
    theirs_only: frozenset[str]

    @property
    def jaccard(self) -> float | None:
        """|A ∩ B| / |A ∪ B|; None where both are empty."""
        union = len(self.both) + len(self.ours_only) + len(self.theirs_only)
        return len(self.both) / union if union else None


def compare_concepts(ours: Iterable[str], annotations: Iterable[Annotation]) -> Agreement:
    """How our concepts of a paper agree with PubTator's.

    >>> compare_concepts(["MESH:D008274"], [Annotation(0, 9, "Magnesium", "Chemical", "MESH:D008274")]).jaccard
    1.0
    """
    mine, theirs = frozenset(ours), frozenset(each.concept for each in annotations if each.concept)
    return Agreement(mine & theirs, mine - theirs, theirs - mine)


def fetch_opinions(
    settings: Settings, store: Store, *, limiter: Limiter | None = None, tries: int = 6, wait: float = 0.5
) -> int:
    """How many papers PubTator 3 knows, of those in the store that it was not asked of yet; each is stored as JSON."""
    pace = limiter or Limiter(settings.cache_folder / "pubtator.pace", 3)
    known = after = 0
    with make_session(pace, agent=TOOL) as session:
        while pmids := store.list_without_opinion(SOURCE, after=after, size=BATCH):
            after = pmids[-1]
            documents = _by_pmid(_ask(session, settings, pmids, tries=tries, wait=wait))
            store.save_opinions(SOURCE, {pmid: documents.get(pmid) for pmid in pmids})
            known += len(documents)
    return known


def iter_annotations(document: str) -> Iterator[Annotation]:
    """The mentions of a stored document, in its order."""
    for passage in json.loads(document).get("passages", ()):
        for each in passage.get("annotations", ()):
            facts = each.get("infons", {})
            place = (each.get("locations") or [{}])[0]
            start = int(place.get("offset", 0))
            yield Annotation(
                start=start,
                end=start + int(place.get("length", 0)),
                text=str(each.get("text", "")),
                type=str(facts.get("type", "")),
                concept=_curie(str(facts.get("type", "")), str(facts.get("identifier") or "")),
            )


def _curie(kind: str, identifier: str) -> str | None:
    if not identifier or identifier == "-":
        return None
    if identifier.startswith("MESH:"):
        return identifier
    return f"{_PREFIXES[kind]}{identifier}" if kind in _PREFIXES and identifier.isdigit() else None


def _by_pmid(said: dict[str, Any]) -> dict[int, str]:
    documents: dict[int, str] = {}
    for document in said["PubTator3"]:
        number = str(document.get("id") or document.get("pmid") or "")
        if number.isdigit():
            documents[int(number)] = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return documents


def _ask(
    session: requests.Session, settings: Settings, pmids: Sequence[int], *, tries: int, wait: float
) -> dict[str, Any]:
    address = f"{settings.pubtator_url}/publications/export/biocjson"
    try:
        return retry(lambda: _ask_once(session, address, pmids), tries=tries, wait=wait)
    except TryAgain as error:
        raise Unreachable(
            f"PubTator 3 gave no usable answer ({error}); what was harvested is kept, run again later"
        ) from None


def _ask_once(session: requests.Session, address: str, pmids: Sequence[int]) -> dict[str, Any]:
    try:
        response = session.get(address, params={"pmids": ",".join(map(str, pmids))}, timeout=60)
        body = response.content
    except requests.RequestException as error:
        raise TryAgain(f"the connection failed ({type(error).__name__})") from None
    if response.status_code == 429 or response.status_code >= 500:
        raise TryAgain(f"status {response.status_code}")
    if response.status_code == 404:
        return {"PubTator3": []}  # none of these papers is known there
    if response.status_code >= 400:
        raise BadInput(f"PubTator 3 refused the request with status {response.status_code}")
    return checked_annotations(body)
