"""What a label, a heading or a column's head says: a level of an exposure, people, a model, or nothing to relate."""

import regex

from miner.extract.estimates.tables.cells import MARKS
from miner.model.layout import Cell

LEVEL = (
    r"[QT]\s?[1-9]\b|(?:quartile|quintile|tertile|decile|category|group|class|grade|stage|level)\s?(?:[1-9]|IV|I{1,3})\b"
    r"|(?:[1-5](?:st|nd|rd|th)|first|second|third|fourth|fifth|highest|lowest|top|bottom|upper|lower|middle)\s(?:quartile|quintile"
    r"|tertile|decile|third|quarter|fifth|category|group|half)\b|highest\b|lowest\b|(?:top|bottom)\b"
)
"""A pattern of the levels of an exposure, as rows or columns name them."""
_RANGE = (
    r"[≥⩾>≤⩽<]\s?\d|(?:over|under|above|below|up to|at least|more than|less than|fewer than)\s\d"
    r"|\d[\d.,]*\s?(?:%|\w{1,6}\s)?(?:-|–|−|—|to|~)\s?[<≤]?\d|\d[\d.,]*\s?(?:\+|or more|and (?:over|above)|or less)"
    r"|\d[\d.,]*\s?\w{0,12}(?:/\w+)*\W*\Z"
)
_WORDS = (
    r"continuous|low(?:er)?|middle|medium|moderate(?:ly)?|intermediate|high(?:er)?|(?:severe\s)?deficien\w+|insufficien\w+|sufficien\w+"
    r"|inadequate|adequate|normal|abnormal|first|second|third|fourth|fifth|ever|never|current|former|past|yes|no|none|any|absent|present"
    r"|positive|negative|users?|non-?users?|rarely|sometimes|often|daily|weekly|monthly|some|many|few|several"
)
_AFTER = rf"(?:\s(?:intakes?|levels?|groups?|status|consumption|use|category|doses?))?\s*(?:[(:,;<>≥≤⩾⩽=].*)?{MARKS}\Z"
_PER = r"(?:per|each|every)\s.*|(?:1|one)[\s-](?:SD|unit|standard)\b.*|continuous\b.*|log\b.*"
_LEVEL = regex.compile(rf"(?i)\s*(?:{LEVEL}|{_RANGE}|{_PER}|(?:{_WORDS}){_AFTER})")
_STEP = regex.compile(rf"(?i)\s*(?:{_PER})")
_RANK_FIRST = regex.compile(r"(?i)\s*(?:[QT]\s?[1-9]\b|(?:quartile|quintile|tertile)\s?\d|highest|lowest)")
_RANK = regex.compile(rf"(?i)\s*(?:{LEVEL}|{_PER})")
_LEVEL_ONLY = regex.compile(rf"(?i)\s*(?:{LEVEL}|{_RANGE})")
_LOW = regex.compile(
    r"(?i)\b(?:low|lower|lowest|deficien\w*|insufficien\w*|inadequate|poor|absent|reduced|decreased)\b"
)
_COMPARED = regex.compile(r"(?i)[(,:].*|\b(?:vs|versus)\b.*|\b\w+\s(?:vs|versus)\b.*")
_PLACES = tuple(
    regex.compile(rf"(?i)\s*(?:{words})\b")
    for words in (
        r"(?:no|never|none|non|absent|negative|control|rarely|placebo)",
        r"(?:severe\w*\s)?deficien\w*",
        r"(?:low|lower|lowest|insufficien\w*|inadequate|poor|reduced|bottom|underweight)",
        r"(?:normal|reference)",
        r"(?:middle|medium|moderate\w*|intermediate|former|past|sometimes|weekly|second|some|overweight)",
        r"(?:sufficien\w*|adequate|optimal|replete)",
        r"(?:high|higher|highest|top|upper|yes|any|ever|current|present|positive|daily|often|users?|excess\w*|many|obese)",
    )
)
"""Words for levels that carry no number, each row above the one before."""
_NUMBER = regex.compile(r"\d+(?:[.,]\d+)?")
_SEX = r"(?:wom[ae]n|m[ae]n|girls?|boys?|females?|males?)"
_PEOPLE = regex.compile(
    rf"(?i)\s*(?:(?:all|older|younger|elderly|obese|overweight|lean|healthy|(?:pre|post|peri)-?\s?menopausal|black|white|"
    rf"hispanic|asian|non-hispanic|african-?\s?american|mexican-?\s?american)\b[\s,/]*)*"
    rf"(?:{_SEX}|children|adolescents|adults|participants|patients|subjects|individuals|(?:never|current|former|ever)"
    r"(?=\ssmokers)\ssmokers|(?:non-?\s?)?smokers|(?:non-?\s?)?drinkers|(?:non-?\s?)?diabetics|whites?|blacks?|hispanics?|asians?|"
    r"(?:white|black|hispanic|asian)(?:/other)?)"
    rf"(?:\s(?:with|without|aged?|who|under|over|only)\b[^|]*)?\s*[:,]?\s*(?:\([^()]*\)|[*†‡§\d]|{MARKS})*\s*"
)
_OF_SEX = regex.compile(rf"(?i)\b{_SEX}\b")
_AMONG = regex.compile(r"(?i)\(\s?(?:among|in)\s(?P<who>[^()]+)\)")
_AMONG_THEM = regex.compile(r"(?i)\s*(?:among|in)\s(?:all\s|those\s|the\s)*(?P<who>[^()]{3,80})")
_WHOLE = regex.compile(
    r"(?i)\s*(?:all|overall|total|both|whole)(?:\s(?:study\s)?(?:sexes|population|sample|cohort|participants|patients|"
    rf"subjects|women|men|children|adults))?\s*[:,]?\s*(?:\([^()]*\)|[*†‡§\d]|{MARKS})*\s*"
)
_MODEL = regex.compile(
    r"(?i)\s*(?:(?:multivaria(?:te|ble)[\w-]*|fully|basic|minimal\w*|final|full|age-?|sex-?|age- and sex-|energy-?)"
    r"[\s,-]*)*"
    r"(?:adjusted|unadjusted|crude|models?|multivaria(?:te|ble)|univaria(?:te|ble)|analys[ie]s)\b"
    r"|\s*\+|\s*(?:plus|and|additionally|further)\s(?:\w+ly\s)?adjust|\s*(?:weighted|unweighted|imputed)\b|\s*step\s?\d"
)
_NOTHING = regex.compile(
    r"(?i)\s*(?:\(?(?:constant|intercept)\)?|observations?|n(?:\s*\([^)]*\))?\s*\Z|n\s?[=,]|no\.\s?of|number\sof\s(?:observations|events|cases|participants|subjects|patients)"
    r"|adjusted\sr|r\s?[2²]|r-squared|log[\s-]?likelihood|aic\b|bic\b|f[\s-](?:value|stat\w*)|wald\b|χ|chi[\s-]?sq|cases?\b|person|events?\s?/|events?\Z|deaths?\s?/"
    r"|random\s(?:effects?|intercept)|variance|residual|sample\ssize|missing|range\b|participants?\b|subjects?\b"
    r"|i\s?[2²]\b|heterogeneity|p\s?(?:for|[-–]?\s?(?:value|trend|interaction|het\w*))|trend\b|test\sfor|interaction\sp"
    r"|reference\b|ref\.)"
)
_INTERACTION = regex.compile(r"[\w)]\s?(?:[×*✕]|\sx\s|\sby\s)\s?[A-Za-z(]|(?i:\binteraction\b)")
_TIME = regex.compile(
    r"(?i)\s*(?:baseline|post-?\s?(?:intervention|treatment|test)|pre-?\s?(?:intervention|treatment|test)|follow-?up|(?:at\s|after\s)?"
    r"(?:\d+|one|two|three|six|twelve)[\s-]*(?:h(?:ou)?rs?|days?|weeks?|months?|mo|years?|yrs?|min(?:utes)?)\b[\w\s-]*"
    r"|(?:weeks?|months?|days?|years?|visits?|times?|waves?|T)\s?\d+|(?:first|second|third)\s(?:trimester|visit|year)"
    rf"|end\s?(?:point|of\s\w+)|change\b.*|time\b){MARKS}\Z"
)
_PARTS = regex.compile(
    r"(?i)\s*(?:demographics?|socio\w*|clinical|laboratory|biochemical|lifestyle|anthropometric|medical\shistory|comorbidit\w+|covariates?"
    r"|confounders?|control\svariables?|other|others|variables?|factors?|predictors?|exposures?|outcomes?|characteristics?|main|primary"
    r"|secondary|parameters?|subgroups?|sensitivity|effects?|direct|indirect|total|mediators?|measures?|averages?|overall|quartiles?|quintiles?|tertiles?|deciles?|categor(?:y|ies|ical)|associations?\swith\s.*|.*\bstratified\sby)"
    rf"(?:\s(?:characteristics|variables|factors|data|parameters|measures|outcomes?|analys[ie]s|effects?|end-?\s?points?))*\s*(?:\([^()]*\))?\s*:?{MARKS}\Z"
)
_STATISTIC = regex.compile(
    r"(?i)\s*(?:n\s?,?\s?\(?%\)?|%|(?:adjusted |ls )?(?:means?|medians?)\b"
    r"(?! (?:arterial|corpuscular|platelet|cell|daily|age))\s?(?:\([^()]*\)|±\s?\w+)?)\s*(?:of\s)?"
)
_CONTRAST = regex.compile(
    r"(?P<one>[^|()]{2,60}?)\s(?:v|vs|versus|compared\s(?:with|to)|[–-])\.?\s(?P<other>[^|(),]{2,60})"
)
_CONTROL = regex.compile(r"(?i)\s*(?:the\s)?(?:\w+\s)?(?:controls?|placebo|sham|usual\scare|reference|no\s\w+)\b")


def is_level(label: str) -> bool:
    """True of what names a level of something else: "Q4", "≥10", "per 100 mg", "Never", "High".

    >>> is_level("Quartile 4 (>320 mg/d)"), is_level("High blood pressure"), is_level("Age (years)")
    (True, False, False)
    """
    return _LEVEL.match(label) is not None


def is_rank(label: str) -> bool:
    """True of a rank among levels ("Q2", "third tertile") or a step ("per 10 g"), which are no parts of the people."""
    return _RANK.match(label) is not None


def is_printed_level(label: str) -> bool:
    """True of a level that is plain by itself: a rank or a range of numbers."""
    return _LEVEL_ONLY.match(label) is not None


def rank(label: str) -> float | None:
    """Where a level stands among the others, the higher the more; None where that is not plain.

    >>> rank("Q1 (<200)"), rank(">300"), rank("100-200"), rank("Never"), rank("Ever"), rank("Rural")
    (1.0, 300.5, 100.0, 0, 6, None)
    """
    if (found := regex.match(rf"(?i)\s*(?:{LEVEL})", label)) and (number := _NUMBER.search(found[0])):
        return float(number[0])
    if number := _NUMBER.search(label):
        value = float(number[0].replace(",", "."))
        return (
            value
            + (0.5 if regex.match(r"(?i)\s*(?:[>≥⩾]|over|above|more)", label) else 0)
            - (0.5 if regex.match(r"(?i)\s*(?:[<≤⩽]|under|below|less|up to)", label) else 0)
        )
    return next((place for place, pattern in enumerate(_PLACES) if pattern.search(label)), None)


def is_low(label: str) -> bool:
    """True of what speaks of little of something: "low intake", "deficiency"; "zinc (high vs. low)" does not."""
    return _LOW.search(_COMPARED.sub("", label)) is not None


def people(label: str) -> str | None:
    """The part of the people that a label names, None where it names none or all."""
    if _WHOLE.fullmatch(label):
        return None
    if _PEOPLE.fullmatch(label):
        return regex.sub(r"\s*\([nN]\s?=[^()]*\)", "", label).strip(" :")
    found = _AMONG_THEM.match(label) or _AMONG.search(label)
    return found["who"].strip(" :") if found else None


def only_sex(head: str) -> str | None:
    """The one sex that a column's head names."""
    sexes = {found[0] for found in _OF_SEX.finditer(head)}
    return sexes.pop() if len(sexes) == 1 else None


def names_people(label: str) -> bool:
    """True of a label that names all or a part of the people, and nothing else."""
    return any(
        each is not None for each in (_PEOPLE.fullmatch(label), _WHOLE.fullmatch(label), _AMONG_THEM.match(label))
    )


def is_whole(label: str) -> bool:
    """True of a label that names all the people: "All women", "Overall"."""
    return _WHOLE.fullmatch(label) is not None


def is_model(label: str) -> bool:
    """True of what names a model: "Model 2", "Crude", "Multivariable-adjusted"."""
    return _MODEL.match(label) is not None


def is_apart(label: str) -> bool:
    """True of a row that is no effect of anything: the constant, the number of people, an interaction."""
    return _NOTHING.match(label) is not None or _INTERACTION.search(label) is not None


def is_empty(label: str) -> bool:
    """True of a label that names nothing that could be related: a time, a heading such as "Clinical variables"."""
    return (
        _TIME.fullmatch(label) is not None
        or _PARTS.fullmatch(label) is not None
        or not regex.search(r"\p{L}{2}", label)
    )


def contrast(text: str, cell: Cell) -> tuple[Cell, Cell] | None:
    """Where the two sides stand of a head that sets one against another: "Zinc vs. placebo"."""
    found = _CONTRAST.search(text, *cell)
    return (found.span("one"), found.span("other")) if found else None


def is_control(side: str) -> bool:
    """True of a side of a contrast that is only compared with: "placebo", "control 2"."""
    return _CONTROL.match(side) is not None


def is_statistic(label: str) -> bool:
    """True of a label that begins with what is counted or averaged: "n (%) stunted", "Mean (SD) score"."""
    return _STATISTIC.match(label) is not None


def without_statistic(label: str) -> int:
    """Where a label goes on behind the statistic that it begins with."""
    found = _STATISTIC.match(label)
    return found.end() if found else 0


def rank_in(head: str) -> str | None:
    """The rank that a column's head begins with: "Q4 OR (95% CI)"."""
    found = _RANK_FIRST.match(head)
    return found[0].strip() if found else None


def compare_levels(level: str | None, reference: str | None) -> tuple[int, bool]:
    """-1 where the level is less than what it is compared with; and whether that is plain.

    >>> compare_levels("Q1", "Q4"), compare_levels("Ever", "Never"), compare_levels("Rural", "Urban")
    ((-1, True), (1, True), (1, False))
    """
    if level is None or reference is None or _STEP.match(level):
        return 1, True
    one, other = rank(level), rank(reference)
    if one is None or other is None or one == other:
        return 1, one is not None and is_printed_level(level)
    return (1 if one > other else -1), True
