"""Full-text search of a store's papers and claims, and its entities by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from miner.store.tables import Tables
from miner.store.words import match_expression


@dataclass(frozen=True, slots=True)
class PaperHit:
    """A paper that was found."""

    id: str
    title: str
    journal: str
    year: int | None


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A claim that was found: its paper, its place among the claims of its reading, its ends, sign and sentence."""

    article: str
    reading: str
    position: int
    subject: str
    object: str
    subject_state: str | None
    sign: int | None
    certainty: str
    quote: str


@dataclass(frozen=True, slots=True)
class EntityHit:
    """An entity that was found, and how many papers speak of it."""

    concept: str
    name: str
    type: str
    papers: int


class SearchTables(Tables):
    """Methods that search."""

    def search_papers(self, words: str, *, limit: int = 20) -> tuple[PaperHit, ...]:
        """The papers that hold all the words, the best first; the title counts four times as much."""
        if not (asked := match_expression(words)):
            return ()
        rows = self._rows(
            "SELECT a.id, a.title, a.journal, a.year FROM papers_fts JOIN articles AS a ON a.number = papers_fts.rowid "
            "WHERE papers_fts MATCH ? AND NOT a.is_deleted ORDER BY bm25(papers_fts, 4.0, 1.0), a.id LIMIT ?",
            (asked, limit),
        )
        return tuple(PaperHit(*row) for row in rows)

    def find_paper_by_title(self, title: str, *, year: int | None = None) -> str | None:
        """The id of the one paper of that title (letters and digits compared) and year, give or take one; or None."""
        wanted = _letters(title)
        found = [
            hit.id
            for hit in self.search_papers(title, limit=5)
            if _letters(hit.title) == wanted and (None in (year, hit.year) or abs((year or 0) - (hit.year or 0)) <= 1)
        ]
        return found[0] if len(found) == 1 else None

    def search_claims(self, words: str, *, limit: int = 20) -> tuple[ClaimHit, ...]:
        """The claims whose sentence, subject or object hold all the words, the best first."""
        if not (asked := match_expression(words)):
            return ()
        rows = self._rows(
            "SELECT c.article, r.id, c.position, c.subject, c.object, c.subject_state, c.sign, c.certainty, c.quote "
            "FROM claims_fts JOIN claims AS c ON c.number = claims_fts.rowid "
            "JOIN readings AS r ON r.number = c.reading "
            "JOIN articles AS a ON a.id = c.article WHERE claims_fts MATCH ? AND NOT a.is_deleted "
            "ORDER BY bm25(claims_fts, 1.0, 2.0, 2.0), c.article, c.position LIMIT ?",
            (asked, limit),
        )
        return tuple(ClaimHit(*row) for row in rows)

    def search_entities(self, words: str, *, limit: int = 20) -> tuple[EntityHit, ...]:
        """The linked entities whose name holds the words, those of most papers first."""
        pattern = "%".join(("", *_escaped(words), ""))
        rows = self._rows(
            "SELECT concept, min(name), min(type), count(DISTINCT article) AS papers FROM mentions "
            "WHERE concept IS NOT NULL AND (name LIKE ?1 ESCAPE '\\' OR concept = ?2) "
            "GROUP BY concept ORDER BY papers DESC, concept LIMIT ?3",
            (pattern, words.strip(), limit),
        )
        return tuple(EntityHit(*row) for row in rows)

    def find_entities(self, curies: Iterable[str]) -> tuple[EntityHit, ...]:
        """Those of the concepts that papers speak of, in the order asked for."""
        hits = []
        for curie in dict.fromkeys(curies):
            row = self._row(
                "SELECT concept, min(name), min(type), count(DISTINCT article) FROM mentions WHERE concept = ? "
                "GROUP BY concept",
                (curie,),
            )
            if row is not None:
                hits.append(EntityHit(*row))
        return tuple(hits)


def _escaped(words: str) -> list[str]:
    return [word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in words.split()]


def _letters(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())
