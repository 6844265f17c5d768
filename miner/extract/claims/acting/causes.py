"""What acts in a clause: its subject, what its subject was given, or the adjunct that most looks like a cause."""

from collections.abc import Sequence
from typing import Final

from miner.extract.claims.acting.contrasted import (
    are_alike,
    held_against_control,
    is_between_people,
    is_comparing,
    is_had,
    is_of_others,
    told_apart,
)
from miner.extract.claims.acting.fellows import GIVING, added_to, fellows_of, is_guessed
from miner.extract.claims.acting.themes import themes_of, with_directions
from miner.extract.claims.scene import Scene
from miner.extract.claims.stating.gate import SUPERLATIVES
from miner.extract.grammar.pieces import Adjunct, Clause, Piece

_LITTLE_OF = ("lacking", "low on", "very low on", "too low on", "running low on", "short on")
_WEIGHTS: dict[float, tuple[str, ...]] = {
    2.5: ("due to", "because of", "owing to", "thanks to", "as a result of"),
    2.0: ("by", "in response to"),
    4.5: _LITTLE_OF,
    1.5: ("with", "after", "born to", "following", "under", "in the presence of", "by means of", "upon"),
    1.0: ("on", "per", "across"),
    0.5: ("through",),
    0.3: ("in", "even in", "both in"),
    0.2: ("at", "among"),
    0.0: ("from", "via", "during"),
    -0.5: ("for", "within"),
    -1.0: ("of", "over", "to", "into"),
    -2.0: ("between",),
    -3.0: ("before", "as", "despite", "in spite of"),
    -9.0: (
        "irrespective of",
        "regardless of",
        "independently of",
        "independent of",
        "according to",
        "adjusted for",
        "such as",
        "including",
        "like",
        "about",
        "until",
    ),
}
_CAUSE_WEIGHT = {word: weight for weight, words in _WEIGHTS.items() for word in words}


_PRONOUNS = frozenset({"it", "they", "this", "these", "which", "both"})


_COMPARATIVES = frozenset(
    [
        "more", "less", "fewer", "higher", "lower", "greater", "larger", "smaller", "longer", "shorter", "better",
        "worse", "poorer", "increased", "decreased", "reduced", "elevated", "low", "high", "likely", "likelier",
        "delayed", "impaired", "slower", "faster", "twice", "half", "double", "triple", "halved", "doubled",
        "tripled", "times",
    ]
)  # fmt: skip
_MULTIPLIED = frozenset({"halved", "doubled", "tripled"})
AMOUNTS: Final = frozenset({"low", "high"})
"""Plain words of amount: "patients with X had a high risk of Y"."""
_WITHOUT = frozenset({"without", *_LITTLE_OF})
_SHOWING = frozenset(
    [
        "showed",
        "shows",
        "show",
        "revealed",
        "reveals",
        "demonstrated",
        "demonstrates",
        "indicated",
        "displayed",
        "highlighted",
        "found",
    ]
)
_DESPITE = frozenset({"despite", "in spite of"})
_POINTS = frozenset({"after", "following", "before", "from"})
_TREATING = frozenset({"treatment", "therapy", "surgery", "operation", "treated"})


def subjects_of(clause: Clause, scene: Scene) -> list[Piece | None]:
    """What acts in the clause: its subject, or what its subject was given, or None (ask the context)."""
    out: list[Piece | None] = []
    people = scene.cues.words["generic.people"]
    if is_shown_by_method(clause, scene):
        best = cause_of(clause, scene)
        return [best, *fellows_of(best, clause, scene)]
    for piece in clause.subject:
        if added := added_to(piece, clause, scene):
            out += added
            continue
        given = next((a.group for a in clause.adjuncts if a.kind == "receive" and a.at == piece.b), [])
        if given and scene.lower[given[0].a - 2] in GIVING and scene.lower[given[0].a - 1] == "with":
            out += given  # "prophylactic treatment with X"
            continue
        for named in themes_of(piece, clause, scene, words={"in", "of"}) or [piece]:
            if (apart := told_apart(named, clause, scene)) is not None or is_kind(named, clause, scene):
                told = cause_of(clause, scene, fronts_only=True) or apart or named
                out += [told, *fellows_of(told, clause, scene)]
                continue
            if not scene.names_thing(named) or scene.is_control(named):
                continue
            if scene.lowers(named)[-1] in people:
                best = cause_of(clause, scene, fronts_only=True)
                out += [best, *fellows_of(best, clause, scene)] if best is not None else [named]
            else:
                out.append(named)
    if out:
        return out
    best = cause_of(clause, scene, fronts_only=bool(clause.subject))
    if (
        best is None
        and clause.subject
        and scene.lowers(clause.subject[0])
        and scene.lowers(clause.subject[0])[0] in _PRONOUNS
    ):
        best = scene.last_subject
    return [best, *fellows_of(best, clause, scene)]


def is_shown_by_method(clause: Clause, scene: Scene) -> bool:
    """True of "ultrasound showed lower Y in women with X", where the subject only tells how that was seen."""
    head = clause.head
    if head is None or head.kind != "have" or not clause.subject or scene.lower[head.a] not in _SHOWING:
        return False
    if any(piece.link is not None for piece in clause.objects):
        return False  # "analysis of X showed an association with Y"
    methods = scene.cues.words["generic.methods"] | scene.cues.words["generic.sources"]
    words = scene.lowers(clause.subject[0], whole=True)
    if "of" in words[1:]:  # "a comparison of X and Z"
        return words[words.index("of") - 1] in methods
    return scene.lower[clause.subject[-1].b - 1] in methods


def is_kind(piece: Piece, clause: Clause, scene: Scene) -> bool:
    """True of people who are told apart by one word, as smokers or men, where they are compared with others.

    An odds, risk or hazard ratio in the sentence is such a comparison, too. In a trial the arms are what is compared.
    """
    words, kinds = scene.lowers(piece), scene.cues.words["generic.kinds"]
    if not scene.is_kind(piece) or clause.head is None:
        return False
    if clause.head.kind not in {"have", "adjective", "be", "link", "seen", "befall"}:
        return False
    compared = [each for a in clause.adjuncts if a.kind == "versus" for each in a.group]
    others = [scene.lowers(each) for each in compared if scene.is_people(each) or kinds.issuperset(scene.lowers(each))]
    if any(other != words for other in others):
        return True
    return (scene.has_ratio or _compares(clause, scene)) and not scene.is_trial


def cause_of(clause: Clause, scene: Scene, *, fronts_only: bool = False, themes: Sequence[Piece] = ()) -> Piece | None:
    """The adjunct that most looks like what acts, or None."""
    if (tried := held_against_control(clause, scene)) is not None:
        return tried
    has_versus = any(adjunct.kind == "versus" for adjunct in clause.adjuncts) or _compares(clause, scene)
    best, best_score = None, 0.0
    for adjunct in clause.adjuncts:
        if not _may_act(adjunct, clause, scene, fronts_only=fronts_only):
            continue
        kind = _kind_in(adjunct, clause, scene) if not fronts_only else None
        if kind is not None:
            piece, score = kind, 1.0
        else:
            piece = next((each for each in adjunct.group if not scene.is_generic(each)), adjunct.group[0])
            is_told = has_versus or is_had(adjunct, clause)
            score = 0.0 if piece in themes else _cause_score(adjunct, piece, scene, has_versus=is_told)
            score -= 1.0 if adjunct.word != "without" and is_of_others(adjunct, clause) else 0.0
        if score > best_score:
            best, best_score = _without_it(adjunct, piece, scene), score
    if scene.compared is not None and scene.compared not in themes and best_score < 2.5:
        best, best_score = scene.compared, 2.5
    for when in scene.whens:
        had = when.objects if when.head is not None and when.head.kind == "have" else []
        had = had + [piece for a in when.adjuncts if a.kind == "receive" for piece in a.group]  # "when people ate X"
        for piece in [p for p in (*when.subject, *had) if not had or not scene.is_people(p)][:1]:
            if not scene.is_generic(piece) and best_score < 2:
                best, best_score = _when_state(piece, when, scene), 2.0
    return best


def _kind_in(adjunct: Adjunct, clause: Clause, scene: Scene) -> Piece | None:
    """Smokers of "higher in smokers than in others", older women of "higher in older than in younger women"."""
    if adjunct.word not in {"in", "among", "for"}:
        return None
    first = adjunct.group[0]
    return told_apart(first, clause, scene) or (first if is_kind(first, clause, scene) else None)


def _may_act(adjunct: Adjunct, clause: Clause, scene: Scene, *, fronts_only: bool) -> bool:
    """True of a phrase behind a preposition that may name what acts."""
    if adjunct.kind not in {"preposition", "receive"} or (fronts_only and not adjunct.is_front) or not adjunct.group:
        return False
    if adjunct.group[0].change in {1, -1} and not scene.lowers(adjunct.group[0]):
        return False
    if is_guessed(adjunct, clause, scene):
        return False
    methods = scene.cues.words["generic.methods"]
    if adjunct.is_front and adjunct.host is None and scene.lower[adjunct.group[0].b - 1] in methods:
        return False  # "on computed tomography, ..."
    if adjunct.is_front and adjunct.host is not None and scene.lower[adjunct.group[0].a - 1] == "per":
        return False  # "deaths per operation"
    if fronts_only and adjunct.host is not None and scene.is_people(adjunct.host):
        is_given = any(GIVING & set(scene.lowers(piece, whole=True)) for piece in clause.subject)
        if is_given:
            return False  # "in women with X supplementation lowered Y"
    return not is_accompaniment(adjunct, clause)


def _without_it(adjunct: Adjunct, piece: Piece, scene: Scene) -> Piece:
    """The piece; behind "without" and "who did not take", little of it; behind "despite", one that did not act."""
    if adjunct.word in _DESPITE:
        return with_directions(piece, dirs=piece.dirs, change=piece.change, negated=True)
    is_denied = adjunct.kind == "receive" and adjunct.sense == -1
    if not is_denied and (adjunct.word not in _WITHOUT or scene.lower[adjunct.at - 1] in {"or", "and"}):
        return piece
    return with_directions(piece, dirs=[-1], change=None, negated=False)


def _compares(clause: Clause, scene: Scene) -> bool:
    """True of a clause of people that compares without saying with whom: "patients with X were more likely to ..."."""
    if scene.is_trial or clause.head is None:
        return False
    if any(word in SUPERLATIVES for piece in clause.subject for word in scene.lowers(piece, whole=True)[:2]):
        return True  # "the highest Y was seen in patients with X"
    if is_between_people(clause, scene) or are_alike(clause, scene) or is_comparing(clause, scene):
        return True
    is_told = clause.head.kind == "adjective" or scene.lower[clause.head.a] in _MULTIPLIED
    told = [clause.head] if is_told else []
    told += [piece for adjunct in clause.adjuncts if adjunct.kind == "adjective" for piece in adjunct.group]
    told += [piece for piece in clause.objects if piece.dirs or (AMOUNTS & {*scene.lower[piece.a : piece.a + 2]})]
    told += [piece for piece in clause.subject if piece.dirs and clause.head.kind == "seen"]  # "more Y was seen in"
    return any(
        _COMPARATIVES & set(scene.lower[max(piece.a - 1, 0) : piece.b]) for piece in told
    )  # "three times the risk"


def is_accompaniment(adjunct: Adjunct, clause: Clause) -> bool:
    """True of ", with a fall in Y", ", with less Y": behind a comma, what goes along and causes nothing."""
    if adjunct.word != "with" or not adjunct.group:
        return False
    first = adjunct.group[0]
    if first.change not in {1, -1, 2, -2} and not (first.negated and first.change == 9) and not _is_more(first):
        return False
    return any(piece.kind == "comma" and piece.b == adjunct.at for piece in clause.pieces)


def _is_more(piece: Piece) -> bool:
    return piece.dirs[:1] in {(1,), (-1,)} and piece.change is None and piece.link is None


def _when_state(piece: Piece, when: Clause, scene: Scene) -> Piece:
    head = when.head
    is_told = head is not None and head.kind in {"verb", "intransitive"} and head.sense in {1, -1} and not when.objects
    if head is not None and is_told:  # "when magnesium fell"
        low = (head.sense == -1) != when.negated
    else:
        low = any(scene.cues.is_low(word.lower) for p in when.pieces for word in scene.words[p.a : p.b])
    return with_directions(piece, dirs=[*piece.dirs, -1 if low else 1], change=None, negated=False)


def _is_step(piece: Piece, scene: Scene) -> bool:
    """True of "per unit increase" and "each increment", behind which stands what goes up."""
    before = scene.lower[max(piece.a - 3, 0) : piece.a]  # "per 5 kg"
    return "per" in {*before, *scene.lowers(piece, whole=True)[:1]} or "unit" in scene.lowers(piece, whole=True)


def _cause_score(adjunct: Adjunct, piece: Piece, scene: Scene, *, has_versus: bool) -> float:
    if scene.is_control(piece) or not scene.names_thing(piece):
        return -1.0
    words = scene.lowers(piece, whole=True)
    if adjunct.word == "for" and adjunct.host is not None and _TREATING & set(scene.lowers(adjunct.host, whole=True)):
        return -1.0  # what the treatment is for
    score = 3.0 if adjunct.kind == "receive" else _CAUSE_WEIGHT.get(adjunct.word, 0.0)
    if scene.exposures & set(words) or any(at in scene.exposed for at in range(piece.a, piece.b)):
        score += 3
    if any(at in scene.chemicals for at in range(piece.a, piece.b)):
        score += 1
    if scene.state_of(piece):
        score += 1.5
    if words[-1] in scene.cues.words["ends.words"]:
        score += 1
    if has_versus and adjunct.word in {"in", "with", "among", "for", "on"}:
        score += 1.5
    host = adjunct.host
    if adjunct.word.startswith("with ") and "without" in adjunct.word:  # "in patients with and without X"
        has_versus, score = True, score + 3.0
    if adjunct.word == "without" and has_versus and host is not None and scene.is_people(host):
        score += 1.5  # "women without X had less Y than those with it"
    if (
        host is not None
        and not (adjunct.word == "in" and _is_step(host, scene))
        and not has_versus
        and not scene.state_of(piece)
        and not scene.names_thing(host)
        and scene.lowers(host, whole=True)[-1] not in GIVING
    ):
        score -= 3 if scene.is_trial or not scene.has_ratio else 0.5 * adjunct.is_front
    times = scene.cues.words["generic.times"]
    is_pair = words[0] == "both" and len(adjunct.group) > 1  # "in both the A and B groups"
    first = scene.lower[piece.core[0]] if piece.joined else words[0]  # "after 8 weeks of X" is told of X
    at_time = adjunct.word in _POINTS and scene.lower[max(adjunct.at - 1, 0)] in times  # "2 h after surgery"
    is_point = at_time and not scene.is_named(piece)
    is_point |= adjunct.word in _WHEN and not scene.cues.words["generic.points"].isdisjoint({first, words[-1]})
    is_gauge = words[-1] in {"age", "pressure"} and adjunct.word == "with" and host is None  # "Y rises with age"
    if not is_gauge and (words[-1] in times or (first in times and not is_pair) or is_point):
        score -= 4
    return score


_WHEN = frozenset({"at", "after", "before", "from", "per", "until", "since", "by", "following"})
_MEASURED = frozenset(
    ["measurements", "measurement", "values", "value", "levels", "level", "scores", "score", "measures"]
)


def is_start(piece: Piece, scene: Scene) -> bool:
    """True of "pre-treatment values", which a change is told against, and no arm."""
    words = scene.lowers(piece, whole=True)
    return words[-1] in _MEASURED and any(word.startswith("pre") or word == "initial" for word in words[:-1])
