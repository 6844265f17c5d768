"""How a document calls its trial's arms: by its title, the sentence that tells of them, letters and short forms."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import regex

from miner.extract.claims.arms.cues import load_arm_cues
from miner.extract.claims.arms.sides import GROUP_NAME, Arms, find_words, iter_arms, iter_group_names, words_of
from miner.extract.grammar.rules import Led, Rule

EMPTY: Mapping[str, str] = MappingProxyType({})
_MOST_ARMS = 4
_SIDES = regex.compile(
    r"(?P<ours>[^.;:?]{3,80}?)\s(?:versus|vs\.?|compared (?:with|to)|or)\s(?P<theirs>[^.;:?]{3,60})", regex.I
)
_TURN = regex.compile(r"\s(?:versus|vs\.?|compared (?:with|to)|or)\s", regex.I)
"""What parts the two sides: most titles have none, and are not searched for them."""

_ADDED = Rule(r"\bwith(?:out)? (?:or|and|versus|vs\.?) with(?:out)? (?P<ours>[^.;:?]{3,50})", regex.I)
_GIVEN = Led(
    ["randomi", "assigned", "allocated", "receive", "treated with"],
    r"\b(?:(?:randomi[sz]ed|assigned|allocated|received?|treated with)\b"
    r"[^.;]{0,40}?\b(?:to|receive|received|with|either)|received?)\s"
    r"(?P<ours>[^.;]{3,80}?)(?:\([^)]*\))?,?\s(?:or|versus|vs\.?)\s(?P<theirs>[^.;,]{3,60})",
    regex.I,
)
_BEHIND = regex.compile(r"\s(?:in|on|for|during|among|by|at)\s", regex.I)
_SHORT_GROUP = regex.compile(r"\b(?P<named>[^.;,()]{3,50}?) (?:groups?|arms?) ?[(\[](?P<name>[A-Z][\w+/-]{0,7})[,;)\]]")
_SHORT_GROUP_END = Rule(r"[(\[](?<= (?:groups?|arms?) ?[(\[])[A-Z][\w+/-]{0,7}[,;)\]]")
_SHORT_SIDES = Rule(
    r"\((?P<ours>[A-Z][\w+/-]{1,7})\)[^.;()]{0,40}?\b(?:versus|vs\.?|compared (?:with|to)|or)\s[^.;()]{3,60}"
    r"\((?P<theirs>[A-Z][\w+/-]{1,7})\)"
)
_CLAUSE_END = regex.compile(r"[;.]")
_ITEM_END = regex.compile(r"[.;,\n]| and | or ")
_LONG = 5  # letters of a name that may be a plural
_FAR = 130  # characters behind a group's name in which its treatment may stand
_LONGEST = 60  # characters of a name before its short form
_ALONE = frozenset(["alone", "monotherapy"])


def find_arms(
    text: str,
    title_end: int,
    exposures: Sequence[str],
    *,
    short_forms: Mapping[str, str] = EMPTY,
    known: tuple[Collection[str], Collection[str]] | None = None,
) -> Arms:
    """The sides that a document's title, its exposures and the sentence that tells of the arms name.

    `short_forms` gives the long form of each short one, in lower case, `known` the words of both sides where the text
    has told them by itself.
    """
    control = load_arm_cues()["control"]
    ours, theirs = map(set, known) if known is not None else _told_sides(text, title_end, exposures)
    for short, long in short_forms.items():
        words = set(words_of(long))
        if words & ours and not words & (theirs | control):
            ours.add(short)
        elif words and not words & ours and (words & theirs or words <= control):
            theirs.add(short)
    _add_short_groups(text, ours, theirs)
    ours |= _singulars(ours) - theirs
    plain = Arms(frozenset(ours), frozenset(theirs), _groups(text, ours, theirs))
    return replace(plain, named=_named(text, plain))


def _told_sides(text: str, title_end: int, exposures: Sequence[str]) -> tuple[set[str], set[str]]:
    """The words of both sides, by the title and the sentence that tells of the arms."""
    control = load_arm_cues()["control"]
    ours = {word for name in exposures[:1] for word in words_of(name)}
    theirs: set[str] = set()
    title = text[:title_end]
    added = _ADDED.search(title)
    if added is not None:  # "A with or without B": what was tried is B
        ours, theirs = set(words_of(_BEHIND.split(added["ours"])[0])), set(_ALONE)
    for match in (
        _SIDES.search(title) if added is None and _TURN.search(title) else None,
        _GIVEN.search(text, title_end),
    ):
        if match is None or (added is not None and match.start() >= title_end):
            continue
        left, right = set(words_of(match["ours"])), set(words_of(_BEHIND.split(match["theirs"])[0]))
        is_short = len(left) == 1 and bool(right - ours)  # "early or late feeding"
        if (ours & right and not ours & left and not is_short) or (left & control and not right & control):
            left, right = right, left
        if match.start() >= title_end:  # a title's other words are the outcome's
            ours |= left - right
        elif not ours.intersection(words_of(match["ours"])[-3:]):
            ours.update(words_of(match["ours"])[-1:])
        theirs |= right - left
        if left & right and not right - left:  # "A plus B versus A alone"
            ours, theirs = (ours - right) | (left - right), theirs | _ALONE
    theirs -= ours
    return ours - control, theirs


def _singulars(names: Collection[str]) -> set[str]:
    """The statin of "Statins in the elderly", whose users are spoken of."""
    return {name[:-1] for name in names if len(name) > _LONG and name.endswith("s") and name[-2] not in "sui"}


def _add_short_groups(text: str, ours: set[str], theirs: set[str]) -> None:
    """The short forms of groups: "the zinc group (ZG)", "the control group (CG)"."""
    cues = load_arm_cues()
    for match in _iter_short_groups(text):
        words = set(find_words(match["named"])[-4:])
        side = bool(words & (ours | cues["treated"])) - bool(words & (theirs | cues["control"]))
        short = match["name"].casefold()
        if side and short not in ours | theirs:
            (ours if side == 1 else theirs).add(short)


def _iter_short_groups(text: str) -> Iterator[regex.Match[str]]:
    """What `_SHORT_GROUP` matches, looked for only in front of its bracket."""
    last = 0
    for end in _SHORT_GROUP_END.finditer(text):
        match = _SHORT_GROUP.search(text, max(last, end.start() - _LONGEST), end.end())
        if match is not None:
            last = match.end()
            yield match


def _named(text: str, arms: Arms) -> tuple[tuple[str, int], ...]:
    """The sides of names that stand before "group" or "arm": beside a known one the other, else the first acts."""
    pair = _SHORT_SIDES.search(text)
    if pair is not None:
        shorts = pair["ours"].casefold(), pair["theirs"].casefold()
        one, other = (arms.side_of_word(short) for short in shorts)
        if not one or not other:
            first = one or -other or 1
            return ((shorts[0], first), (shorts[1], -first))
    no_name = load_arm_cues()["no_name"]
    names = dict.fromkeys(m["name"].casefold() for m in iter_arms(text))
    named = [name for name in names if name not in no_name and len(name) > 1 and not name.isdigit()]
    sides = {name: arms.side_of_word(name) for name in named}
    unknown = [name for name in named if not sides[name]]
    known = set(sides.values()) - {0}
    if len(named) > _MOST_ARMS or len(known) > 1:
        return ()
    other = -next(iter(known)) if known else 0
    if not known and len(unknown) == 2 and unknown[1].startswith((f"{unknown[0]}-", f"{unknown[0]}+")):
        unknown.reverse()  # "the A group" and "the A+B group"
    return tuple((name, other or (-1 if at else 1)) for at, name in enumerate(unknown))


_BEFORE = 200
_GIVEN_IN = regex.compile(  # "A and B were given in group 2"
    r"(?:^|\n|[.;]\s)(?P<what>(?:(?!\b[Gg]roup)[^.;\n]|\.(?!\s)){3,})\b(?:was|were) (?:\w+ )?(?:administ\w+|given"
    r"|applied|used|added|performed|infused|injected|received)\b(?:(?!\b[Gg]roup)[^.;,\n])*?\s(?:in|to|by)\s(?:the\s)?$"
)
_NAME = regex.compile(rf"\b[Gg](?:roups?|p\.?)\s+{GROUP_NAME}\b")


def _told_of(text: str, start: int, end: int, names: set[str] | frozenset[str]) -> set[str]:
    """The words behind a group's name, or before it where none of these names an arm: what was given there."""
    near = _NAME.split(_CLAUSE_END.split(text[end : end + 60])[0])[0]
    if text[max(0, start - 1) : start] in {"(", "["}:
        near = _ITEM_END.split(text[max(0, start - 70) : start])[-1]
    words = set(find_words(near))
    if words & names:
        return words
    given = _GIVEN_IN.search(text, max(0, start - _BEFORE), start)
    return words if given is None else set(find_words(given["what"]))


def _groups(text: str, ours: set[str], theirs: set[str]) -> tuple[tuple[str, int], ...]:
    """Of "group A (zinc) and group B (placebo)": A the treatment, B the control; without a hint the first acts."""
    control = load_arm_cues()["control"]
    sides: dict[str, int] = {}
    held: dict[str, set[str]] = {}
    order: list[str] = []
    had_by_first: set[str] = set()
    for name, start, end in iter_group_names(text):
        if name not in order:
            order.append(name)
        if sides.get(name):
            continue
        if name not in sides and name == order[0]:
            had_by_first |= set(find_words(_NAME.split(_CLAUSE_END.split(text[end : end + _FAR])[0])[0]))
        words = _told_of(text, start, end, control | theirs | ours)
        if words & (control | theirs):
            sides[name] = -1
        elif words & ours:
            sides[name], held[name] = 1, words & ours
    if len(order) < 2:
        return ()
    if len(order) == 2 and order[0] not in sides and sides.get(order[1]) == 1 and had_by_first & ours:
        del sides[order[1]]  # both had the treatment: it tells neither
    first, second = (held.get(name, set()) for name in order[:2])
    if first and second and first != second and (first < second or second < first):  # "A" and "A and B": B was tried
        sides[order[0]], sides[order[1]] = (-1, 1) if first < second else (1, -1)
    known = {sides[name] for name in order if name in sides}
    for at, name in enumerate(order[:2]):
        if name not in sides:
            sides[name] = -1 if known == {1} else 1 if known else (1 if at == 0 else -1)
    return tuple((name, sides[name]) for name in order if name in sides)
