"""Tokens, sentences and abbreviations: what everything else counts on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.model.article import SectionKind
from miner.model.layout import SectionSpan
from miner.read.abbreviations import find_abbreviations, find_occurrences, is_short_form
from miner.read.sentences import split_sentences, whole
from miner.read.tokens import clean, find_words, tokenize


@given(st.text(max_size=200))
def test_tokens_give_back_the_text(text: str) -> None:
    """Joined with their spaces, the tokens of any text are the text again."""
    tokens = tokenize(text)
    assert "".join(word + " " * space for word, space in zip(tokens.words, tokens.spaces, strict=True)) == text


@given(st.text(max_size=200) | st.text(alphabet="aB1 \t\n\x1f\u3000é骨-(", max_size=80))
def test_words_are_the_tokens_that_are_seen(text: str) -> None:
    """The words of any text stand at their places, and are its tokens without white space."""
    words = find_words(text)
    assert words.words == [word for word in tokenize(text).words if not word.isspace()]
    assert words.words == [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


def test_tokens_are_fine() -> None:
    """Words, marks and Han characters are parted; letters keep their combining marks."""
    assert tokenize("IL-6/TNF-α 骨密度 e\u0301tude").words == [
        "IL",
        "-",
        "6",
        "/",
        "TNF",
        "-",
        "α",
        "骨",
        "密",
        "度",
        "e\u0301tude",
    ]


def test_half_surrogates_are_replaced_in_place() -> None:
    """A half surrogate becomes one other character, so that all offsets stay."""
    assert clean("a\ud800b") == "a\ufffdb"


def split(text: str) -> list[str]:
    return [text[each.start : each.end] for each in split_sentences(text, whole(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bone loss was slower (P < 0.05). Fractures fell.", 2),
        ("Intake rose to 3.5 mg/kg vs. 2.1 mg/kg in controls. No harm was seen.", 2),
        ("Several forms, e.g. Citrate and oxide, were used. All worked.", 2),
        ("Values differed (0.3 vs. Placebo 0.1) at week 8. They met later.", 2),
        ("Cells carried E. coli plasmids. They grew.", 2),
        ("Given by J. R. Smith et al. (2019) in detail. We agree.", 2),
        ("People lack vitamin D. Magnesium helps.", 2),
        ("See Fig. 2 for details. It shows all.", 2),
        ("Levels fell by 12.5%. 25(OH)D rose.", 2),
        ("Expression rose in osteoblasts. mRNA of OPN fell.", 2),
        ("Was it safe? Yes! It was.", 3),
        ("镁缺乏与骨质疏松有关。骨密度下降！是否因果？尚不清楚。", 4),
        ("One line\nanother line", 2),
        ("The P value was < 0.001. CI, 95%.", 2),
        ("Approx. 40 people came. Half stayed.", 2),
        ("", 0),
        ("   ", 0),
        ("No full stop", 1),
        ("The rats lost bone.Zinc was given to half of them.", 2),
        ("The fall was clear (P < 0.05).When zinc was given it was less.", 2),
        ("The risk was 0.91.The others had none.", 2),
        ("It stands in ClinicalTrials.Gov and in E.Coli, and in the file of www.Zinc.Org too.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """Full stops of abbreviations, decimals, initials and brackets end no sentence; real ends do."""
    assert len(split(text)) == count, split(text)


def test_a_sentence_never_crosses_a_section() -> None:
    """A section without a full stop ends its sentence, and each sentence has its section's kind."""
    text = "Title without stop\nRESULTS: Bone grew"
    spans = (SectionSpan(0, 18, SectionKind.TITLE), SectionSpan(28, 37, SectionKind.RESULTS))
    found = split_sentences(text, spans)
    assert [(text[each.start : each.end], each.section) for each in found] == [
        ("Title without stop", SectionKind.TITLE),
        ("Bone grew", SectionKind.RESULTS),
    ]


def test_labels_inside_a_text_give_the_kind() -> None:
    """A text without sections that carries its labels inside gets their kinds, and the labels are no part of it."""
    text = "Background: Little is known. Methods: We asked. They told. Results: More is better. Conclusion: Eat well."
    found = split_sentences(text, whole(text))
    assert [each.section for each in found] == [
        SectionKind.BACKGROUND,
        SectionKind.METHODS,
        SectionKind.METHODS,
        SectionKind.RESULTS,
        SectionKind.CONCLUSIONS,
    ]
    assert text[found[3].start : found[3].end] == "More is better."


@given(st.text(alphabet="aB1 .(!?)\n。", max_size=120))
def test_sentences_cover_the_text(text: str) -> None:
    """Sentences come in order, do not overlap, and leave out nothing but white space."""
    found = split_sentences(text, whole(text))
    at = 0
    for each in found:
        assert not text[at : each.start].strip()
        assert at <= each.start < each.end
        at = each.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("low muscle mass (LMM) was", "LMM", "low muscle mass"),
        ("the platelet-to-albumin ratio (PAR) rose", "PAR", "platelet-to-albumin ratio"),
        ("a neutrophil–platelet score (NP) of", "NP", "neutrophil–platelet score"),
        (
            "red blood cell distribution width-to-albumin ratio (RAR)",
            "RAR",
            "red blood cell distribution width-to-albumin ratio",
        ),
        ("C-reactive protein–albumin–lymphocyte (CALLY) index", "CALLY", "C-reactive protein–albumin–lymphocyte"),
        ("high-sensitivity C-reactive protein (hs-CRP)", "hs-CRP", "high-sensitivity C-reactive protein"),
        ("interleukin-6 (IL-6)", "IL-6", "interleukin-6"),
        ("tumour necrosis factor-α (TNF-α)", "TNF-α", "tumour necrosis factor-α"),
        ("in vascular smooth muscle cells (VSMCs)", "VSMCs", "vascular smooth muscle cells"),
        ("bone mineral density [BMD] was", "BMD", "bone mineral density"),
        ("BMD (bone mineral density) was", "BMD", "bone mineral density"),
        ("by parathyroid hormone (PTH; n = 30)", "PTH", "parathyroid hormone"),
        ("calciprotein particle 2 (CPP2)", "CPP2", "calciprotein particle 2"),
        ("fibroblast growth factor 23 (FGF23)", "FGF23", "fibroblast growth factor 23"),
        ("matrix Gla protein (MGP)", "MGP", "matrix Gla protein"),
        ("estimated glomerular filtration rate (eGFR)", "eGFR", "estimated glomerular filtration rate"),
    ],
)
def test_definitions(text: str, short: str, long: str) -> None:
    """A definition's short and long form are found whole, each at its place."""
    (found,) = find_abbreviations(text)
    assert (found.short, found.long) == (short, long)
    assert text[found.short_start :].startswith(short)
    assert text[found.long_start :].startswith(long)


@pytest.mark.parametrize(
    "text",
    ["magnesium (n = 30)", "it fell (P < 0.05)", "fractures (range)", "rats (Wistar)", "age (years)", "more (OR 0.33)"],
)
def test_no_definitions(text: str) -> None:
    """Statistics, units and asides are no definitions."""
    assert find_abbreviations(text) == ()


def test_the_first_definition_wins() -> None:
    """A short form that is defined twice keeps its first meaning."""
    (found,) = find_abbreviations("Peak bone mass (PBM) and later paired body mass (PBM).")
    assert found.long == "Peak bone mass"


def test_occurrences_in_both_numbers() -> None:
    """Singular and plural count, parts of longer words do not, Chinese around them is no word."""
    assert find_occurrences("PARs, PAR, PARP; 低PAR值", "PAR") == [(0, 4), (6, 9), (18, 21)]


def test_short_forms() -> None:
    """A short form has a capital or more, and no statistics."""
    assert [is_short_form(each) for each in ("25OHD", "FGF23", "mg", "p53", "95% CI", "MCP-1")] == [
        True,
        True,
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[Purpose] To see. [Subjects and Methods] We asked. [Results] It rose. [Conclusion] Eat.",
        "AIM - To see. METHODS - We asked. RESULTS - It rose. CONCLUSIONS - Eat.",
        "Objective. To see. Methods. We asked. Results. It rose. Conclusions. Eat.",
        "PURPOSE:\nTo see.\nMETHODS:\nWe asked.\nRESULTS:\nIt rose.\nCONCLUSION:\nEat.",
        "## Aims\nTo see.\n## Methods\nWe asked.\n## Results\nIt rose.\n## Conclusions\nEat.",
        "AIMS:: To see. MATERIALS AND METHODS:: We asked. FINDINGS:: It rose. AUTHORS' CONCLUSIONS:: Eat.",
        "【目的】To see. 【方法】We asked. 【结果】It rose. 【结论】Eat.",
        "目的 To see. 方法 We asked. 结果 It rose. 结论 Eat.",
    ],
)
def test_labels_in_many_forms(text: str) -> None:
    """Names of sections in brackets, before a dash or full stop, or on a line of their own give their kinds."""
    found = split_sentences(text, whole(text))
    assert [(text[each.start : each.end], each.section) for each in found] == [
        ("To see.", SectionKind.OBJECTIVE),
        ("We asked.", SectionKind.METHODS),
        ("It rose.", SectionKind.RESULTS),
        ("Eat.", SectionKind.CONCLUSIONS),
    ]


def test_labels_inside_a_labelled_section() -> None:
    """A section that holds the rest of the abstract with its names is told apart by them."""
    text = "Little is known. Methods: We asked. Results: It rose."
    found = split_sentences(text, (SectionSpan(0, len(text), SectionKind.BACKGROUND),))
    assert [each.section for each in found] == [SectionKind.BACKGROUND, SectionKind.METHODS, SectionKind.RESULTS]


@pytest.mark.parametrize(
    "text",
    ["Objective: To see. It rose.", "Results of this kind rose. Methods were sound.", "Subjects: 30 men. It rose."],
)
def test_a_stray_label_changes_nothing(text: str) -> None:
    """One name alone that would hide what follows, or a name that goes on as a sentence, is no label."""
    assert {each.section for each in split_sentences(text, whole(text))} == {None}
