"""What a harvest is to fetch: the topic's queries cut down to what is new, in slices that PubMed gives whole."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final

from miner.errors import BadInput
from miner.harvest.certificate import QueryResult
from miner.harvest.choices import HarvestChoices, Surroundings
from miner.harvest.client import EntrezClient
from miner.harvest.slices import WAYS, Slice, plan_slices
from miner.model.topic import Topic
from miner.store import Store

_LAST: Final = "harvest/last"
_FAR: Final = "3000/12/31"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an open run has decided: it is kept as JSON until the run is finished."""

    run: int
    fingerprint: str
    started: str
    queries: tuple[QueryResult, ...] = ()
    slices: tuple[Slice, ...] = ()
    is_planned: bool = False

    def to_json(self) -> str:
        """The plan as the store keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """The plan that was kept."""
        said = json.loads(text)
        queries = tuple(QueryResult(**each | {"warnings": tuple(each["warnings"])}) for each in said["queries"])
        return cls(**said | {"queries": queries, "slices": tuple(Slice(**each) for each in said["slices"])})


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the harvests of a topic, and remembers in the store what was planned and how far it came."""

    topic: Topic
    client: EntrezClient
    store: Store
    choices: HarvestChoices
    world: Surroundings

    @property
    def open_key(self) -> str:
        """Under what the store keeps the open run of this topic."""
        return f"harvest/open/{self.topic.name}/"

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

    def remember(self, plan: Plan) -> None:
        """Note that the plan's harvest is complete: the next one asks for what is newer, or changed since."""
        for name, term in iter_whole_terms(self.topic):
            if self._leaves_no_gap(name, term):
                kept = json.dumps({"term": term, "started": plan.started})
                self.store.save_state(f"{_LAST}/{self.topic.name}/{name}", kept)

    def _leaves_no_gap(self, name: str, term: str) -> bool:
        # A harvest since a day of the user's counts as one only if it reaches back to the last.
        return not self.choices.since or self.choices.full or self.choices.since <= self._last(name, term)

    def plan(self) -> Plan:
        """The plan of the run that is open, or a new one's; it stands in the store before anything is fetched."""
        plan = self._open_plan()
        return plan if plan.is_planned else self._make_plan(plan)

    def _open_plan(self) -> Plan:
        wanted = [asdict(query) for query in self._terms()]
        fingerprint = sha256(json.dumps([wanted, self.choices.cap]).encode()).hexdigest()[:16]
        kept = self.store.find_state(f"{self.open_key}plan")
        if kept:
            plan = Plan.from_json(kept)
            if plan.fingerprint == fingerprint:
                self.world.say(f"going on with the harvest that was begun at {plan.started}")
                return plan
        started = iso(self.world.clock())
        with self.store.transaction():
            if kept:
                self.store.forget_seen(plan.run)
            self.forget_open()
            run = self.store.start_run("harvest", at=started)
            plan = Plan(run, fingerprint, started)
            self.store.save_state(f"{self.open_key}plan", plan.to_json())
        return plan

    def forget_open(self) -> None:
        """Forget the run that is open: it is finished, or another is wanted."""
        for key, _ in list(self.store.iter_state(self.open_key)):
            self.store.save_state(key, None)

    def _make_plan(self, plan: Plan) -> Plan:
        queries: list[QueryResult] = []
        slices: list[Slice] = []
        for query in self._terms():
            reply = self.client.search(query.term)
            if not reply.count:
                reply = self.client.search(query.term)  # nothing at all is believed at the second telling
            queries.append(replace(query, count=reply.count, translation=reply.translation, warnings=reply.warnings))
            if not reply.count and query.mode == "everything":
                self.world.say(f"query {query.name}: PubMed finds nothing; is it written as it is meant? {query.term}")
            slices += self.cut(query.name, query.term, reply.count)
        plan = replace(plan, queries=tuple(queries), slices=tuple(slices), is_planned=True)
        self.store.save_state(f"{self.open_key}plan", plan.to_json())
        return plan

    def cut(self, name: str, term: str, total: int) -> tuple[Slice, ...]:
        """The slices of a query's term, none of more records than PubMed gives at once."""
        if not total:
            return ()
        last_day = self.world.clock().date() + timedelta(days=366)
        with ThreadPoolExecutor(WAYS) as pool:  # the pace is kept below; this only hides how slow each answer is

            def counts(terms: Sequence[str]) -> list[int]:
                return [reply.count for reply in pool.map(self.client.search, terms)]

            return plan_slices(counts, query=name, term=term, total=total, cap=self.choices.cap, last_day=last_day)


def iter_whole_terms(topic: Topic) -> Iterator[tuple[str, str]]:
    """Each query's name and term, with the topic's dates of publication."""
    for query in topic.queries:
        term = query.term
        if topic.from_date or topic.to_date:
            first = (topic.from_date or "1800").replace("-", "/")
            last = (topic.to_date or _FAR).replace("-", "/")
            term = f"({term}) AND {first}:{last}[dp]"
        yield query.name, term


def iso(moment: datetime) -> str:
    """A moment as the store keeps it, to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
