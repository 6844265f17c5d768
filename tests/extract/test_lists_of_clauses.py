"""Lists, trailing clauses and several clauses in a sentence: each end with what is told of it, and none else's."""

import pytest
from claim_builder import triples

TOLD = [
    (
        "Zinc was not associated with pain, CRP, BMD, hypertension, or fractures.",
        {
            ("zinc", "bmd", 0),
            ("zinc", "crp", 0),
            ("zinc", "fractures", 0),
            ("zinc", "hypertension", 0),
            ("zinc", "pain", 0),
        },
    ),
    (
        "The independent predictors of fractures were young age and a low concentration of zinc.",
        {("young age", "fractures", -1), ("zinc", "fractures", -1)},
    ),
    ("Pain correlated with age and CRP correlated with BMD.", {("age", "pain", 1), ("bmd", "crp", 1)}),
    (
        "Hypertension was associated with pain, and low zinc with fractures.",
        {("hypertension", "pain", 1), ("zinc", "fractures", -1)},
    ),
    ("Zinc was associated with BMD, and magnesium with pain.", {("magnesium", "pain", 1), ("zinc", "bmd", 1)}),
    (
        "Zinc was related to BMD, magnesium to pain, and calcium to fractures.",
        {("calcium", "fractures", 1), ("magnesium", "pain", 1), ("zinc", "bmd", 1)},
    ),
    (
        "Zinc lowered CRP by 20%, with no changes in BMD, PTH, or pain.",
        {("zinc", "bmd", 0), ("zinc", "crp", -1), ("zinc", "pain", 0), ("zinc", "pth", 0)},
    ),
    (
        "Zinc lowered CRP, with less pain and fewer fractures.",
        {("zinc", "crp", -1), ("zinc", "fractures", -1), ("zinc", "pain", -1)},
    ),
    (
        "Zinc lowered CRP, but no differences were found in pain, PTH, or BMD.",
        {("zinc", "bmd", 0), ("zinc", "crp", -1), ("zinc", "pain", 0), ("zinc", "pth", 0)},
    ),
    (
        "Both zinc and magnesium caused a fall in CRP with a rise in BMD.",
        {("magnesium", "bmd", 1), ("magnesium", "crp", -1), ("zinc", "bmd", 1), ("zinc", "crp", -1)},
    ),
    (
        "Zinc lowered CRP; raised BMD; and had no effect on pain.",
        {("zinc", "bmd", 1), ("zinc", "crp", -1), ("zinc", "pain", 0)},
    ),
    ("PTH rose, and CRP and BMD fell, after zinc.", {("zinc", "bmd", -1), ("zinc", "crp", -1), ("zinc", "pth", 1)}),
    (
        "PTH and CRP were higher, while BMD was lower, in patients with osteoporosis.",
        {("osteoporosis", "bmd", -1), ("osteoporosis", "crp", 1), ("osteoporosis", "pth", 1)},
    ),
    (
        "PTH was higher, CRP was higher, and BMD was lower in patients with osteoporosis.",
        {("osteoporosis", "bmd", -1), ("osteoporosis", "crp", 1), ("osteoporosis", "pth", 1)},
    ),
    (
        "BMD was lower and fractures more frequent in patients with sarcopenia.",
        {("sarcopenia", "bmd", -1), ("sarcopenia", "fractures", 1)},
    ),
    (
        "BMD and calcium were lower and PTH, CRP, and pain were higher in patients with sarcopenia.",
        {
            ("sarcopenia", "bmd", -1),
            ("sarcopenia", "calcium", -1),
            ("sarcopenia", "crp", 1),
            ("sarcopenia", "pain", 1),
            ("sarcopenia", "pth", 1),
        },
    ),
    (
        "After zinc, PTH and CRP fell and BMD and calcium rose.",
        {("zinc", "bmd", 1), ("zinc", "calcium", 1), ("zinc", "crp", -1), ("zinc", "pth", -1)},
    ),
    (
        "Patients with osteoporosis had higher PTH, CRP, and pain, but lower BMD.",
        {
            ("osteoporosis", "bmd", -1),
            ("osteoporosis", "crp", 1),
            ("osteoporosis", "pain", 1),
            ("osteoporosis", "pth", 1),
        },
    ),
    (
        "Zinc was related to BMD, but no association was seen for magnesium, calcium, or iron.",
        {("calcium", "bmd", 0), ("magnesium", "bmd", 0), ("zinc", "bmd", 1), ("zinc", "iron", 0)},
    ),
    (
        "Zinc was associated with fractures, but no association was found for hypertension or pain.",
        {("zinc", "fractures", 1), ("zinc", "hypertension", 0), ("zinc", "pain", 0)},
    ),
    (
        "Sarcopenia, defined as a low muscle mass, hypertension, and pain were associated with fractures.",
        {("hypertension", "fractures", 1), ("pain", "fractures", 1), ("sarcopenia", "fractures", 1)},
    ),
    ("Zinc, a trace element, and magnesium lowered pain.", {("magnesium", "pain", -1), ("zinc", "pain", -1)}),
    (
        "Zinc reduced pain, fractures, defined as a break of the hip, and hypertension.",
        {("zinc", "fractures", -1), ("zinc", "hypertension", -1), ("zinc", "pain", -1)},
    ),
    (
        "Hypertension, a poor diet, and low zinc increased pain.",
        {("diet", "pain", -1), ("hypertension", "pain", 1), ("zinc", "pain", -1)},
    ),
    ("CRP, a marker of inflammation, and PTH were associated with pain.", {("crp", "pain", 1), ("pth", "pain", 1)}),
    (
        "Factors that increased pain included hypertension and osteoporosis.",
        {("hypertension", "pain", 1), ("osteoporosis", "pain", 1)},
    ),
    (
        "Zinc increased BMD at the hip and spine and reduced pain and fractures.",
        {("zinc", "bmd", 1), ("zinc", "fractures", -1), ("zinc", "pain", -1)},
    ),
    (
        "Among 900 women followed for a year, low zinc, hypertension, and osteoporosis were associated with fractures.",
        {("hypertension", "fractures", 1), ("osteoporosis", "fractures", 1), ("zinc", "fractures", -1)},
    ),
    (
        "There was a correlation between zinc, magnesium, and calcium and BMD and CRP.",
        {
            ("calcium", "bmd", 1),
            ("calcium", "crp", 1),
            ("magnesium", "bmd", 1),
            ("magnesium", "crp", 1),
            ("zinc", "bmd", 1),
            ("zinc", "crp", 1),
        },
    ),
    (
        "No association was found between zinc, magnesium and fractures.",
        {("magnesium", "fractures", 0), ("zinc", "fractures", 0)},
    ),
    (
        "BMD was positively associated with zinc, inversely with CRP, and not with magnesium.",
        {("bmd", "crp", -1), ("magnesium", "bmd", 0), ("zinc", "bmd", 1)},
    ),
    (
        "Zinc caused a rise in BMD, a fall in CRP, and no change in PTH.",
        {("zinc", "bmd", 1), ("zinc", "crp", -1), ("zinc", "pth", 0)},
    ),
    (
        "Patients with osteoporosis had more pain, and they had lower BMD.",
        {("osteoporosis", "bmd", -1), ("osteoporosis", "pain", 1)},
    ),
    (
        "Patients with osteoporosis were more likely to have pain, to develop hypertension, and to suffer fractures.",
        {("osteoporosis", "fractures", 1), ("osteoporosis", "hypertension", 1), ("osteoporosis", "pain", 1)},
    ),
    (
        "Patients with osteoporosis were less likely to have pain, more likely to have hypertension and had lower BMD.",
        {("osteoporosis", "bmd", -1), ("osteoporosis", "hypertension", 1), ("osteoporosis", "pain", -1)},
    ),
    (
        "Zinc, magnesium, and calcium were nonsignificant predictors of fractures.",
        {("calcium", "fractures", 0), ("magnesium", "fractures", 0), ("zinc", "fractures", 0)},
    ),
    (
        "Osteoporosis is associated with a reduction in zinc, magnesium and perhaps calcium.",
        {("calcium", "osteoporosis", -1), ("magnesium", "osteoporosis", -1), ("zinc", "osteoporosis", -1)},
    ),
    (
        "Zinc conferred no benefit in terms of pain, fractures or BMD.",
        {("zinc", "bmd", 0), ("zinc", "fractures", 0), ("zinc", "pain", 0)},
    ),
    ("Zinc lowers pain, and magnesium, which is cheap, lowers CRP.", {("magnesium", "crp", -1), ("zinc", "pain", -1)}),
    (
        "Pain was more frequent in patients with osteoporosis and after fractures.",
        {("fractures", "pain", 1), ("osteoporosis", "pain", 1)},
    ),
    (
        "Pain is caused by hypertension and certain drugs such as zinc and magnesium.",
        {("hypertension", "pain", 1), ("magnesium", "pain", 1), ("zinc", "pain", 1)},
    ),
    (
        "Frequent falls, low BMD and low zinc were risk factors for fractures.",
        {("bmd", "fractures", -1), ("frequent falls", "fractures", 1), ("zinc", "fractures", -1)},
    ),
    (
        "Zinc and magnesium lowered pain; calcium and iron were associated with it.",
        {("calcium", "pain", 1), ("iron", "pain", 1), ("magnesium", "pain", -1), ("zinc", "pain", -1)},
    ),
    (
        "Zinc had no effect on BMD, whereas PTH and CRP rose significantly.",
        {("zinc", "bmd", 0), ("zinc", "crp", 1), ("zinc", "pth", 1)},
    ),
    (
        "Pain was associated with low zinc and high CRP, fractures with low BMD.",
        {("bmd", "fractures", -1), ("crp", "pain", 1), ("zinc", "pain", -1)},
    ),
    ("CRP did not differ by sex, zinc, or calcium.", {("calcium", "crp", 0), ("sex", "crp", 0), ("zinc", "crp", 0)}),
    ("Sex was associated with fractures.", {("sex", "fractures", None)}),
    (
        "Zinc, but neither magnesium nor calcium, was associated with BMD.",
        {("calcium", "bmd", 0), ("magnesium", "bmd", 0), ("zinc", "bmd", 1)},
    ),
    ("Zinc lowered pain but neither PTH nor CRP.", {("zinc", "crp", 0), ("zinc", "pain", -1), ("zinc", "pth", 0)}),
    (
        "Zinc lowered CRP, and this was accompanied by fewer fractures.",
        {("zinc", "crp", -1), ("zinc", "fractures", -1)},
    ),
    (
        "Zinc and magnesium were positively associated with BMD, while CRP was negatively associated.",
        {("bmd", "crp", -1), ("magnesium", "bmd", 1), ("zinc", "bmd", 1)},
    ),
    (
        "No differences in age, sex, BMD, or pain were seen between patients with hypertension and controls.",
        {("hypertension", "bmd", 0), ("hypertension", "pain", 0)},
    ),
    (
        "Pain was more frequent in people with hypertension, in those with osteoporosis and after fractures.",
        {("fractures", "pain", 1), ("hypertension", "pain", 1), ("osteoporosis", "pain", 1)},
    ),
    (
        "Pain was more frequent in smokers, in patients with osteoporosis and after fractures.",
        {("fractures", "pain", 1), ("osteoporosis", "pain", 1), ("smokers", "pain", 1)},
    ),
    ("Zinc may raise BMD but lower CRP.", {("zinc", "bmd", 1), ("zinc", "crp", -1)}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_each_clause_is_told_of_its_own_ends(text: str, expected: set[tuple[str, str, int | None]]) -> None:
    """Nothing is lost of a list, and nothing leaks from one member or clause to another."""
    assert triples(text) == expected
