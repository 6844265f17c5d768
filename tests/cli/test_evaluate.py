"""`miner evaluate`: figures against gold by words and by places, and what it says where there is nothing to read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Miner = Callable[..., Any]
TITLE = "Zinc and bone"
TEXT = "Zinc lowered the risk of fracture."


def _write(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def _place(words: str) -> tuple[int, int]:
    start = f"{TITLE}\n{TEXT}".index(words, len(TITLE))
    return start, start + len(words)


def test_gold_by_places_is_scored_against_documents_from_elsewhere(miner: Miner, tmp_path: Path) -> None:
    """Such gold holds no word of its documents; others in their file are passed over, and only claims are counted."""
    gold = _write(tmp_path / "held.jsonl", {"id": "1", "claims": [[*_place("Zinc"), *_place("fracture"), -1]]})
    other = {"id": "2", "title": "Iron", "text": "Iron raised the risk of fracture."}
    documents = _write(tmp_path / "abstracts.jsonl", {"id": "1", "title": TITLE, "text": TEXT}, other)
    outcome = miner("evaluate", gold, "--documents", documents)
    assert outcome.code == 0
    assert outcome.out.splitlines()[:2] == [
        "claims found (subject, object): F1 1.0000  P 1.0000  R 1.0000  (right 1, predicted 1, gold 1)",
        "claims found with the right sign: F1 1.0000  P 1.0000  R 1.0000  (right 1, predicted 1, gold 1)",
    ]
    assert "mediators" not in outcome.out


def test_gold_without_documents_says_how_to_name_them(miner: Miner, tmp_path: Path) -> None:
    """A gold file alone is no empty result."""
    gold = _write(tmp_path / "held.jsonl", {"id": "1", "claims": []})
    outcome = miner("evaluate", gold)
    assert outcome.code != 0
    assert "name their file with --documents" in outcome.err
