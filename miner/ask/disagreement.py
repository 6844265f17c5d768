"""Who says up, who says down, who found nothing of a pair, and in what the camps differ.

Only what can be compared counts as a difference: designs, groups of people, doses in one unit, contrasts by name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from miner.ask.network import Network
from miner.ask.traits import dose_of, form_of, groups_of, months_of
from miner.model.claim import Sign
from miner.model.evidence import Edge, Evidence, EvidenceGraph, Paper
from miner.model.study import Design
from miner.weigh.contrasts import find_contrast

_WORDS: Final[dict[Sign, str]] = {1: "raised", -1: "lowered", 0: "unchanged", None: "linked without a direction"}
_ORDER: Final[tuple[Sign, ...]] = (1, -1, 0, None)
_DESIGNS: Final = {
    Design.RCT: "randomised trials",
    Design.CROSSOVER: "crossover trials",
    Design.COHORT: "cohorts",
    Design.CASE_CONTROL: "case-control studies",
    Design.CROSS_SECTIONAL: "cross-sectional studies",
    Design.MENDELIAN_RANDOMIZATION: "Mendelian randomisation",
    Design.META_ANALYSIS: "meta-analyses",
    Design.SYSTEMATIC_REVIEW: "systematic reviews",
    Design.NARRATIVE_REVIEW: "reviews",
    Design.ANIMAL: "animal studies",
    Design.IN_VITRO: "laboratory studies",
}
_MIN_YEARS: Final = 5  # camps whose median years lie closer together are not told apart by time
_MIN_RATIO: Final = 3.0  # nor those whose median sizes differ by less
_MIN_DOSES: Final = 1.5  # nor those whose median doses, in one unit,
_MIN_LENGTHS: Final = 2.0  # nor those whose median lengths of follow-up


class Camp(NamedTuple):
    """The sound papers that say one thing of a pair, with their evidence."""

    sign: Sign
    papers: tuple[Paper, ...]
    evidence: tuple[Evidence, ...]


class Difference(NamedTuple):
    """One thing in which two camps differ: what it is, and how each stands to it, in words."""

    feature: str
    first: str
    second: str


class Disagreement(NamedTuple):
    """The camps of one pair, what tells them apart, and that in a sentence."""

    subject: str
    object: str
    camps: tuple[Camp, ...]
    differences: tuple[Difference, ...]
    sentence: str

    @property
    def is_disputed(self) -> bool:
        """True where at least two of up, down and nothing are said."""
        return sum(camp.sign is not None for camp in self.camps) >= 2


class Year(NamedTuple):
    """One year of a pair's evidence: how many papers said what in it; `total` is up to and with it."""

    year: int
    up: int
    down: int
    null: int
    undirected: int
    total: int


def find_disagreements(graph: EvidenceGraph) -> Iterator[Disagreement]:
    """Every disputed pair of the graph, those of most papers first."""
    network = Network(graph)
    pairs = sorted({(edge.subject, edge.object) for edge in graph.edges if edge.belief.score > 0})
    found = (find_disagreement(network, subject, object_) for subject, object_ in pairs)
    disputed = [one for one in found if one.is_disputed]
    yield from sorted(disputed, key=lambda one: (-sum(len(camp.papers) for camp in one.camps), one.subject, one.object))


def find_disagreement(network: Network, subject: str, object_: str) -> Disagreement:
    """The camps of one pair; raises NotFound where a node is not there. Camps may be one, or none."""
    names = network.node(subject).label, network.node(object_).label
    edges = [edge for edge in network.outgoing.get(subject, ()) if edge.object == object_]
    camps = tuple(camp for sign in _ORDER if (camp := _camp(sign, edges)) is not None)
    sided = [camp for camp in camps if camp.sign is not None]
    sided.sort(key=lambda camp: -len(camp.papers))
    differences = tuple(_differences(sided[0], sided[1])) if len(sided) >= 2 else ()
    return Disagreement(subject, object_, camps, differences, _sentence(names, camps, sided, differences))


def timeline(edges: Iterable[Edge]) -> tuple[Year, ...]:
    """The evidence by year, from the first to the last year with any; papers without a year are left out."""
    said: dict[int, Counter[Sign]] = {}
    for edge in edges:
        for paper in _papers(edge):
            if paper.year is not None:
                said.setdefault(paper.year, Counter())[edge.sign] += 1
    years = []
    total = 0
    for year in range(min(said, default=0), max(said, default=-1) + 1):
        counts = said.get(year, Counter())
        total += counts.total()
        years.append(Year(year, counts[1], counts[-1], counts[0], counts[None], total))
    return tuple(years)


def _papers(edge: Edge) -> tuple[Paper, ...]:
    papers = {one.paper.id: one.paper for one in edge.evidence if one.is_sound}
    return tuple(papers[key] for key in sorted(papers))


def _camp(sign: Sign, edges: Sequence[Edge]) -> Camp | None:
    for edge in edges:
        if edge.sign == sign and (papers := _papers(edge)):
            return Camp(sign, papers, tuple(one for one in edge.evidence if one.is_sound))
    return None


def _differences(first: Camp, second: Camp) -> Iterator[Difference]:
    for feature, told in _FEATURES:
        one, two = told(first), told(second)
        if one and two and one != two:
            yield Difference(feature, one, two)
    yield from _numbers(first, second)


def _numbers(first: Camp, second: Camp) -> Iterator[Difference]:
    years = _median(first, lambda paper: paper.year), _median(second, lambda paper: paper.year)
    if years[0] is not None and years[1] is not None and abs(years[0] - years[1]) >= _MIN_YEARS:
        yield Difference("year", f"papers around {years[0]:.0f}", f"papers around {years[1]:.0f}")
    for unit in sorted({dose.unit for paper in first.papers if (dose := dose_of(paper)) is not None}):
        doses = _median(first, _dose_in(unit)), _median(second, _dose_in(unit))
        if _differ(*doses, by=_MIN_DOSES):
            yield Difference("dose", f"doses around {doses[0]:,.4g} {unit}", f"doses around {doses[1]:,.4g} {unit}")
    lengths = _median(first, months_of), _median(second, months_of)
    if _differ(*lengths, by=_MIN_LENGTHS):
        one, two = (f"{length:,.3g} months of follow-up" for length in lengths)
        yield Difference("follow-up", one, two)
    sizes = _median(first, lambda paper: paper.n), _median(second, lambda paper: paper.n)
    if _differ(*sizes, by=_MIN_RATIO):
        yield Difference("size", f"around {sizes[0]:,.0f} participants", f"around {sizes[1]:,.0f} participants")


def _differ(one: float | None, two: float | None, *, by: float) -> bool:
    return bool(one and two and max(one, two) / min(one, two) >= by)


def _dose_in(unit: str) -> Callable[[Paper], float | None]:
    return lambda paper: dose.number if (dose := dose_of(paper)) is not None and dose.unit == unit else None


def _median(camp: Camp, number: Callable[[Paper], float | None]) -> float | None:
    # Of the papers that tell it, where they are more than half of the camp.
    values = [value for paper in camp.papers if (value := number(paper)) is not None]
    return median(values) if 2 * len(values) > len(camp.papers) else None


def _most(values: Iterable[str | None], *, of: int) -> str:
    # What more than half of a camp has in common; nothing where it is split or silent.
    counts = Counter(value for value in values if value)
    if not counts:
        return ""
    value, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return value if 2 * count > of else ""


def _design(camp: Camp) -> str:
    return _most((_DESIGNS.get(paper.design, "") for paper in camp.papers), of=len(camp.papers))


def _of(name: str) -> Callable[[Camp], str]:
    return lambda camp: _most((getattr(paper, name) for paper in camp.papers), of=len(camp.papers))


def _species(camp: Camp) -> str:
    told = _of("species")(camp)
    return "people" if told == "human" else told


def _group(facet: str) -> Callable[[Camp], str]:
    return lambda camp: _most((groups_of(paper).get(facet) for paper in camp.papers), of=len(camp.papers))


def _form(camp: Camp) -> str:
    subject = camp.evidence[0].claim.subject.text
    return _most((form_of(paper, subject) for paper in camp.papers), of=len(camp.papers))


def _comparison(camp: Camp) -> str:
    # What a paper compares: the first contrast that is known among its estimates of the pair.
    told: dict[str, str] = {}
    for one in camp.evidence:
        for estimate in one.estimates:
            contrast = find_contrast(one, estimate)
            if contrast.fault is None:
                told.setdefault(one.paper.id, contrast.name)
    return _most(told.values(), of=len(camp.papers))


def _adjustment(camp: Camp) -> str:
    said = [_adjusted(one) for one in camp.evidence]
    return _most(said, of=len([one for one in said if one]))


def _adjusted(one: Evidence) -> str:
    flags = {one.claim.adjusted, *(estimate.adjusted for estimate in one.estimates)}
    if True in flags:
        return "adjusted estimates"
    return "crude estimates" if False in flags else ""


def _state(camp: Camp) -> str:
    said = [one.claim.subject_state.value if one.claim.subject_state else None for one in camp.evidence]
    found = _most(said, of=len(said))
    return f"{found} amounts" if found else ""


_FEATURES: Final[tuple[tuple[str, Callable[[Camp], str]], ...]] = (
    ("design", _design),
    ("species", _species),
    ("age", _group("age")),
    ("sex", _group("sex")),
    ("state", _group("state")),
    ("health", _group("health")),
    ("comparison", _comparison),
    ("form", _form),
    ("country", _of("country")),
    ("adjustment", _adjustment),
    ("amount", _state),
)


def _sentence(
    names: tuple[str, str], camps: Sequence[Camp], sided: Sequence[Camp], differences: Sequence[Difference]
) -> str:
    subject, object_ = names
    if not camps:
        return f"No paper that still stands says what {subject} does to {object_}."
    told = [f"{_count(camp)} found it {_WORDS[camp.sign]}" for camp in camps]
    start = f"With more {subject}, of {object_}: " + ", ".join(told)
    if len(sided) < 2:
        return start + "; nobody disagrees."
    if not differences:
        return start + "; nothing that the papers tell sets the camps apart."
    one = _side(sided[0], [difference.first for difference in differences])
    return f"{start}; {one}; {_side(sided[1], [difference.second for difference in differences])}."


def _side(camp: Camp, traits: Iterable[str]) -> str:
    return f"{_WORDS[camp.sign]} {'mostly ' if len(camp.papers) > 1 else ''}in: {', '.join(traits)}"


def _count(camp: Camp) -> str:
    return "1 paper" if len(camp.papers) == 1 else f"{len(camp.papers)} papers"
