"""References and citations of articles: found, resolved, or named with the reason why not."""

import pytest

from miner.report.citations import CitationKind, find_citations
from miner.report.references import clean_doi, find_entries, find_reference_list, read_entry

ARTICLE = """Salt and sleep

Salt keeps people awake (de Vries, 2015; O'Neil & Katz, 2019). As Al Amin et al. (2018) showed, it does so by thirst.
Others disagree (Norton, 2020), and the official advice is mild (WHO, 2021). In May (2019) nothing happened.

References

  1. Al Amin AM, Byrne SW, Costa H. Thirst at night: a trial. J Sleep Food. 2018;3:1-9. doi:10.1000/jsf.2018.3
  2. de Vries JH, van Loon LJC, de Groot LCPGM. Salt in man. Salt Rev. 2015;95(1):1-46.
  3. O'Neil, Mary Ann, and John P. Katz. A longer night. Journal of Nights 118.3 (2019): 181-189.
  4. Salt Fact Sheet. World Health Organization. June 2021. Accessed May 30, 2023. https://www.who.int/salt/

Explore more articles
"""


def test_entries_give_what_identifies_a_work() -> None:
    """Surnames with particles, years, DOIs and titles are read from Vancouver and MLA entries."""
    first, second, third, fourth = find_entries(ARTICLE)
    assert (first.number, first.surnames, first.year) == (1, ("Al Amin", "Byrne", "Costa"), 2018)
    assert first.doi == "10.1000/jsf.2018.3"
    assert first.title == "Thirst at night: a trial"
    assert second.surnames == ("de Vries", "van Loon", "de Groot")
    assert (third.surnames, third.year) == (("O'Neil", "Katz"), 2019)
    assert third.title == "A longer night"
    assert (fourth.surnames, fourth.year) == ((), 2021)


def test_the_list_ends_where_its_entries_end() -> None:
    """What follows the last entry behind a blank line is not a reference."""
    span = find_reference_list(ARTICLE)
    assert span is not None
    assert ARTICLE[slice(*span)].rstrip().endswith("salt/")


def test_author_year_citations_are_resolved() -> None:
    """Each citation names its entry; one without an entry says why."""
    found = {citation.text: citation for citation in find_citations(ARTICLE)}
    assert found["de Vries, 2015"].entries == (1,)
    assert found["O'Neil & Katz, 2019"].entries == (2,)
    assert found["Al Amin et al. (2018)"].entries == (0,)
    assert found["WHO, 2021"].entries == (3,)
    assert found["Norton, 2020"].problem == "no entry of the reference list has this author"
    assert len(found) == 5, "May (2019) is a month"


def test_a_wrong_year_is_not_guessed() -> None:
    """The author alone does not resolve a citation."""
    citation = next(iter(find_citations(ARTICLE.replace("(de Vries, 2015;", "(de Vries, 2016;"))))
    assert citation.entries == ()
    assert "but with 2015" in citation.problem


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("1. Doe J. One. 2001.\n2. Roe R. Two. 2002.\n3. Poe P. Three. 2003.", (0, 1, 2)),
        ("1. Doe J. One. 2001.\n\n1. Roe R. Two. 2002.\n\n1. Poe P. Three. 2003.", (0, 1, 2)),
        ("[1] Doe J. One. 2001.\n[2] Roe R. Two. 2002.\n[3] Poe P. Three. 2003.", (0, 1, 2)),
    ],
)
def test_numbers_in_brackets(entries: str, expected: tuple[int, ...]) -> None:
    """A range is expanded; printed numbers count, and Markdown's repeated `1.` is counted through."""
    (citation,) = find_citations(f"It is so [1-3].\n\n## References\n\n{entries}\n")
    assert (citation.kind, citation.entries, citation.problem) == (CitationKind.NUMBER, expected, "")


def test_a_list_of_bare_numbers_is_named_as_empty() -> None:
    """Numbers without text resolve nothing."""
    text = "It is so [2].\n\nReferences\n\n  1. 1\n  2. 2\n"
    assert all(entry.is_empty for entry in find_entries(text))
    (citation,) = find_citations(text)
    assert citation.problem == "number 2 of the reference list is empty"


def test_no_list_is_said() -> None:
    """Without a reference list the citation says so."""
    (citation,) = find_citations("So it was found (Doe, 2001).")
    assert citation.problem == "the article has no reference list"


def test_dois_and_pmids_in_the_text() -> None:
    """A DOI loses the sentence's punctuation, not its own parentheses."""
    found = find_citations("See https://doi.org/10.1016/S0140-6736(05)67889-0). Also PMID: 123456.")
    assert [(citation.doi, citation.pmid) for citation in found] == [
        ("10.1016/s0140-6736(05)67889-0", None),
        (None, 123456),
    ]
    assert clean_doi("10.1/ABC.") == "10.1/abc"


def test_a_page_of_capitals_is_read_in_a_moment() -> None:
    """A long list of names is no trap for the patterns: it ends, with nothing invented."""
    assert find_citations("Anna Berta, Carla Dora, " * 5_000) == ()


def test_a_year_may_stand_before_the_title() -> None:
    """APA puts the year behind the authors."""
    entry = read_entry("Doe, J. A., & Roe, R. (2011). On sleep. Nights, 3(2), 4-9. https://doi.org/10.1000/n.3")
    assert (entry.surnames, entry.year, entry.title) == (("Doe", "Roe"), 2011, "On sleep")
