"""The claims of an article for everybody, read in its own words.

Abstracts are read strictly: what they hold to be known is background, and words like "plays a role in" state nothing.
To an article for everybody they are the matter itself. So its sentences are read again by the same grammar, with the
cues of `corpora/cues/lay.toml` on top, without words that say nothing of their own ("helps the body absorb": absorbs),
and every repeat kept, since each may cite another paper.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

import regex

from miner.errors import BadData
from miner.extract.claims.ends.exposures import Thing
from miner.extract.claims.ends.subjects import Setting, read_setting
from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.naming import claim_concept
from miner.extract.claims.plausibility import facts_of, load_plausibility
from miner.extract.claims.scene import NO_DIRECTION, Relation, Scene
from miner.extract.claims.sentence import SentenceReader
from miner.extract.claims.stating.roles import claim_sentences
from miner.extract.claims.worth import is_bad
from miner.extract.grammar.cues import SENSES, Cues, load_lay_cues
from miner.extract.grammar.words import Word
from miner.model.claim import Claim, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import Estimate
from miner.model.reading import Document, Mention, Reading, Sentence
from miner.read.abbreviations import find_abbreviations
from miner.read.sentences import split_sentences, whole
from miner.resources import corpora_path

_HAN = regex.compile(r"\p{Han}")
# Words that stand in a sentence, never in the name of a thing.
_NO_NAME = regex.compile(
    r"\b(?:i|you|we|they|he|she|it|us|them|me|who|which|what|someone|there|found|showed|will)\b"
    r"|n['’]t\b|^(?:that|this|these|those)\b",
    regex.IGNORECASE,
)
# "Keeps cells from dividing", "causes the muscle to contract": what it does is told, not how much of it there is.
_MADE_TO = regex.compile(r"\s*(?:\([^()]*\)\s*)?(?:from\s+\w+ing\b|to\s+(?!the\b|an?\b|its\b)\w+)", regex.IGNORECASE)
_CAUSES = regex.compile(r"\b(?:caus|mak|allow|forc|enabl|prevent|keep|stop)\w*\b", regex.IGNORECASE)
_BOTH_WAYS = regex.compile(
    r"\b(?:low(?:er)? (?:and|or) high(?:er)?|high(?:er)? (?:and|or) low(?:er)?)\b", regex.IGNORECASE
)
_ASIDE = regex.compile(r"\((?:[A-Z]+\w?:\s*)?([^()]+)\)")
_FEWEST_WORDS: Final = 4  # of what stands in brackets and may be a sentence
_PRONOUNS: Final = frozenset({"it", "this", "they", "these", "which"})
_VERB_FORMS: Final = {"before_verb": "base", "before_gerund": "ing"}
_COMPARATIVES: Final = {"have_low": "lower", "have_high": "higher"}
_GOES_WITH: Final = "accompanies"  # a word of claims.toml for what goes together
_SUPPORTS: Final = "supports"  # what a thing does that has a part in another
_LINKED: Final = frozenset({"associated", "linked", "related", "connected", "tied"})
_LEAST_LIKELY: Final = 0.25  # by the model that was learned from abstracts; below, four of five are none


def read_lay_claims(reading: Reading) -> tuple[Claim, ...]:
    """The claims of the reading's text as an article for everybody tells them, in reading order.

    Of a sentence that makes none in lay words, those of the strict reading stay: it may be one of an abstract.
    """
    document = Document(
        reading.id,
        reading.text,
        reading.language,
        title_end=len(reading.title) if reading.text.startswith(reading.title) else 0,
        sentences=split_sentences(reading.text, whole(reading.text)),
        mentions=reading.mentions,
        abbreviations=find_abbreviations(reading.text),
    )
    found = _in_lay_words(document, reading.estimates)
    told = {claim.start for claim in found}
    found += [claim for claim in reading.claims if claim.start not in told and _is_named(claim)]
    return tuple(sorted(found, key=lambda claim: (claim.start, claim.object.start, claim.subject.start)))


def _in_lay_words(document: Document, estimates: Sequence[Estimate]) -> list[Claim]:
    setting = _setting_of(document)
    cues, model = load_lay_cues(), load_plausibility()
    found: list[Claim] = []
    last: Term | None = None
    for sentence, is_background in _with_asides(document):
        if _HAN.search(document.text, sentence.start, sentence.end):
            continue
        reader = _LayReader(setting, sentence, cues, estimates, last)
        made = [
            claim
            for claim in reader.read(found, is_background=is_background)
            if _is_named(claim) and (claim.mediators or model.probability(facts_of(claim, setting)) >= _LEAST_LIKELY)
        ]
        last = made[0].subject if made else last
        found += made
    return found


def _with_asides(document: Document) -> Iterator[tuple[Sentence, bool]]:
    """The sentences that may hold claims, and behind each what stands in its brackets where that is one itself."""
    for sentence, is_background in claim_sentences(document, is_review=True, has_sections=False):
        yield sentence, is_background
        for aside in _ASIDE.finditer(document.text, sentence.start, sentence.end):
            if len(aside[1].split()) >= _FEWEST_WORDS:
                yield Sentence(aside.start(1), aside.end(1)), is_background


def _setting_of(document: Document) -> Setting:
    """The setting of an article: what acts in it is the first substance of its title, else the one named most."""
    named = [one for one in document.mentions if one.type is EntityType.CHEMICAL and one.concept is not None]
    setting = read_setting(document)
    if not named:
        return replace(setting, exposures=())
    often = Counter(one.concept for one in named)
    topic = min(
        named,
        key=lambda one: (one.start, 0) if one.end <= document.title_end else (len(document.text), -often[one.concept]),
    )
    concept = claim_concept(topic.concept, is_subject=True)
    return replace(
        setting,
        exposures=(Thing(topic.start, topic.end, topic.concept, topic.type),),
        exposure_words=frozenset(topic.text.casefold().split()),
        exposure_concepts=frozenset([concept] if concept else []),
        outcome_words=frozenset(),
        is_trial=False,
    )


def _is_named(claim: Claim) -> bool:
    """True where both ends are names, and the object is not one that is made to do something."""
    before, behind = claim.quote[: claim.object.start - claim.start], claim.quote[claim.object.end - claim.start :]
    is_made_to = _MADE_TO.match(behind) is not None and _CAUSES.search(before) is not None
    return not (_NO_NAME.search(claim.subject.text) or _NO_NAME.search(claim.object.text) or is_made_to)


class _LayReader(SentenceReader):
    """Reads a sentence without the words that say nothing of their own."""

    def __init__(
        self, setting: Setting, sentence: Sentence, cues: Cues, estimates: Sequence[Estimate], last: Term | None
    ) -> None:
        super().__init__(setting, sentence, cues, estimates, context=None, last=last)
        kept = _lighten(self.words, cues)
        dropped = {word.start for word in self.words} - {word.start for word in kept}
        self.words = kept
        self.terms = Terms(setting, sentence, kept, cues)
        self.terms.mentions = [
            each for one in self.terms.mentions for each in _without(one, dropped, setting.document.mentions)
        ]

    def _claim(self, relation: Relation, scene: Scene, share: Sequence[int], *, is_background: bool) -> Claim | None:
        """A claim, also where the sentence says that one thing acts on another and not which way."""
        if not relation.object.dirs and relation.object.change is None and self._is_open(relation, scene):
            relation.sense = NO_DIRECTION
        claim = super()._claim(relation, scene, share, is_background=is_background)
        if claim is not None and _BOTH_WAYS.search(claim.quote[: claim.object.start - claim.start]):
            return replace(claim, sign=None)
        return claim

    def _subject(self, relation: Relation, scene: Scene) -> tuple[Term | None, State | None]:
        """What acts; where no name stands there only what "it" points back to, never what the article is about."""
        if relation.subject is not None:
            return super()._subject(relation, scene)
        told = {word for piece in relation.clause.subject for word in scene.lowers(piece, whole=True)}
        return (self.last if told & _PRONOUNS else None), None

    def _is_open(self, relation: Relation, scene: Scene) -> bool:
        """True where no direction is said: what one thing does to another, or that it has to do with a disease."""
        if relation.subject is None or relation.sense == SENSES["same"]:
            return False
        if relation.sense == SENSES["change"]:
            return True
        is_disease = any(at in scene.diseases for at in range(*relation.object.core))
        if not is_bad(relation.object, scene, is_disease=is_disease):
            return False
        if scene.state_of(relation.subject):  # what a lack has to do with a disease is plain
            return False
        word = self.words[relation.at].lower
        is_substance = any(at in scene.chemicals for at in range(*relation.subject.core))
        return word == _SUPPORTS or (word in _LINKED and is_substance)


def _without(mention: Mention, dropped: Collection[int], mentions: Sequence[Mention]) -> list[Mention]:
    """The mention, or what is left of one whose first words were dropped: of "women with asthma", asthma."""
    if mention.start not in dropped:
        return [mention]
    named = mention.text.casefold()
    rest = [one for one in mentions if one.type is not mention.type and named.endswith(f" {one.text.casefold()}")]
    return [
        replace(one, start=mention.end - len(one.text), end=mention.end, text=mention.text[-len(one.text) :])
        for one in rest[:1]
    ]


def _lighten(words: list[Word], cues: Cues) -> list[Word]:
    """The words without the light ones; the verb behind them becomes the sentence's own."""
    for key, pattern in _light_words().items():
        words = _without_light(words, cues, key=key, pattern=pattern)
    return words


def _without_light(words: list[Word], cues: Cues, *, key: str, pattern: regex.Pattern[str]) -> list[Word]:
    text, starts = "", {}
    for number, word in enumerate(words):
        starts[len(text)] = number
        text += f"{word.lower} "
    starts[len(text)] = len(words)
    kept = dict(enumerate(words))
    for match in pattern.finditer(text):
        first, last = starts.get(match.start()), starts.get(match.end())
        if first is None or last is None:
            continue
        turned = _turned(words, cues, key=key, first=first, last=last)
        if not turned and key != "before_name":
            continue
        for number in range(first, last):
            kept.pop(number, None)
        for number, lower in turned.items():
            kept[number] = words[number]._replace(lower=lower)
    return [kept[number] for number in sorted(kept)]


def _turned(words: list[Word], cues: Cues, *, key: str, first: int, last: int) -> dict[int, str]:
    """Which words are read as others where the light words from `first` to `last` fall away, and as which."""
    if key in _VERB_FORMS and last < len(words):
        wanted = "ing" if words[first].lower.endswith("ing") else "s"
        verb = _inflected(words[last].lower, cues, form=_VERB_FORMS[key], wanted=wanted)
        return {last: verb} if verb is not None else {}
    if key == "role":
        return {last - 1: _SUPPORTS}
    if key in _COMPARATIVES:
        return {number: words[number].lower for number in range(first, last - 1)} | {last - 1: _COMPARATIVES[key]}
    if key == "too_little":
        return {last - 1: "low"}
    if key == "caused_by":
        return {first: "is", last - 2: "produced", last - 1: "by"}
    if key == "before_pair":
        joint = next((number for number in range(last, len(words)) if words[number].lower in {"with", "to"}), None)
        return {joint: _GOES_WITH} if joint is not None else {}
    return {}


def _inflected(word: str, cues: Cues, *, form: str, wanted: str) -> str | None:
    """Another form of a verb that stands in the form `form`, or None where the word is no such verb.

    >>> cues = load_lay_cues()
    >>> _inflected("maintain", cues, form="base", wanted="s"), _inflected("preventing", cues, form="ing", wanted="s")
    ('maintains', 'prevents')
    """
    if form not in _verb_forms(word, cues):
        return None
    stem = word.removesuffix("ing") if form == "ing" else word
    ends = ("s", "es", "ies") if wanted == "s" else ("ing",)
    tries = [f"{start}{end}" for start in (stem, stem[:-1]) for end in ends]
    return next((one for one in tries if wanted in _verb_forms(one, cues)), word)


def _verb_forms(word: str, cues: Cues) -> set[str]:
    return {cue.form for cue in cues.phrases.get((word,), ()) if cue.kind in {"verb", "intransitive"}}


@cache
def _light_words() -> dict[str, regex.Pattern[str]]:
    words = load_lay_cues().words
    found = {}
    for key in ("before_name", *_VERB_FORMS, "role", "too_little", *_COMPARATIVES, "caused_by", "before_pair"):
        told = sorted(words[f"light.{key}"], key=lambda each: (-len(each), each))
        try:
            found[key] = regex.compile(rf"(?<!\S)(?:{'|'.join(told)}) ")
        except regex.error as error:
            path = corpora_path("cues", "lay.toml")
            raise BadData(f"light.{key} holds no regular expression: {error}", path=path) from error
    return found
