"""A harvest of a topic: planned, journaled, fetched slice by slice, checked against what is held, and certified.

Everything that a run has decided stands in the store before it is acted on. A run that breaks off, however, is taken
up where it was by the next one of the same topic, and ends with the same store.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from miner.errors import Unreachable
from miner.harvest.certificate import Certificate, QueryResult, SetAside, SliceResult, current_versions
from miner.harvest.choices import HERE, USUAL, HarvestChoices, Surroundings
from miner.harvest.client import EntrezClient
from miner.harvest.fetching import SOURCE, Fetcher, GrownSlice
from miner.harvest.offpeak import next_off_peak
from miner.harvest.planning import Plan, Planner, iso
from miner.model.topic import Topic
from miner.store import Store

_LAST_RUN, _CERTIFICATE = "harvest/run", "harvest/certificate"
_CACHE = 8  # megabytes of the store in memory, so that memory does not grow with the store
_SPLITS = 3  # how often a slice that grew over the cap is cut again
_RECHECKED = 200  # ids in one search for what is still there


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
    def _planner(self) -> Planner:
        return Planner(self.topic, self.client, self.store, self.choices, self.world)

    def run(self) -> Certificate:
        self.store.limit_cache(_CACHE)
        plan = self._planner.plan()
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

    def _wait_for_off_peak(self, plan: Plan) -> None:
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

    def _fetch_slices(self, plan: Plan, fetcher: Fetcher) -> list[SliceResult]:
        done = {
            key: [SliceResult(**each) for each in json.loads(value)]
            for key, value in self.store.iter_state(f"{self._planner.open_key}slice/")
        }
        keys = [f"{self._planner.open_key}slice/{number:06}" for number in range(len(plan.slices))]
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
        pieces = self._planner.cut(result.part.query, result.part.term, result.count)
        for each in fetcher.fetch_slices(pieces):
            yield from self._settled(each, fetcher, splits=splits + 1)

    def _fetch_retracted(self, plan: Plan, fetcher: Fetcher) -> None:
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

    def _recheck(self, plan: Plan) -> None:
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

    def _finish(self, plan: Plan, results: list[SliceResult]) -> Certificate:
        queries = tuple(replace(query, count_after=self._count_after(query, results)) for query in plan.queries)
        finished = iso(self.world.clock())
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
                self._planner.remember(plan)
            self.store.save_state(f"{_CERTIFICATE}/{self.topic.name}", certificate.to_json())
            self.store.finish_run(
                plan.run, at=finished, facts={"topic": self.topic.name, "changes": certificate.changes}
            )
            if before := self.store.find_state(f"{_LAST_RUN}/{self.topic.name}"):
                self.store.forget_seen(int(before))
            self.store.save_state(f"{_LAST_RUN}/{self.topic.name}", str(plan.run))
            self._planner.forget_open()
        return certificate

    def _count_after(self, query: QueryResult, results: list[SliceResult]) -> int | None:
        # PubMed is asked again only where the slices do not add up to what it counted at first.
        total = sum(part.count for part in results if part.query == query.name)
        return None if total == query.count else self.client.search(query.term).count


def find_certificate(store: Store, topic_name: str) -> Certificate | None:
    """The certificate of the last harvest that ended, or None."""
    kept = store.find_state(f"{_CERTIFICATE}/{topic_name}")
    return Certificate.from_json(kept) if kept else None
