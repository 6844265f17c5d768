"""Tables of full texts: estimates by their header, claims with the cell as their quote."""

from miner.extract.estimates import find_estimates
from miner.extract.tables import find_table_claims
from miner.model.article import Article, Table
from miner.model.concept import EntityType
from miner.model.layout import lay_out
from miner.model.reading import Document, Mention

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


def document() -> Document:
    layout = lay_out(Article("1", "A study", tables=(TABLE,)))
    mentions = tuple(
        Mention(at, at + len(name), name, EntityType.CHEMICAL if name == "magnesium" else EntityType.DISEASE)
        for name in ("magnesium", "sarcopenia", "Age")
        if (at := layout.text.find(name)) >= 0
    )
    return Document("1", layout.text, title_end=layout.title_end, mentions=mentions, tables=layout.tables)


def test_cells_stand_in_the_text_where_the_layout_says() -> None:
    """Every cell's span gives back its text, header and body."""
    layout = lay_out(Article("1", "A study", tables=(TABLE,)))
    (table,) = layout.tables
    assert layout.text[slice(*table.caption)] == TABLE.caption
    assert [[layout.text[slice(*cell)] for cell in row] for row in table.rows] == [list(row) for row in TABLE.rows]
    assert layout.text.endswith("<0.001")


def test_estimates_of_a_table() -> None:
    """The header names the measure, the p-value comes from its own column, references and trends are left out."""
    estimates = find_estimates(document())
    assert [(each.value, each.ci_low, each.p, each.adjusted) for each in estimates] == [
        (0.70, 0.55, None, False),
        (0.78, 0.60, 0.06, True),
        (1.20, 1.10, None, False),
        (1.18, 1.07, 0.001, True),
    ]


def test_claims_of_a_table() -> None:
    """A level speaks of what the caption names, another row of itself; an interval over 1 is a null finding."""
    claims = find_table_claims(document(), estimates=find_estimates(document()))
    assert [(each.subject.text, each.object.text, each.sign, each.estimates) for each in claims] == [
        ("magnesium", "sarcopenia", -1, (0,)),
        ("magnesium", "sarcopenia", 0, (1,)),
        ("Age", "sarcopenia", 1, (2,)),
        ("Age", "sarcopenia", 1, (3,)),
    ]
    assert claims[0].comparison == "Q4"
    assert claims[0].quote == "0.70 (0.55-0.89)"
