"""What a sentence names without stating it: hopes, beliefs, advice, what is not known, what something is done for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import regex

from miner.extract.claims.scene import Scene
from miner.extract.claims.stating.certainty import certainty_of
from miner.extract.grammar.pieces import Clause
from miner.extract.grammar.rules import Branches
from miner.extract.wordlists import read_word_lists
from miner.model.claim import Claim
from miner.resources import corpora_path

_KEYS = frozenset(["opens", "closes", "heads", "whole", "denied", "presupposed", "telling", "making"])
_ADVERB = r"(?:[\w-]+ly |also |even |often |still |yet |now |then |been |well |highly |as |to be |urgently )*"
_PREDICATES = frozenset({"verb", "intransitive", "link"})
_NEAR = 4  # words from "to" to its verb: "to further improve"
_BETWEEN = frozenset({"further", "also", "better", "then", "even"})
_HOW_OFTEN = frozenset({"daily", "weekly", "monthly", "orally", "regularly", "routinely", "intravenously"})
_CUT = regex.compile(
    r";\s|\s[–—]\s|,?\s(?:but|although|though|however|whereas|because|since|therefore|hence|yet)\b"
    r"|,\s(?:and|so|while|as|thus|with|suggesting|indicating|which(?! (?:may|might|could|would|will|should)))\b"
    r"|\.,?\s(?=[A-Z])"
    r"|\s(?:and|so|thus) (?=(?:we|it|this|these|there|further|more|its|the (?:mechanism|reason|cause|role|effect)s?)\b"
    r"|(?:therefore |thus |hence |also )?(?:(?:can|could|may|might) (?:\w+ly )?be (?:recommended|advised)|should|must"
    r"|needs? to|deserves?|merits?|warrants?|remains?|(?:is|are) (?:\w+ly )?(?:recommended|needed|warranted|required))"
    r"\b)"
    r"|(?<=^(?:because|since|as|given|while|although|though|when)\b[^,]*),\s",
    regex.I,
)
_ASIDE = regex.compile(r",\s(?:which|who|with)\b")
_RESUMED = regex.compile(
    r",\s(?:there (?:was|were|is|are)|we|it|this|no)\b"
    r"|\b(?:show(?:ed|n|s)?|found|reveal\w*|suggest\w*|indicat\w+|demonstrat\w+|confirm\w*|concluded?)"
    r" (?:that|an?|no)\b"
)


@cache
def load_unstated() -> dict[str, tuple[str, ...]]:
    """The shipped lists."""
    return read_unstated(corpora_path("cues", "unstated.toml"))


def read_unstated(path: Path) -> dict[str, tuple[str, ...]]:
    """The lists of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    return read_word_lists(path, keys=_KEYS)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_unstated()[key])


@cache
def _branches(key: str, before: str = r"\b", after: str = "") -> Branches:
    """The patterns of a list, one branch each."""
    parts = (each.replace("@", _ADVERB) for each in load_unstated()[key])
    return Branches("|".join(f"{before}(?:{part}){after}" for part in parts), regex.I)


def is_purpose(clause: Clause, scene: Scene) -> bool:
    """True of a clause whose predicate says what something is for: "a strategy to reduce Y", "was given to lower Y"."""
    head = clause.head
    if head is None or head.kind not in _PREDICATES or head.form != "base" or head.a == 0:
        return False
    at = next((at for at in range(head.a - 1, max(head.a - _NEAR, 0), -1) if scene.lower[at] == "to"), 0)
    if not at or any(not word.endswith("ly") and word not in _BETWEEN for word in scene.lower[at + 1 : head.a]):
        return False
    before = scene.lower[at - 1]
    if before in _words("telling") or (before.endswith("ly") and before not in _HOW_OFTEN):
        return False
    return _words("making").isdisjoint(scene.lower[clause.pieces[0].a : at])


def stated(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that a sentence states, those of a hypothesis that it rejects as null findings."""
    if not claims:
        return []
    if _branches("heads", before=r"^[\W_]*").search(text) or _branches("whole", before="").search(text):
        return []
    denied = _branches("denied").search(text)
    if denied is not None:
        return [_denied(claim) if _is_in(claim, denied.start(), denied.end()) else claim for claim in claims]
    spans = _unstated(text)
    return [claim for claim in claims if not any(_is_in(claim, *span) for span in spans)]


def _denied(claim: Claim) -> Claim:
    return replace(claim, sign=0, certainty=certainty_of(claim.quote, 0))


def _is_in(claim: Claim, start: int, end: int) -> bool:
    """True where a claim's object stands in a part of its sentence, or its subject with the object before it."""
    subject, target = claim.subject.start - claim.start, claim.object.start - claim.start
    return start <= target < end or (start <= subject < end and target < start)


def _unstated(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence of which nothing is stated."""
    opened, closed = _branches("opens").search(text), _branches("closes").search(text)
    if opened is None and closed is None:
        return []
    cuts = [0, *(cut.start() for cut in _CUT.finditer(text)), len(text)]
    spans = []
    if opened is not None:
        end = next(cut for cut in cuts if cut >= opened.end())
        resumed = _RESUMED.search(text, opened.end(), end)
        spans.append((opened.end(), resumed.start() if resumed is not None else end))
    if closed is not None:
        start = max(cut for cut in cuts if cut <= closed.start())
        end = next(cut for cut in cuts if cut >= closed.end())
        if _ASIDE.match(text, start):
            end = min(end, max(text.find(",", closed.end()), 0) or end)
        if not _presupposes(text[start : closed.start()]):
            spans.append((start, end))
    return spans


def _presupposes(text: str) -> bool:
    """True of what asks only how something comes about."""
    return not _words("presupposed").isdisjoint(text.casefold().split()) or any(
        each in text for each in load_unstated()["presupposed"] if " " in each
    )
