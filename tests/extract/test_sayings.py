"""Claims of what people say in other words than papers, and of lists under a heading of their own."""

from pathlib import Path

import pytest
from claim_builder import triples

from miner.errors import BadData
from miner.extract.grammar.rewording.sayings import read_sayings

SAYINGS = [
    # what comes of too little and too much
    ("If you take too much calcium, you may get pain.", ("calcium", "pain", 1)),
    ("If you don't get enough magnesium, you may develop hypertension.", ("magnesium", "hypertension", -1)),
    ("If you are deficient in vitamin D, you are more likely to get fractures.", ("vitamin d", "fractures", -1)),
    ("Without enough magnesium, calcium cannot be used.", ("magnesium", "calcium", 1)),
    ("Without vitamin D, your body cannot absorb calcium.", ("vitamin d", "calcium", 1)),
    ("Without magnesium, bone becomes brittle.", ("magnesium", "bone", 1)),
    ("A lack of magnesium may leave you with pain.", ("magnesium", "pain", -1)),
    ("Not getting enough zinc can cause pain.", ("zinc", "pain", -1)),
    ("Too little vitamin D lowers BMD.", ("vitamin d", "bmd", 1)),
    ("Osteoporosis is often due to a lack of calcium.", ("calcium", "osteoporosis", -1)),
    ("Most people who are low in magnesium have hypertension.", ("magnesium", "hypertension", -1)),
    ("The more calcium you take, the less magnesium you absorb.", ("calcium", "magnesium", -1)),
    ("The higher your vitamin D level, the lower your risk of fractures.", ("vitamin d", "fractures", -1)),
    # what is needed
    ("You need vitamin D to absorb calcium.", ("vitamin d", "calcium", 1)),
    ("Your body needs zinc to fight sarcopenia.", ("zinc", "sarcopenia", -1)),
    ("Vitamin D is essential for calcium absorption.", ("vitamin d", "calcium absorption", 1)),
    ("Vitamin D and zinc are vital for a good BMD.", ("zinc", "bmd", 1)),
    ("Magnesium works with vitamin D to lower PTH.", ("magnesium", "pth", -1)),
    # what something does to the body
    ("Zinc keeps osteoporosis from getting worse.", ("zinc", "osteoporosis", -1)),
    ("Hypertension robs the body of magnesium.", ("hypertension", "magnesium", -1)),
    ("Coffee washes magnesium out of the body.", ("coffee", "magnesium", -1)),
    ("Too much zinc leaches calcium from your bones.", ("zinc", "calcium", -1)),
    ("High calcium makes you lose zinc.", ("calcium", "zinc", -1)),
    ("Vitamin D helps your body absorb calcium.", ("vitamin d", "calcium", 1)),
    ("Zinc fights pain.", ("zinc", "pain", -1)),
    ("Zinc may help with pain.", ("zinc", "pain", -1)),
    ("Zinc works well against pain.", ("zinc", "pain", -1)),
    ("Healthy bones need calcium and vitamin D", ("vitamin d", "healthy bones", 1)),
    ("Women low on vitamin D had more fractures.", ("vitamin d", "fractures", -1)),
    # lists under a heading
    ("Symptoms of zinc deficiency: pain, osteoporosis, sarcopenia", ("zinc deficiency", "osteoporosis", -1)),
    ("Signs of too much vitamin D are pain and hypertension.", ("vitamin d", "hypertension", 1)),
    ("Vitamin D deficiency symptoms include pain and fractures.", ("vitamin d deficiency", "fractures", -1)),
    ("Side effects of zinc include pain and hypertension.", ("zinc", "pain", 1)),
    ("Complications of osteoporosis include fractures and pain.", ("osteoporosis", "fractures", 1)),
    ("Benefits of magnesium: more strength, less pain, higher BMD", ("magnesium", "pain", -1)),
    ("Causes of zinc deficiency: smoking, hypertension, age", ("hypertension", "zinc deficiency", 1)),
    ("Risk factors for osteoporosis: smoking, low calcium intake, alcohol", ("calcium intake", "osteoporosis", -1)),
    ("Remedies for pain: magnesium, zinc, heat", ("zinc", "pain", -1)),
    ("The following things can cause osteoporosis: sarcopenia, pain, age", ("pain", "osteoporosis", 1)),
    ("Zinc deficiency can cause the following symptoms: pain, fractures and sarcopenia.", ("zinc", "fractures", -1)),
    ("Diseases linked to low zinc: hypertension, osteoporosis, sarcopenia", ("zinc", "sarcopenia", -1)),
    ("Things which raise PTH: zinc, calcium, age", ("calcium", "pth", 1)),
    ("Zinc has been found to help: hypertension, osteoporosis, pain", ("zinc", "osteoporosis", -1)),
    ("Magnesium helped with: pain, osteoporosis, hypertension", ("magnesium", "osteoporosis", -1)),
]


@pytest.mark.parametrize(("text", "claim"), SAYINGS, ids=[text for text, _ in SAYINGS])
def test_a_saying_gives_the_claim_that_it_stands_for(text: str, claim: tuple[str, str, int]) -> None:
    """The subject, object and sign of each are found."""
    subject, target, sign = claim
    found = triples(text, title="Overview", section=None)
    assert any(subject in each and target == other and sign == way for each, other, way in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The causes of osteoporosis are unknown.",
        "There was not enough evidence on zinc and pain.",
        "Further studies of zinc are needed for patients with pain.",
        "If you have questions on magnesium, you may see our page on pain.",
        "The benefits of zinc are discussed.",
    ],
)
def test_what_only_sounds_like_one_gives_no_claim(text: str) -> None:
    """The words of a saying in another sense state nothing."""
    assert triples(text, title="Overview", section=None) == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('sayings = ["if you take => x"]\n', "is no saying"),
        ('sayings = ["if | (unclosed => x"]\n', "no regular expression"),
        ("others = []\n", "unknown key"),
    ],
)
def test_a_row_that_is_no_saying_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    """A row has a word, a pattern and what is put for it."""
    path = tmp_path / "sayings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=reason):
        read_sayings(path)
