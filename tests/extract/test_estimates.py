"""Effect estimates: every notation, what is no estimate, bad input."""

from pathlib import Path

import pytest

from miner.errors import BadData
from miner.extract.estimates import find_estimates
from miner.extract.estimates.contrasts import find_contrast
from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.numbers import read_number
from miner.extract.estimates.scanning import _iter_found, _scanner
from miner.model.estimate import Estimate
from miner.model.reading import Document, Sentence
from miner.resources import corpora_path


def found(*sentences: str) -> tuple[Estimate, ...]:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(at, at + len(sentence)))
        at += len(sentence) + 1
    text = "\n".join(sentences)
    estimates = find_estimates(Document("1", text, sentences=tuple(spans)))
    assert all(text[each.start : each.end] == each.text for each in estimates)
    return estimates


def rows(*sentences: str) -> list[tuple[object, ...]]:
    return [(each.measure.value, each.value, each.ci_low, each.ci_high) for each in found(*sentences)]


RATIO = [("OR", 1.42, 1.1, 1.83)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Low intake raised the odds (OR 1.42, 95% CI 1.10-1.83).",
        "Low intake raised the odds (OR = 1.42; 95% CI: 1.10 to 1.83).",
        "Low intake raised the odds (odds ratio [OR], 1.42; 95% confidence interval [CI], 1.10–1.83).",
        "Low intake raised the odds [OR 1·42 (95% CI 1·10–1·83)].",
        "Low intake raised the odds (OR: 1.42 [1.10;1.83]).",
        "Low intake raised the odds (OR1.42, CI95% 1.10, 1.83).",
        "Low intake raised the odds (OR 1,42 (95% CI 1,10-1,83)).",
        "The adjusted odds ratio was 1.42 (95 % C.I. 1.10−1.83).",
        "The odds ratio for falls in the upper third was 1.42 with a 95% confidence interval of 1.10 to 1.83.",
        "Low intake raised the odds (1.42-fold odds ratio: 1.42; 95 percent confidence interval, 1.10 ~ 1.83).",
        "Low intake raised the odds (95% CI 1.10-1.83, odds ratio = 1.42).",
        "Low intake raised the odds (OR [95% CI] = 1.42 [1.10, 1.83]).",
        "Low intake raised the odds (OR; 95% CI: 1.42; 1.10–1.83).",
        "Low intake raised the odds (OR 1.42, 95% CI 1.83 to 1.10).",
        "低摄入者的风险更高（OR=1.42，95%CI：1.10-1.83）。",
        "Low intake raised the odds (aOR 1.42; p=0.007; 95% CrI 1.10 to1.83).",
    ],
)
def test_notations_of_a_ratio(sentence: str) -> None:
    """One odds ratio, printed in every way that papers print it, is read to the same numbers."""
    assert rows(sentence)[-1:] == RATIO
    assert len(rows(sentence)) == 1


def test_lists_go_on_with_their_measure_and_level() -> None:
    """A level and a measure stated for the first of a list hold for the rest."""
    estimates = found(
        "Hazard ratios were 0.81 (95% CI 0.70-0.94) for men, 0.92 (0.80-1.06) for women and 0.75 (0.60, 0.94)."
    )
    assert [(each.measure.value, each.value, each.ci_level) for each in estimates] == [
        ("HR", 0.81, 95.0),
        ("HR", 0.92, 95.0),
        ("HR", 0.75, 95.0),
    ]


def test_respectively_deals_values_intervals_and_p_values_in_order() -> None:
    """Values first and intervals after them are dealt out in order, and so are p-values."""
    estimates = found("RRs were 1.20 and 1.50 (95% CI 1.01–1.43 and 1.10–2.05; P = 0.04 and P = 0.01), respectively.")
    assert [(each.value, each.ci_low, each.ci_high, each.p) for each in estimates] == [
        (1.2, 1.01, 1.43, 0.04),
        (1.5, 1.1, 2.05, 0.01),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bone density was lower (−0.15 g/cm2, 95% CI −0.25, −0.06).", [("MD", -0.15, -0.25, -0.06)]),
        ("Weight fell by 2.4 kg (95% CI 1.1 to 3.7) more in the trained group.", [("MD", 2.4, 1.1, 3.7)]),
        ("Magnesium was related to SMI (β = 0.05 [0.04 to 0.07]).", [("BETA", 0.05, 0.04, 0.07)]),
        ("They correlated (r = −0.61, p < 0.001).", [("R", -0.61, None, None)]),
        ("The AUC was 0.83 (95% CI 0.79-0.87).", [("AUC", 0.83, 0.79, 0.87)]),
        ("The prevalence was 13% (95% CI 12%–15%).", [("OTHER", 13.0, 12.0, 15.0)]),
        ("The standardized mean difference was 0.41 (95% CI 0.12 to 0.70).", [("SMD", 0.41, 0.12, 0.7)]),
        ("Cramps were rarer (risk difference −4.2%; 95% CI −7.9 to −0.5).", [("RD", -4.2, -7.9, -0.5)]),
        ("Calcification progressed 18% less (95% CI 4 to 30%).", [("PCT_CHANGE", 18.0, 4.0, 30.0)]),
        ("Raters agreed (κ = 0.71).", [("KAPPA", 0.71, None, None)]),
        ("The model explained much (R2 = 0.44, p<0.001).", [("R2", 0.44, None, None)]),
        ("Median survival was 12.1 months (95% CI 8.6 to not reached).", [("OTHER", 12.1, 8.6, None)]),
        ("Pressure decreased by 4.2 mmHg (p=0.01).", [("MD", 4.2, None, None)]),
        ("Users were 2.6 (95% CI 1.3-5.2) times more likely to fall.", [("OR", 2.6, 1.3, 5.2)]),
    ],
)
def test_other_measures(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Differences, coefficients, correlations and shares are told apart by name or by the words around them."""
    assert rows(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Heart rate (HR 76 bpm) and breathing (RR 16/min) were normal.",
        "Vitamin K 0.5 mg and group B (n = 12) were given.",
        "Age ranged from 20 to 59 years (median 41, IQR 33-50).",
        "Mean density was 0.92 ± 0.11 vs 0.95 ± 0.12 g/cm2 (P = 0.03).",
        "Version 1.2.3 of the software was used (p<.001 was significant).",
        "Salbutamol is a β2 agonist; interferon-g 8.05 was found.",
        "The 95% confidence intervals (95% CI) were computed.",
        "There were 12 (20.4%) and 15 (25.1%) events.",
    ],
)
def test_what_is_no_estimate(sentence: str) -> None:
    """Units, doses, ages, ranges and plain p-values are no estimates."""
    assert rows(sentence) == []


def test_p_values_belong_to_what_they_stand_with() -> None:
    """A p-value before its estimate is taken in a list of such; one for an interaction is nobody's."""
    assert [each.p for each in found("It fitted (p = 0.02, r = 0.58; p<0.001, r = 0.67).")] == [0.02, 0.001]
    assert [each.p for each in found("HR 0.80 (95% CI 0.70-0.91; P for interaction = 0.40).")] == [None]
    assert [each.p for each in found("r ranged from 0.30 to 0.48 (p<0.001 for all).")] == [0.001, 0.001]
    assert found("OR 1.4, P = 3.2 × 10−5.")[0].p == pytest.approx(3.2e-5)


def test_a_p_value_of_a_contrast_of_groups_is_no_groups_own() -> None:
    """Of two group means with their intervals, neither has the p-value of their difference."""
    estimates = found("Survival was 43 months (95% CI 26-60) vs 13 months (95% CI 7-19); P=0.001.")
    assert [(each.value, each.p) for each in estimates] == [(43.0, None), (13.0, None)]


def test_decimals_adjustment_and_contrast_are_kept() -> None:
    """Printed decimals, adjusted or crude, and the contrast are part of an estimate."""
    (first, second) = found(
        "The crude OR was 0.50 (95% CI 0.3-0.84) and the adjusted OR for the highest versus lowest quartile was "
        "0.62 (95% CI 0.40-0.96)."
    )
    assert first.decimals == (2, 1, 2, None)
    assert (first.adjusted, second.adjusted) == (False, True)
    assert second.comparison == "highest versus lowest quartile"


def test_an_impossible_number_is_kept_as_printed() -> None:
    """A correlation over 1 that is plainly called so is read, for the audit to flag."""
    assert rows("They correlated (r = 1.35, p<0.001).") == [("R", 1.35, None, None)]


@pytest.mark.parametrize(
    "text", ["", "(" * 3000, "OR 1.2 (95% CI 1.0-1.4); " * 3000, "OR " * 5000, "p<.001 " * 2000, "1.2.3" * 900]
)
def test_bad_input_neither_crashes_nor_hangs(text: str) -> None:
    """Empty, unbalanced and very long sentences are read."""
    assert len(find_estimates(Document("1", text, sentences=(Sentence(0, len(text)),)))) >= 0


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1,234", 1234.0), ("0,33", 0.33), ("−0·14", -0.14), (".05", 0.05), ("1\u2009234", 1234.0), ("−£448", -448.0)],
)
def test_numbers(printed: str, value: float) -> None:
    """Thousands, decimal commas, middle dots, minus look-alikes and currency signs."""
    number = read_number(printed)
    assert number is not None
    assert number.value == value


OTHER_BEGINNINGS = (
    "95% confidence interval 0.4 to 1.2|99%CI: .4-1.2|Credible limits (90%) 1, 2|C.I. 3-4|conf. int. 3 to 4|CrIs 1-∞|"
    "IC (95% 1.1 a 1.3)|95%可信区间 1.2～1.5|uncertainty intervals 0.4 to NE|[1.2, not reached)|to NR or infinity|"
    "p<.05|P-value = 0·03|Ptrend=0.02|ps > .2 for all|p for interaction was 0.3|trend p 0.04|Pinteraction &lt; 10−5|"
    "US$ 5.2, EUR −4 and USD 1,234|-$3.1 to £4|= − 0.5|OR1.5-2.5|β−0.3|1.2x10−5|1 234 (95% CI)|25-OHD 1.2.3|"
    "..5 0.33–−.4|²²"
)


def test_only_beginnings_of_words_and_numbers_are_looked_at() -> None:
    """The scan finds what its pattern finds where every letter is tried: all names of measures, all other pieces."""
    cues = load_cues()
    names = [*cues.shorts, *cues.measures, *map(str.upper, cues.measures), *(f"{name}s" for name in cues.measures)]
    others = OTHER_BEGINNINGS.split("|")
    texts = [f"an {name.replace(' ', '-')}={name} of 1.5, x{name} 5{name}" for name in names]
    for text in (*texts, *others, " ".join(others)):
        spans = [found.span() for found in _iter_found(text, 0, len(text))]
        assert spans == [found.span() for found in _scanner().finditer(text)]
        assert spans or text == "²²"


def test_a_bad_cue_file_is_refused(tmp_path: Path) -> None:
    """An unknown measure, or a name that the scan could not begin at, is named with the file."""
    path = tmp_path / "estimates.toml"
    path.write_text("[measure.XX]\nnames=[]\nshort=[]\n[words]\n", encoding="utf-8")
    with pytest.raises(BadData, match="unknown"):
        load_cues(path)
    shipped = corpora_path("cues", "estimates.toml").read_text(encoding="utf-8")
    path.write_text(shipped.replace('"percent mediated",', '"% mediated",', 1), encoding="utf-8")
    with pytest.raises(BadData, match="begins with no letter"):
        load_cues(path)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zinc raised the risk of falls by 23% in men and 24% in women.", [23.0, 24.0]),
        ("Hip density was higher in the top third, by 5% at 1 year and by 6% at 5 years.", [5.0, 6.0]),
        ("The odds of falls were 31% lower at the highest intake (p = 0.02).", [31.0]),
        ("Users had a 12% higher risk of stones and 8% fewer falls.", [12.0, 8.0]),
        ("The score went from 51 ± 7 to 58 ± 8 (+14%) on zinc.", [14.0]),
        ("Each 0.1 mg/dl of zinc increased the risk of a score >10 by 6.1% (p = 0.01).", [6.1]),
    ],
)
def test_percent_changes_stand_without_interval(sentence: str, expected: list[float]) -> None:
    """A percentage by which something is said to be more or less is an estimate, in lists too."""
    estimates = found(sentence)
    assert [each.value for each in estimates] == expected
    assert {each.measure.value for each in estimates} == {"PCT_CHANGE"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The study had power to detect a 20% lower rate of falls.",
        "Pain relief of at least 30% less was reached by 40% of them.",
        "A ≥50% reduction in attacks was seen in 12 patients.",
        "A 10% higher intake was associated with fewer falls.",
        "HbA1c fell by 0.8% on zinc.",
        "Of the patients 21% had a lower and 18% had a higher stage.",
        "Use rose by 20 percentage points.",
        "CRP did not fall in all (median change −9.8% [IQR −57%, 115%]).",
        "The objective was to reach a 15% decrease in falls.",
        "Of them 63% were women, 65% smokers, 61% less educated.",
        "It stayed above the noninferiority limit (−9.5%).",
        "Using a 10% increase in girth, half of the cases were found.",
        "More had at least a 20% reduction in score (p<0.001).",
    ],
)
def test_percentages_that_tell_no_change_are_left(sentence: str) -> None:
    """Bounds, plans, contrasts of the exposure, shares of people and scales in percent are no percent change."""
    assert found(sentence) == ()


def test_a_percentage_that_says_a_ratio_again_is_left_out() -> None:
    """Of "16% lower odds (OR 0.84)" only the ratio is an estimate."""
    assert rows("Zinc went with 16% lower odds of falls (OR 0.84, 95% CI 0.72-0.98).") == [("OR", 0.84, 0.72, 0.98)]


def test_a_difference_with_its_error_needs_a_p_value() -> None:
    """A difference printed with its error is one where a p-value follows."""
    (estimate,) = found("Zinc improved the score more (Δ = 0.41 ± 0.24 points; P = 0.03).")
    assert (estimate.measure.value, estimate.value, estimate.p) == ("MD", 0.41, 0.03)
    assert found("Zinc improved the score more (Δ = 0.41 ± 0.24 points).") == ()


def test_a_number_behind_a_slash_is_part_of_a_unit() -> None:
    """The 24 of "mmol/24 h" is no value of the interval behind it."""
    assert rows("Zinc raised excretion (+3.12 mmol/24 h; 95% CI, +2.23 to +4.01).") == [("MD", 3.12, 2.23, 4.01)]


def test_bare_pairs_behind_a_named_ratio() -> None:
    """A value with its limits in brackets is a ratio where one was named so before, no word of a CI needed."""
    assert rows(
        "The relative risk was 0.62 (0.44-0.86) for stroke.",
        "Zinc was not significantly related to falls (1.09, 0.77–1.55).",
    ) == [("RR", 0.62, 0.44, 0.86), ("RR", 1.09, 0.77, 1.55)]
    assert found("Zinc was not related to falls (1.09, 0.77–1.55).") == ()


def test_an_absolute_difference_with_a_unit_is_one_of_means() -> None:
    """Named absolute, but printed with a unit and no percent sign, it is a difference of means."""
    (estimate,) = found("The absolute difference between placebo and zinc of +0.08 W/kg was significant (p < 0.03).")
    assert (estimate.measure.value, estimate.value, estimate.p) == ("MD", 0.08, 0.03)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Version OR 1.2.3 (95% CI 1.0-1.4) was used.", []),
        ("The odds rose (OR 1.5, 95% CI .9-2.1, P <.001).", [("OR", 1.5, 0.9, 2.1)]),
        ("The odds fell (OR 0,33; IC 95% 0,18-0,60).", [("OR", 0.33, 0.18, 0.6)]),
        ("The odds rose (OR 1.42, 95% CI 1.83-1.10).", [("OR", 1.42, 1.1, 1.83)]),
        ("The mean difference was 1 234 g (95% CI 1 100 to 1 400).", [("MD", 1234.0, 1100.0, 1400.0)]),
        ("At rest the HR was 72 (95% CI 70-74) beats/min.", [("OTHER", 72.0, 70.0, 74.0)]),
        ("The RR was 120/80 mmHg (110-130).", []),
        ("The PR interval was 160 ms (140-180).", []),
        ("We gave β 2 agonists 5 (3-7) times.", []),
        ("The AUC 0–24 h was 350 (300-400) ng·h/mL.", []),
        ("The OR room was kept at 20 (18-22) C.", []),
    ],
)
def test_odd_numbers_and_units_that_look_like_measures(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Numbers in odd notation are read as what they are, or left; a unit makes no ratio of a rate or a time."""
    assert rows(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "contrast"),
    [
        ("RRs comparing the highest with the lowest fifth were 1.04.", "highest with the lowest fifth"),
        (
            "The OR was 0.93 per 10 mm Hg increase in pulse pressure, as before.",
            "per 10 mm Hg increase in pulse pressure",
        ),
        ("Each 1-unit increase in bone density lowered the risk (OR 0.07).", "Each 1-unit increase in bone density"),
        ("The HR per SD of zinc was 0.80.", "per SD"),
        ("There were 17.2 eggs per gram and 0.64 bouts per child per year.", None),
        ("The odds of pregnancy per patient were higher (OR 1.20).", None),
    ],
)
def test_what_is_compared(sentence: str, contrast: str | None) -> None:
    """Extreme groups and steps of an exposure are contrasts; rates and places of measurement are none."""
    assert find_contrast(sentence, 0, len(sentence), len(sentence)) == contrast


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tea was linked to falls (OR = (0.5, 0.7)).", []),
        ("Tea was linked to falls, with an HR of (0.61-0.89).", []),
        ("Tea was linked to falls in men and women (ORs (1.21, 1.52)).", [1.21, 1.52]),
    ],
)
def test_limits_without_a_value_are_no_estimates(sentence: str, expected: list[float]) -> None:
    """A bracket of two numbers behind one ratio's name is its interval; behind a plural it lists two."""
    assert [each.value for each in found(sentence)] == expected


def test_a_prevalence_ratio_stands_before_its_interval() -> None:
    """The letters PR, which stand for much else, are the ratio where a number with its interval follows."""
    assert rows("Falls were more frequent (PR 1.45, 95% CI 1.10-1.91).") == [("PR", 1.45, 1.1, 1.91)]
    assert rows("The share of PR 1.45 (SD 0.3) was low.") == []
