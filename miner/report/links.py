"""Where a concept or a paper has its page on the web."""

from urllib.parse import quote


def address_of(concept: str | None, name: str = "", type_: str = "") -> str:
    """The address of a concept at the National Library of Medicine; for an index, none.

    >>> address_of("MESH:D008274"), address_of("NCBIGene:1401")
    ('https://meshb.nlm.nih.gov/record/ui?ui=D008274', 'https://www.ncbi.nlm.nih.gov/gene/1401')
    """
    prefix, _, local = (concept or "").partition(":")
    if prefix == "MESH":
        return f"https://meshb.nlm.nih.gov/record/ui?ui={quote(local)}"
    if prefix == "NCBIGene":
        return f"https://www.ncbi.nlm.nih.gov/gene/{quote(local)}"
    return pubchem_address(name) if type_ == "Chemical" and name else ""


def pubchem_address(name: str) -> str:
    """The address of PubChem's search for a chemical's name.

    >>> pubchem_address("magnesium citrate")
    'https://pubchem.ncbi.nlm.nih.gov/#query=magnesium%20citrate'
    """
    return f"https://pubchem.ncbi.nlm.nih.gov/#query={quote(name)}"


def paper_address(paper: str) -> str:
    """The address of a paper by its id; empty for an id that has none.

    >>> paper_address("PMID:23912329"), paper_address("DOI:10.3390/nu5083022")
    ('https://pubmed.ncbi.nlm.nih.gov/23912329/', 'https://doi.org/10.3390/nu5083022')
    """
    prefix, _, local = paper.partition(":")
    if prefix == "PMID":
        return f"https://pubmed.ncbi.nlm.nih.gov/{quote(local)}/"
    if prefix == "PMCID":
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(local)}/"
    return f"https://doi.org/{quote(local, safe='/()')}" if prefix == "DOI" else ""
