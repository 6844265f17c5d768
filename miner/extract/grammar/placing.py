"""Where the pieces of a clause go: its subject, its objects and its prepositional phrases."""

from dataclasses import dataclass, replace

from miner.extract.grammar.phrases import PEOPLE
from miner.extract.grammar.pieces import Adjunct, Clause, Piece
from miner.extract.grammar.words import Word

_OPENS = {"adverb", "mark", "number", "determiner", "preposition", "receive", "no", "may"}  # before an adjunct's phrase
_LINKED = {"correlated", "correlate", "correlates", "associated", "related", "linked"}
_WAYS = {"inversely", "negatively", "positively", "directly", "not"}
_NAMING = {"including", "such as"}  # what their phrase is told by
_TIMES = {
    "days", "weeks", "months", "years", "hours", "minutes", "day", "week", "month", "year", "h", "min", "baseline",
}  # fmt: skip


def _is_bare_change(piece: Piece) -> bool:
    """True of "a rise", which another phrase says what of."""
    return piece.change is not None and piece.core[0] >= piece.core[1]


_ADJUSTING = frozenset(
    {"adjustment", "adjustments", "adjusting", "adjusted", "controlling", "accounting", "correction"}
)


@dataclass(slots=True)
class Side:
    """The pieces on one side of a clause's predicate, before it (`is_front`) or behind it."""

    clause: Clause
    pieces: list[Piece]
    words: list[Word]
    is_front: bool

    def read(self) -> None:
        """Put the side's noun phrases and prepositional phrases into the clause."""
        at = 0
        while at < len(self.pieces):
            kind, before, after = self._kind(at), self._kind(at - 1), self._kind(at + 1)
            if kind == "preposition" and (later := self._behind_amount(at)):
                at = later  # "by 5% in X" is told of X
            elif kind in {"preposition", "receive"} and self._goes_on(at) and after != "gerund":
                at = self._read_more(at)
            elif kind == "gerund" and before == "preposition":
                at = self._read_gerund(at)
            elif kind == "preposition" and (
                after == "gerund" or (after == kind and self._name(self.pieces[at]) == "before")
            ):
                at += 1  # "from 8 before to 4 after X"
            elif kind in {"preposition", "receive", "versus", "postlink"} or (kind == "factor" and self.is_front):
                at = self._read_adjunct(at)
            elif kind == "np":
                at = self._read_phrases(at)
            else:
                self._read_cue(at)
                at += 1
        if self.is_front and not self.clause.subject:
            self._find_subject()

    def _is_list(self) -> bool:
        """True of subjects that begin the clause, one of them with a phrase of its own: "A, B for C, D, and E were"."""
        kinds = [piece.kind for piece in self.pieces if piece.kind not in {"adverb", "mark", "number", "may"}]
        if kinds[:1] == ["determiner"]:
            kinds = kinds[1:]
        if self.is_front and kinds.count("versus") > 1:  # "A versus B, and C versus D"
            return True
        if self._is_behind_colon():
            return kinds[:1] == ["np"] and {"np", "comma", "conjunction", "preposition", "determiner"}.issuperset(kinds)
        if kinds[:2] != ["np", "comma"] or kinds.count("comma") < 2 or "preposition" not in kinds:
            return False
        is_plain = all(kind in {"np", "comma", "conjunction", "preposition", "determiner"} for kind in kinds)
        asides = (piece for piece in self.pieces if piece.kind == "np" and piece.indefinite)
        return is_plain and kinds[-1] == "np" and "conjunction" in kinds[-4:] and next(asides, None) is None

    def _is_behind_colon(self) -> bool:
        """True of what is listed behind a colon, without a predicate of its own."""
        first = self.pieces[0].a if self.pieces else 0
        return self.clause.head is None and first > 0 and self.words[first - 1].lower == ":"

    def _find_subject(self) -> None:
        """Of "after adjustment for variables, A and B predicted Y" the subject, which reads as a list's rest."""
        for adjunct in self.clause.adjuncts[-1:]:
            first, *rest = adjunct.group
            if rest and self.words[first.b].lower == ",":
                adjunct.group = [first]
                self.clause.subject = rest

    def _kind(self, at: int) -> str:
        return self.pieces[at].kind if 0 <= at < len(self.pieces) else ""

    def _name(self, piece: Piece) -> str:
        return " ".join(word.lower for word in self.words[piece.a : piece.b])

    def _read_more(self, at: int) -> int:
        """A preposition behind a conjunction goes on with the phrase that had it first: "with A and, later, with B"."""
        clause, piece = self.clause, self.pieces[at]
        group, after = self._group(self._skip(at + 1), is_adjunct=self.is_front)
        word = self.words[piece.a].lower
        same = [
            each
            for each in clause.adjuncts
            if each.word.rsplit(" ", 1)[-1] == word and each.kind != "factor" and each.is_front == self.is_front
        ]
        links = (each for each in reversed(self.pieces[:at]) if each.kind in {"factor", "link"})
        head = next(links, clause.head)
        if self._kind(at - 1) == "no" and self._is_other_way(at):
            group = [replace(each, negated=True) for each in group]
        if group and self._is_of_link(piece):
            clause.objects = group
        elif group and same:
            same[-1].group += group
        elif group and self.is_front and word == "of" and clause.subject:
            clause.subject = clause.subject + group
        elif (group and not self.is_front and word == "of" and any(each.joined for each in clause.objects)) or (
            group and clause.objects and head is not None and word in self._joints(head)
        ):
            clause.objects += group
        elif group:
            clause.adjuncts.append(Adjunct(word, piece.kind, group, self.is_front, piece.a))
        return max(after, at + 1)

    def _joints(self, head: Piece) -> set[str]:
        """The words that join a link's objects to it: the link's last, and what stands before the first of them."""
        before = self.words[self.clause.objects[0].a - 1].lower
        return {self.words[head.b - 1].lower, *({before} & {"with", "to"} if head.kind == "link" else ())}

    def _read_gerund(self, at: int) -> int:
        """A gerund behind its preposition: "by lowering X"."""
        group, after = self._group(self._skip(at + 1), is_adjunct=self.is_front)
        if group:
            before = self.pieces[at - 1].a
            sense = self.pieces[at].sense
            self.clause.adjuncts.append(
                Adjunct(self.words[before].lower, "gerund", group, self.is_front, before, sense=sense)
            )
        return max(after, at + 1)

    def _read_adjunct(self, at: int) -> int:
        clause, piece, before = self.clause, self.pieces[at], self._kind(at - 1)
        is_naming = self._name(piece) in _NAMING
        in_list = self.is_front and not is_naming and (before != "np" or self._is_list())
        start = self._skip(at + 1)
        group, after = self._adjusted_for(at, start) or self._group(start, is_adjunct=in_list)
        if group and piece.kind == "preposition" and self._is_of_link(piece):
            clause.objects = group  # "correlated strongly with X", "associated with a trend toward X"
            return max(after, at + 1)
        is_amount = self.is_front and before == "number" and self.words[piece.a].lower == "of"
        if group and is_amount and not clause.subject:
            clause.subject = group  # "each 0.1 mg/dl of X"
        elif group:
            host = self.pieces[at - 1] if before == "np" else None
            clause.adjuncts.append(
                Adjunct(self._name(piece), piece.kind, group, self.is_front, piece.a, sense=piece.sense, host=host)
            )
        return max(after, at + 1)

    def _read_phrases(self, at: int) -> int:
        """Noun phrases of their own: the subject before the predicate, objects behind it."""
        clause, before = self.clause, self._kind(at - 1)
        is_list = self.is_front and self._is_list()
        group, after = self._group(at, is_adjunct=is_list)
        if is_list:
            clause.subject += group
        elif self.is_front:
            is_aside = before == "comma" and self._kind(after) == "comma"
            is_time = self.words[group[0].b - 1].lower in _TIMES
            if clause.subject and before == "conjunction" and _is_bare_change(group[0]):
                clause.subject = clause.subject + group  # "a fall in A and a rise in B were seen"
            elif not clause.subject or not (is_aside or is_time):
                clause.subject = group
        elif not clause.objects or before in {"conjunction", "factor", "link"} or self._is_next(group[0], at):
            clause.objects += group
        return after

    def _is_next(self, piece: Piece, at: int) -> bool:
        """True of "a fall in B", "an effect on B" behind "a rise in A,", and of "to develop B" behind "to have A,"."""
        last = self.clause.objects[-1]
        if self._kind(at - 1) == "have":
            head = self.clause.head
            is_likely = head is not None and self.words[head.b - 1].lower == "likely"
            return is_likely and self._kind(at - 2) == "preposition"
        is_bare = _is_bare_change(last) or (last.link is not None and last.core[0] >= last.core[1])
        return self._kind(at - 1) == "comma" and is_bare and (_is_bare_change(piece) or piece.link is not None)

    def _read_cue(self, at: int) -> None:
        """A negation or a further cue behind the predicate."""
        clause, piece = self.clause, self.pieces[at]
        if self.is_front:
            return
        if piece.kind == "no" and not clause.objects:
            is_of_people = self._kind(at + 1) == "receive"  # "lower than in those not given X"
            is_of_others = self._kind(at - 1) == "comma" and self._kind(at + 1) == "preposition"  # ", not with placebo"
            clause.negated |= not (is_of_people or is_of_others)
        if piece.kind in {"factor", "adjective", "link", "verb"} and self._kind(at - 1) not in {
            "preposition", "conjunction", "receive",
        }:  # fmt: skip
            clause.adjuncts.append(Adjunct(self._name(piece), piece.kind, [piece], self.is_front, piece.a))

    def _continues(self, at: int) -> bool:
        """True behind a conjunction, with at most adverbs, commas and numbers between ("and, in this way, to Y")."""
        at -= 1
        while self._kind(at) in {"adverb", "comma", "number"}:
            at -= 1
        return self._kind(at) == "conjunction"

    def _goes_on(self, at: int) -> bool:
        """True of a preposition that goes on with a list: "with A and with B", ", inversely with B"."""
        return self._continues(at) or self._lists(at) or self._is_other_way(at)

    def _is_other_way(self, at: int) -> bool:
        """True of "associated with A, inversely with B, and not with C"."""
        head = self.clause.head
        if head is None or head.kind != "link" or not self.clause.objects or self._kind(at - 1) not in {"adverb", "no"}:
            return False
        word = self._name(self.pieces[at - 1])
        is_same = self.words[self.pieces[at].a].lower == self.words[head.b - 1].lower
        return is_same and word in _WAYS and self._kind(at - 2) in {"comma", "conjunction"}

    def _is_of_link(self, piece: Piece) -> bool:
        """True of a link's preposition that stands apart from it."""
        head = self.clause.head
        if self.is_front or head is None or head.kind != "link" or self.clause.objects:
            return False
        last, word = self.words[head.b - 1].lower, self.words[piece.a].lower
        return (last in _LINKED and word in {"with", "to"}) or word in {"toward", "towards"}

    def _lists(self, at: int) -> bool:
        """True of a link's own preposition inside a list of them: "associated with A, with B, and with C"."""
        head = self.clause.head
        if (
            self.is_front
            or head is None
            or head.kind != "link"
            or not self.clause.objects
            or self._kind(at - 1) != "comma"
        ):
            return False
        word = self.words[self.pieces[at].a].lower
        if self.words[head.b - 1].lower != word or self._kind(at + 1) != "np" or self.pieces[at + 1].dirs:
            return False
        return any(
            self._continues(later) and self.words[self.pieces[later].a].lower == word
            for later in range(at + 2, len(self.pieces))
            if self._kind(later) == "preposition"
        )

    def _behind_amount(self, at: int) -> int:
        """Where the next preposition stands behind a mere amount ("of 4 mg in X", "by 5% with X"); 0 if none does."""
        later = at + 1
        if self._kind(later) != "number":
            return 0
        while self._kind(later) in {"number", "mark", "adverb"}:
            later += 1
        if self._kind(later) != "preposition" or self.words[self.pieces[later].a].lower == "of":
            return 0  # "at 25% of the volume"
        return later

    def _skip(self, at: int) -> int:
        while self._kind(at) in _OPENS or (
            self._kind(at) == "conjunction" and self._kind(at - 1) == self._kind(at + 1) == "number"
        ):  # "after 5 and 10 g of X"
            at += 1
        return at

    def _group(self, at: int, *, is_adjunct: bool) -> tuple[list[Piece], int]:
        """The noun phrases joined by commas and conjunctions from `at` on, and where they end."""
        group: list[Piece] = []
        pieces = self.pieces
        host = next((piece for piece in reversed(pieces[:at]) if piece.kind == "np"), None)
        is_of_people = self._kind(at) == "np" and self._is_of_people(at)
        is_changing = host is not None and host.change in {1, -1, 2, -2}
        while self._kind(at) == "np":
            group.append(pieces[at])
            at += 1
            ahead = at
            while self._kind(ahead) in {"comma", "conjunction", "adverb", "determiner", "mark", "number", "may"}:
                ahead += 1
            between = [piece.kind for piece in pieces[at:ahead]]
            if not between or self._kind(ahead) != "np" or pieces[ahead].link is not None:
                break
            if is_adjunct and self._kind(ahead + 1) == "versus":
                break  # "A versus B and C versus D"
            if is_changing and _is_bare_change(pieces[ahead]):
                break  # "a fall in A and a rise in B"
            if is_of_people and self._kind(ahead + 1) == "preposition" and self._is_told_of_others(ahead):
                break  # "with A in men and B in women"
            if "conjunction" not in between:
                if pieces[ahead].indefinite and not pieces[ahead].dirs:
                    break
                if is_adjunct or "comma" not in between or not self._closes(ahead):
                    break
            at = ahead
        return group, at

    def _is_of_people(self, at: int) -> bool:
        """True of "in men", "at 6 months": behind the predicate, who or when something is told of."""
        last = self.words[self.pieces[at].b - 1].lower
        return not self.is_front and self._kind(at - 1) == "preposition" and (last in PEOPLE or last in _TIMES)

    def _is_told_of_others(self, at: int) -> bool:
        """True of "B in women"."""
        here, later = self.words[self.pieces[at].b - 1].lower, at + 2
        while self._kind(later) in {"number", "determiner", "mark"}:
            later += 1
        last = self.words[self.pieces[min(later, len(self.pieces) - 1)].b - 1].lower
        return not (here in PEOPLE or here in _TIMES) and (last in PEOPLE or last in _TIMES)

    def _adjusted_for(self, at: int, start: int) -> tuple[list[Piece], int] | None:
        """The list of "after adjustment for age, sex and weight, ...", which its conjunction closes; None elsewhere."""
        before = self.pieces[at - 1] if at else None
        if before is None or not self.is_front or self.words[before.b - 1].lower not in _ADJUSTING:
            return None
        group: list[Piece] = []
        while self._kind(start) == "np":
            group.append(self.pieces[start])
            if self._kind(start - 1) == "conjunction":
                return group, start + 1
            start += 1
            while self._kind(start) in {"comma", "conjunction"}:
                start += 1
        return None

    def _closes(self, at: int) -> bool:
        """True where a list that goes on at `at` ends in a conjunction and one more noun phrase."""
        while self._kind(at) in {"np", "comma", "adverb", "mark", "determiner", "number"}:
            at += 1
        return at + 1 < len(self.pieces) and self._kind(at) == "conjunction"
