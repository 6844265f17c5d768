"""Under what circumstances a claim holds: its contrast, its adjustment, its subgroup, and whether others found it."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.estimates.contrasts import find_contrast
from miner.extract.grammar.rules import Rule
from miner.model.article import SectionKind
from miner.model.claim import Claim, Mediator, Term
from miner.model.estimate import Estimate
from miner.model.reading import Document

_CONTROL = Rule(
    r"\b(?:(?:compared|in comparison) (?:with|to)|versus|vs\.?|relative to|than (?:in |with |on |for |those on )?)"
    r"\s?(?:the |a |an )?(?:[\w-]+ )?(?:placebo|controls?|sham|usual care|standard care|no (?:treatment|supplement\w*)"
    r"|untreated \w+|healthy \w+)(?: (?:groups?|arms?|subjects|participants|patients|women|men|diet|animals|rats|mice"
    r"|cells))?\b",
    regex.I,
)
_ADJUSTED = Rule(
    r"\b(?:after (?:\w+ )?(?:adjust\w+|controlling|correction|accounting)|adjust(?:ed|ing) for|when adjusted"
    r"|fully[ -]adjusted|multivaria(?:te|ble)|controlling for|taking into account"
    r"|independent(?:ly)?\b(?! (?:samples?|cohorts?|groups?|t\b)))",
    regex.I,
)
_CRUDE = Rule(r"\b(?:unadjusted|crude|univaria(?:te|ble)|before adjust\w+|without adjust\w+)\b", regex.I)
_SEX = r"(?:women|men|girls|boys|females|males)"
_PEOPLE = rf"(?:{_SEX}|children|adolescents|adults|participants|patients|subjects|individuals|people|persons|those)"
_SUBGROUP = Rule(
    rf"\b(?:in|among|for|within)\s(?:the\s|only\s)?(?P<group>"
    rf"(?:(?:older|younger|elderly|obese|lean|black|white|hispanic|asian|(?:pre|post|peri)-?menopausal|overweight)\s)*"
    rf"{_SEX}(?:\sonly\b)?"
    rf"|(?:older|younger|elderly|obese|overweight|lean|black|white|hispanic|asian)\s{_PEOPLE}"
    rf"|(?:non-?|never |current |former |ex-?)?smokers|non-?drinkers|drinkers|(?:non-?)?diabetics|whites|blacks"
    rf"|(?:those|participants|individuals|subjects|people|populations|persons)"
    rf"\s(?:with|without|who (?:had|were|are|have))\s[^,.;()]{{3,60}}?"
    rf"(?=\s?[,.;()]|\s(?:but|was|were|had|and|than|compared|at|after)\b|$)"
    rf")(?P<age>\s(?:aged?|older than|younger than|over|under|above|below)\s[^,.;()a-z]*\d+"
    rf"(?:\s?(?:-|–|to)\s?\d+)?(?:\s?(?:years?|y)\b)?(?:\sor (?:older|over|more|younger))?)?",
    regex.I,
)
_AGED = Rule(
    rf"\b(?:in|among|for)\s(?:the\s)?(?P<group>{_PEOPLE}\s(?:aged?|older than|younger than|over|under)\s[^,.;()a-z]*\d+"
    r"(?:\s?(?:-|–|to)\s?\d+)?(?:\s?(?:years?|y)\b)?(?:\sor (?:older|over|more|younger))?)",
    regex.I,
)
_AND_OTHERS = regex.compile(rf"\s(?:and|or|as well as)\s(?:in\s|among\s)?(?:the\s)?(?:\w+\s)?{_PEOPLE}\b", regex.I)
_BOTH = regex.compile(rf"\b(?:both|{_PEOPLE} (?:and|or))\s(?:in\s|among\s)?\Z", regex.I)
_FEMALE = regex.compile(r"\b(?:wom[ae]n|girls?|females?)\b", regex.I)
_MALE = regex.compile(r"\b(?:m[ae]n|boys?|males?)\b", regex.I)
_OTHERS = Rule(
    r"\b(?:(?:previous|prior|earlier|past|published) (?:\w+ ){0,3}(?:studies|study"
    r"|research|reports?|work|trials?|papers?|investigations?|investigators|authors|meta-analys[ei]s|reviews?|literature)"
    r"|(?:other|recent|several|many|numerous|some) (?:\w+ ){0,3}(?:studies|trials|reports|papers|authors|investigators)"
    r" (?:have|has|had|showed|found|reported|suggested|demonstrated)"
    r"|previously (?:been )?(?:shown|reported|demonstrated|found|described|suggested|observed)"
    r"|(?:has|have) (?:been )?(?:previously|earlier|long|repeatedly|often) (?:been )?"
    r"(?:shown|reported|demonstrated|known|associated|linked|found)"
    r"|(?:it is|is) (?:well |widely |generally )?(?:known|established|accepted) that"
    r"|et al\b\.?|in the literature|(?:and|&) (?:colleagues|co-?workers))",
    regex.I,
)
_CITED = regex.compile(r"(?:\[\d{1,3}(?:\s?[-–,]\s?\d{1,3})*\]|\([A-Z][\w'’-]+[^()]{0,40}\b(?:19|20)\d\d[a-z]?\))\W*\Z")
_OURS = Rule(
    r"\b(?:we|our|ours|this (?:study|trial|cohort|analysis|work|meta-analysis)|(?:the )?(?:present|current) \w+"
    r"|these (?:results|findings|data))\b",
    regex.I,
)
_LETTER = regex.compile(r"\w")
_LONG_WORD = regex.compile(r"[a-z]{4,}")
_OWN = frozenset({SectionKind.TITLE, SectionKind.RESULTS, SectionKind.TABLE})


def with_circumstances(
    claims: Sequence[Claim], document: Document, estimates: Sequence[Estimate], *, is_review: bool
) -> tuple[Claim, ...]:
    """The claims with comparison, adjustment, subgroup and background filled in from their estimates and sentences."""
    return tuple(
        _filled(claim, document, [estimates[i] for i in claim.estimates], is_review=is_review) for claim in claims
    )


def _filled(claim: Claim, document: Document, own: Sequence[Estimate], *, is_review: bool) -> Claim:
    comparison = claim.comparison or _comparison(claim, document, own)
    adjusted = claim.adjusted if claim.adjusted is not None else _adjusted(claim, own)
    subgroup = claim.subgroup or _subgroup(claim, document, own)
    is_background = claim.is_background or (not is_review and tells_of_others(claim.quote, claim.section))
    if comparison is None and adjusted is None and subgroup is None and not is_background:
        return claim
    return replace(claim, comparison=comparison, adjusted=adjusted, subgroup=subgroup, is_background=is_background)


def _comparison(claim: Claim, document: Document, own: Sequence[Estimate]) -> str | None:
    """What the claim's estimates compare where they agree, else what its sentence does."""
    told = {each.comparison for each in own if each.comparison is not None}
    if told:
        return told.pop() if len(told) == 1 else None
    control = _CONTROL.search(claim.quote)
    if control is not None:
        return control[0]
    at = min((each.start for each in own), default=claim.object.start)
    inside = claim.start <= at < claim.end
    told_by_words = find_contrast(document.text, claim.start, claim.end, at if inside else claim.end)
    return told_by_words if told_by_words is not None and _holds_whole(claim.quote, told_by_words) else None


def _holds_whole(text: str, words: str) -> bool:
    """True of a text that holds the words, and somewhere no letter behind them."""
    at = text.find(words)
    while at >= 0 and _LETTER.match(text, at + len(words)):
        at = text.find(words, at + 1)
    return at >= 0


def _adjusted(claim: Claim, own: Sequence[Estimate]) -> bool | None:
    told = {each.adjusted for each in own}
    if own and told != {None}:
        return told.pop() if len(told) == 1 else None
    is_adjusted, is_crude = _ADJUSTED.search(claim.quote), _CRUDE.search(claim.quote)
    if is_adjusted and is_crude:
        return None
    return True if is_adjusted else False if is_crude else None


def _subgroup(claim: Claim, document: Document, own: Sequence[Estimate]) -> str | None:
    """The part of the people that the claim is told of: the one nearest its estimate where a sentence names several."""
    title = document.text[: document.title_end]
    named: list[Term | Mediator] = [claim.subject, claim.object, *claim.mediators]
    found = []
    for pattern in (_AGED, _SUBGROUP):
        for match in pattern.finditer(claim.quote):
            start, end = match.start("group") + claim.start, match.end() + claim.start
            if any(start < each.end and each.start < end for each in named):
                continue
            has_age = pattern is _AGED or bool(match.groupdict().get("age"))
            if _is_part(match["group"], title, document.text, has_age=has_age) and not (
                _AND_OTHERS.match(claim.quote, match.end()) or _BOTH.search(claim.quote[: match.start("group")])
            ):
                found.append((start, claim.quote[match.start("group") : match.end()].strip()))
        if found:
            break
    if not found:
        return None
    if len(found) > 1 and len(own) > 1:
        return None
    at = own[0].start if own else claim.object.end
    before = [each for each in found if each[0] <= at]
    nearest = before[-1] if before and own else min(found, key=lambda each: abs(each[0] - at))
    return nearest[1]


def _is_part(group: str, title: str, text: str, *, has_age: bool) -> bool:
    """True where the group is a part of those studied: the title does not name it, and the text names others."""
    if has_age:
        return group.casefold() not in title.casefold()
    is_female, is_male = _FEMALE.search(group), _MALE.search(group)
    if is_female or is_male:
        other = _MALE if is_female else _FEMALE
        return other.search(text) is not None
    words = set(_LONG_WORD.findall(group.casefold())) - {"with", "those", "without"}
    words -= {"participants", "individuals", "subjects", "people", "populations", "persons", "were", "have", "patients"}
    return words.isdisjoint(_LONG_WORD.findall(title.casefold()))


def tells_of_others(sentence: str, section: SectionKind | None) -> bool:
    """True of a sentence that reports what other papers showed, and not what this one did.

    >>> tells_of_others("Previous studies have shown that zinc lowers CRP.", None)
    True
    >>> tells_of_others("In line with earlier studies, we found that zinc lowers CRP.", None)
    False
    """
    if section in _OWN or _OURS.search(sentence):
        return False
    return bool(_OTHERS.search(sentence) or (section is not SectionKind.CONCLUSIONS and _CITED.search(sentence)))
