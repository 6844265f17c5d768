"""What a clause leaves out, since the one before says it: "X was linked to A, and Z to B", "Y was low and Z high"."""

from miner.extract.grammar.pieces import FINITE, PART_ENDS, Clause, Piece
from miner.extract.grammar.words import Word

_BRACKET = 3  # letters between two words, when a bracket stood there
_AMOUNTS = frozenset({"low", "lower", "high", "higher"})


class Gaps:
    """The predicates that a sentence's clauses leave out; `is_row` once a row of them has begun."""

    def __init__(self, pieces: list[Piece], words: list[Word]) -> None:
        self.pieces = pieces
        self.words = words
        self.is_row = False

    def find(self, at: int, now: Clause) -> Piece | None:
        """The predicate of the clause `now` that is left out behind the comma or conjunction at `at`."""
        return self._link(at, now) or self._state(at, now)

    def _state(self, at: int, now: Clause) -> Piece | None:
        """The "was" left out in "Y was lower and Z higher with X", "were less likely to A, more likely to B"."""
        be = next((each for each in now.pieces if each.kind in FINITE), None)
        told = [each for each in now.pieces if each.kind not in {"adverb", "mark"}]
        states = told[told.index(be) + 1 :] if be is not None and be.kind == "be" else []
        if be is None or not states or states[0].kind != "adjective" or now.role != "main":
            return None
        ahead = at + 1
        has_name = ahead < len(self.pieces) and self.pieces[ahead].kind == "np"
        if has_name and not ends_in_state(now):
            return None
        ahead += has_name
        while ahead < len(self.pieces) and self.pieces[ahead].kind == "adverb":
            ahead += 1
        if ahead + 1 >= len(self.pieces) or self.pieces[ahead].kind != "adjective":
            return None
        state, follows = self.pieces[ahead], self.pieces[ahead + 1].kind
        is_likely = self.words[state.b - 1].lower == self.words[states[0].b - 1].lower == "likely"
        is_told = has_name and follows in PART_ENDS | {"preposition", "versus", "conjunction"}
        return be if is_told or (is_likely and not has_name) else None

    def _link(self, at: int, now: Clause) -> Piece | None:
        """The link that is left out in "X was associated with A, and Z with B"."""
        link = next((each for each in reversed(now.pieces) if each.kind in FINITE), None)
        if link is None or link.kind != "link" or self.words[self.pieces[at].a].lower not in {"and", "while", ","}:
            return None
        ahead = at + 1
        while ahead < len(self.pieces) and self.pieces[ahead].kind in {"conjunction", "adverb"}:
            ahead += 1
        names = self.pieces[ahead : ahead + 3]
        if [each.kind for each in names] != ["np", "preposition", "np"]:
            return None
        is_name = names[0].change is None and names[0].link is None and not names[0].dirs
        has_both = self._has_bracket(self.pieces[at].a) and self._has_bracket(names[2].b)
        is_amount = any(self.words[names[end].a].lower in _AMOUNTS for end in (0, 2))
        is_told = names[2].dirs != () or (is_name and has_both) or is_amount
        is_same = self.words[names[1].a].lower == self.words[link.b - 1].lower
        if not is_same or not (is_told or (is_name and self._goes_on(at, ahead, link, now))):
            return None
        return None if resumes(self.pieces, ahead + 3) else link

    def _goes_on(self, at: int, ahead: int, link: Piece, now: Clause) -> bool:
        """True in "X was linked to A, Z to B, and W to C", and of "X was linked to A, and Z to B" to its end."""
        if self.is_row:
            return True
        told = [piece for piece in now.pieces if piece.a >= link.b and piece.kind != "comma"]
        behind = [piece for piece in self.pieces[ahead + 3 : ahead + 8] if piece.kind != "comma"]
        kinds = [piece.kind for piece in behind]
        self.is_row = kinds[:4] == ["conjunction", "np", "preposition", "np"] and (
            self.words[behind[2].a].lower == self.words[link.b - 1].lower
        )
        is_last = kinds[:1] in ([], ["stop"]) and self.words[self.pieces[at].a - 1].lower == ","
        return self.is_row or (is_last and len(told) == 1 and self.words[self.pieces[at].a].lower == "and")

    def _has_bracket(self, at: int) -> bool:
        """True where a bracket, as that of an estimate, stands before this word."""
        return 0 < at < len(self.words) and self.words[at].start - self.words[at - 1].end > _BRACKET


def ends_in_state(clause: Clause) -> bool:
    """True where the clause ends in its predicate: "A and B fell | and C and D rose", "A was lower | and ..."."""
    told = [piece for piece in clause.pieces if piece.kind not in {"adverb", "number", "mark", "comma"}]
    return len(told) > 1 and told[-1].kind in {"adjective", "intransitive", "verb"} and told[-1].form != "base"


def resumes(pieces: list[Piece], at: int) -> bool:
    """True where a predicate follows, behind adverbs at most."""
    while at < len(pieces) and pieces[at].kind in {"adverb", "no", "may", "conjunction", "auxiliary"}:
        at += 1
    return at < len(pieces) and pieces[at].kind in FINITE
