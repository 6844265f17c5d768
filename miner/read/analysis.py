"""From a text to its mentions: the steps that spaCy's components and the reader share, on many texts at once."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from miner.link import Context, Link, Linker
from miner.model.concept import EntityType
from miner.model.layout import SectionSpan
from miner.model.reading import Abbreviation, Mention, Sentence
from miner.read.abbreviations import find_abbreviations
from miner.read.lexicon import classed
from miner.read.measurements import MeasurementFinder, iter_parts
from miner.read.merge import Found, merge
from miner.read.sentences import split_sentences
from miner.read.tagger import Prepared, Tagged, Tagger
from miner.vocabulary.lexicon import Lexicon, Match


@dataclass(slots=True)
class Analysis:
    """What is known of one text so far; each step fills in its own part."""

    text: str
    sections: tuple[SectionSpan, ...]
    language: str = "en"
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


def find_names(analyses: Iterable[Analysis], lexicon: Lexicon) -> None:
    """Fill in the names of the vocabulary, all texts together."""
    todo = [analysis for analysis in analyses if analysis.matches is None]
    for analysis, matches in zip(todo, lexicon.find_in([each.text for each in todo]), strict=True):
        analysis.matches = matches


def tag(analyses: Sequence[Analysis], *, tagger: Tagger, lexicon: Lexicon) -> None:
    """Fill in what the tagger finds."""
    todo = [analysis for analysis in analyses if analysis.tagged is None]
    find_names(todo, lexicon)
    for analysis in todo:
        analysis.known_sentences()
    for analysis in todo:
        analysis.known_abbreviations()
    prepared = [
        Prepared(
            analysis.text,
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


def parts_of(found: Found, inside: Iterable[Match]) -> tuple[str, ...]:
    """The CURIEs of what a measurement is made of, from the names inside it."""
    by_span = {(match.start, match.end): match for match in inside}
    spans = iter_parts(found.start, found.end, list(by_span))
    return tuple(dict.fromkeys(by_span[span].curie for span in spans))


def link_mentions(analysis: Analysis, found: Sequence[Found], *, linker: Linker, lexicon: Lexicon) -> None:
    """Fill in the mentions: each linked by its name in this document, short forms as their long forms are."""
    matches = analysis.known_matches(lexicon)
    context = Context.of(analysis.text, analysis.known_abbreviations(), language=analysis.language)
    starts = [match.start for match in matches]
    linked: dict[tuple[int, int], tuple[Found, Link]] = {}
    for each in found:
        if each.same_as is None:
            link = linker.link(each.name, each.type, context)
            if each.type is EntityType.MEASUREMENT:
                inside = matches[bisect_left(starts, each.start) : bisect_left(starts, each.end)]
                if link.concept is None:
                    link = _link_tail(each, inside, linker, context) or link
                if not link.parts:
                    link = link._replace(parts=parts_of(each, inside))
            linked[each.start, each.end] = each, link
    mentions = []
    for each in found:
        at = each.same_as or (each.start, each.end)
        known, link = linked.get(at) or (each, linker.link(each.name, each.type, context))
        if link.concept is None and each.by == "name":
            continue  # a name of the dictionary that means nothing sure here, and that no tagger saw
        text = analysis.text[each.start : each.end]
        why = link.why if known is each else (f"defined as “{known.name}”", *link.why)
        mentions.append(
            Mention(
                each.start,
                each.end,
                text,
                link.type or each.type,
                concept=link.concept,
                name=link.name,
                why=(each.by, *why),
                candidates=link.candidates,
                parts=link.parts,
            )
        )
    analysis.mentions = tuple(mentions)


def _link_tail(found: Found, inside: Iterable[Match], linker: Linker, context: Context) -> Link | None:
    """What a measurement's last words are known as, where they are a measurement's name: a femoral T-score is one."""
    for match in inside:
        if match.end == found.end and found.start < match.start and match.type is found.type:
            link = linker.link(match.text, found.type, context)
            if link.concept is not None:
                return link._replace(why=(f"ends in “{match.text}”", *link.why))
    return None
