"""What a caption or a title says is related to what: "effect of X on Y", "predictors of Y", "risk of Y by X"."""

from dataclasses import dataclass
from enum import Enum

import regex

from miner.model.layout import Cell


class Role(Enum):
    """The end of a claim that a label or a head names."""

    EXPOSURE = "exposure"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Link:
    """The ends that a caption names, and what its rows then are where it says so."""

    exposure: Cell | None = None
    outcome: Cell | None = None
    rows: Role | None = None
    is_effect: bool = False
    """True where the table tells the effect of one thing: what else its rows name are parts of the people."""


_LINKS = r"(?:associations?|relations?|relationships?|correlations?|links?)"
_RISKS = (
    r"(?:odds|risks?|hazards?|ratios?|likelihood|probabilit(?:y|ies)|prevalence|incidence|ORs?|HRs?|RRs?|IRRs?|PRs?|CIs?|intervals?|"
    r"coefficients?|betas?|β|differences?|changes?|trends?)"
)
_NOUN = rf"(?:{_LINKS}|{_RISKS})"
_IN_BRACKETS = r"(?:\s?[(\[][^()\[\]]*[)\]])?"
_ONE, _OTHER = r"(?P<one>[^.;]{3,150}?)", r"(?P<other>[^.;]{3,150})"
_BY = (
    r"by|according\sto|across|in\srelation\sto|associated\swith|related\sto|per|for\s(?:each|every|a|an|the\shighest|increasing)|"
    r"comparing|as\sa\sfunction\sof|dependent\son|depending\son|with\s(?:increasing|higher)|stratified\sby"
)
_FACTORS = (
    r"(?:independent\s|risk\s|associated\s)?(?:predictors?|determinants?|correlates|risk\sfactors?|factors|covariates|influences?"
    r"|variables)\s(?:(?:independently\s|significantly\s)?(?:associated|related|predict\w+|influenc\w+|affecting|linked)"
    r"\s?(?:with|to)?|of|for|on)\s"
)
_EFFECTS = (
    rf"(?:effects?|impacts?|influences?|efficacy|benefits?|estimates?){_IN_BRACKETS}\sof\s"
    r"(?!(?:the\s|an?\s)?(?:linear|logistic|mixed|cox|regression|models?|parameters?|effects?)\b)"
)
_NO_LINK = rf"(?!(?:the\s|this\s)?{_LINKS}\b)"
_ILLNESS = (
    r"(?=[^.;:]{0,40}\b(?:mortality|deaths?|survival|fractures?|falls|cancers?|stroke|diabetes|depression|obesity|hypertension|frailty"
    r"|\w*(?:osis|penia|itis|oma|pathy)|(?:disease|syndrome|failure|impairment)s?)\b)"
)
_MODELS = r"(?:regressions?|models?|analys[ie]s)(?:\s(?:analys[ie]s|models?|results?))*\s"
_PREDICTING = r"(?:predicting|to\spredict|for(?:\sthe\sprediction\sof)?|explaining|with)\s"
_TESTED = (
    r"(?:univaria\w+|multivaria\w+|uni-?\sand\smultivaria\w+|cox|logistic|prognostic)"
    r"\s(?:\w+\s)?(?:analys[ie]s|regressions?|models?)"
)
_BEGIN = r"(?<=\A|[.:]\s)"
_RISK_OF = r"(?:the\s)?(?:risk|odds|incidence|prevalence|likelihood|hazard)s?\s(?:of|for)\s"
_FORMS: tuple[tuple[str, Role | None, regex.Pattern[str]], ...] = tuple(
    (order, rows, regex.compile(rf"(?i)\b(?:{pattern})"))
    for order, rows, pattern in (
        ("-o", Role.EXPOSURE, _FACTORS + _OTHER),
        ("e-", None, r"(?P<one>treatment|intervention|supplementation)\seffects?\b(?!\s(?:of|on))"),
        ("eo", None, rf"{_EFFECTS}{_ONE}\s(?:on|upon|in\sreducing|against)\s{_NO_LINK}{_OTHER}"),
        ("eo", None, rf"{_NOUN}{_IN_BRACKETS}\sbetween\s{_ONE}\s(?:and|with)\s{_OTHER}"),
        ("eo", None, rf"{_LINKS}{_IN_BRACKETS}\s(?:of|for)\s{_ONE}\s(?:with|and|on|to)\s{_OTHER}"),
        ("oe", None, rf"{_RISKS}{_IN_BRACKETS}\s(?:of|for|in|from)\s{_ONE}\s(?:{_BY})\s{_OTHER}"),
        ("eo", None, rf"{_NOUN}{_IN_BRACKETS}\s(?:of|for)\s{_ONE}\s(?:with|and|on)\s{_OTHER}"),
        ("oe", None, rf"(?:regressions?|models?|analys[ie]s)\sof\s{_ONE}\son\s{_OTHER}"),
        ("-o", Role.EXPOSURE, rf"{_MODELS}{_PREDICTING}{_OTHER}"),
        ("-o", Role.EXPOSURE, rf"{_TESTED}\sof\s(?!(?:the\s)?{_LINKS}\b){_OTHER}"),
        ("-o", Role.EXPOSURE, rf"(?:prediction|predicting)\s(?:of\s)?{_OTHER}"),
        ("e-", Role.OUTCOME, rf"{_EFFECTS}{_ONE}(?=\s(?:in|among|at|after|by|for)\b|[.;,]|\s?\Z)"),
        (
            "e-",
            None,
            rf"per\s[\w\s./-]{{0,30}}?(?:increases?|increments?|higher|doubling)\s(?:in\s|of\s)?{_ONE}(?=[.;,(]|\s?\Z)",
        ),
        ("eo", None, rf"{_BEGIN}{_ONE}\s(?:and|in\srelation\sto|with|for)\s{_RISK_OF}{_OTHER}"),
        ("oe", None, rf"{_BEGIN}{_RISK_OF}{_ONE}\s(?:{_BY})\s{_OTHER}"),
        ("-o", None, rf"{_NOUN}{_IN_BRACKETS}\s(?:of|for)\s{_OTHER}"),
        ("eo", None, rf"{_BEGIN}{_ONE}\s(?:and|in\srelation\sto)\s{_ILLNESS}{_OTHER}"),
    )
)
"""Which ends a wording names, in what order (e: exposure, o: outcome, -: none), what the rows are, and the pattern."""
_VERSUS = regex.compile(
    r"(?i)(?:[;:,]\s|\bfor\s|\bin\s)(?:the\s)?(?P<one>[^;:.,()]{3,60}?)(?:\s(?:groups?|arms?))?\s(?:compared\s(?:with|to)|versus|vs\.?)\s"
)
_ONLY_LEVELS = regex.compile(
    r"(?i)(?:the\s)?(?:quartiles?|quintiles?|tertiles?|deciles?|categor\w+|sex|gender|age|race\S*|ethnicity|groups?|study\sgroups?|models?|subgroups?)"
    r"(?=\s*(?:\Z|[,.;(]|\s(?:and|in|among|at|for)\b))"
)
_EFFECT = regex.compile(r"(?i)(?:\w+\s)?(?:effects?|impacts?|efficacy|benefits?)\b")
_LEAD = regex.compile(
    r"(?i)\s*(?:(?:the|an?|each|every|both|baseline|adjusted|unadjusted|crude|multivariable|total\seffects?\sof|levels?\sof|quartiles?\sof|quintiles?\sof|tertiles?\sof|"
    r"categories\sof|frequency\sof|(?:dietary\s)?intakes?\sof|changes?\sin|(?:relative\s|increased\s)?(?:risks?|odds|incidence|prevalence|hazards?|rates?|presence|"
    r"occurrence|likelihood|development|levels?|outcomes?)\s(?:of|for)|having|being|95%\s?(?:CIs?|confidence\sintervals?)|(?:the\s)?(?:multivaria\w+|fully)[\s-]adjusted)"
    r"\s+)+"
)
_TAIL = regex.compile(
    r"(?i)\s*(?:,?\s(?:in|among|at|after|during|within|adjusted|adjusting|using|from|over|by|per|stratified|according|controlling|mediated|via|through|"
    r"with\sand\swithout|as|compared|versus|vs|under|obtained|estimated|across|before|for\sthe|(?:logistic|linear|cox|multiple|multivaria\w+)\s\w+)\b.*"
    r"|[(\[].*|\s?:\s.*|\s?,\s?(?:by|n\s?=|the|adjusted|stratified|NHANES|\d).*)\Z"
)


def find_link(text: str, span: Cell) -> Link:
    """What a caption or title relates; its ends are trimmed to what is named.

    >>> words = "Odds ratios (95% CI) of hip fracture according to quartiles of zinc intake in men"
    >>> link = find_link(words, (0, len(words)))
    >>> words[slice(*link.exposure)], words[slice(*link.outcome)]
    ('zinc intake', 'hip fracture')
    """
    for order, rows, pattern in _FORMS:
        found = pattern.search(text, *span)
        if found is None:
            continue
        names = [name for name in ("one", "other") if name in found.groupdict()]
        spans = _listed(text, [found.span(name) for name in names])
        ends = dict(zip((each for each in order if each != "-"), spans, strict=True))
        if len(spans) > 1 and _ONLY_LEVELS.match(text, *spans[-1]):
            continue
        ends = {which: cut for which, end in ends.items() if (cut := _trimmed(text, end)) is not None}
        if ends:
            is_effect = _EFFECT.match(found[0]) is not None
            if "e" not in ends and rows is None and (versus := _VERSUS.search(text, *span)):
                ends["e"], is_effect = versus.span("one"), True
            return Link(ends.get("e"), ends.get("o"), rows, is_effect)
    return Link()


def _listed(text: str, spans: list[Cell]) -> list[Cell]:
    """The ends, with a list not broken at its own "and": "of sex, diet and age with falls"."""
    if len(spans) < 2 or "," not in text[slice(*spans[0])] or text[spans[0][1] : spans[1][0]].strip() != "and":
        return spans
    tail = _TAIL.search(text, *spans[1])
    stop = tail.start() if tail else spans[1][1]
    for glue in (" with ", " and "):
        last = text.rfind(glue, spans[1][0], stop)
        if last >= 0:
            return [(spans[0][0], last), (last + len(glue), spans[1][1])]
    return spans


def _trimmed(text: str, span: Cell) -> Cell | None:
    start, end = span
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    tail = _TAIL.search(text, start, end)
    end = tail.start() if tail else end
    words = text[start:end]
    end -= len(words) - len(words.rstrip(" .,:;"))
    return (start, end) if end - start > 1 else None
