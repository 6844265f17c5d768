"""Links without a direction of their own: "X was still associated with Y" has that of "more X went with less Y"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from miner.extract.claims.merging import same_thing
from miner.model.claim import Claim

_LINKS = frozenset({"X goes with Y", "link of X and Y"})
_WAY = regex.compile(
    r"\b(?:positiv|direct|invers|negativ|protect|high|low|greater|larger|small|more|less|few|increas|decreas|reduc"
    r"|elevat|rais|ris(?:e|ing|k)|rose|fall|fell|declin|diminish|better|worse|poor|short|long|improv|worsen|excess|defici"
    r"|[rβρ]\s?=|B\s?=|beta|coefficient|ratio|\b(?:OR|HR|RR)\b)",
    regex.I,
)


def with_stated_signs(claims: Sequence[Claim], aliases: Mapping[str, str]) -> list[Claim]:
    """The claims; a plain link told as a rise is a fall where words tell the same pair as a fall elsewhere."""
    falls = [claim for claim in claims if claim.sign == -1 and _WAY.search(claim.quote)]
    return [
        replace(claim, sign=-1)
        if falls and _is_plain(claim) and any(_is_same_pair(claim, other, aliases) for other in falls)
        else claim
        for claim in claims
    ]


def _is_plain(claim: Claim) -> bool:
    return (
        claim.sign == 1
        and claim.rule in _LINKS
        and claim.subject_state is None
        and not claim.estimates
        and _WAY.search(claim.quote) is None
    )


def _is_same_pair(one: Claim, other: Claim, aliases: Mapping[str, str]) -> bool:
    return same_thing(one.subject, other.subject, aliases) and same_thing(one.object, other.object, aliases)
