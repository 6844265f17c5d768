"""Search as you type: what finds what, in which order, and that nothing typed is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.ask.names import Entity, NameIndex
from miner.ask.trigrams import Trigrams

ENTITIES = [
    Entity("MESH:D008274", "Magnesium", "Chemical", "exposure", 64, ("Mg", "Mg2+", "镁", "magnesium intake")),
    Entity("MESH:D008275", "Magnesium Deficiency", "Disease", "exposure", 5, ("hypomagnesemia",)),
    Entity("NCBIGene:7124", "TNF", "Gene", "mediator", 9, ("tumor necrosis factor", "TNF-alpha", "TNFA", "TNF-α")),
    Entity("NCBIGene:1401", "CRP", "Gene", "mediator", 20, ("C-reactive protein",)),
    Entity("MESH:D015519", "Bone Density", "Measurement", "outcome", 30, ("bone mineral density", "BMD", "骨密度")),
    Entity("MESH:D061205", "Vascular Calcification", "Disease", "outcome", 12, ()),
    Entity("MESH:D055948", "Sarcopenia", "Disease", "outcome", 3, ()),
]
INDEX = NameIndex.of(ENTITIES)


@pytest.mark.parametrize(
    ("words", "label", "how"),
    [
        ("magnesium", "Magnesium", "name"),
        ("magn", "Magnesium", "start"),
        ("Mg", "Magnesium", "name"),
        ("magnesuim", "Magnesium", "like"),
        ("magnesium defic", "Magnesium Deficiency", "start"),
        ("deficiency magnesium", "Magnesium Deficiency", "words"),
        ("TNF-α", "TNF", "name"),
        ("tnf alpha", "TNF", "name"),
        ("TNFa", "TNF", "name"),
        ("TNFalpha", "TNF", "name"),
        ("MESH:D015519", "Bone Density", "id"),
        ("1401", "CRP", "id"),
        ("c reactive", "CRP", "start"),
        ("骨密度", "Bone Density", "name"),
        ("密度", "Bone Density", "words"),
        ("镁", "Magnesium", "name"),
        ("vasculer calcifcation", "Vascular Calcification", "like"),
        ("sarcopnia", "Sarcopenia", "like"),
        ("calcif", "Vascular Calcification", "words"),
    ],
)
def test_a_name_is_found_however_it_is_typed(words: str, label: str, how: str) -> None:
    """Names, beginnings, synonyms, slips, turned words, Greek, ids and Chinese lead to their entity first."""
    (first, *_) = INDEX.search(words).matches
    assert (first.entity.label, first.how) == (label, how)


def test_of_two_that_begin_alike_more_evidence_comes_first() -> None:
    """Among equals, the entity of more papers is the first."""
    assert [one.entity.label for one in INDEX.search("magne").matches] == ["Magnesium", "Magnesium Deficiency"]


def test_facets_count_all_and_narrow_what_is_given() -> None:
    """Counts are of all that matches; a type or role leaves only its own; an unknown one leaves nothing."""
    everything = INDEX.search("m")
    assert dict(everything.types)["Chemical"] == 1
    narrowed = INDEX.search("m", kind="Disease")
    assert {one.entity.type for one in narrowed.matches} == {"Disease"}
    assert narrowed.types == everything.types
    assert INDEX.search("m", role="nothing").total == 0


def test_pages_follow_each_other() -> None:
    """Pages of one give, together, what one page gives."""
    whole = INDEX.search("o", limit=10).matches
    pieces = [INDEX.search("o", limit=1, offset=at).matches[0] for at in range(len(whole))]
    assert tuple(pieces) == whole


@given(st.text(max_size=60))
def test_nothing_typed_is_an_error(words: str) -> None:
    """Any text is answered, the same way twice."""
    assert INDEX.search(words) == INDEX.search(words)


def test_an_index_of_nothing_finds_nothing() -> None:
    """Without entities there are no matches, and no error."""
    assert NameIndex.of([]).search("magnesium").total == 0
    assert Trigrams([], *Trigrams.build([])).find("magnesium")[0].size == 0
