"""From files to articles: PubMed XML, MEDLINE, JATS, PubTator, BioC, RIS, JSON Lines, plain text, Markdown, HTML."""

from miner.parse.records import FORMATS, iter_records, iter_records_from

__all__ = ["FORMATS", "iter_records", "iter_records_from"]
