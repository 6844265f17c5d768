"""How likely a candidate claim is one that an epidemiologist would sign: a small logistic model over plain facts.

p = 1 / (1 + exp(-(bias + sum of the weights of the facts that hold))); the weights stand in
`corpora/models/claims.json`, learned by `miner.train.claims`. A claim below the threshold is dropped; trials, whose
outcomes are often words that no vocabulary holds, have a lower one.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp

import regex

from miner.errors import BadData
from miner.extract.claims.scene import GOES_WITH
from miner.extract.claims.subjects import Setting
from miner.extract.grammar.cues import load_cues
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim, Term
from miner.resources import corpora_path

_P = regex.compile(r"\b[pP]\s?[<>=≤]|\bCI\b|\bsignificant|\br\s?=")
_NUMBER = regex.compile(r"\d")
_ASSOCIATED = regex.compile(
    r"\b(?:associated with|correlated with|predict(?:s|ed|ive)|(?:related|linked) to|likely to)\b"
)
_STATED = frozenset(
    [
        "rule=X is a factor of Y", "rule=Y has the factors X", "rule=listed with X", "rule=people with X are more Y",
        "associated outright",
    ]
)  # fmt: skip
"""What states an association in so many words: in a labelled section it needs less than other claims."""
_DOUBTFUL = frozenset({"X from the context", "hedged"})
_PRONOUN = regex.compile(r"\b(?:we|our|this study|here)\b", regex.I)
_DIRECTION = regex.compile(
    r"\b(?:associat|correlat|increas|reduc|decreas|lower|higher|improv|risk|related|linked|effect|differ)", regex.I
)


@dataclass(frozen=True, slots=True)
class PlausibilityModel:
    """Weights by fact, the bias, and the thresholds below which a claim is dropped, in trials and elsewhere."""

    weights: dict[str, float]
    bias: float
    trial_threshold: float
    threshold: float

    def keeps(self, facts: Sequence[str]) -> bool:
        """True of a claim that is likely enough."""
        is_stated = "labelled" in facts and not _STATED.isdisjoint(facts) and _DOUBTFUL.isdisjoint(facts)
        is_easy = "trial" in facts or "subject is eaten" in facts or is_stated
        return self.probability(facts) >= (self.trial_threshold if is_easy else self.threshold)

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
            float(data["trial_threshold"]),
            float(data["threshold"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadData(f"not a model of claims: {error}", path=path) from error


def facts_of(claim: Claim, setting: Setting) -> list[str]:  # noqa: C901 - one fact a branch
    """What holds of a claim, by name."""
    document, exposures, is_trial = setting.document, setting.exposure_concepts, setting.is_trial
    rule = claim.rule.split(";")[0]
    facts = [
        f"rule={rule}",
        f"section={claim.section.value if claim.section else None}",
        f"sign={claim.sign}",
        f"subject={_kind(claim.subject)}",
        f"object={_kind(claim.object)}",
        f"subject words={min(len(claim.subject.text.split()), 5)}",
        f"object words={min(len(claim.object.text.split()), 5)}",
    ]
    if "context" in claim.rule:
        facts.append("X from the context")
        facts.append(f"X from the context, {'trial' if is_trial else 'no trial'}")
    if claim.estimates:
        facts.append("has estimates")
    if claim.mediators:
        facts.append("has mediators")
    if claim.subject_state is not None:
        facts.append("subject has a state")
    if claim.certainty == Certainty.HEDGED:
        facts.append("hedged")
    facts += _facts_of_text(claim.quote)
    if rule == GOES_WITH and claim.subject.start < claim.object.start and _ASSOCIATED.search(claim.quote):
        facts.append("associated outright")
    if is_trial:
        facts.append("trial")
    if claim.subject.concept is None and claim.object.concept is None:
        facts.append(f"neither linked, {'trial' if is_trial else 'no trial'}")
    if claim.subject.concept is not None and claim.object.concept is not None:
        facts.append("both linked")
    if claim.subject.concept is None and _is_eaten(claim.subject):
        facts.append("subject is eaten")
    if claim.subject.concept in exposures:
        facts.append("subject is the exposure")
    if claim.object.concept in exposures:
        facts.append("object is the exposure")
    at = (claim.start - document.title_end) / max(len(document.text) - document.title_end, 1)
    facts.append(f"tenth={min(int(at * 5), 4)}" if claim.section in {None, SectionKind.OTHER} else "labelled")
    if abs(claim.subject.start - claim.object.start) > 120:
        facts.append("far apart")
    if not claim.object.text[:1].isalnum() or len(claim.object.text) < 2:
        facts.append("odd object")
    return facts


@lru_cache(maxsize=64)  # the claims of a sentence are asked one after the other
def _facts_of_text(text: str) -> tuple[str, ...]:
    facts = ["statistics"] if _P.search(text) else ["a number"] if _NUMBER.search(text) else []
    if not _DIRECTION.search(text):
        facts.append("no word of a relation")
    if _PRONOUN.search(text):
        facts.append("we")
    return tuple(facts)


def _is_eaten(term: Term) -> bool:
    """True of what people or animals eat ("rye bran", "a fish diet")."""
    return not load_cues().words["eaten.words"].isdisjoint(term.text.casefold().split())


def _kind(term: Term) -> str:
    if term.type is None:
        return "unknown"
    return f"{term.type.value}{'' if term.concept else ' unlinked'}"
