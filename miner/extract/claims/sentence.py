"""One sentence to claims: clauses to relations to signed claims with their terms, estimates and mediators."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import copysign

import regex

from miner.extract.claims.arms.unnamed import changed_alone, is_of_control_alone, side_told_of
from miner.extract.claims.bullets import with_items
from miner.extract.claims.contrasts import find_contrasts
from miner.extract.claims.dealing import deal_estimates
from miner.extract.claims.ends.anaphora import Named, antecedents, told_of_each
from miner.extract.claims.ends.examples import with_members
from miner.extract.claims.ends.means import mediators_of
from miner.extract.claims.ends.subjects import Setting
from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.mediated import find_mediated
from miner.extract.claims.naming import is_gauge_of_lack
from miner.extract.claims.relations.finding import find_relations
from miner.extract.claims.relations.headed import LISTING
from miner.extract.claims.repeats import find_listed, find_same, points_back
from miner.extract.claims.scene import NO_DIRECTION, Relation, Scene
from miner.extract.claims.signs import sign_of
from miner.extract.claims.stating.altered import is_altered
from miner.extract.claims.stating.certainty import certainty_of
from miner.extract.claims.stating.gate import is_headed, may_state, needs_no_verb
from miner.extract.claims.stating.unstated import is_purpose, stated
from miner.extract.claims.trials.armclaims import acting_for, find_arm_claims, side_kept, tells_of_groups
from miner.extract.claims.trials.having import find_having
from miner.extract.claims.trials.results import as_result
from miner.extract.claims.trials.significance import take_back
from miner.extract.claims.worth import is_bad
from miner.extract.grammar.clauses import find_clauses
from miner.extract.grammar.cues import Cues
from miner.extract.grammar.rewording.headlines import plain_headline
from miner.extract.grammar.rewording.sayings import plain_saying
from miner.extract.grammar.rules import Rule
from miner.extract.mediation import may_mediate
from miner.extract.steps import Steps, run_alone
from miner.model.article import SectionKind
from miner.model.claim import Claim, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.reading import Sentence

_PREDICATES = {"verb", "intransitive", "link", "link_noun", "factor", "have", "seen", "be", "adjective", "befall"}
_TREATMENT = frozenset(
    [
        *("intervention", "interventions", "treatment", "treatments", "therapy", "supplementation", "supplements"),
        *("supplement", "drug", "drugs", "regimen", "program", "programme", "training"),
    ]
)
_GROUPS = frozenset(["group", "groups", "arm", "arms", "patients", "participants", "subjects"])
_SCORES = frozenset(["score", "scores", "scale", "scales", "index", "indices", "total", "rating", "ratings", "values"])
_PRONOUN = frozenset({"it", "this", "they", "these", "which"})
_DIRECT = {"X goes with Y", "X changes Y", "X is a factor of Y"}
_IN_THIS_WAY = Rule(
    r"\b(?:and|,),?\s*(?:in this way|thereby|in turn|so to|thus to|hence to|so of|thus of|hence of|through it,? to"
    r"|through them,? to|via it,? to|by this route,? to)\b",
    regex.I,
)
_MEASURED = regex.compile(
    r"\b(?:serum|plasma|urin\w+|circulating|blood|intracellular|ionized|status|excretion|levels?|content"
    r"|concentrations?|absorption)\b",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a sentence's clauses relate, the scene that it is read against, and the estimates of each relation."""

    relations: Sequence[Relation]
    scene: Scene
    shares: Sequence[Sequence[int]]


class SentenceReader:
    """Reads one sentence; `context` is what the document is about, `last` the last subject, for "it" and "this"."""

    def __init__(
        self,
        setting: Setting,
        sentence: Sentence,
        cues: Cues,
        estimates: Sequence[Estimate],
        *,
        context: Term | None,
        last: Term | None = None,
    ) -> None:
        text = setting.document.text
        self.setting, self.cues = setting, cues
        self.context, self.last = context, last
        sentence, (words, self.brackets) = with_items(sentence, text)
        self.sentence = sentence
        self.words = plain_saying(plain_headline(words, text, cues))
        self.estimates = [
            (i, e) for i, e in enumerate(estimates) if sentence.start <= e.start and e.end <= sentence.end
        ]
        self.terms = Terms(setting, sentence, self.words, cues)
        self.text = text[sentence.start : sentence.end]
        self.points_back = points_back(self.text)
        self._stated: _Stated | None = None
        self._found: Sequence[Claim] = ()
        self._named: dict[int, tuple[Named, ...]] = {}

    def prepare(self) -> Steps[None]:
        """Read what needs no other sentence; one that points back is left until those before it are read."""
        if self.words and not self.points_back:
            self._stated = yield from self._relate()

    def read(self, found: Sequence[Claim], *, is_background: bool) -> list[Claim]:
        """The sentence's claims; `found` are those of the sentences before."""
        return run_alone(self.steps(found, is_background=is_background))

    def steps(self, found: Sequence[Claim], *, is_background: bool) -> Steps[list[Claim]]:
        """The sentence's claims: what its clauses state, what of it is a trial's result, what else is said of arms."""
        yield "claims"
        self._found = found
        if not self.words:
            return []
        return stated(self.text, (yield from self._told(found, is_background=is_background)))

    def _told(self, found: Sequence[Claim], *, is_background: bool) -> Steps[list[Claim]]:
        """What the sentence tells, stated or not."""
        if may_mediate(self.setting.document.text, self.sentence.start, self.sentence.end):
            own = self.claims(is_background=is_background)
            if made := find_mediated(self.terms, found, own, self.estimates):
                return made
        else:
            own = self.repeated(found) or self.claims(is_background=is_background)
        if not self.setting.has_groups:
            return own
        yield "results"
        own = self._results(own)
        yield "arm claims"
        return own + self._results(find_arm_claims(self.terms, self.context, own, found))

    def _results(self, claims: Sequence[Claim]) -> list[Claim]:
        """Of the claims of a trial's sentence those that are results."""
        labels = self.setting.arms.labels(self.text) if claims else ()
        results = (as_result(self.text, claim, labels) for claim in claims)
        return [result for result in results if result is not None]

    def claims(self, *, is_background: bool) -> list[Claim]:
        """The claims that the sentence's own clauses state."""
        stated = self._stated or run_alone(self._relate())
        made = [
            self._claim(relation, stated.scene, share, is_background=is_background)
            for relation, share in zip(stated.relations, stated.shares, strict=True)
        ]
        told = [
            (relation, each)
            for relation, claim in zip(stated.relations, made, strict=True)
            if claim is not None
            for each in self._each(relation, claim)
        ]
        return with_members(told, self.terms, self.brackets)

    def _each(self, relation: Relation, claim: Claim) -> list[Claim]:
        """The claim; of what "it" or "these factors" stand for, one on each."""
        named = self._named.get(id(relation))
        return told_of_each(claim, named) if named else [claim]

    def _relate(self) -> Steps[_Stated]:
        """What the sentence's clauses relate."""
        scene = self.terms.scene()
        nothing = _Stated((), scene, ())
        yield "cues"
        is_list = is_headed(self.terms.parsed)
        is_told = may_state(self.terms.parsed, self.text)
        if not is_told and not is_list:
            return nothing
        yield "pieces"
        pieces = self.terms.parsed.pieces()
        is_told = is_told and (
            any(piece.kind in _PREDICATES or (piece.negated and piece.link is not None) for piece in pieces)
            or needs_no_verb(self.terms.parsed)
        )
        if not is_told and not is_list:
            return nothing
        yield "clauses"
        clauses = find_clauses(self.terms.parsed.phrases(), self.words)
        yield "relations"
        scene.has_ratio = any(estimate.measure in RATIOS for _, estimate in self.estimates)
        scene.has_hazard = any(estimate.measure == Measure.HR for _, estimate in self.estimates)
        relations = find_relations([each for each in clauses if not is_purpose(each, scene)], scene)
        if not is_told:
            relations = [relation for relation in relations if relation.rule in LISTING]
        if len(relations) > 1 and (way := _IN_THIS_WAY.search(self.text)) is not None:
            self._through_first(relations, scene, way.start() + self.sentence.start)
        relations += find_listed(self.text, pieces, relations, scene)
        told = {id(relation.clause) for relation in relations}
        holds_one = self._holds_one()
        contrasts = find_contrasts(clauses, pieces, scene, self.text, holds_one=holds_one)
        if not relations and all(each.subject is None for each in contrasts):
            contrasts = find_having(clauses, pieces, scene, self.text) or contrasts
        numbers = [r for r in contrasts if id(r.clause) not in told]
        is_read_by_arms = self.setting.has_groups and bool(numbers) and bool(self.setting.arms.labels(self.text))
        relations += [r for r in numbers if r.sense == 0 or not is_read_by_arms]
        if not relations:
            return nothing
        take_back(
            relations, self.setting.document.text, self.words, self.brackets, self.estimates,
            start=self.sentence.start, end=self.sentence.end,
        )  # fmt: skip
        return _Stated(relations, scene, deal_estimates(relations, self.words, self.estimates))

    def repeated(self, found: Sequence[Claim]) -> list[Claim]:
        """The last finding told of other things ("the same held for X")."""
        last = next((c for c in reversed(found) if c.section != SectionKind.TITLE), None)
        if last is None or len(self.words) < 3 or not self.points_back:
            return []
        scene = self.terms.scene()
        pieces = self.terms.parsed.phrases()
        pairs = find_same(
            self.text, pieces, scene, last, lambda piece: self.terms.term(piece, is_subject=True, keeps_state=True)
        )
        return [
            Claim(
                self.sentence.start, self.sentence.end, self.text, subject, target, sign,
                subject_state=last.subject_state, certainty=certainty, section=self.sentence.section,
                rule="the same as before",
            )
            for subject, target, sign, certainty in pairs
            if not _same_name(subject, target)
        ]  # fmt: skip

    def _through_first(self, relations: list[Relation], scene: Scene, place: int) -> None:
        """The shape "X leads to M and, in this way, to Y": M is the mediator, no end of its own."""
        first = [r for r in relations if self.words[r.object.a].start < place]
        later = [r for r in relations if self.words[r.object.a].start > place]
        if any(mediators_of(relation, scene, self.terms) for relation in first):  # "lowers Y by raising M, thereby ..."
            return
        if first and later:
            for relation in later:
                relation.through = [r.object for r in first if r.subject is relation.subject]
            for relation in first:
                relations.remove(relation)

    def _claim(self, relation: Relation, scene: Scene, share: Sequence[int], *, is_background: bool) -> Claim | None:
        target = self.terms.target(relation)
        if target is None or not self.terms.is_thing(target):
            return None
        subject, state = self._subject(relation, scene)
        if subject is not None and subject is not self.context and not self.terms.is_thing(subject):
            subject, state = (self.context if self.setting.is_trial and relation.rule not in _DIRECT else None), None
        if subject is None or (subject.start, subject.end) == (target.start, target.end) or _same_name(subject, target):
            return None
        if subject.concept is not None and subject.concept == target.concept and not _MEASURED.search(target.text):
            return None
        side = side_kept(self._side_of(subject, relation), subject, self.setting)
        acting = acting_for(subject, side, self.terms, self.context)
        if acting is None or _same_name(acting, target):
            return None
        if acting is not subject:
            subject, state = acting, None
        ratio = self._ratio(share)
        if relation.sense == 7 and ratio is None:
            return None
        mediators = mediators_of(relation, scene, self.terms)
        if relation.sense == 9 and not relation.object.dirs and relation.object.change is None and not mediators:
            if ratio is None and not is_altered(relation, scene):
                return None
            relation.sense = 7 if ratio is not None else NO_DIRECTION
        bad = is_bad(relation.object, scene, is_disease=target.type == EntityType.DISEASE) or self._is_short_of_bad(
            target
        )
        sign = sign_of(relation, scene, ratio=ratio, is_bad=bad)
        if side == -1 and sign is not None:
            sign = -sign
        rule = relation.rule if relation.subject is not None else f"{relation.rule}; X from the context"
        return Claim(
            self.sentence.start, self.sentence.end, self.text, subject, target, sign,
            subject_state=state, certainty=certainty_of(self.text, sign), section=self.sentence.section,
            estimates=tuple(share),
            is_background=is_background, rule=rule, mediators=mediators,
        )  # fmt: skip

    def _is_short_of_bad(self, target: Term) -> bool:
        """True of a short form whose long form has a word of which less is better ("total nasal symptom score")."""
        short, *others = target.text.casefold().split()
        long = self.setting.aliases.get(short, "") if _SCORES.issuperset(others) else ""
        return not self.cues.words["bad.words"].isdisjoint(long.split())

    def _ratio(self, share: Sequence[int]) -> float | None:
        """How far the first of these estimates is from none; 0.0 or -0.0, by its side, where its interval holds it."""
        for index, estimate in self.estimates:
            if index in share:
                middle = 1.0 if estimate.measure in RATIOS else 0.0
                if estimate.value == middle and not estimate.has_ci:
                    continue  # the group that others are held against
                if (
                    estimate.ci_low is not None
                    and estimate.ci_high is not None
                    and estimate.ci_low < middle < estimate.ci_high
                ):
                    return copysign(0.0, estimate.value - middle)
                return estimate.value - middle
        return None

    def _holds_one(self) -> bool | None:
        """Whether the interval of the sentence's only ratio holds 1; None where there is none, or more than one."""
        ratios = [each for _, each in self.estimates if each.measure in RATIOS]
        if len(ratios) != 1 or ratios[0].ci_low is None or ratios[0].ci_high is None:
            return None
        return ratios[0].ci_low <= 1.0 <= ratios[0].ci_high

    def _side_of(self, subject: Term, relation: Relation) -> int | None:
        """-1 where a trial's clause tells of what the treatment is held against; None where of no comparison."""
        if not self.setting.has_groups:
            return 0
        arms = self.setting.arms
        people = self.cues.words["generic.people"]
        is_of_people = any(self.words[piece.b - 1].lower in people for piece in relation.clause.subject)
        is_context = relation.subject is None and relation.sense != 0 and (relation.rule not in _DIRECT or is_of_people)
        is_group = subject.text.casefold().startswith("group")
        labels = arms.labels(self.text)
        pieces = relation.clause.pieces
        start = self.words[pieces[0].a].start - self.sentence.start if pieces else 0
        end = self.words[pieces[-1].b - 1].end - self.sentence.start if pieces else len(self.text)
        if relation.sense == 0 and relation.subject is None and is_of_control_alone(self.text, labels, start, end):
            return None
        if relation.sense == 0 and relation.rule not in _DIRECT and arms.side_of(subject.text) == -1:
            return -1  # "no difference between the control and bolus groups"
        if not is_context and not is_group and (relation.rule in _DIRECT or all(label.side == -1 for label in labels)):
            is_turned = relation.sense != 0 and relation.rule not in _DIRECT and arms.side_of(subject.text) == -1
            return -1 if is_turned and len(labels) == 1 and side_told_of(self.text, labels, start, end) == -1 else 0
        alone = changed_alone(self.text, labels)
        place = self.words[relation.at].start - self.sentence.start
        if alone is not None and relation.sense == 0 and alone.still[0] <= place < alone.still[1]:
            return None
        if alone is not None and relation.sense != 0 and alone.changed[0] <= place < alone.changed[1]:
            is_told = alone.changed[0] <= subject.start - self.sentence.start < alone.changed[1]
            return 0 if alone.side == 1 and is_told and not is_context else alone.side
        named = (subject.start - self.sentence.start, subject.end - self.sentence.start)
        is_theirs = any(
            each.side == -1
            and each.start <= named[0]
            and named[1] <= each.end
            and " " in self.text[each.start : each.end]
            for each in labels
        )
        if not is_context and not is_theirs and arms.side_of(subject.text) != -1:  # the iron of "iron alone" is theirs
            return arms.side_of(subject.text)
        side = side_told_of(self.text, labels, start, end)
        return side if is_context else side or -1

    def _subject(self, relation: Relation, scene: Scene) -> tuple[Term | None, State | None]:
        told = {word for piece in relation.clause.subject for word in scene.lowers(piece, whole=True)}
        is_told = tells_of_groups(self.text, self.setting)
        is_of_arms = is_told and (relation.rule not in _DIRECT or bool(told & _GROUPS))
        is_known = self.context is not None and (is_of_arms or (is_told and told & _TREATMENT))
        if not is_known and (named := antecedents(relation, scene, self.terms, self._found)):
            self._named[id(relation)] = named
            return named[0][0], None
        if relation.subject is None:
            if not (told & _TREATMENT or is_of_arms):
                return (self.last, None) if told & _PRONOUN else (None, None)
            context = self.context.concept if self.context is not None else None
            if told & _TREATMENT and context is not None and is_gauge_of_lack(context):
                return None, None  # no supplement of a depletion score
            return self.context or (self.last if told & (_PRONOUN | _TREATMENT) else None), None
        return self.terms.acting(relation.subject, scene)


def _same_name(a: Term, b: Term) -> bool:
    return a.text.casefold() == b.text.casefold()
