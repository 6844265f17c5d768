"""The claims of a document: sentences to clauses to relations to signed claims with their terms and estimates."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import regex

from miner.extract.claims.chinese import find_chinese_claims, is_chinese
from miner.extract.claims.contrasts import find_contrasts, is_significant, late_null
from miner.extract.claims.dealing import deal_estimates
from miner.extract.claims.merging import aliases_of, merge_claims, same_thing
from miner.extract.claims.naming import claim_concept, rolled_up
from miner.extract.claims.plausibility import facts_of, load_plausibility
from miner.extract.claims.relations import find_relations
from miner.extract.claims.scene import NO_DIRECTION, Relation, Scene
from miner.extract.claims.repeats import POINTS_BACK, find_listed, find_same
from miner.extract.claims.roles import claim_sentences
from miner.extract.claims.signs import is_bad, sign_of
from miner.extract.claims.subjects import Thing, find_exposures, find_outcome_words
from miner.extract.grammar.clauses import Clause, find_clauses, merge_phrases
from miner.extract.grammar.cues import Cues, load_cues
from miner.extract.grammar.phrases import Piece, find_pieces
from miner.extract.grammar.words import Word, split_words
from miner.extract.mediation import Mediation, Span, read_mediation
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim, Mediator, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.reading import Document, Mention, Sentence
from miner.model.study import Study

_REVIEWS = {"narrative-review", "systematic-review", "other"}
_HEDGE = regex.compile(
    r"\b(?:may|might|could|suggest(?:s|ed|ing)?|possibl[ye]|perhaps|probably|potential(?:ly)?|appear(?:s|ed)?|seem(?:s|ed)?|likely to|presumably|trend|tend(?:s|ed|ency)|hint(?:s|ed)?|marginal(?:ly)?|borderline|would|speculate|some evidence)\b",
    regex.I,
)
_NAMES = {EntityType.POPULATION, EntityType.ANATOMY, EntityType.ORGANISM}


def find_claims(document: Document, *, estimates: tuple[Estimate, ...], study: Study) -> tuple[Claim, ...]:
    """The claims of a document, in reading order."""
    model = load_plausibility()
    found = find_candidates(document, estimates=estimates, study=study)
    kept = [claim for claim, facts in found if model.keeps(facts)]
    return merge_claims(kept, document)


def find_candidates(
    document: Document, *, estimates: tuple[Estimate, ...], study: Study
) -> list[tuple[Claim, list[str]]]:
    """Every claim that the rules give, before the plausibility model and the folding of repeats, with its facts."""
    exposures = find_exposures(document)
    cues = load_cues()
    found: list[Claim] = []
    last: Term | None = None
    for sentence, background in claim_sentences(document, is_review=study.design.value in _REVIEWS):
        if is_chinese(document.text, sentence.start, sentence.end):
            found += find_chinese_claims(document, sentence)
            continue
        reader = _SentenceReader(document, sentence, cues, exposures, estimates, last)
        made = reader.mediated(found) or reader.repeated(found) or reader.claims(is_background=background)
        if made:
            last = made[0].subject
        found += made
    concepts = frozenset(claim_concept(thing.concept, is_subject=True) or "" for thing in exposures) - {""}
    is_trial = bool(_TRIAL.search(document.text))
    return [(claim, facts_of(claim, document, concepts, is_trial=is_trial)) for claim in found]


class _SentenceReader:
    """One sentence's claims; keeps what its steps share."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        cues: Cues,
        exposures: tuple[Thing, ...],
        estimates: tuple[Estimate, ...],
        last: Term | None,
    ) -> None:
        self.document, self.sentence, self.cues, self.exposures, self.last = document, sentence, cues, exposures, last
        self.words, self.brackets = split_words(document.text, sentence.start, sentence.end)
        self.mentions = [m for m in document.mentions if sentence.start <= m.start and m.end <= sentence.end]
        self.estimates = [
            (i, e) for i, e in enumerate(estimates) if sentence.start <= e.start and e.end <= sentence.end
        ]

    @cached_property
    def is_trial(self) -> bool:
        """True where the document tells of something that was given or done."""
        return bool(_TRIAL.search(self.document.text))

    def claims(self, *, is_background: bool) -> list[Claim]:
        pieces = find_pieces(self.words, self.cues)
        if not any(
            p.kind in {"verb", "intransitive", "link", "link_noun", "factor", "have", "seen", "be", "adjective"}
            for p in pieces
        ):
            return []
        clauses = find_clauses(pieces, self.words, self.cues.words["portion.words"])
        scene = self._scene()
        relations = find_relations(clauses, scene)
        text = self.document.text[self.sentence.start : self.sentence.end]
        if (way := _IN_THIS_WAY.search(text)) is not None:
            self._through_first(relations, way.start() + self.sentence.start)
        relations += find_listed(text, pieces, relations, scene)
        told = {id(relation.clause) for relation in relations}
        relations += [r for r in find_contrasts(clauses, pieces, scene, text) if id(r.clause) not in told]
        self._take_back(relations, text)
        shares = deal_estimates(relations, self.words, self.brackets, self.estimates)
        made: list[Claim] = []
        for relation, share in zip(relations, shares, strict=True):
            claim = self._claim(relation, scene, share, is_background=is_background)
            if claim is not None:
                made.append(claim)
        return made

    def repeated(self, found: Sequence[Claim]) -> list[Claim]:
        """The last finding told of other things ("the same held for X")."""
        last = next((c for c in reversed(found) if c.section != SectionKind.TITLE), None)
        text = self.document.text[self.sentence.start : self.sentence.end]
        if last is None or len(self.words) < 3 or not POINTS_BACK.search(text):
            return []
        scene = self._scene()
        pieces = merge_phrases(find_pieces(self.words, self.cues), self.words, self.cues.words["portion.words"])
        pairs = find_same(
            text, pieces, scene, last, lambda piece: self._term(piece, scene, is_subject=True, keeps_state=True)
        )
        return [
            Claim(
                self.sentence.start, self.sentence.end, text, subject, target, sign, subject_state=last.subject_state, certainty=certainty,
                section=self.sentence.section, rule="the same as before",
            )
            for subject, target, sign, certainty in pairs
            if not _same_name(subject, target)
        ]  # fmt: skip

    def _through_first(self, relations: list[Relation], place: int) -> None:
        """ "X leads to M and, in this way, to Y": M is the mediator, no end of its own."""
        first = [r for r in relations if self.words[r.object.a].start < place]
        later = [r for r in relations if self.words[r.object.a].start > place]
        if first and later:
            for relation in later:
                relation.through = [r.object for r in first if r.subject is relation.subject]
            for relation in first:
                relations.remove(relation)

    def _take_back(self, relations: Sequence[Relation], text: str) -> None:
        """What a sentence calls not significant, or marks with a p-value of 0.05 or more, is a null finding."""
        if _AS_MUCH.search(text):
            for relation in relations:
                relation.sense = 0
            return
        if _SHAPE.search(text):
            for relation in relations:
                relation.sense = 0 if relation.sense == 0 else NO_DIRECTION
        end = late_null(text)
        ends = sorted({r.object.b for r in relations})
        for relation in relations:
            if relation.sense in {0, 7, NO_DIRECTION} or relation.rule == "numbers of two groups":
                continue
            place = self.words[relation.object.b - 1].end - self.sentence.start
            if end is not None and place < end:
                relation.sense = 0
                continue
            following = next((b for b in ends if b > relation.object.b), len(self.words))
            for bracket in self.brackets:
                if relation.object.b - 1 <= bracket.behind < following:
                    significant = is_significant(self.document.text[bracket.start : bracket.end])
                    if significant is not None:
                        if not significant and not self._has_interval(bracket.start, bracket.end):
                            relation.sense = 0
                        break

    def _has_interval(self, start: int, end: int) -> bool:
        return any(start <= e.start < end and e.ci_low is not None for _, e in self.estimates)

    def mediated(self, found: Sequence[Claim]) -> list[Claim]:
        """The claims of a sentence that states a mediation, with the pair of an earlier claim where it names none."""
        made: list[Claim] = []
        own: list[Claim] | None = None
        text = self.document.text[self.sentence.start : self.sentence.end]
        for mediation in read_mediation(self.document.text, self.sentence.start, self.sentence.end):
            if mediation.is_null:
                continue
            if mediation.exposure is None:
                own = self.claims(is_background=False) if own is None else own
                own = [
                    c
                    for c in own
                    if not any(s.start < c.subject.end and c.subject.start < s.end for s, _ in mediation.mediators)
                ]
            pairs = self._pairs(mediation, own or found)
            if own and mediation.exposure is None:
                pairs = [(c.subject, c.object, c.sign) for c in own]
            if mediation.exposure is None and not any(p for _, p in mediation.mediators):
                if not _MEDIATE.search(text):
                    continue
            for subject, target, sign in pairs:
                mediators = tuple(
                    self._mediator(span, percent.value if percent else None) for span, percent in mediation.mediators
                )
                starts = {percent.start for _, percent in mediation.mediators if percent}
                share = tuple(i for i, e in self.estimates if e.measure == Measure.PCT_MEDIATED and e.start in starts)
                certainty = Certainty.HEDGED if _HEDGE.search(text) else Certainty.ASSERTED
                made.append(
                    Claim(
                        self.sentence.start, self.sentence.end, text, subject, target, sign, certainty=certainty,
                        section=self.sentence.section, mediators=mediators, estimates=share, rule="mediation",
                    )
                )  # fmt: skip
        return _joined([*(own or ()), *made])

    def _pairs(self, mediation: Mediation, found: Sequence[Claim]) -> list[tuple[Term, Term, int | None]]:
        pairs: list[tuple[Term, Term, int | None]] = []
        stated = _INVERSE.search(self.document.text, self.sentence.start, self.sentence.end)
        aliases = aliases_of(self.document)
        if mediation.exposure is None or not mediation.outcomes:
            usable = [c for c in found if c.sign in {1, -1} and c.section != SectionKind.TITLE]
            return [(c.subject, c.object, c.sign) for c in usable[-1:]]
        subject = self._spanned(mediation.exposure)
        for outcome in mediation.outcomes:
            target = self._spanned(outcome)
            same = [
                c.sign
                for c in found
                if c.sign is not None
                and same_thing(c.subject, subject, aliases)
                and same_thing(c.object, target, aliases)
            ]
            directed = [sign for sign in same if sign]
            sign = directed[-1] if directed else (same[-1] if same else None)
            if sign is None and stated:
                sign = -1 if stated[0].casefold() in {"inverse", "negative", "protective", "inversely"} else 1
            pairs.append((subject, target, sign))
        return pairs

    def _spanned(self, span: Span) -> Term:
        return self._named(span.start, span.end, _anchor(self.mentions, span.start, span.end), is_subject=True)

    def _mediator(self, span: Span, percent: float | None) -> Mediator:
        term = self._spanned(span)
        return Mediator(term.text, term.start, term.end, term.concept, term.type, percent)

    def _mediators(self, relation: Relation, scene: Scene) -> tuple[Mediator, ...]:
        """What stands behind "through", "via" or "by reducing" in the relation's clause."""
        found: list[Mediator] = []
        for piece in relation.through:
            term = self._term(piece, scene, is_subject=True, keeps_state=False)
            if term is not None:
                found.append(Mediator(term.text, term.start, term.end, term.concept, term.type))
        for adjunct in relation.clause.adjuncts if relation.rule != "X acts by changing Y" else ():
            if (
                not (adjunct.kind == "gerund" and adjunct.word in {"by", "through", "via"})
                and adjunct.word not in _THROUGH
            ):
                continue
            for piece in adjunct.group:
                if any(same is not None and piece.core == same.core for same in (relation.object, relation.subject)):
                    continue
                for theme in _targets(piece, relation.clause, scene):
                    term = self._term(theme, scene, is_subject=True, keeps_state=False)
                    if term is not None and not scene.is_generic(theme):
                        found.append(Mediator(term.text, term.start, term.end, term.concept, term.type))
        return tuple(found)

    def _scene(self) -> Scene:
        exposure_words: set[str] = set()
        for thing in self.exposures:
            exposure_words |= {w.lower for w in split_words(self.document.text, thing.start, thing.end)[0]}
        exposure_words -= {"of", "the", "and", "in", "a", "low", "high", "diet", "dietary", "level", "levels", "serum"}
        named: set[int] = set()
        chemicals: set[int] = set()
        diseases: set[int] = set()
        exposed: set[int] = set()
        concepts = {rolled_up(thing.concept)[0] for thing in self.exposures if thing.concept is not None}
        for at, word in enumerate(self.words):
            for mention in self.mentions:
                if mention.start <= word.start and word.end <= mention.end:
                    if mention.type not in _NAMES:
                        named.add(at)
                    if mention.type == EntityType.CHEMICAL:
                        chemicals.add(at)
                    if mention.concept is not None and rolled_up(mention.concept)[0] in concepts:
                        exposed.add(at)
                    if mention.type == EntityType.DISEASE:
                        diseases.add(at)
        return Scene(
            self.words,
            self.cues,
            frozenset(exposure_words),
            find_outcome_words(self.document, self.exposures),
            frozenset(chemicals),
            frozenset(named),
            frozenset(diseases),
            frozenset(exposed),
        )

    def _claim(self, relation: Relation, scene: Scene, share: Sequence[int], *, is_background: bool) -> Claim | None:
        target = self._term(relation.object, scene, is_subject=False, keeps_state=relation.keeps_state)
        if target is None:
            return None
        subject, state = self._subject(relation, scene)
        if subject is None or (subject.start, subject.end) == (target.start, target.end) or _same_name(subject, target):
            return None
        if subject.concept is not None and subject.concept == target.concept and not _MEASURED.search(target.text):
            return None
        ratio = self._ratio(share)
        if relation.sense == 7 and ratio is None:
            return None
        if relation.sense == 9 and not relation.object.dirs and relation.object.change is None:
            if ratio is None:
                return None
            relation.sense = 7
        bad = is_bad(relation.object, scene, is_disease=target.type == EntityType.DISEASE)
        sign = sign_of(relation, scene, ratio=ratio, is_bad=bad)
        text = self.document.text[self.sentence.start : self.sentence.end]
        certainty = (
            Certainty.NEGATED if sign == 0 else (Certainty.HEDGED if _HEDGE.search(text) else Certainty.ASSERTED)
        )
        return Claim(
            self.sentence.start, self.sentence.end, text, subject, target, sign,
            subject_state=state, certainty=certainty, section=self.sentence.section, estimates=tuple(share),
            is_background=is_background, rule=relation.rule if relation.subject is not None else f"{relation.rule}; X from the context", mediators=self._mediators(relation, scene),
        )  # fmt: skip

    def _ratio(self, share: Sequence[int]) -> float | None:
        for index, estimate in self.estimates:
            if index in share:
                middle = 1.0 if estimate.measure in RATIOS else 0.0
                if (
                    estimate.ci_low is not None
                    and estimate.ci_high is not None
                    and estimate.ci_low < middle < estimate.ci_high
                ):
                    return 0.0
                return estimate.value - middle
        return None

    def _subject(self, relation: Relation, scene: Scene) -> tuple[Term | None, State | None]:
        if relation.subject is None:
            told = {word for piece in relation.clause.subject for word in scene.lowers(piece, whole=True)}
            if not (
                told & _TREATMENT
                or (self.is_trial and relation.rule not in {"X goes with Y", "X changes Y", "X is a factor of Y"})
                or (told & _GROUPS and self.is_trial)
            ):
                return (self.last, None) if told & _PRONOUN else (None, None)
            if self.exposures:
                thing = self.exposures[0]
                concept = claim_concept(thing.concept, is_subject=True)
                return Term(
                    self.document.text[thing.start : thing.end], thing.start, thing.end, concept, thing.type
                ), None
            return self.last, None
        state = {1: State.HIGH, -1: State.LOW}.get(scene.state_of(relation.subject))
        return self._term(relation.subject, scene, is_subject=True, keeps_state=False), state

    def _term(self, piece: Piece, scene: Scene, *, is_subject: bool, keeps_state: bool) -> Term | None:
        a, b = piece.core
        while (
            a < b and not keeps_state and _is_trim(self.words[a].lower) and not _is_thing(self.mentions, self.words[a])
        ):
            a += 1
        if not is_subject and not keeps_state and a > piece.core[0] and a < b:
            piece.plain_low = any(self.cues.is_low(word.lower) for word in self.words[piece.core[0] : a])
        while b > a + 1 and self.words[b - 1].lower in self.cues.words["portion.tails"]:
            b -= 1
        if a >= b:
            return None
        start, end = self.words[a].start, self.words[b - 1].end
        mention = _anchor(self.mentions, start, end)
        if mention is not None and mention.end > end and mention.start <= start:
            start, end = mention.start, mention.end
        start, end = max(start, self.sentence.start), min(end, self.sentence.end)
        return self._named(start, end, mention, is_subject=is_subject)

    def _named(self, start: int, end: int, mention: Mention | None, *, is_subject: bool) -> Term:
        """A term with its concept: a form counts as its substance, and a deficiency does so where it acts."""
        concept = claim_concept(mention.concept if mention else None, is_subject=is_subject)
        return Term(self.document.text[start:end], start, end, concept, mention.type if mention else None)


_TREATMENT = frozenset(
    "intervention interventions treatment treatments therapy supplementation supplements supplement drug drugs regimen program programme training".split()
)
_GROUPS = frozenset("group groups arm arms patients participants subjects".split())
_PRONOUN = frozenset({"it", "this", "they", "these", "which"})
_TRIAL = regex.compile(
    r"\b(?:randomi[sz]ed|randomly|placebo|sham|crossover|cross-over|versus|rats|mice|in vitro|pilot|open[- ]label|after treatment|treated with)\b",
    regex.I,
)
_AS_MUCH = regex.compile(
    r"\bas (?:many|much|often|fast|frequent(?:ly)?|common(?:ly)?|high|low|long|likely|good|strong(?:ly)?|rapidly|quickly|effective(?:ly)?)\b[^.;,]{0,60}?\bas (?:with|in|on|for|among|those|that|did|was|were)\b",
    regex.I,
)
_SHAPE = regex.compile(
    r"\b(?:inverted |reverse )?[UJn][- ]?shaped\b|\bdual (?:role|part|effect|function|action)|\bboth (?:low|too little|deficien\w+|lower)\b[^.;]{0,30}\b(?:and|or) (?:high|higher|excess\w*|too much)\b"
)
_IN_THIS_WAY = regex.compile(r"\b(?:and|,),?\s*(?:in this way|thereby|in turn)\b", regex.I)
_MEASURED = regex.compile(
    r"\b(?:serum|plasma|urin\w+|circulating|blood|intracellular|ionized|status|excretion|levels?|content|concentrations?|absorption)\b",
    regex.I,
)
_THROUGH = {"through", "via", "by way of", "by means of", "due to", "due both to"}
_MEDIATE = regex.compile(r"mediat|explain", regex.I)
_INVERSE = regex.compile(r"\b(?:inverse(?:ly)?|negative|protective|positive)\b", regex.I)


def _targets(piece: Piece, clause: Clause, scene: Scene) -> list[Piece]:
    """A mediator, or what it acts on where it is only "its action"."""
    if scene.lowers(piece):
        return [piece]
    at = [a for a in clause.adjuncts if a.word in {"on", "of", "in"} and a.at >= piece.a]
    return at[0].group if at else []


def _joined(claims: Sequence[Claim]) -> list[Claim]:
    """One claim of those with the same pair and sign: their mediators and estimates together."""
    joined: dict[tuple[int, int, int | None], Claim] = {}
    for claim in claims:
        key = (claim.subject.start, claim.object.start, claim.sign)
        if key in joined:
            other = joined[key]
            estimates = tuple(dict.fromkeys((*other.estimates, *claim.estimates)))
            new = tuple(
                m
                for m in claim.mediators
                if not any(
                    m.start < o.end and o.start < m.end and (m.percent is None or m.percent == o.percent)
                    for o in other.mediators
                )
            )
            old = tuple(
                o
                for o in other.mediators
                if not any(
                    o.percent is None and m.percent is not None and m.start < o.end and o.start < m.end
                    for m in claim.mediators
                )
            )
            claim = replace(other, mediators=(*old, *new), estimates=estimates)
        joined[key] = claim
    return list(joined.values())


_TRIMMED = frozenset(
    "low high highest lowest top bottom upper poor deficient inadequate insufficient adequate excess excessive much added too even other rich".split()
)


def _is_trim(word: str) -> bool:
    return word in _TRIMMED


def _is_thing(mentions: Sequence[Mention], word: Word) -> bool:
    return any(m.start <= word.start and word.end < m.end for m in mentions)


def _anchor(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    inside = [m for m in mentions if m.start < end and start < m.end]
    named = [m for m in inside if m.type not in _NAMES] or inside
    return max(named, key=lambda m: (min(m.end, end) - max(m.start, start), m.end), default=None)


def _same_name(a: Term, b: Term) -> bool:
    return a.text.casefold() == b.text.casefold()
