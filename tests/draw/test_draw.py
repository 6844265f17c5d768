"""Pictures: what they show, that they are the same every time, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from miner.draw.forest import draw_forest
from miner.draw.mediators import draw_mediators
from miner.draw.timeline import draw_timeline
from miner.errors import BadInput, NotFound
from miner.model.claim import Claim, Mediator, Term
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import (
    Belief,
    Edge,
    Evidence,
    EvidenceGraph,
    Inference,
    Mediation,
    MediationEvidence,
    Node,
    Paper,
    Pool,
    PooledStudy,
    Role,
)

QUOTE = "Salt lowered sleep (OR 0.5, 95% CI 0.3 to 0.8)."


def evidence(paper: str, year: int, sign: int, *estimates: Estimate, retracted: bool = False) -> Evidence:
    claim = Claim(0, len(QUOTE), QUOTE, Term("Salt", 0, 4), Term("sleep", 13, 18), sign)
    held = Paper(paper, title=paper, year=year, n=100, is_retracted=retracted)
    return Evidence(held, paper, claim, "X:salt", "X:sleep", sign, estimates)


def ratio(value: float, low: float, high: float) -> Estimate:
    return Estimate(20, 46, "OR 0.5, 95% CI 0.3 to 0.8)", Measure.OR, value, low, high, 95)


def graph_of(*, pools: tuple[Pool, ...] = (), percent: float | None = 18.0) -> EvidenceGraph:
    first = evidence("PMID:1", 2001, -1, ratio(0.5, 0.3, 0.8))
    second = evidence("PMID:2", 2009, -1, ratio(0.7, 0.4, 1.1), retracted=True)
    third = evidence("PMID:3", 2012, 0)
    mediator = Mediator("thirst", 0, 4, percent=percent)
    return EvidenceGraph(
        "salt",
        nodes=(
            Node("X:salt", "Salt", "biolink:ChemicalEntity", None, Role.EXPOSURE),
            Node("X:sleep", "Sleep", "biolink:Phenotype", None, Role.OUTCOME),
            Node("X:thirst", "Thirst & <hunger>", "biolink:Phenotype", None, Role.MEDIATOR),
            Node("X:noise", "Noise", "biolink:Phenotype", None, Role.MEDIATOR),
        ),
        edges=(
            Edge("X:salt", "X:sleep", -1, (first, second), Belief(0.6), pools),
            Edge("X:salt", "X:sleep", 0, (third,), Belief(0.1), pools),
        ),
        mediations=(
            Mediation("X:salt", "X:thirst", "X:sleep", -1, (MediationEvidence(first, mediator, percent),), Belief(0.5)),
        ),
        inferences=(Inference("X:salt", "X:noise", "X:sleep", -1, "a", "b", 0.1),),
    )


def pool() -> Pool:
    studies = tuple(
        PooledStudy(f"PMID:{number}", (f"PMID:{number}",), 2000 + number, ratio(0.5, 0.3, 0.8), -0.7, 0.25, 0.5)
        for number in (1, 2, 3)
    )
    return Pool(
        Measure.OR,
        "highest vs lowest",
        "observational",
        "log",
        0.5,
        0.35,
        0.71,
        0.01,
        0.1,
        2.0,
        12.0,
        0.2,
        1.2,
        studies,
    )


DRAWINGS: dict[str, Callable[[EvidenceGraph, Path], str]] = {
    "mediators": lambda graph, path: draw_mediators(graph, path=path),
    "forest": lambda graph, path: draw_forest(graph, subject="X:salt", object_="X:sleep", path=path),
    "timeline": lambda graph, path: draw_timeline(graph, subject="X:salt", object_="X:sleep", path=path),
}


@pytest.mark.parametrize("kind", DRAWINGS)
@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png"])
def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, kind: str, suffix: str) -> None:
    """A picture holds neither the time nor a random id."""
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    for path in (first, second):
        DRAWINGS[kind](graph_of(pools=(pool(),)), path)
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size > 2_000
    assert sorted(one.name for one in tmp_path.iterdir()) == [f"a{suffix}", f"b{suffix}"]


def test_the_sentence_says_what_is_drawn(tmp_path: Path) -> None:
    """Stated paths are counted apart from inferred ones, pooled effects apart from single estimates."""
    path = tmp_path / "a.svg"
    assert draw_mediators(graph_of(), path=path) == "2 mediator paths, 1 of them stated by papers and 1 inferred"
    assert DRAWINGS["forest"](graph_of(pools=(pool(),)), path) == (
        "Salt → Sleep: OR 0.5 (0.35 to 0.71), highest vs lowest, 3 studies, I² 12%; 2 groups apart"
    )
    assert DRAWINGS["forest"](graph_of(), path) == "Salt → Sleep: 2 estimates (OR), not pooled"
    assert DRAWINGS["timeline"](graph_of(), path) == "Salt → Sleep: 3 papers, 2001 to 2012"


def test_labels_with_markup_are_text(tmp_path: Path) -> None:
    """A label with angle brackets leaves the SVG well-formed."""
    draw_mediators(graph_of(), path=tmp_path / "a.svg")
    root = etree.parse(tmp_path / "a.svg", etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    assert root.tag.endswith("svg")


def test_a_bad_place_is_refused(tmp_path: Path) -> None:
    """The sentence says which formats there are, or that the folder cannot be made."""
    with pytest.raises(BadInput, match=r"pictures are written as \.svg, \.png, \.pdf"):
        draw_mediators(graph_of(), path=tmp_path / "a.gif")
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written to"):
        draw_mediators(graph_of(), path=tmp_path / "file" / "a.svg")


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    """An empty picture is never written."""
    graph = graph_of()
    with pytest.raises(BadInput, match="no mediator path"):
        draw_mediators(graph, path=tmp_path / "a.svg", exposure="X:sleep")
    with pytest.raises(BadInput, match="no paper gives Sleep → Salt"):
        draw_forest(graph, subject="X:sleep", object_="X:salt", path=tmp_path / "a.svg")
    with pytest.raises(NotFound, match="X:nobody"):
        draw_timeline(graph, subject="X:nobody", object_="X:salt", path=tmp_path / "a.svg")
    assert not list(tmp_path.iterdir())
