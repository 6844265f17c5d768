"""What a document is about: its exposures, the outcomes of its title, its arms, whether it is a trial."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from miner.extract.claims.arms.names import find_arms
from miner.extract.claims.arms.sides import Arms
from miner.extract.claims.ends.compared import Compared, find_compared
from miner.extract.claims.ends.exposures import RANDOM, SUBSTANCES, Thing, find_exposures
from miner.extract.claims.ends.givens import find_givens
from miner.extract.claims.ends.labelled import find_labelled
from miner.extract.claims.merging import aliases_of
from miner.extract.claims.naming import claim_concept
from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.rules import Rule, Rules
from miner.extract.grammar.words import split_words
from miner.extract.steps import Steps, run_alone
from miner.model.reading import Document

_WORD = regex.compile(r"[\p{L}][\p{L}\d-]{2,}")


def find_outcome_words(document: Document, exposures: tuple[Thing, ...]) -> frozenset[str]:
    """The words of the title behind its exposure: what is acted on, as far as a title tells."""
    if not exposures or exposures[0].end > document.title_end:
        return frozenset()
    words = _WORD.findall(document.text[exposures[0].end : document.title_end].casefold())
    return frozenset(words) - _PLAIN - load_cues().words["generic.people"]


_TRIAL = Rules(  # looked for only where no word of chance stands
    Rule(rf"\b{words}\b", regex.I)
    for words in (
        "placebo", "sham", "cross-?over", "versus", "rats", "mice", "in vitro", "pilot", "open[- ]label",
        "after treatment", "treated with", "before and after", "(?:year|month|week)s? after",
        "(?:intervention|experimental|treatment|treated|study|case|control) groups?",
        "(?:intervention|control|treatment) arms?", "double[- ]blind(?:ed)?", "allocated to", "assigned to",
        "were (?:then )?fed", "(?:control|basal) (?:diets?|rations?|feed)",
        "between(?: the)?(?: two| three| four)?(?: treatment| study)? (?:groups|arms)", "(?:two|three|four) groups",
    )
)  # fmt: skip
_COMMON = frozenset(
    [
        *(
            "of",
            "the",
            "and",
            "in",
            "a",
            "low",
            "high",
            "diet",
            "dietary",
            "level",
            "levels",
            "serum",
            "to",
            "for",
            "with",
        ),
        *("on", "by", "or", "event", "events", "use", "therapy", "treatment", "rate", "status", "disease", "patients"),
    ]
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every sentence of a document is read against; `has_groups` where its sentences may tell of its groups."""

    document: Document
    exposures: tuple[Thing, ...]
    exposure_words: frozenset[str]
    exposure_concepts: frozenset[str]
    outcome_words: frozenset[str]
    is_trial: bool
    is_randomized: bool
    aliases: dict[str, str]
    arms: Arms
    givens: Mapping[str, Thing]
    compared: Compared | None = None
    labelled: Mapping[str, Thing] = field(default_factory=dict)

    @property
    def has_groups(self) -> bool:
        """True of a trial, and of a text that tells which groups it compares."""
        return self.is_trial or self.compared is not None or bool(self.givens or self.labelled)


def read_setting(document: Document) -> Setting:
    """The setting of a document."""
    return run_alone(setting_steps(document))


def setting_steps(document: Document) -> Steps[Setting]:
    """The setting of a document: its exposures, short forms and arms."""
    yield "exposures"
    exposures = find_exposures(document)
    words = {
        word.lower for thing in exposures for word in split_words(document.text, thing.start, thing.end)[0]
    } - _COMMON
    concepts = {claim_concept(thing.concept, is_subject=True) for thing in exposures} - {None}
    yield "short forms"
    givens = find_givens(document)
    is_randomized = RANDOM.search(document.text) is not None
    is_trial = is_randomized or _TRIAL.any_in(document.text) or any(thing.type is not None for thing in givens.values())
    compared = _find_compared(document, exposures, is_randomized=is_randomized)
    names = [document.text[thing.start : thing.end] for thing in exposures]
    aliases = aliases_of(document)
    words |= _short_forms(words, aliases)
    is_of_substance = any(thing.type in SUBSTANCES and not thing.is_guess for thing in exposures)
    labelled = {} if givens or is_randomized or is_of_substance else find_labelled(document)
    yield "arms"
    return Setting(
        document,
        exposures,
        frozenset(words),
        frozenset(concept for concept in concepts if concept is not None),
        find_outcome_words(document, exposures) - words,
        is_trial,
        is_randomized,
        aliases,
        _arms(document, names, aliases, compared, labelled)
        if is_trial or compared is not None or givens or labelled
        else Arms(),
        givens,
        compared,
        labelled,
    )


def _arms(
    document: Document,
    names: Sequence[str],
    aliases: Mapping[str, str],
    compared: Compared | None,
    labelled: Mapping[str, Thing],
) -> Arms:
    """The sides of a document; what tells its groups apart goes before its title."""
    known = (compared.ours, compared.theirs) if compared is not None else None
    arms = find_arms(document.text, document.title_end, names, short_forms=aliases, known=known)
    if not labelled or not arms.groups:
        return arms
    first = next(iter(labelled))
    return replace(arms, groups=tuple((name, 1 if name.casefold() == first else -1) for name, _ in arms.groups))


def _find_compared(document: Document, exposures: Sequence[Thing], *, is_randomized: bool) -> Compared | None:
    """What tells the groups apart; of groups that were made by chance the title tells what was tried, if it can."""
    has_title = any(not thing.is_guess and thing.end <= document.title_end for thing in exposures)
    return None if is_randomized and has_title else find_compared(document, is_randomized=is_randomized)


def _short_forms(words: Collection[str], aliases: Mapping[str, str]) -> frozenset[str]:
    """The short forms whose long forms hold no other words than these."""
    return frozenset(short for short, long in aliases.items() if set(long.split()) - _COMMON <= set(words))


_PLAIN = frozenset(
    [
        "and",
        "the",
        "with",
        "for",
        "among",
        "patients",
        "women",
        "men",
        "adults",
        "risk",
        "results",
        "from",
        "study",
        "studies",
        "trial",
        "meta-analysis",
        "systematic",
        "review",
        "analysis",
        "randomized",
        "controlled",
        "associated",
        "association",
        "older",
    ]
)
