"""The check of an article laid out: as a page (its own text marked), and as a JSON record."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from miner.model.concept import State
from miner.model.evidence import Evidence
from miner.model.study import Design
from miner.model.wording import say_sign
from miner.report.blocks import Block, Bullets, Heading, Notice, Page, Paragraph, Span, Spans, Table, plain
from miner.report.check import ArticleCheck, CheckedClaim
from miner.report.language_page import comparison_record, lay_out_comparison
from miner.report.links import paper_address
from miner.report.mechanisms import Mechanism
from miner.report.names import count_of, is_plural
from miner.report.verdicts import Verdict
from miner.report.wording import LongForms, say_audit, write_design

VERDICT_MARKS: Final = {
    Verdict.SUPPORTED: "✓",
    Verdict.OVERSTATED: "!",
    Verdict.MIXED: "±",
    Verdict.CONTRADICTED: "✗",
    Verdict.NOT_FOUND: "?",
}
_TELLS_LACK: Final = re.compile(r"\blow|deficien|deficit|insufficien|deplet|\bhypo|lack|缺乏|不足|低", re.IGNORECASE)
_PLURAL_VERBS: Final = {
    "raises": "raise",
    "lowers": "lower",
    "does not change": "do not change",
    "is linked to": "are linked to",
}
_ORDER: Final = (Verdict.CONTRADICTED, Verdict.OVERSTATED, Verdict.MIXED, Verdict.SUPPORTED, Verdict.NOT_FOUND)


def lay_out_check(check: ArticleCheck) -> Page:
    """The page: counts, each claim with its verdict and evidence, the citations, and the text, its claims marked."""
    return Page(f"Check of “{check.title}”", tuple(_blocks(check)), language=check.language)


def count_verdicts(check: ArticleCheck) -> Counter[Verdict]:
    """How many claims got which verdict."""
    return Counter(one.checked.verdict for one in check.claims)


def say_claim(one: CheckedClaim, names: LongForms | None = None) -> str:
    """The article's claim in a few words; `names` has what its terms are called in English, where they are not."""
    claim = one.checked.claim
    subject, object_ = ((names or {}).get(term.text, term.text) for term in (claim.subject, claim.object))
    if claim.subject_state is State.LOW and not _TELLS_LACK.search(subject):
        subject = f"low {subject}"
    verb = say_sign(claim.sign, claim.subject_state)
    said = f"{subject} {_PLURAL_VERBS[verb] if is_plural(subject) else verb} {object_}"
    return said[:1].upper() + said[1:] if said.split(maxsplit=1)[0].islower() else said


def say_impossible(check: ArticleCheck) -> tuple[str, ...]:
    """What of the article cannot all be so, by the subject that it is said of."""
    said: dict[str, list[str]] = {}
    for one in check.impossible:
        what = f"{say_sign(one.sign, one.subject_state)} {check.names.get(one.object.text, one.object.text)}"
        said.setdefault(check.names.get(one.subject.text, one.subject.text), []).append(what)
    return tuple(
        f"Cannot be: {subject} {' and '.join(dict.fromkeys(what))}. {say_audit('monotone-pair').capitalize()}."
        for subject, what in said.items()
    )


def say_counts(one: CheckedClaim) -> str:
    """How many papers agree, disagree or found nothing."""
    checked = one.checked
    if checked.verdict is Verdict.NOT_FOUND:
        return ""
    parts = [f"{checked.agree} for"]
    parts += [f"{checked.oppose} against"] if checked.oppose else []
    parts += [f"{checked.null} no effect"] if checked.null else []
    return ", ".join(parts)


def check_record(check: ArticleCheck) -> dict[str, Any]:
    """The check as plain values, in a fixed order."""
    return {
        "title": check.title,
        "language": check.language,
        "note": check.note or None,
        "verdicts": {verdict.value: count_verdicts(check)[verdict] for verdict in Verdict},
        "claims": [_claim_record(one) for one in check.claims],
        "mechanisms": [_mechanism_record(one) for one in check.mechanisms],
        "citations": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "kind": one.kind.value,
                "references": list(one.entries),
                "doi": one.doi,
                "pmid": one.pmid,
                "problem": one.problem or None,
            }
            for one in check.citations
        ],
        "references": [
            {
                "number": one.entry.number,
                "text": one.entry.text.strip(),
                "year": one.entry.year,
                "doi": one.entry.doi,
                "pmid": one.entry.pmid,
                "paper": one.paper,
                "problem": one.problem or None,
            }
            for one in check.references
        ],
        "impossible": [{"quote": one.quote, "start": one.start, "end": one.end} for one in check.impossible],
        "languages": [comparison_record(one) for one in check.comparisons],
    }


def write_check_json(check: ArticleCheck) -> str:
    """The record as JSON, ending in one line end."""
    return json.dumps(check_record(check), ensure_ascii=False, indent=2) + "\n"


def _claim_record(one: CheckedClaim) -> dict[str, Any]:
    checked, claim = one.checked, one.checked.claim
    return {
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "subject": {"text": claim.subject.text, "node": checked.evidence.subject},
        "object": {"text": claim.object.text, "node": checked.evidence.object},
        "sign": checked.evidence.sign,
        "certainty": claim.certainty.value,
        "verdict": checked.verdict.value,
        "reasons": list(checked.reasons),
        "agree": checked.agree,
        "against": checked.oppose,
        "null": checked.null,
        "best_for": _evidence_record(checked.best_for),
        "best_against": _evidence_record(checked.best_against),
        "citations": list(one.citations),
        "cited": [
            {
                "paper": each.paper,
                "verdict": each.verdict,
                "quote": each.evidence.claim.quote if each.evidence else None,
            }
            for each in one.cited
        ],
    }


def _mechanism_record(one: Mechanism) -> dict[str, Any]:
    return {
        "exposure": one.exposure.text if one.exposure else None,
        "mediator": one.mediator.text,
        "outcome": one.outcome.text,
        "verdict": one.verdict.value,
        "papers": list(one.papers),
        "first_step": list(one.first),
        "second_step": list(one.second),
    }


def _evidence_record(one: Evidence | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"paper": one.paper.id, "year": one.paper.year, "design": one.paper.design.value, "quote": one.claim.quote}


def _blocks(check: ArticleCheck) -> Iterator[Block]:
    counts = count_verdicts(check)
    if check.note:
        yield Notice(plain(check.note))
    for notice in say_impossible(check):
        yield Notice(plain(notice))
    summary = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in _ORDER if counts[verdict])
    yield Paragraph(
        plain(f"{count_of(len(check.claims), 'claim')}: {summary}." if check.claims else "No claim to check.")
    )
    for verdict in _ORDER:
        those = [one for one in check.claims if one.checked.verdict is verdict]
        if those:
            yield Heading(f"{VERDICT_MARKS[verdict]} {verdict.value.capitalize()} ({len(those)})")
            items = [(place, item) for same in _same(those) for place, item in enumerate(_items(same, check.names))]
            below = frozenset(number for number, (place, _) in enumerate(items) if place)
            yield Bullets(tuple(item for _, item in items), below)
    yield from _mechanisms(check)
    for comparison in check.comparisons:
        yield from lay_out_comparison(comparison)
    yield from _citations(check)
    yield Heading("The article, its claims marked")
    told = [verdict for verdict in _ORDER if counts[verdict]]
    if told:
        spans = [Span(f"{VERDICT_MARKS[one]} {one.value}", mark=one.value.replace(" ", "-")) for one in told]
        yield Paragraph(tuple(each for one in spans for each in (one, Span("  "))))
    yield from _marked(check)


def _mechanisms(check: ArticleCheck) -> Iterator[Block]:
    if not check.mechanisms:
        return
    yield Heading(f"Mechanisms in its tables ({len(check.mechanisms)})")
    rows = (
        (
            plain(one.exposure.text if one.exposure else "its topic"),
            plain(one.mediator.text),
            plain(one.outcome.text),
            (Span(one.verdict.value, is_strong=True),),
            _sources(one),
        )
        for one in check.mechanisms
    )
    yield Table(("Exposure", "Through", "Outcome", "Evidence", "Papers"), tuple(rows))


def _sources(one: Mechanism) -> Spans:
    """The papers behind a mechanism: those that state it whole, else those of each step."""
    parts = [("", one.papers)] if one.papers else [("first step: ", one.first), ("second step: ", one.second)]
    spans: list[Span] = []
    for label, papers in parts:
        if papers:
            spans.append(Span(f"{'; ' if spans else ''}{label}"))
            for number, paper in enumerate(papers):
                spans += [Span(", ")] if number else []
                spans.append(Span(paper, url=paper_address(paper)))
    return tuple(spans) or plain("none")


def _same(claims: Sequence[CheckedClaim]) -> list[list[CheckedClaim]]:
    """The claims that say the same of the same pair for the same reasons, together, each as often as it is said."""
    groups: dict[tuple[Any, ...], list[CheckedClaim]] = {}
    for one in claims:
        held = one.checked.evidence
        # What is linked to nothing that the papers know may have other names in each sentence.
        key = (
            held.subject,
            held.object,
            held.sign,
            one.checked.reasons,
            one.checked.best_for,
            one.checked.best_against,
        )
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _items(same: Sequence[CheckedClaim], names: LongForms) -> Iterator[tuple[Spans, str]]:
    one = same[0]
    checked = one.checked
    tail = "; ".join(part for part in (say_counts(one), *checked.reasons) if part)
    yield (Span(say_claim(one, names), is_strong=True), Span(f": {tail}." if tail else ".")), checked.claim.quote
    for other in same[1:]:
        if other.checked.claim.quote != checked.claim.quote:
            yield (Span("Also: ", is_soft=True), Span(f"{say_claim(other, names)}.")), other.checked.claim.quote
    for word, evidence in (("Best for", checked.best_for), ("Best against", checked.best_against)):
        if evidence is not None and checked.verdict is not Verdict.NOT_FOUND:
            yield (Span(f"{word}: ", is_soft=True), *_paper(evidence)), evidence.claim.quote
    for each in dict.fromkeys(each for claim in same for each in claim.cited):
        if each.evidence is not None:
            link = Span(each.paper, url=paper_address(each.paper))
            yield (
                (Span("The paper that it cites, ", is_soft=True), link, Span(f", {each.verdict}.")),
                each.evidence.claim.quote,
            )


def _paper(evidence: Evidence) -> Spans:
    paper = evidence.paper
    kind = write_design(paper.design) if paper.design is not Design.OTHER else ""
    about = ", ".join(str(part) for part in (paper.year, kind, paper.n and f"n = {paper.n:,}") if part)
    return (Span(paper.id, url=paper_address(paper.id)), Span(f" ({about})" if about else ""))


def _citations(check: ArticleCheck) -> Iterator[Block]:
    if not check.citations and not check.references:
        yield Heading("Citations")
        yield Paragraph(plain("The article cites nothing: it has no reference list, and names no DOI or PMID."))
        return
    yield Heading(f"Citations ({len(check.citations)})")
    problems = [one for one in check.citations if one.problem]
    resolved = len(check.citations) - len(problems)
    yield Paragraph(plain(f"{resolved} of {len(check.citations)} citations lead to a reference."))
    if problems:
        yield Bullets(tuple(((Span(one.text, is_strong=True), Span(f": {one.problem}.")), "") for one in problems))
    if check.references:
        yield Table(
            ("Reference", "Paper"),
            tuple(
                (
                    plain(" ".join(one.entry.text.split())),
                    (Span(one.paper, url=paper_address(one.paper)),) if one.paper else plain(one.problem),
                )
                for one in check.references
            ),
        )


def _marked(check: ArticleCheck) -> Iterator[Block]:
    """The text, a paragraph a line, each claim's sentence marked by its verdict."""
    marks = sorted(
        {(one.checked.claim.start, one.checked.claim.end): one for one in reversed(check.claims)}.items(),
        key=lambda item: item[0],
    )
    at = 0
    for line in check.text.split("\n"):
        end = at + len(line)
        spans: list[Span] = []
        place = at
        for (start, stop), one in marks:
            if start < place or stop > end:
                continue
            verdict = one.checked.verdict
            spans.append(Span(check.text[place:start]))
            title = f"{say_claim(one, check.names)}: {verdict.value}"
            spans.append(Span(f"{VERDICT_MARKS[verdict]} ", mark=verdict.value.replace(" ", "-"), title=title))
            spans.append(Span(check.text[start:stop], mark=verdict.value.replace(" ", "-"), title=title))
            place = stop
        spans.append(Span(check.text[place:end]))
        if line.strip():
            yield Paragraph(tuple(span for span in spans if span.text))
        at = end + 1
