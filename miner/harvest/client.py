"""The E-utilities as methods: each request in its turn, signed, retried within bounds, never half believed.

Requests are built by Biopython's Entrez (tool, e-mail, key, POST for long lists) and sent by our own opener, because
`Bio.Entrez` has NCBI's address written into it, paces one process only and tries again at once on 429 and 5xx.
"""

import logging
import threading
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from miner.errors import BadInput, MinerError, Unreachable
from miner.harvest.limiter import Limiter
from miner.harvest.replies import (
    ExpiredHistory,
    History,
    SearchReply,
    TryAgain,
    checked_records,
    read_post,
    read_search,
    read_summary_errors,
)
from miner.harvest.retrying import retry
from miner.harvest.transport import Unanswered, make_opener, send
from miner.settings import Settings

TOOL = "claim-miner"
CAP: Final = 9_999
"""How many ids PubMed's ESearch lists, and its history serves, for one query: not the 10,000 that one reads of."""
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class EntrezClient:
    """E-utilities at `settings.entrez_url`. Its methods may be called from several threads at once.

    `tries` bounds the requests for one answer; between them it waits from `wait` seconds on, doubled each time, with
    jitter, at most 60 s. Where nobody has ever answered it gives up after three.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        limiter: Limiter | None = None,
        tries: int = 8,
        wait: float = 0.5,
        timeout: float = 60.0,
    ) -> None:
        if not settings.email:
            raise BadInput(
                "NCBI asks every client for an e-mail address: set NCBI_EMAIL to yours; it is sent to NCBI only"
            )
        self.settings = settings
        self.limiter = limiter or Limiter(settings.cache_folder / "entrez.pace", settings.requests_per_second)
        self.requests = 0
        self.retries = 0
        self._tries = tries
        self._wait = wait
        self._timeout = timeout
        self._opener = make_opener(self.limiter)
        self._answered = False
        self._lock = threading.Lock()

    def search(self, term: str, *, size: int = 0, history: bool = False) -> SearchReply:
        """What ESearch says to a term, with up to `size` ids; whole only if count and ids agree."""

        def read(body: bytes) -> SearchReply:
            reply = read_search(body)
            expected = min(reply.count, size, CAP)
            if len(set(reply.ids)) != expected:
                raise TryAgain(f"ESearch lists {len(set(reply.ids))} distinct ids where it counts {expected}")
            if history and reply.count and reply.history is None:
                raise TryAgain("ESearch left nothing on the history server")
            return reply

        options: dict[str, object] = {"term": term, "retmax": size, "usehistory": "y" if history else None}
        return self._ask("esearch", read, {"db": "pubmed", **options})

    def post(self, ids: Sequence[int], *, db: str = "pubmed") -> History:
        """A history that holds these ids."""
        return self._ask("epost", read_post, {"db": db, "id": _listed(ids)}, post=True)

    def fetch_page(self, history: History, *, start: int, size: int) -> bytes:
        """Records `start` to `start + size` of a history, as one whole PubmedArticleSet."""
        place = {"WebEnv": history.web_env, "query_key": history.query_key, "retstart": start, "retmax": size}
        return self._ask("efetch", _whole_set, {"db": "pubmed", "retmode": "xml", **place})

    def fetch_ids(self, ids: Sequence[int]) -> bytes:
        """The records of these ids, as one whole PubmedArticleSet; those that are not there are left out."""
        return self._ask("efetch", _whole_set, {"db": "pubmed", "retmode": "xml", "id": _listed(ids)}, post=True)

    def fetch_full_texts(self, pmcids: Sequence[str]) -> bytes:
        """The full texts of these PMC ids, as one whole pmc-articleset."""
        ids = ",".join(pmcid.removeprefix("PMC") for pmcid in pmcids)

        def read(body: bytes) -> bytes:
            return checked_records(body, root="pmc-articleset")

        return self._ask("efetch", read, {"db": "pmc", "retmode": "xml", "id": ids}, post=len(pmcids) > 100)

    def find_missing(self, ids: Sequence[int]) -> frozenset[int]:
        """Those of the ids that PubMed says it has no record of; TryAgain's bounds hold for ids it says nothing of."""
        asked = frozenset(ids)

        def read(body: bytes) -> frozenset[int]:
            known, unknown = read_summary_errors(body)
            if asked - known - unknown:
                raise TryAgain("ESummary says nothing of some ids")
            return asked & (unknown - known)

        options = {"db": "pubmed", "version": "2.0", "retmode": "xml", "id": _listed(ids)}
        return self._ask("esummary", read, options, post=True)

    def _ask(
        self, utility: str, read: Callable[[bytes], _T], options: Mapping[str, object], *, post: bool | None = None
    ) -> _T:
        def once() -> _T:
            try:
                return read(self._send(utility, post=post, options=options))
            except TryAgain as error:
                if error.wait:
                    self.limiter.pause(error.wait)
                raise

        def should_retry(error: TryAgain) -> bool:
            return not (isinstance(error, Unanswered) and self._gives_up())

        def note(error: TryAgain, number: int) -> None:
            self.retries += 1
            said = self.settings.without_key(str(error))
            _log.info("%s: %s; asking again (%d of %d)", utility, said, number, self._tries)

        try:
            return retry(once, tries=self._tries, wait=self._wait, should_retry=should_retry, on_retry=note)
        except TryAgain as error:
            reason = self.settings.without_key(str(error))
            raise Unreachable(
                f"{utility} at {self._host()} gave no usable answer ({reason}); "
                "what was fetched is kept, run again later"
            ) from None

    def _gives_up(self) -> bool:
        # Nobody has ever answered: three tries tell no network from a hiccup.
        return not self._answered and self.requests >= 3

    def _send(self, utility: str, *, post: bool | None, options: Mapping[str, object]) -> bytes:
        from Bio import Entrez

        known = {"tool": TOOL, "email": self.settings.email, "api_key": self.settings.api_key or None}
        address = f"{self.settings.entrez_url}/{utility}.fcgi"
        request: urllib.request.Request = Entrez._build_request(address, {**options, **known}, post=post)  # noqa: SLF001
        request.add_header("User-Agent", TOOL)
        with self._lock:
            self.requests += 1
        try:
            body = send(request, opener=self._opener, timeout=self._timeout)
        except Unanswered:
            raise
        except (TryAgain, MinerError):
            self._answered = True
            raise
        self._answered = True
        return body

    def _host(self) -> str:
        return self.settings.entrez_url.split("/")[2]


def _whole_set(body: bytes) -> bytes:
    return checked_records(body, root="PubmedArticleSet")


def _listed(ids: Sequence[int]) -> str:
    return ",".join(map(str, ids))


__all__ = ["CAP", "TOOL", "EntrezClient", "ExpiredHistory"]
