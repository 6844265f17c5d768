"""Links and having: "X was associated with lower Y", "Y was predicted by X", "patients with X had higher Y"."""

from dataclasses import replace

from miner.extract.claims.acting.causes import AMOUNTS, is_start, subjects_of
from miner.extract.claims.acting.manner import manner_of
from miner.extract.claims.acting.themes import reaches, sense_in, themes_of, uncounted, with_directions
from miner.extract.claims.relations.nominals import is_benefit, read_nominal
from miner.extract.claims.relations.shapes import gerund_behind, own_change, share_of
from miner.extract.claims.relations.turned import had_by, read_turned
from miner.extract.claims.scene import Relation, Scene
from miner.extract.claims.signs import extreme_of
from miner.extract.claims.stating.gate import SUPERLATIVES
from miner.extract.grammar.pieces import Clause, Piece


def read_link(clause: Clause, scene: Scene, *, sense: int | None = None) -> list[Relation]:
    """The shape "X was associated with lower Y"."""
    assert clause.head is not None
    sense = clause.head.sense if sense is None else sense
    found = []
    by = next((a for a in clause.adjuncts if a.word == "by" and a.kind == "preposition"), None)
    if by is not None and clause.copula and not clause.objects:  # "Y was predicted by X"
        return [
            Relation(x, y, sense_in(clause, sense), "X goes with Y", clause, at=clause.head.a)
            for y in clause.subject
            for x in by.group
            if not scene.is_generic(x) and scene.names_thing(y) and y.link is None
        ]
    if not clause.objects and len(clause.subject) > 1 and clause.copula:  # "X and Y were correlated"
        named = [p for p in clause.subject if not scene.is_generic(p)]
        return [
            Relation(named[0], y, sense_in(clause, sense), "X goes with Y", clause, at=clause.head.a) for y in named[1:]
        ]
    objects = [
        t
        for piece in clause.objects
        for t in ((themes_of(piece, clause, scene) if piece.link is None else None) or [piece])
    ]
    late = [a for a in clause.adjuncts if a.kind == "adjective" and not a.is_front]
    if late and sense == 1:
        sense = late[0].group[0].sense
    if objects and all(scene.is_people(piece) for piece in objects):  # "beneficial in patients with Y"
        objects = had_by(objects, clause, scene)
    dirs: tuple[int, ...] = ()
    giver: Piece | None = None
    told = sense
    for each in objects:
        piece = each
        if piece.link is not None and not scene.lowers(piece):
            found += read_nominal(piece, clause, scene)
            continue
        if piece.dirs or piece.change is not None:
            dirs, giver = piece.dirs, piece
        elif dirs and not piece.negated and reaches(giver, piece, scene):
            piece = with_directions(piece, dirs=dirs, change=None, negated=False)
        told = _own_way(piece, clause, scene) or told
        if way := _use_of(piece, clause, scene):
            told = way
        for subject in subjects_of(clause, scene):
            if scene.is_generic(piece) and not piece.link:
                continue
            found.append(Relation(subject, piece, sense_in(clause, told), "X goes with Y", clause, at=clause.head.a))
    return found


def says_like_what(clause: Clause, scene: Scene) -> bool:
    """True of "a diet characterized by X" and "milk provides X", which say what is in a thing."""
    assert clause.head is not None
    word = scene.lower[clause.head.a]
    if word in {"characterized", "characterised"}:
        return not clause.copula
    eaten = scene.cues.words["eaten.words"]
    is_food = any(not eaten.isdisjoint(scene.lowers(piece)[-1:]) for piece in clause.subject)
    return word in _HOLDING and is_food and all(_is_nutrient(piece, scene) for piece in clause.objects)


def _is_nutrient(piece: Piece, scene: Scene) -> bool:
    words = scene.lowers(piece)
    return any(at in scene.chemicals for at in range(*piece.core)) or not _NUTRIENTS.isdisjoint(words[-1:])


_NUTRIENTS = frozenset(["nutrients", "vitamins", "minerals", "calories", "protein", "fat", "energy", "fiber", "fibre"])
_HOLDING = frozenset({"provide", "provides", "provided", "contain", "contains", "contained", "supplied", "supplies"})


def _own_way(piece: Piece, clause: Clause, scene: Scene) -> int:
    """Of "inversely with Y and positively with Z": 1 for Z; 0 where no such word stands before the phrase."""
    if clause.head is not None and clause.objects and piece.core == clause.objects[0].core:
        between = scene.lower[clause.head.b : piece.a]  # "correlated strongly and inversely with"
        if {"inversely", "negatively"} & set(between):
            return -1
        return manner_of(clause, scene)  # "inversely and independently associated with"
    before = [word.lower for word in scene.words[max(piece.a - 2, 0) : piece.a]]
    if len(before) < 2 or before[1] not in {"with", "to"}:
        return 0
    return {"positively": 1, "directly": 1, "inversely": -1, "negatively": -1}.get(before[0], 0)


def _use_of(piece: Piece, clause: Clause, scene: Scene) -> int:
    """What is done by what is "effective for the prevention of Y" (1: as its words say), "useful in lowering Y"."""
    if clause.head is None or scene.lower[clause.head.a] not in _OF_USE:
        return 0
    if way := gerund_behind(clause.head, clause):
        return way
    is_done = any(word.endswith("ing") for word in scene.lower[piece.a : piece.core[0]])
    return int(piece.change in {1, -1} or (is_done and piece.dirs[:1] in {(1,), (-1,)}))


_OF_USE = frozenset(["effective", "beneficial", "useful", "helpful"])


def _with_way(piece: Piece, dirs: tuple[int, ...], clause: Clause, scene: Scene) -> Piece | None:
    """What is had, with the direction that stands elsewhere; None where none does and nothing is denied."""
    if dirs:
        return with_directions(piece, dirs=dirs, change=None, negated=piece.negated)
    words = scene.lowers(piece)
    if len(words) > 1 and words[0] in SUPERLATIVES:
        named = replace(piece, core=(piece.core[0] + 1, piece.core[1]))
        way = SUPERLATIVES[words[0]] * (extreme_of(piece, scene) or 1)  # the sign counts the lowest as little
        return with_directions(named, dirs=[way], change=None, negated=piece.negated)
    if more := share_of(clause, scene):
        return with_directions(piece, dirs=[more], change=None, negated=piece.negated)
    late = [a for a in clause.adjuncts if a.kind == "adjective" and a.at >= piece.b]
    if late:
        return with_directions(piece, dirs=[late[0].group[0].sense], change=None, negated=piece.negated)
    if clause.negated or piece.negated or (AMOUNTS & set(scene.lower[piece.a : piece.a + 3]) and _tells(piece, scene)):
        return piece
    return None


def _is_amount(piece: Piece, clause: Clause) -> bool:
    """True of "low Y levels", which the context is not said to have made."""
    return not (piece.dirs or piece.change is not None or piece.negated or clause.negated)


def _tells(piece: Piece, scene: Scene) -> bool:
    """True of "a high risk of Y", "low Y levels", where Y is something that a vocabulary knows."""
    return scene.is_named(piece) and scene.state_of(piece) != 0


_LACKING = frozenset({"lack", "lacks", "lacked"})


def read_having(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "Patients with X had higher Y", "X had no effect on Y", "X showed a reduction in Y"."""
    head = clause.head
    assert head is not None
    found: list[Relation] = []
    dirs: tuple[int, ...] = ()
    turn = 1
    if clause.subject and all(scene.is_control(p) and scene.lowers(p) for p in clause.subject):
        other = next(
            (p for a in clause.adjuncts if a.kind == "versus" for p in a.group[:1] if not scene.is_control(p)), None
        )
        if other is None or is_start(other, scene):
            return []
        turn = -1
        clause = replace(clause, subject=[other])
    for each in clause.objects:
        piece = each
        if piece.change is not None and not scene.lowers(piece) and (own := own_change(clause, piece, scene)):
            found += own
            continue
        if piece.link is not None or piece.change == 9 or is_benefit(piece, scene):
            found += read_nominal(piece, clause, scene, weak=scene.lower[head.a] in _LACKING)
            continue
        if piece.dirs or piece.change is not None:
            dirs = piece.dirs
        elif (told := _with_way(piece, dirs, clause, scene)) is not None:
            piece = told
        else:
            continue
        for theme in themes_of(piece, clause, scene):
            for who in subjects_of(clause, scene):
                if scene.is_generic(theme) or (who is None and _is_amount(piece, clause)):
                    continue
                subject = uncounted(who) if who is not None and share_of(clause, scene) else who
                found.append(Relation(subject, theme, sense_in(clause, turn), "X has more Y", clause, at=head.a))
    return found


def linked_late(clause: Clause, head: Piece, scene: Scene) -> list[Relation]:
    """The shape "X was the factor most strongly associated with Y"."""
    link = next((a for a in clause.adjuncts if a.kind == "link"), None)
    if link is None or head.kind not in {"be", "other"}:
        return []
    later = [piece for piece in clause.objects if piece.a >= link.at]
    parts = Clause(
        clause.pieces,
        subject=clause.subject,
        head=link.group[0],
        objects=later,
        adjuncts=clause.adjuncts,
        negated=clause.negated,
    )
    return read_turned(parts, scene) or read_link(parts, scene) if later else []
