"""Tables as papers print them: each row gives exposure, outcome, sign, level, people, adjustment and estimate."""

from typing import NamedTuple

import pytest
from table_builder import claims_of, document

from miner.extract.estimates import find_estimates
from miner.model.article import Table

Rows = tuple[tuple[str, ...], ...]


class Case(NamedTuple):
    """A table, and what it must give.

    A plain claim is (subject, object, sign, comparison, subgroup, adjusted, measure, value, low, high, p), one of
    mediation (subject, (mediator, percent), object, measure).
    """

    name: str
    caption: str
    header: Rows
    rows: Rows
    expected: tuple[tuple[object, ...], ...]
    notes: str = ""
    title: str = "A study"


CASES = (
    Case(
        "models as columns",
        "Association of magnesium intake with sarcopenia, by quartile",
        (("Quartile", "Model 1 OR (95% CI)", "P", "Model 2 OR (95% CI)", "P"),),
        (
            ("Q1", "1.00 (reference)", "", "1.00 (reference)", ""),
            ("Q2", "0.90 (0.70, 1.15)", "0.40", "0.95 (0.72, 1.25)", "0.71"),
            ("Q4", "0.60 (0.45, 0.80)", "<0.001", "0.66 (0.48, 0.91)", "0.011"),
            ("P for trend", "<0.001", "", "0.01", ""),
        ),
        (
            ("magnesium", "sarcopenia", 0, "Q2", None, False, "OR", 0.9, 0.7, 1.15, 0.4),
            ("magnesium", "sarcopenia", 0, "Q2", None, True, "OR", 0.95, 0.72, 1.25, 0.71),
            ("magnesium", "sarcopenia", -1, "Q4", None, False, "OR", 0.6, 0.45, 0.8, 0.001),
            ("magnesium", "sarcopenia", -1, "Q4", None, True, "OR", 0.66, 0.48, 0.91, 0.011),
        ),
        notes="Model 1: unadjusted. Model 2: adjusted for age, sex and energy.",
    ),
    Case(
        "quartile columns",
        "Multivariable-adjusted hazard ratios (95% CIs) of hip fracture according to quintiles of zinc intake",
        (("", "Q1", "Q2", "Q5", "P-trend"),),
        (
            ("Cases/person-years", "120/9000", "110/9100", "80/9050", ""),
            ("Age-adjusted", "1.00", "0.91 (0.70-1.18)", "0.70 (0.53-0.92)", "0.01"),
            ("Multivariable", "1.00", "0.95 (0.73-1.24)", "0.80 (0.60-1.07)", "0.10"),
        ),
        (
            ("zinc", "hip fracture", 0, "Q2", None, True, "HR", 0.91, 0.7, 1.18, None),
            ("zinc", "hip fracture", -1, "Q5", None, True, "HR", 0.7, 0.53, 0.92, None),
            ("zinc", "hip fracture", 0, "Q2", None, True, "HR", 0.95, 0.73, 1.24, None),
            ("zinc", "hip fracture", 0, "Q5", None, True, "HR", 0.8, 0.6, 1.07, None),
        ),
    ),
    Case(
        "CI in two columns",
        "Multiple logistic regression for osteoporosis",
        (("Variable", "OR", "95% CI", "95% CI", "P value"), ("Variable", "OR", "Lower", "Upper", "P value")),
        (
            ("Age (years)", "1.05", "1.02", "1.08", "<0.001"),
            ("Smoking", "1.80", "1.10", "2.95", "0.02"),
            ("Magnesium (per 100 mg)", "0.85", "0.70", "1.03", "0.10"),
            ("Constant", "0.01", "", "", "0.001"),
        ),
        (
            ("Age", "osteoporosis", 1, None, None, None, "OR", 1.05, 1.02, 1.08, 0.001),
            ("Smoking", "osteoporosis", 1, None, None, None, "OR", 1.8, 1.1, 2.95, 0.02),
            ("Magnesium", "osteoporosis", 0, None, None, None, "OR", 0.85, 0.7, 1.03, 0.1),
        ),
    ),
    Case(
        "beta (SE)",
        "Linear regression of bone density on nutrients",
        (("Nutrient", "β (SE)", "P"),),
        (("Calcium", "0.012 (0.004)", "0.003"), ("Magnesium", "0.002 (0.005)", "0.69")),
        (
            ("Calcium", "bone density", 1, None, None, None, "BETA", 0.012, None, None, 0.003),
            ("Magnesium", "bone density", 0, None, None, None, "BETA", 0.002, None, None, 0.69),
        ),
    ),
    Case(
        "SPSS",
        "Predictors of grip strength",
        (
            ("", "Unstandardized coefficients", "Unstandardized coefficients", "Standardized coefficients", "", ""),
            ("", "B", "Std. Error", "Beta", "t", "Sig."),
        ),
        (
            ("(Constant)", "12.1", "2.0", "", "6.0", ".000"),
            ("Magnesium", "0.31", "0.10", "0.22", "3.1", ".002"),
            ("Age", "-0.20", "0.05", "-0.31", "-4.0", ".000"),
        ),
        (
            ("Magnesium", "grip strength", 1, None, None, None, "BETA", 0.31, None, None, 0.002),
            ("Magnesium", "grip strength", 1, None, None, None, "BETA", 0.22, None, None, 0.002),
            ("Age", "grip strength", -1, None, None, None, "BETA", -0.2, None, None, 0.0),
            ("Age", "grip strength", -1, None, None, None, "BETA", -0.31, None, None, 0.0),
        ),
    ),
    Case(
        "reference rows in groups",
        "Risk factors for falls",
        (("Characteristic", "Crude OR (95% CI)", "Adjusted OR (95% CI)*"),),
        (
            ("Sex", "", ""),
            ("Men", "1", "1"),
            ("Women", "1.5 (1.1-2.0)", "1.4 (1.0-1.9)"),
            ("Vitamin D status", "", ""),
            ("Sufficient", "1 (ref)", "1 (ref)"),
            ("Deficient", "2.1 (1.4-3.1)", "1.8 (1.2-2.7)"),
            ("BMI (kg/m2)", "0.98 (0.95-1.01)", "0.99 (0.96-1.02)"),
        ),
        (
            ("Women", "falls", 1, None, None, False, "OR", 1.5, 1.1, 2, None),
            ("Women", "falls", 0, None, None, True, "OR", 1.4, 1, 1.9, None),
            ("Vitamin D", "falls", -1, "Deficient", None, False, "OR", 2.1, 1.4, 3.1, None),
            ("Vitamin D", "falls", -1, "Deficient", None, True, "OR", 1.8, 1.2, 2.7, None),
            ("BMI", "falls", 0, None, None, False, "OR", 0.98, 0.95, 1.01, None),
            ("BMI", "falls", 0, None, None, True, "OR", 0.99, 0.96, 1.02, None),
        ),
        notes="*Adjusted for age and sex.",
    ),
    Case(
        "reference is top",
        "Serum magnesium and risk of frailty",
        (("Tertile of serum magnesium", "HR (95% CI)"),),
        (("T1 (lowest)", "1.60 (1.20-2.13)"), ("T2", "1.10 (0.82-1.47)"), ("T3 (highest)", "Ref.")),
        (
            ("magnesium", "frailty", -1, "T1 (lowest)", None, None, "HR", 1.6, 1.2, 2.13, None),
            ("magnesium", "frailty", 0, "T2", None, None, "HR", 1.1, 0.82, 1.47, None),
        ),
    ),
    Case(
        "mediation columns",
        "Mediation analysis of inflammation on the association between magnesium intake and low muscle mass",
        (
            (
                "Mediator",
                "Total effect (95% CI)",
                "Direct effect (95% CI)",
                "Indirect effect (95% CI)",
                "Proportion mediated (%)",
            ),
        ),
        (
            ("CRP", "-0.10 (-0.15, -0.05)", "-0.08 (-0.13, -0.03)", "-0.02 (-0.03, -0.01)", "18.0"),
            ("NLR", "-0.10 (-0.15, -0.05)", "-0.09 (-0.14, -0.04)", "-0.01 (-0.02, -0.001)", "9.5 (2.1, 17.0)"),
        ),
        (
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.1, -0.15, -0.05, None),
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.08, -0.13, -0.03, None),
            ("magnesium", ("CRP", 18.0), "low muscle mass", "PCT_MEDIATED"),
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.1, -0.15, -0.05, None),
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.09, -0.14, -0.04, None),
            ("magnesium", ("NLR", 9.5), "low muscle mass", "PCT_MEDIATED"),
        ),
        title="Magnesium and low muscle mass",
    ),
    Case(
        "mediation paths",
        "Mediation by inflammation",
        (("Path", "Estimate", "95% CI", "P"),),
        (
            ("Magnesium → CRP", "-0.30", "-0.45 to -0.15", "<0.001"),
            ("CRP → frailty", "0.20", "0.10 to 0.30", "<0.001"),
            ("Magnesium → CRP → frailty", "-0.06", "-0.10 to -0.02", "0.003"),
        ),
        (
            ("Magnesium", "CRP", -1, None, None, None, "BETA", -0.3, -0.45, -0.15, 0.001),
            ("CRP", "frailty", 1, None, None, None, "BETA", 0.2, 0.1, 0.3, 0.001),
            ("Magnesium", ("CRP", None), "frailty", "BETA"),
        ),
    ),
    Case(
        "total direct indirect rows",
        "Effects of magnesium on depression mediated by IL-6",
        (("Effect", "β", "SE", "95% CI"),),
        (
            ("Total effect", "-0.25", "0.05", "-0.35, -0.15"),
            ("Direct effect", "-0.20", "0.05", "-0.30, -0.10"),
            ("Indirect effect", "-0.05", "0.02", "-0.09, -0.01"),
        ),
        (
            ("magnesium", "depression", -1, None, None, None, "BETA", -0.25, -0.35, -0.15, None),
            ("magnesium", "depression", -1, None, None, None, "BETA", -0.2, -0.3, -0.1, None),
            ("magnesium", ("IL-6", None), "depression", "BETA"),
        ),
    ),
    Case(
        "outcomes as rows",
        "Effect of vitamin D supplementation on physical outcomes",
        (("Outcome", "Vitamin D (n = 50)", "Placebo (n = 50)", "Mean difference (95% CI)", "P"),),
        (
            ("Grip strength (kg)", "28.1 ± 5.2", "27.0 ± 5.0", "1.1 (0.2 to 2.0)", "0.02"),
            ("Gait speed (m/s)", "1.10 ± 0.20", "1.08 ± 0.21", "0.02 (-0.03 to 0.07)", "0.45"),
        ),
        (
            ("vitamin D", "Grip strength", 1, None, None, None, "MD", 1.1, 0.2, 2, 0.02),
            ("vitamin D", "Gait speed", 0, None, None, None, "MD", 0.02, -0.03, 0.07, 0.45),
        ),
    ),
    Case(
        "baseline",
        "Baseline characteristics of participants by quartile of magnesium intake",
        (("", "Q1 (n = 100)", "Q4 (n = 101)", "P value"),),
        (
            ("Age (years)", "45.1 ± 9.0", "47.2 ± 9.1", "0.03"),
            ("BMI (kg/m2)", "27.1 (24.0-30.2)", "26.5 (23.1-29.9)", "0.04"),
            ("Hypertension, n (%)", "30 (30.0)", "25 (24.8)", "0.35"),
        ),
        (),
    ),
    Case(
        "outcomes as column heads",
        "Associations between serum zinc and measures of frailty",
        (
            ("", "Grip strength", "Grip strength", "Gait speed", "Gait speed"),
            ("", "β (95% CI)", "P", "β (95% CI)", "P"),
        ),
        (("Zinc (per SD)", "0.50 (0.20, 0.80)", "0.001", "0.02 (-0.01, 0.05)", "0.20"),),
        (
            ("Zinc", "Grip strength", 1, None, None, True, "BETA", 0.5, 0.2, 0.8, 0.001),
            ("Zinc", "Gait speed", 0, None, None, True, "BETA", 0.02, -0.01, 0.05, 0.2),
        ),
        notes="All models are adjusted for age.",
    ),
    Case(
        "correlations",
        "Correlations between magnesium and inflammatory markers",
        (("", "r", "P"),),
        (("CRP", "-0.32", "<0.001"), ("IL-6", "-0.08", "0.21")),
        (
            ("magnesium", "CRP", -1, None, None, None, "R", -0.32, None, None, 0.001),
            ("magnesium", "IL-6", 0, None, None, None, "R", -0.08, None, None, 0.21),
        ),
    ),
    Case(
        "stars",
        "Regression coefficients for bone density",
        (("Predictor", "Model 1", "Model 2"),),
        (
            ("Calcium", "0.21**", "0.18*"),
            ("Age", "-0.40***", "-0.38***"),
            ("Zinc", "0.05", "0.04"),
            ("R2", "0.30", "0.35"),
        ),
        (
            ("Calcium", "bone density", 1, None, None, None, "BETA", 0.21, None, None, 0.01),
            ("Calcium", "bone density", 1, None, None, True, "BETA", 0.18, None, None, 0.05),
            ("Age", "bone density", -1, None, None, None, "BETA", -0.4, None, None, 0.001),
            ("Age", "bone density", -1, None, None, True, "BETA", -0.38, None, None, 0.001),
        ),
        notes="*P<0.05, **P<0.01, ***P<0.001",
    ),
    Case(
        "subgroups",
        "Subgroup analysis of the association between magnesium intake and hip fracture",
        (("Subgroup", "HR (95% CI)", "P for interaction"),),
        (
            ("Sex", "", ""),
            ("Men", "0.70 (0.50-0.98)", "0.40"),
            ("Women", "0.85 (0.66-1.10)", ""),
            ("Age", "", ""),
            ("<65 years", "0.60 (0.40-0.90)", "0.12"),
            ("≥65 years", "0.90 (0.70-1.16)", ""),
        ),
        (
            ("magnesium", "hip fracture", -1, None, "Men", None, "HR", 0.7, 0.5, 0.98, None),
            ("magnesium", "hip fracture", 0, None, "Women", None, "HR", 0.85, 0.66, 1.1, None),
            ("magnesium", "hip fracture", -1, None, "Age: <65 years", None, "HR", 0.6, 0.4, 0.9, None),
            ("magnesium", "hip fracture", 0, None, "Age: ≥65 years", None, "HR", 0.9, 0.7, 1.16, None),
        ),
    ),
    Case(
        "outcomes in groups",
        "Odds ratios (95% CI) for musculoskeletal outcomes by tertile of dietary magnesium",
        (("Outcome", "T1", "T2", "T3"),),
        (
            ("Osteoporosis", "1.00 (ref)", "0.80 (0.60, 1.07)", "0.65 (0.48, 0.88)"),
            ("Falls", "1.00 (ref)", "0.92 (0.75, 1.13)", "0.90 (0.73, 1.11)"),
        ),
        (
            ("magnesium", "Osteoporosis", 0, "T2", None, None, "OR", 0.8, 0.6, 1.07, None),
            ("magnesium", "Osteoporosis", -1, "T3", None, None, "OR", 0.65, 0.48, 0.88, None),
            ("magnesium", "Falls", 0, "T2", None, None, "OR", 0.92, 0.75, 1.13, None),
            ("magnesium", "Falls", 0, "T3", None, None, "OR", 0.9, 0.73, 1.11, None),
        ),
    ),
    Case(
        "title gives the outcome",
        "Results of multivariable Cox regression",
        (("Variable", "HR", "95% CI", "p-value"),),
        (
            ("Magnesium intake, per 50 mg", "0.88", "0.80–0.97", "0.01"),
            ("Smoking (yes vs. no)", "1.45", "1.10–1.91", "0.008"),
        ),
        (
            ("Magnesium", "frailty", -1, None, None, True, "HR", 0.88, 0.8, 0.97, 0.01),
            ("Smoking", "frailty", 1, None, None, True, "HR", 1.45, 1.1, 1.91, 0.008),
        ),
        title="Dietary magnesium and risk of frailty in older adults",
    ),
    Case(
        "adj superscript",
        "Zinc intake and risk of depression",
        (("", "Cases", "OR (95% CI) ᵃ", "OR (95% CI) ᵇ"),),
        (("Low", "90", "1", "1"), ("High", "60", "0.62 (0.44–0.88)", "0.70 (0.49–1.00)")),
        (
            ("Zinc", "depression", -1, "High", None, False, "OR", 0.62, 0.44, 0.88, None),
            ("Zinc", "depression", 0, "High", None, True, "OR", 0.7, 0.49, 1, None),
        ),
        notes="ᵃ Unadjusted. ᵇ Adjusted for age, sex, income.",
    ),
    Case(
        "row names measure",
        "Association between vitamin D and falls",
        (("", "<50 nmol/L", "50–75 nmol/L", ">75 nmol/L"),),
        (
            ("N", "100", "120", "90"),
            ("Crude OR (95% CI)", "1.9 (1.3–2.8)", "1.2 (0.9–1.6)", "1 (reference)"),
            ("Adjusted OR (95% CI)", "1.6 (1.1–2.4)", "1.1 (0.8–1.5)", "1 (reference)"),
        ),
        (
            ("vitamin D", "falls", -1, "<50 nmol/L", None, False, "OR", 1.9, 1.3, 2.8, None),
            ("vitamin D", "falls", 0, "50–75 nmol/L", None, False, "OR", 1.2, 0.9, 1.6, None),
            ("vitamin D", "falls", -1, "<50 nmol/L", None, True, "OR", 1.6, 1.1, 2.4, None),
            ("vitamin D", "falls", 0, "50–75 nmol/L", None, True, "OR", 1.1, 0.8, 1.5, None),
        ),
    ),
    Case(
        "deficiency",
        "Logistic regression of factors associated with falls",
        (("Factor", "aOR [95% CI]", "p"),),
        (
            ("Vitamin D deficiency", "1.75 [1.20; 2.55]", "0.004"),
            ("Low magnesium", "1.40 [1.02; 1.92]", "0.04"),
            ("Hypertension", "0.95 [0.70; 1.29]", "0.74"),
        ),
        (
            ("Vitamin D", "falls", -1, None, None, True, "OR", 1.75, 1.2, 2.55, 0.004),
            ("magnesium", "falls", -1, None, None, True, "OR", 1.4, 1.02, 1.92, 0.04),
            ("Hypertension", "falls", 0, None, None, True, "OR", 0.95, 0.7, 1.29, 0.74),
        ),
    ),
    Case(
        "means with CI",
        "Mean bone density (95% CI) by quartile of calcium intake",
        (("", "Q1", "Q2", "Q4", "P for trend"),),
        (("Women", "0.85 (0.83-0.87)", "0.86 (0.84-0.88)", "0.88 (0.86-0.90)", "0.01"),),
        (),
    ),
    Case(
        "diagnostics",
        "Diagnostic accuracy of CRP for sarcopenia",
        (("Marker", "Sensitivity (95% CI)", "Specificity (95% CI)", "AUC (95% CI)"),),
        (("CRP", "80 (70-88)", "60 (50-70)", "0.75 (0.68-0.82)"),),
        (),
    ),
    Case(
        "two-level models",
        "Hazard ratios for hip fracture by serum calcium",
        (("Serum calcium", "Model 1", "Model 1", "Model 2", "Model 2"), ("", "HR (95% CI)", "P", "HR (95% CI)", "P")),
        (("Per 1 mg/dL", "1.20 (1.05-1.37)", "0.007", "1.12 (0.97-1.29)", "0.12"),),
        (
            ("calcium", "hip fracture", 1, "Per 1 mg/dL", None, False, "HR", 1.2, 1.05, 1.37, 0.007),
            ("calcium", "hip fracture", 0, "Per 1 mg/dL", None, True, "HR", 1.12, 0.97, 1.29, 0.12),
        ),
        notes="Model 1 is crude; Model 2 is adjusted for age.",
    ),
    Case(
        "group model rows",
        "Association of dietary magnesium with sarcopenia",
        (("", "OR", "95% CI", "P"),),
        (
            ("Model 1", "", "", ""),
            ("Q1", "Ref", "", ""),
            ("Q4", "0.55", "0.40 to 0.76", "<0.001"),
            ("Model 2", "", "", ""),
            ("Q1", "Ref", "", ""),
            ("Q4", "0.61", "0.43 to 0.87", "0.006"),
        ),
        (
            ("magnesium", "sarcopenia", -1, "Q4", None, False, "OR", 0.55, 0.4, 0.76, 0.001),
            ("magnesium", "sarcopenia", -1, "Q4", None, True, "OR", 0.61, 0.43, 0.87, 0.006),
        ),
        notes="Model 1, no adjustment; Model 2, adjusted for age and sex.",
    ),
    Case(
        "placebo contrast columns",
        "Effects on CRP at 12 weeks",
        (("", "Zinc vs placebo, mean difference (95% CI)", "P"),),
        (("CRP (mg/L)", "-1.2 (-2.0 to -0.4)", "0.004"),),
        (("Zinc", "CRP", -1, "Zinc vs placebo", None, None, "MD", -1.2, -2, -0.4, 0.004),),
    ),
    Case(
        "exposures rows, IV",
        "Mendelian randomization estimates of serum minerals on osteoporosis",
        (("Exposure", "Method", "nSNP", "OR (95% CI)", "P"),),
        (
            ("Magnesium", "IVW", "6", "0.80 (0.66–0.97)", "0.02"),
            ("Magnesium", "Weighted median", "6", "0.82 (0.65–1.03)", "0.09"),
            ("Zinc", "IVW", "4", "1.05 (0.90–1.22)", "0.55"),
        ),
        (
            ("Magnesium", "osteoporosis", -1, None, None, None, "OR", 0.8, 0.66, 0.97, 0.02),
            ("Magnesium", "osteoporosis", 0, None, None, None, "OR", 0.82, 0.65, 1.03, 0.09),
            ("Zinc", "osteoporosis", 0, None, None, None, "OR", 1.05, 0.9, 1.22, 0.55),
        ),
    ),
    Case(
        "prose indirect via",
        "Bootstrap results for the indirect effects of zinc on depression",
        (("Indirect path", "Effect", "Boot SE", "BootLLCI", "BootULCI"),),
        (("Through CRP", "-0.04", "0.01", "-0.06", "-0.02"), ("Through IL-6", "-0.01", "0.01", "-0.03", "0.01")),
        (("zinc", ("CRP", None), "depression", "BETA"), ("zinc", ("IL-6", None), "depression", "BETA")),
    ),
    Case(
        "meta studies",
        "Characteristics and results of studies on magnesium intake and risk of hip fracture",
        (("Study", "Country", "Cases", "RR (95% CI)"),),
        (("Miller 2010", "USA", "210", "0.80 (0.65-0.98)"), ("Sato 2014", "Japan", "95", "1.02 (0.80-1.30)")),
        (),
    ),
    Case(
        "ranges as heads",
        "Odds ratios and 95% CIs of osteoporosis across quartiles of dietary magnesium (mg/d)",
        (("", "<210", "210-279", "280-350", ">350", "P trend"),),
        (
            ("n cases/total", "60/400", "55/401", "40/399", "35/402", ""),
            ("Model 1", "1.00", "0.90 (0.61, 1.33)", "0.66 (0.43, 1.01)", "0.54 (0.35, 0.85)", "0.004"),
            ("Model 2", "1.00", "0.93 (0.62, 1.39)", "0.70 (0.45, 1.09)", "0.58 (0.36, 0.94)", "0.02"),
        ),
        (
            ("magnesium", "osteoporosis", 0, "210-279", None, True, "OR", 0.9, 0.61, 1.33, None),
            ("magnesium", "osteoporosis", 0, "280-350", None, True, "OR", 0.66, 0.43, 1.01, None),
            ("magnesium", "osteoporosis", -1, ">350", None, True, "OR", 0.54, 0.35, 0.85, None),
            ("magnesium", "osteoporosis", 0, "210-279", None, True, "OR", 0.93, 0.62, 1.39, None),
            ("magnesium", "osteoporosis", 0, "280-350", None, True, "OR", 0.7, 0.45, 1.09, None),
            ("magnesium", "osteoporosis", -1, ">350", None, True, "OR", 0.58, 0.36, 0.94, None),
        ),
        notes="Model 1 adjusted for age and sex. Model 2 additionally adjusted for BMI and smoking.",
    ),
    Case(
        "outcome superheads, quartile rows",
        "Multivariable-adjusted associations of serum zinc with frailty and depression",
        (
            ("Serum zinc", "Frailty", "Frailty", "Depression", "Depression"),
            ("", "OR (95% CI)", "P", "OR (95% CI)", "P"),
        ),
        (
            ("Quartile 1", "1 (reference)", "", "1 (reference)", ""),
            ("Quartile 4", "0.61 (0.42–0.89)", "0.01", "0.88 (0.62–1.25)", "0.48"),
            ("Per 1 SD", "0.84 (0.73–0.97)", "0.02", "0.95 (0.83–1.09)", "0.47"),
        ),
        (
            ("zinc", "Frailty", -1, "Quartile 4", None, True, "OR", 0.61, 0.42, 0.89, 0.01),
            ("zinc", "Depression", 0, "Quartile 4", None, True, "OR", 0.88, 0.62, 1.25, 0.48),
            ("zinc", "Frailty", -1, "Per 1 SD", None, True, "OR", 0.84, 0.73, 0.97, 0.02),
            ("zinc", "Depression", 0, "Per 1 SD", None, True, "OR", 0.95, 0.83, 1.09, 0.47),
        ),
    ),
    Case(
        "p in cell",
        "Cox regression analysis for hip fracture",
        (("Variable", "Univariate HR (95% CI); p", "Multivariate HR (95% CI); p"),),
        (
            ("Age", "1.06 (1.03–1.09); <0.001", "1.05 (1.02–1.08); 0.001"),
            ("Vitamin D (per 10 nmol/L)", "0.90 (0.82–0.99); p = 0.03", "0.93 (0.84–1.03); p = 0.16"),
        ),
        (
            ("Age", "hip fracture", 1, None, None, False, "HR", 1.06, 1.03, 1.09, 0.001),
            ("Age", "hip fracture", 1, None, None, True, "HR", 1.05, 1.02, 1.08, 0.001),
            ("Vitamin D", "hip fracture", -1, None, None, False, "HR", 0.9, 0.82, 0.99, 0.03),
            ("Vitamin D", "hip fracture", 0, None, None, True, "HR", 0.93, 0.84, 1.03, 0.16),
        ),
    ),
    Case(
        "mediators in columns",
        "Mediating effects of inflammatory markers on the association between magnesium intake and low muscle mass",
        (("", "CRP", "NLR"), ("", "Estimate (95% CI)", "Estimate (95% CI)")),
        (
            ("Total effect", "-0.080 (-0.120, -0.040)", "-0.080 (-0.120, -0.040)"),
            ("Indirect effect", "-0.012 (-0.020, -0.004)", "-0.004 (-0.011, 0.003)"),
            ("Direct effect", "-0.068 (-0.109, -0.027)", "-0.076 (-0.117, -0.035)"),
            ("Proportion mediated, %", "15.0 (5.1, 30.2)", "5.0 (-3.0, 14.0)"),
        ),
        (
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.08, -0.12, -0.04, None),
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.08, -0.12, -0.04, None),
            ("magnesium", ("CRP", 15.0), "low muscle mass", "PCT_MEDIATED"),
            ("magnesium", ("NLR", 5.0), "low muscle mass", "PCT_MEDIATED"),
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.068, -0.109, -0.027, None),
            ("magnesium", "low muscle mass", -1, None, None, None, "BETA", -0.076, -0.117, -0.035, None),
        ),
        title="Magnesium intake, inflammation and low muscle mass",
    ),
    Case(
        "trial ITT",
        "Changes in outcomes after 12 months",
        (("", "Magnesium (n = 60)", "Placebo (n = 62)", "Between-group difference (95% CI)", "P value"),),
        (
            ("Bone density, g/cm2", "0.012 ± 0.030", "-0.004 ± 0.028", "0.016 (0.006, 0.026)", "0.002"),
            ("CRP, mg/L", "-0.4 ± 1.2", "-0.1 ± 1.1", "-0.3 (-0.7, 0.1)", "0.15"),
        ),
        (
            ("magnesium", "Bone density", 1, None, None, None, "MD", 0.016, 0.006, 0.026, 0.002),
            ("magnesium", "CRP", 0, None, None, None, "MD", -0.3, -0.7, 0.1, 0.15),
        ),
        title="Effect of magnesium supplementation on bone density in women: a randomised trial",
    ),
    Case(
        "men women column blocks",
        "Adjusted β coefficients (95% CI) for grip strength per 100 mg/d of calcium intake",
        (("", "Men", "Women"),),
        (("Crude", "0.20 (0.05, 0.35)", "0.10 (-0.02, 0.22)"), ("Adjusted", "0.15 (0.01, 0.29)", "0.06 (-0.05, 0.17)")),
        (
            ("calcium", "grip strength", 1, None, "Men", False, "BETA", 0.2, 0.05, 0.35, None),
            ("calcium", "grip strength", 0, None, "Women", False, "BETA", 0.1, -0.02, 0.22, None),
            ("calcium", "grip strength", 1, None, "Men", True, "BETA", 0.15, 0.01, 0.29, None),
            ("calcium", "grip strength", 0, None, "Women", True, "BETA", 0.06, -0.05, 0.17, None),
        ),
    ),
    Case(
        "yes/no under variable",
        "Factors associated with falls in multivariable logistic regression",
        (("Variables", "Category", "AOR", "95% CI", "p-value"),),
        (
            ("Hypertension", "No", "1", "", ""),
            ("", "Yes", "1.42", "1.05–1.92", "0.02"),
            ("Smoking", "Never", "1", "", ""),
            ("", "Former", "1.10", "0.80–1.51", "0.56"),
            ("", "Current", "1.65", "1.12–2.43", "0.01"),
            ("Age group", "<70", "1", "", ""),
            ("", "≥70", "2.30", "1.70–3.11", "<0.001"),
        ),
        (
            ("Hypertension", "falls", 1, "Yes", None, True, "OR", 1.42, 1.05, 1.92, 0.02),
            ("Smoking", "falls", 0, "Former", None, True, "OR", 1.1, 0.8, 1.51, 0.56),
            ("Smoking", "falls", 1, "Current", None, True, "OR", 1.65, 1.12, 2.43, 0.01),
            ("Age", "falls", 1, "≥70", None, True, "OR", 2.3, 1.7, 3.11, 0.001),
        ),
    ),
    Case(
        "correlation matrix names",
        "Spearman correlations of minerals with bone density",
        (("", "Bone density", "Bone density", "Grip strength", "Grip strength"), ("", "ρ", "p", "ρ", "p")),
        (("Magnesium", "0.21", "0.001", "0.05", "0.44"), ("Zinc", "-0.02", "0.76", "0.11", "0.08")),
        (
            ("Magnesium", "Bone density", 1, None, None, None, "R", 0.21, None, None, 0.001),
            ("Magnesium", "Grip strength", 0, None, None, None, "R", 0.05, None, None, 0.44),
            ("Zinc", "Bone density", 0, None, None, None, "R", -0.02, None, None, 0.76),
            ("Zinc", "Grip strength", 0, None, None, None, "R", 0.11, None, None, 0.08),
        ),
    ),
    Case(
        "nutrient composition",
        "Effect of cooking on magnesium content of foods",
        (("Food", "Raw (mg/100 g)", "Boiled (mg/100 g)", "Loss (%)"),),
        (("Spinach", "79", "60", "24"), ("Beans", "140", "110", "21")),
        (),
    ),
    Case(
        "SE and stars, dose",
        "Regression of log CRP on nutrient intake",
        (("Nutrient", "Men β ± SE", "Women β ± SE"),),
        (("Magnesium", "-0.10 ± 0.04*", "-0.06 ± 0.04"), ("Zinc", "0.02 ± 0.03", "0.01 ± 0.03")),
        (
            ("Magnesium", "CRP", -1, None, "Men", None, "BETA", -0.1, None, None, 0.05),
            ("Magnesium", "CRP", 0, None, "Women", None, "BETA", -0.06, None, None, None),
            ("Zinc", "CRP", 0, None, "Men", None, "BETA", 0.02, None, None, None),
            ("Zinc", "CRP", 0, None, "Women", None, "BETA", 0.01, None, None, None),
        ),
        notes="*P < 0.05",
    ),
    Case(
        "title only outcome",
        "Table of hazard ratios",
        (("Serum calcium", "Deaths", "Model 1", "Model 2"),),
        (
            ("<2.2", "50", "1.30 (1.01–1.67)", "1.22 (0.94–1.58)"),
            ("2.2–2.4", "120", "1.00 (reference)", "1.00 (reference)"),
            (">2.4", "70", "1.15 (0.93–1.42)", "1.10 (0.89–1.36)"),
        ),
        (
            ("calcium", "mortality", -1, "<2.2", None, None, "HR", 1.3, 1.01, 1.67, None),
            ("calcium", "mortality", 0, "<2.2", None, True, "HR", 1.22, 0.94, 1.58, None),
            ("calcium", "mortality", 0, ">2.4", None, None, "HR", 1.15, 0.93, 1.42, None),
            ("calcium", "mortality", 0, ">2.4", None, True, "HR", 1.1, 0.89, 1.36, None),
        ),
        title="Serum calcium and mortality: a cohort study",
    ),
    Case(
        "sensitivity analyses rows",
        "Sensitivity analyses of the association between zinc intake and depression",
        (("Analysis", "OR (95% CI)", "P"),),
        (
            ("Main analysis", "0.70 (0.55–0.89)", "0.004"),
            ("Excluding participants with diabetes", "0.72 (0.56–0.93)", "0.01"),
            ("Complete cases only", "0.69 (0.53–0.90)", "0.006"),
        ),
        (
            ("zinc", "depression", -1, None, None, None, "OR", 0.7, 0.55, 0.89, 0.004),
            ("zinc", "depression", -1, None, None, None, "OR", 0.72, 0.56, 0.93, 0.01),
            ("zinc", "depression", -1, None, None, None, "OR", 0.69, 0.53, 0.9, 0.006),
        ),
    ),
    Case(
        "biomarkers mean diff by group",
        "Comparison of serum minerals between patients with osteoporosis and controls",
        (("", "Osteoporosis (n = 80)", "Controls (n = 80)", "P"),),
        (("Magnesium, mmol/L", "0.78 ± 0.08", "0.84 ± 0.07", "<0.001"), ("Zinc, μg/dL", "80 ± 12", "85 ± 13", "0.01")),
        (),
    ),
    Case(
        "a regression whose outcome stands first",
        "Linear regression of gait speed on treatment and other variables",
        (("", "(1)", "(2)"), ("", "Gait speed", "Gait speed")),
        (("Zinc (time: 1 = evening; 0 = morning)", "-0.41*", "-0.44*"), ("", "(-2.1)", "(-2.2)")),
        (
            ("Zinc", "Gait speed", -1, None, None, None, "BETA", -0.41, None, None, 0.05),
            ("Zinc", "Gait speed", -1, None, None, None, "BETA", -0.44, None, None, 0.05),
        ),
        notes="t-values in brackets. * p < 0.05",
    ),
    Case(
        "estimates of a model",
        "Estimates of linear mixed model over 20 days for falls as a function of zinc",
        (("Covariance", "Estimate (SE)", "Lower bound", "Upper bound"),),
        (("Repeated measures Var1", "0.04 (0.13)", "0.00", "38.06"),),
        (),
    ),
    Case(
        "dose table",
        "Relative risks of falls by category of vitamin D dose",
        (("Dose (IU/d)", "Trials", "RR (95% CI)"),),
        (("<400", "3", "1.01 (0.95-1.07)"), ("400-800", "5", "0.94 (0.89-0.99)"), (">800", "2", "0.97 (0.90-1.05)")),
        (
            ("vitamin D", "falls", 0, "<400", None, None, "RR", 1.01, 0.95, 1.07, None),
            ("vitamin D", "falls", -1, "400-800", None, None, "RR", 0.94, 0.89, 0.99, None),
            ("vitamin D", "falls", 0, ">800", None, None, "RR", 0.97, 0.9, 1.05, None),
        ),
    ),
    Case(
        "joint outcomes rows, exposure cols",
        "Associations of magnesium and calcium intake with bone outcomes, odds ratio (95% CI)",
        (("Outcome", "Magnesium", "Calcium"),),
        (
            ("Osteoporosis", "0.75 (0.60, 0.94)", "0.88 (0.70, 1.11)"),
            ("Hip fracture", "0.90 (0.70, 1.16)", "0.82 (0.68, 0.99)"),
        ),
        (
            ("Magnesium", "Osteoporosis", -1, None, None, True, "OR", 0.75, 0.6, 0.94, None),
            ("Calcium", "Osteoporosis", 0, None, None, True, "OR", 0.88, 0.7, 1.11, None),
            ("Magnesium", "Hip fracture", 0, None, None, True, "OR", 0.9, 0.7, 1.16, None),
            ("Calcium", "Hip fracture", -1, None, None, True, "OR", 0.82, 0.68, 0.99, None),
        ),
        notes="Adjusted for age.",
    ),
    Case(
        "prognostic",
        "Univariate and multivariate analyses of overall survival",
        (
            ("", "Univariate", "Univariate", "Multivariate", "Multivariate"),
            ("Variable", "HR (95% CI)", "P", "HR (95% CI)", "P"),
        ),
        (
            ("Age (≥70 vs <70)", "1.40 (1.05-1.87)", "0.022", "1.30 (0.95-1.78)", "0.10"),
            ("NLR (high vs low)", "1.90 (1.40-2.58)", "<0.001", "1.70 (1.22-2.37)", "0.002"),
        ),
        (
            ("Age", "overall survival", -1, None, None, False, "HR", 1.4, 1.05, 1.87, 0.022),
            ("Age", "overall survival", 0, None, None, True, "HR", 1.3, 0.95, 1.78, 0.1),
            ("NLR", "overall survival", -1, None, None, False, "HR", 1.9, 1.4, 2.58, 0.001),
            ("NLR", "overall survival", -1, None, None, True, "HR", 1.7, 1.22, 2.37, 0.002),
        ),
        title="NLR and survival in frail adults",
    ),
    Case(
        "percent change",
        "Percent difference (95% CI) in CRP per doubling of zinc intake",
        (("", "% difference (95% CI)", "P"),),
        (("All", "-8.1 (-13.0, -3.0)", "0.002"), ("Women", "-4.0 (-10.1, 2.5)", "0.22")),
        (
            ("zinc", "CRP", -1, None, None, None, "PCT_CHANGE", -8.1, -13, -3, 0.002),
            ("zinc", "CRP", 0, None, "Women", None, "PCT_CHANGE", -4, -10.1, 2.5, 0.22),
        ),
    ),
    Case(
        "GLM adj means",
        "Adjusted mean grip strength by tertile of magnesium intake",
        (("", "T1", "T2", "T3", "P"),),
        (("Men", "38.1 (37.0, 39.2)", "38.9 (37.8, 40.0)", "39.5 (38.4, 40.6)", "0.08"),),
        (),
        notes="Values are means (95% CI).",
    ),
    Case(
        "sem paths",
        "Direct and indirect effects of magnesium on frailty through CRP",
        (("Path", "β", "SE", "p"),),
        (
            ("Magnesium → CRP", "-0.18", "0.05", "<0.001"),
            ("CRP → Frailty", "0.22", "0.06", "<0.001"),
            ("Magnesium → Frailty (direct)", "-0.10", "0.06", "0.09"),
            ("Magnesium → CRP → Frailty (indirect)", "-0.04", "0.02", "0.02"),
        ),
        (
            ("Magnesium", "CRP", -1, None, None, None, "BETA", -0.18, None, None, 0.001),
            ("CRP", "Frailty", 1, None, None, None, "BETA", 0.22, None, None, 0.001),
            ("Magnesium", "Frailty", 0, None, None, None, "BETA", -0.1, None, None, 0.09),
            ("Magnesium", ("CRP", None), "Frailty", "BETA"),
        ),
    ),
    Case(
        "incidence by arm",
        "Primary and secondary end points",
        (("End point", "Zinc (N=200) no. (%)", "Placebo (N=201) no. (%)", "Hazard Ratio (95% CI)", "P Value"),),
        (
            ("Falls", "40 (20.0)", "62 (30.8)", "0.61 (0.41–0.91)", "0.015"),
            ("Hip fracture", "5 (2.5)", "6 (3.0)", "0.84 (0.26–2.75)", "0.77"),
        ),
        (
            ("Zinc", "Falls", -1, None, None, None, "HR", 0.61, 0.41, 0.91, 0.015),
            ("Zinc", "Hip fracture", 0, None, None, None, "HR", 0.84, 0.26, 2.75, 0.77),
        ),
        title="Zinc and falls: a randomised trial",
    ),
    Case(
        "interaction",
        "Association between zinc intake and depression by smoking status",
        (("", "Smokers OR (95% CI)", "Non-smokers OR (95% CI)", "P interaction"),),
        (("Zinc, highest vs lowest tertile", "0.60 (0.40–0.90)", "0.95 (0.70–1.29)", "0.04"),),
        (
            ("Zinc", "depression", -1, None, "Smokers", None, "OR", 0.6, 0.4, 0.9, None),
            ("Zinc", "depression", 0, None, "Non-smokers", None, "OR", 0.95, 0.7, 1.29, None),
        ),
    ),
    Case(
        "reliability",
        "Reliability of grip strength measurement",
        (("", "ICC (95% CI)"),),
        (("Right hand", "0.95 (0.92-0.97)"),),
        (),
    ),
    Case(
        "descr medians",
        "Nutrient intakes of the women by frailty status, median (IQR)",
        (("", "Frail", "Not frail", "P"),),
        (("Magnesium (mg)", "210 (180-250)", "250 (210-300)", "<0.001"),),
        (),
    ),
    Case(
        "mediator rows no title",
        "Proportion of the association between vitamin D and depression mediated by inflammatory markers",
        (("Marker", "ACME (95% CI)", "ADE (95% CI)", "Prop. mediated"),),
        (
            ("CRP", "-0.010 (-0.018, -0.002)", "-0.050 (-0.080, -0.020)", "16.7%"),
            ("IL-6", "-0.002 (-0.007, 0.003)", "-0.058 (-0.090, -0.026)", "3.3%"),
        ),
        (
            ("vitamin D", ("CRP", 16.7), "depression", "PCT_MEDIATED"),
            ("vitamin D", "depression", -1, None, None, None, "BETA", -0.05, -0.08, -0.02, None),
            ("vitamin D", ("IL-6", 3.3), "depression", "PCT_MEDIATED"),
            ("vitamin D", "depression", -1, None, None, None, "BETA", -0.058, -0.09, -0.026, None),
        ),
    ),
    Case(
        "weighted logistic NHANES",
        "Weighted logistic regression of the association of dietary magnesium with low muscle mass in NHANES",
        (
            ("Magnesium intake", "Model 1", "Model 1", "Model 2", "Model 2"),
            ("", "OR (95% CI)", "P-value", "OR (95% CI)", "P-value"),
        ),
        (
            ("Continuous (per 100 mg/d)", "0.70 (0.58, 0.84)", "<0.001", "0.78 (0.63, 0.96)", "0.021"),
            ("Quartiles", "", "", "", ""),
            ("Q1", "Reference", "", "Reference", ""),
            ("Q3", "0.62 (0.43, 0.89)", "0.010", "0.75 (0.50, 1.12)", "0.155"),
            ("P for trend", "<0.001", "", "0.018", ""),
        ),
        (
            (
                "magnesium",
                "low muscle mass",
                -1,
                "Continuous (per 100 mg/d)",
                None,
                False,
                "OR",
                0.7,
                0.58,
                0.84,
                0.001,
            ),
            (
                "magnesium",
                "low muscle mass",
                -1,
                "Continuous (per 100 mg/d)",
                None,
                True,
                "OR",
                0.78,
                0.63,
                0.96,
                0.021,
            ),
            ("magnesium", "low muscle mass", -1, "Q3", None, False, "OR", 0.62, 0.43, 0.89, 0.01),
            ("magnesium", "low muscle mass", 0, "Q3", None, True, "OR", 0.75, 0.5, 1.12, 0.155),
        ),
        notes="Model 1 was not adjusted. Model 2 was adjusted for age, sex, race and BMI.",
    ),
    Case(
        "mediation one pair",
        "Mediation effect of NLR on the relationship between dietary magnesium and frailty",
        (("", "Estimate", "95% CI", "P value"),),
        (
            ("Total effect", "-0.045", "-0.061, -0.029", "<0.001"),
            ("ACME (NLR)", "-0.006", "-0.010, -0.003", "<0.001"),
            ("ADE", "-0.039", "-0.055, -0.023", "<0.001"),
            ("Proportion mediated", "13.3%", "6.1%, 25.0%", "<0.001"),
        ),
        (
            ("magnesium", "frailty", -1, None, None, None, "BETA", -0.045, -0.061, -0.029, 0.001),
            ("magnesium", ("NLR", 13.3), "frailty", "PCT_MEDIATED"),
            ("magnesium", "frailty", -1, None, None, None, "BETA", -0.039, -0.055, -0.023, 0.001),
        ),
        title="Dietary magnesium, systemic inflammation and frailty",
    ),
    Case(
        "gender col, exposures rows",
        "Association of minerals with grip strength in men and women",
        (
            ("", "Men (n = 812)", "Men (n = 812)", "Women (n = 904)", "Women (n = 904)"),
            ("", "β (95% CI)", "P", "β (95% CI)", "P"),
        ),
        (
            ("Magnesium", "0.31 (0.10, 0.52)", "0.004", "0.12 (-0.05, 0.29)", "0.17"),
            ("Zinc", "-0.05 (-0.20, 0.10)", "0.51", "0.02 (-0.11, 0.15)", "0.76"),
        ),
        (
            ("Magnesium", "grip strength", 1, None, "Men", None, "BETA", 0.31, 0.1, 0.52, 0.004),
            ("Magnesium", "grip strength", 0, None, "Women", None, "BETA", 0.12, -0.05, 0.29, 0.17),
            ("Zinc", "grip strength", 0, None, "Men", None, "BETA", -0.05, -0.2, 0.1, 0.51),
            ("Zinc", "grip strength", 0, None, "Women", None, "BETA", 0.02, -0.11, 0.15, 0.76),
        ),
    ),
    Case(
        "linear reg CALLY",
        "Multivariate linear regression analysis for CALLY",
        (("Variables", "B", "SE", "t", "P", "95% CI"),),
        (
            ("Magnesium", "0.21", "0.06", "3.5", "0.001", "0.09–0.33"),
            ("Age", "-0.02", "0.01", "-2.0", "0.046", "-0.04–0.00"),
        ),
        (
            ("Magnesium", "CALLY", 1, None, None, True, "BETA", 0.21, 0.09, 0.33, 0.001),
            ("Age", "CALLY", 0, None, None, True, "BETA", -0.02, -0.04, 0, 0.046),
        ),
    ),
    Case(
        "dose-response case control",
        "Serum zinc levels and risk of osteoporosis: results of conditional logistic regression",
        (("Serum zinc (μg/dL)", "Cases/controls", "Crude OR (95% CI)", "Adjusted OR (95% CI) ᵃ"),),
        (
            ("<70", "60/30", "1.00", "1.00"),
            ("70–90", "50/55", "0.45 (0.25–0.82)", "0.50 (0.27–0.93)"),
            (">90", "30/55", "0.27 (0.14–0.51)", "0.31 (0.16–0.61)"),
        ),
        (
            ("zinc", "osteoporosis", -1, "70–90", None, False, "OR", 0.45, 0.25, 0.82, None),
            ("zinc", "osteoporosis", -1, "70–90", None, True, "OR", 0.5, 0.27, 0.93, None),
            ("zinc", "osteoporosis", -1, ">90", None, False, "OR", 0.27, 0.14, 0.51, None),
            ("zinc", "osteoporosis", -1, ">90", None, True, "OR", 0.31, 0.16, 0.61, None),
        ),
        notes="ᵃ Adjusted for age and BMI.",
    ),
    Case(
        "serial mediation",
        "Indirect effects of zinc on depression through IL-6 and CRP",
        (("Indirect effect", "Effect", "Boot SE", "95% CI"),),
        (
            ("Zinc → IL-6 → Depression", "-0.03", "0.01", "[-0.05, -0.01]"),
            ("Zinc → CRP → Depression", "-0.02", "0.01", "[-0.04, 0.00]"),
        ),
        (("Zinc", ("IL-6", None), "Depression", "BETA"), ("Zinc", ("CRP", None), "Depression", "BETA")),
    ),
    Case(
        "multiple outcomes per model row",
        "Hazard ratios (95% CI) per 1-SD increase in serum magnesium",
        (("Outcome", "Events", "Model 1", "Model 2"),),
        (
            ("Hip fracture", "210", "0.85 (0.75, 0.96)", "0.90 (0.79, 1.03)"),
            ("Falls", "540", "0.97 (0.89, 1.06)", "0.99 (0.91, 1.08)"),
        ),
        (
            ("magnesium", "Hip fracture", -1, None, None, True, "HR", 0.85, 0.75, 0.96, None),
            ("magnesium", "Hip fracture", 0, None, None, True, "HR", 0.9, 0.79, 1.03, None),
            ("magnesium", "Falls", 0, None, None, True, "HR", 0.97, 0.89, 1.06, None),
            ("magnesium", "Falls", 0, None, None, True, "HR", 0.99, 0.91, 1.08, None),
        ),
        notes="Model 1: age and sex adjusted. Model 2: model 1 plus BMI.",
    ),
    Case(
        "characteristics by outcome",
        "Characteristics of participants with and without low muscle mass",
        (("", "Total", "No low muscle mass", "Low muscle mass", "P value"),),
        (
            ("Magnesium, mg/d", "300.1 (4.2)", "310.2 (4.5)", "260.4 (6.1)", "<0.001"),
            ("Smoking, %", "20.1 (18.0, 22.2)", "19.5 (17.0, 22.0)", "22.4 (18.1, 26.7)", "0.21"),
        ),
        (),
        notes="Values are mean (SE) or % (95% CI).",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_table_gives_its_claims_and_no_other(case: Case) -> None:
    """Every row that tells an effect gives its claim; descriptive tables give none."""
    table = Table("Table 1", case.caption, case.header, case.rows, case.notes)
    doc = document(table, title=case.title)
    estimates = find_estimates(doc)
    given: list[tuple[object, ...]] = []
    for claim in claims_of(doc):
        last = estimates[claim.estimates[-1]]
        assert doc.text[claim.start : claim.end] == claim.quote
        if claim.mediators:
            (mediator,) = claim.mediators
            told = (mediator.text, mediator.percent)
            given.append((claim.subject.text, told, claim.object.text, last.measure.value))
        else:
            given.append(
                (
                    claim.subject.text,
                    claim.object.text,
                    claim.sign,
                    claim.comparison,
                    claim.subgroup,
                    claim.adjusted,
                    last.measure.value,
                    last.value,
                    last.ci_low,
                    last.ci_high,
                    last.p,
                )
            )
    assert given == list(case.expected)


@pytest.mark.parametrize(
    "rows",
    [
        ((),),
        (("",),),
        (("Zinc",), ("Zinc", "0.7 (0.5", "p"), ("|", "|", "|")),
        (("Zinc", "0.70 (0.85-0.60)", "1.2.3"), ("Zinc", "−", "<.001"), ("Zinc", "0,70 (0,55–0,89)", "0·03")),
        tuple((f"Zinc {number} mg", "0.70 (0.55-0.89)", "0.02") for number in range(2000)),
    ],
    ids=["nothing", "empty", "ragged", "odd numbers", "thousands of rows"],
)
def test_bad_and_long_tables(rows: Rows) -> None:
    """Empty, ragged and misprinted rows give nothing but what they print; a long table gives every row."""
    doc = document(Table("", "Zinc and risk of falls", (("", "OR (95% CI)", "P"),), rows))
    values = {each.value for each in find_estimates(doc)}
    assert values <= {0.7}
    assert len(claims_of(doc)) <= len(rows)
