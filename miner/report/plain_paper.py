"""One paper with all that was read of it: facts, claims with their sentences, estimates, entities; as Markdown."""

from collections.abc import Iterator, Sequence

from miner.model.article import Article, Section
from miner.model.claim import Claim
from miner.model.estimate import Estimate
from miner.model.reading import Reading
from miner.model.wording import say_sign


def write_paper(article: Article, readings: Sequence[Reading]) -> str:
    """The paper's page in Markdown; its readings are its own and those of its translations."""
    parts = [_head(article)]
    if readings:
        parts += [
            _study(readings[0]),
            *(_claims(reading) for reading in readings),
            _estimates(readings[0]),
            _entities(readings[0]),
        ]
    parts.append(_abstract(article))
    return "\n".join("\n".join(part) for part in parts).rstrip() + "\n"


def _head(article: Article) -> Iterator[str]:
    yield f"# {article.title or article.id}\n"
    if article.is_retracted:
        yield "**Retracted.** Its claims are kept and marked; they count for nothing.\n"
    authors = [author.collective or f"{author.last_name} {author.initials}".strip() for author in article.authors]
    names = ", ".join((*authors[:3], "et al.") if len(authors) > 3 else authors)
    where = " ".join(part for part in (article.journal, str(article.year or ""), article.volume) if part)
    yield ". ".join(part for part in (names, where) if part) + "." if names or where else ""
    ids = [article.id, article.pmcid or "", f"DOI:{article.doi}" if article.doi else ""]
    yield " · ".join(dict.fromkeys(each for each in ids if each))
    if article.is_digest:
        yield "\nThe abstract below is a digest in miner's own words, not the paper's own."


def _study(reading: Reading) -> Iterator[str]:
    study = reading.study
    size = f", n = {study.n:,}" if study.n is not None else ""
    who = "; ".join(part for part in (study.population, study.species, study.country, study.data_set) if part)
    yield f"\n**Study:** {study.design.value}{size}{f' ({who})' if who else ''}"


def _claims(reading: Reading) -> Iterator[str]:
    yield f"\n## Claims{'' if '#' not in reading.id else f' of the abstract in {reading.language!r}'}\n"
    if not reading.claims:
        yield "None found."
    for claim in reading.claims:
        verb = say_sign(claim.sign, claim.subject_state)
        yield f"- **{claim.subject.text} {verb} {claim.object.text}**{_details(claim, reading)}"
        yield f"  > {' '.join(claim.quote.split())}"


def _details(claim: Claim, reading: Reading) -> str:
    through = ", ".join(
        mediator.text + (f" ({mediator.percent:g}%)" if mediator.percent is not None else "")
        for mediator in claim.mediators
    )
    said = [f"through {through}"] if through else []
    said += [reading.estimates[index].text for index in claim.estimates]
    said += [claim.certainty.value] if claim.certainty.value != "asserted" else []
    said += ["what other papers showed"] if claim.is_background else []
    return f" ({'; '.join(said)})" if said else ""


def _estimates(reading: Reading) -> Iterator[str]:
    if not reading.estimates:
        return
    yield "\n## Effect estimates\n"
    yield "| Measure | Value | Interval | p | Audit | As printed |"
    yield "|---|---|---|---|---|---|"
    for one in reading.estimates:
        cells = (
            one.measure.value,
            f"{one.value:g}",
            _interval(one),
            _p(one),
            ", ".join(one.audit) or "sound",
            one.text,
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _interval(estimate: Estimate) -> str:
    if estimate.ci_low is None or estimate.ci_high is None:
        return ""
    level = f"{estimate.ci_level:g}%: " if estimate.ci_level is not None else ""
    return f"{level}{estimate.ci_low:g} to {estimate.ci_high:g}"


def _p(estimate: Estimate) -> str:
    return "" if estimate.p is None else f"{estimate.p_op.value if estimate.p_op else '='} {estimate.p:g}"


def _entities(reading: Reading) -> Iterator[str]:
    linked = {mention.concept: mention for mention in reversed(reading.mentions) if mention.concept is not None}
    if not linked:
        return
    yield "\n## Entities\n"
    for concept, mention in sorted(linked.items(), key=lambda item: item[1].start):
        yield f"- {mention.name or mention.text}: {concept}, {mention.type.value}"


def _abstract(article: Article) -> Iterator[str]:
    sections: tuple[Section, ...] = article.abstract
    if sections:
        yield "\n## Abstract\n"
    for section in sections:
        yield (f"**{section.label}:** " if section.label else "") + section.text + "\n"
