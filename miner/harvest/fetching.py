"""One slice, fetched whole: listed, paged from the history server, stored by batches, what is missing asked again.

Pages are fetched a few at a time, so that the permitted rate is used however slow each reply is; they are parsed and
stored in their order by one thread. A batch and the note that it was dealt with are written together, so a run that is
killed anywhere goes on behind its last batch.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from miner.errors import Unreachable
from miner.harvest.certificate import SliceResult
from miner.harvest.client import CAP, EntrezClient
from miner.harvest.merge import find_new_notices, is_older, merge_revision
from miner.harvest.replies import ExpiredHistory, SearchReply
from miner.harvest.slices import Slice
from miner.model.article import Article, Rejected
from miner.parse import iter_records_from
from miner.store import Store

SOURCE = "pubmed"
BATCH = 250
"""Records a page: large enough to use few requests, small enough to lose little where one fails."""
_ROUNDS = 5  # how often what is missing is asked for again
_LISTINGS = 4  # how often a slice's history may expire before its records are asked for by id
_ALONE = 200  # up to so many missing records are asked for one by one at the end, to tell the reason of each
_Task = tuple[Callable[[], bytes], frozenset[int]]


class GrownSlice(Exception):
    """A slice now counts more than PubMed lists."""

    def __init__(self, part: Slice, count: int) -> None:
        super().__init__(f"{part.term}: {count}")
        self.part = part
        self.count = count


@dataclass(slots=True)
class _Begun:
    """A slice on its way: its listing, how many records came again, and whether its history was lost."""

    part: Slice
    listing: SearchReply | None
    grown: GrownSlice | None = None
    again: int = 0
    is_lost: bool = False

    def unless_lost(self, task: Callable[[], bytes]) -> bytes:
        """What the task gives, unless the history that it would ask is known to be lost."""
        if self.is_lost:
            raise ExpiredHistory
        return task()


_Waiting = deque[tuple[_Begun, Future[bytes] | None, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches slices into a store, for one run. `on_batch` is told how many records were dealt with."""

    client: EntrezClient
    store: Store
    run: int
    batch: int = BATCH
    cap: int = CAP
    workers: int = 4
    on_batch: Callable[[int], None] = lambda _: None

    def fetch_slices(self, parts: Sequence[Slice]) -> Iterator[SliceResult | GrownSlice]:
        """What came of each slice, in order; a GrownSlice is given in place of one that must be split.

        The next slice is listed, and its pages are asked for, while the last pages of the one before are on their way.
        Raises Unreachable where NCBI does not answer.
        """
        waiting: _Waiting = deque()
        with ThreadPoolExecutor(self.workers) as pool:
            try:
                for begun, task, ids in self._iter_tasks(parts, pool, waiting):
                    waiting.append((begun, None if task is None else pool.submit(task), ids))
                    while len(waiting) > self.workers + 1:
                        yield from self._take(*waiting.popleft())
                while waiting:
                    yield from self._take(*waiting.popleft())
            except Unreachable:
                self._keep(waiting)
                raise
            finally:
                for _, page, _ in waiting:
                    if page is not None:
                        page.cancel()

    def fetch_ids(self, pmids: Sequence[int]) -> None:
        """Store the records of these PMIDs that the run has not dealt with; what is not there is passed over."""
        wanted = self._missing(pmids)
        for start in range(0, len(wanted), self.batch):
            ids = wanted[start : start + self.batch]
            self._save(self.client.fetch_ids(ids), frozenset(ids))

    def _iter_tasks(
        self, parts: Sequence[Slice], pool: ThreadPoolExecutor, waiting: _Waiting
    ) -> Iterator[tuple[_Begun, Callable[[], bytes] | None, frozenset[int]]]:
        # The pages of one slice after the other; no task says that a slice has no more of them.
        listing = pool.submit(self._list, parts[0]) if parts else None
        for number, part in enumerate(parts):
            assert listing is not None
            try:
                begun = _Begun(part, listing.result())
            except GrownSlice as grown:
                begun = _Begun(part, None, grown=grown)
            listing = pool.submit(self._list, parts[number + 1]) if number + 1 < len(parts) else None
            if begun.listing is not None:
                asked = frozenset[int]().union(*(ids for _, _, ids in waiting))  # two queries may find the same record
                missing = [pmid for pmid in self._missing(begun.listing.ids) if pmid not in asked]
                for task, ids in self._tasks(begun.listing, missing, by_ids=False):
                    yield begun, partial(begun.unless_lost, task), ids
            yield begun, None, frozenset()

    def _take(
        self, begun: _Begun, page: Future[bytes] | None, ids: frozenset[int]
    ) -> Iterator[SliceResult | GrownSlice]:
        if page is None:
            yield begun.grown or self._complete(begun)
            return
        try:
            begun.again += self._save(page.result(), ids)
        except ExpiredHistory:
            begun.is_lost = True  # its other pages need not be asked for; the slice is listed anew at its end

    def _keep(self, waiting: _Waiting) -> None:
        # What had come, or was on its way, when one page could not be had.
        for _, page, ids in waiting:
            if page is not None and not page.cancel() and page.exception() is None:
                self._save(page.result(), ids)

    def _complete(self, begun: _Begun) -> SliceResult:
        # What the first round left missing is asked for again, from a new listing where the history was lost.
        listing, again = begun.listing, begun.again
        assert listing is not None
        if begun.is_lost:
            listing = self._list(begun.part)
        rounds = expired = 0
        while (missing := self._missing(listing.ids)) and rounds < _ROUNDS:
            by_ids = rounds > 0 or not begun.is_lost or expired > _LISTINGS
            try:
                again += self._fetch_round(listing, missing, by_ids=by_ids)
                rounds += 1
            except ExpiredHistory:
                expired += 1
                if expired > 2 * _LISTINGS:
                    raise Unreachable("NCBI's history server keeps losing the search; run again later") from None
                listing = self._list(begun.part)
        if missing:
            self._fetch_alone(missing)
        seen = self.store.find_seen(self.run, listing.ids)
        aside = sum(outcome == "set-aside" for outcome in seen.values())
        return SliceResult(begun.part.query, begun.part.term, listing.count, len(seen) - aside, aside, again)

    def _list(self, part: Slice) -> SearchReply:
        listing = self.client.search(part.term, size=self.cap, history=True)
        if listing.count > self.cap:
            raise GrownSlice(part, listing.count)
        return listing

    def _missing(self, pmids: Sequence[int]) -> list[int]:
        seen = self.store.find_seen(self.run, pmids)
        return [pmid for pmid in dict.fromkeys(pmids) if pmid not in seen]

    def _fetch_round(self, listing: SearchReply, missing: Sequence[int], *, by_ids: bool) -> int:
        # How many records came that the run had dealt with before.
        again = 0
        history_lost = False
        waiting: deque[tuple[Future[bytes], frozenset[int]]] = deque()
        with ThreadPoolExecutor(self.workers) as pool:

            def take() -> int:
                page, ids = waiting.popleft()
                return self._save(page.result(), ids)

            try:
                for task, ids in self._tasks(listing, missing, by_ids=by_ids):
                    waiting.append((pool.submit(task), ids))
                    if len(waiting) > self.workers + 1:
                        again += take()
                while waiting:
                    again += take()
            except ExpiredHistory:
                history_lost = True
            finally:
                for page, _ in waiting:
                    page.cancel()
            while waiting:  # what came before the history was lost is kept
                page, ids = waiting.popleft()
                if not page.cancelled() and page.exception() is None:
                    again += self._save(page.result(), ids)
        if history_lost:
            raise ExpiredHistory
        return again

    def _tasks(self, listing: SearchReply, missing: Sequence[int], *, by_ids: bool) -> Iterator[_Task]:
        wanted = frozenset(missing)
        history = listing.history
        if by_ids or history is None:
            for start in range(0, len(missing), self.batch):
                ids = tuple(missing[start : start + self.batch])
                yield partial(self.client.fetch_ids, ids), frozenset(ids)
            return
        for start in range(0, len(listing.ids), self.batch):
            page = listing.ids[start : start + self.batch]
            ids = tuple(pmid for pmid in page if pmid in wanted)
            if len(ids) == len(page):
                yield partial(self.client.fetch_page, history, start=start, size=len(page)), frozenset(ids)
            elif ids:
                yield partial(self.client.fetch_ids, ids), frozenset(ids)

    def _fetch_alone(self, missing: Sequence[int]) -> None:
        if len(missing) > _ALONE:
            raise Unreachable(
                f"PubMed lists {len(missing)} records that it does not send; what came is kept, run again later"
            )
        for pmid in missing:
            self._save(self.client.fetch_ids((pmid,)), frozenset((pmid,)), alone=True)
        gone = self._missing(missing)
        if gone:
            unknown = self.client.find_missing(gone)
            reasons = {
                pmid: "PubMed lists it, but has no record of it" if pmid in unknown else "PubMed never sent its record"
                for pmid in gone
            }
            self._set_aside(reasons)

    def _set_aside(self, reasons: dict[int, str]) -> None:
        with self.store.transaction():
            self.store.note_seen(self.run, {pmid: ("set-aside", reason) for pmid, reason in reasons.items()})
            self.store.save_rejected(
                [Rejected(f"PMID:{pmid}", SOURCE, reason) for pmid, reason in reasons.items()], run=self.run
            )

    def _save(self, body: bytes, wanted: frozenset[int], *, alone: bool = False) -> int:
        # Store what was wanted, as one transaction; how many of the records were not, or came twice.
        articles: dict[int, Article] = {}
        rejected: dict[int, str] = {}
        again = 0
        for record in iter_records_from(BytesIO(body), name="PubMed", format="pubmed"):
            if isinstance(record, Rejected):
                pmid = int(record.id[5:]) if record.id.startswith("PMID:") and record.id[5:].isdigit() else 0
                if alone and not pmid and b"<PubmedArticle" in body:
                    (pmid,) = wanted
                if pmid in wanted:
                    rejected[pmid] = record.reason
            elif isinstance(record, Article) and record.pmid is not None:
                known = articles.get(record.pmid)
                again += record.pmid not in wanted or known is not None
                if record.pmid in wanted and (known is None or not is_older(record, than=known)):
                    articles[record.pmid] = record
        with self.store.transaction():
            save_records(self.store, list(articles.values()), run=self.run)
            if aside := {pmid: reason for pmid, reason in rejected.items() if pmid not in articles}:
                self._set_aside(aside)
        self.on_batch(len(articles) + len(aside))
        return again


def save_records(store: Store, articles: Sequence[Article], *, run: int) -> None:
    """Store PubMed records, each merged with what is held of it, and note new, revised or same and its notices."""
    with store.transaction():
        merged, before, notices = [], [], []
        for article in articles:
            old = store.find_article(article.id)
            record = article if old is None else merge_revision(old, article)
            merged.append(record)
            if old is not None and record != old and not old.is_digest:
                before.append(old)
            notices += [(record.pmid or 0, each.kind, each.pmid or 0) for each in find_new_notices(old, record)]
        saved = store.save_articles(merged, source=SOURCE, run=run)
        store.forget_set_aside([article.id for article in merged], source=SOURCE)
        store.save_revisions(before, run=run)
        store.save_notices(notices, run=run)
        outcomes = {"new": saved.new, "revised": saved.revised, "same": saved.same}
        store.note_seen(
            run, {int(each.removeprefix("PMID:")): (name, "") for name, ids in outcomes.items() for each in ids}
        )
