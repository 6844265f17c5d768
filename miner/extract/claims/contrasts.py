"""Claims that only numbers make: "Y was 24 weeks for A and 7 weeks for B (P < 0.05)"; and what is not significant."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece
from miner.extract.grammar.rules import Rule

_P = regex.compile(
    r"(?<![\w.&])[pP](?:[- ]?values?)?\s*(?P<op><|>|=|≤|≥|&lt;|&gt;|`|of)\s*"
    r"(?:(?P<tiny>\d+(?:[.·]\d+)?\s?(?:[eE]|[×x*]\s?10\s?\^?)\s?[-−–]\s?\d)"  # "1.18E-13", "3 × 10-8"
    r"|(?P<value>0?[.·,]\d+|0(?!\d)|1(?:\.0+)?(?!\d|\.\d)))"
)
_NS = regex.compile(r"\bN\.?S\.?\b|\bnot? (?:\w+ )?significan|\bnon[- ]?significan|\binsignifican", regex.I)
_LATE_NULL = Rule(
    r"\b(?:but|although|though|however|yet|albeit|while(?= not))\b(?P<named>[^.;]{0,80}?)(?:not (?:\w+ )?"
    r"significant(?!\s(?:changes?|effects?|improvements?|increases?|decreases?|reductions?)\s(?:in|on|of)\b)"
    r"|n[o']t (?:reach|attain|achieve) (?:\w+ )?significance|not reaching"
    r"|fail\w* to (?:reach|achieve|attain) (?:\w+ )?significance|not significantly different|did not differ"
    r"|without (?:\w+ )?significance"
    r"|non-?significant(?!\s(?:increas|decreas|reduc|rise|fall|declin|trend|improve|gain|loss)\w*\s))"
    r"|,\s*(?:these|the|this|those|such)\s(?:[\w-]+\s){0,2}?differences?\b[^.;,]{0,30}?\bnot\b"
    r"|,\s*(?:these|the|this|those|such|their|its)\s(?:differences?|data|results?|findings?|changes?|effects?"
    r"|trends?)\s"
    r"(?:was|were|is|are|did|do|does|had|have|has)\s(?:\w+\s)?not\s(?:\w+\s){0,2}?(?:significan|reach|attain|achiev)"
    r"|,\s(?:but |and |although )?with(?:out| no)\s(?:any )?(?:\w+ ){0,3}?differences?\s(?:\w+ ){0,2}?between\b"
    r"(?! (?:the )?(?:m[ae]n|wom[ae]n|males?|females?|sexes|genders|boys|girls|cent(?:re|er)s|sites|ages|age groups"
    r"|subgroups|races|strata|countries|regions|smokers|diabetics))[^,;]*$"
    r"|,\s*(?:which|this)\b[^.;,]{0,20}?(?:\bnot (?:\w+ )?|\bnon-?|\bin)significant"
    r"|\bwithout (?:reaching )?(?:statistical )?significance\b"
    r"|,\s*none of (?:them|which|these)\b[^.;,]{0,20}?significant",
    regex.I,
)
_NAME = regex.compile(r"[\p{L}\d-]{2,}")
_POINTS_BACK = frozenset(
    [
        "the", "this", "these", "those", "that", "it", "its", "they", "their", "such", "an", "any", "all", "both",
        "neither", "none", "of", "them", "two", "three", "difference", "differences", "change", "changes", "effect",
        "effects", "impact", "increase", "increases", "decrease", "decreases", "reduction", "reductions",
        "improvement", "improvements", "trend", "trends", "result", "results", "finding", "findings", "association",
        "associations", "correlation", "relationship", "mean", "between", "among", "across", "group", "groups", "arm",
        "arms", "treatment", "treatments", "comparison", "comparisons", "between-group", "intergroup", "was", "were",
        "is", "are", "did", "do", "does", "has", "have", "had", "been", "also", "still", "itself", "only", "there",
        "clinically", "statistically", "statistical", "overall", "however", "when", "in", "at", "for", "to", "with",
        "compared", "than", "placebo", "control", "controls", "either", "observed", "value", "values", "magnitude",
        "score", "scores", "by", "on", "and", "no", "as", "after", "significance", "level", "levels", "fall", "rise",
        "drop", "decline", "gain", "loss", "benefit", "advantage",
    ]
)  # fmt: skip
"""Words that name no outcome of their own: "but this difference between the groups was not significant"."""
_OF_GROUPS = Rule(  # the p-value of the comparison, whatever each group's own change had
    r"\b(?:between|inter)[- ]?groups?\b[^;.()]{0,30}?\b[pP](?:[- ]?values?)?\s*(?:<|>|=|≥|&gt;|of)\s*0?[.·]\d+"
)
_OF_ARMS = regex.compile(  # after a change in each arm; a null of something else leaves the first finding as it is
    r"\b(?:between|groups?|arms?|intergroup)\b"
    r"(?!.*\bgroups?\b.{0,15}\b(?:in|for|regarding|of)\s(?!any|either|both|the two))",
    regex.I,
)
_BEFORE = {
    "be",
    "have",
    "versus",
    "conjunction",
    "comma",
    "adverb",
    "other",
    "intransitive",
    "mark",
    "verb",
    "seen",
    "start",
}
_APART = 1.25  # times as much: more than rates of two groups differ by chance
_MOST = 4  # numbers of two groups, each with one of its own beside it
_OF_GROUP = frozenset(
    ["in", "for", "with", "among", "on", "after", "of", "receiving", "treated", "given", "taking", "during", "without"]
)
_WHOSE = _OF_GROUP - {"for"}  # "Km was 1.1 for X and 32 for Z" compares no groups
_STATING = frozenset({"be", "seen", "have", "befall", "other"})
_WITH_NUMBER = frozenset({"number", "adverb", "mark", "np"})
_PER = frozenset({"per", "of"})
_GIVENS = frozenset({"age", "ages", "sex", "gender", "patients", "women", "men", "children"})
_HAVING = {"among", "in", "with"}
_TIMES = {"at", "after", "by", "during", "over", "until", "from", "within", "per", "between", "to", "every", "since"}


@lru_cache(maxsize=256)  # each rule asks it of its sentence
def is_significant(text: str) -> bool | None:
    """Whether the first p-value of a piece of text is below 0.05; None where it gives none.

    >>> is_significant("(24 v 7, P < 0.05)"), is_significant("(p = 0.3)"), is_significant("n = 3")
    (True, False, None)
    """
    match = _P.search(text)
    if match is None:
        return False if _NS.search(text) else None
    if match["tiny"] is not None:
        return True
    value = float(match["value"].replace("·", ".").replace(",", "."))
    if match["op"] in {">", "≥", "&gt;"}:
        return value < 0.01
    return value <= 0.05


def late_null(text: str) -> int | None:
    """Where a sentence takes back what it said as not significant ("but did not reach significance"), or None."""
    of_groups = _OF_GROUPS.search(text)
    if of_groups is not None and is_significant(of_groups[0]) is False:
        return of_groups.start()
    match = _LATE_NULL.search(text)
    if match is None or (is_significant(text[: match.start()]) and not _OF_ARMS.search(text, match.start())):
        return None
    if match.start() and match["named"] is not None:
        named = {word.casefold() for word in _NAME.findall(match["named"])} - _POINTS_BACK
        if not named <= {word.casefold() for word in _NAME.findall(text, 0, match.start())}:
            return None  # "but the fall in Z was not significant" leaves what was said of Y
    return match.start() or match.end()  # "Although Y was lower, this was not significant": all that stands in it


@dataclass(frozen=True, slots=True)
class _Number:
    at: int
    value: float


def find_contrasts(
    clauses: Sequence[Clause], pieces: Sequence[Piece], scene: Scene, text: str, *, holds_one: bool | None = None
) -> list[Relation]:
    """What two numbers for two groups say: by their p-value, a ratio with its interval, or since they are far apart.

    `holds_one` says whether that interval holds 1; None where there is no such ratio.
    """
    significant = is_significant(text)
    if significant is None and holds_one is not None:
        significant = not holds_one
    numbers = _numbers(pieces, scene)
    if len(numbers) < 2:
        return []
    first, second = numbers[0], numbers[1]
    is_plain = significant is None
    if is_plain and not (len(numbers) < _MOST and _are_apart(first, second)):
        return []
    clause = next((c for c in clauses if c.pieces and c.pieces[0].a <= pieces[first.at].a < c.end), None)
    theme = _theme(clause, scene) if clause is not None else None
    if theme is None or clause is None:
        return []
    ours = _group(pieces, first.at, second.at, scene)
    if ours is None and holds_one is not None:
        ours = _fronted(clause, scene)
    theirs = _group(pieces, second.at, len(pieces), scene)
    if ours is None and len(theirs or []) > 1 and theirs is not None:
        ours, theirs = theirs[:1], theirs[1:2]
    if not ours and not theirs:
        return []
    is_told = _are_told(pieces, clause, first, second, scene)
    sense = (
        0 if significant is False else (1 if first.value > second.value else -1 if first.value < second.value else 0)
    )
    left = _told_apart(ours, scene)
    right = _told_apart(theirs, scene)
    subject: Piece | None = left
    if left is not None and scene.is_control(left) and right is not None:
        subject, sense = right, -sense
    is_kind = left is not None and right is not None and scene.is_kind(left) and not scene.is_trial
    if subject is not None and (scene.is_control(subject) or not (is_kind or scene.names_thing(subject))):
        subject = None
    is_strict = is_plain or (scene.is_trial and sense != 0)
    is_vague = subject is None or theme.change is not None or not _GIVENS.isdisjoint(scene.lowers(theme))
    if is_strict and (is_vague or not is_told):
        return []
    return [Relation(subject, theme, sense, "numbers of two groups", clause, keeps_state=True, at=theme.a)]


def _are_apart(first: _Number, second: _Number) -> bool:
    """True of two numbers, and no years, of which one is larger by a quarter."""
    low, high = sorted((first.value, second.value))
    return low >= 0 and high >= _APART * low and not (low > 1900 and high < 2100)


def _are_told(pieces: Sequence[Piece], clause: Clause, first: _Number, second: _Number, scene: Scene) -> bool:
    """True of "was seen in 12% of A and in 3% of B", "was 5 days after A and 9 days without": each has its group."""
    head = clause.head
    if head is None or head.kind not in _STATING or pieces[first.at].a < head.b:
        return False
    return all(_has_group(pieces, number.at, scene) for number in (first, second))


def _has_group(pieces: Sequence[Piece], at: int, scene: Scene) -> bool:
    """True of a number behind which, but for its unit and what is counted, stands whose it is."""
    kinds = [piece.kind for piece in pieces]
    at += 1
    while at < len(kinds) and (
        kinds[at] in _WITH_NUMBER or (scene.lower[pieces[at].a] in _PER and kinds[at + 1 : at + 2] == ["number"])
    ):
        at += 1
    if at >= len(kinds) or scene.lower[pieces[at].a] not in _WHOSE:
        return False
    behind = scene.lower[pieces[at].b : pieces[at].b + 2]
    return kinds[at] in {"preposition", "receive"} and behind not in (["those", "of"], ["that", "of"])


def _told_apart(group: Sequence[Piece] | None, scene: Scene) -> Piece | None:
    """What tells a group apart: Z of "patients with Z", else who they are."""
    if not group:
        return None
    named = (each for each in group if scene.names_thing(each) and not scene.is_people(each))
    return next(named, group[0]) if scene.is_people(group[0]) and not scene.is_control(group[0]) else group[0]


def _fronted(clause: Clause, scene: Scene) -> list[Piece] | None:
    """X of "among patients with X, Y was 12%"."""
    fronts = (a.group for a in clause.adjuncts if a.is_front and (a.word in _HAVING or a.kind == "receive"))
    return next((group for group in fronts if any(map(scene.names_thing, group))), None)


def _numbers(pieces: Sequence[Piece], scene: Scene) -> list[_Number]:
    found: list[_Number] = []
    for at, piece in enumerate(pieces):
        if (
            piece.kind == "no"
            and scene.lower[piece.a] == "none"
            and at
            and pieces[at - 1].kind in {"conjunction", "versus"}
        ):
            found.append(_Number(at, 0.0))  # "14 with A and none with B"
            continue
        if piece.kind != "number":
            continue
        raw = scene.words[piece.a].text.replace("·", ".").replace("–", "-").strip("-,")
        before = next((p for p in reversed(pieces[:at]) if p.kind not in {"adverb", "mark"}), None)
        kind = before.kind if before else "start"
        if kind == "number" or (kind == "preposition" and before is not None and scene.words[before.a].lower in _TIMES):
            continue
        if at > 1 and scene.lower[pieces[at - 1].a] == "of" and pieces[at - 2].kind == "number":
            continue  # "11 of 120 women"
        if kind not in _BEFORE and not (
            kind == "preposition" and before is not None and scene.words[before.a].lower in {"of", "in", "as"}
        ):
            continue
        try:
            found.append(_Number(at, float(raw)))
        except ValueError:
            continue
    return found


def _theme(clause: Clause, scene: Scene) -> Piece | None:
    for piece in (*clause.subject, *clause.objects):
        if scene.names_thing(piece) and piece.link is None:
            return piece
    of = [a for a in clause.adjuncts if a.word in {"of", "in"} and a.is_front]
    return next((p for a in of for p in a.group if scene.names_thing(p)), None)


def _group(pieces: Sequence[Piece], start: int, end: int, scene: Scene) -> list[Piece] | None:
    """The noun phrases behind "in", "for", "with" between two places."""
    for at in range(start + 1, end):
        piece = pieces[at]
        if piece.kind in {"preposition", "receive"} and scene.lower[piece.a] in _OF_GROUP:
            group = [p for p in pieces[at + 1 : min(at + 6, end)] if p.kind == "np"]
            return group or None
        if piece.kind in {"semi", "stop"}:
            break
    return None
