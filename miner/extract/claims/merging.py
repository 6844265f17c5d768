"""One claim for each subject, object and sign: repeats are folded, the one with numbers stays."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import regex

from miner.model.article import SectionKind
from miner.model.claim import Claim, Term
from miner.model.concept import EntityType
from miner.model.reading import Document

_SUMMARY = {SectionKind.CONCLUSIONS}
_OHD = regex.compile(r"25-?\s?\(oh\)\s?-?(?:vit(?:amin)?\s)?d[23]?")


def merge_claims(claims: Sequence[Claim], document: Document) -> tuple[Claim, ...]:
    """The claims without repeats, in reading order.

    A claim of the title is kept only where the text makes none, or makes it without the mediators of the title; one of
    the conclusions only where its object is new or it brings mediators: a conclusion sums up what the results said with
    numbers.
    """
    aliases = aliases_of(document)
    kept: list[Claim] = []
    for claim in sorted(claims, key=_rank):
        if _rank(claim) == 2 and kept and not (claim.mediators and any(_repeats(claim, o, aliases) for o in kept)):
            continue
        if _rank(claim) and not _has_numbers(claim) and any(_shares_object(claim, other, aliases) for other in kept):
            continue
        if (
            _rank(claim) == 1
            and claim.mediators
            and any(other.mediators and _repeats(claim, other, aliases) for other in kept)
        ):
            continue
        repeated = [i for i, other in enumerate(kept) if _repeats(claim, other, aliases)]
        bare = [i for i in repeated if not _has_numbers(kept[i])]
        if not repeated:
            kept.append(claim)
        elif _has_numbers(claim) and bare:
            kept[bare[0]] = claim
        elif _has_numbers(claim) and _rank(claim) < 2:
            kept.append(claim)
    return tuple(sorted(kept, key=lambda claim: (claim.start, claim.object.start, claim.subject.start)))


def _rank(claim: Claim) -> int:
    if claim.section == SectionKind.TITLE:
        return 2
    return 1 if claim.section in _SUMMARY else 0


def _shares_object(a: Claim, b: Claim, aliases: Mapping[str, str]) -> bool:
    return same_thing(a.object, b.object, aliases) and (
        a.sign == b.sign or not same_thing(a.subject, b.subject, aliases)
    )


def _has_numbers(claim: Claim) -> bool:
    return bool(claim.estimates or claim.mediators)


def _repeats(a: Claim, b: Claim, aliases: Mapping[str, str]) -> bool:
    if a.start == b.start and (_shares_head(a.object, b.object) or _shares_head(a.subject, b.subject)):
        return False
    return a.sign == b.sign and same_thing(a.subject, b.subject, aliases) and same_thing(a.object, b.object, aliases)


def _shares_head(a: Term, b: Term) -> bool:
    """True of two things told with one head: "total hip and femoral neck BMD" and "femoral neck BMD"."""
    is_one = a.concept is not None and a.concept == b.concept and a.type != EntityType.MEASUREMENT
    return (a.start, a.end) != (b.start, b.end) and a.start < b.end and b.start < a.end and not is_one


def aliases_of(document: Document) -> dict[str, str]:
    """Each short form of the document, in lower case, with its long form."""
    return {abbreviation.short.casefold(): abbreviation.long.casefold() for abbreviation in document.abbreviations}


def same_thing(a: Term, b: Term, aliases: Mapping[str, str]) -> bool:
    """True where two terms have one concept, or the words of the shorter all stand in the longer."""
    if a.concept is not None and a.concept == b.concept:
        return True
    x, y = _name(a.text, aliases), _name(b.text, aliases)
    return bool(x and y) and (x <= y or y <= x)


def _name(text: str, aliases: Mapping[str, str]) -> frozenset[str]:
    return frozenset().union(*(_stems(aliases.get(word, word)) for word in _bare_words(text)))


@lru_cache(maxsize=4096)
def _bare_words(text: str) -> tuple[str, ...]:
    plain = text.casefold()
    words = (_OHD.sub("25(oh)d", plain) if "25" in plain else plain).split()
    return tuple(word.strip("()[],.;:") for word in words)


@lru_cache(maxsize=16_384)
def _stems(words: str) -> frozenset[str]:
    """The words, also of composed ones, without the s of a plural."""
    parts = words.replace("-", " ").split()
    return frozenset(part[:-1] if part.endswith("s") and len(part) > 4 else part for part in parts)
