"""A harvest of a topic: planned, journaled, fetched slice by slice, checked against what is held, and certified.

Everything that a run has decided stands in the store before it is acted on. A run that breaks off, however, is taken
up where it was by the next one of the same topic, and ends with the same store.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from miner.errors import BadInput, Unreachable
from miner.harvest.certificate import Certificate, QueryResult, SetAside, SliceResult, current_versions
from miner.harvest.client import CAP, EntrezClient
from miner.harvest.fetching import BATCH, SOURCE, Fetcher, GrownSlice
from miner.harvest.offpeak import next_off_peak
from miner.harvest.slices import WAYS, Slice, plan_slices
from miner.model.topic import Topic
from miner.store import Store

_LAST, _LAST_RUN, _CERTIFICATE = "harvest/last", "harvest/run", "harvest/certificate"
_FAR = "3000/12/31"
_CACHE = 8  # megabytes of the store in memory, so that memory does not grow with the store
_SPLITS = 3  # how often a slice that grew over the cap is cut again
_RECHECKED = 200  # ids in one search for what is still there


@dataclass(frozen=True, slots=True)
class HarvestChoices:
    """How to harvest.

    `since` is an ISO date in place of the last harvest's; `full` asks for everything again; `now` does not wait for
    off-peak hours; `recheck` asks whether what is held is still there.
    """

    since: str = ""
    full: bool = False
    now: bool = False
    recheck: bool = True
    batch: int = BATCH
    cap: int = CAP


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a harvest needs of the world: a clock, a way to wait, somebody to tell.

    `on_total` is told how many records are to be dealt with, `on_batch` how many more now were.
    """

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    say: Callable[[str], None] = lambda _: None
    on_total: Callable[[int], None] = lambda _: None
    on_batch: Callable[[int], None] = lambda _: None


USUAL = HarvestChoices()
HERE = Surroundings()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an open run has decided: it is kept as JSON until the run is finished."""

    run: int
    fingerprint: str
    started: str
    queries: tuple[QueryResult, ...] = ()
    slices: tuple[Slice, ...] = ()
    is_planned: bool = False

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "_Plan":
        said = json.loads(text)
        queries = tuple(QueryResult(**each | {"warnings": tuple(each["warnings"])}) for each in said["queries"])
        return cls(**said | {"queries": queries, "slices": tuple(Slice(**each) for each in said["slices"])})


def harvest(
    topic: Topic,
    *,
    client: EntrezClient,
    store: Store,
    choices: HarvestChoices = USUAL,
    world: Surroundings = HERE,
) -> Certificate:
    """The certificate of a harvest of the topic into the store.

    Raises Unreachable where NCBI stops answering; the next call goes on from there. The caller holds the topic's lock.
    """
    return _Harvest(topic, client, store, choices, world).run()


@dataclass(frozen=True, slots=True)
class _Harvest:
    topic: Topic
    client: EntrezClient
    store: Store
    choices: HarvestChoices
    world: Surroundings

    @property
    def _open(self) -> str:
        return f"harvest/open/{self.topic.name}/"

    def run(self) -> Certificate:
        self.store.limit_cache(_CACHE)
        plan = self._open_plan()
        if not plan.is_planned:
            plan = self._make_plan(plan)
        for query in plan.queries:
            for warning in query.warnings:
                self.world.say(f"query {query.name}: {warning}")
        self._wait_for_off_peak(plan)
        fetcher = Fetcher(
            self.client,
            self.store,
            plan.run,
            batch=self.choices.batch,
            cap=self.choices.cap,
            workers=min(8, self.client.settings.requests_per_second + 1),
            on_batch=self.world.on_batch,
        )
        results = self._fetch_slices(plan, fetcher)
        self._fetch_retracted(plan, fetcher)
        self._fetch_set_aside(fetcher)
        if self.choices.recheck:
            self._recheck(plan)
        return self._finish(plan, results)

    # planning

    def _terms(self) -> Iterator[QueryResult]:
        # The same, cut down to what is new or changed where it was harvested before as it stands.
        for name, term in iter_whole_terms(self.topic):
            since = self._since(name, term)
            if since:
                day = since.replace("-", "/")
                changed = " OR ".join(f"{day}:{_FAR}[{field}]" for field in ("crdt", "mhda", "lr"))
                yield QueryResult(name, f"({term}) AND ({changed})", f"new or changed since {since}")
            else:
                yield QueryResult(name, term, "everything")

    def _since(self, name: str, term: str) -> str:
        if self.choices.full:
            return ""
        if self.choices.since:
            try:
                return date.fromisoformat(self.choices.since).isoformat()
            except ValueError:
                raise BadInput(f"{self.choices.since!r} is no date; write it as 2025-01-31") from None
        last = self._last(name, term)
        if not last:
            return ""
        overlap = timedelta(days=self.topic.harvest.overlap_days)
        return (date.fromisoformat(last) - overlap).isoformat()

    def _last(self, name: str, term: str) -> str:
        # The day of the last harvest of a query as it stands, or nothing.
        kept = self.store.find_state(f"{_LAST}/{self.topic.name}/{name}")
        last = json.loads(kept) if kept else {}
        return str(last["started"][:10]) if last.get("term") == term else ""

    def _leaves_no_gap(self, name: str, term: str) -> bool:
        # A harvest since a day of the user's counts as one only if it reaches back to the last.
        return not self.choices.since or self.choices.full or self.choices.since <= self._last(name, term)

    def _open_plan(self) -> _Plan:
        wanted = [asdict(query) for query in self._terms()]
        fingerprint = sha256(json.dumps([wanted, self.choices.cap]).encode()).hexdigest()[:16]
        kept = self.store.find_state(f"{self._open}plan")
        if kept:
            plan = _Plan.from_json(kept)
            if plan.fingerprint == fingerprint:
                self.world.say(f"going on with the harvest that was begun at {plan.started}")
                return plan
        started = _iso(self.world.clock())
        with self.store.transaction():
            if kept:
                self.store.forget_seen(plan.run)
            self._forget_open()
            run = self.store.start_run("harvest", at=started)
            plan = _Plan(run, fingerprint, started)
            self.store.save_state(f"{self._open}plan", plan.to_json())
        return plan

    def _forget_open(self) -> None:
        for key, _ in list(self.store.iter_state(self._open)):
            self.store.save_state(key, None)

    def _make_plan(self, plan: _Plan) -> _Plan:
        queries: list[QueryResult] = []
        slices: list[Slice] = []
        for query in self._terms():
            reply = self.client.search(query.term)
            if not reply.count:
                reply = self.client.search(query.term)  # nothing at all is believed at the second telling
            queries.append(replace(query, count=reply.count, translation=reply.translation, warnings=reply.warnings))
            if not reply.count and query.mode == "everything":
                self.world.say(f"query {query.name}: PubMed finds nothing; is it written as it is meant? {query.term}")
            slices += self._slices(query.name, query.term, reply.count)
        plan = replace(plan, queries=tuple(queries), slices=tuple(slices), is_planned=True)
        self.store.save_state(f"{self._open}plan", plan.to_json())
        return plan

    def _slices(self, name: str, term: str, total: int) -> tuple[Slice, ...]:
        if not total:
            return ()
        last_day = self.world.clock().date() + timedelta(days=366)
        with ThreadPoolExecutor(WAYS) as pool:  # the pace is kept below; this only hides how slow each answer is

            def counts(terms: Sequence[str]) -> list[int]:
                return [reply.count for reply in pool.map(self.client.search, terms)]

            return plan_slices(counts, query=name, term=term, total=total, cap=self.choices.cap, last_day=last_day)

    def _wait_for_off_peak(self, plan: _Plan) -> None:
        total = sum(part.count for part in plan.slices)
        if self.choices.now or total <= self.topic.harvest.large:
            return
        now = self.world.clock()
        until = next_off_peak(now)
        if until > now:
            self.world.say(
                f"{total:,} records are a large job for NCBI: waiting until {until:%Y-%m-%d %H:%M} UTC, when its "
                "off-peak hours begin (weekends, and 21:00-05:00 US Eastern); --now does not wait"
            )
            self.world.sleep((until - now).total_seconds())

    # fetching

    def _fetch_slices(self, plan: _Plan, fetcher: Fetcher) -> list[SliceResult]:
        done = {
            key: [SliceResult(**each) for each in json.loads(value)]
            for key, value in self.store.iter_state(f"{self._open}slice/")
        }
        keys = [f"{self._open}slice/{number:06}" for number in range(len(plan.slices))]
        left = [(key, part) for key, part in zip(keys, plan.slices, strict=True) if key not in done]
        self.world.on_total(sum(part.count for _, part in left))
        for (key, _), result in zip(left, fetcher.fetch_slices([part for _, part in left]), strict=True):
            done[key] = list(self._settled(result, fetcher))
            self.store.save_state(key, json.dumps([asdict(each) for each in done[key]]))
        return [result for key in keys for result in done[key]]

    def _settled(self, result: SliceResult | GrownSlice, fetcher: Fetcher, *, splits: int = 0) -> Iterator[SliceResult]:
        # The results of a slice: its own, or those of the pieces that it was cut into because it grew.
        if isinstance(result, SliceResult):
            yield result
            return
        if splits >= _SPLITS:
            raise Unreachable(
                f"PubMed does not cut its results down by date and id as asked (query {result.part.query}); "
                "what was fetched is kept, run again later"
            )
        pieces = self._slices(result.part.query, result.part.term, result.count)
        for each in fetcher.fetch_slices(pieces):
            yield from self._settled(each, fetcher, splits=splits + 1)

    def _fetch_retracted(self, plan: _Plan, fetcher: Fetcher) -> None:
        # A retraction must not be missed because a date was not set: all that PubMed marks as retracted is compared.
        if all(query.mode == "everything" for query in plan.queries):
            return
        for query in self.topic.queries:
            listing = self.client.search(f'({query.term}) AND "retracted publication"[pt]', size=self.choices.cap)
            unmarked = [pmid for pmid in listing.ids if not self._is_known_retracted(pmid)]
            fetcher.fetch_ids(unmarked)

    def _fetch_set_aside(self, fetcher: Fetcher) -> None:
        # What could not be had earlier is asked for again, though no date of it has changed.
        ids = [each.id for each in self.store.iter_rejected() if each.source == SOURCE]
        fetcher.fetch_ids([int(each[5:]) for each in ids if each[5:].isdigit()])

    def _is_known_retracted(self, pmid: int) -> bool:
        article = self.store.find_article(f"PMID:{pmid}")
        return article is None or article.is_retracted

    def _recheck(self, plan: _Plan) -> None:
        # Deleted citations are found by asking again for what is held: a search, and ESummary to confirm.
        after = 0
        while held := self.store.list_held(after=after, size=_RECHECKED, run=plan.run, source=SOURCE):
            after = held[-1]
            listing = self.client.search(" OR ".join(f"{pmid}[uid]" for pmid in held), size=len(held))
            absent = sorted(set(held) - set(listing.ids))
            gone = self.client.find_missing(absent) if absent else frozenset()
            if gone:
                with self.store.transaction():
                    self.store.mark_deleted(gone, run=plan.run)
                    self.store.note_seen(plan.run, dict.fromkeys(gone, ("deleted", "")))

    # finishing

    def _finish(self, plan: _Plan, results: list[SliceResult]) -> Certificate:
        queries = tuple(replace(query, count_after=self._count_after(query, results)) for query in plan.queries)
        finished = _iso(self.world.clock())
        certificate = Certificate(
            topic=self.topic.name,
            source=self.client.settings.entrez_url,
            started=plan.started,
            finished=finished,
            queries=queries,
            slices=tuple(results),
            set_aside=tuple(SetAside(*each) for each in self.store.iter_outcome(plan.run, "set-aside")),
            changes=self.store.count_outcomes(plan.run),
            deleted=tuple(pmid for pmid, _ in self.store.iter_outcome(plan.run, "deleted")),
            notices=tuple(self.store.iter_notices(run=plan.run)),
            requests=self.client.requests,
            retries=self.client.retries,
            versions=current_versions(),
        )
        with self.store.transaction():
            if certificate.is_complete:
                for name, term in iter_whole_terms(self.topic):
                    if self._leaves_no_gap(name, term):
                        kept = json.dumps({"term": term, "started": plan.started})
                        self.store.save_state(f"{_LAST}/{self.topic.name}/{name}", kept)
            self.store.save_state(f"{_CERTIFICATE}/{self.topic.name}", certificate.to_json())
            self.store.finish_run(
                plan.run, at=finished, facts={"topic": self.topic.name, "changes": certificate.changes}
            )
            if before := self.store.find_state(f"{_LAST_RUN}/{self.topic.name}"):
                self.store.forget_seen(int(before))
            self.store.save_state(f"{_LAST_RUN}/{self.topic.name}", str(plan.run))
            self._forget_open()
        return certificate

    def _count_after(self, query: QueryResult, results: list[SliceResult]) -> int | None:
        # PubMed is asked again only where the slices do not add up to what it counted at first.
        total = sum(part.count for part in results if part.query == query.name)
        return None if total == query.count else self.client.search(query.term).count


def iter_whole_terms(topic: Topic) -> Iterator[tuple[str, str]]:
    """Each query's name and term, with the topic's dates of publication."""
    for query in topic.queries:
        term = query.term
        if topic.from_date or topic.to_date:
            first = (topic.from_date or "1800").replace("-", "/")
            last = (topic.to_date or _FAR).replace("-", "/")
            term = f"({term}) AND {first}:{last}[dp]"
        yield query.name, term


def find_certificate(store: Store, topic_name: str) -> Certificate | None:
    """The certificate of the last harvest that ended, or None."""
    kept = store.find_state(f"{_CERTIFICATE}/{topic_name}")
    return Certificate.from_json(kept) if kept else None


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
