"""What is wrong with a PubMed query, as far as can be told without asking PubMed."""

import difflib
import re

# PubMed's search field tags, in their short and long forms (PubMed User Guide, "Search field tags").
_TAGS = frozenset(
    """ad affiliation aid all au author 1au auid book cn cois crdt dcom dp pdat dep edat mhda lr ed editor fau fir gr
    grants ir isbn ip jid ta journal la language lastau lid loc majr mh mesh mesh:noexp mh:noexp majr:noexp mhda nm
    rn otherterm ot own pa pg pid pl pmid uid ps pt ptyp pubn sb si sh sh:noexp so sub subheading tiab ti title tt tw
    text vi volume filter sb all-fields tiab:~0 tiab:~1 tiab:~2 tiab:~3 tiab:~4 tiab:~5 tiab:~10""".split()  # noqa: SIM905
) | {
    "mesh terms", "mesh terms:noexp", "mesh major topic", "mesh subheading", "title/abstract", "text word",
    "all fields",
    "publication type", "date - publication", "date - create", "date - entry", "date - mesh", "date - completion",
    "date - modification", "substance name", "supplementary concept", "pharmacological action", "other term",
    "ec/rn number", "author - first", "author - last", "corporate author", "personal name as subject",
}  # fmt: skip
_TAG = re.compile(r"\[([^\]]*)\]")
_QUOTED = re.compile(r'"[^"]*"')


def find_fault(term: str) -> str | None:
    """One sentence on the first fault of a query, None where none is seen.

    >>> find_fault("magnesium[tiabb] AND bone[tiab]")
    'PubMed has no search field [tiabb]; did you mean [tiab]?'
    """
    if not term.strip():
        return "the query is empty"
    if term.count('"') % 2:
        return "the query has a double quote that is not closed"
    bare = _QUOTED.sub("x", term)
    depth = 0
    for character in bare:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return "the query closes a bracket that it did not open"
    if depth:
        return f"the query leaves {depth} bracket{'s' if depth > 1 else ''} open"
    if bare.count("[") != bare.count("]"):
        return "the query has a search field whose square bracket is not closed"
    return _fault_of_tags(bare) or _fault_of_operators(bare)


def _fault_of_tags(bare: str) -> str | None:
    for tag in _TAG.findall(bare):
        name = tag.strip().lower()
        if name not in _TAGS and not re.fullmatch(r"(?:ti|tiab|ad|title/abstract|title|affiliation):~\d+", name):
            near = difflib.get_close_matches(name, sorted(_TAGS), n=1)
            return f"PubMed has no search field [{tag}]" + (f"; did you mean [{near[0]}]?" if near else "")
    return None


def _fault_of_operators(bare: str) -> str | None:
    if re.search(r"\b(?:and|or|not)\b(?=\s*[\"(]|\s+\w+[*\[])", bare):
        return "PubMed reads AND, OR and NOT only in capitals"
    if re.match(r"\s*(?:AND|OR|NOT)\b", bare) or re.search(r"\b(?:AND|OR|NOT)\s*\)?\s*$", bare):
        return "the query begins or ends with AND, OR or NOT"
    return None
