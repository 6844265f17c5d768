"""The bulk road: PubMed's baseline and daily update files, checked, applied in their order, cut down to a topic."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import requests

from miner.errors import BadInput, Unreachable
from miner.harvest.certificate import Certificate, QueryResult, SetAside, SliceResult, current_versions
from miner.harvest.choices import Surroundings
from miner.harvest.client import TOOL
from miner.harvest.fetching import save_records
from miner.harvest.planning import iter_whole_terms
from miner.harvest.query import IsNarrower, LocalQuery
from miner.harvest.replies import TryAgain
from miner.harvest.retrying import retry
from miner.harvest.transport import make_session
from miner.model.article import Article, Deleted, Rejected
from miner.model.topic import Topic
from miner.parse import iter_records
from miner.store import Store

_NAME = re.compile(r"pubmed\d\dn(\d{4})\.xml\.gz")
_SUM = re.compile(r"\b[0-9a-f]{32}\b")
_BLOCK = 1 << 20
_PART = 200  # articles stored at a time
_FOLDERS = ("baseline/", "updatefiles/")


@dataclass(frozen=True, slots=True)
class BulkChoices:
    """Where the files are: a folder or an http(s) address; `cache` takes what is downloaded, until it is applied.

    Raises BadInput where the place is neither: before a store is made for what can't come.
    """

    place: str
    cache: Path
    is_narrower: IsNarrower | None = None
    tries: int = 5
    wait: float = 0.5

    def __post_init__(self) -> None:
        if not _is_address(self.place) and not Path(self.place).is_dir():
            raise BadInput(f"{self.place} is no folder of PubMed's files (pubmed*.xml.gz)")


@dataclass(slots=True)
class _Tally:
    found: dict[str, int] = field(default_factory=dict)
    stored: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    deleted: set[int] = field(default_factory=set)


def apply_bulk(topic: Topic, choices: BulkChoices, *, store: Store, world: Surroundings) -> Certificate:
    """The certificate of applying all files that were not applied yet, in their order, each whole or not at all.

    Stored are the records that a query of the topic finds, and those that are held already. Raises BadInput at a
    damaged file, Unreachable where an address does not answer: what was applied before it stands.
    """
    queries = [
        (name, LocalQuery.parse(term, is_narrower=choices.is_narrower)) for name, term in iter_whole_terms(topic)
    ]
    fingerprint = hashlib.sha256("\n".join(query.term for _, query in queries).encode()).hexdigest()[:16]
    files = _Folder(Path(choices.place)) if not _is_address(choices.place) else _Address(choices)
    names = files.names()
    run, started = _open_run(topic, store, world)
    notes = [*_gaps(names)]
    slices: list[SliceResult] = []
    for name in names:
        key = f"harvest/bulk/{topic.name}/{name.rsplit('/', 1)[-1]}"
        applied = json.loads(store.find_state(key) or "{}")
        if applied.get("fingerprint") != fingerprint:
            with files.checked(name) as (path, is_checked), store.transaction():
                tally = _apply(path, topic, queries, store, run)
                applied = {"fingerprint": fingerprint, "found": tally.found, "is_checked": is_checked}
                store.save_state(key, json.dumps(applied))
            world.say(f"{name}: {tally.stored} records of the topic, {len(tally.deleted)} deleted citations")
        if not applied["is_checked"]:
            notes.append(f"{name} has no .md5 beside it, so its content could not be checked")
        slices += [SliceResult(query, name, count, count) for query, count in applied["found"].items()]
    return _certify(topic, choices, store, run, started, world, slices, notes)


def _open_run(topic: Topic, store: Store, world: Surroundings) -> tuple[int, str]:
    # The run that broke off, or a new one.
    key = f"harvest/open-bulk/{topic.name}"
    kept = store.find_state(key)
    if kept:
        run, started = json.loads(kept)
        return int(run), str(started)
    started = world.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    with store.transaction():
        run = store.start_run("bulk", at=started)
        store.save_state(key, json.dumps([run, started]))
    return run, started


def _certify(
    topic: Topic,
    choices: BulkChoices,
    store: Store,
    run: int,
    started: str,
    world: Surroundings,
    slices: list[SliceResult],
    notes: list[str],
) -> Certificate:
    finished = world.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    totals = {query.name: sum(part.count for part in slices if part.query == query.name) for query in topic.queries}
    certificate = Certificate(
        topic=topic.name,
        source=choices.place,
        started=started,
        finished=finished,
        queries=tuple(
            QueryResult(query.name, query.term, "bulk files, tried here", count=totals[query.name])
            for query in topic.queries
        ),
        slices=tuple(slices),
        set_aside=tuple(
            SetAside(int(each.id[5:]) if each.id.startswith("PMID:") else 0, f"{each.source}: {each.reason}")
            for each in store.iter_rejected()
            if each.source.endswith(".xml.gz")
        ),
        changes=store.count_outcomes(run),
        deleted=tuple(pmid for pmid, _ in store.iter_outcome(run, "deleted")),
        notices=tuple(store.iter_notices(run=run)),
        notes=tuple(notes),
        versions=current_versions(),
    )
    with store.transaction():
        store.save_state(f"harvest/certificate/{topic.name}", certificate.to_json())
        store.finish_run(run, at=finished, facts={"topic": topic.name, "changes": certificate.changes})
        store.forget_seen(run)
        store.save_state(f"harvest/open-bulk/{topic.name}", None)
    return certificate


def _apply(path: Path, topic: Topic, queries: list[tuple[str, LocalQuery]], store: Store, run: int) -> _Tally:
    tally = _Tally(found=dict.fromkeys((query.name for query in topic.queries), 0))
    waiting: dict[int, Article] = {}

    def flush() -> None:
        save_records(store, list(waiting.values()), run=run)
        waiting.clear()

    for record in iter_records(path, format="pubmed"):
        if isinstance(record, Deleted):
            flush()
            if store.mark_deleted([record.pmid], run=run):
                store.note_seen(run, {record.pmid: ("deleted", "")})
                tally.deleted.add(record.pmid)
        elif isinstance(record, Rejected):
            if record.id == record.source:
                raise BadInput(f"{path.name}: {record.reason}; fetch the file again")
            tally.rejected.append(Rejected(record.id, path.name, record.reason))
        elif record.pmid is not None:
            matches = [name for name, query in queries if query.finds(record)]
            for name in matches:
                tally.found[name] += 1
            if matches or store.find_article(record.id) is not None:
                if record.pmid in waiting or len(waiting) >= _PART:
                    flush()
                waiting[record.pmid] = record
                tally.stored += 1
    flush()
    store.save_rejected(tally.rejected, run=run)
    return tally


def _gaps(names: list[str]) -> Iterator[str]:
    numbers = [(name, int(found[1])) for name in names if (found := _NAME.search(name))]
    for (name, number), (after, following) in pairwise(numbers):
        if following - number > 1:
            yield f"between {name} and {after} {following - number - 1} files are missing"


def _is_address(place: str) -> bool:
    return place.startswith(("http://", "https://"))


def _order(name: str) -> tuple[int, str]:
    # The number decides, which goes on from the baseline to the updates; other names come as they are sorted.
    found = _NAME.search(name)
    return int(found[1]) if found else 0, name


class _Checked:
    """A file that was checked, as a context: (path, whether there was a sum to check it by)."""

    def __init__(self, path: Path, *, is_checked: bool, is_ours: bool) -> None:
        self.path = path
        self.is_checked = is_checked
        self.is_ours = is_ours

    def __enter__(self) -> tuple[Path, bool]:
        return self.path, self.is_checked

    def __exit__(self, kind: object, *_: object) -> None:
        if self.is_ours and kind is None:
            self.path.unlink(missing_ok=True)


class _Folder:
    """Files in a folder, or in its `baseline` and `updatefiles`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        found = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.xml.gz")]
        if not found:
            raise BadInput(f"{self.folder} holds no file pubmed*.xml.gz")
        return sorted(found, key=_order)

    def checked(self, name: str) -> _Checked:
        path = self.folder / name
        sidecar = path.with_name(f"{path.name}.md5")
        if not sidecar.is_file():
            return _Checked(path, is_checked=False, is_ours=False)
        wanted = _read_sum(sidecar.read_text(encoding="ascii", errors="replace"), sidecar.name)
        if _sum_of(path) != wanted:
            raise BadInput(f"{path} does not have the MD5 sum that {sidecar.name} gives; fetch both again")
        return _Checked(path, is_checked=True, is_ours=False)


class _Address:
    """Files at an address that lists them, or in its `baseline/` and `updatefiles/`."""

    def __init__(self, choices: BulkChoices) -> None:
        self.root = choices.place.rstrip("/") + "/"
        self.choices = choices
        self.session = make_session(None, agent=TOOL)

    def names(self) -> list[str]:
        found = self._listed("")
        if not any(_NAME.fullmatch(name) for name in found):
            found = [f"{folder}{name}" for folder in _FOLDERS if folder in found for name in self._listed(folder)]
        names = [name for name in found if name.endswith(".xml.gz")]
        if not names:
            raise BadInput(f"{self.root} lists no file pubmed*.xml.gz")
        return sorted(dict.fromkeys(names), key=_order)

    def _listed(self, folder: str) -> list[str]:
        page = self._get(folder).decode(errors="replace")
        return [name.removeprefix("./") for name in re.findall(r'href="([^"?]+)"', page)]

    def checked(self, name: str) -> _Checked:
        bare = name.rsplit("/", 1)[-1]
        wanted = _read_sum(self._get(f"{name}.md5").decode("ascii", errors="replace"), f"{bare}.md5")
        self.choices.cache.mkdir(parents=True, exist_ok=True)
        path = self.choices.cache / bare
        if not path.is_file() or _sum_of(path) != wanted:
            self._retried(lambda: self._download(name, path, wanted))
        return _Checked(path, is_checked=True, is_ours=True)

    def _download(self, name: str, path: Path, wanted: str) -> bytes:
        draft = path.with_name(f"{path.name}.part")
        try:
            with self.session.get(urljoin(self.root, name), stream=True, timeout=60) as response:
                _check_status(response)
                with draft.open("wb") as file:
                    for block in response.iter_content(_BLOCK):
                        file.write(block)
        except requests.RequestException as error:
            raise TryAgain(f"the connection failed ({type(error).__name__})") from None
        if _sum_of(draft) != wanted:
            raise TryAgain(f"{name} came with another MD5 sum than it should have")
        draft.replace(path)
        return b""

    def _get(self, name: str) -> bytes:
        def once() -> bytes:
            try:
                response = self.session.get(urljoin(self.root, name), timeout=60)
            except requests.RequestException as error:
                raise TryAgain(f"the connection failed ({type(error).__name__})") from None
            _check_status(response)
            return response.content

        return self._retried(once)

    def _retried(self, once: Callable[[], bytes]) -> bytes:
        try:
            return retry(once, tries=self.choices.tries, wait=self.choices.wait)
        except TryAgain as error:
            raise Unreachable(f"{self.root} cannot be used ({error}); what was applied stands, run again") from None


def _check_status(response: requests.Response) -> None:
    if response.status_code == 429 or response.status_code >= 500:
        raise TryAgain(f"status {response.status_code}")
    if response.status_code >= 400:
        raise BadInput(f"{response.url} answers with status {response.status_code}; is the address right?")


def _read_sum(text: str, name: str) -> str:
    found = _SUM.search(text.lower())
    if found is None:
        raise BadInput(f"{name} holds no MD5 sum; fetch it again")
    return found[0]


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
