"""Names and counts as they stand in running text: small letters but for people and places, plurals, articles, lists."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from miner.extract.study.quantities import SMALL_COUNTS
from miner.extract.wordlists import read_word_lists
from miner.model.claim import Sign
from miner.model.concept import EntityType
from miner.resources import corpora_path

_CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]+\b")
# Names of measurements that are done, not had: what is raised or lowered is their result.
_DONE: Final = re.compile(r"\b(?:test|tests|battery|questionnaire|scale|inventory|examination)$", re.IGNORECASE)
_PLURAL: Final = re.compile(r"(?<!s|u|i)s$", re.IGNORECASE)
_SINGULAR: Final = frozenset(
    {"diabetes", "rickets", "herpes", "measles", "mumps", "ascites", "series", "caries", "rabies"}
)
_NUMBERS: Final = ("no", *SMALL_COUNTS[1:13])


def write_label(name: str) -> str:
    """A concept's name as it stands in running text: MeSH capitalises its words and turns some names round.

    >>> write_label("Bone Density"), write_label("Fractures, Bone"), write_label("PTH")
    ('bone density', 'bone fractures', 'PTH')
    >>> write_label("Alzheimer Disease")
    'Alzheimer disease'
    """
    last, comma, first = name.partition(", ")
    name = f"{first} {last}" if comma and "," not in first else name
    return _CAPITALISED.sub(lambda match: match[0] if match[0] in _eponyms() else match[0].lower(), name)


def is_eponym(word: str) -> bool:
    """True of a name of people or places, also where it is made to belong ("Crohn's")."""
    return re.split(r"['’-]", word)[0] in _eponyms()


@cache
def _eponyms() -> frozenset[str]:
    lists = read_word_lists(corpora_path("cues", "eponyms.toml"), keys=("names",))
    return frozenset(word for name in lists["names"] for word in re.findall(r"\w+", name))


def write_measured(label: str) -> str:
    """What can be raised or lowered of a thing: of a test, its result.

    >>> write_measured("chair stand test"), write_measured("walking speed")
    ('the result of the chair stand test', 'walking speed')
    """
    return f"the result of the {label}" if _DONE.search(label) else label


def is_plural(name: str) -> bool:
    """True of a name in the plural.

    >>> is_plural("hip fractures"), is_plural("osteoporosis"), is_plural("type 2 diabetes")
    (True, False, False)
    """
    return _PLURAL.search(name) is not None and name.rsplit(" ", 1)[-1].lower() not in _SINGULAR


def is_event(type_: object) -> bool:
    """True of what there is more or less of, rather than higher or lower: a disease, a process."""
    return type_ in {EntityType.DISEASE, EntityType.PROCESS}


def write_comparative(sign: Sign, thing: str, *, is_thing: bool) -> str:
    """More or less, fewer, higher or lower, as the thing has it.

    >>> write_comparative(-1, "hip fractures", is_thing=True), write_comparative(-1, "bone density", is_thing=False)
    ('fewer', 'lower')
    """
    if not is_thing:
        return "higher" if sign == 1 else "lower"
    return "more" if sign == 1 else "fewer" if is_plural(thing) else "less"


def write_number(number: int) -> str:
    """A count in words up to twelve.

    >>> write_number(3), write_number(30)
    ('three', '30')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def plural_of(kind: str) -> str:
    """The plural of a design's name.

    >>> plural_of("meta-analysis"), plural_of("case-control study"), plural_of("crossover trial")
    ('meta-analyses', 'case-control studies', 'crossover trials')
    """
    if kind.endswith("series"):
        return kind
    if kind.endswith("sis"):
        return f"{kind[:-2]}es"
    return f"{kind[:-1]}ies" if kind.endswith("y") and kind[-2] not in "aeiou" else f"{kind}s"


def count_of(number: int, kind: str) -> str:
    """So many of a design.

    >>> count_of(1, "cohort study"), count_of(2, "cohort study")
    ('1 cohort study', '2 cohort studies')
    """
    return f"{number:,} {kind if number == 1 else plural_of(kind)}"


def write_a(name: str) -> str:
    """A name with its article.

    >>> write_a("cohort study"), write_a("animal study")
    ('a cohort study', 'an animal study')
    """
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def write_list(words: Sequence[str]) -> str:
    """Words as a list in running text.

    >>> write_list(["NP", "PAR", "RAR"])
    'NP, PAR and RAR'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
