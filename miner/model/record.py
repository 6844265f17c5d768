"""The reading record: one JSON line per reading, with fixed key order and number format, and back again.

The contract's keys come first, in its order; behind them stand ours, only where there is something to say: a mention's
`candidates` and `parts`, an estimate's `adjusted` and `comparison`, a claim's `subgroup` and `background`, a mediator's
`type`, more of the study. With `explain` also how it came about (a claim's `rule`, the study's `why`, an estimate's
`decimals`): a record that is written with `explain` gives back the very same reading.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, TypeVar

from miner.errors import BadInput
from miner.model.article import Rejected, SectionKind
from miner.model.claim import Certainty, Claim, Mediator, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import Estimate, Measure, POperator
from miner.model.reading import Mention, Reading
from miner.model.study import Design, Study

JsonDict = dict[str, Any]
_STUDY_EXTRAS = ("age", "country", "data_set", "follow_up", "dose", "form")
_LINE_BREAKS = (("\u0085", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
_T = TypeVar("_T")


def to_record(reading: Reading, *, explain: bool = False) -> JsonDict:
    """The reading as a plain dictionary, its keys in the contract's order.

    >>> list(to_record(Reading(id="PMID:1", title="T", text="T")))
    ['id', 'title', 'text', 'lang', 'study', 'mentions', 'estimates', 'claims', 'rejected']
    """
    return {
        "id": reading.id,
        "title": reading.title,
        "text": reading.text,
        "lang": reading.language,
        "study": _study(reading.study, explain=explain),
        "mentions": [_mention(mention) for mention in reading.mentions],
        "estimates": [_estimate(estimate, explain=explain) for estimate in reading.estimates],
        "claims": [_claim(claim, explain=explain) for claim in reading.claims],
        "rejected": [{"id": one.id, "source": one.source, "reason": one.reason} for one in reading.rejected],
    }


def write_record(reading: Reading, *, explain: bool = False) -> str:
    r"""The reading as one line of JSON, without the line's end; whole numbers print without a decimal point.

    Characters that some programs take for the end of a line (U+0085, U+2028, U+2029) are escaped.

    >>> '"n": 5793,' in write_record(Reading(id="1", title="T", text="T", study=Study(n=5793)))
    True
    """
    line = json.dumps(to_record(reading, explain=explain), ensure_ascii=False, allow_nan=False)
    for character, escape in _LINE_BREAKS:
        if character in line:
            line = line.replace(character, escape)
    return line


def from_record(record: Mapping[str, Any]) -> Reading:
    """The reading that a record was written from; raises BadInput where the record cannot be one."""
    try:
        text = record["text"]
        return Reading(
            id=record["id"],
            title=record["title"],
            text=text,
            language=record.get("lang", "en"),
            study=_read_study(record.get("study") or {}),
            mentions=tuple(_read_mention(mention) for mention in record.get("mentions", ())),
            estimates=tuple(_read_estimate(estimate) for estimate in record.get("estimates", ())),
            claims=tuple(_read_claim(claim, text) for claim in record.get("claims", ())),
            rejected=tuple(Rejected(one["id"], one["source"], one["reason"]) for one in record.get("rejected", ())),
        )
    except KeyError as error:
        raise BadInput(f"{record.get('id', 'a record')}: a reading record needs the key {error}") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"{record.get('id', 'a record')} is no reading record: {error}") from None


def read_record(line: str) -> Reading:
    """The reading of one JSON line; raises BadInput where the line is no reading record."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise BadInput(f"a line is no JSON: {error}") from None
    if not isinstance(record, dict):
        raise BadInput("a line holds JSON, but no reading record; it must be an object")
    return from_record(record)


def _number(value: float | None) -> float | None:
    # 18.0 is printed as 18, -0.0 as 0: the text's own way to write a whole number.
    if value is None or isinstance(value, int):
        return value
    if not math.isfinite(value):
        raise BadInput(f"a reading holds {value}, which JSON cannot write")
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _study(study: Study, *, explain: bool) -> JsonDict:
    record: JsonDict = {
        "design": study.design.value,
        "n": study.n,
        "population": study.population,
        "species": study.species,
    }
    record |= {key: value for key in _STUDY_EXTRAS if (value := getattr(study, key)) is not None}
    if explain and study.why:
        record["why"] = list(study.why)
    return record


def _mention(mention: Mention) -> JsonDict:
    record: JsonDict = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type.value,
        "concept": mention.concept,
        "name": mention.name,
        "why": list(mention.why),
    }
    if mention.candidates:
        record["candidates"] = list(mention.candidates)
    if mention.parts:
        record["parts"] = list(mention.parts)
    return record


def _estimate(estimate: Estimate, *, explain: bool) -> JsonDict:
    record: JsonDict = {
        "start": estimate.start,
        "end": estimate.end,
        "text": estimate.text,
        "measure": estimate.measure.value,
        "value": _number(estimate.value),
        "ci_low": _number(estimate.ci_low),
        "ci_high": _number(estimate.ci_high),
        "ci_level": _number(estimate.ci_level),
        "p_op": None if estimate.p_op is None else estimate.p_op.value,
        "p": _number(estimate.p),
        "audit": list(estimate.audit),
    }
    if estimate.adjusted is not None:
        record["adjusted"] = estimate.adjusted
    if estimate.comparison is not None:
        record["comparison"] = estimate.comparison
    if explain and any(count is not None for count in estimate.decimals):
        record["decimals"] = list(estimate.decimals)
    return record


def _term(term: Term) -> JsonDict:
    return {
        "text": term.text,
        "concept": term.concept,
        "type": None if term.type is None else term.type.value,
        "start": term.start,
        "end": term.end,
    }


def _mediator(mediator: Mediator) -> JsonDict:
    record: JsonDict = {
        "text": mediator.text,
        "concept": mediator.concept,
        "percent": _number(mediator.percent),
        "start": mediator.start,
        "end": mediator.end,
    }
    if mediator.type is not None:
        record["type"] = mediator.type.value
    return record


def _claim(claim: Claim, *, explain: bool) -> JsonDict:
    record: JsonDict = {
        "start": claim.start,
        "end": claim.end,
        "subject": _term(claim.subject),
        "subject_state": None if claim.subject_state is None else claim.subject_state.value,
        "object": _term(claim.object),
        "sign": claim.sign,
        "certainty": claim.certainty.value,
        "comparison": claim.comparison,
        "adjusted": claim.adjusted,
        "section": None if claim.section is None else claim.section.value,
        "mediators": [_mediator(mediator) for mediator in claim.mediators],
        "estimates": list(claim.estimates),
    }
    if claim.subgroup is not None:
        record["subgroup"] = claim.subgroup
    if claim.is_background:
        record["background"] = True
    if explain and claim.rule:
        record["rule"] = claim.rule
    return record


def _read_study(record: Mapping[str, Any]) -> Study:
    return Study(
        design=Design(record.get("design", Design.OTHER)),
        n=record.get("n"),
        population=record.get("population"),
        species=record.get("species"),
        age=record.get("age"),
        country=record.get("country"),
        data_set=record.get("data_set"),
        follow_up=record.get("follow_up"),
        dose=record.get("dose"),
        form=record.get("form"),
        why=tuple(record.get("why", ())),
    )


def _read_mention(record: Mapping[str, Any]) -> Mention:
    return Mention(
        start=record["start"],
        end=record["end"],
        text=record["text"],
        type=EntityType(record["type"]),
        concept=record.get("concept"),
        name=record.get("name"),
        why=tuple(record.get("why", ())),
        candidates=tuple(record.get("candidates", ())),
        parts=tuple(record.get("parts", ())),
    )


def _read_estimate(record: Mapping[str, Any]) -> Estimate:
    decimals = record.get("decimals") or (None, None, None, None)
    value, ci_low, ci_high, p = decimals
    return Estimate(
        start=record["start"],
        end=record["end"],
        text=record["text"],
        measure=Measure(record["measure"]),
        value=float(record["value"]),
        ci_low=_float(record.get("ci_low")),
        ci_high=_float(record.get("ci_high")),
        ci_level=_float(record.get("ci_level")),
        p_op=_one_of(POperator, record.get("p_op")),
        p=_float(record.get("p")),
        audit=tuple(record.get("audit", ())),
        adjusted=record.get("adjusted"),
        comparison=record.get("comparison"),
        decimals=(value, ci_low, ci_high, p),
    )


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def _one_of(kind: type[_T], value: str | None) -> _T | None:
    return None if value is None else kind(value)  # type: ignore[call-arg]


def _read_term(record: Mapping[str, Any]) -> Term:
    return Term(
        text=record["text"],
        start=record["start"],
        end=record["end"],
        concept=record.get("concept"),
        type=_one_of(EntityType, record.get("type")),
    )


def _read_mediator(record: Mapping[str, Any]) -> Mediator:
    return Mediator(
        text=record["text"],
        start=record["start"],
        end=record["end"],
        concept=record.get("concept"),
        type=_one_of(EntityType, record.get("type")),
        percent=_float(record.get("percent")),
    )


def _read_claim(record: Mapping[str, Any], text: str) -> Claim:
    return Claim(
        start=record["start"],
        end=record["end"],
        quote=text[record["start"] : record["end"]],
        subject=_read_term(record["subject"]),
        object=_read_term(record["object"]),
        sign=record["sign"],
        subject_state=_one_of(State, record.get("subject_state")),
        certainty=Certainty(record.get("certainty", Certainty.ASSERTED)),
        comparison=record.get("comparison"),
        adjusted=record.get("adjusted"),
        subgroup=record.get("subgroup"),
        section=_one_of(SectionKind, record.get("section")),
        mediators=tuple(_read_mediator(mediator) for mediator in record.get("mediators", ())),
        estimates=tuple(record.get("estimates", ())),
        is_background=record.get("background", False),
        rule=record.get("rule", ""),
    )
