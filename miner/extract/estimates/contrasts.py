"""What an estimate compares: "highest vs lowest quartile", "per 100 mg/day"."""

import regex

from miner.extract.grammar.rules import Rule

_GROUP = (
    r"(?:quartiles?|tertiles?|quintiles?|deciles?|categor(?:y|ies)|quantiles?|third|fourth|fifth|"
    r"intakes?|groups?|levels?|concentrations?)"
)
_TO = r"(?:vs\.?|versus|compared\s(?:with|to)|relative\sto|against|v|与)"
_CONTRAST = Rule(
    rf"(?i)\b(?:the\s)?(?:highest|top|upper(?:most)?|lowest|bottom|fourth|fifth|third|"
    rf"extreme)\s(?:\w+\s){{0,3}}?(?:{_GROUP}\s)?(?:of\s[^.,;()]{{1,50}}?\s)?[,(]?\s?"
    rf"{_TO}\s(?:those\sin\s|that\sof\s|women\sin\s|men\sin\s)?(?:the\s)?(?:lowest|bottom|lower|"
    rf"first|highest|top|upper)(?:\s{_GROUP})?"
    rf"|\b[QT][2-5]\s?(?:{_TO}|/|-)\s?[QT]1\b"
    rf"|\b(?:per|for\s(?:each|every)|each|every)\s(?:(?:additional|further|extra|one|1|10-fold|"
    rf"doubling|genetically\spredicted)[\s-])?"
    r"(?:\d[\d.,]*[\s-]?)?(?:[A-Za-zµμ%²°·/0-9-]+\s?){0,3}?"
    r"(?:SD|s\.d\.|standard[\s-]deviations?|units?|points?|years?|decades?|quartiles?|tertiles?|"
    r"quintiles?|mg|g|µg|μg|mmol|mol|nmol|mL|dL|kg|IU|doubling|category|score|servings?|%|percent|"
    r"allele|cm|mm|mmHg)"
    r"(?:\s?/\s?[A-Za-z0-9]+|\sper\sday|\sa\sday|/day|/d)?(?:\s(?:increase|increment|decrease|"
    r"higher|lower|rise|reduction|change|increases))?(?:\sin\s(?:\w+\s){0,3}\w+(?=[\s,;:.)]))?"
)


def find_contrast(text: str, start: int, end: int, at: int) -> str | None:
    """The contrast printed nearest to the estimate at `at` in a sentence at `start:end`, one before it preferred.

    >>> find_contrast("OR for the highest versus lowest quartile was 0.5", 0, 49, 46)
    'highest versus lowest quartile'
    """
    best: tuple[int, str] | None = None
    for found in _CONTRAST.finditer(text, start, end):
        distance = at - found.end() if found.end() <= at else (found.start() - at) * 2
        if best is None or abs(distance) < best[0]:
            best = (abs(distance), found[0])
    if best is None or best[0] > 240:
        return None
    return regex.sub(r"(?i)^the\s", "", best[1].strip(" ,"))
