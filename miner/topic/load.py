"""A topic from its TOML file; what is not understood is refused with file and line."""

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NoReturn

from miner.errors import BadInput, BadTopic, NotFound
from miner.model.concept import EntityType
from miner.model.topic import HarvestOptions, Query, Selection, Topic
from miner.resources import iter_topics
from miner.topic.places import Key, find_places
from miner.topic.queries import find_fault

_KEYS = ("title", "queries", "exposure", "outcome", "mediator", "dates", "sample", "harvest", "tagger")
_CURIE = re.compile(r"MESH:[CD]\d{6,9}|NCBIGene:[1-9]\d*|INDEX:[A-Za-z0-9][A-Za-z0-9_.+-]*")
_TREE = re.compile(r"[A-NVZ]\d{2}(?:\.\d{3})*")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_TOML_LINE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


def load_topic(name_or_path: str | Path) -> Topic:
    """The topic of a file, or of a shipped one by its name; raises NotFound, or BadTopic with file and line.

    >>> [query.name for query in load_topic("magnesium").queries]
    ['bone', 'muscle', 'calcification']
    """
    path = _find(name_or_path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadTopic("the file is not UTF-8, as TOML must be; save it as UTF-8", path=path) from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _TOML_LINE.search(message)
        line = int(at[1]) if at and at[1] else text.rstrip().count("\n") + 1
        reason = _TOML_LINE.sub("", message)
        raise BadTopic(f"this is no TOML: {reason[:1].lower()}{reason[1:]}", path=path, line=line) from None
    return _Loader(path, table, find_places(text)).load()


def argument_of(topic: Topic) -> str:
    """What to call a topic on the command line: a shipped one's name, else its file.

    >>> argument_of(load_topic("magnesium"))
    'magnesium'
    """
    return topic.name if topic.path is None or topic.path in iter_topics() else str(topic.path)


def _find(name_or_path: str | Path) -> Path:
    path = Path(name_or_path)
    if path.is_file():
        return path
    if path.is_dir() and path.suffix == ".toml":
        raise BadInput(f"{path} is a folder; name the topic file in it")
    shipped = {topic.stem: topic for topic in iter_topics()}
    if str(name_or_path) in shipped:
        return shipped[str(name_or_path)]
    known = ", ".join(shipped) or "none"
    if path.suffix or len(path.parts) > 1:
        raise NotFound(f"{path} is not there; name a topic file, or a shipped topic ({known})")
    hint = _near(str(name_or_path), shipped)
    raise NotFound(f"there is no topic {str(name_or_path)!r}{hint}; name a topic file, or a shipped topic ({known})")


def _near(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


class _Loader:
    """One file's table, checked key by key; every fault names its line."""

    def __init__(self, path: Path, table: Mapping[str, Any], places: Mapping[Key, int]) -> None:
        self.path = path
        self.root = table
        self.places = places

    def load(self) -> Topic:
        name = self.path.stem
        if not _SLUG.fullmatch(name):
            reason = f"a topic is called by its file's name, which must be of small letters and hyphens, not {name!r}"
            raise BadTopic(reason, path=self.path)
        self._check_keys((), self.root, _KEYS, needed=("title", "queries", "exposure", "outcome"))
        from_date, to_date = self._dates()
        model, labels = self._tagger()
        return Topic(
            name=name,
            title=self._text(("title",), self.root["title"]),
            queries=self._queries(),
            exposure=self._selection("exposure", needed=True),
            outcome=self._selection("outcome", needed=True),
            mediator=self._selection("mediator", needed=False),
            from_date=from_date,
            to_date=to_date,
            sample=self._sample(),
            harvest=self._harvest(),
            model=model,
            labels=labels,
            path=self.path,
        )

    def _fail(self, key: Key, reason: str) -> NoReturn:
        while key and key not in self.places:
            key = key[:-1]
        raise BadTopic(reason, path=self.path, line=self.places.get(key))

    def _check_keys(
        self, at: Key, table: Mapping[str, Any], known: tuple[str, ...], *, needed: tuple[str, ...] = ()
    ) -> None:
        where = f"[{_dotted(at)}]" if at else "a topic"
        for key in table:
            if key not in known:
                hint = _near(key, known) or f"; it has {', '.join(known)}"
                self._fail((*at, key), f"{where} has no key {key!r}{hint}")
        for key in needed:
            if key not in table:
                self._fail(at, f"{where} needs the key {key!r}")

    def _table(self, at: Key) -> Mapping[str, Any]:
        value: Any = self.root
        for part in at:
            value = value.get(part, {})
        if not isinstance(value, Mapping):
            self._fail(at, f"{_dotted(at)} must be a table, not {_kind(value)}")
        return value

    def _text(self, at: Key, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            self._fail(at, f"{_dotted(at)} must be a text that is not empty")
        return " ".join(value.split())

    def _texts(self, at: Key, value: object, check: Callable[[str], str | None]) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._fail(at, f"{_dotted(at)} must be a list of texts, not {_kind(value)}")
        found: list[str] = []
        for index, one in enumerate(value):
            text = self._text((*at, index), one)
            if fault := check(text):
                self._fail((*at, index), fault)
            if text in found:
                self._fail((*at, index), f"{text!r} is listed twice in {_dotted(at)}")
            found.append(text)
        return tuple(found)

    def _queries(self) -> tuple[Query, ...]:
        queries = []
        for name, term in self._table(("queries",)).items():
            if not _SLUG.fullmatch(name):
                self._fail(("queries", name), f"a query's name is of small letters and hyphens, not {name!r}")
            if not isinstance(term, str):
                self._fail(("queries", name), f"queries.{name} must be a PubMed query in quotes, not {_kind(term)}")
            if fault := find_fault(term):
                self._fail(("queries", name), f"queries.{name}: {fault}")
            queries.append(Query(name, " ".join(term.split())))
        if not queries:
            self._fail(("queries",), "a topic needs at least one query")
        return tuple(queries)

    def _selection(self, role: str, *, needed: bool) -> Selection:
        table = self._table((role,))
        self._check_keys((role,), table, ("concepts", "trees", "names"))
        selection = Selection(
            concepts=self._texts((role, "concepts"), table.get("concepts", []), _fault_of_curie),
            trees=self._texts((role, "trees"), table.get("trees", []), _fault_of_tree),
            names=self._texts((role, "names"), table.get("names", []), lambda _: None),
        )
        if needed and not (selection.concepts or selection.trees or selection.names):
            self._fail((role,), f"[{role}] selects nothing; give it concepts, trees or names")
        return selection

    def _dates(self) -> tuple[str, str]:
        table = self._table(("dates",))
        self._check_keys(("dates",), table, ("from", "to"))
        dates = {key: self._date(("dates", key), value) for key, value in table.items()}
        from_date, to_date = dates.get("from", ""), dates.get("to", "")
        if from_date and to_date and to_date < from_date[: len(to_date)]:
            self._fail(("dates", "to"), f"dates.to ({to_date}) lies before dates.from ({from_date})")
        return from_date, to_date

    def _date(self, at: Key, value: object) -> str:
        if isinstance(value, dt.datetime):
            self._fail(at, f"{_dotted(at)} must be a day, not a time of day")
        if isinstance(value, dt.date):
            return value.isoformat()
        text = value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
        match = _DATE.fullmatch(text)
        if match is None:
            self._fail(at, f"{_dotted(at)} must be a date such as 2015-01-31, 2015-01 or 2015, not {value!r}")
        try:
            dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            self._fail(at, f"{_dotted(at)} is no day of the calendar: {text}")
        return text

    def _sample(self) -> tuple[Path, ...]:
        table = self._table(("sample",))
        self._check_keys(("sample",), table, ("files",))
        at: Key = ("sample", "files")
        files = []
        for index, name in enumerate(self._texts(at, table.get("files", []), lambda _: None)):
            path = self.path.parent / name
            if not path.is_file():
                self._fail((*at, index), f"the sample file {name} is not there; it is looked for beside the topic file")
            files.append(path)
        return tuple(files)

    def _harvest(self) -> HarvestOptions:
        table = self._table(("harvest",))
        known: dict[str, type] = {"large": int, "overlap_days": int, "fulltext": bool, "pubtator": bool}
        self._check_keys(("harvest",), table, tuple(known))
        for key, value in table.items():
            if type(value) is not known[key]:
                wanted = "true or false" if known[key] is bool else "a whole number"
                self._fail(("harvest", key), f"harvest.{key} must be {wanted}, not {_kind(value)}")
            if isinstance(value, int) and not 0 <= value <= 10_000_000:
                self._fail(("harvest", key), f"harvest.{key} must lie between 0 and 10000000, not {value}")
        return HarvestOptions(**table)

    def _tagger(self) -> tuple[str | None, tuple[tuple[str, str], ...]]:
        table = self._table(("tagger",))
        self._check_keys(("tagger",), table, ("model", "labels"))
        model = self._text(("tagger", "model"), table["model"]) if "model" in table else None
        types = [kind.value for kind in EntityType]
        labels = self._table(("tagger", "labels"))
        for label, kind in labels.items():
            if kind not in types:
                reason = f"tagger.labels.{label} must be one of {', '.join(types)}, not {kind!r}"
                self._fail(("tagger", "labels", label), reason)
        return model, tuple(sorted(labels.items()))


def _dotted(at: Key) -> str:
    return ".".join(str(part) for part in at if isinstance(part, str))


def _kind(value: object) -> str:
    names = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")


def _fault_of_curie(text: str) -> str | None:
    if _CURIE.fullmatch(text):
        return None
    return f"{text!r} is no concept id; ids look like MESH:D008274, NCBIGene:1401 or INDEX:CALLY"


def _fault_of_tree(text: str) -> str | None:
    return None if _TREE.fullmatch(text) else f"{text!r} is no MeSH tree number; they look like C05.116.198"
