"""The evidence graph as values: who says what of which pair of concepts, how sure, how large, and through what.

An `Evidence` is one claim of one paper, mapped to the graph's nodes; an `Edge` gathers those that say the same of the
same pair; a `Mediation` is what papers state as lying between the two; an `Inference` is two edges put together by us,
never by a paper. Exporters and pages only project these values; they compute nothing of their own.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from miner.errors import NotFound
from miner.model.claim import Claim, Mediator, Sign
from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure
from miner.model.study import Design


class Role(StrEnum):
    """What a node is to the topic."""

    EXPOSURE = "exposure"
    MEDIATOR = "mediator"
    OUTCOME = "outcome"
    OTHER = "other"


class EdgeKind(StrEnum):
    """Whether papers state an effect, state what it runs through, or whether we put it together from two edges."""

    STATED = "stated"
    MEDIATION = "mediation"
    INFERRED = "inferred"


SIGN_WORDS: Final[dict[Sign, str]] = {1: "raises", -1: "lowers", 0: "no-effect", None: "linked"}
"""How an edge's id spells its sign."""


def edge_id(subject: str, object_: str, sign: Sign, *, via: str | None = None, kind: EdgeKind = EdgeKind.STATED) -> str:
    """The id of an edge, made of what it says; unique in a graph.

    >>> edge_id("MESH:D008274", "MESH:D055948", -1)
    'MESH:D008274--lowers--MESH:D055948'
    """
    name = f"{subject}--{SIGN_WORDS[sign]}--{object_}"
    if via is None:
        return name
    return f"{name}--{'via' if kind is EdgeKind.MEDIATION else 'perhaps-via'}--{via}"


@dataclass(frozen=True, slots=True)
class Paper:
    """What of a paper weighs: its study, its year, and whether it still stands. `revised` is its record's revision.

    `author` is who is named where it is cited: `Zhu`, `Zhu and Wang`, `Zhu et al.`.
    """

    id: str
    title: str = ""
    year: int | None = None
    journal: str = ""
    pmid: int | None = None
    doi: str | None = None
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
    is_retracted: bool = False
    has_concern: bool = False
    is_corrected: bool = False
    is_digest: bool = False
    revised: str = ""
    version: int = 1
    author: str = ""

    @property
    def cited(self) -> str:
        """How people cite it; by its id where its authors are not known.

        >>> Paper("PMID:1", year=2025, author="Zhu et al.").cited, Paper("PMID:1", year=2025).cited
        ('Zhu et al. 2025', 'PMID:1, 2025')
        """
        year = "" if self.year is None else str(self.year)
        return f"{self.author} {year}".rstrip() if self.author else ", ".join(part for part in (self.id, year) if part)


class Evidence(NamedTuple):
    """One claim of one document, on the graph's nodes: forms and states are rolled up, `sign` is turned to match.

    `document` is the reading's id (`PMID:1#zh` for a translation, which counts as the paper `PMID:1`); `estimates` are
    the claim's own, in its order; `is_turned` tells that an estimate speaks of less of the subject, or of less of the
    object, so that its direction is the other way round.
    """

    paper: Paper
    document: str
    claim: Claim
    subject: str
    object: str
    sign: Sign
    estimates: tuple[Estimate, ...] = ()
    is_turned: bool = False

    @property
    def is_sound(self) -> bool:
        """True where the paper still stands: what is retracted is kept and marked, and counts for nothing."""
        return not self.paper.is_retracted


@dataclass(frozen=True, slots=True)
class PaperWeight:
    """What one paper weighs for one sign of a pair: the product of its factors, each kept, to be done again by hand."""

    paper: str
    sign: Sign
    design: float
    size: float
    certainty: float
    standing: float
    independence: float
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Belief:
    """How far an edge can be believed, with its reasons; `docs/graph.md` has the formula.

    `support`, `against` and `null` count papers; `score` is `consistency` times `strength`.
    """

    score: float = 0.0
    consistency: float = 0.0
    strength: float = 0.0
    support: int = 0
    against: int = 0
    null: int = 0
    weights: tuple[PaperWeight, ...] = ()


@dataclass(frozen=True, slots=True)
class PooledStudy:
    """One study's estimate in a pool, as printed and on the pool's scale; `note` says what was chosen or turned.

    `study` is its data set or its paper's id, `cited` how people call it; `is_turned` tells that the estimate
    as printed speaks of less of the subject; `effect` is turned round already.
    """

    study: str
    papers: tuple[str, ...]
    year: int | None
    estimate: Estimate
    effect: float
    se: float
    weight: float = 0.0
    note: str = ""
    is_turned: bool = False
    cited: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An estimate that is not pooled, and why."""

    paper: str
    estimate: Estimate
    reason: str


@dataclass(frozen=True, slots=True)
class Pool:
    """A random-effects meta-analysis of one pair, measure, comparison and kind of study.

    `set_aside` are the pair's other estimates of the measure, each with the reason why it is not in this pool.
    `value`, `low`, `high` and the prediction interval are on the printed scale (a ratio as a ratio); `tau2` is on the
    scale of analysis (`log` or `identity` or `atanh`). `predicted_low` and `predicted_high` need three studies.
    """

    measure: Measure
    comparison: str
    stratum: str
    scale: str
    value: float
    low: float
    high: float
    p: float
    tau2: float
    q: float
    i2: float
    predicted_low: float | None
    predicted_high: float | None
    studies: tuple[PooledStudy, ...]
    set_aside: tuple[SetAside, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A concept of the graph. `names` are how papers call it, the most frequent first; `members` what rolled up to it.

    `papers` counts sound papers with a claim of their own on it. A node without a concept has an id `TEXT:...` made of
    its normalised words.
    """

    id: str
    label: str
    category: str
    type: EntityType | None
    role: Role
    papers: int = 0
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """What papers state of a pair with one sign.

    `evidence` holds retracted papers too, marked; `background` counts claims about what other papers showed, which
    weigh nothing. `pools` are the pair's, the same on each of its edges.
    """

    subject: str
    object: str
    sign: Sign
    evidence: tuple[Evidence, ...]
    belief: Belief = field(default_factory=Belief)
    pools: tuple[Pool, ...] = ()
    background: int = 0

    @property
    def id(self) -> str:
        """The edge's id, made of what it says."""
        return edge_id(self.subject, self.object, self.sign)

    @property
    def papers(self) -> tuple[str, ...]:
        """The sound papers that state it, by id."""
        return tuple(sorted({one.paper.id for one in self.evidence if one.is_sound}))

    @property
    def retracted(self) -> tuple[str, ...]:
        """The retracted papers that stated it, by id."""
        return tuple(sorted({one.paper.id for one in self.evidence if not one.is_sound}))


class MediationEvidence(NamedTuple):
    """One paper's word on one mediator: the percent mediated and the indirect effect where it prints them."""

    evidence: Evidence
    mediator: Mediator
    percent: float | None = None
    percent_estimate: Estimate | None = None
    indirect: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Mediation:
    """What papers state as lying between an exposure and an outcome. `sign` is that of the whole effect."""

    exposure: str
    mediator: str
    outcome: str
    sign: Sign
    evidence: tuple[MediationEvidence, ...]
    belief: Belief = field(default_factory=Belief)

    @property
    def id(self) -> str:
        """The mediation's id, made of what it says."""
        return edge_id(self.exposure, self.outcome, self.sign, via=self.mediator, kind=EdgeKind.MEDIATION)

    @property
    def percents(self) -> tuple[tuple[str, float], ...]:
        """Each sound paper with its percent mediated, by paper; the first that it prints."""
        found: dict[str, float] = {}
        for one in self.evidence:
            if one.percent is not None and one.evidence.is_sound:
                found.setdefault(one.evidence.paper.id, one.percent)
        return tuple(sorted(found.items()))

    @property
    def papers(self) -> tuple[str, ...]:
        """The sound papers that state it, by id."""
        return tuple(sorted({one.evidence.paper.id for one in self.evidence if one.evidence.is_sound}))

    @property
    def retracted(self) -> tuple[str, ...]:
        """The retracted papers that stated it, by id."""
        return tuple(sorted({one.evidence.paper.id for one in self.evidence if not one.evidence.is_sound}))


@dataclass(frozen=True, slots=True)
class Inference:
    """Two stated edges that meet in a mediator which no paper states as one: ours, never a paper's.

    `first` and `second` are the ids of the edges; `belief` is the product of theirs.
    """

    exposure: str
    mediator: str
    outcome: str
    sign: Sign
    first: str
    second: str
    belief: float

    @property
    def id(self) -> str:
        """The inference's id; unlike any stated one."""
        return edge_id(self.exposure, self.outcome, self.sign, via=self.mediator, kind=EdgeKind.INFERRED)


@dataclass(frozen=True, slots=True)
class EvidenceGraph:
    """The whole graph of a topic, in a fixed order: the same papers give the same value in whatever order they came.

    `background` are claims about what other papers showed: kept, and apart from all that is weighed.
    `versions` names what made it: the vocabulary's and the rules' fingerprints.
    """

    topic: str
    title: str = ""
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    mediations: tuple[Mediation, ...] = ()
    inferences: tuple[Inference, ...] = ()
    papers: tuple[Paper, ...] = ()
    background: tuple[Evidence, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()

    def node(self, node_id: str) -> Node:
        """The node of that id; raises NotFound. For many look-ups make a dictionary of `nodes`."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise NotFound(f"{node_id} is not in the graph of {self.topic}; `miner search` finds what is")

    def edge(self, wanted: str) -> Edge:
        """The stated edge of that id; raises NotFound."""
        for edge in self.edges:
            if edge.id == wanted:
                return edge
        raise NotFound(f"{wanted} is no edge of the graph of {self.topic}; `miner show` lists a node's edges")

    def between(self, subject: str, object_: str) -> tuple[Edge, ...]:
        """The stated edges of a pair, one a sign."""
        return tuple(edge for edge in self.edges if edge.subject == subject and edge.object == object_)
