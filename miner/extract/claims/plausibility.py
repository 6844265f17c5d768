"""How likely a candidate claim is one that an epidemiologist would sign: a small logistic model over plain facts.

p = 1 / (1 + exp(-(bias + sum of the weights of the facts that hold))); the weights stand in
`corpora/models/claims.json`, learned by `miner.train.claims`. A claim below the threshold is dropped.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp

import regex

from miner.errors import BadData
from miner.extract.claims.ends.subjects import Setting
from miner.extract.claims.scene import GOES_WITH
from miner.extract.grammar.cues import load_cues
from miner.extract.wordlists import read_word_lists
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim, Term
from miner.model.reading import Document
from miner.resources import corpora_path

_P = regex.compile(r"\b[pP]\s?[<>=≤]|\bCI\b|\bsignificant|\br\s?=")
_NUMBER = regex.compile(r"\d")
_WORD = regex.compile(r"[a-z]+")
_NEXT = regex.compile(r"\s*(\w+|[^\w\s])")
_FAR = 120  # characters between the beginnings of the ends
_MOST = 4  # more are not told apart
_SHORT = 400  # characters: what is named once in so short a text may be all the same what it is about
_ASSOCIATED = regex.compile(
    r"\b(?:associated with|correlated with|predict(?:s|ed|ive)|(?:related|linked) to|likely to)\b"
)
_PRONOUN = regex.compile(r"\b(?:we|our|this study|here)\b", regex.I)
_DIRECTION = regex.compile(
    r"\b(?:associat|correlat|increas|reduc|decreas|lower|higher|improv|risk|related|linked|effect|differ|more|less|fewer"
    r"|greater|better|worse|caus|prevent|protect|inhibit|suppress|promot|induc|enhanc|elevat|impair|predict|lead|led\b"
    r"|result|similar|necessary|essential|needed|contribut|affect|influenc|attenuat|stimulat|role|factors?|markers?|prognos"
    r"|determin|explain|trigger|rais|rose|fell|fall|declin|slow|accelerat|delay)",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class PlausibilityModel:
    """Weights by fact, the bias, and the threshold below which a claim is dropped."""

    weights: dict[str, float]
    bias: float
    threshold: float

    def keeps(self, facts: Sequence[str]) -> bool:
        """True of a claim that is likely enough."""
        return self.probability(facts) >= self.threshold

    def probability(self, facts: Sequence[str]) -> float:
        """The probability of a claim with these facts."""
        score = self.bias + sum(self.weights.get(fact, 0.0) for fact in facts)
        return 1.0 / (1.0 + exp(-max(min(score, 50.0), -50.0)))


@cache
def load_plausibility() -> PlausibilityModel:
    """The shipped model."""
    path = corpora_path("models", "claims.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return PlausibilityModel(
            {str(name): float(weight) for name, weight in data["weights"].items()},
            float(data["bias"]),
            float(data["threshold"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadData(f"not a model of claims: {error}", path=path) from error


def facts_of(claim: Claim, setting: Setting) -> list[str]:
    """What holds of a claim, by name."""
    document = setting.document
    facts = [
        f"sign={claim.sign}",
        f"section={claim.section.value if claim.section else None}",
        *_facts_of_ends(claim, setting),
        *_facts_of_kind(claim, is_trial=setting.is_trial),
        *_facts_of_term("subject", claim.subject, claim, document),
        *_facts_of_term("object", claim.object, claim, document),
        *_facts_of_text(claim.quote),
    ]
    at = (claim.start - document.title_end) / max(len(document.text) - document.title_end, 1)
    facts.append(f"tenth={min(int(at * 5), 4)}" if claim.section in {None, SectionKind.OTHER} else "labelled")
    low, high = sorted([claim.subject, claim.object], key=lambda term: term.start)
    if high.start - low.start > _FAR:
        facts.append("far apart")
    facts.append(f"commas between={min(document.text.count(',', low.end, high.start), _MOST)}")
    return facts


def _facts_of_kind(claim: Claim, *, is_trial: bool) -> Iterator[str]:
    """The rule that gave it, and what the claim has."""
    rule = claim.rule.split(";")[0]
    yield f"rule={rule}"
    if "context" in claim.rule:
        yield "X from the context"
        yield f"X from the context, {'trial' if is_trial else 'no trial'}"
    if claim.estimates:
        yield "has estimates"
    if claim.mediators:
        yield "has mediators"
    if claim.subject_state is not None:
        yield "subject has a state"
    if claim.certainty == Certainty.HEDGED:
        yield "hedged"
    if rule == GOES_WITH and claim.subject.start < claim.object.start and _ASSOCIATED.search(claim.quote):
        yield "associated outright"
    if is_trial:
        yield "trial"


def _facts_of_ends(claim: Claim, setting: Setting) -> Iterator[str]:
    """Whether the ends are known things, and whether they are what the document is about."""
    subject, target = claim.subject.concept, claim.object.concept
    if subject is None and target is None:
        yield f"neither linked, {'trial' if setting.is_trial else 'no trial'}"
    if subject is not None and target is not None:
        yield "both linked"
    if subject is None and _is_eaten(claim.subject):
        yield "subject is eaten"
    if subject in setting.exposure_concepts:
        yield "subject is the exposure"
    if target in setting.exposure_concepts:
        yield "object is the exposure"
    if not claim.object.text[:1].isalnum() or len(claim.object.text) < len("pH"):
        yield "odd object"


def _facts_of_term(name: str, term: Term, claim: Claim, document: Document) -> Iterator[str]:
    """The type and the look of an end, how often it is named, and how its sentence goes on behind it."""
    text = term.text
    words = text.split()
    yield f"{name}={_kind(term)}"
    yield f"{name} words={min(len(words), 5)}"
    if claim.start <= term.start < claim.end:
        yield f"{name} before {_following(document.text, term.end)}"
    folded, whole = text.lower(), _lowered(document.text)
    if len(whole) > _SHORT:
        yield f"{name} said {min(whole.count(folded), _MOST)}"
    if folded in whole[: document.title_end]:
        yield f"{name} in the title"
    elif words and words[-1].lower() in whole[: document.title_end]:
        yield f"{name}'s head in the title"
    if text.isupper() and len(text) > 1:
        yield f"{name} is in capitals"
    elif text[:1].isupper() and term.start != claim.start:
        yield f"{name} has a capital"
    if _NUMBER.search(text):
        yield f"{name} has a digit"


def _following(text: str, at: int) -> str:
    """The kind of word or mark behind a place: itself where it is small, else its ending."""
    following = _NEXT.match(text, at)
    if following is None:
        return "the end"
    word = following[1].lower()
    if not word[0].isalpha():
        return "a number" if word[0].isdigit() else word
    lists = _load_words()
    if word in lists.following:
        return word
    return next((f"-{ending}" for ending in lists.endings if word.endswith(ending)), "a word")


@lru_cache(maxsize=2)  # the claims of a document are asked one after the other
def _lowered(text: str) -> str:
    return text.lower()


@lru_cache(maxsize=64)  # those of a sentence, too
def _facts_of_text(text: str) -> tuple[str, ...]:
    facts = ["statistics"] if _P.search(text) else ["a number"] if _NUMBER.search(text) else []
    if not _DIRECTION.search(text):
        facts.append("no word of a relation")
    if _PRONOUN.search(text):
        facts.append("we")
    words = _WORD.findall(text.lower())
    facts += [f"says {word}" for word in sorted(_load_words().sentence.intersection(words))]
    facts.append(f"dozens of words={min(len(words) // 12, 5)}")
    return tuple(facts)


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of `plausibility.toml`; the endings stand longest first."""

    sentence: frozenset[str]
    following: frozenset[str]
    endings: tuple[str, ...]


@cache
def _load_words() -> _Words:
    lists = read_word_lists(corpora_path("cues", "plausibility.toml"), keys=("sentence", "following", "endings"))
    return _Words(frozenset(lists["sentence"]), frozenset(lists["following"]), lists["endings"])


def _is_eaten(term: Term) -> bool:
    """True of what people or animals eat ("rye bran", "a fish diet")."""
    return not load_cues().words["eaten.words"].isdisjoint(term.text.casefold().split())


def _kind(term: Term) -> str:
    if term.type is None:
        return "unknown"
    return f"{term.type.value}{'' if term.concept else ' unlinked'}"
