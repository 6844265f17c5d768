"""Our figures are those of the independent scorer that lies beside the gold files, number for number."""

import importlib.util
import json
import random
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from miner.run.figures import Figure, Share
from miner.run.scores import score

Records = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(path: Path) -> Records:
    with path.open(encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def predicted_from(gold: Records, seed: int) -> Records:
    """Readings as a careless reader would make them of the gold: some things dropped, doubled, or changed."""
    chance = random.Random(seed)
    readings = {}
    for key, record in gold.items():
        if chance.random() < 0.05:
            continue
        reading = {
            "id": key,
            "text": "x" * 10_000,
            "study": {"design": record.get("design"), "n": record.get("n_total")},
        }
        estimates = [spoilt_estimate(each, chance) for each in record.get("estimates", ()) if chance.random() < 0.9]
        claims = []
        for each in record.get("claims", ()) * 2:
            if chance.random() < 0.6:
                claim, listed = spoilt_claim(each, chance, len(estimates))
                estimates += listed
                claims.append(claim)
        readings[key] = {**reading, "estimates": estimates, "claims": claims}
    return readings


def spoilt_estimate(estimate: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    spoilt = {**estimate, "start": 1, "end": 2, "text": "x"}
    key = chance.choice(("value", "ci_low", "p", "measure", None, None, None))
    if key == "measure":
        spoilt[key] = chance.choice(("OR", "OTHER"))
    elif key and spoilt.get(key) is not None:
        spoilt[key] += 0.01
    return spoilt


def spoilt_claim(claim: dict[str, Any], chance: random.Random, at: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    spoilt = deepcopy(claim)
    listed = [spoilt_estimate(each, chance) for each in spoilt["estimates"]]
    words = spoilt["object"].split()
    return {
        "start": 0,
        "end": chance.choice((5, 5000)),
        "subject": {"text": spoilt["subject"], "concept": chance.choice((spoilt["subject_id"], None))},
        "object": {"text": chance.choice((" ".join(words), words[-1], "else")), "concept": spoilt["object_id"]},
        "sign": chance.choice((spoilt["sign"], spoilt["sign"], 0, None)),
        "mediators": [
            {"text": each["text"], "percent": chance.choice((each.get("percent"), 7.5, None))}
            for each in spoilt["mediators"]
            if chance.random() < 0.8
        ],
        "estimates": list(range(at, at + len(listed))),
    }, listed


def lines_of(
    task: Callable[..., None], readings: Records, gold: Records, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    capsys.readouterr()
    task(readings, gold, 0)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("task", "name"), [("estimates", "estimates_dev"), ("claims", "claims_dev"), ("claims", "claims_real_dev")]
)
def test_figures_are_the_scorers(
    task: str, name: str, seed: int, shared: Path, scorer: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """On readings spoilt at random each figure equals the scorer's own line."""
    gold = load(shared / "gold" / f"{name}.jsonl")
    readings = predicted_from(gold, seed)
    theirs = lines_of(getattr(scorer, task), readings, gold, capsys)
    figures = score([(readings.get(key, {}), record) for key, record in gold.items()])
    held = {figure.name: figure for figure in figures}
    assert len(theirs) >= 5
    for line in theirs:
        ours = held[line.partition(":")[0]]
        if isinstance(ours, Figure):
            assert str(ours) == line
        else:
            assert f"{ours.name}: accuracy {ours.value:.4f} of {ours.total}" == line


@pytest.mark.parametrize("seed", range(5))
def test_directions_are_the_scorers(
    seed: int, shared: Path, scorer: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shares of findings found and right are the scorer's own."""
    chance = random.Random(seed)
    gold = load(shared / "data" / "findings" / "evidence_inference" / "validation.jsonl")
    readings: Records = {}
    for key, record in gold.items():
        claims = [
            {
                "start": finding["start"] - chance.choice((0, 50, -500)),
                "end": finding["end"],
                "object": {"text": chance.choice((finding["outcome"].split()[0], "of the rate"))},
                "sign": chance.choice((-1, 0, 1)),
            }
            for finding in record["findings"]
        ]
        readings[key] = {"text": record["text"], "claims": claims}
    (line,) = lines_of(scorer.direction, readings, gold, capsys)
    figures = [
        each for each in score([(readings[key], record) for key, record in gold.items()]) if isinstance(each, Share)
    ]
    assert [f"{each.value:.4f}" for each in figures[:3]] == re.findall(r"\d\.\d{4}", line)


def test_mentions_are_scored_by_span_type_and_concept() -> None:
    """Mentions of types that the gold does not mark are no mistakes; the concept counts in the second figure only."""
    gold = {"mentions": [{"start": 0, "end": 4, "type": "Chemical", "concept": "MESH:D015032"}]}
    right = {"start": 0, "end": 4, "type": "Chemical", "concept": "MESH:D003300", "text": "Zinc"}
    other = {"start": 9, "end": 13, "type": "Anatomy", "concept": None, "text": "bone"}
    spans, linked, quotes = score([({"text": "Zinc and bone", "mentions": [right, other]}, gold)])
    assert str(spans).startswith("spans: F1 1.0000")
    assert str(linked).startswith("spans and concept: F1 0.0000")
    assert str(quotes) == "verbatim quotes: 1.0000  (right 2 of 2)"


def test_a_quote_that_is_not_verbatim_is_counted() -> None:
    """A mention whose text does not stand where it says lowers the share of verbatim quotes."""
    wrong = {"start": 0, "end": 4, "type": "Chemical", "text": "Iron"}
    *_, quotes = score([({"text": "Zinc and bone", "mentions": [wrong]}, {})])
    assert str(quotes) == "verbatim quotes: 0.0000  (right 0 of 1)"
