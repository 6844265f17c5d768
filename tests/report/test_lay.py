"""Articles for everybody: what their words claim, and what they leave open."""

from pathlib import Path

import pytest
from report.conftest import Read

from miner.errors import BadData
from miner.extract.grammar.cues import load_cues, load_lay_cues, read_cues
from miner.report.lay import read_lay_claims


@pytest.mark.parametrize(
    ("text", "subject", "object_", "sign"),
    [
        ("Magnesium helps the body build strong bones.", "magnesium", "bones", 1),
        ("Zinc plays an important role in wound healing.", "zinc", "wound healing", 1),
        ("Zinc plays a role in osteoporosis.", "zinc", "osteoporosis", None),
        ("Vitamin K is essential for blood clotting.", "vitamin k", "blood clotting", 1),
        ("Magnesium is good for arthritis.", "magnesium", "arthritis", -1),
        ("Calcium is needed for muscle contraction.", "calcium", "muscle contraction", 1),
        ("Magnesium may protect against diabetes.", "magnesium", "diabetes", -1),
        ("Getting enough vitamin D lowers the risk of fractures.", "vitamin d", "fractures", -1),
        ("Vitamin D plays a role in preventing asthma.", "vitamin d", "asthma", -1),
        ("Low potassium can lead to high blood pressure.", "potassium", "blood pressure", -1),
        ("Several studies link low vitamin D with depression.", "vitamin d", "depression", -1),
        ("Magnesium regulates blood pressure.", "magnesium", "blood pressure", None),
        ("Low and high sodium intake are linked to heart failure.", "sodium intake", "heart failure", None),
        ("Magnesium is needed for 300 reactions in the body, including energy production.", "magnesium", "energy production", 1),  # noqa: E501
        ("Potassium is a mineral that lowers blood pressure.", "potassium", "blood pressure", -1),
        ("Low magnesium may play a key role in diabetes.", "magnesium", "diabetes", -1),
        ("Migraines may be due to a lack of magnesium.", "magnesium", "migraines", -1),
        ("People with asthma often have low vitamin D levels.", "vitamin d", "asthma", -1),
        ("Some drugs are old (statins lower cholesterol in many people).", "statins", "cholesterol", -1),
        ("Vitamin D helps with calcium absorption.", "vitamin d", "calcium absorption", 1),
        ("Magnesium is linked to diabetes.", "magnesium", "diabetes", None),
        ("Too little magnesium is linked to diabetes.", "magnesium", "diabetes", -1),
        ("Heart disease is related to little magnesium.", "magnesium", "heart disease", -1),
        ("Magnesium was not associated with diabetes.", "magnesium", "diabetes", 0),
        ("Women with asthma had lower magnesium levels than those without.", "magnesium", "asthma", -1),
    ],
)  # fmt: skip
def test_lay_words_claim(read: Read, text: str, subject: str, object_: str, sign: int | None) -> None:
    """Each way in which articles for everybody say that one thing acts on another."""
    _, readings = read("A page", text)
    found = [
        (one.subject.text.casefold(), one.object.text.casefold(), one.sign) for one in read_lay_claims(readings[0])
    ]
    assert any(subject in x and object_ in y and way == sign for x, y, way in found), found


@pytest.mark.parametrize(
    "text",
    [
        "You should ask your doctor about magnesium.",
        "Does magnesium help against migraine?",
        "Magnesium prevents cells from dividing.",
        "Calcium causes the muscle to contract.",
        "Spinach is sold in many shops.",
    ],
)
def test_lay_words_that_claim_nothing(read: Read, text: str) -> None:
    """Advice, questions, and what a thing is made to do are no claims."""
    _, readings = read("A page", text)
    assert read_lay_claims(readings[0]) == ()


def test_abstracts_are_read_without_lay_words() -> None:
    """What articles for everybody mean by a word changes nothing in how papers are read."""
    assert ("keeps", "up") not in load_cues().phrases
    assert ("keeps", "up") in load_lay_cues().phrases
    assert "light.role" not in load_cues().words


def test_a_later_file_of_cues_stands_on_top(tmp_path: Path) -> None:
    """A phrase means what the last file says; an unknown key of any is refused with its line."""
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text('[verb]\ndown = ["protect"]\n', encoding="utf-8")
    second.write_text('[verb]\nbetter = ["protect"]\n', encoding="utf-8")
    assert [cue.sense for cue in read_cues(first, second).phrases["protect",]] == [2]
    second.write_text('[verb]\nbest = ["protect"]\n', encoding="utf-8")
    with pytest.raises(BadData, match="best"):
        read_cues(first, second)
