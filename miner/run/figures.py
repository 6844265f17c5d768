"""Figures of quality as values: what was right, of how many predicted, of how many in the gold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

JsonDict = Mapping[str, Any]
Pairs = Sequence[tuple[JsonDict, JsonDict]]  # a document's reading record and its gold record


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: how many were right, of how many predicted and how many in the gold."""

    name: str
    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Right / predicted; where nothing was predicted, 1 if there was nothing to find, else 0."""
        return self.right / self.predicted if self.predicted else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Right / gold; 1 where there was nothing to find."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """2 P R / (P + R), the harmonic mean of precision and recall; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"{self.name}: F1 {self.f1:.4f}  P {self.precision:.4f}  R {self.recall:.4f}  "
            f"(right {self.right}, predicted {self.predicted}, gold {self.gold})"
        )

    def to_record(self) -> dict[str, Any]:
        """The figure as a plain dictionary."""
        counts = {"right": self.right, "predicted": self.predicted, "gold": self.gold}
        return {"name": self.name, "f1": self.f1, "precision": self.precision, "recall": self.recall, **counts}


@dataclass(frozen=True, slots=True)
class Share:
    """One share: how many of how many were right."""

    name: str
    right: int
    total: int

    @property
    def value(self) -> float:
        """Right / total; 0 where there is none."""
        return self.right / self.total if self.total else 0.0

    def __str__(self) -> str:
        return f"{self.name}: {self.value:.4f}  (right {self.right} of {self.total})"

    def to_record(self) -> dict[str, Any]:
        """The share as a plain dictionary."""
        return {"name": self.name, "value": self.value, "right": self.right, "of": self.total}


Score = Figure | Share
