"""NCBI's E-utilities on loopback: real HTTP, the real cap, history, date fields, and faults on demand.

It serves records that the tests make, and keeps a record of every request with its time. Run as a program it serves
generated records until it is stopped: `python tests/harvest/eutils_server.py --records 25000 --faults 0.05 --log FILE`.
"""

import argparse
import hashlib
import json
import random
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

CAP = 9_999
SO_TIMESTAMPNS = 35  # Linux; other systems do not know it
GOOD_KEY = "0123456789abcdef0123456789abcdef0123"
FAULTS = ("429", "500", "502", "503", "drop", "cut", "half", "html", "expired", "error", "short", "empty", "hang")


@dataclass(frozen=True)
class Record:
    """One PubMed record: `crdt`, `mhda`, `lr` are ISO dates; `extra` goes into the citation."""

    pmid: int
    title: str = ""
    abstract: str = "Magnesium went with bone density in this made record."
    crdt: str = "2020-01-01"
    mhda: str = "2020-02-01"
    lr: str = "2020-03-01"
    pmcid: str = ""
    extra: str = ""
    types: tuple[str, ...] = ("Journal Article",)
    chinese: str = ""
    is_bad: bool = False

    def xml(self) -> str:
        def day(tag: str, iso: str, attributes: str = "") -> str:
            year, month, number = iso.split("-")
            return f"<{tag}{attributes}><Year>{year}</Year><Month>{month}</Month><Day>{number}</Day></{tag}>"

        if self.is_bad:
            return "<PubmedArticle><MedlineCitation><Article/></MedlineCitation></PubmedArticle>\n"
        pmc = f'<ArticleId IdType="pmc">{self.pmcid}</ArticleId>' if self.pmcid else ""
        types = "".join(f'<PublicationType UI="D0">{escape(kind)}</PublicationType>' for kind in self.types)
        text = f"<AbstractText>{self.chinese}</AbstractText>"
        other = f'<OtherAbstract Type="Publisher" Language="chi">{text}</OtherAbstract>' if self.chinese else ""
        title = escape(self.title or f"Made record {self.pmid}")
        history = "".join(
            day("PubMedPubDate", iso, f' PubStatus="{status}"')
            for status, iso in (("entrez", self.crdt), ("pubmed", self.crdt), ("medline", self.mhda))
        )
        abstract = f"<Abstract><AbstractText>{escape(self.abstract)}</AbstractText></Abstract>" if self.abstract else ""
        return (
            f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{self.pmid}</PMID>'
            f"{day('DateRevised', self.lr)}"
            '<Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN>'
            f'<JournalIssue CitedMedium="Print"><Volume>1</Volume><PubDate><Year>{self.crdt[:4]}</Year></PubDate>'
            f"</JournalIssue><Title>Made Journal</Title></Journal><ArticleTitle>{title}</ArticleTitle>{abstract}"
            f"<Language>eng</Language><PublicationTypeList>{types}</PublicationTypeList></Article>"
            "<MedlineJournalInfo><MedlineTA>Made J</MedlineTA><NlmUniqueID>1</NlmUniqueID></MedlineJournalInfo>"
            f"{self.extra}{other}</MedlineCitation>"
            f"<PubmedData><History>{history}"
            f"</History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{self.pmid}</ArticleId>{pmc}</ArticleIdList></PubmedData></PubmedArticle>\n'
        )


def make_records(count: int, *, crowded_day: int = 0, seed: int = 1) -> list[Record]:
    """Records with words and dates of their own; `crowded_day` of them were created on one and the same day."""
    chance = random.Random(seed)
    start = date(1990, 1, 1)
    records = []
    for number in range(count):
        crdt = date(2016, 5, 4) if number < crowded_day else start + timedelta(days=chance.randrange(13_000))
        abstract = " ".join(chance.choices(("magnesium", "bone", "density", "muscle", "intake", "serum", "risk"), k=60))
        records.append(
            Record(
                pmid=10_000_001 + number * 3,
                abstract=abstract,
                crdt=crdt.isoformat(),
                mhda=(crdt + timedelta(days=30)).isoformat(),
                lr=(crdt + timedelta(days=60)).isoformat(),
            )
        )
    return records


@dataclass(frozen=True)
class Request:
    """A request as the server saw it: it arrived between `since` and `at`, in seconds.

    Where the kernel tells when the bytes came in, both are that moment; else `since` is when the server was last known
    to run before it noticed the request.
    """

    since: float
    at: float
    utility: str
    method: str
    parameters: dict[str, str]
    fault: str


@dataclass
class Troubles:
    """What goes wrong: each request with chance `share`, kinds at random; `script` comes first, one entry a request.

    An entry of the script is a kind of FAULTS or `""` for none, or `utility:kind`, which waits for that utility.
    """

    share: float = 0.0
    kinds: Sequence[str] = FAULTS
    script: list[str] = field(default_factory=list)
    seed: int = 7
    hang_seconds: float = 2.5

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def next(self, utility: str) -> str:
        if self.script:
            where, _, kind = self.script[0].rpartition(":")
            if not where or where == utility:
                self.script.pop(0)
                return kind
            return ""
        return self.chance.choice(self.kinds) if self.share and self.chance.random() < self.share else ""


class Eutils:
    """The service itself, without HTTP: `records` may be changed at any time; `allowed` requests/s gives real 429s."""

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        troubles: Troubles | None = None,
        cap: int = CAP,
        allowed: int | None = None,
        known_terms: Callable[[str, Record], bool] | None = None,
    ) -> None:
        self.records = {record.pmid: record for record in records}
        self.troubles = troubles or Troubles()
        self.cap = cap
        self.allowed = allowed
        self.known_terms = known_terms
        self.full_texts: dict[str, str] = {}
        self.annotations: dict[int, str] = {}
        self.histories: dict[str, dict[str, list[int]]] = {}
        self.requests: list[Request] = []
        self.warnings = ""
        self.files: dict[str, bytes] = {}
        self.alive_at = time.time()
        self.lock = threading.Lock()
        self.listener: Callable[[Request], None] | None = None
        self._sorted: list[Record] | None = None
        self._found: dict[str, list[int]] = {}

    def change(self, *records: Record) -> None:
        """Put in new records, or new versions of old ones."""
        self.records.update({record.pmid: record for record in records})
        self._sorted = None

    def delete(self, *pmids: int) -> None:
        for pmid in pmids:
            self.records.pop(pmid, None)
        self._sorted = None

    def find(self, term: str) -> list[int]:
        """The PMIDs of a term, newest first, as PubMed sorts them."""
        if self._sorted is None:
            self._found.clear()
            self._sorted = sorted(self.records.values(), key=lambda record: -record.pmid)
        if term not in self._found:
            test = Query(term, self.known_terms).test
            self._found[term] = [record.pmid for record in self._sorted if test(record)]
        return self._found[term]

    def is_crowded(self) -> bool:
        if self.allowed is None:
            return False
        now = time.time()
        return sum(request.at > now - 1.0 for request in self.requests[-50:]) > self.allowed


class Query:
    """The part of PubMed's query language that the tests use: AND, OR, NOT from left to right, ranges, words."""

    def __init__(self, term: str, known: Callable[[str, Record], bool] | None) -> None:
        self.tokens = re.findall(r'[()]|"[^"]*"(?::"[^"]*")?(?:\[[^\]]*\])?|[^\s()\[\]"]+(?:\[[^\]]*\])?', term)
        self.known = known
        self.at = 0
        self.test = self._sequence()

    def _sequence(self) -> Callable[[Record], bool]:
        left = self._atom()
        while self.at < len(self.tokens) and self.tokens[self.at] != ")":
            word = self.tokens[self.at]
            operator = word if word in {"AND", "OR", "NOT"} else "AND"
            self.at += word in {"AND", "OR", "NOT"}
            left = self._join(operator, left, self._atom())
        return left

    @staticmethod
    def _join(
        operator: str, left: Callable[[Record], bool], right: Callable[[Record], bool]
    ) -> Callable[[Record], bool]:
        if operator == "AND":
            return lambda record: left(record) and right(record)
        if operator == "OR":
            return lambda record: left(record) or right(record)
        return lambda record: left(record) and not right(record)

    def _atom(self) -> Callable[[Record], bool]:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            inner = self._sequence()
            self.at += 1
            return inner
        word, _, tag = token.rstrip("]").partition("[")
        word = word.replace('"', "")
        low, _, high = word.partition(":")
        if tag in {"crdt", "mhda", "lr", "edat", "dp"}:
            name = "crdt" if tag in {"edat", "dp"} else tag
            first, last = low.replace("/", "-"), (high or low).replace("/", "-")
            return lambda record: first <= getattr(record, name)[: len(first)] and getattr(record, name) <= last + "~"
        if tag == "uid":
            ends = int(low), int(high or low)
            return lambda record: ends[0] <= record.pmid <= ends[1]
        if tag == "pt":
            return lambda record: word.lower() in {kind.lower() for kind in record.types}
        known = self.known
        if known is not None:
            return lambda record: known(word, record)
        return lambda record: word.lower() in f"{record.title} {record.abstract}".lower()


class Handler(BaseHTTPRequestHandler):
    """One request; `server.eutils` is the service."""

    server: "EutilsServer"
    arrived: float | None = None

    def log_message(self, *_: object) -> None:
        """Nothing: the record of requests is in the service."""

    def handle_one_request(self) -> None:
        self.arrived = self.kernel_time()
        super().handle_one_request()

    def kernel_time(self) -> float | None:
        """When the kernel took in the first bytes of the request, which are left where they are; None if not told."""
        try:
            _, notes, _, _ = self.connection.recvmsg(1, 64, socket.MSG_PEEK)
        except (OSError, NotImplementedError):  # the latter over TLS
            return None
        for level, kind, value in notes:
            if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS and len(value) == 16:
                seconds, nanoseconds = struct.unpack("qq", value)
                return float(seconds) + float(nanoseconds) / 1e9
        return None

    def do_GET(self) -> None:
        self.answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.answer(self.rfile.read(length).decode())

    def answer(self, encoded: str) -> None:
        eutils = self.server.eutils
        since = self.arrived or min(eutils.alive_at, time.time())
        at = self.arrived or time.time()
        parameters = {name: values[-1] for name, values in parse_qs(encoded, keep_blank_values=True).items()}
        utility = urlsplit(self.path).path.rsplit("/", 1)[-1].removesuffix(".fcgi")
        with eutils.lock:
            fault = eutils.troubles.next(utility)
            request = Request(since, at, utility, self.command, parameters, fault)
            eutils.requests.append(request)
            if eutils.is_crowded():
                fault = "429"
        if eutils.listener is not None:
            eutils.listener(request)
        if parameters.get("api_key", GOOD_KEY) != GOOD_KEY:
            self.send(400, '{"error":"API key invalid","api-key":"' + parameters["api_key"] + '","type":"ip"}', "json")
        elif not self.send_fault(fault, parameters):
            self.serve(utility, parameters, fault)

    def serve(self, utility: str, parameters: dict[str, str], fault: str) -> None:
        path = urlsplit(self.path).path
        if path in self.server.eutils.files:
            self.send_bytes(200, self.server.eutils.files[path], "application/octet-stream")
            return
        if path.endswith("/") and any(name.startswith(path) for name in self.server.eutils.files):
            names = [name.removeprefix(path) for name in self.server.eutils.files if name.startswith(path)]
            self.send(200, "".join(f'<a href="{name}">{name}</a>\n' for name in names), "html")
            return
        make = {
            "esearch": self.esearch,
            "efetch": self.efetch,
            "epost": self.epost,
            "esummary": self.esummary,
            "elink": self.elink,
            "biocjson": self.biocjson,
        }.get(utility)
        if make is None:
            self.send(404, "<html><body>Not found</body></html>", "html")
            return
        body = make(parameters, fault)
        if fault == "half":
            body = body[: max(10, len(body) * 2 // 3)]
        self.send(200, body, "json" if utility == "biocjson" else "xml", cut=fault == "cut")

    def send_fault(self, fault: str, parameters: dict[str, str]) -> bool:
        if fault == "429":
            body = '{"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"4","limit":"3"}'
            self.send(429, body, "json", headers={"Retry-After": "1", "X-RateLimit-Limit": "3"})
        elif fault in {"500", "502", "503"}:
            self.send(int(fault), f"<html><body><h1>{fault} Server Error</h1></body></html>", "html")
        elif fault == "drop":
            self.close_connection = True
        elif fault == "hang":
            time.sleep(self.server.eutils.troubles.hang_seconds)
            self.close_connection = True
        elif fault == "html":
            self.send(200, "<!DOCTYPE html><html><body>The server is busy</body></html>", "html")
        elif fault == "error":
            self.send(200, "<eFetchResult><ERROR>Search Backend failed: try again</ERROR></eFetchResult>", "xml")
        elif fault == "expired" and "WebEnv" in parameters:
            self.server.eutils.histories.pop(parameters["WebEnv"], None)
            return False
        else:
            return False
        return True

    def esearch(self, parameters: dict[str, str], fault: str) -> str:
        eutils = self.server.eutils
        if "term" not in parameters:
            return reply("eSearchResult", "<ERROR>Empty term and query_key - nothing todo</ERROR>")
        found = eutils.find(parameters["term"])
        start, size = int(parameters.get("retstart", "0")), int(parameters.get("retmax", "20"))
        if start > eutils.cap - 1 and start:
            text = f"Search Backend failed: Exception:\n'retstart' cannot be larger than {eutils.cap - 1}"
            return reply("eSearchResult", f"<ERROR>{text}</ERROR>")
        ids = found[: eutils.cap][start : start + size]
        if fault in {"short", "empty"}:
            ids = ids[: len(ids) // 2] if fault == "short" else []
        history = ""
        if parameters.get("usehistory") == "y":
            env, key = self.remember(found[: eutils.cap], parameters)
            history = f"<QueryKey>{key}</QueryKey><WebEnv>{env}</WebEnv>"
        listed = "".join(f"<Id>{pmid}</Id>\n" for pmid in ids)
        translation = escape(f"{parameters['term']} (translated)")
        return reply(
            "eSearchResult",
            f"<Count>{len(found)}</Count><RetMax>{len(ids)}</RetMax><RetStart>{start}</RetStart>{history}"
            f"<IdList>{listed}</IdList><TranslationSet/><QueryTranslation>{translation}</QueryTranslation>{eutils.warnings}",
        )

    def remember(self, ids: list[int], parameters: dict[str, str]) -> tuple[str, str]:
        eutils = self.server.eutils
        with eutils.lock:
            env = parameters.get("WebEnv") or f"MCID_{len(eutils.requests):x}_{len(eutils.histories):x}"
            keys = eutils.histories.setdefault(env, {})
            key = str(len(keys) + 1)
            keys[key] = ids
            while len(eutils.histories) > 50:
                eutils.histories.pop(next(iter(eutils.histories)))
        return env, key

    def asked_ids(self, parameters: dict[str, str]) -> list[int] | None:
        if "WebEnv" in parameters:
            ids = self.server.eutils.histories.get(parameters["WebEnv"], {}).get(parameters.get("query_key", ""))
            if ids is None:
                return None
            start = int(parameters.get("retstart", "0"))
            return ids[start : start + int(parameters.get("retmax", "20"))]
        return [int(re.sub(r"\D", "", each)) for each in parameters.get("id", "").split(",") if each]

    def efetch(self, parameters: dict[str, str], fault: str) -> str:
        eutils = self.server.eutils
        ids = self.asked_ids(parameters)
        if ids is None:
            return reply("eFetchResult", f"<ERROR>Unable to obtain query #{parameters.get('query_key')}</ERROR>")
        if parameters.get("db") == "pmc":
            texts = [eutils.full_texts[f"PMC{each}"] for each in ids if f"PMC{each}" in eutils.full_texts]
            return f'<?xml version="1.0"  ?>\n<pmc-articleset>{"".join(texts)}</pmc-articleset>'
        records = [eutils.records[pmid] for pmid in ids if pmid in eutils.records]
        if fault == "short":
            records = records[: len(records) * 2 // 3]
        body = "" if fault == "empty" else "".join(record.xml() for record in records)
        return pubmed_set(body)

    def epost(self, parameters: dict[str, str], _: str) -> str:
        ids = self.asked_ids(parameters) or []
        if not ids:
            return reply("ePostResult", "<ERROR>Empty ID list; Nothing to store</ERROR>")
        env, key = self.remember(ids, parameters)
        return reply("ePostResult", f"<QueryKey>{key}</QueryKey>\n<WebEnv>{env}</WebEnv>")

    def esummary(self, parameters: dict[str, str], _: str) -> str:
        ids = self.asked_ids(parameters)
        if ids is None:
            return reply("eSummaryResult", "<ERROR>Unable to obtain query #1</ERROR>")
        records = self.server.eutils.records
        parts = [
            f'<DocumentSummary uid="{pmid}"><Title>{escape(records[pmid].title)}</Title></DocumentSummary>'
            if pmid in records
            else f'<DocumentSummary uid="{pmid}"><error>cannot get document summary</error></DocumentSummary>'
            for pmid in ids
        ]
        return reply("eSummaryResult", f'<DocumentSummarySet status="OK">{"".join(parts)}</DocumentSummarySet>')

    def elink(self, parameters: dict[str, str], _: str) -> str:
        links = []
        for pmid in self.asked_ids(parameters) or []:
            record = self.server.eutils.records.get(pmid)
            link = f"<Link><Id>{record.pmcid.removeprefix('PMC')}</Id></Link>" if record and record.pmcid else ""
            found = f"<LinkSetDb><DbTo>pmc</DbTo><LinkName>pubmed_pmc</LinkName>{link}</LinkSetDb>" if link else ""
            links.append(f"<LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>{pmid}</Id></IdList>{found}</LinkSet>")
        return reply("eLinkResult", "".join(links))

    def biocjson(self, parameters: dict[str, str], _: str) -> str:
        known = self.server.eutils.annotations
        asked = [int(each) for each in parameters["pmids"].split(",")]
        return '{"PubTator3": [' + ",".join(known[pmid] for pmid in asked if pmid in known) + "]}"

    def send(
        self, status: int, text: str, kind: str, *, cut: bool = False, headers: dict[str, str] | None = None
    ) -> None:
        self.send_bytes(status, text.encode(), f"text/{kind}; charset=UTF-8", cut=cut, headers=headers)

    def send_bytes(
        self, status: int, body: bytes, kind: str, *, cut: bool = False, headers: dict[str, str] | None = None
    ) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)
        except OSError:
            self.close_connection = True  # the client is gone: killed, perhaps, in the middle


def pubmed_set(body: str) -> str:
    return (
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
        f'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n{body}</PubmedArticleSet>'
    )


def reply(root: str, body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE {root} PUBLIC "-//NLM//DTD {root}//EN" '
        f'"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/{root}.dtd">\n<{root}>{body}</{root}>'
    )


class EutilsServer(ThreadingHTTPServer):
    """The HTTP server, as a context; `url` is what MINER_ENTREZ_URL is set to."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, eutils: Eutils, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        if sys.platform == "linux":  # each connection inherits it
            self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.eutils = eutils
        self.url = f"http://127.0.0.1:{self.server_address[1]}/entrez/eutils"
        self._stopping = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        threading.Thread(target=self._beat, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a client that was killed is no fault of ours."""

    def _beat(self) -> None:
        """Keeps the time when the server was last known to run, for judging how late it may have noticed a request."""
        while not self._stopping.wait(0.004):
            self.eutils.alive_at = time.time()


def worst_window(requests: Sequence[Request]) -> int:
    """The most requests that surely arrived within one second.

    A request arrived between `since` and `at`: two are surely within a second only where the later's latest and the
    earlier's earliest are, so that a halt of the server itself is not blamed on the client.
    """
    ordered = sorted(requests, key=lambda request: request.at)
    worst, first = 0, 0
    for last, request in enumerate(ordered):
        while request.at - ordered[first].since >= 1.0:
            first += 1
        worst = max(worst, last - first + 1)
    return worst


def digest(lines: Iterable[str]) -> str:
    """The SHA-256 of some lines, for comparing stores."""
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode() + b"\n")
    return total.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--crowded-day", type=int, default=0)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    arguments = parser.parse_args()
    eutils = Eutils(
        make_records(arguments.records, crowded_day=arguments.crowded_day), troubles=Troubles(share=arguments.faults)
    )
    log = arguments.log.open("a", encoding="utf-8") if arguments.log else None

    def note(request: Request) -> None:
        if log is not None:
            kept = {name: value[:80] for name, value in request.parameters.items() if name != "api_key"}
            row = replace(request, parameters=kept)
            log.write(json.dumps(row.__dict__) + "\n")
            log.flush()

    eutils.listener = note
    with EutilsServer(eutils, arguments.port) as server:
        sys.stdout.write(server.url + "\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
