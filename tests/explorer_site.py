"""A small store with trials, a retracted paper, mediators and mischief, and an explorer on it, for web tests."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from graph_builder import BONE_DENSITY, CRP, MAGNESIUM, PTH, SARCOPENIA, TOPIC, Paper, estimate, paper, says

from miner.model.study import Design
from miner.store import Store
from miner.web.shelf import Shelf

MISCHIEF = '<img src=x onerror="window.mischief=1"><script>window.mischief=1</script> in a title'
EDGE = f"{MAGNESIUM}--lowers--{SARCOPENIA}"


def papers() -> list[Paper]:
    """What stands in the store."""
    found = [
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.7, 0.5, 0.95), through=[(CRP, 18.0)]), year=2015),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.8, 0.6, 1.05)), year=2017),
        paper(3, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.6, 0.4, 0.9)), says(MAGNESIUM, CRP, -1), year=2019),
        paper(4, says(MAGNESIUM, SARCOPENIA, 1), year=2020, design=Design.ANIMAL, species="rat"),
        paper(5, says(MAGNESIUM, BONE_DENSITY, 1), says(PTH, BONE_DENSITY, -1), says(MAGNESIUM, PTH, -1), year=2021),
        paper(6, says(CRP, SARCOPENIA, 1), says(CRP, BONE_DENSITY, -1), year=2022, design=Design.RCT),
        paper(7, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.1, 0.05, 0.2)), year=2018, retracted=True),
        paper(8, says(MAGNESIUM, SARCOPENIA, 0), year=2023),
    ]
    # More neighbours than a graph shows at once.
    found += [paper(100 + number, says(MAGNESIUM, f"outcome {number:03d}", -1)) for number in range(30)]
    article, readings = paper(9, says(MAGNESIUM, "<b>bold</b> outcome", -1))
    return [*found, (replace(article, title=MISCHIEF), tuple(replace(one, title=MISCHIEF) for one in readings))]


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str

    def json(self) -> Any:
        return json.loads(self.body)


class Site(NamedTuple):
    """A running explorer."""

    url: str
    store: Path
    shelf: Shelf

    def get(self, path: str, **headers: str) -> Answer:
        """What the explorer answers, whatever the status."""
        asked = Request(self.url + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        try:
            with urlopen(asked, timeout=20) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read().decode())
        except HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read().decode())


def fill(path: Path, *, number: int | None = None) -> None:
    """Write the papers, or as many of them, to a store."""
    those = papers()[:number]
    with Store.open(path, create=True) as store:
        store.save_state("topic", TOPIC.name)
        store.save_articles((article for article, _ in those), source="test")
        store.save_readings((reading for _, readings in those for reading in readings), rules="test")
