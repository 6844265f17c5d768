"""A sentence of mediation by its noun phrases: what they name, and the lists that they stand in."""

from collections.abc import Sequence

import regex

from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.parsed import Parsed
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import split_words
from miner.extract.mediation.cues import is_no_mediator, load_mediation_cues
from miner.extract.mediation.percents import Percent, find_percents
from miner.extract.mediation.values import Span

JOINING = {"comma", "conjunction", "adverb", "determiner"}
_LEADING = {"low", "high", "lower", "higher", "lowered", "raised", "reduced", "increased", "elevated", "decreased"}
_LEADING |= {"circulating", "mediating", "mediated", "considering", "including", "using"}
_SEEN_BY = regex.compile(
    r",\s(?:as )?(?:measured|assessed|indexed|indicated|reflected|estimated|determined|evaluated|represented|defined"
    r"|quantified) (?:by|with|using|as|through|via)\b[^,;.]{1,60},",
    regex.I,
)
_FINITE = {"be", "have", "verb", "intransitive"}
_ENDS: tuple[list[str], ...] = ([], ["comma"], ["stop"], ["semi"], ["preposition"], ["receive"], ["splitter"])
_QUALITIES = ("emic", "olic", "ical", "etic", "ular", "ional")
_OPENED = regex.compile(
    r"[(\[](?:\s*(?:the|proportions?|percentages?|shares?|mediat\w+|ratio|of|was|is|=|:|,)\b?)*\s*$", regex.I
)
_MEDIATING = {"mediating", "explaining", "accounting"}
_OVER = {"through", "via"}
_PRONOUNS = {"them", "they", "it", "we", "us", "what", "how", "who"}
_MEDIATORS = {"mediator", "mediators"}


class Phrases:
    """One sentence: its words, pieces and percents; what its noun phrases name."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.words, _ = split_words(text, start, end, brackets=False)
        self.pieces = Parsed(self.words, load_cues()).phrases()
        self.percents = find_percents(text, start, end)
        self._aside = self._in_brackets()

    def _in_brackets(self) -> frozenset[int]:
        """The words that stand in brackets, or tell how something was seen: ", as measured by GGT,"."""
        inside, depth = set(), 0
        for at, word in enumerate(self.words):
            depth += word.text in {"(", "["}
            if depth:
                inside.add(at)
            depth = max(0, depth - (word.text in {")", "]"}))
        for found in _SEEN_BY.finditer(self.text, self.start, self.end):
            inside |= {at for at, word in enumerate(self.words) if found.start() < word.start < found.end() - 1}
        return frozenset(inside) if 0 not in inside else frozenset()

    def is_aside(self, piece: Piece) -> bool:
        """True of what stands in brackets."""
        return piece.a in self._aside

    def word(self, piece: Piece) -> str:
        """The first word of a piece in lower case."""
        return self.words[piece.a].lower

    def kind_at(self, at: int) -> str:
        """The kind of a piece, empty behind the last."""
        return self.pieces[at].kind if at < len(self.pieces) else ""

    def has_predicate(self, start: int, end: int) -> bool:
        """True where a finite form of "be", "have" or a verb stands at `start:end`."""
        inside = [p for p in self.pieces if p.kind in _FINITE and start <= self.words[p.a].start < end]
        return any(p.form != "ing" for p in inside)

    def lowers(self, piece: Piece) -> list[str]:
        """The words of a noun phrase's core in lower case."""
        return [word.lower for word in self.words[piece.core[0] : piece.core[1]]]

    def span(self, piece: Piece) -> Span | None:
        """What a noun phrase names: its core without words of much and little, measures and numbers.

        A noun of effect or change belongs to the name where it is none ("team efficacy", "hemodynamic changes").
        """
        a, b = piece.core
        tails = load_cues().words["portion.tails"]
        while a < b and self.words[a].lower in _LEADING:
            a += 1
        if a + 2 < b and self.words[a].lower in _MEDIATORS and self.words[a + 1].lower == "of":
            a += 2
        while b > a + 1 and (self.words[b - 1].lower in tails or self.words[b - 1].is_number):
            b -= 1
        while b > a + 1 and self.words[b - 1].lower in _MEDIATING:
            b -= 1
        if b < piece.core[1] and self.words[b - 1].lower.endswith(_QUALITIES):
            b = piece.core[1]  # "glycemic control"
        if a < b and b < piece.b and self.words[b].lower not in _MEDIATING and self._closes(piece, b):
            b = piece.b
        return Span(self.words[a].start, self.words[b - 1].end) if a < b else None

    def _closes(self, piece: Piece, b: int) -> bool:
        if piece.link is not None:
            return self.words[piece.b - 1].lower not in load_mediation_cues()["effect"]
        return piece.change is not None and self.words[b - 1].lower.endswith(("ic", "al", "ive"))

    def is_generic(self, piece: Piece) -> bool:
        """True of a phrase that names nothing of its own."""
        words = self.lowers(piece)
        generic, sources = load_cues().words["generic.words"], load_cues().words["generic.sources"]
        empty = load_mediation_cues()["empty"]
        return not words or all(w in generic or w in empty for w in words) or words[-1] in sources

    def groups(self, taken: Sequence[Span]) -> list[list[Span]]:
        """Noun phrases in lists that may name mediators: a percent in brackets does not end a list, any other does."""
        groups: list[list[Span]] = []
        last = -1
        for at, piece in enumerate(self.pieces):
            if piece.kind != "np" or self.is_aside(piece):
                continue
            span = self.span(piece)
            lowers = self.lowers(piece)
            is_verb = len(lowers) == 1 and lowers[0].endswith("ed")
            is_verb |= [word.lower for word in self.words[max(piece.a - 2, 0) : piece.a]] == ["but", "not"]
            if span is None or is_verb or self.is_generic(piece) or lowers[0] in _PRONOUNS or is_no_mediator(lowers):
                last = -1
                continue
            between = self.pieces[last + 1 : at]
            if (
                last >= 0
                and self._joined(between, at - 1, len(groups[-1]))
                and not self._percent_between(groups[-1][-1], span)
            ):
                groups[-1].append(span)
            else:
                groups.append([span])
            last = at
        kept = [[span for span in group if span not in taken] for group in groups]
        return [group for group in kept if group]

    def _joined(self, between: Sequence[Piece], at: int, size: int) -> bool:
        """True between two names of a list; ", and" behind a single name begins a clause."""
        plain = [p for p in between if p.kind not in {"number", "mark"} and not self.is_aside(p)]
        if len(plain) > 1 and plain[-2].kind == "conjunction" and self.word(plain[-1]) in _OVER:
            plain.pop()  # "through hope and through resilience"
        kinds = {p.kind for p in plain}
        if {"comma", "conjunction"} <= kinds and size == 1:
            return False
        return kinds <= JOINING and ("conjunction" in kinds or ("comma" in kinds and self.goes_on(at)))

    def _percent_between(self, left: Span, right: Span) -> bool:
        return any(
            left.end <= percent.start < right.start and not self.in_bracket(percent) for percent in self.percents
        )

    def in_bracket(self, percent: Percent) -> bool:
        """True of a percent in brackets of its own: "CRP (12%)", "CRP (proportion mediated: 12%; 95% CI 4 to 20)"."""
        return bool(_OPENED.search(self.text, max(self.start, percent.start - 60), percent.start))

    def goes_on(self, at: int) -> bool:
        """True of a comma in a list that ends in "and"."""
        ahead = self.pieces[at + 1 : at + 24]
        kinds = [p.kind for p in ahead if p.kind not in {"number", "mark", "adverb"} and not self.is_aside(p)]
        if kinds[:2] == ["conjunction", "np"]:  # the last comma of "A, B, and C"
            return kinds[2:3] in _ENDS
        stop = next((i for i, kind in enumerate(kinds) if kind not in {"np", "comma"}), len(kinds))
        return stop > 0 and kinds[0] == "np" and kinds[stop : stop + 1] == ["conjunction"]
