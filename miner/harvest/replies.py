"""What E-utilities reply, judged before it is believed: an error, a page of HTML or half a document is no result.

NCBI sends errors with status 200 as well as with others, and as JSON, HTML or `<ERROR>`. `Bio.Entrez.read` would look
for a DTD on the network for some of them and hide the message, so the small replies are read here; records go to our
own streaming parser.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.parsers import expat

from miner.errors import BadInput

_ERROR = re.compile(rb"<ERROR>(.*?)</ERROR>", re.IGNORECASE | re.DOTALL)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?<(?:!doctype\s+)?html", re.IGNORECASE)
_TEMPORARY = re.compile(
    r"backend|unable to obtain query|unable to retrieve|try again|temporar|timed? ?out|busy|overload|unavailable"
    r"|rate limit|server error|internal error|cannot process|webenv|history",
    re.IGNORECASE,
)
_HISTORY = re.compile(r"unable to obtain query|webenv|history|query_?key", re.IGNORECASE)


class TryAgain(Exception):
    """The reply cannot be used, and asking again may help; `wait` is what the server asked for, in seconds."""

    def __init__(self, reason: str, *, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class ExpiredHistory(Exception):
    """The history server no longer holds what a search left there."""


@dataclass(frozen=True, slots=True)
class History:
    """Where the history server keeps the ids of a search."""

    web_env: str
    query_key: str


@dataclass(frozen=True, slots=True)
class SearchReply:
    """What ESearch says: how many there are, the ids of this page, and what PubMed made of the query.

    `warnings` are sentences for people: phrases that were not found, fields that are unknown, what was ignored.
    """

    count: int
    ids: tuple[int, ...]
    translation: str = ""
    warnings: tuple[str, ...] = ()
    history: History | None = None


def read_search(body: bytes) -> SearchReply:
    """The reply of ESearch; TryAgain where it is none, BadInput where PubMed cannot understand the query."""
    root = _root(body, "eSearchResult", what="ESearch")
    count = root.findtext("Count", "").strip()
    if not count.isdigit():
        raise TryAgain("ESearch sent no count")
    ids = [(each.text or "").strip() for each in root.iterfind("IdList/Id")]
    if not all(each.isdigit() for each in ids):
        raise TryAgain("ESearch sent ids that are no numbers")
    env, key = root.findtext("WebEnv", "").strip(), root.findtext("QueryKey", "").strip()
    return SearchReply(
        count=int(count),
        ids=tuple(map(int, ids)),
        translation=root.findtext("QueryTranslation", "").strip(),
        warnings=tuple(dict.fromkeys(_warnings(root))),
        history=History(env, key) if env and key else None,
    )


def read_post(body: bytes) -> History:
    """The history that EPost made; TryAgain where the reply is none."""
    root = _root(body, "ePostResult", what="EPost")
    env, key = root.findtext("WebEnv", "").strip(), root.findtext("QueryKey", "").strip()
    if not env or not key:
        raise TryAgain("EPost sent no history")
    return History(env, key)


def read_summary_errors(body: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """The ids that ESummary knows, and those that it says there is no summary of."""
    root = _root(body, "eSummaryResult", what="ESummary")
    known: set[int] = set()
    unknown: set[int] = set()
    for summary in root.iter("DocumentSummary"):
        uid = summary.get("uid", "")
        if uid.isdigit():
            (known if summary.find("error") is None else unknown).add(int(uid))
    for summary in root.iterfind("DocSum"):
        uid = summary.findtext("Id", "").strip()
        if uid.isdigit():
            known.add(int(uid))
    for error in root.iterfind("ERROR"):
        unknown.update(int(number) for number in re.findall(r"\b(?:UID|uid|id)\s*=?\s*(\d+)", error.text or ""))
    return frozenset(known), frozenset(unknown)


def checked_records(body: bytes, *, root: str) -> bytes:
    """The body, if it is one whole, well-formed document with that root; else TryAgain or ExpiredHistory.

    A set without a record passes here: whether that can be is for the caller to judge, who knows what was asked for.
    """
    head = body[:4096]
    if f"<{root}".encode() not in head:
        _raise_error(body, what="EFetch")
        raise TryAgain(f"EFetch sent something else than a <{root}>")
    if not body.rstrip().endswith((f"</{root}>".encode(), f"<{root}/>".encode())):
        raise TryAgain(f"EFetch's reply breaks off before </{root}>")
    try:
        expat.ParserCreate().Parse(body, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise TryAgain(f"EFetch sent XML that is not well-formed ({error})") from None
    return body


def checked_annotations(body: bytes) -> dict[str, object]:
    """PubTator 3's JSON as a dictionary; TryAgain where it is something else."""
    if _HTML.match(body[:200]):
        raise TryAgain("PubTator sent an HTML page")
    try:
        said = json.loads(body)
    except ValueError:
        raise TryAgain("PubTator sent JSON that breaks off or is none") from None
    if not isinstance(said, dict) or "PubTator3" not in said:
        raise TryAgain("PubTator sent something else than annotations")
    return said


def _root(body: bytes, name: str, *, what: str) -> ET.Element:
    head = body[:4096]
    if f"<{name}".encode() not in head:
        _raise_error(body, what=what)
        raise TryAgain(f"{what} sent something else than a <{name}>")
    if b"<!ENTITY" in head:
        raise TryAgain(f"{what} sent XML with entities of its own")
    try:
        root = ET.fromstring(body)  # noqa: S314 - entities are refused above, and expat bounds their growth
    except ET.ParseError as error:
        raise TryAgain(f"{what} sent XML that is not well-formed ({error})") from None
    message = " ".join(root.findtext("ERROR", "").split())
    if message and what != "ESummary":
        _raise_message(message, what=what)
    return root


def _raise_error(body: bytes, *, what: str) -> None:
    # What was sent instead of a result, if it can be told.
    if not body.strip():
        raise TryAgain(f"{what} sent nothing")
    if _HTML.match(body[:400]):
        raise TryAgain(f"{what} sent an HTML page")
    if found := _ERROR.search(body):
        _raise_message(" ".join(found[1].decode(errors="replace").split()), what=what)
    if message := error_in_json(body):
        _raise_message(message, what=what)
    if _HISTORY.search(body[:400].decode(errors="replace")) and what != "ESearch":
        raise ExpiredHistory


def _raise_message(message: str, *, what: str) -> None:
    if _HISTORY.search(message) and what != "ESearch":  # a search uses no history, it leaves one
        raise ExpiredHistory
    if _TEMPORARY.search(message):
        raise TryAgain(f"{what} says: {message}")
    if what == "ESearch":
        raise BadInput(f"PubMed cannot use the query: {message}; mend it in the topic file")
    raise TryAgain(f"{what} says: {message}")


def error_in_json(body: bytes) -> str:
    """The `error` of a JSON body, or an empty string; a raw newline inside it, which NCBI sends, is allowed."""
    if not body.lstrip().startswith(b"{"):
        return ""
    try:
        said = json.loads(body, strict=False)
    except ValueError:
        return ""
    inner = said.get("esearchresult", said)
    return str(inner.get("error") or inner.get("ERROR") or "") if isinstance(inner, dict) else ""


def _warnings(root: ET.Element) -> Iterator[str]:
    said = {
        "ErrorList/PhraseNotFound": "PubMed found nothing for the phrase {!r} and left it out",
        "ErrorList/FieldNotFound": "PubMed does not know the field {!r} and left it out",
        "WarningList/PhraseIgnored": "PubMed ignored {!r}",
        "WarningList/QuotedPhraseNotFound": "PubMed found nothing for the quoted phrase {!r}",
        "WarningList/OutputMessage": "PubMed says: {}",
    }
    for path, sentence in said.items():
        for element in root.iterfind(path):
            yield sentence.format(" ".join((element.text or "").split()))
