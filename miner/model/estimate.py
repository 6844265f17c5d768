"""An effect estimate as a text prints it."""

from dataclasses import dataclass
from enum import StrEnum

from miner.errors import BadInput


class Measure(StrEnum):
    """The closed set of measures; OTHER is any other point estimate with a confidence interval."""

    OR = "OR"
    RR = "RR"
    HR = "HR"
    IRR = "IRR"
    PR = "PR"
    SIR = "SIR"
    SMR = "SMR"
    BETA = "BETA"
    MD = "MD"
    SMD = "SMD"
    RD = "RD"
    R = "R"
    R2 = "R2"
    AUC = "AUC"
    KAPPA = "KAPPA"
    ICC = "ICC"
    PCT_MEDIATED = "PCT_MEDIATED"
    PCT_CHANGE = "PCT_CHANGE"
    OTHER = "OTHER"


RATIOS = frozenset({Measure.OR, Measure.RR, Measure.HR, Measure.IRR, Measure.PR, Measure.SIR, Measure.SMR})


class POperator(StrEnum):
    """How a p-value was printed."""

    EQ = "="
    LT = "<"
    GT = ">"
    LE = "<="
    GE = ">="


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimate with its verbatim text at `start:end` (Unicode code points of the reading's text).

    Numbers as printed; `decimals` is how many decimals (value, ci_low, ci_high, p) were printed, which the audit
    needs to allow for rounding; None where there is no such number. `audit` names the checks that it fails.
    `adjusted` is True/False where the text calls it adjusted or crude. `comparison` is its contrast as printed
    ("highest vs lowest quartile", "per 100 mg/day").
    """

    start: int
    end: int
    text: str
    measure: Measure
    value: float
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    p_op: POperator | None = None
    p: float | None = None
    audit: tuple[str, ...] = ()
    adjusted: bool | None = None
    comparison: str | None = None
    decimals: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)

    def __post_init__(self) -> None:
        if self.ci_low is not None and self.ci_high is not None and self.ci_low > self.ci_high:
            raise BadInput(f"an estimate's limits are out of order: {self.text!r}")

    @property
    def has_ci(self) -> bool:
        """True where both limits are known."""
        return self.ci_low is not None and self.ci_high is not None
