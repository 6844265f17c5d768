"""The vocabulary: concepts by CURIE and by name, MeSH's trees, what rolls up under what, names found in text."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np

from miner.model.concept import Concept, EntityType, State
from miner.resources import corpora_path
from miner.vocabulary.agree import agrees
from miner.vocabulary.compiled import Compiled, header_of, read_compiled
from miner.vocabulary.entries import TYPES, Rank, Rule, curie_of, in_space, is_curie, number_of
from miner.vocabulary.index import TermIndex
from miner.vocabulary.keys import key_of, with_greek_letters, with_greek_names
from miner.vocabulary.lexicon import Lexicon, Sense

_COMPILED: Final = ("vocabulary", "vocabulary.bin")
_NONE: Final = 0xFFFFFFFF
_RULES: Final = tuple(Rule(number) for number in range(8))
_RANKS: Final = tuple(Rank)
HUMAN: Final = 9606
"""The NCBI Taxonomy id of people."""
_HUMAN_SYMBOLS: Final = {"Ins1": "INS", "Ins2": "INS", "Ren1": "REN", "Trp53": "TP53"}  # all others differ by case only


class Extra(NamedTuple):
    """What only few concepts have: parts of an index, where a form counts, its state, species and context words."""

    parts: tuple[str, ...] = ()
    rolls_up_to: str | None = None
    state: State | None = None
    taxon: int | None = None
    cues: tuple[str, ...] = ()


class Vocabulary:
    """All concepts, read from the compiled file; look-ups are cached, nothing is written.

    >>> vocabulary = load_vocabulary()
    >>> vocabulary.find("bone mineral density")[0].curie
    'MESH:D015519'
    """

    def __init__(self, compiled: Compiled) -> None:
        self.header: Mapping[str, Any] = compiled.header
        numbers = compiled.numbers
        self._ids = numbers["ids"]
        self._types = numbers["types"]
        self._broader = numbers["broader"]
        self._first_term = np.concatenate(
            (np.zeros(1, dtype=np.int64), np.cumsum(numbers["term_counts"], dtype=np.int64))
        )
        self._trees = compiled.texts["trees"].decode("ascii").split("\n")
        self._slugs = tuple(compiled.header["slugs"])
        self._slug_numbers = {slug: number for number, slug in enumerate(self._slugs)}
        self._extras = {
            curie: Extra(
                tuple(extra.get("parts", ())),
                extra.get("rolls_up_to"),
                State(extra["state"]) if "state" in extra else None,
                extra.get("taxon"),
                tuple(extra.get("cues", ())),
            )
            for curie, extra in compiled.header["extras"].items()
        }
        self.terms = TermIndex(compiled.texts["terms"], ranks=numbers["ranks"], rules=numbers["rules"])
        self._concept = lru_cache(maxsize=65536)(self._read_concept)
        self._senses = lru_cache(maxsize=262144)(self._look_up)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """The vocabulary of a compiled file."""
        return cls(read_compiled(path))

    def __len__(self) -> int:
        return int(self._ids.size)

    def get(self, curie: str) -> Concept | None:
        """The concept of a CURIE, or None."""
        index = self._index_of(curie)
        return None if index is None else self._concept(index)

    def find(self, name: str) -> tuple[Concept, ...]:
        """The concepts that have this name (case, punctuation and a plural "s" aside), the most likely first."""
        return tuple(dict.fromkeys(self._concept(sense.concept) for sense in self.senses(name)))

    def senses(self, name: str) -> tuple[Sense, ...]:
        """What a name can mean, with the rank and rules of the matching term, the most likely first."""
        return self._senses(name)

    def is_under(self, curie: str, tree_prefix: str) -> bool:
        """True where one of the concept's tree numbers is the given one or lies below it.

        A supplementary concept stands where the headings stand that it is mapped to.
        """
        concept = self.get(curie)
        return concept is not None and concept.is_under(tree_prefix)

    def roll_up(self, curie: str, *, is_outcome: bool = False) -> tuple[str, State | None]:
        """What a concept counts as in the graph, and the state that it stands for there.

        Another species' gene counts as the human gene of its symbol, so that mice and people meet. What is excreted
        tells what was taken in, but is an outcome of its own: a diuretic that raises urinary magnesium raises none.

        >>> load_vocabulary().roll_up("MESH:D008274"), load_vocabulary().roll_up("NCBIGene:24694")
        (('MESH:D008274', None), ('NCBIGene:5741', None))
        """
        if is_outcome and self._is_excreted(curie):
            return curie, None
        state: State | None = None
        seen = {curie}
        while (extra := self._extras.get(curie)) is not None:
            state = state or extra.state
            broader = extra.rolls_up_to or self._human_gene(curie, extra)
            if broader is None or broader in seen:
                break
            curie = broader
            seen.add(curie)
        return curie, state

    def is_gauge(self, curie: str) -> bool:
        """True of a measurement of a state ("magnesium depletion score"), told of as a thing of its own.

        >>> load_vocabulary().is_gauge("INDEX:MDS"), load_vocabulary().is_gauge("MESH:D008275")
        (True, False)
        """
        concept = self.get(curie)
        return concept is not None and concept.type is EntityType.MEASUREMENT and self.roll_up(curie)[1] is not None

    def _is_excreted(self, curie: str) -> bool:
        concept = self.get(curie)
        return concept is not None and concept.name.startswith("urinary ")

    def _human_gene(self, curie: str, extra: Extra) -> str | None:
        concept = None if extra.taxon in {None, HUMAN} else self.get(curie)
        if concept is None:
            return None
        symbol = _HUMAN_SYMBOLS.get(concept.name, concept.name.upper())
        same = (one for one in self.find(symbol) if one.name == symbol and self.taxon_of(one.curie) == HUMAN)
        return next((one.curie for one in same), None)

    def taxon_of(self, curie: str) -> int | None:
        """The NCBI Taxonomy id of a gene's species: 9606 unless the vocabulary says otherwise; None for no gene."""
        if not curie.startswith("NCBIGene:"):
            return None
        extra = self._extras.get(curie)
        return HUMAN if extra is None or extra.taxon is None else extra.taxon

    def cues_of(self, curie: str) -> tuple[str, ...]:
        """Words that speak for this sense of an ambiguous short form where they stand in the same document."""
        extra = self._extras.get(curie)
        return () if extra is None else extra.cues

    def iter_concepts(self, type_: EntityType | None = None, *, space: str | None = None) -> Iterator[Concept]:
        """All concepts, by CURIE, or those of one type and one of `SPACES`, as MeSH's headings are one."""
        return map(self._read_concept, self._numbers(type_, space))

    def _numbers(self, type_: EntityType | None, space: str | None) -> list[int]:
        chosen = np.ones(len(self), dtype=bool) if type_ is None else self._types == TYPES.index(type_)
        if space is not None:
            chosen = chosen & in_space(self._ids, space)
        return list(np.flatnonzero(chosen).tolist())

    def iter_names(self, type_: EntityType, *, space: str | None = None) -> Iterator[tuple[str, str]]:
        """Every name of the concepts that `iter_concepts` gives, with its CURIE, without making the concepts."""
        for index in self._numbers(type_, space):
            curie = self.curie(index)
            for name in dict.fromkeys(map(self.terms.text, range(*self._first_term[index : index + 2].tolist()))):
                yield name, curie

    def iter_terms(self, *, types: frozenset[EntityType] | None = None) -> Iterator[tuple[str, Concept]]:
        """Every name that is looked for in running text, with its concept."""
        for concept, term in self.lexicon_terms():
            value = self._concept(concept)
            if types is None or value.type in types:
                yield self.terms.text(term), value

    def lexicon_terms(self) -> Iterator[tuple[int, int]]:
        """The numbers of concept and term of every name that is looked for in running text."""
        chosen = np.flatnonzero(self.terms.rules & Rule.LEXICON)
        return zip(self._owners(chosen).tolist(), chosen.tolist(), strict=True)

    def curie(self, concept: int) -> str:
        """The CURIE of a concept by its number."""
        return curie_of(int(self._ids[concept]), self._slugs)

    def type(self, concept: int) -> EntityType:
        """The type of a concept by its number."""
        return TYPES[int(self._types[concept])]

    @property
    def size(self) -> int:
        """How many names there are."""
        return self.terms.size

    def matcher(self) -> Lexicon:
        """What finds the vocabulary's names in running text."""
        return _matcher(self)

    def _owners(self, terms: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        return np.searchsorted(self._first_term, terms, side="right") - 1

    def _index_of(self, curie: str) -> int | None:
        if not is_curie(curie) or (curie.startswith("INDEX:") and curie[6:] not in self._slug_numbers):
            return None
        number = number_of(curie, self._slug_numbers)
        index = int(np.searchsorted(self._ids, np.uint64(number)))
        return index if index < len(self) and int(self._ids[index]) == number else None

    def _read_concept(self, index: int) -> Concept:
        first, last = int(self._first_term[index]), int(self._first_term[index + 1])
        names = dict.fromkeys(self.terms.text(term) for term in range(first, last))
        name, *synonyms = names
        curie = self.curie(index)
        extra = self._extras.get(curie, Extra())
        trees = self._trees[index]
        broader = int(self._broader[index])
        if not trees and broader != _NONE:
            trees = self._trees[broader]
        return Concept(
            curie=curie,
            name=name,
            type=self.type(index),
            synonyms=tuple(synonyms),
            trees=tuple(trees.split("|")) if trees else (),
            parts=extra.parts,
            rolls_up_to=extra.rolls_up_to,
            state=extra.state,
        )

    def _look_up(self, name: str) -> tuple[Sense, ...]:
        found: dict[int, Sense] = {}
        for spelling in dict.fromkeys((name, with_greek_letters(name), with_greek_names(name))):
            for term in self.terms.find(key_of(spelling)):
                rules = _RULES[self.terms.rules[term]]
                text = self.terms.text(term)
                if not agrees(text, spelling, cased=Rule.CASED in rules):
                    continue
                concept = int(self._first_term.searchsorted(term, side="right")) - 1
                sense = Sense(
                    concept,
                    term,
                    self.curie(concept),
                    self.type(concept),
                    _RANKS[self.terms.ranks[term]],
                    rules,
                    text == name,
                )
                if concept not in found or sense.order < found[concept].order:
                    found[concept] = sense
        return tuple(sorted(found.values(), key=lambda sense: sense.order))


@cache
def _matcher(vocabulary: Vocabulary) -> Lexicon:
    return Lexicon(vocabulary.terms.names(), senses=vocabulary.senses)


@cache
def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The shipped vocabulary, or that of another compiled file; loaded once per process."""
    return Vocabulary.from_file(corpora_path(*_COMPILED) if path is None else path)


def vocabulary_header(path: Path | None = None) -> Mapping[str, Any]:
    """What the compiled file says of itself: sources with digests, counts."""
    return header_of(corpora_path(*_COMPILED) if path is None else path)
