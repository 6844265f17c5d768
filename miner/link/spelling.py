"""Other ways to spell a name, tried in turn where the name itself is not known."""

import re
from collections.abc import Iterator
from typing import Final

_BRITISH: Final = (
    ("aemia", "emia"), ("haem", "hem"), ("oedema", "edema"), ("tumour", "tumor"), ("oesoph", "esoph"),
    ("anaes", "anes"), ("paed", "ped"), ("gynae", "gyne"), ("diarrhoea", "diarrhea"), ("leuco", "leuko"),
    ("ischaem", "ischem"), ("behaviour", "behavior"), ("oestr", "estr"), ("fibre", "fiber"), ("sulph", "sulf"),
    ("foetal", "fetal"), ("caesarean", "cesarean"), ("mineralis", "mineraliz"), ("litre", "liter"),
    ("aluminium", "aluminum"),
)  # fmt: skip
_WORDS: Final = (
    ("renal", "kidney"), ("hepatic", "liver"), ("cardiac", "heart"), ("pulmonary", "lung"),
    ("cancers", "neoplasms"), ("cancer", "neoplasms"), ("tumors", "neoplasms"), ("tumor", "neoplasms"),
    ("carcinoma", "neoplasms"), ("failure", "insufficiency"), ("disorder", "disease"),
    ("disorders", "diseases"), ("dysfunction", "disease"), ("impairment", "disorder"), ("damage", "injury"),
    ("injuries", "injury"), ("gastric", "stomach"), ("neoplasm", "neoplasms"), ("disease", "disorder"),
    ("lesions", "diseases"), ("toxicity", "disease"), ("deficiency", "deficiency disease"),
    ("decline", "dysfunction"), ("infarct", "infarction"), ("abnormality", "disease"),
    ("abnormalities", "diseases"), ("deficit", "disorder"), ("deficits", "disorders"),
)  # fmt: skip
_LEADING: Final = re.compile(
    r"^(?:(?:the|an?|acute|chronic|severe|mild|moderate|transient|recurrent|progressive|primary|idiopathic|clinical|"
    r"overt|new|newly diagnosed|early|late|advanced|sporadic|familial|hereditary|inherited|congenital|massive|marked|"
    r"symptomatic|experimental|spontaneous|refractory|persistent|human|serum|plasma|free|total|oral|intravenous|low-dose|"
    r"high-dose|dietary|circulating|endogenous|exogenous|urinary)\s+)+",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    r"(?:\s+(?:levels?|concentrations?|supplementation|supplements?|intake|treatment|therapy|episodes?|attacks?|"
    r"symptoms?|hydrochloride|sodium|hcl|patients?|administration|exposure))+$",
    re.IGNORECASE,
)

_BRACKETS: Final = re.compile(r" \([^()]*\)")
_CAUSE: Final = re.compile(r"^\S.*?[-‐–](?:induced|related|associated|evoked|mediated)\s+", re.IGNORECASE)
_OF: Final = re.compile(r"(\S+(?: \S+)?) (?:of|in|to) (?:the )?(\S+(?: \S+)?)", re.IGNORECASE)
_ENDINGS: Final = (
    # adjectives and plurals of Greek and Latin nouns, tried on the last word
    ("kinetic", "kinesia"), ("leptic", "lepsy"), ("static", "stasis"), ("tensive", "tension"),
    ("trophic", "trophy"), ("emic", "emia"), ("aemic", "emia"), ("rrhagic", "rrhage"), ("chotic", "chosis"),
    ("otic", "osis"), ("uric", "uria"), ("copal", "cope"), ("plegic", "plegia"), ("betic", "betes"),
    ("pathic", "pathy"), ("pathies", "pathy"), ("genic", "genesis"), ("rotic", "rosis"), ("thmic", "thmia"),
    ("cardic", "cardia"), ("toxic", "toxicity"), ("stonic", "stonia"), ("axic", "axia"), ("ses", "sis"),
    ("ies", "y"), ("etic", "esis"), ("itic", "itis"), ("itides", "itis"), ("mata", "ma"), ("phagic", "phagia"),
)  # fmt: skip


def iter_spellings(name: str) -> Iterator[tuple[str, str]]:
    """Other spellings of a name with what was changed, the closest first.

    >>> list(iter_spellings("severe hypomagnesaemia"))[0]
    ('severe hypomagnesemia', 'American spelling, nothing in brackets')
    """
    seen = {name}
    american = _BRACKETS.sub("", name)
    for old, new in _BRITISH:
        american = american.replace(old, new)
    bare = _LEADING.sub("", american)
    core = _TRAILING.sub("", bare)
    straight = _of_put_straight(core)
    for spelling, how in (
        (american, "American spelling, nothing in brackets"),
        (_TRAILING.sub("", american), "without its tail"),
        (bare, "without its qualifier"),
        (core, "without qualifier and tail"),
        (straight, "words put straight"),
    ):
        if spelling and spelling not in seen and len(spelling) > 2:
            seen.add(spelling)
            yield spelling, how
    if (effect := _CAUSE.sub("", american)) != american:
        yield f"drug-induced {effect}", "cause put as “drug”"
        yield effect, "without its cause"
    for base in dict.fromkeys((american, core)):
        for ending, noun in _ENDINGS:
            if base.endswith(ending):
                yield base.removesuffix(ending) + noun, "as a noun"
    for base in (american, core):
        for spelling in _exchanged(base):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling, "a word of the same meaning"


def _of_put_straight(name: str) -> str:
    match = _OF.fullmatch(name)
    return f"{match[2]} {match[1]}" if match else name


def _exchanged(name: str) -> Iterator[str]:
    lower = name.lower().split()
    for old, new in _WORDS:
        if old in lower and len(lower) > 1:
            yield " ".join(new if word == old else word for word in lower)
