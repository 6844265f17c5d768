"""Where one clause of a sentence ends and the next begins."""

from dataclasses import replace

from miner.extract.grammar.gapping import Gaps, ends_in_state, resumes
from miner.extract.grammar.pieces import FINITE, PART_ENDS, Clause, Piece
from miner.extract.grammar.words import Word

_BREAKS = {"semi", "stop", "colon", "splitter", "report", "no_report", "when"}
_ASIDES = {"relative", "when"}
_INCLUDING = {"include", "includes", "included"}
_WAYS = {"positively", "directly", "inversely", "negatively"}
_PARTICIPLES = {"found", "shown", "reported", "known", "likely", "able", "capable", "evidence"}
_TO_HAVE = {"have", "develop", "experience", "receive", "report", "undergo", "show"}
_FARTHEST = 8  # pieces from a noun phrase to its predicate
_PREDICATES = FINITE | {"may", "auxiliary"}
_LISTED = {"np", "comma", "conjunction", "preposition", "determiner", "adjective"}


def split_clauses(pieces: list[Piece], words: list[Word]) -> list[Clause]:
    """The sentence's clauses, each with its own pieces and how it hangs on the one before."""
    return _Splitter(pieces, words).split()


class _Splitter:
    """Goes through the pieces once; `now` is the clause being filled, `has_head` whether its predicate has come."""

    def __init__(self, pieces: list[Piece], words: list[Word]) -> None:
        self.pieces = pieces
        self.words = words
        self.clauses: list[Clause] = []
        self.now = Clause([])
        self.has_head = False
        self.gap: Piece | None = None
        self.gaps = Gaps(pieces, words)
        self.is_told = False

    def split(self) -> list[Clause]:
        for at, piece in enumerate(self.pieces):
            if piece.kind == "splitter" and self._joins(at):
                self._add(replace(piece, kind="conjunction"))
            elif piece.kind in _BREAKS:
                self._break(at)
            elif piece.kind == "relative":
                self._relate(piece)
            elif piece.kind in {"comma", "conjunction"}:
                self._divide(at)
            else:
                if self._ends_aside(piece) or self._brings_about(at):
                    self._close(inherits=True)
                self._fill(piece)
        self._close()
        return self.clauses

    def _joins(self, at: int) -> bool:
        """True of a "but" between members of one list."""
        goes_on = self.has_head and (_goes_on(self.pieces, at + 1, self.words) or self._lists_on(at))
        return goes_on or self._excepts(at)

    def _excepts(self, at: int) -> bool:
        """True at the "but" of "A, but neither B nor C, raised Y" and "A raised Y but neither Z nor W"."""
        name = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if name is None or name.kind != "np" or not self.now.pieces or self.words[self.pieces[at].a].lower != "but":
            return False
        end = next((i for i in range(at + 1, len(self.pieces)) if self.pieces[i].kind in _BREAKS), len(self.pieces))
        if self.words[name.a].lower != "neither" or (self.has_head and _tells(self.pieces[at:end])):
            return False
        self.pieces[at + 1] = replace(name, a=name.a + 1, negated=False)
        return True

    def _add(self, piece: Piece) -> None:
        self.has_head |= piece.kind in FINITE and not self._is_of_front(piece)
        self.now.pieces.append(piece)

    def _is_of_front(self, piece: Piece) -> bool:
        """True of "followed" in "among 900 women followed for a year, ...", which is no predicate."""
        kinds = [each.kind for each in self.now.pieces if each.kind not in {"number", "determiner"}]
        is_front = piece.kind == "other" and kinds == ["preposition", "np"]
        return is_front and self.words[piece.b - 1].lower.endswith("ed")

    def _close(
        self,
        role: str = "main",
        *,
        inherits: bool = False,
        antecedent: list[Piece] | None = None,
        denied: bool = False,
    ) -> None:
        """End the clause, and begin one that has this role."""
        if self.now.pieces:
            self.clauses.append(self.now)
        self.now = Clause([], inherits=inherits, role=role, antecedent=antecedent or [], denied=denied)
        self.has_head = False

    def _break(self, at: int) -> None:
        """A mark or a word that always stands between clauses: ";", "however", "we found that", "when"."""
        piece = self.pieces[at]
        last = self.words[piece.b - 1].lower
        if piece.kind == "no_report":
            self.now.role = "report"
            self._close(denied=True)
        elif piece.kind == "report" and last in {"to", "of", "for", "in", "at"}:
            self.now.role = "main"  # "was found to" goes on with its own subject
        elif piece.kind == "report":
            is_verb = self.words[piece.a].lower.endswith("s")
            is_second = self.has_head and (  # "X lowers Y and we propose that", "X lowers Y, indicating that"
                self.now.pieces[-1].kind == "conjunction" or self.words[piece.a].lower.endswith("ing")
            )
            if not (
                is_second or (is_verb and self.is_told and self.has_head)
            ):  # "the finding that X was linked to Y suggests that ..."
                self.now.role = "report"
            self._close()
            self.is_told = last == "that"
        elif piece.kind == "when":
            self._close("main" if last == "since" and self._is_reason(at) else "when")
        else:
            self._close(inherits=(piece.kind == "splitter" and resumes(self.pieces, at + 1)) or self._lists_verbs(at))

    def _lists_verbs(self, at: int) -> bool:
        """True at the semicolon of "X lowered Y; raised Z; and had no effect on W": what follows is told of X, too."""
        if self.pieces[at].kind != "semi" or not self.has_head or self.now.role != "main":
            return False
        first = next((piece for piece in self.pieces[at + 1 :] if piece.kind not in {"conjunction", "adverb"}), None)
        if first is None or first.form not in {"ed", "s", ""} or self.words[first.b - 1].lower == "by":
            return False
        return first.kind in {"verb", "link", "have"}

    def _is_reason(self, at: int) -> bool:
        """True of "since X raises Y": what has been so since then is told in the past or the perfect."""
        head = next((piece for piece in self.pieces[at:] if piece.kind in FINITE | {"may"}), None)
        return head is not None and (
            head.form in {"s", "base"} or head.kind == "may" or self.words[head.a].lower in {"is", "are"}
        )

    def _relate(self, piece: Piece) -> None:
        """A relative word opens an aside on the noun phrase before it; "that" behind a verb opens what is reported."""
        before = self.now.pieces[-1].kind if self.now.pieces else ""
        word = self.words[piece.a].lower
        if word == "that" and before == "versus":
            return  # "lower than that in controls"
        if word == "that" and before in {"seen", "other", "verb", "adverb"}:
            self.now.role = "report"
            self._close()
        elif before in {"np", "comma", "preposition"} or self._follows_aside(piece):
            pieces = self.now.pieces or self.clauses[-1].pieces
            phrases = [each for each in pieces if each.kind == "np"]
            self._close("when" if word == "whose" else "relative", antecedent=phrases[-1:])
        else:
            self._close()

    def _follows_aside(self, piece: Piece) -> bool:
        """True of the second of "M, which lowers N, which raises Y"."""
        is_bare = not self.now.pieces and bool(self.clauses) and self.clauses[-1].role == "relative"
        return is_bare and self.words[piece.a].lower == "which" and self.words[piece.a - 1].lower == ","

    def _divide(self, at: int) -> None:
        """A comma or conjunction, which ends a clause where another predicate follows, or where an aside is over."""
        piece = self.pieces[at]
        if not self.has_head and piece.kind == "comma" and self._is_empty_aside(at):
            self._close(inherits=True)  # "X, which <what no cue tells>, lowers Y"
        elif not self.has_head or self._is_likely_to(at):
            self._add(piece)
        elif self._is_nor(at):
            self._close()
            self._add(piece)
        elif _has_subject_next(self.pieces, at + 1, self.words) or self._has_subjects_next(at) or self._says_again(at):
            self._close()
        elif (link := self.gaps.find(at, self.now)) is not None:
            self._close(inherits=self.pieces[at + 1].kind == "adjective")
            self.gap = link
        elif resumes(self.pieces, at + 1) or self._says_of_this(at):
            self._close(inherits=True, denied=self.words[piece.a].lower == "nor")
        elif piece.kind == "comma" and self.now.role in _ASIDES:
            self._close(inherits=self.now.role == "relative")
        else:
            self._add(piece)

    def _has_subjects_next(self, at: int) -> bool:
        """True at the "and" of "X was linked to A, and B, C and D were common": a list with a predicate of its own."""
        pieces, words = self.pieces, self.words
        if words[pieces[at].a].lower != "and" or not (words[pieces[at].a - 1].lower == "," or ends_in_state(self.now)):
            return False
        is_last = False
        for here in range(at + 1, min(at + 2 * _FARTHEST, len(pieces))):
            piece = pieces[here]
            if is_last and pieces[here - 1].kind == "np" and piece.kind in _PREDICATES:
                return piece.kind not in FINITE or _is_predicate(piece, pieces[here - 1], words)
            if piece.kind not in _LISTED:
                return False
            is_last |= piece.kind == "conjunction"
        return False

    def _says_again(self, at: int) -> bool:
        """True at the "and" of "Y correlated with X and Z correlated with W", whose predicate is no participle."""
        names = self.pieces[at + 1 : at + 3]
        link = next((each for each in reversed(self.now.pieces) if each.kind in FINITE), None)
        if link is None or link.kind != "link" or [each.kind for each in names] != ["np", "link"]:
            return False
        is_bare = all(each.kind != "be" for each in self.now.pieces)
        return is_bare and self.words[names[1].a].lower == self.words[link.a].lower

    def _is_empty_aside(self, at: int) -> bool:
        """True at the end of ", which calms the nerves, " where the predicate follows: no cue tells what it says."""
        if self.now.role != "relative" or not self.now.pieces or not self.now.antecedent:
            return False
        first = self.now.pieces[0].a - 1
        return (
            self.words[first].lower == "which" and self.words[first - 1].lower == "," and resumes(self.pieces, at + 1)
        )

    def _lists_on(self, at: int) -> bool:
        """True of "had lower Y but higher Z": what follows has a direction and no predicate of its own."""
        last = next((each for each in reversed(self.now.pieces) if each.kind != "comma"), self.pieces[at])
        if self.words[self.pieces[at].a].lower != "but" or last.kind != "np" or last.core[0] >= last.core[1]:
            return False
        head = next((each for each in reversed(self.now.pieces) if each.kind in FINITE), None)
        if head is None or head.kind not in {"have", "link"}:
            return False
        follows = self.pieces[at + 1 :]
        end = next((i for i, each in enumerate(follows) if each.kind in _BREAKS | {"relative"}), len(follows))
        is_told = end > 0 and follows[0].kind == "np" and follows[0].dirs[:1] in {(1,), (-1,)}
        return is_told and not any(each.kind in FINITE for each in follows[:end])

    def _says_of_this(self, at: int) -> bool:
        """True at the "and" of "X lowered Y, and this was accompanied by less Z"."""
        follows = self.pieces[at + 1 : at + 3]
        return (
            [piece.kind for piece in follows[:1]] == ["determiner"]
            and self.words[follows[0].a].lower == "this"
            and follows[-1].kind in {"be", "verb", "link"}
            and any(piece.kind == "verb" for piece in self.now.pieces)
        )

    def _is_likely_to(self, at: int) -> bool:
        """True at the "and" of "were more likely to smoke and have Y", which goes on with what is likely."""
        follows = self.pieces[at + 1 : at + 2]
        if not follows or follows[0].kind != "have" or self.words[follows[0].a].lower not in _TO_HAVE:
            return False
        return any(self.words[each.b - 1].lower == "likely" for each in self.now.pieces if each.kind == "adjective")

    def _is_nor(self, at: int) -> bool:
        """True of "..., nor did X": the words turned round."""
        follows = self.pieces[at + 1].kind if at + 1 < len(self.pieces) else ""
        return self.words[self.pieces[at].a].lower == "nor" and follows in {"auxiliary", "be", "have"}

    def _brings_about(self, at: int) -> bool:
        """True of "X changed M thereby raising Y", without a comma."""
        is_thereby = self.words[self.pieces[at].a].lower == "thereby"
        return is_thereby and self.has_head and self.now.pieces[-1:] != [] and resumes(self.pieces, at + 1)

    def _fill(self, piece: Piece) -> None:
        """Add the piece, or the link that was left out in its place, or the "was" before it."""
        link = self.gap
        if link is None or piece.kind != ("adjective" if link.kind == "be" else "preposition"):
            self._add(piece)
            return
        self.gap = None
        self._add(link)
        if link.kind == "be":
            self._add(piece)

    def _ends_aside(self, piece: Piece) -> bool:
        """True of a second predicate, which is the main clause's: "patients who took zinc | had ..."."""
        if self.now.role not in _ASIDES or not self.has_head or piece.kind not in FINITE:
            return False
        if piece.kind in {"seen", "other"} and self.words[piece.a].lower not in _INCLUDING:
            return False
        if piece.form == "ing" or self.now.pieces[-1].kind not in {"np", "adverb", "word", "adjective"}:
            return False
        first, last = self.words[piece.a].lower, self.words[piece.b - 1].lower
        return not (
            piece.kind == "link"
            and first.endswith(("ed", "ible", "ive", "ent"))
            and last in {"with", "to", "for", "of", "on"}
        )


def _has_subject_next(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True where a noun phrase with its adjuncts and then a finite predicate follow: a new clause."""
    is_front = at < len(pieces) and pieces[at].kind == "preposition"
    if is_front and words[pieces[at].a].lower in {"in", "with", "after", "for", "at", "among", "under"}:
        at += 1
    if at >= len(pieces) or pieces[at].kind != "np":
        return False
    opens = is_front and words[pieces[at - 1].a].lower == "with"
    is_pair = False
    for here in range(at, min(at + _FARTHEST, len(pieces))):
        piece = pieces[here]
        if piece.kind in FINITE:
            return _is_predicate(piece, pieces[here - 1], words) and not (opens and _is_closing(pieces, here, words))
        if is_pair and piece.kind == "conjunction":  # "no relation between X and Y was seen"
            is_pair = False
            continue
        is_pair |= piece.kind == "preposition" and words[piece.a].lower == "between"
        if piece.kind == "report":  # "..., X was found to ..."
            return words[piece.b - 1].lower == "to" and words[piece.a].lower not in _PARTICIPLES
        if piece.kind == "comma" and here == at + 1 and pieces[here + 1 : here + 2] != []:
            return pieces[here + 1].kind == "relative" and _is_told_behind(pieces, here + 2)
        if piece.kind in {"comma", "conjunction", "versus", "relative", "receive", "colon"} | _BREAKS:
            return False
    return False


def _tells(pieces: list[Piece]) -> bool:
    return any(piece.kind in FINITE for piece in pieces)


def _is_told_behind(pieces: list[Piece], at: int) -> bool:
    """True where the predicate stands behind the comma that ends an aside: ", which is cheap, lowers Y"."""
    end = next((i for i in range(at, len(pieces)) if pieces[i].kind in PART_ENDS), len(pieces))
    return end + 1 < len(pieces) and pieces[end].kind == "comma" and pieces[end + 1].kind in _PREDICATES


def _is_closing(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True of "required" in ", with less Y required": a participle that ends the phrase."""
    follows = pieces[at + 1].kind if at + 1 < len(pieces) else "stop"
    return words[pieces[at].b - 1].lower.endswith("ed") and follows in PART_ENDS | {"preposition", "conjunction"}


def _is_predicate(piece: Piece, before: Piece, words: list[Word]) -> bool:
    """False of a participle: "patients treated", "a score associated with"."""
    first, last = words[piece.a].lower, words[piece.b - 1].lower
    if piece.kind in {"seen", "other"} and last.endswith("ed") and before.kind == "np":
        return False
    return not (piece.form == "ing" or (piece.kind == "link" and last in {"with", "to"} and first.endswith("ed")))


def _goes_on(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True where "but" goes on a list with another way: "positively with X, but negatively with Y"."""
    while at + 1 < len(pieces) and pieces[at].kind == "adverb":
        if words[pieces[at].a].lower in _WAYS and pieces[at + 1].kind == "preposition":
            return True
        at += 1
    return False
