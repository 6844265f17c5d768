"""Claims of Chinese sentences."""

import pytest
from claim_builder import document

from miner.extract.claims import find_claims
from miner.model.concept import EntityType
from miner.model.reading import Document, Mention
from miner.model.study import Study

NAMES = {
    "镁": (EntityType.CHEMICAL, "MESH:D008274"),
    "骨密度": (EntityType.MEASUREMENT, "MESH:D015519"),
    "骨折": (EntityType.DISEASE, "MESH:D050723"),
    "骨质疏松症": (EntityType.DISEASE, "MESH:D010024"),
    "炎症": (EntityType.DISEASE, "MESH:D007249"),
}


def triples(text: str) -> set[tuple[str, str, int | None]]:
    """Subject, object and sign of each claim of a Chinese text."""
    doc = document(text, title="镁")
    found = [
        Mention(at, at + len(name), name, kind, concept)
        for name, (kind, concept) in NAMES.items()
        for at in range(len(doc.text))
        if doc.text.startswith(name, at)
    ]
    whole = Document("1", doc.text, "zh", doc.title_end, doc.sentences, tuple(sorted(found, key=lambda m: m.start)))
    return {(c.subject.text, c.object.text, c.sign) for c in find_claims(whole, estimates=(), study=Study())}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("镁与骨密度呈正相关。", ("镁", "骨密度", 1)),
        ("镁与炎症呈负相关。", ("镁", "炎症", -1)),
        ("骨质疏松症患者的骨密度显著降低。", ("骨质疏松症", "骨密度", -1)),
        ("镁缺乏是骨折的主要危险因素。", ("镁", "骨折", -1)),
        ("镁可以减少骨折。", ("镁", "骨折", -1)),
        ("镁对骨密度无显著影响。", ("镁", "骨密度", 0)),
    ],
)
def test_wordings_in_chinese(text: str, claim: tuple[str, str, int | None]) -> None:
    """Correlations, group differences, effects, risk factors and null findings have the signs of their English."""
    assert claim in triples(text)


def test_aims_are_no_claims() -> None:
    """A sentence on the aim claims nothing."""
    assert not triples("本研究旨在确定镁是否降低骨折风险。")
