"""A harvest from end to end: the topic's lock, its store, the records, then full texts and second opinions."""

import json
from dataclasses import dataclass
from pathlib import Path

from miner.errors import BadStore, Unreachable
from miner.harvest.bulk import BulkChoices, apply_bulk
from miner.harvest.certificate import Certificate
from miner.harvest.choices import HERE, USUAL, HarvestChoices, Surroundings
from miner.harvest.client import EntrezClient
from miner.harvest.fulltext import fetch_full_texts
from miner.harvest.harvester import harvest
from miner.harvest.lock import hold_lock
from miner.harvest.pubtator import fetch_opinions
from miner.model.topic import Topic
from miner.settings import Settings
from miner.store import Store


@dataclass(frozen=True, slots=True)
class HarvestRun:
    """What a harvest came to: its certificate, and sentences on what else could not be had."""

    certificate: Certificate
    troubles: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when something was set aside, 3 when a further service did not answer."""
        if self.troubles:
            return 3
        return 0 if self.certificate.is_complete and not self.certificate.set_aside else 1


def harvest_topic(
    topic: Topic,
    *,
    settings: Settings,
    store_path: Path,
    choices: HarvestChoices = USUAL,
    bulk: BulkChoices | None = None,
    world: Surroundings = HERE,
) -> HarvestRun:
    """What came of harvesting the topic into the store at that path, which is made where there is none.

    Raises Locked where another run works on the store, Unreachable where NCBI stops answering (progress is kept).
    The certificate is also written beside the store, as JSON and as text.
    """
    with hold_lock(lock_path(store_path), what=f"the store {store_path}"), open_store(store_path, topic) as store:
        return harvest_into(store, topic, settings=settings, choices=choices, bulk=bulk, world=world)


def harvest_into(
    store: Store,
    topic: Topic,
    *,
    settings: Settings,
    choices: HarvestChoices = USUAL,
    bulk: BulkChoices | None = None,
    world: Surroundings = HERE,
) -> HarvestRun:
    """The same for a store that is open and whose lock is held."""
    if bulk is not None:
        certificate = apply_bulk(topic, bulk, store=store, world=world)
        write_certificate(certificate, store.path)
        return HarvestRun(certificate)
    client = EntrezClient(settings)
    certificate = harvest(topic, client=client, store=store, choices=choices, world=world)
    write_certificate(certificate, store.path)
    return HarvestRun(certificate, _fetch_more(topic, client, store, settings, world))


def open_store(path: Path, topic: Topic) -> Store:
    """The topic's store, made where there is none; a store of another topic is refused."""
    store = Store.open(path, create=True)
    held = store.find_state("topic")
    if held not in {None, topic.name}:
        store.close()
        raise BadStore(f"{path} holds the topic {held}; give {topic.name} a file of its own with --store")
    if held is None:
        store.save_state("topic", topic.name)
    return store


def _fetch_more(
    topic: Topic, client: EntrezClient, store: Store, settings: Settings, world: Surroundings
) -> tuple[str, ...]:
    # What is asked of further services must not undo what was harvested.
    troubles = []
    if topic.harvest.fulltext:
        try:
            world.say(fetch_full_texts(client, store).to_text())
        except Unreachable as error:
            troubles.append(str(error))
    if topic.harvest.pubtator:
        try:
            world.say(
                f"{fetch_opinions(settings, store)} second opinions of PubTator 3 stored, apart from our readings"
            )
        except Unreachable as error:
            troubles.append(str(error))
    return tuple(troubles)


def bulk_choices(place: str, settings: Settings) -> BulkChoices:
    """The bulk road from a folder or an address; MeSH headings take in those below them, by our vocabulary."""
    from miner.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    trees: dict[str, tuple[str, ...]] = {}

    def is_narrower(descriptor_id: str, heading: str) -> bool:
        if heading not in trees:
            named = [each for each in vocabulary.find(heading) if each.curie.startswith("MESH:")]
            trees[heading] = tuple(tree for each in named for tree in each.trees)
        return any(vocabulary.is_under(f"MESH:{descriptor_id}", tree) for tree in trees[heading])

    return BulkChoices(place, settings.cache_folder / "bulk", is_narrower)


def lock_path(store_path: Path) -> Path:
    """The file that is locked while a run works on a store."""
    return store_path.with_name(f"{store_path.name}.lock")


def certificate_paths(store_path: Path) -> tuple[Path, Path]:
    """Where the certificate stands, as JSON and as text."""
    stem = store_path.with_suffix("")
    return stem.with_name(f"{stem.name}.certificate.json"), stem.with_name(f"{stem.name}.certificate.txt")


def write_certificate(certificate: Certificate, store_path: Path) -> None:
    """Write the certificate beside the store, each file whole or not at all."""
    for path, text in zip(certificate_paths(store_path), (certificate.to_json(), certificate.to_text()), strict=True):
        draft = path.with_name(f"{path.name}.new")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)


def report_of(run: HarvestRun) -> str:
    """What a webhook or a command is given: the outcome as one JSON object."""
    certificate = run.certificate
    return json.dumps(
        {
            "topic": certificate.topic,
            "complete": certificate.is_complete,
            "exit_code": run.exit_code,
            "started": certificate.started,
            "finished": certificate.finished,
            "changes": certificate.changes,
            "deleted": list(certificate.deleted),
            "notices": [list(each) for each in certificate.notices],
            "set_aside": len(certificate.set_aside),
            "troubles": list(run.troubles),
        },
        ensure_ascii=False,
    )


def failure_report(topic_name: str, sentence: str, *, code: int) -> str:
    """The same for a run that failed: why, in one sentence."""
    return json.dumps(
        {"topic": topic_name, "complete": False, "exit_code": code, "error": sentence}, ensure_ascii=False
    )
