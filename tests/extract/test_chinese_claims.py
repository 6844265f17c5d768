"""Claims of Chinese sentences."""

import pytest
from claim_builder import document

from miner.extract.claims import find_claims
from miner.extract.estimates import find_estimates
from miner.extract.mediation import find_mediated_percents
from miner.model.claim import Claim
from miner.model.concept import EntityType
from miner.model.reading import Document, Mention
from miner.model.study import Study

NAMES = {
    "镁": (EntityType.CHEMICAL, "MESH:D008274"),
    "骨密度": (EntityType.MEASUREMENT, "MESH:D015519"),
    "骨折": (EntityType.DISEASE, "MESH:D050723"),
    "骨矿物质含量": (EntityType.MEASUREMENT, "INDEX:bone-mineral-content"),
    "骨质疏松症": (EntityType.DISEASE, "MESH:D010024"),
    "炎症": (EntityType.DISEASE, "MESH:D007249"),
}


def claims_in(text: str) -> tuple[Claim, ...]:
    """The claims of a Chinese text with its things as mentions."""
    doc = document(text, title="镁")
    found = [
        Mention(at, at + len(name), name, kind, concept)
        for name, (kind, concept) in NAMES.items()
        for at in range(len(doc.text))
        if doc.text.startswith(name, at)
    ]
    whole = Document("1", doc.text, "zh", doc.title_end, doc.sentences, tuple(sorted(found, key=lambda m: m.start)))
    return find_claims(whole, estimates=find_estimates(whole), study=Study())


def triples(text: str) -> set[tuple[str, str, int | None]]:
    """Subject, object and sign of each claim of a Chinese text."""
    return {(c.subject.text, c.object.text, c.sign) for c in claims_in(text)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("镁与骨密度呈正相关。", ("镁", "骨密度", 1)),
        ("镁与炎症呈负相关。", ("镁", "炎症", -1)),
        ("骨质疏松症患者的骨密度显著降低。", ("骨质疏松症", "骨密度", -1)),
        ("低镁者骨折风险增加（HR=1.42，95%CI 1.10-1.83）。", ("镁", "骨折", -1)),
        ("镁缺乏是骨折的主要危险因素。", ("镁", "骨折", -1)),
        ("镁（血清）最高四分位组的骨折风险较最低组（参照）降低了30%（HR=0.70，95%CI 0.55-0.90）。", ("镁", "骨折", -1)),
        ("镁最低组的骨折风险较最高组升高（HR=1.5，95%CI 1.2-1.9）。", ("镁", "骨折", -1)),
        ("镁每升高0.2 mmol/L，骨折风险降低15%（HR=0.85，95%CI 0.75-0.95）。", ("镁", "骨折", -1)),
        ("镁每降低0.2 mmol/L，骨折风险升高15%（HR=1.15，95%CI 1.05-1.25）。", ("镁", "骨折", -1)),
        ("镁与骨密度呈正相关（r=0.4，P<0.01），与炎症呈负相关（r=-0.3，P<0.05）。", ("镁", "炎症", -1)),
        ("镁与骨密度和骨矿物质含量呈正相关。", ("镁", "骨矿物质含量", 1)),
        ("骨质疏松症患者镁水平明显低于健康人（P<0.05）。", ("骨质疏松症", "镁", -1)),
        ("镁可以减少骨折。", ("镁", "骨折", -1)),
        ("镁对骨密度无显著影响。", ("镁", "骨密度", 0)),
    ],
)
def test_wordings_in_chinese(text: str, claim: tuple[str, str, int | None]) -> None:
    """Correlations, group differences, effects, risk factors and null findings have the signs of their English."""
    assert claim in triples(text)


@pytest.mark.parametrize(
    "text", ["低镁者骨折风险增加（OR=1.75，95%CI：1.20~2.55）。", "镁降低骨折风险达12%（HR=0.88，95%CI 0.80-0.97）。"]
)
def test_no_amount_and_no_bracket_is_an_end(text: str) -> None:
    """What stands in brackets is set aside, and an amount is no outcome."""
    assert {(c.object.text, len(c.estimates)) for c in claims_in(text)} <= {("骨折", 1)}


def test_aims_are_no_claims() -> None:
    """A sentence on the aim claims nothing."""
    assert not triples("本研究旨在确定镁是否降低骨折风险。")


MEDIATED = [
    ("炎症介导了镁与骨折关联的18%。", [("镁", "骨折", None, [("炎症", 18)])]),
    ("炎症和骨密度分别介导了镁与骨折关联的18.5%和13%。", [("镁", "骨折", None, [("炎症", 18.5), ("骨密度", 13)])]),
    ("镁与骨折的关联部分由炎症介导。", [("镁", "骨折", None, [("炎症", None)])]),
    ("炎症在镁与骨折之间起部分中介作用，中介效应占总效应的18%。", [("镁", "骨折", None, [("炎症", 18)])]),
    ("镁通过抑制炎症预防骨质疏松症。", [("镁", "炎症", -1, []), ("镁", "骨质疏松症", -1, [("炎症", None)])]),
    ("通过抑制炎症，镁可以减少骨折。", [("镁", "炎症", -1, []), ("镁", "骨折", -1, [("炎症", None)])]),
    ("镁提高骨密度，从而减少骨折。", [("镁", "骨密度", 1, []), ("镁", "骨折", -1, [("骨密度", None)])]),
    ("炎症未介导镁与骨折的关联。", []),
]


@pytest.mark.parametrize(("text", "expected"), MEDIATED, ids=[text for text, _ in MEDIATED])
def test_mediation_in_chinese(
    text: str, expected: list[tuple[str, str, int | None, list[tuple[str, float | None]]]]
) -> None:
    """What lies between is named with its percent, as in English; what is denied is left out."""
    found = [
        (c.subject.text, c.object.text, c.sign, [(m.text, m.percent) for m in c.mediators]) for c in claims_in(text)
    ]
    assert [claim for claim in expected if claim not in found] == []
    assert expected or not [claim for claim in found if claim[3]]


def test_percents_mediated_in_chinese_are_estimates() -> None:
    """A share of the effect is an estimate of its own, with its interval."""
    doc = document("炎症介导了镁与骨折关联的18%（95%CI: 3.1%~22.8%）。", title="镁")
    assert [(e.value, e.ci_low, e.ci_high) for e in find_mediated_percents(doc)] == [(18.0, 3.1, 22.8)]
