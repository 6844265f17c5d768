"""Builders: a paper with its claims in a line or two, for all tests that need an evidence graph."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from miner.assemble import assemble
from miner.model.article import Article, Correction, paper_id
from miner.model.claim import Certainty, Claim, Mediator, Sign, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import EvidenceGraph
from miner.model.reading import Reading
from miner.model.study import Design, Study
from miner.model.topic import Query, Selection, Topic
from miner.vocabulary import load_vocabulary

MAGNESIUM = "MESH:D008274"
SARCOPENIA = "MESH:D055948"
BONE_DENSITY = "MESH:D015519"
CRP = "MESH:D002097"
PTH = "MESH:D010281"
WORDS = {
    MAGNESIUM: ("magnesium", EntityType.CHEMICAL),
    SARCOPENIA: ("sarcopenia", EntityType.DISEASE),
    BONE_DENSITY: ("bone density", EntityType.MEASUREMENT),
    CRP: ("C-reactive protein", EntityType.CHEMICAL),
    PTH: ("parathyroid hormone", EntityType.CHEMICAL),
}
TOPIC = Topic(
    name="test",
    title="Magnesium and muscle",
    queries=(Query("muscle", "magnesium"),),
    exposure=Selection(concepts=(MAGNESIUM,), names=("magnesium",)),
    outcome=Selection(concepts=(SARCOPENIA, BONE_DENSITY), names=("low muscle mass", "lean mass")),
    mediator=Selection(concepts=(CRP,)),
)
Paper = tuple[Article, tuple[Reading, ...]]


def estimate(
    value: float, low: float | None = None, high: float | None = None, *, measure: Measure = Measure.OR, **more: object
) -> Estimate:
    """An estimate; its text is made up by `paper`."""
    return replace(
        Estimate(0, 0, "", measure, value, low, high, None if low is None else 95.0),
        **more,  # type: ignore[arg-type]
    )


def says(
    subject: str = MAGNESIUM,
    object_: str = SARCOPENIA,
    sign: Sign = -1,
    *estimates: Estimate,
    through: Sequence[tuple[str, float | None]] = (),
    certainty: Certainty | None = None,
    state: State | None = None,
    comparison: str | None = "highest vs lowest",
    adjusted: bool | None = None,
    subgroup: str | None = None,
    background: bool = False,
) -> tuple[Claim, tuple[Estimate, ...]]:
    """A claim with its estimates; `paper` makes up its sentence. A term that is no CURIE of WORDS is its own text."""
    words, kind = WORDS.get(subject, (subject, None))
    others, other_kind = WORDS.get(object_, (object_, None))
    claim = Claim(
        0,
        0,
        "",
        Term(words, 0, 0, subject if subject in WORDS else None, kind),
        Term(others, 0, 0, object_ if object_ in WORDS else None, other_kind),
        sign,
        subject_state=state,
        certainty=certainty or (Certainty.NEGATED if sign == 0 else Certainty.ASSERTED),
        comparison=comparison if estimates else None,
        adjusted=adjusted,
        subgroup=subgroup,
        mediators=tuple(
            Mediator(WORDS.get(one, (one, None))[0], 0, 0, one if one in WORDS else None, percent=percent)
            for one, percent in through
        ),
        is_background=background,
    )
    return claim, estimates


def paper(
    number: int | str,
    *claims: tuple[Claim, tuple[Estimate, ...]],
    year: int | None = 2020,
    design: Design = Design.COHORT,
    n: int | None = 1000,
    retracted: bool = False,
    concern: bool = False,
    language: str = "en",
    revised: str = "",
    **study: Any,
) -> Paper:
    """A paper, its text made of its claims: a sentence each, with every term, mediator and estimate in it."""
    document_id = f"PMID:{number}"
    text = "A title.\n"
    made: list[Claim] = []
    numbers: list[Estimate] = []
    for claim, estimates in claims:
        text, spoken, said = _speak(text, claim, estimates, first=len(numbers))
        made.append(spoken)
        numbers.extend(said)
    pmid = paper_id(str(number))
    article = Article(
        id=f"PMID:{pmid}",
        title="A title.",
        pmid=int(pmid),
        year=year,
        revised=revised,
        publication_types=("Retracted Publication",) if retracted else (),
        corrections=(Correction("ExpressionOfConcernIn"),) if concern else (),
    )
    reading = Reading(
        id=document_id,
        title="A title.",
        text=text,
        language=language,
        study=Study(design=design, n=n, **study),
        estimates=tuple(numbers),
        claims=tuple(made),
    )
    return article, (reading,)


def _speak(text: str, claim: Claim, estimates: Sequence[Estimate], *, first: int) -> tuple[str, Claim, list[Estimate]]:
    start = len(text)
    subject = replace(claim.subject, start=start, end=start + len(claim.subject.text))
    text += f"{claim.subject.text} "
    object_ = replace(claim.object, start=len(text), end=len(text) + len(claim.object.text))
    text += claim.object.text
    mediators = []
    for mediator in claim.mediators:
        text += " by "
        mediators.append(replace(mediator, start=len(text), end=len(text) + len(mediator.text)))
        text += mediator.text
    said = []
    for one in estimates:
        text += "; "
        words = one.text or f"{one.measure.value} {one.value:g} ({one.ci_low}, {one.ci_high})"
        said.append(replace(one, text=words, start=len(text), end=len(text) + len(words)))
        text += words
    text += "."
    spoken = replace(
        claim,
        start=start,
        end=len(text),
        quote=text[start:],
        subject=subject,
        object=object_,
        mediators=tuple(mediators),
        estimates=tuple(range(first, first + len(said))),
    )
    return text + "\n", spoken, said


def graph_of(*papers: Paper, topic: Topic = TOPIC) -> EvidenceGraph:
    """The evidence graph of papers, with the shipped vocabulary."""
    return assemble(papers, topic=topic, vocabulary=load_vocabulary())


def translated(one: Paper, *claims: tuple[Claim, tuple[Estimate, ...]]) -> Paper:
    """The paper with a Chinese translation of its abstract that makes these claims."""
    article, readings = one
    assert article.pmid is not None
    _, more = paper(f"{article.pmid}#zh", *claims, language="zh")
    return article, (*readings, *more)


def both(*ways: Iterable[Paper]) -> tuple[Paper, ...]:
    """Several lots of papers as one."""
    return tuple(one for way in ways for one in way)
