"""Names found in running text: boundaries, case, plurals, brackets, Chinese."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miner.vocabulary import load_vocabulary


def found(text: str) -> list[tuple[str, str]]:
    """What is found, with its CURIE."""
    return [(match.text, match.curie) for match in load_vocabulary().matcher().find_longest(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hip fractures lead to death.", [("Hip fractures", "MESH:D006620")]),
        ("Mg(2+)-induced", [("Mg(2+)", "MESH:D008274")]),
        ("Ca2+/Mg2+", [("Ca2+", "MESH:D002118"), ("Mg2+", "MESH:D008274")]),
        ("300 mg of a drug", []),
        ("She was set on rest.", []),
        ("tumor necrosis factor-α", [("tumor necrosis factor-α", "NCBIGene:7124")]),
        ("BONE MINERAL DENSITY", [("BONE MINERAL DENSITY", "MESH:D015519")]),
        ("osteoporosis.Bone loss", [("osteoporosis", "MESH:D010024"), ("Bone loss", "MESH:D001862")]),
        ("magnesiumish", []),
        ("magnesium,\nsulfate", [("magnesium", "MESH:D008274"), ("sulfate", "MESH:D013431")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest name between word boundaries; case counts for abbreviations only."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "镁摄入量与骨质疏松症、骨密度、维生素D、钙、甲状旁腺激素、炎症标志物和T值的关系",
            ["INDEX:dietary-magnesium", "MESH:D010024", "MESH:D015519", "MESH:D014807", "MESH:D002118",
             "NCBIGene:5741", "INDEX:inflammatory-markers", "INDEX:T-score"],
        ),
        ("鎂與骨質疏鬆症、維生素Ｄ", ["MESH:D008274", "MESH:D010024", "MESH:D014807"]),
        ("低镁血症患者的血管钙化", ["MESH:D008275", "MESH:D061205"]),
        ("血清镁（Mg）", ["INDEX:serum-magnesium", "MESH:D008274"]),
    ],
)  # fmt: skip
def test_chinese(text: str, expected: list[str]) -> None:
    """No segmenter is needed; traditional characters and full-width letters count as the simple ones."""
    assert [curie for _, curie in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Magnesium citrate, oxide, sulfate, glycinate", ["Magnesium citrate", "magnesium oxide", "magnesium sulfate",
                                                          "magnesium glycinate"]),
        ("magnesium oxide vs citrate", ["magnesium oxide", "magnesium citrate"]),
        ("vitamins D and K", ["vitamin D", "vitamin K"]),
        ("magnesium citrate and placebo", ["magnesium citrate"]),
        ("calcium and zinc", ["calcium", "zinc"]),
    ],
)  # fmt: skip
def test_lists_that_say_their_head_once(text: str, names: list[str]) -> None:
    """Each further item stands for the whole name, at its own place in the text."""
    matches = load_vocabulary().matcher().find_longest(text)
    assert [match.text for match in matches] == names
    assert all(text[match.end - 1] == match.text[-1] for match in matches)


def test_all_matches_overlap() -> None:
    """`find_all` keeps the names within names."""
    texts = [match.text for match in load_vocabulary().matcher().find_all("vitamin D deficiency")]
    assert texts[:2] == ["vitamin D deficiency", "vitamin D"]


@settings(max_examples=60)
@given(st.text(max_size=200) | st.text(alphabet="Mg2+ (OH)D镁骨密度,-\u0301\x00🦴א", max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Whatever the text, offsets give back what was found, from the left, without overlaps."""
    end = 0
    for match in load_vocabulary().matcher().find_longest(text):
        assert text[match.start : match.end] == match.text
        assert match.start >= end
        end = match.end


def test_a_long_text_is_read_like_a_short_one() -> None:
    """Two megabytes are cut into pieces inside, which nothing found may show."""
    matches = load_vocabulary().matcher().find_longest("Serum magnesium and osteoporosis. " * 55_000)
    assert len(matches) == 110_000
    assert {match.curie for match in matches} == {"INDEX:serum-magnesium", "MESH:D010024"}
