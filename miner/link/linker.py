"""From a mention to its concept, or to none: the first road that is sure wins, and says which one it was.

The roads, in turn: the document's own definition of a short form; our own names; names that annotators used; names of
the vocabulary; other spellings of the name; names that look alike, above a margin. Below the margin the concept is
None and the candidates are kept: a wrong id is worse than none.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple

from miner.errors import NotFound
from miner.link.context import HUMAN, Context
from miner.link.learned import LearnedNames
from miner.link.similar import SimilarNames
from miner.link.spelling import iter_spellings
from miner.model.concept import Concept, EntityType
from miner.resources import corpora_path
from miner.vocabulary import Rank, Rule, Sense, Vocabulary
from miner.vocabulary.sources import is_abbreviation

MARGIN: Final = 0.7
"""Cosine below which a name that looks alike is a candidate only (figures in docs/vocabulary.md)."""
_CANDIDATES: Final = 5
_SHORTEST_SIMILAR: Final = 5

# Types that one thing may be called by: an exact name may cross over, never a likeness.
_KIN: Final = {
    EntityType.CHEMICAL: (EntityType.CHEMICAL, EntityType.GENE),
    EntityType.GENE: (EntityType.GENE, EntityType.CHEMICAL),
    EntityType.DISEASE: (EntityType.DISEASE, EntityType.PROCESS),
    EntityType.PROCESS: (EntityType.PROCESS, EntityType.DISEASE),
    EntityType.MEASUREMENT: (EntityType.MEASUREMENT, EntityType.PROCESS),
}
_SIMILAR: Final = frozenset({EntityType.CHEMICAL, EntityType.DISEASE})


class Link(NamedTuple):
    """What a mention was linked to: a CURIE and its name, or None; why; and the candidates, the best first.

    `type` is set where the document's words gave an ambiguous short form another type than it was asked for with.
    """

    concept: str | None = None
    name: str | None = None
    why: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    type: EntityType | None = None


class Linker:
    """Links mentions to the concepts of a vocabulary; answers that need no context are kept.

    >>> from miner.vocabulary import load_vocabulary
    >>> Linker(load_vocabulary(), similar=False).link("hypomagnesaemia", EntityType.DISEASE).concept
    'MESH:D008275'
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        learned: LearnedNames | None = None,
        similar: bool = True,
        margin: float = MARGIN,
        cached: int = 1 << 18,
    ) -> None:
        self.vocabulary = vocabulary
        self.margin = margin
        self._learned = learned
        self._is_similar = similar
        self._similar_names: dict[EntityType, SimilarNames] = {}
        self._plain: Callable[[str, EntityType], Link] = lru_cache(maxsize=cached)(self._link_plain)

    @cached_property
    def learned(self) -> LearnedNames:
        """The names that annotators used; the shipped table unless given."""
        return _shipped_names() if self._learned is None else self._learned

    def link(self, text: str, type_: EntityType, context: Context | None = None) -> Link:
        """The concept of a mention of this text and type, in its document."""
        if context is not None:
            long = context.long_form(text)
            if long is not None and long.lower() != text.lower():
                return self._link_defined(text, long, type_, context)
        link = self._plain(text, type_)
        if context is None:
            return link
        if link.concept is None and link.candidates:
            link = self._link_by_cue(text, type_, context, link)
        if type_ is EntityType.GENE and link.concept is not None and link.concept.startswith("NCBIGene:"):
            return self._of_species(link, context)
        return link

    def _link_defined(self, short: str, long: str, type_: EntityType, context: Context) -> Link:
        definitions = {
            each: value for each, value in context.definitions.items() if each not in {short, short[:-1], short + "s"}
        }
        context = replace(context, definitions=definitions)
        whole = context.spelled_out(long)
        link = self.link(whole, type_, context)
        return link._replace(why=(f"defined as “{whole}”", *link.why))

    def _link_plain(self, text: str, type_: EntityType) -> Link:
        name = " ".join(text.split())
        ours = self._by_sense(name, type_, rank=Rank.OURS, why="our name")
        if ours.concept is not None:
            return ours
        if not ours.candidates and (curie := self._find_learned(name, type_)) is not None:
            return self._linked(curie, "name that annotators used")
        found = self._by_sense(name, type_, rank=None, why="exact name")
        if found.concept is not None or found.candidates:
            return found
        for spelling, how in iter_spellings(name):
            again = self._by_sense(spelling, type_, rank=None, why=f"“{spelling}” ({how})")
            if again.concept is None and (curie := self._find_learned(spelling, type_)) is not None:
                again = self._linked(curie, f"“{spelling}” ({how})", "name that annotators used")
            if again.concept is not None:
                return again
        return self._by_likeness(name, type_)

    def _find_learned(self, name: str, type_: EntityType) -> str | None:
        """What annotators meant, where MeSH still has it: some of their ids were replaced since."""
        curie = self.learned.find(name, type_)
        return curie if curie is not None and self.vocabulary.get(curie) is not None else None

    def _by_sense(self, name: str, type_: EntityType, *, rank: Rank | None, why: str) -> Link:
        senses = [sense for sense in self.vocabulary.senses(name) if rank is None or sense.rank is rank]
        fitting = [sense for kind in _KIN.get(type_, (type_,)) for sense in senses if sense.type is kind]
        if not fitting:
            return Link()
        candidates = tuple(dict.fromkeys(sense.curie for sense in fitting))[:_CANDIDATES]
        best = fitting[0]
        if Rule.AMBIGUOUS in best.rules or _is_tied(fitting):
            return Link(why=("the short form means several things",), candidates=candidates)
        notes = (why,) if best.type is type_ else (why, f"known as {best.type.value}")
        return self._linked(best.curie, *notes)._replace(candidates=candidates[1:])

    def _link_by_cue(self, text: str, type_: EntityType, context: Context, link: Link) -> Link:
        """The one sense of an ambiguous short form that the document's words speak for, of whatever type it is."""
        senses = self.vocabulary.senses(text)
        if not any(Rule.AMBIGUOUS in sense.rules for sense in senses):
            return link
        told = {
            sense.curie: (sense, cue)
            for sense in reversed(senses)
            for cue in reversed(self.vocabulary.cues_of(sense.curie))
            if cue.lower() in context.folded
        }
        if len(told) != 1:
            return link
        ((curie, (sense, cue)),) = told.items()
        others = tuple(each for each in link.candidates if each != curie)
        linked = self._linked(curie, "short form", f"the text speaks of “{cue}”")._replace(candidates=others)
        return linked if sense.type in _KIN.get(type_, (type_,)) else linked._replace(type=sense.type)

    def _by_likeness(self, name: str, type_: EntityType) -> Link:
        if not self._is_similar or type_ not in _SIMILAR or len(name) < _SHORTEST_SIMILAR or is_abbreviation(name):
            return Link()
        found = self.similar_names(type_).find(name)[:_CANDIDATES]
        if not found:
            return Link()
        candidates = tuple(each.curie for each in found)
        best = found[0]
        if best.similarity < self.margin:
            return Link(why=(f"nothing closer than “{best.alias}” ({best.similarity:.2f})",), candidates=candidates)
        linked = self._linked(best.curie, f"looks like “{best.alias}” ({best.similarity:.2f})")
        return linked._replace(candidates=candidates[1:])

    def similar_names(self, type_: EntityType) -> SimilarNames:
        """The index of names that look alike, of headings and diseases; built when first asked for."""
        if type_ not in self._similar_names:
            space = None if type_ is EntityType.DISEASE else "MESH:D"
            self._similar_names[type_] = SimilarNames(
                self.vocabulary.iter_names(type_, space=space),
                concepts=lambda: self.vocabulary.iter_concepts(type_, space=space),
            )
        return self._similar_names[type_]

    def _of_species(self, link: Link, context: Context) -> Link:
        """The same gene of the species that the text is about, or none where the vocabulary has not got it."""
        curie = link.concept
        assert curie is not None
        taxon = self.vocabulary.taxon_of(curie)
        if taxon == context.taxon:
            return link
        concept = self.vocabulary.get(curie)
        assert concept is not None
        symbol = concept.name.upper() if context.taxon == HUMAN else concept.name.capitalize()
        for sense in self.vocabulary.senses(symbol):
            if sense.type is EntityType.GENE and self.vocabulary.taxon_of(sense.curie) == context.taxon:
                linked = self._linked(sense.curie, *link.why, "the species that the text is about")
                return linked._replace(candidates=(curie, *link.candidates))
        return Link(why=(*link.why, "of another species than the vocabulary has"), candidates=(curie, *link.candidates))

    def _linked(self, curie: str, *why: str) -> Link:
        concept: Concept | None = self.vocabulary.get(curie)
        if concept is None:
            return Link()
        return Link(curie, concept.name, why, parts=concept.parts)


def _is_tied(senses: list[Sense]) -> bool:
    first, *others = senses
    return first.rank in {Rank.ALIAS, Rank.PREVIOUS_SYMBOL} and any(
        other.rank is first.rank and other.exact == first.exact and other.type is first.type for other in others
    )


@cache
def _shipped_names() -> LearnedNames:
    try:
        return LearnedNames.from_file(corpora_path("vocabulary", "learned_names.tsv"))
    except NotFound:
        return LearnedNames(())


@cache
def load_linker(vocabulary: Vocabulary) -> Linker:
    """The linker of a vocabulary with the shipped learned names, one for the process."""
    return Linker(vocabulary)
