"""What kind of study a paper reports."""

from dataclasses import dataclass
from enum import StrEnum


class Design(StrEnum):
    """The closed set of study designs."""

    RCT = "rct"
    CROSSOVER = "crossover"
    COHORT = "cohort"
    CASE_CONTROL = "case-control"
    CROSS_SECTIONAL = "cross-sectional"
    MENDELIAN_RANDOMIZATION = "mendelian-randomization"
    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    NARRATIVE_REVIEW = "narrative-review"
    ANIMAL = "animal"
    IN_VITRO = "in-vitro"
    DIAGNOSTIC = "diagnostic"
    CASE_SERIES = "case-series"
    PROTOCOL = "protocol"
    QUALITATIVE = "qualitative"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Study:
    """The study's facts; None where neither the record nor the text tells.

    `n` is the size analysed (over enrolled where both stand). `why` keeps what decided, for `--explain`.
    """

    design: Design = Design.OTHER
    n: int | None = None
    population: str | None = None
    species: str | None = None
    age: str | None = None
    country: str | None = None
    data_set: str | None = None
    follow_up: str | None = None
    dose: str | None = None
    form: str | None = None
    why: tuple[str, ...] = ()
