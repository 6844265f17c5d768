"""What a title names as acting: "effects of X on Y", "X lowers Y", "management of Y with X"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from miner.extract.grammar.rules import Led, Rule
from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(
    [
        "works",
        "outcomes",
        "results",
        "modifiers",
        "designs",
        "unnamed",
        "kinds",
        "people",
        "given",
        "not_given",
        "measured",
        "treating",
    ]
)
_EFFECT = Rule(
    r"\b(?:effects?|impacts?|influence|roles?|efficacy|effectiveness|benefits?|safety|tolerability|usefulness|association"
    r"|relationship|relation|link|correlation|use|comparison|assessment|evaluation)\s+"
    r"(?:of|between)\s+(?:the\s+|oral\s+|an?\s+)*(?P<x>[^.?:]{3,90}?)(?:[.?:]|$|\s+(?:on|in|and|with|for|to|versus|vs\.?"
    r"|among|against|at|during|after)\b)",
    regex.I,
)
_QUESTION = regex.compile(r"(?:who|when|where|why|which|whose|whom|how)\b", regex.I)
_TELLS = regex.compile(r"\s(?:reveal|show|demonstrate|identif(?:y|ie)|suggest|uncover|indicate)s?\b", regex.I)
"""A title that is told by a method: "sequencing reveals Y"."""

_ASKED = regex.compile(
    r"(?:is|are|does|do|did|can|could|should|will|would|has|have|was|were|may|might|must)\s"
    r"(?!(?:there|it|we|they|this|these|you|i|their|its|such|other|all|any|some)\b)(?:the\s|an?\s)*"
    r"(?P<x>[^?:,]{2,90}?)(?<!\b(?:of|in|for|with|from|to|by|and|or|between|on|at))\s+(?:\w+ly\s+)?(?:an?|the|be|been|being|associated|related|linked|correlated"
    r"|measured|assessed|detected|used|using|predict|affect|influence|impact|improve|increase|reduce|decrease|lower|raise"
    r"|prevent|cause|correlate|correspond|lead|lessen|help|protect|alter|change|modify|promote|play|provide|have|offer"
    r"|contribute|enhance|explain|drive|mediate|matter|differ|worsen|exist|make|add|show|support|benefit|determine|represent"
    r"|perform|generali[sz]e|recall|identify|serve|receive|know|account|return|elucidate|damage|run|allow|enable|elicit"
    r"|influenced|affected|determined|suitable|worth|possible|consistent|reachable|deficient|valid|appropriate|justified"
    r"|indicated|warranted|relevant|required|applicable|common|combined|confer|meet|change|follow|fit"
    r"|trigger|facilitate|limit|guide|replace|mean|reveal|discriminate|distinguish|detect|save|win|hurt|kill|relieve"
    r"|result|induce|accelerate|delay|shorten|prolong|modulate|depend|reflect|act|work|need|require|compromised?|safe"
    r"|feasible|necessary|useful|effective|better|worse|superior|inferior|sufficient|important|reliable|accurate|adequate"
    r"|beneficial|harmful|different|comparable|equivalent|independent|predictive|prognostic|really|still|for|in|during|with"
    r"|on|after|before|to|at|as|among|by|from|versus|vs)\b",
    regex.I,
)
_WITH = regex.compile(
    r"\s(?:with|receiving|taking)\s(?P<x>[^?:,]{3,50}?)\s(?:at|more|less|have|fall|need|live|benefit|suffer|develop|differ|be"
    r"|die|get|experience|show|different|likely|prone|recover|survive)\b",
    regex.I,
)
_COMPARES = regex.compile(r"(?:an?\s)?(?:[\w-]+\s)?(?:comparison|comparative)\b", regex.I)
_QUESTION_PART = regex.compile(
    r"(?:^|(?<=[:.] )|(?<= [–—-] ))"
    r"(?=(?:is|are|does|do|did|can|could|should|will|would|has|have|was|were|may|might|must)\s)",
    regex.I,
)
_GIVEN = Rule(
    r"\b(?P<x>[\p{L}\d][\w()'/-]*(?: (?!of\b|with\b|the\b|and\b|by\b|in\b|after\b|on\b"
    r"|for\b)[\w()'/-]+){0,2}?) (?:supplementation|supplements?|administration|ingestion|infusion|injections?"
    r"|consumption|training)\b",
    regex.I,
)
_VERBS = (
    "associated|reduces?|improves?|increases?|prevents?|causes?|induces?|promotes?|raises?|leads|affects?|worsens?"
    "|alleviates?|suppress(?:es)?|inhibits?|enhances?|lowers?|decreases?|predicts?|attenuates?|protects?|does|do|has|have"
)
_SAYS = regex.compile(rf"\b(?:{_VERBS})\b", regex.I)
"""A title that is a sentence: its subject acts, whatever it is."""
_TRIAL_OF = regex.compile(r"\btrials? of\s", regex.I)
_HELD = regex.compile(r"\s(?:versus|vs\.?|compared (?:with|to)|and its|with or without)\s", regex.I)
_FIRST = regex.compile(
    r"(?P<x>.{3,90}?)\s+(?:(?:is|are|and its)\s+)?(?:\w+ly\s+)?"
    rf"(?:{_VERBS}|for|in|during|as|versus|vs\.?|and|with|on|after|to|at)\b",
    regex.I,
)
_NAMED = (
    r"(?P<x>[^.?:;,]{3,60}?)"
    r"(?=[.?:;,]|\s+(?:on|in|and|with|for|to|versus|vs\.?|among|against|at|during|after|from|using|by)\b|$)"
)


def find_title_exposure(title: str) -> tuple[int, int] | None:
    """Where a title names what acts; None where it names an outcome, a method or people only.

    >>> title = "Management of hypertension with potassium: a randomised trial"
    >>> title[slice(*find_title_exposure(title))]
    'potassium'
    """
    patterns = load_title_patterns()
    work = patterns.work.match(title)
    at = work.end() if work else 0
    paired = patterns.paired.search(title) if patterns.paired_word.search(title) else None
    if paired is not None:
        return paired.span("x")
    asked = _asked(patterns, title)
    if asked:
        return asked
    for pattern in (_EFFECT, _GIVEN):
        match = pattern.search(title, at)
        if match and not patterns.design.fullmatch(match["x"]):
            is_named = "," not in match["x"] and match["x"].casefold() not in patterns.modifiers
            return match.span("x") if is_named else None
    if is_question(title) or asked is not None:
        return None
    match = _first_named(patterns, title, at)
    if match is None or ("," in match["x"] and _COMPARES.match(title)):  # of three that are compared none is tried
        return None
    _, between, behind = match["x"].rpartition(" between ")  # "comparison of Y between X and Z"
    return (match.end("x") - len(behind) if between else match.start("x")), match.end("x")


def _asked(patterns: "TitlePatterns", title: str) -> tuple[int, int] | tuple[()] | None:
    """Where the question of a title names what acts: "Pain after surgery: does zinc help?".

    None of a title that asks nothing; empty where all that it says is a question that names nothing of the kind.
    """
    start = 4 if title[:4].casefold() == "how " else next((m.start() for m in _QUESTION_PART.finditer(title)), -1)
    if start < 0:
        return None
    match = _ASKED.match(title, start)
    nothing = None if start else ()
    if match is not None and patterns.of_people.fullmatch(match["x"]):
        match = _WITH.match(title, match.end("x")) or match  # "are adults with X at risk?"
    if match is None or any(
        each.fullmatch(match["x"]) for each in (patterns.design, patterns.unnamed, patterns.of_people)
    ):
        return nothing
    is_told_before = title[: match.start("x")].endswith("the ") and " " not in match["x"]  # "is the virus a risk?"
    is_what = title[match.end("x") :].lstrip().startswith("exist")
    return match.span("x") if not start or not (is_told_before or is_what) else None


def is_first_only(title: str) -> bool:
    """True of a title whose exposure is just what it names first: "Bone health in celiac disease"."""
    patterns = load_title_patterns()
    work = patterns.work.match(title)
    at = work.end() if work else 0
    if _SAYS.search(title, at) or _HELD.search(title, at) or _TRIAL_OF.search(title, 0, at) or _asked(patterns, title):
        return False
    if patterns.outcome.match(title, at) or (patterns.paired_word.search(title) and patterns.paired.search(title)):
        return False
    return _EFFECT.search(title, at) is None and _GIVEN.search(title, at) is None


def is_question(title: str) -> bool:
    """True of a title that asks for a person, a time or a reason: no name of it acts."""
    return _QUESTION.match(title) is not None


def _first_named(patterns: "TitlePatterns", title: str, at: int) -> regex.Match[str] | None:
    if (match := patterns.measured.match(title, at)) is not None and not patterns.unnamed.fullmatch(match["x"]):
        return match
    if patterns.outcome.match(title, at):
        for match in (patterns.means.search(title, at), patterns.after.match(title, at)):
            if match is not None and not patterns.unnamed.fullmatch(match["x"]):
                return match
    match = _FIRST.match(title, at)
    if match is None or patterns.unnamed.fullmatch(match["x"]) or _TELLS.search(match["x"]):
        return None
    return match if _SAYS.search(title, at) or not patterns.outcome.fullmatch(match["x"]) else None


@dataclass(frozen=True, slots=True)
class TitlePatterns:
    """The patterns that are made of the words of `titles.toml`.

    `work` is what a title says of the work before its matter, `outcome` a title that begins with what came of
    something, `means`, `measured` and `after` what that something is, `unnamed` a phrase that names nothing that
    acts; `arm` is what an arm was given, unless `not_given` matches it; `paired` is what two ways of giving share
    ("early or late X").
    """

    work: regex.Pattern[str]
    outcome: regex.Pattern[str]
    means: regex.Pattern[str]
    after: regex.Pattern[str]
    measured: regex.Pattern[str]
    paired: regex.Pattern[str]
    paired_word: regex.Pattern[str]
    modifiers: frozenset[str]
    design: regex.Pattern[str]
    unnamed: regex.Pattern[str]
    arm: Rule
    not_given: regex.Pattern[str]
    of_people: regex.Pattern[str]
    treating: regex.Pattern[str]


@cache
def load_title_patterns() -> TitlePatterns:
    """The patterns of the shipped words."""
    words = read_title_cues(corpora_path("cues", "titles.toml"))
    works, outcomes, results, modifiers, designs, unnamed, kinds, people, given, not_given, measured = (
        "|".join(words[key])
        for key in (
            "works", "outcomes", "results", "modifiers", "designs", "unnamed", "kinds", "people", "given", "not_given",
            "measured",
        )
    )  # fmt: skip
    people_with = rf"(?<!\b(?:{people}) )with"
    means = rf"treated with|treatment with|receiving|given|undergoing|{people_with}|by|using|following"
    doses = r"the|an?|oral|low[- ]dose|high[- ]dose|(?:and|or|and/or) without"
    return TitlePatterns(
        work=regex.compile(
            rf"(?:(?:(?:an?|the|[\w-]+,?)\s+){{0,6}}?(?:{works})(?:\s*,?\s+(?:and\s+)?(?:{works}))*"
            r"\s+(?:of|evaluating|comparing|assessing|examining|testing|investigating)\s+)+"
            r"(?:(?:the|an?)\s+)?",
            regex.I,
        ),
        outcome=regex.compile(
            rf"(?:[\w-]+\s+){{0,3}}?(?:{outcomes})(?:\s+(?:of|in|for|during|after|at)\b.*)?|(?:{results})\b.*", regex.I
        ),
        means=regex.compile(rf"\b(?:{means})\s+(?:(?:{doses})\s+)*{_NAMED}", regex.I),
        after=regex.compile(
            rf"(?:[\w-]+\s+){{0,3}}?(?:outcomes?|results?)\s+(?:of|after|following)\s+(?:(?:the|an?)\s+)?{_NAMED}",
            regex.I,
        ),
        measured=regex.compile(
            rf"(?:[\w-]+\s+){{0,4}}?(?:{measured})\s+(?:after|following)\s+(?:(?:the|an?)\s+)?{_NAMED}", regex.I
        ),
        paired=regex.compile(
            rf"\b(?:{modifiers})(?:[- ](?:versus|vs\.?|or|and|to|compared with)[- ]"
            r"|[- ]dose\s(?:versus|vs\.?|or|and)\s)"
            rf"(?:{modifiers})(?:[- ]doses?)?\s(?:of\s)?{_NAMED}",
            regex.I,
        ),
        modifiers=frozenset(words["modifiers"]),
        paired_word=regex.compile(r"\s(?:versus|vs\.?|or|and|compared with)\s", regex.I),
        design=regex.compile(rf"(?:.*\s)?(?:{designs})(?:\s+of\b.*)?", regex.I),
        unnamed=regex.compile(rf"(?:.*\s)?(?:(?:{unnamed}|{designs})(?:\s+of\b.*)?|{kinds})", regex.I),
        arm=Led(
            ["randomi", "assigned", "allocated", "randomly assigned"],
            r"\b(?:randomi[sz]ed|assigned|allocated|randomly assigned)[^.;]{0,60}?\bto\s+"
            rf"(?:(?:{given}|be treated with|either)\s+)*(?P<x>[^.;,()]{{3,60}}?)"
            r"\s*(?:\(|,|;|\bor\b|\band\b|\bversus\b|\bvs\b|\.|\bfor\b)",
            regex.I,
        ),
        treating=regex.compile(rf"(?:{'|'.join(words['treating'])})\b", regex.I),
        of_people=regex.compile(rf"(?:.*\s)?(?:{people})", regex.I),
        not_given=regex.compile(
            rf"(?:(?:an?|the)\s+|\w+ly\s+)?(?:(?:{not_given})\b|one|two|three|four|groups?|\d|placebo)", regex.I
        ),
    )


def read_title_cues(path: Path) -> Mapping[str, Sequence[str]]:
    """The words of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    return read_word_lists(path, keys=_KEYS)
