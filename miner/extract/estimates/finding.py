"""Effect estimates of a document: numbers with their measure, confidence interval and p-value."""

from dataclasses import dataclass, replace

import regex

from miner.extract.estimates.alone import find_alone
from miner.extract.estimates.changes import without_restated
from miner.extract.estimates.contrasts import find_contrast
from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.drafts import Draft
from miner.extract.estimates.gate import iter_candidates
from miner.extract.estimates.intervals import Interval, find_intervals
from miner.extract.estimates.measures import (
    can_carry,
    inferred_measure,
    is_name,
    is_plausible,
    named_measure,
    refine,
    speaks_of_risk,
)  # fmt: skip
from miner.extract.estimates.pvalues import deal_p_values
from miner.extract.estimates.scanning import Kind, Piece, scan
from miner.extract.estimates.tables.rows import find_table_estimates
from miner.extract.estimates.values import find_value, is_count, is_labelled, unit_after
from miner.extract.mediation import find_mediated_percents
from miner.extract.steps import Steps, run_alone
from miner.model.article import SectionKind
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.reading import Document, Sentence

_WIDE = "（）［］【】，；：＝％～、"
_PLAIN = str.maketrans(_WIDE, "()[][],;:=%~,")
"""Full-width marks, read as the plain ones that they stand for; every place stays where it was."""
_UNIT_BEHIND = regex.compile(r"[)\]\s]{0,3}(?:beats|bpm|b\.p\.m|breaths|mm\s?Hg|ms\b|msec|/\s?min|per\smin)")
_PLANS = frozenset({SectionKind.BACKGROUND, SectionKind.OBJECTIVE, SectionKind.METHODS})


@dataclass(slots=True)
class _Context:
    """What earlier sentences of the document said: the last level, the last ratio named, whether any CI was marked."""

    level: float | None = None
    ratio: Measure | None = None
    has_marks: bool = False


def find_estimates(document: Document) -> tuple[Estimate, ...]:
    """The effect estimates that a document reports, in text order, by the notation and the measures' names.

    >>> from miner.model.reading import Sentence
    >>> text = "Intake was inversely related to falls (OR 0.33, 95% CI: 0.18, 0.60; p<0.001)."
    >>> (found,) = find_estimates(Document("1", text, sentences=(Sentence(0, len(text)),)))
    >>> found.measure.value, found.value, found.ci_low, found.ci_high, found.p
    ('OR', 0.33, 0.18, 0.6, 0.001)
    """
    return run_alone(estimate_steps(document))


def estimate_steps(document: Document) -> Steps[tuple[Estimate, ...]]:
    """The effect estimates of a document: which sentences may hold one, what they are made of, what it says."""
    text = document.text
    if not text.isascii() and any(mark in text for mark in _WIDE):
        text = text.translate(_PLAIN)
    yield "candidates"
    candidates = iter_candidates(document)
    yield "scan"
    scanned = [(sentence, scan(text, sentence.start, sentence.end)) for sentence in candidates]
    yield "estimates"
    context = _Context()
    found: list[Estimate] = []
    for sentence, scan_pieces in scanned:
        pieces = [piece for piece in scan_pieces if piece.kind is not Kind.MEASURE or is_name(text, piece)]
        if pieces:
            found += _read_sentence(text, pieces, sentence, context)
    if text is not document.text:
        found = [replace(each, text=document.text[each.start : each.end]) for each in found]
    yield "mediated percents"
    found = _with_mediated(found, find_mediated_percents(document))
    if document.tables:
        found += find_table_estimates(document)
    return tuple(sorted(found, key=lambda estimate: (estimate.start, estimate.end)))


def _with_mediated(found: list[Estimate], mediated: tuple[Estimate, ...]) -> list[Estimate]:
    """The estimates with the percents that mediate: each takes the place of what was read at the same number."""
    kept = list(found)
    for percent in mediated:
        same = [
            each
            for each in kept
            if each.value == percent.value and each.start < percent.end and percent.start < each.end
        ]
        best = max(same, key=lambda each: each.has_ci + (each.p is not None), default=None)
        if best is None:
            kept.append(percent)
        elif best.measure is not Measure.PCT_MEDIATED:
            whole = best if best.has_ci or not percent.has_ci else percent
            kept = [each for each in kept if each not in same]
            kept.append(replace(whole, measure=Measure.PCT_MEDIATED))
    return kept


def _read_sentence(text: str, pieces: list[Piece], sentence: Sentence, context: _Context) -> list[Estimate]:
    start, end = sentence.start, sentence.end
    drafts = _with_interval(text, pieces, start, end, context)
    drafts += find_alone(text, pieces, drafts, start, is_report=sentence.section not in _PLANS)
    for piece in pieces:
        if piece.measure in RATIOS:
            context.ratio = piece.measure
    drafts.sort(key=lambda draft: draft.first)
    deal_p_values(text, pieces, drafts, end)
    kept = [draft for draft in without_restated(pieces, drafts) if _is_enough(draft)]
    return [_estimate(text, pieces, draft, start, end) for draft in kept]


def _with_interval(text: str, pieces: list[Piece], start: int, end: int, context: _Context) -> list[Draft]:
    drafts: list[Draft] = []
    intervals = find_intervals(text, pieces)
    floor = 0
    level = None
    for run in _runs(text, pieces, intervals):
        values = _values_of(text, pieces, run, floor)
        for interval, value in zip(run, values, strict=True):
            if value is None:
                continue
            draft = Draft(value, min(value, interval.first), max(value, interval.last), interval=interval)
            _name(text, pieces, draft, drafts, start, end, floor, context)
            if not interval.is_marked and not _is_believed(text, pieces, draft, drafts, context):
                continue
            context.has_marks |= draft.measure in RATIOS and draft.is_named
            level = interval.level or level
            interval.level = interval.level or (level if not interval.is_marked else None) or level
            drafts.append(draft)
            floor = max(floor, draft.last + 1) if len(run) == 1 else floor
        floor = max(floor, run[-1].last + 1)
        context.has_marks |= any(interval.is_marked for interval in run)
        context.level = level or context.level
    return drafts


def _runs(text: str, pieces: list[Piece], intervals: list[Interval]) -> list[list[Interval]]:
    """Intervals in runs: those that follow one another with no number between ("1.0-1.4 and 1.1-2.0")."""
    runs: list[list[Interval]] = []
    for interval in intervals:
        if (
            runs
            and not any(
                piece.kind in {Kind.NUMBER, Kind.MEASURE} for piece in pieces[runs[-1][-1].last + 1 : interval.first]
            )
            and runs[-1][-1].is_marked
            and len(text[pieces[runs[-1][-1].last].end : pieces[interval.first].start]) < 25
        ):
            runs[-1].append(interval)
        else:
            runs.append([interval])
    return runs


def _values_of(text: str, pieces: list[Piece], run: list[Interval], floor: int) -> list[int | None]:
    if len(run) > 1:
        numbers = [
            at for at in range(floor, run[0].first) if pieces[at].kind is Kind.NUMBER and not is_count(text, pieces[at])
        ]
        if len(numbers) >= len(run):
            values = numbers[-len(run) :]
            inside = [interval.holds(pieces[at].number) for interval, at in zip(run, values, strict=True)]  # type: ignore[arg-type]
            if all(inside):
                return [*values]
    first = find_value(text, pieces, run[0], floor)
    return [first, *(None for _ in run[1:])]


def _name(
    text: str,
    pieces: list[Piece],
    draft: Draft,
    drafts: list[Draft],
    start: int,
    end: int,
    floor: int,
    context: _Context,
) -> None:
    """Settle the measure of a draft: named, carried on in a list, told by the words, or named earlier."""
    value = pieces[draft.value]
    number = value.number
    assert number is not None
    unit: str | None = unit_after(text, value)
    inside = [at for at in range(draft.value + 1, draft.last) if pieces[at].kind is Kind.MEASURE]
    named = named_measure(text, pieces, draft.value, floor, with_interval=True)
    for at in inside:
        measure = pieces[at].measure
        if named is None and measure and is_plausible(measure, number, unit, with_interval=True):
            named = (measure, at)
    if named is not None and named[0] in RATIOS and _UNIT_BEHIND.match(text, pieces[draft.last].end):
        named = None  # "HR 72 (95% CI 70-74) beats/min": a heart rate
    if named is not None:
        after = text[pieces[named[1]].end : value.start]
        draft.measure = refine(named[0], after, number, text[start : pieces[named[1]].end])
        draft.is_named = True
        draft.name = named[1] if named[1] < draft.value else None
        return
    last = drafts[-1] if drafts else None
    if last and can_carry(last.measure) and is_plausible(last.measure, number, unit, with_interval=True):
        draft.measure = last.measure
        draft.is_named = last.is_named
        return
    since = pieces[floor - 1].end if floor else start
    begin = since if text[since : value.start].count(" ") > 3 else start
    draft.measure = inferred_measure(text, begin, value, pieces[draft.last].end, end)
    if last and draft.measure is Measure.OTHER and last.measure in {Measure.MD, Measure.PCT_CHANGE}:
        draft.measure = last.measure
    ratio = context.ratio
    if (
        ratio is not None
        and unit is None
        and number.decimals > 0
        and is_plausible(ratio, number, unit, with_interval=True)
        and _is_ratio_like(draft.interval)
        and speaks_of_risk(text[start : value.start])
    ):
        draft.measure = ratio


def _is_ratio_like(interval: Interval | None) -> bool:
    if interval is None or interval.low is None or interval.high is None:
        return False
    return interval.low.value > 0 and not interval.low.percent and not interval.high.percent


def _is_believed(text: str, pieces: list[Piece], draft: Draft, drafts: list[Draft], context: _Context) -> bool:
    """True where an interval that no one calls a CI is one: in a list of them, or behind a named measure."""
    interval = draft.interval
    assert interval is not None
    between = text[pieces[draft.value].end : pieces[interval.last].end]
    if load_cues().words["no_interval"].any_in(between):
        return False
    if interval.low is None or interval.high is None or interval.low.value == interval.high.value:
        return False
    number = pieces[draft.value].number
    if number and number.decimals == interval.low.decimals == interval.high.decimals == 0 and draft.measure in RATIOS:
        return False  # "hazard ratios of the age groups 45 to 54, 55 to 64"
    if draft.is_named and (draft.measure in RATIOS or is_labelled(text, pieces, draft.value)):
        return draft.measure in RATIOS or context.has_marks or draft.measure is not Measure.OTHER
    if draft.measure in RATIOS and context.has_marks:
        return True  # "decreased odds of delay (0.7, 0.6-0.8)" where odds ratios with their CIs went before
    marked = [each for each in drafts if each.interval and each.interval.is_marked]
    return bool(marked) or (context.has_marks and any(draft.measure is each.measure for each in drafts))


def _is_enough(draft: Draft) -> bool:
    """True where what was found makes an estimate: some measures need an interval or a p-value beside the number."""
    return draft.interval is not None or draft.p is not None or not draft.needs_p


def _estimate(text: str, pieces: list[Piece], draft: Draft, start: int, end: int) -> Estimate:
    value, interval, p = pieces[draft.value], draft.interval, draft.p
    number = value.number
    assert number is not None
    low, high = (interval.low, interval.high) if interval else (None, None)
    p_number = p.number if p else None
    first, last = _span(text, pieces, draft)
    return Estimate(
        start=first,
        end=last,
        text=text[first:last],
        measure=draft.measure,
        value=number.value,
        ci_low=low.value if low else None,
        ci_high=high.value if high else None,
        ci_level=interval.level if interval else None,
        p_op=p.op if p else None,
        p=p_number.value if p_number else None,
        comparison=find_contrast(text, start, end, value.start),
        adjusted=_adjusted(text, pieces, draft, start, end),
        decimals=(
            number.decimals,
            low.decimals if low else None,
            high.decimals if high else None,
            p_number.decimals if p_number else None,
        ),
    )


def _span(text: str, pieces: list[Piece], draft: Draft) -> tuple[int, int]:
    """The shortest span with value, interval and p, from the measure's name where it stands right before the value."""
    first, last = pieces[draft.first], pieces[draft.last]
    start, end = first.start, last.end
    if draft.interval:
        start = min(start, pieces[draft.interval.first].start)
        end = max(end, pieces[draft.interval.last].end)
    if draft.p:
        start, end = min(start, draft.p.start), max(end, draft.p.end)
    name = draft.name
    if name is not None and draft.first == draft.value and is_labelled(text, pieces, draft.value):
        start = min(start, pieces[name].start)
    for opening, closing in ("()", "[]"):
        inside = text[start:end]
        missing = inside.count(opening) - inside.count(closing)
        after = regex.match(
            rf"{regex.escape(closing)}|(?:\s?[A-Za-z%/µμ]{{1,8}}){{0,2}}{regex.escape(closing)}", text[end : end + 24]
        )
        if missing > 0 and after:
            end += after.end()
    return start, end


def _adjusted(text: str, pieces: list[Piece], draft: Draft, start: int, end: int) -> bool | None:
    """True or False where the words nearest before the estimate, or its measure's name, call it adjusted or crude."""
    words = load_cues().words
    value = pieces[draft.value].start
    before = text[start:value]
    adjusted, crude = words["adjusted"].find(before), words["crude"].find(before)
    if adjusted or crude:
        return max(adjusted, default=(-1, -1)) > max(crude, default=(-1, -1))
    return True if words["adjusted"].any_in(text, value, end) else None
