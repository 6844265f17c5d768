"""What one sentence's relations are read against, and the relations themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from miner.extract.claims.bounds import bound_of
from miner.extract.claims.naming import WANTING
from miner.extract.grammar.cues import Cues
from miner.extract.grammar.pieces import Clause, Piece
from miner.extract.grammar.words import Word

NO_DIRECTION = 8
"""The sense of a relation that has no single direction (U-shaped)."""


ACTS_BY, MEDIATION = "X acts by changing Y", "mediation"
"""The rules whose claims are parts of a way from X over a mediator."""


NO_SIDE = 9
"""The sense of a change whose direction is not said."""


GOES_WITH, CHANGES, LINK_OF = "X goes with Y", "X changes Y", "link of X and Y"
"""The rules of an association and of an effect, told by a verb and by a noun."""


CHANGE_OF: Final = "change of Y with X"
"""The rule of a change told by a noun."""


STATE: Final = "Y is lower with X"
"""The rule of how a thing is or becomes with another."""


LOWEST: Final = frozenset({"lowest", "bottom"})
"""What names the low end of several groups."""


_HIGHEST = frozenset({"highest", "top", "upper", "uppermost"})


EXTREMES: Final = LOWEST | _HIGHEST
"""What names either end."""


_DEGREES = frozenset({"current", "former", "ever", "never", "past", "heavy", "light", "daily"})  # of smokers, drinkers


IN_TERMS_OF: Final = frozenset(
    [
        *("in terms of", "with respect to", "with regard to", "with regards to", "in regard to", "regarding"),
        *("concerning", "as regards", "in respect of", "in relation to"),
    ]
)
"""What stands before that of which a difference or a benefit is told."""


@dataclass(slots=True)
class Relation:
    """What a clause states, in pieces; `subject` None: to be found in the context.

    `is_directed` of an effect, whose ends are told apart also where there is none ("no effect of X on Y").
    """

    subject: Piece | None
    object: Piece
    sense: int
    rule: str
    clause: Clause
    keeps_state: bool = False
    state: int = 0
    at: int = 0
    through: list[Piece] = field(default_factory=list)
    is_directed: bool = False


@dataclass(slots=True)
class Scene:
    """What the sentence's relations need to know: its words, cues, and what the document is about."""

    words: list[Word]
    lower: list[str]
    cues: Cues
    exposures: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    chemicals: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    diseases: frozenset[int] = frozenset()
    exposed: frozenset[int] = frozenset()
    conditions: frozenset[int] = frozenset()
    wanting: frozenset[int] = frozenset()
    is_trial: bool = False
    whens: list[Clause] = field(default_factory=list)
    contrast: int = 0
    last_subject: Piece | None = None
    compared: Piece | None = None
    has_ratio: bool = False
    has_hazard: bool = False

    def contrast_is(self, piece: Piece) -> bool:
        """True where the phrase is what the sentence's extreme groups are groups of."""
        return self.compared is not None and self.compared.core == piece.core

    def lowers(self, piece: Piece, *, whole: bool = False) -> list[str]:
        """The lower-case words of a noun phrase's core, or of all of it."""
        a, b = (piece.a, piece.b) if whole else piece.core
        return self.lower[a:b]

    def is_generic(self, piece: Piece) -> bool:
        """True of a phrase that names no thing of its own."""
        core = [w for w in self.lowers(piece) if not (w[0].isdigit() and w.replace(".", "").isdigit())]
        if not core:
            return True
        if not _SYMBOLS.isdisjoint(core) and any(map(self._is_symbol, range(*piece.core))):
            return False
        if len(core) > 1 and core[0] == "disease":  # "disease activity", "disease duration"
            return False
        if core == ["outcome"] and not _FARED.isdisjoint(self.lower[piece.a : piece.core[0]]):
            return False
        lists = self.cues.words
        if core[-1] in lists["generic.sources"] or core[0] in lists["generic.sources"]:
            return True
        generic, people, control = lists["generic.words"], lists["generic.people"], lists["generic.control"]
        for word in core:  # noqa: SIM110 - asked of every phrase, several times
            if word not in generic and word not in people and word not in control:
                return False
        return True

    def is_people(self, piece: Piece) -> bool:
        """True of a phrase that says who was studied."""
        core = self.lowers(piece)
        people = self.cues.words["generic.people"]
        if not core or core[-1] not in people:
            return False
        generic, demographic = self.cues.words["generic.words"], self.cues.words["generic.demographic"]
        return all(
            w in generic or w in people or w in demographic or w[0].isdigit() or demographic.issuperset(w.split("-"))
            for w in core
        )

    def _is_symbol(self, at: int) -> bool:
        """True of magnesium's symbol, which is a unit where it is written small."""
        return at in self.named and self.lower[at] in _SYMBOLS and self.words[at].text[0].isupper()

    def names_thing(self, piece: Piece) -> bool:
        """True of a phrase that names a thing of its own, and not who was studied."""
        return not self.is_generic(piece) and not self.is_people(piece)

    def is_kind(self, piece: Piece) -> bool:
        """True of people who are told apart by one word, as smokers, heavy drinkers or men."""
        words = self.lowers(piece)
        return bool(words) and words[-1] in self.cues.words["generic.kinds"] and _DEGREES.issuperset(words[:-1])

    def are_those(self, piece: Piece) -> bool:
        """True of people of one kind ("obese women"), who have something."""
        core = self.lowers(piece)
        return bool(core) and core[-1] in self.cues.words["generic.people"]

    def is_named(self, piece: Piece) -> bool:
        """True where a linked mention stands in the phrase."""
        return any(at in self.named for at in range(*piece.core))

    def outcome_score(self, piece: Piece) -> float:
        """How much a phrase looks like an outcome: a disease or a word of the title's outcome, no exposure."""
        words = set(self.lowers(piece))
        inside = range(*piece.core)
        score = 0.0
        is_ill = any(at in self.diseases for at in inside) or not words.isdisjoint(self.cues.words["bad.words"])
        is_ill = is_ill and words.isdisjoint(_SIZES)  # what people weigh is as often what acts
        if is_ill or self.is_wanted(piece):
            score += 1.5
        if words & self.exposures or any(at in self.exposed for at in inside):
            score -= 2
        elif words & self.outcomes:
            score += 1
        if words & _ENDPOINTS:
            score += 1
        if self.state_of(piece) == -1 and -1 not in piece.dirs:  # a deficiency acts rather than suffers
            score -= 1.5
        if any(at in self.chemicals for at in range(*piece.core)):
            score -= 1
        if _is_liability(self.lowers(piece, whole=True)):  # who is born prone to a disease has it as a cause
            score -= 3
        whole = self.lowers(piece, whole=True)
        score += 1.5 * (not _LATER.isdisjoint(whole)) - 1.5 * (not _EARLIER.isdisjoint(whole))
        return score - 3 if words & _GIVENS and not words & _MEASURED_AGES else score

    def is_awaited(self, piece: Piece) -> bool:
        """True of death, a relapse and what else studies wait for."""
        return not _ENDPOINTS.isdisjoint(self.lowers(piece))

    def is_wanted(self, piece: Piece) -> bool:
        """True of quality of life, function and the like, of which more is better."""
        words, wanted = self.lowers(piece), self.cues.words["worth.wanted"]
        return bool(words) and (words[-1] in wanted or " ".join(words[:3]) in wanted)

    def is_control(self, piece: Piece) -> bool:
        """True of placebo and the like."""
        core = self.lowers(piece)
        control = self.cues.words["generic.control"]
        if len(core) > 1 and core[-1] == "control" and core[-2] in self.cues.words["generic.controlled"]:
            return False  # "glycemic control"
        if len(core) > 1 and core[0] in _OF_GROUPS and not self.is_people(piece):  # "baseline CRP", "healthy diets"
            core = core[1:]
        if core and self._is_given_control(core[0]):
            return True
        return not core or core[0] in control or core[-1] in control or " ".join(core) in control

    def _is_given_control(self, word: str) -> bool:
        """True of the first word of "vehicle-treated mice"."""
        stem, _, last = word.partition("-")
        return last in self.cues.words["portion.given"] and (
            stem in self.cues.words["generic.control"] or stem in _VEHICLES
        )

    def state_of(self, piece: Piece) -> int:
        """1 where the phrase speaks of much of something, -1 of little, 0 of neither."""
        words = self.lowers(piece, whole=True)
        if self.contrast and (set(words) & EXTREMES or self.contrast_is(piece)):
            return self.contrast
        if bound := bound_of(piece, self.words, self.lower, self.cues):
            return bound
        is_not = words[:1] == ["not"] and (words[1:2] == ["enough"] or words[-1].endswith("ing"))
        is_not |= words[1:2] in _OF_WHAT and words[0] in self.cues.words["low.ceasing"]
        if is_not or words[-2:] == ["young", "age"]:
            return -1
        undone = self._undone(words)
        if undone is not None and not any(self.cues.is_low(word) for word in words[undone:]):
            return -1 if words[undone - 1] == "absence" else 0
        for at, word in enumerate(words):
            if undone is not None and at < undone:
                continue
            is_low = self._is_lack(piece.a + at) or (
                _speaks_of(self.cues, word)[0] and not self._is_in_name(piece.a + at)
            )
            is_dose = is_low and (word.endswith("-dose") or words[at + 1 : at + 2] in (["dose"], ["doses"]))
            if is_low and not is_dose:  # a low dose is given all the same
                return 1 if undone is not None or (at and words[at - 1] in {"not", "no"}) else -1
        is_late = self.lower[piece.a : piece.core[0]][-1:] == ["delayed"]  # "delayed weaning" is no little weaning
        if (-1 in piece.dirs and not is_late) or piece.change == -1:
            return -1
        for word in words:
            if _speaks_of(self.cues, word)[1]:
                return 1
        return 1 if 1 in piece.dirs or piece.change == 1 else 0

    def _undone(self, words: list[str]) -> int | None:
        """Where what is undone begins: "prevention of | obesity", "correction of | X deficiency"."""
        undoing = self.cues.words["low.undoing"]
        if undoing.isdisjoint(words):
            return None
        return next((at + 1 for at, word in enumerate(words[:-1]) if word in undoing and words[at + 1] == "of"), None)

    def _is_lack(self, at: int) -> bool:
        """True of a word of a name that stands for little of something, whatever its words ("VDD")."""
        return at in self.wanting and at not in self.conditions

    def _is_in_name(self, at: int) -> bool:
        """True of a word of little that is a part of a name: of a condition, or one of those listed."""
        if self.cues.is_in_name(self.lower, at):
            return True
        is_last = at + 1 not in self.conditions
        return at in self.conditions and not (is_last and self.lower[at].startswith(WANTING) and at in self.wanting)


_ENDPOINTS = frozenset(
    [
        "mortality",
        "death",
        "deaths",
        "survival",
        "recurrence",
        "relapse",
        "readmission",
        "endpoint",
        "endpoints",
        "outcome",
        "stay",
        "rehospitalization",
        "readmissions",
    ]
)
"""What studies wait for: nothing follows from it."""
_EARLIER = frozenset(
    [
        *("baseline", "preoperative", "pre-operative", "pretreatment", "pre-treatment", "preexisting", "pre-existing"),
        *("prior", "previous", "past", "initial", "preceding", "premorbid", "history", "prenatal", "childhood"),
        *("prepregnancy", "pre-pregnancy", "pregestational"),
    ]
)
"""What was there before: it is told to go with what came later."""
_LATER = frozenset(["subsequent", "future", "stay", "rehospitalization", "readmission", "readmissions"])
"""What came later."""
_SIZES = frozenset({"bmi", "body-mass", "weight", "obesity", "obese", "overweight", "adiposity", "waist"})
_GIVENS = frozenset(
    [
        *("age", "ages", "sex", "gender", "race", "ethnicity", "genotype", "genotypes", "aging", "ageing"),
        *("polymorphism", "polymorphisms", "haplotype", "haplotypes", "allele", "alleles", "variant", "variants"),
        *("mutation", "mutations"),
    ]
)
"""What nothing acts on, and what may act."""
_LIABLE = frozenset({"susceptibility", "predisposition"})
_MEASURED_AGES = frozenset({"gestational", "bone", "brain", "biological", "at"})
_FARED = frozenset(
    [
        *("poor", "poorer", "bad", "worse", "worst", "good", "better", "best", "favorable", "favourable"),
        *("unfavorable", "unfavourable", "adverse", "improved", "excellent", "fatal"),
    ]
)
_VEHICLES = frozenset({"chow", "vehicle", "saline", "water"})
_SYMBOLS = frozenset({"mg"})
_OF_GROUPS = frozenset({"baseline", "healthy", "reference", "untreated"})
_OF_WHAT = (["of"], ["from"])


def _is_liability(words: Sequence[str]) -> bool:
    return "liability" in words or (words[:1] == ["genetic"] and not _LIABLE.isdisjoint(words))


@lru_cache(maxsize=65_536)
def _speaks_of(cues: Cues, word: str) -> tuple[bool, bool]:
    """Whether a word, or a part of it at a hyphen, speaks of little of something, and whether of much."""
    return any(map(cues.is_low, _ends(word))), any(map(cues.is_high, _ends(word)))


def _ends(word: str) -> tuple[str, ...]:
    """A word, and what stands before its first hyphen and behind its last; "Y-lowering" says what a thing is for."""
    if "-" not in word:
        return (word,)
    last = word.rsplit("-", 1)[1]
    return (word.split("-", 1)[0], *(() if last.endswith("ing") else (word, last)))
