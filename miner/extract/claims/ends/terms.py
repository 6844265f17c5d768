"""The terms of a sentence: a noun phrase's shortest naming text, with the mention that it rests on."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise, takewhile

import regex

from miner.extract.claims.acting.courses import OWN_COURSE
from miner.extract.claims.ends.exposures import Thing
from miner.extract.claims.ends.names import is_adjective, is_bare, is_gerund, is_participle, is_person, names_something
from miner.extract.claims.ends.subjects import Setting
from miner.extract.claims.naming import claim_concept, is_gauge_of_lack, lacked_in, rolled_up
from miner.extract.claims.scene import CHANGES, LOWEST, Relation, Scene
from miner.extract.grammar.cues import Cues
from miner.extract.grammar.parsed import Parsed
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.wholes import is_named_by_head
from miner.extract.grammar.words import Word
from miner.model.claim import Mediator, Term
from miner.model.concept import EntityType, State
from miner.model.reading import Mention, Sentence

_WORD = regex.compile(r"\p{L}+")
_HEAD_LATER = regex.compile(r"\s?[(\[](?:[^()\[\]]|\([^()]*\))*[)\]],?\s(?:and|or)\s")
_MOST = 400  # mentions of one sentence: more stand in no sentence that is read
_A_DAY = ("/d", "/day", "/wk", "/week")
_PLACES = {EntityType.POPULATION, EntityType.ANATOMY, EntityType.ORGANISM}
_TRIMMED = frozenset(
    [
        "low",
        "high",
        "highest",
        "lowest",
        "top",
        "bottom",
        "upper",
        "poor",
        "deficient",
        "inadequate",
        "insufficient",
        "adequate",
        "excess",
        "excessive",
        "much",
        "added",
        "too",
        "even",
        "other",
        "rich",
        "dose",
    ]
)

_STATES = {1: State.HIGH, -1: State.LOW}
_CHANGING = frozenset({"adjective", "noun", "verb", "intransitive"})
_MORE = frozenset({"one", "two", "three"})
_LASTING = frozenset({"duration", "timing"})
_TREATING = frozenset(
    [
        *("treatment", "management", "therapy", "prevention", "correction", "repair", "eradication", "reversal"),
        *("resolution", "alleviation"),
    ]
)
_WHEN = frozenset({"early", "earlier", "delayed", "late", "later", "prompt", "immediate", "inadequate", "incomplete"})
_OF_TESTS, _OF_NUMBER = frozenset({"sensitivity", "specificity", "accuracy"}), regex.compile(r"\s+of\s+\d")
_SAMPLES = frozenset({"sample", "cohort", "group", "population", "series", "subset", "majority"})
_ON_PEOPLE = frozenset({CHANGES, "X is a factor of Y"})
_COURSES = OWN_COURSE | {"loss", "losses"}
_OF_EFFECTS = (["effect", "of"], ["effects", "of"])
_ARTICLES = frozenset({"the", "a", "an"})
_REMOVING = frozenset({"removal", "resection", "excision", "ablation", "extraction"})
_OF_WHAT = frozenset({"of", "to", "from", "against"})
_OWN_START, _OWN_END = ("non-", "Non-", "anti-", "Anti-"), ("'s", "’s", "-free", " free")
"""What makes another thing of a name that it stands at: "non-diabetic", "a gluten-free diet"."""
_PACED = frozenset(["heart", "pulse", "birth", "flow"])


class Terms:
    """Makes the terms of one sentence."""

    def __init__(self, setting: Setting, sentence: Sentence, words: list[Word], cues: Cues) -> None:
        self.setting, self.sentence, self.words, self.cues = setting, sentence, words, cues
        self.parsed = Parsed(words, cues)
        self.text = setting.document.text
        self._marks: tuple[frozenset[int], ...] | None = None
        mentions = setting.document.mentions
        first = bisect_left(mentions, sentence.start, key=lambda mention: mention.start)
        self.mentions = [
            m
            for m in takewhile(lambda m: m.start < sentence.end, mentions[first : first + _MOST])
            if m.end <= sentence.end
        ]

    def scene(self) -> Scene:
        """What the relations of this sentence are read against, anew for each who asks."""
        if self._marks is None:
            self._marks = self._marked()
        chemical, named, disease, exposed, conditions, wanting = self._marks
        return Scene(
            self.words, self.parsed.lowers, self.cues, self.setting.exposure_words, self.setting.outcome_words,
            chemical, named, disease, exposed, conditions, wanting, self.setting.is_trial,
        )  # fmt: skip

    def _marked(self) -> tuple[frozenset[int], ...]:
        """The words of chemicals, named things, diseases, what the text is about, long names, and names of a lack."""
        marks: tuple[set[int], ...] = (set(), set(), set(), set(), set(), set())
        chemical, named, disease, exposed, condition, wanting = marks
        concepts = self.setting.exposure_concepts
        at = 0
        for mention in self.mentions:
            kinds = [] if mention.type in _PLACES else [named]
            if mention.type in {EntityType.CHEMICAL, EntityType.DISEASE}:
                kinds.append(chemical if mention.type == EntityType.CHEMICAL else disease)
            if mention.concept is not None and rolled_up(mention.concept)[0] in concepts:
                kinds.append(exposed)
            if mention.concept is not None and " " in mention.text and _is_whole(mention.concept):
                kinds.append(condition)
            if lacked_in(mention.text) is not None or (mention.concept is not None and _is_lack(mention.concept)):
                kinds.append(wanting)
            while at < len(self.words) and self.words[at].start < mention.start:
                at += 1
            end = at
            while end < len(self.words) and self.words[end].end <= mention.end:
                for kind in kinds:
                    kind.add(end)
                end += 1
        return tuple(map(frozenset, marks))

    def acting(self, piece: Piece, scene: Scene) -> tuple[Term | None, State | None]:
        """The term of a phrase that acts, and whether it speaks of much or little of it."""
        return self.term(piece, is_subject=True, keeps_state=False), _STATES.get(scene.state_of(piece))

    def term(self, piece: Piece, *, is_subject: bool, keeps_state: bool) -> Term | None:
        """The term of a noun phrase; with `keeps_state` its words of much and little stay."""
        a, b = piece.core
        while a < b and not keeps_state and self._is_trimmed(a):
            a += 1
        if not is_subject and not keeps_state and a > piece.a and a < b:  # "a low risk of Y", "low levels of Y"
            first = piece.core[0] if -1 in piece.dirs else piece.a  # "little or no Y" is told of already
            piece.plain_low = any(self._is_plain_low(at) for at in range(first, a))
        b = self._without_tail(a, b)
        if b > a + 1 and self.words[b - 1].lower in {"of", "in"}:  # "weight of infants"
            b -= 1
        if a >= b:
            return None
        if is_subject:
            a = self._from_its_course(piece, a)
        start, end = self.words[a].start, self.words[b - 1].end
        end -= self._tail_length(self.words[b - 1], is_subject=is_subject)
        mention = self._anchor(start, end)
        if mention is not None and piece.core[1] > piece.b and self._is_of_other(mention, piece):
            mention = None
        if mention is not None and mention.end > end and mention.start <= start:
            start, end = mention.start, mention.end
        if mention is not None and (
            self._is_turned(mention, b, is_subject=is_subject)
            or self._is_course(mention, a)
            or self._is_behind(mention, a, b)
        ):
            mention = None
        if (
            (not is_subject or mention is not None)
            and piece.change in {1, -1}
            and piece.core[1] < piece.b
            and end >= self.words[piece.b - 1].end
        ):
            piece.change = None  # "magnesium depletion": the name tells the change
        if is_subject and (mention is None or mention.type == EntityType.DISEASE):
            treated = self._before_of(piece, a, _TREATING)
            treated = a if mention is not None and self._is_undone(mention, a) else treated
            start, mention = (start, mention) if treated is None else (self.words[self._when(treated)].start, None)
        start, end = max(start, self.sentence.start), min(end, self.sentence.end)
        return self.named(start, end, mention, is_subject=is_subject)

    def _is_trimmed(self, at: int) -> bool:
        """True of a word of much or little before a name, and no part of one."""
        if not _is_trim(self.words[at].lower) or _is_thing(self.mentions, self.words[at]):
            return False
        if self.words[at].lower == "upper" and self.parsed.lowers[at + 1 : at + 2] == ["third"]:  # "upper third GC"
            return self.parsed.lowers[at + 2 : at + 3] == ["of"]
        return not self.cues.is_in_name(self.parsed.lowers, at)

    def _is_plain_low(self, at: int) -> bool:
        """True of a word of little that is no direction word, which the phrase knows of by itself."""
        word = self.words[at].lower
        if not self.cues.is_low(word) or word in LOWEST or self.cues.is_in_name(self.parsed.lowers, at):
            return False
        return all(cue.kind not in _CHANGING for cue in self.cues.phrases.get((word,), ()))

    def target(self, relation: Relation) -> Term | None:
        """The term of what a relation acts on; people are none, though what they have may be ("in asthma patients")."""
        piece = relation.object
        told = self.term(piece, is_subject=False, keeps_state=relation.keeps_state)
        words = self.parsed.lowers[slice(*piece.core)]
        is_what_they_do = "of" in words and words[0] not in _SAMPLES  # "attendance of students"
        if told is None or not words or not is_person(words[-1]) or is_what_they_do:
            return told
        is_theirs = told.type == EntityType.DISEASE and told.end < self.words[piece.core[1] - 1].end
        return told if is_theirs and relation.rule not in _ON_PEOPLE else None

    def _is_undone(self, mention: Mention, a: int) -> bool:
        """True of the Y of "correction of Y" and "removal of Y"; a lack that is mended acts as what was lacking."""
        word = self.words[a].lower
        is_lack = rolled_up(mention.concept)[1] is not None if mention.concept is not None else False
        return (
            (word in self.cues.words["low.undoing"] or word in _REMOVING)
            and mention.start >= self.words[a].end
            and not is_lack
        )

    def _before_of(self, piece: Piece, a: int, heads: frozenset[str]) -> int | None:
        """The place of one of these words in front of "of" and the name that begins at `a`."""
        before = range(piece.a, a - 1) if piece.joined else ()
        return next((at for at in before if self.words[at].lower in heads and self.words[at + 1].lower == "of"), None)

    def _from_its_course(self, piece: Piece, a: int) -> int:
        """Where a name begins with what it is no exposure without: "duration of X", "more than one X", "delayed X"."""
        before = [word.lower for word in self.words[max(a - 2, piece.a) : a]]
        if self.words[a].lower in _MORE and before in (["more", "than"], ["at", "least"]):
            return a - 2
        if before[-1:] == ["delayed"]:
            return a - 1
        if self.words[a].lower in self.cues.words["low.ceasing"] and self.words[a + 1].lower in {"of", "from"}:
            return next((at for at in (a + 2, a + 3) if self.words[at].lower not in _ARTICLES), a)
        lasting = self._before_of(piece, a, _LASTING)
        return a if lasting is None else lasting

    def _when(self, at: int) -> int:
        """Where "early treatment" and "delayed treatment" begin."""
        return at - 1 if at and self.words[at - 1].lower in _WHEN else at

    def _is_course(self, mention: Mention, a: int) -> bool:
        """True of the Y of "decline in Y" and "side effects of Y", which is no name of these."""
        head = self.words[a + 1] if self.parsed.lowers[a + 1 : a + 3] in _OF_EFFECTS else self.words[a]
        is_told = head is not self.words[a] or head.lower in _COURSES
        return is_told and mention.start >= head.end

    def _is_behind(self, mention: Mention, a: int, b: int) -> bool:
        """True of the X of "age at onset of X", "relief of X" and "a combination of X and Z", which are no X."""
        if mention.start <= self.words[a].start:
            return False
        before = [word.lower for word in self.words[a:b] if word.end <= mention.start]
        heads, others = self.cues.words["portion.heads"], self.cues.words["portion.others"]
        if any(after in _OF_WHAT and (word in heads or word in others) for word, after in pairwise(before)):
            return True
        return mention.type != EntityType.GENE and is_named_by_head(self.parsed.lowers[a:b], self.cues)

    def _without_tail(self, a: int, b: int) -> int:
        """The end of a name without its measure ("levels", "patients"), which stays where an adjective would end it."""
        tails, end = self.cues.words["portion.tails"], b
        if b > a + 2 and self.words[b - 1].lower == "control" and self.words[b - 2].lower == "pressure":
            b -= 1  # control of a blood pressure is told of the pressure
        while b > a + 1 and (self.words[b - 1].lower in tails or is_participle(self.words[b - 1].lower)):
            b -= 1
        last = self.words[b - 1]  # "glycaemic | control", "reading | levels", "heart | rate"
        is_cut = b < end and (
            is_adjective(last.text, self.cues)
            or (b == a + 1 and is_gerund(last.lower))
            or (last.lower in _PACED and self.words[b].lower in {"rate", "rates"})
        )
        return b + 1 if is_cut else b

    def _tail_length(self, word: Word, *, is_subject: bool) -> int:
        """How long the end of a word is that says how often or in what way a thing was given: "fish/d", "zinc-fed"."""
        if word.lower.endswith(_A_DAY):
            return len(word.text) - word.text.rindex("/")
        stem, mark, last = word.lower.rpartition("-")
        lists = self.cues.words
        is_given = is_subject and bool(mark) and last in lists["portion.given"] and stem not in lists["portion.ways"]
        return len(last) + 1 if is_given else 0

    def _is_of_other(self, mention: Mention, piece: Piece) -> bool:
        """True of a mention of the other name alone: in "systolic and diastolic pressure" of the diastolic one."""
        own = self.words[piece.core[0] : piece.core[1]]
        joined = max((at for at, word in enumerate(own) if word.lower in {"and", "or"}), default=0)
        return own[piece.b - piece.core[0]].start <= mention.start <= own[min(joined + 1, len(own) - 1)].start

    def _anchor(self, start: int, end: int) -> Mention | None:
        """The mention that a piece of text rests on; what is measured at a place is not the place."""
        mention = _largest(self.mentions, start, end)
        if mention is None or mention.type not in _PLACES:
            return mention
        outside = self.text[start : mention.start] + " " + self.text[mention.end : max(end, mention.end)]
        return mention if self.cues.words["places.plain"].issuperset(_WORD.findall(outside.casefold())) else None

    def _is_turned(self, mention: Mention, b: int, *, is_subject: bool) -> bool:
        """True where the phrase's head makes another thing of what the mention names ("calcium channel blockers")."""
        if self.text.startswith(_OWN_END, mention.end) or self.text.endswith(_OWN_START, 0, mention.start):
            return True
        behind = [word for word in self.words[max(b - 3, 0) : b + 1] if mention.end <= word.start <= mention.end + 12]
        lists = self.cues.words
        if any(word.lower in lists["portion.heads"] for word in behind):
            return True
        last = [word.lower for word in behind if word.end <= self.words[b - 1].end][-1:]
        is_done = mention.type == EntityType.DISEASE and not lists["portion.done"].isdisjoint(last)
        if is_subject and last == ["excretion"]:
            return False  # what is excreted tells how much was taken in
        return is_done or not lists["portion.others"].isdisjoint(last)

    def is_thing(self, term: Term) -> bool:
        """True of a term that names something: linked, or more than a clause, an adjective or a number."""
        name = term.text.casefold()
        if is_bare(name) or (name in _OF_TESTS and _OF_NUMBER.match(self.text, term.end)):
            return False
        if term.concept is not None or names_something(term.text, self.cues):
            return True
        is_cut = (
            _HEAD_LATER.match(self.text, term.end) is not None
        )  # "adverse maternal (OR 2) and neonatal (OR 3) outcomes"
        return is_cut and is_adjective(term.text.split()[-1], self.cues)

    def named(self, start: int, end: int, mention: Mention | None, *, is_subject: bool) -> Term:
        """A term with its concept: a form counts as its substance, and a deficiency does so where it acts."""
        concept = claim_concept(mention.concept if mention else None, is_subject=is_subject)
        if is_subject and (concept is None or mention is None or concept == mention.concept):
            concept = lacked_in(self.text[start:end]) or concept
        return Term(self.text[start:end], start, end, concept, mention.type if mention else None)

    def exposure(self, thing: Thing) -> Term:
        """The term of what the document is about."""
        concept = claim_concept(thing.concept, is_subject=True)
        return Term(self.text[thing.start : thing.end], thing.start, thing.end, concept, thing.type)

    def spanned(self, start: int, end: int) -> Term:
        """The term of a piece of text."""
        return self.named(start, end, self._anchor(start, end), is_subject=True)

    def mediator(self, start: int, end: int, percent: float | None) -> Mediator:
        """The mediator that a piece of text names."""
        term = self.spanned(start, end)
        return Mediator(term.text, term.start, term.end, term.concept, term.type, percent)


def _is_whole(concept: str) -> bool:
    """True of a concept whose words of little are a part of its name."""
    return rolled_up(concept)[1] is None or is_gauge_of_lack(concept)


def _is_lack(concept: str) -> bool:
    """True of a concept that is little of a substance, also where its name does not say so ("VDD")."""
    return rolled_up(concept)[1] is State.LOW and not is_gauge_of_lack(concept)


def _is_trim(word: str) -> bool:
    return word in _TRIMMED


def _is_thing(mentions: Sequence[Mention], word: Word) -> bool:
    return any(m.start <= word.start and word.end < m.end for m in mentions)


def _largest(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    inside = [m for m in mentions if m.start < end and start < m.end]
    named = [m for m in inside if m.type not in _PLACES] or inside
    return max(named, key=lambda m: (min(m.end, end) - max(m.start, start), m.end), default=None)
