"""What of a trial's sentence is a result: what tells its arms apart, or calls them alike, after they were treated."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.claims.arms.cues import load_arm_cues
from miner.extract.claims.arms.segments import Segment, split_segments
from miner.extract.claims.arms.sides import Label, find_words
from miner.extract.claims.contrasts import is_significant
from miner.extract.claims.stating.certainty import certainty_of
from miner.extract.claims.trials.changes import sign_by_changes
from miner.extract.grammar.rules import Branches, Rule
from miner.model.claim import Claim

_EACH = Rule(
    r"\b(?:both|all|each|the two|the three|the four|either|(?<=in )(?:two|three|four)) (?:of )?(?:the )?"
    r"(?:[\w-]+ ){0,2}?(?:groups?|arms?|treatments?|cohorts?"
    r"|interventions?|conditions?|regimens?)\b|\bin both\b",
    regex.I,
)
_WHICHEVER = Rule(
    r"\b(?:regardless|irrespective) of (?:the |their |which )?(?:\w+ )?(?:treatment|intervention|group|arm|condition"
    r"|allocation|assignment)s?\b",
    regex.I,
)
_AGAINST = regex.compile(
    r"\b(?:than|compared|versus|vs|more|less|greater|higher|lower|larger|smaller|between|relative)\b"
    r"(?! (?:with |to |from )?(?:the |their )?(?:own )?(?:baseline|pre\W?\w*|initial|before|previous|base))",
    regex.I,
)
_START = Rule(
    r"\b(?:at (?:the )?(?:baseline|start|beginning|study entry|enrol\w+|admission|randomi[sz]ation)"
    r"|before (?:the |any )?(?:education|supplementation|vaccination|program(?:me)?|study|trial|intervention"
    r"|treatment|therapy|training|surgery|operation|administration|induction))\b"
    r"|\bbaseline (?:characteristics|demographic\w*|values|data|scores|levels|variables|parameters|measure\w*)\b"
    r"|(?<!\b(?:from|to|than|with) (?:the )?)\bbaseline (?:[\w/-]+,? ){1,8}?(?:was|were|did) (?:\w+ ){0,2}?"
    r"(?:not|similar|comparable|equal|equivalent|the same|balanced|higher|lower|greater)\b"
    r"|\bdemographic (?:\w+ ){0,2}?(?:data|characteristics|variables|profiles?|features)\b",
    regex.I,
)
_SINCE = regex.compile(
    r"\b(?:after|following|changes?|from (?:the )?(?:baseline|start|beginning)|post\W?\w*|throughout|later|final|end of"
    r"|follow-up|adjust\w*|increas\w+|decreas\w+|improv\w+|reduc\w+|subsequent|thereafter)\b"
    r"|\b(?:baseline|before)\b.{0,40}\b(?:and|to|or|than)\b.{0,20}\b(?:after|weeks?|months?|days?|years?|end)\b",
    regex.I,
)
_OF_GROUPS = ("Y is lower with X", "X has more Y", "Y differs between arms")
_APART = regex.compile(r"\b(?:higher|lower|greater|smaller|larger|older|younger|heavier|longer|shorter)\b")
_VERB = regex.compile(r"\b(?:was|were|is|are|had|has|have|did|showed|\w{3,}ed)\b")
_NEXT_VERB = regex.compile(rf"(?:,|\b(?:and|but)\b)\s.*?{_VERB.pattern}")
_CLAUSE_END = regex.compile(r"[,;]\s(?:and|but|with|while|whereas|although|though|however|yet)\b|;|\sbut\s")

_ALIKE = Rule(
    r"(?<=\s)(?:similarly|equally|comparably)\b(?! (?:effective|efficacious|safe|well|potent))"
    r"|\bto (?:a |an |the )?(?:similar|same|comparable|equal) (?:extent|degree)\b",
    regex.I,
)
_TAKEN_BACK = Branches(  # what a trial found, by what follows it
    r"\bbut not (?<!\b(?:than|versus|compared)\b.*\bbut not )(?:\w+ )?"
    r"(?:more|better|greater|higher|lower|less|differently|superior)\b[^.;,]{0,30}?\b(?:than|from|to|compared)\b"
    r"|,\s(?:a|an) (?:[\w-]+ ){0,2}(?:difference|reduction|increase|decrease|improvement|effect|trend)\b"
    r"[^.;,]{0,20}\bnot\b[^.;,]{0,20}\bsignifican"
    r"|\b(?:but|although|though|however|with|and),?\s(?:there (?:was|were) )?no (?:\w+ ){0,2}?"
    r"(?:group|treatment|condition|arm|time)[ -](?:by|x|×|\*)[ -](?:time|group|treatment|condition)\b"
    r"|\b(?:but|although|though|however),?\s(?:statistical )?significance (?:was|were) not\b"
    r"|\b(?:but|although|though|however),?\s(?:the|this|these) (?:changes?|improvements?|reductions?|decreases?"
    r"|increases?) (?:was|were|did) not (?:\w+ )?differ"
    r"|\b(?:but|although|though|however),?\s(?:the|this|these) differences? (?:with|from|to|versus|vs\.?|over"
    r"|(?:compared|in comparison) (?:with|to)) [^.;,]{0,30}?\bnot\b[^.;,]{0,20}\bsignifican"
    r"|,\s(?:and|but|although|though) (?:the|this|these|such) (?:changes?|improvements?|reductions?|decreases?"
    r"|increases?"
    r"|effects?) (?:was|were) (?:\w+ )?(?:similar|comparable|equivalent) (?:to (?:that|those) (?:of|in|with|for)\b"
    r"|(?:between|in|across|among|with|for) (?:the |both |all |either )*(?:two |three |four )?(?:groups|arms"
    r"|treatments)\b)",
    regex.I,
)
_NONE_BETWEEN = Rule(  # beside what was told of both arms, or of one against its own start
    r",?\s(?:but |and )?with(?:out| no) (?:\w+ ){0,3}?differences? (?:\w+(?:ed|en|und) )?(?:between|among|across) "
    r"(?:them|(?:the |these |all )*(?:two |three |four |both )?(?:\w+ )?(?:groups|arms|treatments|drugs|doses|agents"
    r"|regimens"
    r"|interventions))\b(?! (?:in|for|regarding|of|on|with respect)\b(?! any| either))",
    regex.I,
)
_UNSUPPORTED = Rule(
    r"\b(?:not|n[o']t|nor|fail\w* to) (?:\w+ )?support (?:the |a |an |our |this )?(?:\w+ ){0,2}?"
    r"(?:hypothes[ie]s|idea|notion|view|claim|concept|assumption|theory) that\b",
    regex.I,
)
_RANKED = Rule(r"\b(?:inferior|superior|effective)\b", regex.I)
_MORE_IN = Rule(
    r"(?:,\s(?:but |and |with |although )?|\b(?:but|with) )(?:a |an )?(?:(?:the|this|these) (?:\w+ ){1,2}(?:was"
    r"|were) )?"
    r"(?:\w+ly |much |even )*(?:more so|more pronounced|more marked|more|greater|larger|stronger|higher"
    r"|(?P<less>less|smaller|lower|weaker))"
    r"(?: (?:\w{0,2}creases?|reductions?|improvements?|changes?|effects?|rises?|falls?|gains?|declines?|drops?|loss"
    r"|extent"
    r"|degree|was|were|seen|observed|noted|found|occurred|so)){0,3}? (?:in|with|for|among|by) (?:the )?",
    regex.I,
)
_GROUP = regex.compile(r"[\s-](?:groups?|arms?)\b", regex.I)
_CHANGING = "Y is lower with X"
_COMPARING = "Y differs between arms"
_NEAR = 12
_NONE_OF = Rule(r"\b(?:none of|no (?:patients?|subjects?|participants?|women|men|children|infants))\b", regex.I)
_CHANGE = Rule(
    r"\bchanges? (?:in|of|from)\b[^.;]*?\b(?:greater|larger|more)\b[^;]*?[(\s][-−–]\d[\d.]*[^.;\d]{0,14}"
    r"\b(?:vs\.?|versus|and|compared with)\s[-−–]\d"
)
_EQUALS = Rule(r"\b(?:equally|similarly|comparably) (?:effective|efficacious|safe|well|potent)\b", regex.I)


def as_result(text: str, claim: Claim, labels: Sequence[Label]) -> Claim | None:
    """The claim as the trial's result that it is; None where it is none. `labels` are the arms that the text names."""
    if claim.sign is None:
        return claim
    if _is_of_start(text, claim) or _is_an_equal(text, claim) or _is_an_arm(text, claim, labels):
        return None
    if claim.sign and claim.rule.endswith("context") and _WHICHEVER.search(text):
        return None
    is_compared = claim.rule.startswith(_COMPARING)
    is_of_each = not is_compared and not _is_alike(text, claim, labels) and _is_of_each_arm(text, claim)
    side = _side_with_more(text, claim, labels) if is_of_each and _is_of_treatment(text, claim, labels) else 0
    if is_of_each and not side:
        return None
    sign = side * claim.sign if side else _sign_told(text, claim, labels, claim.sign)
    return claim if sign == claim.sign else replace(claim, sign=sign, certainty=certainty_of(text, sign))


def _sign_told(text: str, claim: Claim, labels: Sequence[Label], sign: int) -> int:
    """The sign that the rest of the sentence leaves a claim."""
    if sign == 0:
        return -_side_without(text, claim, labels)
    if _is_alike(text, claim, labels) or _is_taken_back(text, claim):
        return 0
    if claim.rule.startswith(_CHANGING):
        sign = sign_by_changes(text, sign, max(claim.object.end - claim.start, 0), labels)
    return -1 if _is_fall(text, claim) else sign


def names_each_arm(text: str) -> bool:
    """True of a text that speaks of "both groups", "all arms" and the like."""
    return _EACH.search(text) is not None


def _is_of_treatment(text: str, claim: Claim, labels: Sequence[Label]) -> bool:
    """False of what happened in both arms after something else: "glucose rose after surgery in both groups"."""
    start = claim.subject.start - claim.start
    return not 0 <= start < len(text) or any(
        label.start < start + len(claim.subject.text) and start < label.end for label in labels
    )


def _side_with_more(text: str, claim: Claim, labels: Sequence[Label]) -> int:
    """The side of which a change in both arms goes on to be told: "rose in both groups, but more in the zinc group"."""
    match = _MORE_IN.search(text, claim.object.end - claim.start)
    if match is None or is_significant(text[match.start() :]) is False:
        return 0
    side = next((label.side for label in labels if 0 <= label.start - match.end() < _NEAR), 0)
    return -side if match["less"] else side


def _part_of(text: str, claim: Claim) -> Segment:
    """The part of a sentence in which a claim's object stands."""
    place = claim.object.start - claim.start
    return next((each for each in split_segments(text) if each.holds(place)), Segment(0, len(text)))


def _is_of_each_arm(text: str, claim: Claim) -> bool:
    """True of a change that a sentence tells of both arms alike: it says nothing of the treatment."""
    if claim.sign not in {1, -1} or not _EACH.may_match(text):
        return False
    place = claim.object.start - claim.start
    part = _part_of(text, claim)
    start, end = part.start, part.end
    ends = [match.start() for match in _CLAUSE_END.finditer(text, start, end)]
    for each in _EACH.finditer(text, start, end):
        if any(place < at < each.start() and _VERB.search(text, place, at) for at in ends):
            continue  # "A rose with X, and B rose in both groups"
        first = max((at for at in ends if at <= min(each.start(), place)), default=start)
        last = min((at for at in ends if at >= max(each.end(), place)), default=end)
        if _AGAINST.search(text, first, last) is None:
            return True
    return False


def _is_of_start(text: str, claim: Claim) -> bool:
    """True of arms that a sentence calls alike, or apart, before anything was done to them: it is no result."""
    if not _START.may_match(text):
        return False
    part = _part_of(text, claim)
    told = text[part.start : part.end]
    if claim.sign == 0:
        return is_of_start(told)
    is_between_arms = claim.rule.startswith(_OF_GROUPS) and _GROUP.search(told) is not None
    return is_between_arms and _APART.search(told) is not None and is_of_start(told)


def is_of_start(part: str) -> bool:
    """True of a part of a sentence that tells how things stood before anything was done."""
    return _START.search(part) is not None and _SINCE.search(part) is None


def _is_alike(text: str, claim: Claim, labels: Sequence[Label]) -> bool:
    """True of "A and B reduced Y similarly": that both did it tells nothing apart."""
    if not _ALIKE.may_match(text):
        return False
    part = _part_of(text, claim)
    alike = _ALIKE.search(text, part.start, part.end)
    if alike is None or not (
        len({label.side for label in labels if part.holds(label.start)}) == 2
        or _EACH.search(text, part.start, part.end)
    ):
        return False
    start, end = claim.object.start - claim.start, claim.object.end - claim.start
    return _NEXT_VERB.search(text, min(end, alike.end()), max(start, alike.start())) is None


def _is_taken_back(text: str, claim: Claim) -> bool:
    """True of "Y fell with X, but not more than with B", and of "do not support the hypothesis that X lowers Y"."""
    place = claim.object.start - claim.start
    back, unsupported = _TAKEN_BACK.search(text), _UNSUPPORTED.search(text)
    if (back is not None and place < back.start()) or (unsupported is not None and place > unsupported.start()):
        return True
    none = _NONE_BETWEEN.search(text)
    if none is None or place > none.start():
        return False
    return _AGAINST.search(text, _part_of(text, claim).start, none.start()) is None


def _side_without(text: str, claim: Claim, labels: Sequence[Label]) -> int:
    """The side that had none of an outcome: "none of the patients on A had Y, compared with 12% of B (p = 0.01)"."""
    none = _NONE_OF.search(text)
    if none is None or none.start() > claim.object.start - claim.start or not is_significant(text[none.start() :]):
        return 0
    sides = [label.side for label in labels if label.start > none.start()]
    return sides[0] if len(set(sides)) == 2 else 0


def _is_fall(text: str, claim: Claim) -> bool:
    """True of "the change in Y was greater with A (-1.9 vs -0.2)": where both numbers are below zero, Y fell."""
    part = _part_of(text, claim)
    change = _CHANGE.search(text, part.start, part.end)
    return change is not None and change.start() <= claim.object.start - claim.start < change.end()


def _is_an_arm(text: str, claim: Claim, labels: Sequence[Label]) -> bool:
    """True of a claim on an arm: "B was inferior to A", "survival favoured placebo"."""
    here = claim.object.start - claim.start, claim.object.end - claim.start
    own = next((label for label in labels if label.start <= here[0] and here[1] <= label.end), None)
    if own is not None and own.side == -1 and _names_control(text, here[1], claim.object.text):
        return True
    if not _RANKED.search(text):
        return False
    ends = [(end.start - claim.start, end.end - claim.start) for end in (claim.subject, claim.object)]
    sides = [
        next((label.side for label in labels if label.start <= start and end <= label.end), 0) for start, end in ends
    ]
    return 0 not in sides and sides[0] != sides[1]


def _names_control(text: str, end: int, name: str) -> bool:
    """True of a name that is the control's alone, or stands before "group": iron may be an outcome, too."""
    return load_arm_cues()["control"].issuperset(find_words(name)) or _GROUP.match(text, end) is not None


def _is_an_equal(text: str, claim: Claim) -> bool:
    """True of the B of "A and B were equally effective": what is held beside the treatment is no outcome."""
    equals = _EQUALS.search(text)
    return claim.sign == 0 and equals is not None and claim.object.start - claim.start < equals.start()
