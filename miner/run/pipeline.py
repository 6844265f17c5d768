"""The main job. `run_topic` is the whole tool in one function: harvest, read, assemble, compare, publish."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from miner.ask import Changes
from miner.assemble import assemble
from miner.harvest.choices import HarvestChoices, Surroundings
from miner.harvest.lock import hold_lock
from miner.model.article import Rejected, paper_id
from miner.model.evidence import EvidenceGraph
from miner.model.reading import Reading
from miner.model.topic import Topic
from miner.run.evidence import note_changes
from miner.run.harvesting import harvest_topic, lock_path, open_store
from miner.run.kept import keep_graph, key_of
from miner.run.publish import Published, publish, publish_changes
from miner.run.reading import READING, ReaderChoice, read_articles
from miner.run.rules import rules_of
from miner.run.sample import check_sample, take_sample
from miner.run.tally import Tally
from miner.settings import Settings, read_settings
from miner.store import Store
from miner.vocabulary import load_vocabulary

Item = TypeVar("Item")
_BATCH = 100  # papers saved at once: what a kill can cost


class Watch(Protocol):
    """Whoever wants to see progress: is given the items on their way, with a label and, where known, their number."""

    def __call__(self, items: Iterable[Item], *, label: str, total: int | None = None) -> Iterator[Item]:
        """The same items."""
        ...


def unwatched(items: Iterable[Item], *, label: str, total: int | None = None) -> Iterator[Item]:  # noqa: ARG001
    """The items, seen by nobody."""
    yield from items


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run: `offline` takes the sample, `since` is an ISO date in place of the last harvest's."""

    offline: bool = False
    since: str = ""
    workers: int = 1
    choice: ReaderChoice | None = None
    settings: Settings | None = None


@dataclass(frozen=True, slots=True)
class Observer:
    """Who is told of a run, and the clock: it is read for the list of runs, and for nothing that is published."""

    watch: Watch = unwatched
    say: Callable[[str], None] = lambda _: None
    clock: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to: what was fetched, how many papers were read now, and all that stands in the store.

    `changes` counts the fetched records as new, revised, same or deleted; `evolved` is what changed in the graph since
    the run before, None where there was none; `troubles` are sentences on further services
    that did not answer.
    """

    topic: Topic
    store: Path
    changes: dict[str, int]
    read: int
    tally: Tally
    set_aside: tuple[Rejected, ...]
    graph: EvidenceGraph
    files: Published
    evolved: Changes | None = None
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What fetching came to."""

    changes: dict[str, int]
    set_aside: tuple[Rejected, ...] = ()
    troubles: tuple[str, ...] = ()


def run_topic(
    topic: Topic,
    *,
    store_path: Path,
    folder: Path,
    options: RunOptions = RunOptions(),
    observer: Observer = Observer(),
) -> RunResult:
    """Fetch, read what is new, assemble the evidence of all, say what changed, and publish.

    What was done is kept at every step: a run that is killed goes on where it was.
    """
    choice = options.choice or ReaderChoice(topic.model, topic.labels)
    if options.offline:
        check_sample(topic)  # before a store is made
    fetched = None if options.offline else fetch(topic, store_path, options=options, say=observer.say)
    with hold_lock(lock_path(store_path), what=f"the store {store_path}"), open_store(store_path, topic) as store:
        run = store.start_run("run", at=observer.clock())
        if fetched is None:
            fetched = Fetched(*take_sample(topic, store, run=run))
        read, unreadable = read_new(store, choice=choice, workers=options.workers, watch=observer.watch)
        store.save_rejected((*fetched.set_aside, *unreadable), run=run)
        tally = Tally()
        graph = assemble(tally.count(store.iter_papers()), topic=topic, vocabulary=load_vocabulary())
        keep_graph(graph, store_path, key_of(topic, store))
        evolved = note_changes(store, graph, run=run)
        set_aside = tuple(store.iter_rejected())
        files = publish(
            graph,
            topic=topic,
            tally=tally,
            set_aside=set_aside,
            choice=choice,
            folder=folder,
            is_sample=options.offline,
        )
        if evolved is not None:
            publish_changes(evolved, topic=topic, folder=folder)
        store.finish_run(run, at=observer.clock(), facts={**fetched.changes, "read": read})
    return RunResult(
        topic, store_path, fetched.changes, read, tally, set_aside, graph, files, evolved, fetched.troubles
    )


def fetch(topic: Topic, store_path: Path, *, options: RunOptions, say: Callable[[str], None]) -> Fetched:
    """What a harvest of the topic came to; its records are in the store then, and its certificate beside it."""
    open_store(store_path, topic).close()  # one that cannot be used is refused before anything is asked of NCBI
    harvested = harvest_topic(
        topic,
        settings=options.settings or read_settings(),
        store_path=store_path,
        choices=HarvestChoices(since=options.since),
        world=Surroundings(say=say),
    )
    set_aside = tuple(Rejected(f"PMID:{one.pmid}", "pubmed", one.reason) for one in harvested.certificate.set_aside)
    return Fetched(dict(harvested.certificate.changes), set_aside, harvested.troubles)


def read_new(store: Store, *, choice: ReaderChoice, workers: int, watch: Watch) -> tuple[int, tuple[Rejected, ...]]:
    """How many papers were read that were not yet read as they now are, and which could not be; saved as they come."""
    rules = rules_of(choice)
    unread = store.count_unread(rules=rules)
    store.forget_rejected(source=READING)
    if not unread:
        return 0, ()
    rejected: list[Rejected] = []
    waiting: list[Reading] = []
    count = 0
    # A few papers do not need many processes: each loads the whole reader first.
    readings = read_articles(store.iter_unread(rules=rules), reader=choice, workers=min(workers, 1 + unread // 200))
    for _, group in groupby(watch(readings, label="reading", total=unread), key=lambda one: paper_id(one.id)):
        found = tuple(group)
        waiting += (one for one in found if isinstance(one, Reading))
        rejected += (one for one in found if isinstance(one, Rejected))
        count += any(isinstance(one, Reading) for one in found)
        if len(waiting) >= _BATCH:
            store.save_readings(waiting, rules=rules)
            waiting.clear()
    store.save_readings(waiting, rules=rules)
    return count, tuple(rejected)
