"""What an estimate compares: "highest vs lowest quartile", "per 100 mg/day"."""

import regex

from miner.extract.grammar.rules import Rule

_GROUP = (
    r"(?:quartiles?|tertiles?|quintiles?|deciles?|categor(?:y|ies)|quantiles?|third|fourth|fifth|"
    r"intakes?|groups?|levels?|concentrations?)"
)
_TO = r"(?:vs\.?|versus|compared\s(?:with|to)|relative\sto|against|with|to|v|与)"
_EXTREME = r"(?:highest|top|upper(?:most)?|lowest|bottom|fourth|fifth|third|extreme)"
_OTHER = r"(?:lowest|bottom|lower|first|highest|top|upper)"
_SOURCE = r"(?:of\s[^.,;()]{1,50}?\s)?"
# Units that stand for one of themselves ("per SD"), and those that need a number ("per 100 mg/day").
_ONE = (
    r"(?:SDs?|s\.d\.|standard[\s-]deviations?|(?:log\s)?units?|points?|decades?|quartiles?|tertiles?|quintiles?|"
    r"doubling|category|score|servings?|alleles?)"
)
_UNIT = (
    r"(?:mg|g|µg|μg|mcg|kg|mmol|µmol|μmol|nmol|pmol|mol|mEq|ng|pg|mL|dL|L|IU|U|mm\s?Hg|cm|mm|%|percent|years?|"
    r"kcal|MET|bpm)"
)
_SIZE = r"(?:\d[\d.,·]*[\s-]?|\d[\d.,·]*-fold\s)"
_MORE = r"(?:additional|further|extra|one|genetically\spredicted|10-fold)[\s-]"
_CHANGE = r"(?:increase|increment|decrease|higher|lower|rise|reduction|change|increases|decrement)s?"
_END = r"(?=[,;:.)\]]|\s(?:was|were|is|are|had|has|with|went|goes|on|for|of|and|at|per)\b|\s\w+(?:ed|es)\b)"
_CONTRAST = Rule(
    rf"(?i)\b(?:the\s)?{_EXTREME}\s(?:\w+\s){{0,3}}?(?:{_GROUP}\s)?{_SOURCE}[,(]?\s?"
    rf"{_TO}\s(?:those\sin\s|that\sof\s|women\sin\s|men\sin\s)?(?:the\s)?{_OTHER}(?:\s{_GROUP})?"
    rf"|\b[QT][2-5]\s?(?:{_TO}|/|-)\s?[QT]1\b"
    rf"|\b(?:per|for\s(?:each|every)|each|every)\s(?:{_MORE})?(?:{_SIZE}?(?:[Ll]og\s)?{_ONE}|{_SIZE}{_UNIT})(?![A-Za-z])"
    rf"(?:\s?/\s?[A-Za-z0-9]+|\sper\sday|\sa\sday)?(?:[\s-]{_CHANGE}\b)?(?:\sin\s(?:[\w()-]+\s){{0,3}}?[\w()-]+{_END})?"
)


_THE = regex.compile(r"(?i)^the\s")


def find_contrast(text: str, start: int, end: int, at: int) -> str | None:
    """The contrast printed nearest to the estimate at `at` in a sentence at `start:end`, one before it preferred.

    >>> find_contrast("OR for the highest versus lowest quartile was 0.5", 0, 49, 46)
    'highest versus lowest quartile'
    """
    best: tuple[int, str] | None = None
    at -= start
    for found in _CONTRAST.finditer(text[start:end]):
        distance = at - found.end() if found.end() <= at else (found.start() - at) * 2
        if best is None or abs(distance) < best[0]:
            best = (abs(distance), found[0])
    if best is None or best[0] > 240:
        return None
    return _THE.sub("", best[1].strip(" ,"))
