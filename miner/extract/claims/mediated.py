"""Claims of sentences that state a mediation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from miner.extract.claims.ends.means import apart, with_its_effect
from miner.extract.claims.ends.names import is_gerund, names_something
from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.mediating import acting_alone
from miner.extract.claims.merging import same_thing
from miner.extract.claims.scene import ACTS_BY, CHANGE_OF, GOES_WITH, MEDIATION
from miner.extract.claims.stating.certainty import is_hedged
from miner.extract.mediation import Mediation, Span, read_mediation
from miner.extract.mediation.cues import load_mediation_cues
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim, Mediator, Term
from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure

_INVERSE = regex.compile(r"\b(?:inverse(?:ly)?|negative(?:ly)?|protective|positive(?:ly)?)\b", regex.I)
_BENEFIT = regex.compile(r"\bbenefi|\bprotect", regex.I)
_CHANGED = regex.compile(r"(?:the |an? )?(\w+) (?:of|in)\b", regex.I)
_DOES = regex.compile(
    r"[-‐‑](?:(?P<down>lower|reduc|decreas|suppress|inhibit|prevent|sparing)|increas|rais|enhanc|promot|stimulat|elevat)"
)
_INDUCES = regex.compile(r"[-‐‑](?:induced|evoked|elicited|triggered|provoked|stimulated|driven|associated|related)\b")
_HARM = regex.compile(r"\b(?:harmful|adverse|detrimental|deleterious)\b", regex.I)
_TELLS_ON = regex.compile(
    r"mediat|explain|indirect|\b(?:do|does|did) so\b"
    r"|\b(?:this|these|both) (?:\w+ ){0,2}(?:effect|action|benefit|protection|improvement|response|association|link)",
    regex.I,
)
_POINTS_BACK = regex.compile(r"\b(?:this|these|such|both) (?:\w+ ){0,3}(?:effect|action|benefit|response|protection)")
_BY_WHICH = regex.compile(
    r"\b(?:this|which|these)\s(?:\w+\s){1,4}(?:mechanism|way|route|pathway|path)s?\s(?:by|through|via|in) which\b",
    regex.I,
)
_DOES_SO = regex.compile(r"\b(?:do|does|did|doing) so\b", regex.I)
_KIND = regex.compile(
    r"(?:(?:the|its|their|an?|these|this|marked|potent|strong) )*(?P<kind>[\w-]+ (?:effects?|actions?|activity))\b",
    regex.I,
)
_WHEREAS = regex.compile(r"\b(?:whereas|while)\b", regex.I)  # parts one story from another
_NO_CAUSE = regex.compile(r"\bmediat|\btrials?\b|\bstud(?:y|ies)\b|\banalys[ei]s\b", regex.I)
_Pair = tuple[Term, Term, int | None]


def find_mediated(
    terms: Terms, found: Sequence[Claim], own: Sequence[Claim], estimates: Sequence[tuple[int, Estimate]]
) -> list[Claim]:
    """The claims of a sentence that states a mediation.

    `own` are the sentence's claims by other rules: they get the mediators where the mediation names no ends itself.
    Where the sentence has none, the last claim of those `found` before gives the ends.
    """
    sentence, text = terms.sentence, terms.text[terms.sentence.start : terms.sentence.end]
    made: list[Claim] = []
    kept: list[Claim] = []
    alone: list[Claim] = []
    for mediation in read_mediation(terms.text, sentence.start, sentence.end):
        if mediation.is_null:
            continue
        named = [_mediator(terms, span, percent.value if percent else None) for span, percent in mediation.mediators]
        is_told = bool(mediation.exposures and mediation.outcomes)  # "rumination", "flossing" where both ends are named
        mediators = apart(
            m
            for m in named
            if m.concept is not None
            or names_something(m.text, terms.cues)
            or (is_told and is_gerund(m.text.casefold()))
        )
        if not mediators:
            continue
        pairs, others = _ends(terms, mediation, found, own)
        kept += [claim for claim in others if claim not in kept]
        if not pairs and mediation.theme is not None:
            alone += acting_alone(terms, mediation.theme, mediators)
        starts = [percent.start for _, percent in mediation.mediators if percent]
        share = tuple(
            i for i, e in estimates if e.measure == Measure.PCT_MEDIATED and any(e.start <= at < e.end for at in starts)
        )
        certainty = Certainty.HEDGED if is_hedged(text) else Certainty.ASSERTED
        made += [
            Claim(
                sentence.start, sentence.end, text, subject, target, sign, certainty=certainty,
                section=sentence.section, mediators=_between(subject, target, mediators), estimates=share,
                rule=MEDIATION,
            )
            for subject, target, sign in pairs
        ]  # fmt: skip
    if not made and (told := _BY_WHICH.search(text)) is not None:
        made = _over_the_first(own, found, terms.sentence.start + told.start())
    return _joined([*kept, *made, *alone]) if made or alone else []


def _mediator(terms: Terms, span: Span, percent: float | None) -> Mediator:
    term = with_its_effect(terms.spanned(span.start, span.end), terms)
    return Mediator(term.text, term.start, term.end, term.concept, term.type, percent)


def _over_the_first(own: Sequence[Claim], found: Sequence[Claim], place: int) -> list[Claim]:
    """Of "X lowers M, and this may be one way in which X prevents Y": X on Y, over M; "this" may stand alone."""
    later = [c for c in own if c.object.start > place]
    first = [c for c in own if c.object.end <= place] or [c for c in found[-1:] if c.section != SectionKind.TITLE]
    if not first or not later or first[-1].sign not in {1, -1}:
        return []
    over = first[-1].object
    mediator = Mediator(over.text, over.start, over.end, over.concept, over.type)
    added = [replace(c, mediators=(mediator,)) for c in later if c.object.text.casefold() != over.text.casefold()]
    return [*(c for c in own if c not in later), *added] if added else []


def _between(subject: Term, target: Term, mediators: Sequence[Mediator]) -> tuple[Mediator, ...]:
    """The mediators that are neither end."""
    ends = {subject.text.casefold(), target.text.casefold()}
    return tuple(m for m in mediators if m.text.casefold() not in ends)


def _ends(
    terms: Terms, mediation: Mediation, found: Sequence[Claim], own: Sequence[Claim]
) -> tuple[list[_Pair], list[Claim]]:
    """The pairs that a mediation lies between, and the sentence's claims by other rules that stay beside it."""
    named = [span for span, _ in mediation.mediators]
    if mediation.is_needed:
        return _undone(terms, mediation, found, own)
    if mediation.exposures or mediation.outcomes:
        plain = [claim for claim in own if claim.rule.split(";")[0] not in _NOMINAL]
        pairs = _pairs(terms, mediation, [*found, *plain])
        ends = [term for subject, target, _ in pairs for term in (subject, target)]
        beside = [
            claim
            for claim in plain
            if not any(claim.object.start < end.end and end.start < claim.object.end for end in ends)
        ]
        return pairs, beside + _of_mediators(own, named, mediation)
    if mediation.theme is not None:
        return _of_theme(terms, mediation.theme, found, own)
    others = [c for c in own if not any(_overlaps(s, c.subject) or _overlaps(s, c.object) for s in named)]
    others = [c for c in others if not (named and _WHEREAS.search(terms.text, c.object.end, named[0].start))]
    if others:
        return [(c.subject, c.object, c.sign) for c in others], others
    text = terms.text[terms.sentence.start : terms.sentence.end]
    usable = _usable(found)
    if _DOES_SO.search(text):  # what the sentence before says first
        usable = [c for c in usable if c.start == usable[-1].start][:1]
    is_told = any(percent for _, percent in mediation.mediators) or _TELLS_ON.search(text)
    beside = [c for c in own if any(_overlaps(s, c.subject) for s in named)]
    return [(c.subject, c.object, c.sign) for c in usable[-1:] if is_told or c.subject.text in text], beside


def _of_mediators(own: Sequence[Claim], named: Sequence[Span], mediation: Mediation) -> list[Claim]:
    """What the sentence says of M on Y, or on the whole of "X-induced Y"."""
    return [
        claim
        for claim in own
        if claim.sign in {1, -1}
        and any(_overlaps(span, claim.subject) for span in named)
        and claim.rule.split(";")[0] == GOES_WITH
        and (
            any(_overlaps(span, claim.object) for span in mediation.exposures)
            or (mediation.sense in {1, -1} and any(_overlaps(span, claim.object) for span in mediation.outcomes))
        )
    ]


def _usable(found: Sequence[Claim]) -> list[Claim]:
    """The findings of this paper that have a direction."""
    return [c for c in found if c.sign in {1, -1} and c.section != SectionKind.TITLE and not c.is_background]


def _undone(
    terms: Terms, mediation: Mediation, found: Sequence[Claim], own: Sequence[Claim]
) -> tuple[list[_Pair], list[Claim]]:
    """The pair whose effect was undone: that of the claim before; what the sentence says itself is no finding on it."""
    usable = _usable(found)
    if mediation.outcomes:
        return _pairs(terms, mediation, usable), []
    aliases = terms.setting.aliases
    named = [span for span, _ in mediation.mediators]
    own = [c for c in own if not any(_overlaps(s, c.subject) or _overlaps(s, c.object) for s in named)]
    told = [c for c in own if c.sign == 0]
    if (back := _POINTS_BACK.search(terms.text, terms.sentence.start, terms.sentence.end)) is not None:
        usable += [c for c in own if c.sign in {1, -1} and c.object.end <= back.start()]  # told in the same sentence
    text = terms.text[terms.sentence.start : terms.sentence.end].casefold()
    if told:
        usable = [
            c
            for c in usable
            if any(same_thing(c.subject, o.subject, aliases) and same_thing(c.object, o.object, aliases) for o in told)
        ]
    elif not _POINTS_BACK.search(text):
        usable = [c for c in usable if c.object.text.casefold() in text and c.subject.text.casefold() in text]
    return [(c.subject, c.object, c.sign) for c in usable[-1:]], [c for c in own if c.sign != 0]


def _of_theme(
    terms: Terms, theme: Span, found: Sequence[Claim], own: Sequence[Claim]
) -> tuple[list[_Pair], list[Claim]]:
    """The last finding on what is said to be mediated; none where nothing was found on it."""
    target = terms.spanned(theme.start, theme.end)
    told = [c for c in (*found, *own) if c.sign in {1, -1} and terms.is_thing(c.object) and not c.is_background]
    same = [c for c in told if same_thing(c.object, target, terms.setting.aliases)]
    if any(_overlaps(theme, c.object) for c in own):
        same = [c for c in own if _overlaps(theme, c.object)]
    return [(c.subject, c.object, c.sign) for c in same[-1:]], list(own)


_NOMINAL = {"link of X and Y", ACTS_BY, GOES_WITH, CHANGE_OF}


def _overlaps(span: Span, term: Term) -> bool:
    return span.start < term.end and term.start < span.end


def _pairs(terms: Terms, mediation: Mediation, claims: Sequence[Claim]) -> list[_Pair]:
    """The ends that a mediation names, with the sign that claims give them, or that the sentence itself names.

    Where it names no exposure, that of the last claim on the outcome is meant, else what the document is about; where
    its outcome is a mere adjective ("the hypotensive action of X"), the last claim on X tells which.
    """
    setting = terms.setting
    named = [terms.spanned(span.start, span.end) for span in mediation.exposures]
    if not mediation.outcomes:
        kind = _kind_of_effect(terms, mediation.place)
        return [
            pair
            for subject in named
            for pair in _last_of(subject, claims, setting.aliases) or ([(subject, kind, 1)] if kind else [])
        ]
    pairs: list[_Pair] = []
    for outcome in mediation.outcomes:
        target = terms.spanned(outcome.start, outcome.end)
        for subject in named or _meant(terms, target, claims):
            whole = with_its_effect(target, terms)
            if not terms.is_thing(target):
                told = _last_of(subject, claims, setting.aliases)[-1:]
                pairs += told or ([(subject, whole, 1)] if whole is not target else [])
                continue
            sign = _known_sign(subject, target, claims, setting.aliases)
            sign = _told_sign(terms, mediation, target) if sign is None else sign
            pairs.append((subject, whole, sign if whole is target else 1))
    return pairs


def _kind_of_effect(terms: Terms, place: int) -> Term | None:
    """Of "the antihypertensive effect of X", "X exerts neuroprotective effects": the effect."""
    told = _KIND.match(terms.text, place, terms.sentence.end)
    if told is None or not told["kind"].casefold().startswith(tuple(load_mediation_cues()["kind"])):
        return None
    return Term(told["kind"], *told.span("kind"))


def _last_of(subject: Term, claims: Sequence[Claim], aliases: Mapping[str, str]) -> list[_Pair]:
    """The ends of the claims on an exposure in the last sentence that has one."""
    told = [c for c in claims if c.sign in {1, -1} and same_thing(c.subject, subject, aliases)]
    return [(c.subject, c.object, c.sign) for c in told if c.start == told[-1].start]


def _meant(terms: Terms, target: Term, claims: Sequence[Claim]) -> list[Term]:
    """The exposure of the last claim on an outcome, else the first thing that the document is about."""
    setting = terms.setting
    same = [c.subject for c in claims if same_thing(c.object, target, setting.aliases)]
    about = [terms.exposure(each) for each in setting.exposures]
    return same[-1:] or [term for term in about if terms.is_thing(term) and not _NO_CAUSE.search(term.text)][:1]


def _known_sign(subject: Term, target: Term, claims: Sequence[Claim], aliases: Mapping[str, str]) -> int | None:
    """The sign that claims on the same pair have; one with a direction goes before a null finding."""
    same = [
        c.sign
        for c in claims
        if c.sign is not None and same_thing(c.subject, subject, aliases) and same_thing(c.object, target, aliases)
    ]
    directed = [sign for sign in same if sign]
    return directed[-1] if directed else (same[-1] if same else None)


def _told_sign(terms: Terms, mediation: Mediation, target: Term) -> int | None:
    """The sign by the sentence's own words: "to raise", "the inverse association", "the benefit", "the fall in"."""
    if mediation.sense in {1, -1}:
        return mediation.sense
    if (change := _CHANGED.match(terms.text, mediation.place)) is not None:
        cues = terms.cues.phrases.get((change[1].casefold(),), ())
        senses = {cue.sense for cue in cues if cue.kind == "noun" and cue.sense in {1, -1}}
        if len(senses) == 1:
            return senses.pop()
    if any(_INDUCES.match(terms.text, exposure.end) for exposure in mediation.exposures):
        return 1
    if stated := _DOES.match(terms.text, target.end):
        return -1 if stated["down"] else 1
    start = max(terms.sentence.start, mediation.place - 30)
    for begin, end in ((start, mediation.place + 30), (terms.sentence.start, terms.sentence.end)):
        if stated := _INVERSE.search(terms.text, begin, min(end, terms.sentence.end)):
            return 1 if stated[0].casefold().startswith("positive") else -1
        bad = -1 if target.type == EntityType.DISEASE else 1
        if _BENEFIT.search(terms.text, begin, min(end, terms.sentence.end)):
            return bad
        if _HARM.search(terms.text, begin, min(end, terms.sentence.end)):
            return -bad
    return None


def with_later_signs(claims: Sequence[Claim], aliases: Mapping[str, str]) -> list[Claim]:
    """The claims; mediations without a sign take the one that the document gives their ends further on."""
    plain = [claim for claim in claims if claim.rule != MEDIATION]
    return [
        replace(claim, sign=_known_sign(claim.subject, claim.object, plain, aliases))
        if claim.rule == MEDIATION and claim.sign is None
        else claim
        for claim in claims
    ]


def _joined(claims: Sequence[Claim]) -> list[Claim]:
    """One claim of those with the same pair and sign: their mediators and estimates together."""
    joined: dict[tuple[int, int, int | None], Claim] = {}
    for claim in claims:
        key = (claim.subject.start, claim.object.start, claim.sign)
        if (other := joined.get(key)) is not None:
            estimates = tuple(dict.fromkeys((*other.estimates, *claim.estimates)))
            joined[key] = replace(other, mediators=_united(other.mediators, claim.mediators), estimates=estimates)
        else:
            joined[key] = claim
    return list(joined.values())


def _united(old: Sequence[Mediator], new: Sequence[Mediator]) -> tuple[Mediator, ...]:
    """Both, without those that the other names too, a percent going before none."""
    kept = [o for o in old if not any(o.percent is None and n.percent is not None and _meet(o, n) for n in new)]
    added = [n for n in new if not any(_meet(o, n) and n.percent in {None, o.percent} for o in old)]
    return (*kept, *added)


def _meet(a: Mediator, b: Mediator) -> bool:
    return a.start < b.end and b.start < a.end
