"""Figures of quality: how readings compare with a gold file, document by document.

A gold record is known by what it holds: `estimates` (with `design`, `n_total`), `claims`, `mentions` or `findings`.
What counts as right stands with each function; a gold document without a reading counts as read with nothing found.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from miner.model.estimate import RATIOS
from miner.run.claim_scores import score_claims, score_directions
from miner.run.figures import Figure, JsonDict, Pairs, Score, Share

_RATIOS = {measure.value for measure in RATIOS}


def score(pairs: Pairs) -> tuple[Score, ...]:
    """All figures that the gold allows, in a fixed order; the share of verbatim quotes comes last."""
    tasks: tuple[tuple[str, Callable[[Pairs], tuple[Score, ...]]], ...] = (
        ("estimates", score_estimates),
        ("claims", score_claims),
        ("mentions", score_mentions),
        ("findings", score_directions),
    )
    held = {key for _, gold in pairs for key in gold}
    found = [figure for key, task in tasks if key in held for figure in task(pairs)]
    return (*found, count_quotes(reading for reading, _ in pairs))


def score_estimates(pairs: Pairs) -> tuple[Score, ...]:
    """Estimates as multisets per document: measure (where asked), value and both limits must be exact."""
    with_ci = ("value", "ci_low", "ci_high")
    tasks: tuple[tuple[str, Callable[[JsonDict], bool], tuple[str, ...]], ...] = (
        ("ratios with CI", lambda each: each["measure"] in _RATIOS and _has_ci(each), ("measure", *with_ci)),
        ("any estimate with CI (numbers only)", _has_ci, with_ci),
        ("all effect estimates", lambda each: each["measure"] != "OTHER", ("measure", *with_ci)),
        ("attached p-values", lambda each: each.get("p") is not None, ("value", "p_op", "p")),
    )
    figures: list[Score] = []
    for name, keep, keys in tasks:
        right = predicted = expected = 0
        for reading, gold in pairs:
            ours, theirs = (
                Counter(
                    tuple(_exact(each.get(key)) for key in keys) for each in record.get("estimates", ()) if keep(each)
                )
                for record in (reading, gold)
            )
            right += (ours & theirs).total()
            predicted += ours.total()
            expected += theirs.total()
        figures.append(Figure(name, right, predicted, expected))
    studies = [(reading.get("study") or {}, gold) for reading, gold in pairs]
    designs = [(study.get("design"), gold["design"]) for study, gold in studies if gold.get("design")]
    sizes = [
        (_exact(study.get("n")), _exact(gold["n_total"])) for study, gold in studies if gold.get("n_total") is not None
    ]
    for name, found in (("study design", designs), ("sample size", sizes)):
        if found:
            figures.append(Share(name, sum(ours == theirs for ours, theirs in found), len(found)))
    return tuple(figures)


def score_mentions(pairs: Pairs) -> tuple[Score, ...]:
    """Mentions of the types that the gold marks: exact span and type; then these and the concept."""
    marked = {mention["type"] for _, gold in pairs for mention in gold.get("mentions", ())}
    figures = []
    for name, keys in (
        ("spans", ("start", "end", "type")),
        ("spans and concept", ("start", "end", "type", "concept")),
    ):
        right = predicted = expected = 0
        for reading, gold in pairs:
            types = set(gold.get("types") or marked)
            ours = {
                tuple(each.get(key) for key in keys) for each in reading.get("mentions", ()) if each["type"] in types
            }
            theirs = {tuple(each.get(key) for key in keys) for each in gold.get("mentions", ())}
            right += len(ours & theirs)
            predicted += len(ours)
            expected += len(theirs)
        figures.append(Figure(name, right, predicted, expected))
    return tuple(figures)


def count_quotes(readings: Iterable[JsonDict]) -> Share:
    """How many mentions, estimates and claims stand in the text exactly where they say."""
    right = total = 0
    for reading in readings:
        text = reading.get("text", "")
        for group in ("mentions", "estimates", "claims"):
            for each in reading.get(group, ()):
                start, end = each["start"], each["end"]
                total += 1
                right += 0 <= start < end <= len(text) and each.get("text", text[start:end]) == text[start:end]
    return Share("verbatim quotes", right, total)


def _has_ci(estimate: JsonDict) -> bool:
    return estimate.get("ci_low") is not None and estimate.get("ci_high") is not None


def _exact(value: Any) -> Any:  # noqa: ANN401 - a number to compare, or a name as it is
    return round(float(value), 6) if isinstance(value, int | float) else value
