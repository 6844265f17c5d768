"""Outcomes that only a title names: "Smoking was an independent predictor" under "Predictors of hip fracture"."""

from collections.abc import Sequence

import regex

from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.scene import Scene
from miner.extract.claims.stating.certainty import certainty_of
from miner.extract.grammar.clauses import find_clauses
from miner.extract.grammar.people import RISKS
from miner.extract.grammar.pieces import Clause, Piece
from miner.extract.grammar.rules import Rule
from miner.model.article import SectionKind
from miner.model.claim import Claim, Sign, Term
from miner.model.concept import State
from miner.model.reading import Sentence

_MAY = Rule(r"\b(?:risk|predictors?|factors?|determinants?|protective|odds)\b", regex.I)
_ASKED = regex.compile(
    r"\b(?:risk factors?|predictors?|determinants?|correlates|(?:factors|variables|characteristics) (?:associated with"
    r"|related to|predicting|predictive of|influencing|affecting))(?: (?:for|of|to))?\s(?:the\s)?(?P<y>[^.?:;,]{3,60}?)"
    r"(?=[.?:;,]|\s(?:in|among|after|at|during|following|with|and|from|by|on|before|within|for|of (?:patients|women))\b"
    r"|$)",
    regex.I,
)
_NO_WAY = regex.compile(
    r"\b(?:survival|recovery|response|success|outcomes?|attitudes?|knowledge|use|choice)\b", regex.I
)
"""What may be told of either way: that something predicts it says no direction."""

_FACTORS = frozenset({"factor", "factors", "predictor", "predictors", "determinant", "determinants"})


def find_unsaid(terms: Terms, own: Sequence[Claim]) -> list[Claim]:
    """What a sentence calls a factor, a predictor or protective, on the outcome of a title that asks for them."""
    setting, sentence = terms.setting, terms.sentence
    text = setting.document.text[sentence.start : sentence.end]
    if sentence.section == SectionKind.TITLE or not _MAY.may_match(text):
        return []
    asked = _ASKED.search(setting.document.text, 0, setting.document.title_end)
    if asked is None:
        return []
    title = Terms(setting, Sentence(0, setting.document.title_end, SectionKind.TITLE), [], terms.cues)
    outcome = title.spanned(*asked.span("y"))
    scene = terms.scene()
    told = {claim.subject.start for claim in own}
    found = []
    for clause in find_clauses(terms.parsed.phrases(), terms.words):
        for piece, way in _factors(clause, scene):
            subject, state = terms.acting(piece, scene)
            if subject is not None and terms.is_thing(subject) and subject.start not in told:
                found.append(_claim(terms, subject, outcome, way, state, text))
    return found


def _claim(terms: Terms, subject: Term, outcome: Term, way: int, state: State | None, text: str) -> Claim:
    sign: Sign = -way if state == State.LOW else way
    if sign and _NO_WAY.search(outcome.text):
        sign = None
    return Claim(
        terms.sentence.start, terms.sentence.end, text, subject, outcome, sign, subject_state=state,
        certainty=certainty_of(text, sign), section=terms.sentence.section,
        rule="X is a factor of Y; Y from the title",
    )  # fmt: skip


def _factors(clause: Clause, scene: Scene) -> list[tuple[Piece, int]]:
    """What a clause calls a factor of something that it does not name, with 1, -1 or 0."""
    head = clause.head
    if head is None or clause.role in {"when", "report"} or not clause.subject:
        return []
    behind = clause.objects[0].b if clause.objects else head.b
    is_denied = (
        clause.negated or any(piece.negated for piece in clause.subject) or "not" in scene.lower[head.a : behind]
    )
    way = 0 if is_denied else 1
    if head.kind == "verb" and head.sense in {1, -1} and _is_bare(clause.objects, scene, RISKS):
        return _named(clause.subject, way * head.sense, scene)
    if head.kind == "be" and _is_bare(clause.objects, scene, _FACTORS | {"protective"}):
        is_protective = any("protective" in scene.lowers(piece, whole=True) for piece in clause.objects)
        return _named(clause.subject, -way if is_protective else way, scene) if _is_last(clause, scene) else []
    if head.kind == "be" and _is_bare(clause.subject, scene, _FACTORS):
        return _named(clause.objects, way, scene) if not any(a.is_front for a in clause.adjuncts) else []
    as_factor = next((a for a in clause.adjuncts if a.word == "as" and _is_bare(a.group, scene, _FACTORS)), None)
    if head.kind == "seen" and as_factor is not None:
        named = clause.subject if clause.copula else clause.objects
        return _named([piece for piece in named if piece.a < as_factor.at], way, scene)
    return []


def _is_bare(pieces: Sequence[Piece], scene: Scene, heads: frozenset[str]) -> bool:
    """True of phrases that end in one of these words and name nothing."""
    if not pieces:
        return False
    return all(scene.lower[piece.b - 1] in heads and not piece.joined for piece in pieces)


def _is_last(clause: Clause, scene: Scene) -> bool:
    """False of "was a risk factor for Y", which names its own."""
    behind = scene.lower[clause.objects[-1].b : clause.objects[-1].b + 3]
    names = behind[:1] in (["for"], ["of"], ["against"]) and not {"both", "all", "either"} & set(behind)
    return not names


def _named(pieces: Sequence[Piece], way: int, scene: Scene) -> list[tuple[Piece, int]]:
    return [(piece, way) for piece in pieces if scene.names_thing(piece)]
