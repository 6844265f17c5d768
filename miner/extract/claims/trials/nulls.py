"""Null findings of trials: which part of a sentence says that the arms did not differ, and in what."""

import regex

from miner.extract.claims.arms.segments import Segment
from miner.extract.claims.trials.outcomes import ArmSentence, Outcome
from miner.extract.grammar.rules import Branches, Rule

_NULL = Branches(
    r"\b(?:no|not|n[o']t|neither|nor|none|without|never)\b[^.;:]{0,60}?\bdiffer\w*"
    r"|\bdifferences?\b[^.;:]{0,140}?\b(?:(?:was|were|is|are|did|been) (?:also )?not\b[^.;:]{0,25}significan"
    r"|non-?significant|insignificant|fail\w* to reach)"
    r"|\bdifferences?\b[^.;:]{0,60}?\b(?:was|were|could) (?:\w+ )?not (?:be )?"
    r"(?:found|observed|seen|detected|noted|shown)"
    r"|\b(?:was|were|is|are|remained|been)\s(?:also\s|statistically\s|very\s|quite\s|essentially\s)*"
    r"(?:similar|comparable|equivalent|non-?inferior|the same|equal|not superior|identical)\b"
    r"|\b(?:similar|comparable|equivalent|equal|the same)\s(?:[\w-]+\s){1,4}?(?:in|between|among|across|for|with) "
    r"(?:the |both |all |each )*(?:[\w-]+ )?(?:groups?|arms?|treatments?)\b"
    r"|\bno (?:statistically |clear |clinical |additional |overall )*(?:significant )?"
    r"(?:benefits?|advantages?|effects?|between-group|impact|influence)\b"
    r"|\bnon-?inferior\w*\b|\bnon-?significantly (?:different|higher|lower|greater|longer|shorter)\b"
    r"|\b(?:similarly|equally) (?:occurred|distributed|often|frequent|common)\b|(?<!\b(?:not|never) (?:\w+ ){0,2})\b"
    r"(?:(?:equally|similarly|comparably) (?:effective|efficacious|safe|potent|well)(?:ly)?\b"
    r"|as (?:effective|efficacious|safe|potent)(?: and \w+)? as\b"
    r"|(?:similar|comparable|equivalent|equal|same) (?:\w+ )?(?:efficacy|effectiveness|effects?|benefits?)\b)"
    r"|\bwithout (?:\w+ )?(?:affecting|altering|changing|influencing|impairing|compromising|worsening)\b"
    r"|\b(?:did|does|do) not (?:\w+ly )?(?:change|alter|modify|influence|impact)\b"
    r"(?! (?:in|with|over|from|during|after))"
    r"|\bwith(?:out| no) (?:\w+ )?(?:changes?|effects?|alterations?|increase|decrease|impact) (?:in|on)\b"
    r"|\b(?:did|do|does|was|were|have|had|has) not (?:reach\w*|achieve\w*|attain\w*) (?:statistical )?significan"
    r"|\bfail\w* to (?:reach|achieve|attain|show) (?:\w+ )?(?:statistical )?significan",
    regex.I,
)
_NONE = Rule(  # "no deaths occurred in either group", "there were no deaths in any of the groups"
    r"\bno(?:ne of the)? (?!(?:\w+ ){0,3}(?:differ|change|effect|correlat|associat|relation|interact|evidence|trend"
    r"|increas"
    r"|decreas|improve|reduc)\w*)(?P<what>[^.,;:()]{3,90}?)\s(?:(?:was|were|has been|have been)\s)?"
    r"(?:(?:occurr?ed|observed|seen|reported|noted|noticed|found|detected|recorded|encountered|documented|developed"
    r"|identified)\s)?(?:in|with|by|among|for) (?:either|any|both|all)\b(?: of)?(?: the| our| these)?(?: two| three"
    r"| four)?"
    r"(?: \w+)? (?:groups?|arms?|treatments?|patients|participants|subjects|children|women|men|infants|animals"
    r"|cohorts?)\b",
    regex.I,
)
_NOBODY = Rule(  # "no patient in either group needed Y"
    r"\bno(?:ne of the)? (?:patients?|participants?|subjects?|women|men|children|infants?|animals?) (?:in|of|from) "
    r"(?:either|any|both|all|the two) (?:of )?(?:the |our )?(?:\w+ )?(?:groups?|arms?)\s(?:had|has|have|required"
    r"|needed|developed"
    r"|experienced|showed|suffered|reported|received|died of)\s",
    regex.I,
)
_WITHIN = Rule(
    r"\b(?:from|to|versus|than|with|over) (?:the )?(?:baseline|pre-?treatment|initial)"
    r"|\bbefore and after\b|\bwithin(?:-| the | each )groups?",
    regex.I,
)
_BETWEEN = regex.compile(
    r"\bbetween(?:-| the | )(?:(?:two|three|treatment|study) )*(?:groups?|arms?|treatments?)", regex.I
)
_SIDES = regex.compile(
    r"\b(?:groups?|arms?|treatments?|between|among|both|effects?|conditions?|regimens?|compared|versus|vs|than"
    r"|control|placebo)\b",
    regex.I,
)
_ABOUT = regex.compile(
    r"\b(?:in|for|of|on|against|regarding|concerning|considering|with (?:regard|respect) to|with regards to|in terms of"
    r"|as to|as regards)\b",
    regex.I,
)
_ABOUT_ALL = regex.compile(  # what did not differ, with nobody named, did not differ between the arms
    r"\s(?:(?:was|were) )?(?:found|observed|seen|detected|noted|noticed) (?:regarding|concerning|in terms of"
    r"|with (?:regard|respect) to)\b",
    regex.I,
)
_IN_ONE = regex.compile(  # of one arm by itself
    r"\s(?:was|were) (?:found|observed|seen|detected|noted) (?:for|in|within) (?:the )?"
    r"(?!(?:two|three|four|all|both|any|either|treatment|study) )[\w+-]+ (?:groups?|arm)\b",
    regex.I,
)
_GROUPS = regex.compile(r"\b(?:groups?|arms?|treatments?|regimens?|conditions?|between-group)\b", regex.I)
_NO_RESULT = Rule(r"\b(?:baseline|demographic\w*|characteristics|before (?:treatment|the))\b", regex.I)
_OF_SOMETHING = regex.compile(
    r"\b(?:in|for|regarding|concerning|considering|with (?:regard|respect) to|in terms of)\s"
    r"(?!(?:the |either |any |both |all |these )*(?:two |three |treatment |study )*(?:groups?|arms?|time|point"
    r"|treatments?|measure|conditions?)|any\b|either\b|both\b)",
    regex.I,
)
_TURNS = (";", ":", " but ", " while ", " whereas ", " although ")
_MADE_NONE = regex.compile(r"\bmade no difference\b")
_NO = regex.compile(r"no\b|not ")
_ALIKE = regex.compile(r"(?:similar|comparable|equivalent|equal|the same)\b", regex.I)
_NO_CHANGE = regex.compile(
    r"(?:with(?:out| no)\b|d(?:id|oes|o) not (?:\w+ly )?(?:change|alter|modify|influence|impact)\b)(?!.*differ)",
    regex.I,
)
_EFFICACY = regex.compile(r"\b(?:effective|efficac\w+|safe|potent|well|effects?|benefits?)(?:ly)?(?:.* as)?$")
_MOST = 8
_NEAR, _NEXT = 35, 60


def is_null(text: str, segment: Segment) -> bool:
    """True of a part of a sentence that says that arms, not times, did not differ."""
    if not _NULL.may_match(text):
        return False
    part = text[segment.start : segment.end]
    return _NULL.search(part) is not None and (not _WITHIN.search(part) or _BETWEEN.search(part) is not None)


def is_bare_null(text: str) -> bool:
    """True of "there was no difference between the groups": what did not differ stands in the sentence before."""
    if _GROUPS.search(text) is None or _NO_RESULT.search(text) is not None or (null := _NULL.search(text)) is None:
        return False
    return _OF_SOMETHING.search(text, null.start()) is None


def find_unseen(sentence: ArmSentence, segment: Segment) -> list[Outcome]:
    """What was looked for and found in no arm: "no deaths occurred in either group"."""
    nobody = _NOBODY.search(sentence.text, segment.start, segment.end)
    if nobody is not None:
        return [each for each in sentence.outcomes_of(segment) if each.start >= nobody.end() - 1][:_MOST]
    match = _NONE.search(sentence.text, segment.start, segment.end)
    if match is None:
        return []
    start, end = match.span("what")
    return [each for each in sentence.outcomes_of(segment) if start <= each.start < end][:_MOST]


def find_null_outcomes(sentence: ArmSentence, segment: Segment) -> list[Outcome]:
    """The outcomes of a null finding: behind "in", "regarding", else those in front of it."""
    text = sentence.text
    match = _NULL.search(text, segment.start, segment.end)
    if match is None or _MADE_NONE.search(text):
        return []
    if not sentence.labels and not _SIDES.search(text) and _ABOUT_ALL.match(text, match.end()) is None:
        return []
    if _IN_ONE.match(text, match.end()) is not None:
        return []
    here = sentence.outcomes_of(segment)
    inside = [each for each in here if match.start() < each.start < match.end()]
    if inside and (
        _ALIKE.match(match[0]) or match[0][:10].casefold() == "difference"
    ):  # "with similar rates of nausea in both groups"
        return inside[:_MOST]
    about = _ABOUT.search(text, match.end())
    behind = [each for each in here if about is not None and each.start > about.start()]
    if _NO_CHANGE.match(match[0]):  # "without affecting Y", "with no change in Y"
        return [each for each in here if 0 <= each.start - match.end() < _NEAR][:_MOST]
    turn = max(text.rfind(mark, segment.start + 2, match.start()) for mark in _TURNS)
    said = match[0].casefold()
    first = match.end() if said.startswith(("neither", "nor", "none")) else match.start()
    ahead = [each for each in here if turn < each.start < first]
    if not here and segment.start:  # "Y was lower, although this was not significant"
        ahead = [each for each in sentence.outcomes if each.start < segment.start]
    if _EFFICACY.search(said):  # "A was as effective as B in Y", "no effect on Y": what stands in front of it is no Y
        near = about is not None and about.start() - match.end() < _NEAR
        return [each for each in behind if near and about is not None and each.start - about.end() < _NEXT][:_MOST]
    if behind and _NO.match(said):
        return behind[:_MOST]
    return (ahead or behind)[:_MOST]
