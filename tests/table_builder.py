"""Documents of one table with mentions, and what is read of them: for the tests of tables."""

import re

from miner.extract.claims.tables.finding import find_table_claims
from miner.extract.estimates import find_estimates
from miner.model.article import Article, Table
from miner.model.claim import Claim
from miner.model.concept import EntityType
from miner.model.layout import lay_out
from miner.model.reading import Document, Mention

THINGS = {
    EntityType.CHEMICAL: "magnesium zinc vitamin_D calcium",
    EntityType.DISEASE: "sarcopenia osteoporosis falls hip_fracture frailty low_muscle_mass depression hypertension",
    EntityType.GENE: "CRP IL-6",
    EntityType.MEASUREMENT: "BMI bone_density grip_strength gait_speed NLR",
    EntityType.PROCESS: "smoking age",
}
_TYPES = {name.replace("_", " "): kind for kind, names in THINGS.items() for name in names.split()}
_NAMES = re.compile(rf"\b(?:{'|'.join(sorted(_TYPES, key=len, reverse=True))})\b", re.IGNORECASE)


def document(table: Table, *, title: str = "A study") -> Document:
    """A document with one table, in which the things of this module are mentioned, each name a concept of its own."""
    layout = lay_out(Article("1", title, tables=(table,)))
    kinds = {name.casefold(): kind for name, kind in _TYPES.items()}
    mentions = tuple(
        Mention(m.start(), m.end(), m[0], kinds[m[0].casefold()], f"X:{m[0].casefold().replace(' ', '_')}")
        for m in _NAMES.finditer(layout.text)
    )
    return Document("1", layout.text, title_end=layout.title_end, mentions=mentions, tables=layout.tables)


def claims_of(document: Document) -> tuple[Claim, ...]:
    """The claims of a document's tables."""
    return find_table_claims(document, estimates=find_estimates(document))
