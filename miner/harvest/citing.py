"""The PMID of a cited work, asked of PubMed by its DOI or its title."""

import re

from miner.harvest.client import EntrezClient

_WORDS = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 4  # of a title, for it to stand for one work


def find_pmid(client: EntrezClient, *, doi: str | None = None, title: str = "", year: int | None = None) -> int | None:
    """The one PMID of a DOI, else of a title and year; None where PubMed knows none or more than one.

    Raises Unreachable where PubMed does not answer. ECitMatch is not used: it wants journal, volume and page, which
    lay reference lists often lack.
    """
    terms = [f'"{doi}"[doi]'] if doi else []
    words = _WORDS.findall(title)
    if len(words) >= _FEWEST_WORDS:
        terms.append(f'"{" ".join(words)}"[ti]' + (f" AND {year - 1}:{year + 1}[dp]" if year else ""))
    for term in terms:
        found = client.search(term, size=2)
        if found.count == 1 and len(found.ids) == 1:
            return int(found.ids[0])
    return None
