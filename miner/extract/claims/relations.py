"""The relations that a clause states: what acts, what it acts on, and in which sense."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from miner.extract.grammar.clauses import Adjunct, Clause
from miner.extract.grammar.cues import Cues
from miner.extract.grammar.phrases import Piece
from miner.extract.grammar.words import Word

NO_DIRECTION = 8
"""The sense of a relation that has no single direction (U-shaped)."""
_TARGETS = {"on", "with", "to", "in", "for", "upon", "against", "and", "over", "towards", "toward"}
_THEMES = {"in", "of", "for", "on", "at", "to"}
_RATIOS = {"ratio", "ratios", "hr", "hrs", "or", "ors", "rr", "rrs", "irr", "pr", "odds", "hazard", "hazards", "risk"}
_CAUSE_WEIGHT = {
    "with": 1.5, "by": 2.0, "after": 1.5, "following": 1.5, "under": 1.5, "on": 1.0, "in": 0.3, "for": -0.5, "at": 0.2, "from": 0.0,
    "among": 0.2, "due to": 2.5, "because of": 2.5, "owing to": 2.5, "thanks to": 2.5, "in response to": 2.0, "in the presence of": 1.5,
    "through": 0.5, "via": 0.0, "by means of": 1.5, "upon": 1.5, "within": -0.5, "during": 0.0, "between": -2.0, "of": -1.0, "per": 1.0,
    "as a result of": 2.5, "despite": 0.5, "across": 1.0, "irrespective of": -9, "regardless of": -9, "independently of": -9, "independent of": -9,
    "according to": -9, "adjusted for": -9, "such as": -9, "including": -9, "like": -9, "about": -9, "per ": 1.0, "until": -9, "before": -3, "over": -1.0, "to": -1.0, "as": -3, "into": -1.0, "even in": 0.3, "both in": 0.3,
}  # fmt: skip


_DEMOGRAPHIC = frozenset(
    "older younger elderly old young healthy postmenopausal premenopausal middle-aged pregnant adult male female white black hospitalized hospitalised chinese japanese korean american general critically ill community-dwelling aged normal male-female outpatient diagnosed eligible aging ageing human living living fixed human all most hemodialysis dialysis smooth-muscle dose high low high-dose low-dose supplemented treated intervention treatment study test experimental active first second two three both drug therapy".split()
)


@dataclass(slots=True)
class Relation:
    """What a clause states, in pieces; `subject` None: to be found in the context."""

    subject: Piece | None
    object: Piece
    sense: int
    rule: str
    clause: Clause
    keeps_state: bool = False
    state: int = 0
    at: int = 0
    through: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """What the sentence's relations need to know: its words, cues, and what the document is about."""

    words: list[Word]
    cues: Cues
    exposures: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    chemicals: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    diseases: frozenset[int] = frozenset()
    exposed: frozenset[int] = frozenset()
    whens: list[Clause] = field(default_factory=list)
    contrast: int = 0
    last_subject: Piece | None = None
    compared: Piece | None = None

    def contrast_is(self, piece: Piece) -> bool:
        """True where the phrase is what the sentence's extreme groups are groups of."""
        return self.compared is not None and self.compared.core == piece.core

    def lowers(self, piece: Piece, *, whole: bool = False) -> list[str]:
        """The lower-case words of a noun phrase's core, or of all of it."""
        a, b = (piece.a, piece.b) if whole else piece.core
        return [word.lower for word in self.words[a:b]]

    def is_generic(self, piece: Piece) -> bool:
        """True of a phrase that names no thing of its own."""
        core = [w for w in self.lowers(piece) if not w.replace(".", "").isdigit()]
        generic, people = self.cues.words["generic.words"], self.cues.words["generic.people"]
        if core and core[-1] in self.cues.words["generic.sources"] or (core and core[0] in self.cues.words["generic.sources"]):
            return True
        return not core or all(w in generic or w in people or w in self.cues.words["generic.control"] for w in core)

    def is_people(self, piece: Piece) -> bool:
        """True of a phrase that says who was studied."""
        core = self.lowers(piece)
        people = self.cues.words["generic.people"]
        if not core or core[-1] not in people:
            return False
        plain = self.cues.words["generic.words"] | people | _DEMOGRAPHIC
        return all(word in plain or word[0].isdigit() for word in core)

    def is_named(self, piece: Piece) -> bool:
        """True where a linked mention stands in the phrase."""
        return any(at in self.named for at in range(*piece.core))

    def outcome_score(self, piece: Piece) -> float:
        """How much a phrase looks like an outcome: a disease or a word of the title's outcome, no exposure."""
        words = set(self.lowers(piece))
        inside = range(*piece.core)
        score = 0.0
        if any(at in self.diseases for at in range(*piece.core)) or words & self.cues.words["bad.words"]:
            score += 1.5
        if words & self.exposures or any(at in self.exposed for at in inside):
            score -= 2
        elif words & self.outcomes:
            score += 1
        if any(at in self.chemicals for at in range(*piece.core)):
            score -= 1
        return score

    def is_control(self, piece: Piece) -> bool:
        """True of placebo and the like."""
        core = self.lowers(piece)
        control = self.cues.words["generic.control"]
        return not core or core[0] in control or core[-1] in control or " ".join(core) in control

    def state_of(self, piece: Piece) -> int:
        """1 where the phrase speaks of much of something, -1 of little, 0 of neither."""
        words = self.lowers(piece, whole=True)
        if self.contrast and (set(words) & _EXTREMES or self.contrast_is(piece)):
            return self.contrast
        behind = [word.lower for word in self.words[piece.b : piece.b + 1]]
        if behind and self.words[piece.b + 1 : piece.b + 2] and self.words[piece.b + 1].is_number:
            if behind[0] in {"below", "under"}:
                return -1
            if behind[0] in {"above", "over", "exceeding"}:
                return 1
        for at, word in enumerate(words):
            stem = word.split("-")[0] if "-" in word else word
            tail = word.rsplit("-", 1)[-1]
            if self.cues.is_low(word) or (stem != word and (self.cues.is_low(stem) or self.cues.is_low(tail))):
                if at and words[at - 1] in {"not", "no"}:
                    return 1
                return -1
        if -1 in piece.dirs or piece.change == -1:
            return -1
        for word in words:
            stem = word.split("-")[0]
            tail = word.rsplit("-", 1)[-1]
            if self.cues.is_high(word) or self.cues.is_high(stem) or self.cues.is_high(tail):
                return 1
        return 1 if 1 in piece.dirs or piece.change == 1 else 0


_LOWEST = frozenset({"lowest", "bottom"})
_HIGHEST = frozenset({"highest", "top", "upper", "uppermost"})
_EXTREMES = _LOWEST | _HIGHEST


def _contrast(clauses: Sequence[Clause], scene: Scene) -> None:
    """Of "the lowest against the highest quartile of X": that it is low X that is spoken of."""
    extremes = [word.lower for word in scene.words if word.lower in _EXTREMES]
    if not extremes:
        return
    if set(extremes) & _LOWEST and set(extremes) & _HIGHEST:
        scene.contrast = -1 if extremes[0] in _LOWEST else 1
    nps = [p for clause in clauses for p in clause.pieces if p.kind == "np" and _EXTREMES & set(scene.lowers(p, whole=True))]
    scene.compared = next((p for p in nps if not scene.is_generic(p) and not set(scene.lowers(p)) <= _EXTREMES | {"quartile", "quintile", "tertile", "group"}), None)


def find_relations(clauses: Sequence[Clause], scene: Scene) -> list[Relation]:
    """All relations of a sentence's clauses, in order."""
    _contrast(clauses, scene)
    scene.whens = [clause for clause in clauses if clause.role == "when"]
    found: list[Relation] = []
    for clause in clauses:
        if clause.role in {"when", "report"}:
            continue
        made = _oriented(_relations_of(clause, scene), scene)
        found += made + _means(clause, made, scene)
        subject = next((p for p in clause.subject if not scene.is_generic(p) and not scene.is_people(p)), None)
        scene.last_subject = subject or scene.last_subject
    return found


def _relations_of(clause: Clause, scene: Scene) -> list[Relation]:  # noqa: C901, PLR0911
    head = clause.head
    if head is None:
        return [r for piece in clause.subject for r in _nominal(piece, clause, scene)]
    if head.kind in {"be", "seen", "other"} and any(p.link is not None and not scene.lowers(p) for p in clause.subject):
        found = [r for piece in clause.subject for r in _nominal(piece, clause, scene)]
        if found:
            return found
    if head.kind == "factor" or (head.kind in {"be", "other"} and any(a.kind == "factor" and not a.is_front for a in clause.adjuncts)):
        return _factor(clause, scene)
    if head.kind == "intransitive" and head.sense == 9 and not clause.negated:
        return []
    if head.kind in {"verb", "intransitive"}:
        if not clause.copula and clause.objects and head.kind == "verb":
            return _active(clause, scene)
        if _ratio(clause, scene):
            return _ratio(clause, scene)
        return _state(clause, scene, head.sense)
    if head.kind == "adjective":
        if abs(head.sense) == 2 and clause.subject and (useful := _useful(clause, scene)):
            return useful
        return _state(clause, scene, head.sense)
    if head.kind == "link":
        return _link(clause, scene)
    if head.kind == "have":
        return _have(clause, scene)
    ratio = _ratio(clause, scene)
    if ratio:
        return ratio
    factors = next((a for a in clause.adjuncts if a.kind == "factor" and a.is_front), None)
    if factors is not None and head.kind == "be" and clause.objects:  # "predictors of Y were A and B"
        return [
            Relation(name, y, _sense(clause, 1), "Y has the factors X", clause, at=factors.at)
            for name in clause.objects for y in factors.group if not scene.is_generic(name) and not scene.is_generic(y)
        ]  # fmt: skip
    post = next((a for a in clause.adjuncts if a.kind == "postlink"), None)
    if post is not None and head.kind == "be" and clause.objects:
        return _listed(clause, post, scene)
    if head.kind in {"be", "other"} and any(a.kind == "link" for a in clause.adjuncts):
        link = next(a for a in clause.adjuncts if a.kind == "link")
        later = [p for p in clause.objects if p.a >= link.at]
        if later:
            sub = Clause(clause.pieces, subject=clause.subject, head=link.group[0], objects=later, adjuncts=clause.adjuncts, negated=clause.negated)
            return _link(sub, scene)
    toward = [p for a in clause.adjuncts if a.word in {"toward", "towards"} for p in a.group]
    if head.kind in {"be", "seen"} and toward and not clause.objects:
        return [r for piece in toward for r in _nominal(piece, clause, scene)]
    if head.kind == "be" and clause.objects:
        found = [r for piece in clause.objects for r in _nominal(piece, clause, scene)]
        if found:
            return found
        return _late_adjective(clause, scene)
    if head.kind in {"be", "seen", "other"}:
        found = [r for piece in clause.subject for r in _nominal(piece, clause, scene)]
        if not found:
            found = [r for piece in clause.objects for r in _nominal(piece, clause, scene)]
        return found or _none_seen(clause, scene) or _late_adjective(clause, scene)
    return []


_USEFUL = frozenset("effective beneficial superior efficacious useful helpful better".split())


def _useful(clause: Clause, scene: Scene) -> list[Relation]:
    """"X was more effective than placebo for Y", "X was superior to Z in relieving Y"."""
    assert clause.head is not None
    if scene.words[clause.head.b - 1].lower not in _USEFUL:
        return []
    for adjunct in clause.adjuncts:
        if adjunct.is_front or adjunct.word not in {"for", "in", "at", "against"}:
            continue
        if any(at in scene.chemicals or scene.words[at].lower in scene.exposures for p in adjunct.group for at in range(p.a, p.b)):
            continue
        names = [p for p in adjunct.group if not scene.is_generic(p) and not scene.is_people(p)]
        sense = adjunct.sense if adjunct.kind == "gerund" and adjunct.sense else clause.head.sense
        if adjunct.word == "against":
            sense = -1
        return [Relation(s, name, _sense(clause, sense), "X is good for Y", clause, at=adjunct.at) for s in _subjects(clause, scene) for name in names]
    return []


_ADVERSE = frozenset("adverse side toxicity events complications hypercalcemia reactions toxic".split())


def _none_seen(clause: Clause, scene: Scene) -> list[Relation]:
    """"No adverse effects of X were seen": looked for and not found."""
    found = []
    for piece in (*clause.subject, *clause.objects):
        whole = set(scene.lowers(piece, whole=True))
        if (clause.negated or piece.negated) and whole & _ADVERSE and scene.lowers(piece):
            found.append(Relation(_cause(clause, scene, themes=[piece]), piece, 0, "no Y was seen", clause, keeps_state=True, at=piece.a))
    return found


def _late_adjective(clause: Clause, scene: Scene) -> list[Relation]:
    """"CRP was 5% lower with X": the direction word stands behind the amount."""
    for adjunct in clause.adjuncts:
        if adjunct.kind == "adjective" and clause.subject:
            return _state(clause, scene, adjunct.group[0].sense)
    return []


def _sense(clause: Clause, sense: int) -> int:
    return 0 if clause.negated or any(piece.negated for piece in clause.subject) else sense


def _active(clause: Clause, scene: Scene) -> list[Relation]:
    """"X reduced Y"."""
    assert clause.head is not None
    objects, late = clause.objects, [a for a in clause.adjuncts if a.kind == "adjective" and not a.is_front]
    sense = clause.head.sense
    found = []
    for subject in _subjects(clause, scene):
        for piece in objects:
            if piece.link is not None and not scene.lowers(piece):
                if sense in {1, 2, 9}:  # what weakens an association is no claim on its ends
                    found += _nominal(piece, clause, scene)
                continue
            for theme in _themes(piece, clause, scene):
                s = sense if sense != 9 or not late else late[0].group[0].sense
                found.append(Relation(subject, theme, _sense(clause, s), "X changes Y", clause, at=clause.head.a))
    return found


def _themes(piece: Piece, clause: Clause, scene: Scene, *, words: set[str] | None = None) -> list[Piece]:
    """What a change noun without a name of its own speaks of: "a reduction in Y"."""
    if scene.lowers(piece):
        return [piece]
    for adjunct in clause.adjuncts:
        if adjunct.kind == "preposition" and adjunct.word in (words or _THEMES) and adjunct.at >= piece.a:
            out = []
            for target in adjunct.group:
                dirs = piece.dirs + target.dirs
                out.append(_with(target, dirs=dirs, change=piece.change, negated=piece.negated or target.negated))
            return out
    return []


def _with(piece: Piece, *, dirs: list[int], change: int | None, negated: bool) -> Piece:
    return Piece(
        "np", piece.a, piece.b, dirs=dirs, change=change if change is not None else piece.change, negated=negated, link=piece.link, core=piece.core, definite=piece.definite
    )


def _subjects(clause: Clause, scene: Scene) -> list[Piece | None]:
    """What acts in the clause: its subject, or what its subject was given, or None (ask the context)."""
    out: list[Piece | None] = []
    people = scene.cues.words["generic.people"]
    for piece in clause.subject:
        for named in _themes(piece, clause, scene, words={"in", "of"}) or [piece]:
            if scene.is_people(named) or scene.is_generic(named) or scene.is_control(named):
                continue
            if scene.lowers(named)[-1] in people:
                best = _cause(clause, scene, fronts_only=True)
                out.append(best or named)
            else:
                out.append(named)
    if out:
        return out
    best = _cause(clause, scene, fronts_only=bool(clause.subject))
    if best is None and clause.subject and scene.lowers(clause.subject[0]) and scene.lowers(clause.subject[0])[0] in _PRONOUNS:
        best = scene.last_subject
    return [best]


_PRONOUNS = frozenset({"it", "they", "this", "these", "which", "both"})


def _cause(clause: Clause, scene: Scene, *, fronts_only: bool = False, themes: Sequence[Piece] = ()) -> Piece | None:
    """The adjunct that most looks like what acts, or None."""
    has_versus = any(adjunct.kind == "versus" for adjunct in clause.adjuncts)
    best, best_score = None, 0.0
    for adjunct in clause.adjuncts:
        if adjunct.word == "between" and any(scene.is_control(p) for p in adjunct.group):
            named = next((p for p in adjunct.group if not scene.is_control(p) and not scene.is_people(p) and not scene.is_generic(p)), None)
            if named is not None:
                return named
        if adjunct.group and adjunct.group[0].change in {1, -1} and not scene.lowers(adjunct.group[0]):
            continue
        if adjunct.kind not in {"preposition", "receive"} or (fronts_only and not adjunct.is_front):
            continue
        for piece in [p for p in adjunct.group if not scene.is_generic(p)][:1]:
            if piece in themes:
                continue
            score = _cause_score(adjunct, piece, scene, has_versus=has_versus)
            if score > best_score:
                best, best_score = piece, score
    if scene.compared is not None and scene.compared not in themes and best_score < 2.5:
        best, best_score = scene.compared, 2.5
    for when in scene.whens:
        for piece in when.subject[:1]:
            if not scene.is_generic(piece) and best_score < 2:
                best, best_score = _when_state(piece, when, scene), 2.0
    return best


def _when_state(piece: Piece, when: Clause, scene: Scene) -> Piece:
    low = any(scene.cues.is_low(word.lower) for p in when.pieces for word in scene.words[p.a : p.b])
    return _with(piece, dirs=[*piece.dirs, -1 if low else 1], change=None, negated=False)


def _cause_score(adjunct: Adjunct, piece: Piece, scene: Scene, *, has_versus: bool) -> float:
    if scene.is_control(piece) or scene.is_people(piece) or scene.is_generic(piece):
        return -1.0
    words = scene.lowers(piece, whole=True)
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
    if host is not None and not has_versus and not scene.state_of(piece) and (scene.is_people(host) or scene.is_generic(host)):
        score -= 3
    if words[-1] in _TIMES or words[0] in _TIMES:
        score -= 4
    return score


_TIMES = frozenset(
    "week weeks month months year years day days hour hours h min minutes baseline follow-up time end p model models analysis adjustment trend age sex sites site trials studies both neck hip spine plasma serum urine blood aorta l/min population groups vitro vivo general".split()
)


def _state(clause: Clause, scene: Scene, sense: int) -> list[Relation]:
    """"Y was lower with X", "Y fell after X", "Y was reduced by X"."""
    assert clause.head is not None
    themes = [piece for piece in clause.subject if not scene.is_people(piece)]
    if not themes and clause.subject:  # "patients with X were more likely to ..."
        return _link(clause, scene, sense=sense) if clause.objects else _people_more(clause, scene, sense)
    found = []
    themes = [t for piece in themes for t in ((_themes(piece, clause, scene) if piece.link is None else None) or [piece])]
    cause = _cause(clause, scene, themes=themes)
    other = _turned_round(clause, scene)
    if other is not None and sense in {1, -1, 2, -2}:
        cause, sense = other, -sense
    for theme in themes:
        if scene.is_generic(theme) and theme.link is None:
            continue
        if theme.link is not None:
            if sense == 0 or clause.negated:
                found += _nominal(theme, clause, scene, weak=True)
            continue
        found.append(Relation(cause, theme, _sense(clause, sense), "Y is lower with X", clause, keeps_state=True, at=clause.head.a))
    return found


def _turned_round(clause: Clause, scene: Scene) -> Piece | None:
    """Of "lower in the placebo group than with X": X, since the sentence is told of the controls."""
    told = [p for a in clause.adjuncts if a.word in {"in", "with", "for", "among"} and a.kind == "preposition" for p in a.group[:1]]
    if not told or not all(scene.is_control(p) for p in told) or any(scene.lowers(p) == [] for p in told):
        return None
    return next((p for a in clause.adjuncts if a.kind == "versus" for p in a.group[:1] if not scene.is_control(p) and not scene.is_generic(p)), None)


def _people_more(clause: Clause, scene: Scene, sense: int) -> list[Relation]:
    subject = _cause(clause, scene, fronts_only=True)
    for adjunct in clause.adjuncts:
        if not adjunct.is_front and adjunct.kind == "preposition" and adjunct.word in {"in", "of", "for", "to"}:
            return [
                Relation(subject, piece, _sense(clause, sense), "people with X are more Y", clause, at=adjunct.at)
                for piece in adjunct.group
                if not scene.is_generic(piece)
            ]
    return []


def _link(clause: Clause, scene: Scene, sense: int | None = None) -> list[Relation]:
    """"X was associated with lower Y"."""
    assert clause.head is not None
    sense = clause.head.sense if sense is None else sense
    found = []
    if not clause.objects and len(clause.subject) > 1 and clause.copula:  # "X and Y were correlated"
        named = [p for p in clause.subject if not scene.is_generic(p)]
        return [Relation(named[0], y, _sense(clause, sense), "X goes with Y", clause, at=clause.head.a) for y in named[1:]]
    objects = [t for piece in clause.objects for t in ((_themes(piece, clause, scene) if piece.link is None else None) or [piece])]
    late = [a for a in clause.adjuncts if a.kind == "adjective" and not a.is_front]
    if late and sense == 1:
        sense = late[0].group[0].sense
    dirs: list[int] = []
    for piece in objects:
        if piece.link is not None and not scene.lowers(piece):
            found += _nominal(piece, clause, scene)
            continue
        if piece.dirs or piece.change is not None:
            dirs = piece.dirs
        elif dirs and not piece.negated:
            piece = _with(piece, dirs=dirs, change=None, negated=False)
        for subject in _subjects(clause, scene):
            if scene.is_generic(piece) and not piece.link:
                continue
            found.append(Relation(subject, piece, _sense(clause, sense), "X goes with Y", clause, at=clause.head.a))
    return found


def _means(clause: Clause, made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """"X lowers Y by reducing M" states that X reduces M."""
    if (made and made[0].sense == 0) or (not made and (clause.head is None or clause.head.kind != "other" or not clause.subject or clause.negated)):
        return []
    subject = made[0].subject if made else _subjects(clause, scene)[0]
    return [
        Relation(subject, piece, adjunct.sense, "X acts by changing Y", clause, at=piece.a)
        for adjunct in clause.adjuncts
        if adjunct.kind == "gerund" and adjunct.word in {"by", "through", "via"} and adjunct.sense in {1, -1}
        for piece in adjunct.group
        if not scene.is_generic(piece)
    ]


_FACTORS = frozenset("factor factors predictor predictors variable variables determinants characteristics parameters".split())


def _listed(clause: Clause, post: Adjunct, scene: Scene) -> list[Relation]:
    """"Side effects associated with X were A and B", "factors associated with Y were A and B"."""
    names = [p for p in clause.objects if not scene.is_generic(p)]
    is_factors = any(set(scene.lowers(p)) & _FACTORS for p in clause.subject)
    return [
        Relation(name if is_factors else x, x if is_factors else name, _sense(clause, 1), "listed with X", clause, at=post.at)
        for x in post.group
        for name in names
        if not scene.is_generic(x)
    ]


_SYMMETRIC = ("associat", "correlat", "relat", "link", "connect", "tied", "coupled", "went", "goes", "go ", "came", "parallel", "accompan")


def _oriented(relations: list[Relation], scene: Scene) -> list[Relation]:
    """Of a link that has no direction of its own: what looks like the outcome becomes the object.

    The sign stays: "Y goes with lower X" and "low X goes with more Y" are one finding.
    """
    for relation in relations:
        if relation.subject is None or relation.rule not in {"X goes with Y", "link of X and Y", "X has more Y", "Y is lower with X"}:
            continue
        head = relation.clause.head
        text = " ".join(w.lower for w in scene.words[head.a : head.b]) if head is not None else ""
        if relation.rule == "X goes with Y" and not any(stem in text for stem in _SYMMETRIC):
            continue
        if relation.rule == "link of X and Y" and relation.sense == 9:
            continue
        gap = scene.outcome_score(relation.subject) - scene.outcome_score(relation.object)
        if relation.rule in {"X has more Y", "Y is lower with X"}:
            needed = 3.0
        else:
            needed = 1.5 if relation.object.dirs or relation.object.change is not None or relation.object.plain_low else 0.5
        if gap > needed and scene.state_of(relation.subject) == 0 and relation.sense in {0, 1, -1}:
            swapped = relation.object
            if relation.rule == "Y is lower with X" and relation.sense in {1, -1}:
                swapped = _with(swapped, dirs=[relation.sense], change=None, negated=swapped.negated)
                relation.sense = 1
            relation.subject, relation.object = swapped, _with(relation.subject, dirs=[], change=None, negated=relation.subject.negated or swapped.negated)
            relation.keeps_state = False
    return relations


def _factor(clause: Clause, scene: Scene) -> list[Relation]:
    """"X is a risk factor for Y"."""
    factor = clause.head if clause.head is not None and clause.head.kind == "factor" else next(a.group[0] for a in clause.adjuncts if a.kind == "factor" and not a.is_front)
    objects = [piece for piece in clause.objects if piece.a >= factor.a]
    before = {w.lower for w in scene.words[max(0, factor.a - 3) : factor.a]}
    sense = -factor.sense if before & {"negative", "inverse"} and factor.sense in {1, -1} else factor.sense
    return [
        Relation(subject, piece, _sense(clause, sense), "X is a factor of Y", clause, at=factor.a)
        for subject in _subjects(clause, scene)
        for piece in objects
        if not scene.is_generic(piece)
    ]


def _have(clause: Clause, scene: Scene) -> list[Relation]:
    """"Patients with X had higher Y", "X had no effect on Y", "X showed a reduction in Y"."""
    assert clause.head is not None
    found: list[Relation] = []
    dirs: list[int] = []
    turn = 1
    if clause.subject and all(scene.is_control(p) and scene.lowers(p) for p in clause.subject):
        other = next((p for a in clause.adjuncts if a.kind == "versus" for p in a.group[:1] if not scene.is_control(p)), None)
        if other is None:
            return []
        turn = -1
        clause = replace(clause, subject=[other])
    for piece in clause.objects:
        if piece.link is not None or piece.change == 9:
            found += _nominal(piece, clause, scene)
            continue
        if piece.dirs or piece.change is not None:
            dirs = piece.dirs
        elif dirs:
            piece = _with(piece, dirs=dirs, change=None, negated=piece.negated)
        else:
            late = [a for a in clause.adjuncts if a.kind == "adjective" and a.at >= piece.b]
            if not late and not clause.negated and not piece.negated:
                continue
            if late:
                piece = _with(piece, dirs=[late[0].group[0].sense], change=None, negated=piece.negated)
        for theme in _themes(piece, clause, scene):
            for subject in _subjects(clause, scene):
                if scene.is_generic(theme):
                    continue
                found.append(Relation(subject, theme, _sense(clause, turn), "X has more Y", clause, at=clause.head.a))
    return found


def _nominal(piece: Piece, clause: Clause, scene: Scene, *, weak: bool = False) -> list[Relation]:  # noqa: C901, PLR0912
    """"an association between X and Y", "no effect of X on Y", "a fall in Y with X"."""
    negated = clause.negated or piece.negated or weak or 0 in piece.dirs
    behind = [a for a in clause.adjuncts if a.kind in {"preposition", "receive"} and a.at >= piece.a] or [
        a for a in clause.adjuncts if a.kind in {"preposition", "receive"}
    ]
    found: list[Relation] = []
    if piece.link is not None:
        between = next((a for a in behind if a.word == "between"), None)
        if between is not None and len(between.group) > 1:
            xs: list[Piece | None] = [between.group[0]]
            ys = between.group[1:]
        else:
            of = next((a for a in behind if a.word in {"of", "for"}), None)
            to = next((a for a in behind if a.word in _TARGETS and a is not of), None)
            if to is None:
                return []
            xs = [*of.group] if of else _subjects(clause, scene)
            ys = to.group
            if scene.lowers(piece) and not of and not scene.is_generic(piece):
                xs = [piece]
        sense = piece.link
        if piece.dirs and sense in {1, 9}:
            sense = {1: 1, -1: -1, 2: 2, -2: -2}.get(piece.dirs[0], sense) if sense == 9 else sense
        for x in xs:
            for y in ys:
                if scene.is_generic(y) or (x is not None and scene.is_generic(x)):
                    continue
                found.append(Relation(x, y, 0 if negated else sense, "link of X and Y", clause, at=piece.a))
        return found
    if piece.change is None and not piece.dirs:
        if not negated:
            return []
    themes = [piece] if scene.lowers(piece) else []
    source = None
    if not themes:
        source = next((a for a in behind if a.word in {"in", "of", "for", "on", "to"}), None)
        if source is None:
            return []
        themes = [_with(t, dirs=piece.dirs + t.dirs, change=piece.change, negated=False) for t in source.group]
    if negated and piece.change is None and not piece.dirs:
        return []
    rest = [a for a in clause.adjuncts if a is not source]
    favoured = next((a.group[0] for a in rest if a.word in {"in favor of", "in favour of"}), None)
    if favoured is not None and piece.change == 9:
        return [Relation(favoured, t, 0 if negated else 2, "difference in favour of X", clause, keeps_state=True, at=piece.a) for t in themes if not scene.is_generic(t)]
    trimmed = Clause(clause.pieces, adjuncts=rest)
    cause = _cause(trimmed, scene, themes=themes)
    between = next((a for a in rest if a.word == "between"), None)
    if between is not None and cause is None:
        cause = next((p for p in between.group if not scene.is_control(p) and not scene.is_people(p) and not scene.is_generic(p)), None)
    if cause is None:
        cause = next((p for p in clause.subject if p is not piece and not scene.is_generic(p) and not scene.is_people(p)), None)
    for theme in themes:
        if scene.is_generic(theme):
            continue
        if not negated and theme.change == 9 and not any(d in {1, -1, 2, -2} for d in theme.dirs):
            continue
        found.append(Relation(cause, theme, 0 if negated else 1, "change of Y with X", clause, at=piece.a))
    if found and not negated:
        for adjunct in rest:
            for other in adjunct.group if adjunct.word in {"with", "and"} else ():
                if other.change in {1, -1} and other is not cause:
                    found += [Relation(cause, t, 1, "change of Y with X", clause, at=other.a) for t in _themes(other, trimmed, scene) if not scene.is_generic(t)]
    return found


def _ratio(clause: Clause, scene: Scene) -> list[Relation]:
    """"The hazard ratio of Y for the highest X was 1.9": the estimate gives the direction."""
    for piece in clause.subject:
        whole = scene.lowers(piece, whole=True)
        if not (_RATIOS & set(whole)) or not ({"ratio", "ratios", "hr", "hrs", "or", "ors", "rr", "rrs"} & set(whole) or "relative" in whole):
            continue
        themes = [piece] if scene.lowers(piece) and not (_RATIOS & set(scene.lowers(piece))) else []
        sources: list[Adjunct] = []
        if not themes:
            sources = [a for a in clause.adjuncts if a.word in {"of", "for"} and not all(scene.is_generic(p) for p in a.group)]
            sources = [a for a in sources if not a.is_front or a.at > piece.a] or sources[:1]
            themes = [p for a in sources for p in a.group]
        rest = Clause(clause.pieces, adjuncts=[a for a in clause.adjuncts if a not in sources])
        cause = _cause(rest, scene, themes=themes)
        return [Relation(cause, theme, 7, "ratio of Y for X", clause, keeps_state=True, at=piece.a) for theme in themes if not scene.is_generic(theme)]
    return []
