"""The check of an article: its claims against the graph, its citations against its references and against the store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

import regex

from miner.assemble.claims import gather
from miner.assemble.naming import Namer
from miner.model.article import Article
from miner.model.claim import Claim, Sign
from miner.model.concept import EntityType
from miner.model.evidence import Evidence, EvidenceGraph
from miner.model.reading import Reading
from miner.report.citations import Citation, find_citations
from miner.report.heads import find_part
from miner.report.languages import Comparison, compare_languages
from miner.report.lay import read_lay_claims
from miner.report.mechanisms import Mechanism, find_mechanisms, mechanism_spans
from miner.report.references import Entry, find_entries, find_reference_list
from miner.report.verdicts import Checked, Judge, Verdict, is_unproven
from miner.report.wording import LongForms, find_long_forms
from miner.vocabulary import Vocabulary
from miner.weigh.audit import monotone_conflicts

_REACH: Final = 3  # characters between a claim's sentence and a citation that follows it

# Chinese, more than one word, or a word made like those of processes and conditions.
_TELLING = regex.compile(r"\p{Han}|\w\s+\w|(?:ening|[st]ion|ness|sis|itis|ism|emia|pathy)s?$")

FindPaper = Callable[[Entry], str | None]
"""The id of the work that an entry means, or None where it is not known."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entry of the reference list, and the paper that it is; `problem` says why there is none."""

    entry: Entry
    paper: str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Against:
    """A claim held against the very paper that it cites: what that paper says of the pair."""

    paper: str
    verdict: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of the article with its verdict, its citations (indices), and what the cited papers say."""

    checked: Checked
    citations: tuple[int, ...] = ()
    cited: tuple[Against, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """All that was found of an article; `note` is set where there is something to say of the whole.

    `mechanisms` are those of the article's tables; `impossible` are claims that cannot both be; `comparisons` hold the
    article beside its translations; `names` has the English names of a Chinese article's terms.
    """

    title: str
    text: str
    language: str
    claims: tuple[CheckedClaim, ...]
    citations: tuple[Citation, ...]
    references: tuple[Resolved, ...]
    mechanisms: tuple[Mechanism, ...] = ()
    note: str = ""
    impossible: tuple[Claim, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    names: LongForms = field(default_factory=dict)


def check_article(
    article: Article,
    reading: Reading,
    *,
    graph: EvidenceGraph,
    vocabulary: Vocabulary,
    find_paper: FindPaper | None = None,
    translations: Sequence[Reading] = (),
) -> ArticleCheck:
    """The article's claims, each with its verdict, and its citations, each resolved or named with the reason why not.

    `find_paper` looks an entry up, in the store and where there is a network in PubMed; without it entries count as
    resolved by the PMID or DOI that they print.
    """
    text = reading.text
    if reading.language == "en" and not article.journal:
        reading = replace(reading, claims=read_lay_claims(reading))
    judge, namer = Judge(graph), Namer(vocabulary)
    citations = find_citations(text)
    references = tuple(_resolve(entry, find_paper) for entry in find_entries(text))
    cited = _Cited(text, citations, references, _by_paper(graph))
    claims = tuple(
        CheckedClaim(_judge(judge, one, reading), near := cited.near(one), cited.against(one, near))
        for one in _own_claims(article, reading, judge, namer)
    )
    return ArticleCheck(
        article.title or article.id,
        text,
        article.language,
        claims,
        citations,
        references,
        mechanisms=find_mechanisms(reading, graph=graph, namer=namer),
        note=_note(reading, claims, judge, graph),
        impossible=monotone_conflicts(tuple(one.checked.claim for one in claims)),
        comparisons=tuple(compare_languages(reading, each, vocabulary=vocabulary) for each in translations),
        names=find_long_forms(reading, vocabulary) if reading.language == "zh" else {},
    )


def _own_claims(article: Article, reading: Reading, judge: Judge, namer: Namer) -> list[Evidence]:
    """What the article itself says, in its order: nothing of its reference list or of its tables of mechanisms."""
    heap = gather([(article, (reading,))], namer)
    apart = (find_reference_list(reading.text) or (0, 0), *mechanism_spans(reading.text))
    # An article tells what papers showed: to it, background is the matter itself.
    told = [
        one
        for one in (*heap.evidence, *heap.background)
        if not any(start <= one.claim.start < end for start, end in apart) and _is_checkable(one, judge)
    ]
    return sorted(_once(told), key=lambda one: (one.claim.start, one.claim.subject.start, one.claim.object.start))


class _Cited(NamedTuple):
    """What an article cites, and what the graph holds of it."""

    text: str
    citations: tuple[Citation, ...]
    references: tuple[Resolved, ...]
    by_paper: Mapping[str, Sequence[Evidence]]

    def near(self, one: Evidence) -> tuple[int, ...]:
        """The citations that belong to a claim, by number."""
        return tuple(number for number, each in enumerate(self.citations) if _belongs(each, one, self.text))

    def against(self, one: Evidence, near: Iterable[int]) -> tuple[Against, ...]:
        """A claim held against each paper that these citations mean."""
        entries = (entry for number in near for entry in self.citations[number].entries)
        papers = dict.fromkeys(self.references[entry].paper for entry in entries if entry < len(self.references))
        return tuple(_against(one, paper, self.by_paper) for paper in papers if paper)


def _is_checkable(one: Evidence, judge: Judge) -> bool:
    """False where no end is a concept, or one is a single word that nothing knows: too vague to be checked.

    What a sentence itself calls unproven is left out, too.
    """
    ends = ((one.claim.subject, one.subject), (one.claim.object, one.object))
    unlinked = [(term.text, node) for term, node in ends if term.concept is None]
    if len(unlinked) == len(ends) or is_unproven(one.claim.quote):
        return False
    return all(_TELLING.search(text) or judge.knows(node) for text, node in unlinked)


def _once(own: Sequence[Evidence]) -> Iterable[Evidence]:
    """Of what a sentence says twice of one pair ("deficiency and insufficiency of X"), the first."""
    said: dict[tuple[int, str, str, Sign], Evidence] = {}
    for one in own:
        said.setdefault((one.claim.start, one.subject, one.object, one.sign), one)
    return said.values()


def _judge(judge: Judge, one: Evidence, reading: Reading) -> Checked:
    """The verdict; a term that only holds a concept ("calcification inhibitors") is not judged as that concept.

    Nor is a mere part of the body an outcome: "good for bones" can be held against nothing in particular.
    """
    for term in (one.claim.subject, one.claim.object):
        part = find_part(term, reading)
        if part is not None:
            reason = f"“{term.text}” holds “{part.text}” and is something else: not judged as that"
            return Checked(one, Verdict.NOT_FOUND, (reason,))
    if one.claim.object.type is EntityType.ANATOMY:
        reason = f"“{one.claim.object.text}” names a part of the body, not what becomes of it"
        return Checked(one, Verdict.NOT_FOUND, (reason,))
    return judge.judge(one)


def _resolve(entry: Entry, find_paper: FindPaper | None) -> Resolved:
    if entry.is_empty:
        return Resolved(entry, problem="the entry is empty")
    paper = find_paper(entry) if find_paper is not None else None
    if paper is None and entry.pmid is not None:
        paper = f"PMID:{entry.pmid}"
    if paper is None and entry.doi is not None:
        paper = f"DOI:{entry.doi}"
    return Resolved(entry, paper, "" if paper else "the entry prints no id, and no paper of its title is known here")


def _belongs(citation: Citation, one: Evidence, text: str) -> bool:
    """A citation in the claim's sentence, or right behind it."""
    claim = one.claim
    if claim.start <= citation.start < claim.end:
        return True
    return claim.end <= citation.start <= claim.end + _REACH and not text[claim.end : citation.start].strip(" ([.")


def _by_paper(graph: EvidenceGraph) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    papers = {paper.id: paper for paper in graph.papers}
    names = {f"DOI:{paper.doi}".lower(): paper.id for paper in papers.values() if paper.doi}
    for edge in graph.edges:
        for one in edge.evidence:
            found.setdefault(one.paper.id, []).append(one)
    for name, paper in names.items():
        found.setdefault(name, found.get(paper, []))
    return found


def _against(one: Evidence, paper: str, by_paper: Mapping[str, Sequence[Evidence]]) -> Against:
    held = by_paper.get(paper, by_paper.get(paper.lower()))
    if held is None:
        return Against(paper, "not in the store")
    pair = [each for each in held if (each.subject, each.object) == (one.subject, one.object)]
    if not pair:
        return Against(paper, "says nothing of the pair")
    agreeing = next((each for each in pair if each.sign == one.sign), None)
    if agreeing is not None:
        return Against(paper, "says so", agreeing)
    return Against(paper, _other(pair[0].sign), pair[0])


def _other(sign: Sign) -> str:
    return "found no effect" if sign == 0 else "gives no direction" if sign is None else "says the opposite"


def _note(reading: Reading, claims: Sequence[CheckedClaim], judge: Judge, graph: EvidenceGraph) -> str:
    if not reading.text.strip():
        return "The article holds no text."
    if any(judge.knows(each.checked.evidence.subject) or judge.knows(each.checked.evidence.object) for each in claims):
        return ""
    topic = graph.title or graph.topic
    if claims:
        return (
            f"None of its claims is on anything that the graph of “{topic}” knows: the article is from another field."
        )
    return f"No claim was found in it: the article states no effect of one thing on another, or is not about “{topic}”."
