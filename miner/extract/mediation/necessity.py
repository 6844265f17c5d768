"""What an effect cannot do without: "silencing M abolished the effect of X on Y", "with M blocked, X did no longer"."""

from functools import cache

import regex

from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.rules import Rule, Rules
from miner.extract.mediation.cues import is_ruling, load_mediation_cues
from miner.extract.mediation.phrases import Phrases
from miner.extract.mediation.values import Span

_UNDONE = (
    r"(?:(?:abolish|block|prevent|blunt|counteract|inhibit|impair|suppress|weaken|offset|cancell?)(?:e[sd]|s|ing)?"
    r"|(?:abrogat|revers|eliminat|attenuat|negat|antagoni[sz]|diminish)(?:e[sd]?|ing)|nullifie[sd])"
)
_EFFECT = r"(?:effects?|actions?|benefits?|protection|responses?)"
_TAKEN = (
    r"(?:knock-?(?:down|out)|silencing|deletion|depletion|ablation|blockade|inhibition|neutrali[sz]ation|absence|loss"
    r"|(?:\w[\w-]*-)?(?:deficien(?:t|cy)|null|deleted|depleted|silenced))"
)
_INDUCED = r"[\w-]+-(?:induced|evoked|elicited)\b"
_AGENT = r"(?:inhibitors?|antagonists?|blockers?|siRNA|shRNA)"
_DOING = r"(?:silencing|blocking|inhibiting|deleting|depleting|neutrali[sz]ing|lacking)"
_WHEN = r"(?:[Ww]hen|[Ii]f|[Oo]nce|[Aa]fter|[Ww]ithout|[Ii]n the absence of)"
_NO_MORE = r"(?:no longer|failed to|could not|did not|was unable to|were unable to|had no)"
_REQUIRED = (
    r"(?:needed|required|necessary|essential|indispensable) for (?:the|its|this|these|their) (?:[\w-]+ ){0,3}"
    rf"{_EFFECT}"
)
_DEPENDS = r"(?:(?:depend(?:s|ed)|(?:is|was|were|are|be) (?:\w+ )?dependent) (?:up)?on|requires?|required)"
_CLASSES = frozenset(["inhibitors", "antagonists", "blockers"])  # of drugs, where nothing says that they were a tool
_LACKING = ("-deficient", "-null", "-deleted", "-depleted", "-silenced")
_KINDS = frozenset(["selective", "specific", "pharmacological", "genetic", "chemical", "competitive", "a", "an", "the"])


@cache
def necessity_rules() -> Rules:
    """What a sentence must hold that tells what an effect cannot do without."""
    who = rf"(?:{_TAKEN}|{_AGENT}|{_DOING})"
    undone = rf"(?:was|were|is|are|been) (?:\w+ )?{_UNDONE} (?:\w+ )?(?:by|in|with|after|upon)"
    taken = r"(?:blocked|inhibited|silenced|deleted|knocked|removed|depleted|absent)"
    return Rules(
        Rule(pattern, regex.I)
        for pattern in (
            rf"\b{_WHEN} [^.;]{{1,60}} (?:was|were) {taken}\b[^.;]{{0,60}}\b{_NO_MORE}\b",
            rf"\b(?:without|in the absence of) [^.;]{{1,50}}\b{_NO_MORE}\b",
            rf"\b{_REQUIRED}\b",
            rf"(?:{_INDUCED}|\b(?:effects?|actions?|protection) of\b)[^.;]{{0,80}}\b{_DEPENDS}\b",
            rf"\b{who}\b[^.;]{{0,100}}\b{_UNDONE} (?:\w+ ){{0,4}}{_EFFECT}\b",
            rf"\b{_TAKEN}\b[^.;]{{0,60}}\b{_UNDONE} (?:\w+ ){{0,3}}{_INDUCED}",
            rf"{_INDUCED}[^.;]{{0,80}}\b{undone}\b[^.;]{{0,60}}\b{_TAKEN}\b",
            rf"\b{_EFFECT}\b[^.;]{{0,80}}\b{undone}\b[^.;]{{0,60}}\b{who}\b",
        )
    )


def find_needed(phrases: Phrases) -> list[Span]:
    """What was silenced, blocked or absent where the effect was undone."""
    if not necessity_rules().any_in(phrases.text[phrases.start : phrases.end]):
        return []
    for piece in phrases.pieces:
        if piece.kind == "np" and (span := _taken(phrases, piece)) is not None and _is_told(phrases, piece):
            return [span]
    return []


def _is_told(phrases: Phrases, piece: Piece) -> bool:
    """True where the effect is undone by this phrase: it acts before the effect, or stands behind "by"."""
    start, end = phrases.words[piece.a].start, phrases.words[piece.b - 1].end
    after = phrases.text[end : min(end + 90, phrases.end)]
    before = phrases.text[max(phrases.start, start - 60) : start]
    is_lacked = "absence" in {word.lower for word in phrases.words[piece.a : piece.b]}
    return bool(
        _is_required(phrases, piece)
        or _is_depended_on(phrases, piece)
        or (is_lacked and regex.search(rf"\b{_NO_MORE}\b", after, regex.I))
        or regex.match(
            rf"(?:[^.;,]{{0,40}}| by [^.;,]{{1,70}})\b{_UNDONE} (?:\w+ ){{0,4}}(?:{_EFFECT}\b|{_INDUCED})",
            after,
            regex.I,
        )
        or regex.search(rf"\b{_UNDONE} (?:\w+ )?(?:by|in|with|after|upon) (?:[\w/-]+ ){{0,6}}$", before, regex.I)
        or regex.search(rf"\b{_WHEN} (?:the |a |an )?$", phrases.text[max(phrases.start, start - 12) : start + 4])
        or regex.search(rf"\b{_WHEN}\s+$", before)
    )


def _is_required(phrases: Phrases, piece: Piece) -> bool:
    """True of M in "M is needed for the effect of X on Y"."""
    end = phrases.words[piece.b - 1].end
    told = rf"\s(?:is|are|was|were|(?:may|might) be|(?:appear|seem)(?:s|ed)? to be|proved) (?:\w+ )?{_REQUIRED}\b"
    return regex.match(told, phrases.text[end : end + 120], regex.I) is not None


def _is_depended_on(phrases: Phrases, piece: Piece) -> bool:
    """True of M in "X-induced Y depends on M", "the effect of X on Y was dependent on activation of M"."""
    start = phrases.words[piece.a].start
    told = rf"(?:{_INDUCED}|\b(?:effects?|actions?|protection) of\b)[^.;]{{0,80}}\b{_DEPENDS} (?:the |an? |intact )?$"
    lead = phrases.text[max(phrases.start, start - 140) : start]
    named = [word.lower for word in phrases.words[piece.a : piece.b]]
    return regex.search(told, lead, regex.I) is not None and not is_ruling(named)


def _taken(phrases: Phrases, piece: Piece) -> Span | None:
    """Of "TRPM7 knockdown", "a TRPM7 inhibitor", "knockdown of TRPM7", "silencing TRPM7": TRPM7."""
    words = phrases.words[piece.a : piece.b]
    at = next((i for i, word in enumerate(words) if _taking().fullmatch(word.text)), None)
    if at is None:
        before = phrases.text[max(phrases.start, words[0].start - 24) : words[0].start]
        is_blocked = regex.search(rf"\b(?:(?i:{_DOING})|{_WHEN})\s+(?:of\s+)?$", before)
        is_told = is_blocked or _is_required(phrases, piece) or _is_depended_on(phrases, piece)
        return phrases.span(piece) if is_told and not phrases.is_generic(piece) else None
    stem, joint, _ = words[at].text.rpartition("-")
    if joint and words[at].lower.endswith(_LACKING):
        return Span(words[at].start, words[at].start + len(stem))
    if words[at].lower in _CLASSES and not {word.lower for word in words[:at]} & _KINDS:
        return None
    is_tool = regex.fullmatch(_AGENT, words[at].text, regex.I) is not None
    if is_tool and not regex.search(rf"\b{_EFFECT}\b", phrases.text[phrases.start : phrases.end], regex.I):
        return None  # a drug against what another drug does
    is_ahead = at == 0 or (words[at + 1 : at + 2] and words[at + 1].lower == "of")
    empty = _KINDS | load_mediation_cues()["empty"] | {"of", "for", "the", "either"}
    kept = [word for word in (words[at + 1 :] if is_ahead else words[:at]) if word.lower not in empty]
    return Span(kept[0].start, kept[-1].end) if kept else None


@cache
def _taking() -> "regex.Pattern[str]":
    return regex.compile(rf"{_TAKEN}|{_AGENT}|{_DOING}", regex.I)
