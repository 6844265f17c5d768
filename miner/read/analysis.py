"""From a text to its mentions: the steps that spaCy's components and the reader share, on many texts at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from miner.model.concept import EntityType
from miner.model.layout import SectionSpan
from miner.model.reading import Abbreviation, Mention, Sentence
from miner.read.abbreviations import find_abbreviations
from miner.read.lexicon import classed
from miner.read.measurements import MeasurementFinder, iter_parts
from miner.read.merge import Found, merge
from miner.read.sentences import split_sentences
from miner.read.tagger import Prepared, Tagged, Tagger
from miner.read.tokens import Tokens
from miner.vocabulary import Vocabulary
from miner.vocabulary.lexicon import Lexicon, Match


@dataclass(slots=True)
class Analysis:
    """What is known of one text so far; each step fills in its own part."""

    text: str
    sections: tuple[SectionSpan, ...]
    tokens: Tokens
    sentences: tuple[Sentence, ...] | None = None
    abbreviations: tuple[Abbreviation, ...] | None = None
    matches: Sequence[Match] | None = None
    tagged: tuple[Tagged, ...] | None = None
    mentions: tuple[Mention, ...] | None = None

    def known_sentences(self) -> tuple[Sentence, ...]:
        """The sentences, split now if they were not."""
        if self.sentences is None:
            self.sentences = split_sentences(self.text, self.sections)
        return self.sentences

    def known_abbreviations(self) -> tuple[Abbreviation, ...]:
        """The definitions, looked for now if they were not."""
        if self.abbreviations is None:
            self.abbreviations = find_abbreviations(self.text)
        return self.abbreviations

    def known_matches(self, lexicon: Lexicon) -> Sequence[Match]:
        """The names of the vocabulary, looked for now if they were not."""
        if self.matches is None:
            self.matches = lexicon.find_all(self.text)
        return self.matches


def tag(analyses: Sequence[Analysis], *, tagger: Tagger, lexicon: Lexicon) -> None:
    """Fill in what the tagger finds."""
    todo = [analysis for analysis in analyses if analysis.tagged is None]
    prepared = [
        Prepared(
            analysis.text,
            analysis.tokens,
            analysis.known_sentences(),
            analysis.known_abbreviations(),
            classed(analysis.known_matches(lexicon)),
        )
        for analysis in todo
    ]
    for analysis, tagged in zip(todo, tagger.tag(prepared), strict=True):
        analysis.tagged = tagged


def find_mentions(analysis: Analysis, *, lexicon: Lexicon, measurements: MeasurementFinder) -> tuple[Found, ...]:
    """The mentions of a text, not yet linked."""
    matches = analysis.known_matches(lexicon)
    tagged = analysis.tagged or ()
    names = [(match.start, match.end) for match in matches] + [(each.start, each.end) for each in tagged]
    measured = measurements.find(analysis.text, names=names, abbreviations=analysis.known_abbreviations())
    return merge(
        analysis.text,
        matches=matches,
        tagged=tagged,
        measured=measured,
        abbreviations=analysis.known_abbreviations(),
    )


def parts_of(found: Found, matches: Iterable[Match]) -> tuple[str, ...]:
    """The CURIEs of what a measurement found by rule is made of."""
    if found.type is not EntityType.MEASUREMENT:
        return ()
    by_span = {(match.start, match.end): match for match in matches if found.start <= match.start < found.end}
    spans = iter_parts(found.start, found.end, list(by_span))
    return tuple(dict.fromkeys(by_span[span].curie for span in spans))


def link(analysis: Analysis, found: Sequence[Found], *, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    """Fill in the mentions, linked by name."""
    matches = analysis.known_matches(lexicon)
    by_span: dict[tuple[int, int], Mention] = {}
    mentions = []
    for each in found:
        text = analysis.text[each.start : each.end]
        if each.same_as is not None and (same := by_span.get(each.same_as)) is not None:
            mention = Mention(
                each.start,
                each.end,
                text,
                same.type,
                same.concept,
                same.name,
                (*same.why, "definition"),
                parts=same.parts,
            )
        else:
            senses = [sense for sense in vocabulary.senses(each.name) if sense.type is each.type]
            concept = vocabulary.get(senses[0].curie) if senses else None
            parts = concept.parts if concept and concept.parts else parts_of(each, matches)
            if concept is None:
                mention = Mention(each.start, each.end, text, each.type, why=(each.by,), parts=parts)
            else:
                mention = Mention(
                    each.start,
                    each.end,
                    text,
                    each.type,
                    concept.curie,
                    concept.name,
                    (each.by, "exact name"),
                    parts=parts,
                )
        by_span[each.start, each.end] = mention
        mentions.append(mention)
    analysis.mentions = tuple(mentions)
