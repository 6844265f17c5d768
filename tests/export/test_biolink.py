"""Every Biolink term that is written, held against the Biolink Model itself (`biolink.tsv`, version 4.4.6)."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from graph_builder import MAGNESIUM, PTH, SARCOPENIA, graph_of, paper, says

from miner.assemble import iter_edge_rows, iter_node_rows
from miner.assemble.naming import CATEGORIES
from miner.assemble.projection import INFERRED_PREDICATE, PREDICATES
from miner.export.kgx import write_kgx


class Biolink(NamedTuple):
    """The model: what each class is, its flags, and each predicate's domain, range and flags."""

    parents: dict[str, str]
    class_flags: dict[str, str]
    predicates: dict[str, tuple[str, str, str]]
    values: dict[str, set[str]]

    def is_a(self, name: str, wanted: str) -> bool:
        while name and name != wanted:
            name = self.parents[name]
        return name == wanted


@cache
def model() -> Biolink:
    made = Biolink({}, {}, {}, {})
    for line in Path(__file__).with_name("biolink.tsv").read_text(encoding="utf-8").splitlines():
        kind, name, one, two, flags = (line.split("\t") + [""] * 4)[:5]
        if kind == "class":
            made.parents[name], made.class_flags[name] = one, two
        elif kind == "predicate":
            made.predicates[name] = one, two, flags
        elif kind == "enum":
            made.values.setdefault(name, set()).add(one)
    return made


def spelled(curie: str) -> str:
    """The model's own name of a term: `biolink:OrganismTaxon` is `organism taxon`."""
    prefix, _, name = curie.partition(":")
    assert prefix == "biolink"
    if "_" in name or name.islower():
        return name.replace("_", " ")
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


@pytest.mark.parametrize("category", sorted(set(CATEGORIES.values())))
def test_categories_are_classes_of_things(category: str) -> None:
    """A node's category is a class that a thing may have: under named thing, and neither a mixin nor out of use."""
    name = spelled(category)
    assert model().is_a(name, "named thing")
    assert model().class_flags[name] == ""


@pytest.mark.parametrize("predicate", [*PREDICATES.values(), INFERRED_PREDICATE])
def test_predicates_take_every_pair_of_categories(predicate: str) -> None:
    """A predicate is in use, and its domain and range hold whatever our nodes are."""
    domain, range_, flags = model().predicates[spelled(predicate)]
    assert flags == ""
    for category in CATEGORIES.values():
        assert model().is_a(spelled(category), domain)
        assert model().is_a(spelled(category), range_)


def test_the_tables_keep_to_the_model(tmp_path: Path) -> None:
    """What is written of a graph, stated and inferred edges alike, has only terms and values of the model."""
    graph = graph_of(
        paper(1, says(MAGNESIUM, PTH, -1), says(PTH, SARCOPENIA, 1)), paper(2, says(MAGNESIUM, SARCOPENIA, 0))
    )
    assert {spelled(str(row["category"])) for _, row in iter_node_rows(graph)} <= set(model().parents)
    assert {spelled(str(edge.attributes["predicate"])) for edge in iter_edge_rows(graph)} <= set(model().predicates)
    write_kgx(graph, tmp_path)
    head, *lines = (tmp_path / "edges.tsv").read_text(encoding="utf-8").splitlines()
    edges = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert edges
    assert all(model().is_a(spelled(edge["category"]), "association") for edge in edges)
    assert {edge["knowledge_level"] for edge in edges} <= model().values["KnowledgeLevelEnum"]
    assert {edge["agent_type"] for edge in edges} <= model().values["AgentTypeEnum"]
