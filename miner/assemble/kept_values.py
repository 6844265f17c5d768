"""Beliefs, edges and mediations that read what is heavy when they are asked for it; equal to those that were assembled.

What many pages ask of many edges (their ends, sign, score and papers) is at hand; sentences, estimates, weights and
pools are read from the file, and forgotten again.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, Protocol, Self

from miner.assemble.keeping import NO_SIGN
from miner.model.claim import Sign
from miner.model.evidence import Belief, Edge, Evidence, Mediation, MediationEvidence, PaperWeight, Pool

SIGNS: Final[dict[int, Sign]] = {1: 1, -1: -1, 0: 0, NO_SIGN: None}
_set: Final = object.__setattr__  # the values are frozen


class EdgeRow(NamedTuple):
    """What of an edge is read from its row."""

    evidence: tuple[Evidence, ...]
    weights: tuple[PaperWeight, ...]
    pools: tuple[Pool, ...]


class MediationRow(NamedTuple):
    """What of a mediation is read from its row."""

    evidence: tuple[MediationEvidence, ...]
    weights: tuple[PaperWeight, ...]


class _Weighed(Protocol):
    @property
    def weights(self) -> tuple[PaperWeight, ...]: ...


class KeptBelief(Belief):
    """A belief whose weights are read when they are asked for."""

    __slots__ = ("_number", "_read")
    _read: Callable[[int], _Weighed]
    _number: int

    def __new__(cls, *_: object, **fields: Any) -> Self:  # noqa: ANN401
        """A kept one; a plain one where `dataclasses.replace` made all of its fields."""
        return Belief(**fields) if "weights" in fields else object.__new__(cls)  # type: ignore[return-value]

    def __init__(
        self, numbers: tuple[float, float, float, int, int, int], read: Callable[[int], _Weighed], number: int
    ) -> None:
        _set(self, "score", numbers[0])
        _set(self, "consistency", numbers[1])
        _set(self, "strength", numbers[2])
        _set(self, "support", numbers[3])
        _set(self, "against", numbers[4])
        _set(self, "null", numbers[5])
        _set(self, "_read", read)
        _set(self, "_number", number)

    @property
    def weights(self) -> tuple[PaperWeight, ...]:
        """What each paper weighs."""
        return self._read(self._number).weights

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Belief) and _same(self, other, Belief)

    __hash__ = Belief.__hash__


class EdgeSource(Protocol):
    """Where a kept edge reads the rest of itself."""

    def edge_row(self, number: int) -> EdgeRow:
        """Its evidence, weights and pools."""
        ...

    def papers_of_edge(self, number: int, *, sound: bool) -> tuple[str, ...]:
        """The ids of its papers, sorted: those that stand, or those that were retracted."""
        ...


class KeptEdge(Edge):
    """An edge whose evidence and pools are read when they are asked for."""

    __slots__ = ("_source", "number")
    number: int
    _source: EdgeSource

    def __new__(cls, *_: object, **fields: Any) -> Self:  # noqa: ANN401
        """A kept one; a plain one where `dataclasses.replace` made all of its fields."""
        return Edge(**fields) if "evidence" in fields else object.__new__(cls)  # type: ignore[return-value]

    def __init__(
        self,
        ends: tuple[str, str],
        sign: Sign,
        belief: Belief,
        background: int,
        *,
        number: int,
        source: EdgeSource,
    ) -> None:
        _set(self, "subject", ends[0])
        _set(self, "object", ends[1])
        _set(self, "sign", sign)
        _set(self, "belief", belief)
        _set(self, "background", background)
        _set(self, "number", number)
        _set(self, "_source", source)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Who states it, in which words."""
        return self._source.edge_row(self.number).evidence

    @property
    def pools(self) -> tuple[Pool, ...]:
        """The meta-analyses of its pair."""
        return self._source.edge_row(self.number).pools

    @property
    def papers(self) -> tuple[str, ...]:
        """The sound papers that state it, by id."""
        return self._source.papers_of_edge(self.number, sound=True)

    @property
    def retracted(self) -> tuple[str, ...]:
        """The retracted papers that stated it, by id."""
        return self._source.papers_of_edge(self.number, sound=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edge) and _same(self, other, Edge)

    __hash__ = Edge.__hash__


class KeptMediation(Mediation):
    """A mediation whose evidence is read when it is asked for."""

    __slots__ = ("_number", "_read")
    _read: Callable[[int], MediationRow]
    _number: int

    def __new__(cls, *_: object, **fields: Any) -> Self:  # noqa: ANN401
        """A kept one; a plain one where `dataclasses.replace` made all of its fields."""
        return Mediation(**fields) if "evidence" in fields else object.__new__(cls)  # type: ignore[return-value]

    def __init__(
        self,
        ends: tuple[str, str, str],
        sign: Sign,
        belief: Belief,
        *,
        number: int,
        read: Callable[[int], MediationRow],
    ) -> None:
        _set(self, "exposure", ends[0])
        _set(self, "mediator", ends[1])
        _set(self, "outcome", ends[2])
        _set(self, "sign", sign)
        _set(self, "belief", belief)
        _set(self, "_number", number)
        _set(self, "_read", read)

    @property
    def evidence(self) -> tuple[MediationEvidence, ...]:
        """Who states it, in which words."""
        return self._read(self._number).evidence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mediation) and _same(self, other, Mediation)

    __hash__ = Mediation.__hash__


def _same(one: object, other: object, kind: type[Any]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in kind.__dataclass_fields__)
