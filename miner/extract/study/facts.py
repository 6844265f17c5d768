"""The facts of a study beside design and size: whom, how old, where, from which data, how long, how much."""

import regex

from miner.extract.study.cues import load_cues
from miner.extract.study.places import find_places
from miner.extract.wholewords import WholeWords
from miner.model.article import Article, SectionKind
from miner.model.reading import Document

_NUMBER = r"\d+(?:[.·]\d+)?"
_COUNTED = rf"(?:{_NUMBER}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_RANGE = rf"{_NUMBER}(?:\s?(?:-|–|to|and|~)\s?{_NUMBER})?"
_UNITS = r"(?:years?|months?|weeks?|days?)"
_LONG = rf"{_COUNTED}(?:\s?(?:-|–|to|and|~)\s?{_COUNTED})?"
_NO_PEOPLE = (
    r"(?!\s(?:(?!old\b|and\b|or\b|years?\b)[\w-]+\s){0,2}(?:patients|participants|subjects|women|men|children)\b)"
)
_AGE = regex.compile(
    rf"(?i)\b(?=[am\d])(?:(?:aged?|ages)\s(?:between\s|from\s|of\s)?(?:[≥>≤<]\s?)?{_RANGE}(?!\d|[.·]\d){_NO_PEOPLE}"
    rf"(?:\s?(?:years?|months?|weeks?|yrs?|y)\b)?(?:\s(?:or|and)\s(?:older|over|above|younger|under))?"
    rf"|(?:mean|median|average)\s(?:\([^)]{{1,12}}\)\s)?age(?:\s(?:was|of))?[\s,:=]{{1,3}}{_NUMBER}(?!\d|[.·]\d)"
    rf"{_NO_PEOPLE}(?:\s?(?:±|\+/-)\s?{_NUMBER}|\s?\((?:SD|range|IQR)?[\s:,=±]*{_RANGE}(?:\syears?)?\))?(?:\s?(?:years?|months?|yrs?|y)\b)?"
    rf"|(?<!(?:±|\+/-)\s?)(?<![.·])(?:{_NUMBER}\s?(?:±|\+/-)\s?)?{_RANGE}[\s-]?years?[\s-](?:old|of\sage)\b)"
)
_FOLLOW_UP = regex.compile(
    rf"(?i)\b(?=[matdofesn\d])(?:(?:median|mean|average|maximum|total|during|over|after)\s(?:an?\s)?(?:median\s|mean\s|"
    rf"average\s|maximum\s|total\s)?(?:of\s)?(?:follow[\s-]?up\s(?:time\s|period\s|"
    rf"duration\s)?(?:\((?:median|mean)\)\s)?(?:was\s|of\s|for\s|"
    rf":\s?)?)(?:\(?[A-Z]{{2,4}}\)?\s)?(?:±\s)?({_LONG}\s?(?:-\s?)?(?:{_UNITS}|y)\b)"
    rf"|follow(?:ed)?[\s-]?(?:up)?\s(?:for|over|was|of|at|period of|time of|until|duration of|"
    rf":)?\s?(?:up\sto\s|at\sleast\s|a\s|an\s)?(?:median\s|mean\s|average\s|"
    rf"maximum\s|minimum\s)?(?:of\s)?({_LONG}\s?{_UNITS}\b)"
    rf"|({_LONG}[\s-](?:years?|months?|weeks?|y)\b)(?:\sof)?\s?(?:median\s|mean\s)?[\s-]follow[\s-]?up"
    rf"|(?:median|mean|average)\s({_LONG}[\s-](?:years?|months?|weeks?))\s(?:of\s)?follow"
    rf"|followed\s[^.;]{{3,70}}?\sfor\s(?:a\s(?:median|mean)\sof\s)?({_LONG}\s(?:years?|months?|weeks?)\b))"
    rf"|随访\s?({_NUMBER}\s?(?:年|个月|月|周))"
)
_DOSE = regex.compile(
    rf"{_NUMBER}(?:,\d{{3}})?\s?(?:mg|g|µg|μg|mcg|ug|IU|mmol|mEq|ml|mL)(?:\s?/\s?(?:kg|day|daily|d)\b|"
    rf"\s(?:per|a|each|every|once|twice|three times|x\s?\d)\s?(?:a\s)?(?:daily|day|d|week|kg)?|"
    rf"\s(?:daily|weekly|b\.?i\.?d\.?|bd|once|twice|of|elemental|magnesium|vitamin|calcium|orally|"
    rf"versus|vs|(?:or|and)\splacebo|tablets?|capsules?|intravenous(?:ly)?|subcutaneous(?:ly)?|infusions?|bolus|injections?|Mg)\b)(?:/(?:day|d)\b)?"
)
_AGE_WORDS = WholeWords(["age", "aged", "ages", "old"])
_FOLLOW_UP_WORDS = WholeWords(["follow", "followed", "following", "follows", "followup", "followups", "随访"])
_DOSE_WORDS = WholeWords(["mg", "g", "µg", "μg", "mcg", "ug", "IU", "mmol", "mEq", "ml"])
_COUNTRY_WEIGHT = {SectionKind.TITLE: 3.0, SectionKind.METHODS: 2.0, SectionKind.RESULTS: 1.5, None: 1.5}
_ORDER = (SectionKind.METHODS, SectionKind.TITLE, None, SectionKind.RESULTS, SectionKind.OBJECTIVE, SectionKind.OTHER)
_BEFORE = regex.compile(r"(?r)(?<![\w-])(?P<n>\d[\d,\u2009\u00a0]*\s)?(?P<who>(?:[A-Za-z][\w'’/-]*\s){0,5})\Z")
_MORE = regex.compile(
    r"(?:\s(?:with|without|aged|who|undergoing|from|in|at|of|admitted|receiving|having|over|under|"
    r"older|treated|living|suffering)\b"
    r"(?:[^.;:()?\n]{1,110}?(?<!\s(?:who|whom|that|which))(?=\s(?:were|was|is|are|underwent|had|and\srequired)\b|,\s(?:\d|an?\s|the\s)|[.;:()?\n]|\Z)|[^.;:()?\n]{1,110}))?"
)
_FUNCTION = regex.compile(
    r"(?i)(?:.*\b(?:in|of|and|among|between|to|for|that|which|were|was|is|are|from|by|with|or|on|"
    r"as|at|than|included|enrolled|recruited|studied|all|the|these|those|both|most|some|total|"
    r"this|whether|when|where|while|how|if|randomi[sz]es|examined?|prevents?|here|we)\b\s*)"
)
_OF_OTHERS = frozenset({SectionKind.BACKGROUND, SectionKind.CONCLUSIONS, SectionKind.TABLE})
_PEOPLE_WEIGHT: dict[SectionKind | None, float] = {SectionKind.METHODS: 1.5, SectionKind.TITLE: 1.0}
_MOST_NAMED = 14
_WEAK = 1.5  # what a noun for a part of them, or for what is taken of them, counts less: "controls", "specimens"


def get_species(document: Document, article: Article) -> tuple[str | None, str]:
    """The species: from MeSH check tags where there are any, else the one named most; None where none is named."""
    cues = load_cues()
    for heading in article.mesh_headings:
        if species := cues.check_tags.get(heading.name):
            if species == "human":
                return species, "species: MeSH check tag Humans"
            first = species
            if not any(each.name == "Humans" for each in article.mesh_headings):
                return first, f"species: MeSH heading {heading.name}"
    counts: dict[str, float] = {}
    for name, at, _ in cues.species.find(document.text):
        counts[name] = counts.get(name, 0) + (3 if at < document.title_end else 1)
    if not counts:
        return None, ""
    # An animal study speaks of people in passing; a study of people hardly ever of rats in its methods.
    animals = {name: count for name, count in counts.items() if name != "human"}
    best = max(sorted(counts), key=lambda name: counts[name])
    if best == "human" and animals:
        other = max(sorted(animals), key=lambda name: animals[name])
        best = other if animals[other] * 1.5 >= counts["human"] and animals[other] >= 3 else "human"
    return best, f"species: named {counts[best]:g} times"


def get_country(document: Document) -> str | None:
    """The country where the study was done, if only one is named; of several, the one named in methods or title."""
    seen: dict[str, float] = {}
    for name, at, _ in load_cues().countries.find(document.text):
        seen[name] = max(seen.get(name, 0.0), _COUNTRY_WEIGHT.get(_section_at(document, at), 0.5))
    if not seen:
        return None
    best = max(seen.values())
    winners = [name for name, weight in seen.items() if weight == best]
    return winners[0] if len(winners) == 1 else None


def get_data_set(document: Document) -> str | None:
    """The data set that the study draws on, as the text names it, the short name where both stand."""
    found = [name for name, at, _ in sorted(load_cues().data_sets.find(document.text), key=lambda each: each[1])]
    if not found:
        return None
    short = [name for name in found if len(name) < 15]
    names = short or found
    return max(names, key=lambda name: (names.count(name), -names.index(name)))


def get_form(document: Document) -> str | None:
    """The form of the exposure, the one named most."""
    found = [said.lower() for _, _, said in sorted(load_cues().forms.find(document.text), key=lambda each: each[1])]
    return max(found, key=lambda form: (found.count(form), -found.index(form))) if found else None


def get_age(document: Document) -> str | None:
    """The ages as printed, from the methods before the results."""
    return _first(document, _AGE, _AGE_WORDS)


def get_follow_up(document: Document) -> str | None:
    """How long people were followed, as printed, in digits where the text says so as well."""
    told = [
        printed
        for sentence, _ in find_places(document, _FOLLOW_UP_WORDS)
        for found in _FOLLOW_UP.finditer(document.text, sentence.start, sentence.end)
        for printed in found.groups()
        if printed
    ]
    best = next((each for each in told if each[0].isdigit()), told[0] if told else None)
    return best and regex.sub(r"(?<=\w)-(?=[A-Za-z])", " ", best)


def get_dose(document: Document) -> str | None:
    """The dose as printed, where the text gives one with its unit and rhythm."""
    found = _first(document, _DOSE, _DOSE_WORDS)
    return found and regex.sub(
        r"\s(?:of|magnesium|vitamin|calcium|Mg|elemental|orally|versus|vs|(?:or|and) placebo)$", "", found
    )


def get_population(document: Document) -> str | None:
    """Whom the study is about, as printed: the people with what is said of them, from the methods before the title."""
    text = document.text
    best: tuple[float, str] | None = None
    named = 0
    for sentence, nouns in find_places(document, load_cues().people):
        if sentence.section in _OF_OTHERS:
            continue
        for start, end in nouns:
            if _is_part(text, start, end):
                continue
            if named >= _MOST_NAMED:
                break
            named += 1
            before = _BEFORE.match(text, max(sentence.start, start - 70), start)
            said = _FUNCTION.sub("", before["who"]) if before else ""
            more = _MORE.match(text, end, sentence.end)
            who = f"{said}{text[start : more.end() if more else end]}".strip(" ,")
            counted = before is not None and before["n"] is not None and said == before["who"]
            score = 2.0 * counted + 1.5 * (" " in who) + (len(who.split()) > 3)
            score += _PEOPLE_WEIGHT.get(sentence.section, 0.5)
            score -= _WEAK if text[start:end].lower() in load_cues().weak_nouns else 0.0
            if best is None or score > best[0]:
                best = (score, who)
    return best and best[1]


def _is_part(text: str, start: int, end: int) -> bool:
    """True of a part of a word with hyphens: "co-workers", "women-only"."""
    return text[end : end + 1] == "-" or (text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha())


def _first(document: Document, pattern: regex.Pattern[str], words: WholeWords) -> str | None:
    """What a pattern first finds in the section that tells most; each of its matches holds one of the words."""
    found = [
        (match[0], sentence.section)
        for sentence, _ in find_places(document, words)
        for match in pattern.finditer(document.text, sentence.start, sentence.end)
    ]
    for kind in _ORDER:
        for printed, section in found:
            if section is kind:
                return printed.strip()
    return found[0][0].strip() if found else None


def _section_at(document: Document, at: int) -> SectionKind | None:
    for sentence in document.sentences:
        if sentence.start <= at < sentence.end:
            return sentence.section
    return None
