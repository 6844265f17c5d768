"""Figures of claims and of the direction of findings against gold."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from miner.run.figures import Figure, JsonDict, Pairs, Score, Share


@dataclass(slots=True)
class _Merged:
    """All claims of one document with the same subject, object and sign, as one."""

    subject: JsonDict
    object: JsonDict
    sign: int | None
    mediators: dict[str, set[float]] = field(default_factory=dict)
    estimates: Counter[tuple[str, float]] = field(default_factory=Counter)


def score_claims(pairs: Pairs) -> tuple[Score, ...]:
    """Claims, their mediators, percentages and estimates.

    A claim is right when subject and object name the same things (the same concept, or the words of one surface text
    all stand in the other) and the sign agrees. Mediators and estimates count over all gold claims: those of a missed
    claim are missed. Gold that keeps its claims by their places alone says nothing of these.
    """
    names = (
        "claims found (subject, object)",
        "claims found with the right sign",
        "mediators",
        "percent mediated",
        "estimates on the right claim",
    )
    counts = {name: [0, 0, 0] for name in names}
    found, signed, mediators, percents, estimates = (counts[name] for name in names)
    for reading, gold in pairs:
        ours, theirs = _merge(reading), _merge(_quoted(gold, reading))
        partners = _pair(ours, theirs)
        for tally in (found, signed):
            tally[1] += len(ours)
            tally[2] += len(theirs)
        for index, wanted in enumerate(theirs):
            partner = partners.get(index)
            found[0] += partner is not None
            signed[0] += partner is not None and partner.sign == wanted.sign
            _count_mediators(partner, wanted, mediators, percents)
            _count_estimates(partner, wanted, estimates)
    is_placed = any(isinstance(claim, list) for _, gold in pairs for claim in gold.get("claims", ()))
    return tuple(Figure(name, *counts[name]) for name in (names[:2] if is_placed else names))


def score_directions(pairs: Pairs) -> tuple[Score, ...]:
    """Findings with a sign: found, right of those found, right of all.

    A finding is found when a claim overlaps its evidence and the claim's object shares a content word with the
    finding's outcome; it is right when the sign of one such claim agrees.
    """
    total = found = right = 0
    for reading, gold in pairs:
        for finding in gold.get("findings", ()):
            words = _words(finding["outcome"])
            words = words - _SMALL or words
            signs = [
                claim.get("sign")
                for claim in reading.get("claims", ())
                if claim["start"] < finding["end"] and finding["start"] < claim["end"]
                and words & _words(claim["object"]["text"])
            ]  # fmt: skip
            total += 1
            found += bool(signs)
            right += finding["sign"] in signs
    return (
        Share("findings found", found, total),
        Share("right of found", right, found),
        Share("right of all", right, total),
    )


def _quoted(gold: JsonDict, reading: JsonDict) -> JsonDict:
    """The gold with the words of claims that it keeps by their places alone, without a word of the text."""
    text = reading.get("text", "")
    claims = [
        {"subject": text[claim[0] : claim[1]], "object": text[claim[2] : claim[3]], "sign": claim[4]}
        if isinstance(claim, list) else claim
        for claim in gold.get("claims", ())
    ]  # fmt: skip
    return {**gold, "claims": claims}


def _merge(record: JsonDict) -> list[_Merged]:
    merged: dict[Any, _Merged] = {}
    listed = record.get("estimates", ())
    for claim in record.get("claims", ()):
        subject, thing = _ends(claim)
        key = (_name(subject), _name(thing), claim.get("sign"))
        one = merged.setdefault(key, _Merged(subject, thing, claim.get("sign")))
        for mediator in claim.get("mediators", ()):
            percents = one.mediators.setdefault(_normal(mediator.get("text")), set())
            if mediator.get("percent") is not None:
                percents.add(round(float(mediator["percent"]), 6))
        held = [listed[each] if isinstance(each, int) else each for each in claim.get("estimates", ())]
        one.estimates |= Counter((each["measure"], round(float(each["value"]), 6)) for each in held)
    return list(merged.values())


def _ends(claim: JsonDict) -> tuple[JsonDict, JsonDict]:
    if isinstance(claim["subject"], Mapping):
        return claim["subject"], claim["object"]
    return (  # as the gold writes them
        {"text": claim["subject"], "concept": claim.get("subject_id")},
        {"text": claim["object"], "concept": claim.get("object_id")},
    )


def _pair(ours: list[_Merged], theirs: list[_Merged]) -> dict[int, _Merged]:
    """For each gold claim the one of ours that it goes with: exact names before similar ones, the right sign first."""
    free = list(ours)
    partners: dict[int, _Merged] = {}
    rounds: tuple[tuple[Callable[[JsonDict, JsonDict], bool], bool], ...] = (
        (_is_same_name, True),
        (_is_same_thing, True),
        (_is_same_name, False),
        (_is_same_thing, False),
    )
    for is_near, with_sign in rounds:
        for index, wanted in enumerate(theirs):
            if index in partners:
                continue
            for one in free:
                near = is_near(one.subject, wanted.subject) and is_near(one.object, wanted.object)
                if near and (one.sign == wanted.sign or not with_sign):
                    partners[index] = one
                    free.remove(one)
                    break
    return partners


def _count_mediators(partner: _Merged | None, wanted: _Merged, mediators: list[int], percents: list[int]) -> None:
    # Each mediator of ours is used once, those of the same name first; a percent is right on its own mediator only.
    ours = dict(partner.mediators) if partner else {}
    mediators[1] += len(ours)
    mediators[2] += len(wanted.mediators)
    percents[1] += sum(map(len, ours.values()))
    percents[2] += sum(map(len, wanted.mediators.values()))
    taken: set[str] = set()
    nearness: tuple[Callable[[str, str], bool], ...] = (str.__eq__, _share_words)
    for is_near in nearness:
        for name in wanted.mediators:
            if name in taken or not name:
                continue
            match = next((other for other in ours if other and is_near(name, other)), None)
            if match is not None:
                taken.add(name)
                mediators[0] += 1
                percents[0] += len(ours.pop(match) & wanted.mediators[name])


def _count_estimates(partner: _Merged | None, wanted: _Merged, estimates: list[int]) -> None:
    ours = partner.estimates if partner else Counter()
    estimates[0] += (ours & wanted.estimates).total()
    estimates[1] += ours.total()
    estimates[2] += wanted.estimates.total()


def _is_same_name(one: JsonDict, other: JsonDict) -> bool:
    return bool(_name(one) == _name(other))


def _is_same_thing(one: JsonDict, other: JsonDict) -> bool:
    if one.get("concept") and one.get("concept") == other.get("concept"):
        return True
    words, others = _words(one.get("text")), _words(other.get("text"))
    return bool(words and others) and (words <= others or others <= words)


def _share_words(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _name(thing: JsonDict) -> Any:  # noqa: ANN401 - a CURIE or words
    return thing.get("concept") or _normal(thing.get("text"))


def _words(text: str | None) -> set[str]:
    return set(_normal(text).split())


def _normal(text: str | None) -> str:
    return " ".join("".join(each.lower() if each.isalnum() else " " for each in text or "").split())


_SMALL = _words("a an and as at by for from in of on or the to with")  # no content words
