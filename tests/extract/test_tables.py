"""Tables of full texts: estimates by their header, claims with the cell as their quote."""

import pytest
from table_builder import claims_of, document

from miner.extract.estimates import find_estimates
from miner.model.article import Article, Table
from miner.model.layout import lay_out

TABLE = Table(
    label="Table 2",
    caption="Association between magnesium intake and sarcopenia",
    header=(("", "Crude OR (95% CI)", "Adjusted OR (95% CI)", "P value"),),
    rows=(
        ("Q1", "1.00 (reference)", "1.00 (reference)", ""),
        ("Q4", "0.70 (0.55-0.89)", "0.78 (0.60–1.01)", "0.06"),
        ("P for trend", "0.01", "0.04", ""),
        ("Age", "1.20 (1.10-1.31)", "1.18 (1.07 to 1.30)", "<0.001"),
    ),
)


def test_cells_stand_in_the_text_where_the_layout_says() -> None:
    """Every cell's span gives back its text, header and body."""
    layout = lay_out(Article("1", "A study", tables=(TABLE,)))
    (table,) = layout.tables
    assert layout.text[slice(*table.caption)] == TABLE.caption
    assert [[layout.text[slice(*cell)] for cell in row] for row in table.rows] == [list(row) for row in TABLE.rows]
    assert layout.text.endswith("<0.001")


def test_estimates_of_a_table() -> None:
    """The header names the measure, the p-value comes from its own column, references and trends are left out."""
    estimates = find_estimates(document(TABLE))
    assert [(each.value, each.ci_low, each.p, each.adjusted) for each in estimates] == [
        (0.70, 0.55, None, False),
        (0.78, 0.60, 0.06, True),
        (1.20, 1.10, None, False),
        (1.18, 1.07, 0.001, True),
    ]


def test_claims_of_a_table() -> None:
    """A level speaks of what the caption names, another row of itself; an interval over 1 is a null finding."""
    claims = claims_of(document(TABLE))
    assert [(each.subject.text, each.object.text, each.sign, each.estimates) for each in claims] == [
        ("magnesium", "sarcopenia", -1, (0,)),
        ("magnesium", "sarcopenia", 0, (1,)),
        ("Age", "sarcopenia", 1, (2,)),
        ("Age", "sarcopenia", 1, (3,)),
    ]
    assert claims[0].comparison == "Q4"
    assert claims[0].quote == "0.70 (0.55-0.89)"


def told(caption: str, header: tuple[str, ...], *rows: tuple[str, ...]) -> list[tuple[object, ...]]:
    table = Table(label="Table 1", caption=caption, header=(header,), rows=rows)
    doc = document(table)
    claims = claims_of(doc)
    return [(each.subject.text, each.object.text, each.sign, each.comparison, each.subgroup) for each in claims]


LINK = "Association between magnesium intake and sarcopenia"
CELL = "0.70 (0.55-0.89)"


@pytest.mark.parametrize(
    ("caption", "header", "rows", "subgroup", "comparison"),
    [
        (LINK, ("", "OR (95% CI)"), (("Women", CELL),), "Women", None),
        (LINK, ("", "OR (95% CI)"), (("Women", ""), ("Q4", CELL)), "Women", "Q4"),
        (LINK, ("", "Women OR (95% CI)"), (("Q4", CELL),), "Women", "Q4"),
        (LINK, ("", "OR (95% CI)"), (("magnesium (among smokers)", ""), ("Q4", CELL)), "smokers", "Q4"),
        (LINK + ", subgroups", ("", "OR (95% CI)"), (("Sex", ""), ("Obese", CELL)), "Sex: Obese", None),
        (LINK, ("", "OR (95% CI)"), (("All participants", CELL),), None, None),
        (
            "Odds ratios: effect of magnesium on sarcopenia",
            ("", "Q1", "Q4"),
            (("Model 1", "1", CELL),),
            None,
            "Q4",
        ),
    ],
)
def test_subgroups_and_levels(
    caption: str,
    header: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    subgroup: str | None,
    comparison: str | None,
) -> None:
    """A part of the people, named by row, row above or column, becomes the subgroup; a level the comparison."""
    assert told(caption, header, *rows) == [("magnesium", "sarcopenia", -1, comparison, subgroup)]


def test_rows_that_are_outcomes() -> None:
    """Where the first column lists outcomes, each row is an object of what the caption names."""
    caption = "Effect of magnesium on outcomes of sarcopenia"
    assert told(caption, ("Outcome", "OR (95% CI)"), ("falls", CELL)) == [("magnesium", "falls", -1, None, None)]


def test_a_row_that_names_the_outcome_again_gives_no_claim() -> None:
    """A covariate that is the outcome itself, measured before, is no exposure."""
    assert told(LINK, ("", "OR (95% CI)"), ("Baseline sarcopenia", CELL)) == []


def test_rows_of_mediators() -> None:
    """Indirect effect and share mediated of one row are one claim with its mediator; the direct effect names none."""
    table = Table(
        label="Table 3",
        caption="Mediation of the association between magnesium and sarcopenia",
        header=(("Mediator", "Indirect effect β (95% CI)", "Proportion mediated (%)"),),
        rows=(("CRP", "-0.02 (-0.04 to -0.01)", "18.2"), ("Direct effect", "-0.10 (-0.15 to -0.05)", "")),
    )
    doc = document(table)
    first, second = claims_of(doc)
    assert (first.subject.text, first.object.text, first.estimates) == ("magnesium", "sarcopenia", (0, 1))
    assert [(each.text, each.percent) for each in first.mediators] == [("CRP", 18.2)]
    assert (second.subject.text, second.object.text, second.sign, second.mediators) == (
        "magnesium",
        "sarcopenia",
        -1,
        (),
    )
