"""The plausibility model of claims: candidates of annotated documents, a logistic regression, a model card.

A candidate counts as right where the gold has a claim of the same subject, object and sign; gold names the ends of a
claim by their text or, as `corpora/judged/claims.jsonl` does, by their places in the document. In a set of findings
of trials (outcome, sign, span) a candidate on a finding's outcome inside its span is right or wrong by its sign, and
all other candidates of the document are left out, since such a set does not name every claim.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from miner.errors import BadData
from miner.extract.claims.finding import find_candidates
from miner.extract.claims.merging import merge_claims, same_thing
from miner.extract.claims.plausibility import PlausibilityModel
from miner.extract.estimates import find_estimates
from miner.extract.study import get_study
from miner.model.article import Article
from miner.model.claim import Claim, Term
from miner.model.reading import Document
from miner.parse import iter_records
from miner.read import load_reader

THRESHOLD = 0.3
"""About half of the F1 to be had on texts that nobody had read: below it a claim costs more than it brings."""
_STRENGTH = 0.1
_FINDING_WEIGHT = 0.2
_RARE = 3  # candidates that a fact must hold of to be weighed
_SMALL = frozenset(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])


@dataclass(frozen=True, slots=True)
class Example:
    """A document's candidates with their facts, and for each whether it is right (None: not known)."""

    document: Document
    candidates: tuple[tuple[Claim, tuple[str, ...]], ...]
    labels: tuple[bool | None, ...]
    gold: tuple[tuple[Term, Term, int | None], ...]
    weight: float = 1.0


def read_examples(documents: Path, gold: Path) -> list[Example]:
    """The examples of a file of documents and its gold (claims or findings, one record a line, matched by id)."""
    records = {record["id"]: record for record in _lines(gold)}
    articles = [a for a in iter_records(documents) if isinstance(a, Article) and a.id in records]
    examples = []
    for article, document in zip(articles, load_reader().documents(articles), strict=True):
        found = find_candidates(document, estimates=find_estimates(document), study=get_study(document, article))
        record = records[article.id]
        if "claims" in record:
            claims = tuple(_gold(claim, document.text) for claim in record["claims"])
            labels: tuple[bool | None, ...] = tuple(_is_right(claim, claims) for claim, _ in found)
        else:
            claims, labels = (), tuple(_by_findings(claim, record["findings"]) for claim, _ in found)
        candidates = tuple((claim, tuple(facts)) for claim, facts in found)
        weight = 1.0 if "claims" in record else _FINDING_WEIGHT
        examples.append(Example(document, candidates, labels, claims, weight))
    return examples


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            record = json.loads(line)
            if not isinstance(record, dict) or not ("claims" in record or "findings" in record):
                raise BadData("the record has neither claims nor findings", path=path, line=number)
            yield record


def _gold(claim: Mapping[str, Any] | list[Any], text: str) -> tuple[Term, Term, int | None]:
    if isinstance(claim, list):
        start, end, object_start, object_end, sign = claim
        return Term(text[start:end], start, end), Term(text[object_start:object_end], object_start, object_end), sign
    subject = Term(claim["subject"], 0, 0, claim.get("subject_id"))
    return subject, Term(claim["object"], 0, 0, claim.get("object_id")), claim["sign"]


def _is_right(claim: Claim, gold: Sequence[tuple[Term, Term, int | None]]) -> bool:
    return any(
        claim.sign == sign and same_thing(claim.subject, subject, {}) and same_thing(claim.object, target, {})
        for subject, target, sign in gold
    )


def _by_findings(claim: Claim, findings: Iterable[Mapping[str, Any]]) -> bool | None:
    labels = [
        claim.sign == finding["sign"]
        for finding in findings
        if claim.start < finding["end"]
        and finding["start"] < claim.end
        and _words(finding["outcome"]) & _words(claim.object.text)
    ]
    return any(labels) if labels else None


def _words(text: str) -> set[str]:
    return set("".join(c.casefold() if c.isalnum() else " " for c in text).split()) - _SMALL


def train_plausibility(examples: Sequence[Example]) -> PlausibilityModel:
    """A model of the examples' labelled candidates."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows, labels, weights = [], [], []
    often = Counter(fact for example in examples for _, facts in example.candidates for fact in set(facts))
    for example in examples:
        for (_, facts), label in zip(example.candidates, example.labels, strict=True):
            if label is not None:
                rows.append({fact: 1 for fact in facts if often[fact] >= _RARE})
                labels.append(int(label))
                weights.append(example.weight)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(matrix, labels, sample_weight=weights)
    names = vectors.get_feature_names_out()
    learned = {str(name): round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    kept = {name: weight for name, weight in sorted(learned.items()) if weight}
    return PlausibilityModel(kept, round(float(model.intercept_[0]), 3), THRESHOLD)


def cross_validate(examples: Sequence[Example], *, folds: int = 8, seed: int = 3) -> tuple[float, float]:
    """The F1 of right signed claims with every candidate kept, and with models that never saw their document.

    Only documents whose gold names claims are scored; folds are by document.
    """
    order = sorted(range(len(examples)), key=lambda at: examples[at].document.id)
    Random(seed).shuffle(order)  # noqa: S311 - folds, no secrets
    keep_all = PlausibilityModel({}, 0.0, 0.0)
    plain, filtered = [0, 0, 0], [0, 0, 0]
    for fold in range(folds):
        held = [examples[at] for place, at in enumerate(order) if place % folds == fold]
        model = train_plausibility([examples[at] for place, at in enumerate(order) if place % folds != fold])
        for example in held:
            for counts, used in ((plain, keep_all), (filtered, model)):
                for place, count in enumerate(_counts(example, used)):
                    counts[place] += count
    return _f1(plain), _f1(filtered)


def _counts(example: Example, model: PlausibilityModel) -> tuple[int, int, int]:
    if not example.gold:
        return 0, 0, 0
    kept = list(
        merge_claims([c for c, facts in example.candidates if c.mediators or model.keeps(facts)], example.document)
    )
    predicted, right = len(kept), 0
    for gold in example.gold:
        hit = next((claim for claim in kept if _is_right(claim, [gold])), None)
        if hit is not None:
            kept.remove(hit)
            right += 1
    return right, predicted, len(example.gold)


def _f1(counts: Sequence[int]) -> float:
    right, predicted, gold = counts
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def write_plausibility(model: PlausibilityModel, path: Path) -> None:
    """Write a model as JSON, its weights by name."""
    data = {
        "bias": model.bias,
        "threshold": model.threshold,
        "weights": dict(sorted(model.weights.items())),
    }
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
