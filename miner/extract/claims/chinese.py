"""Claims of Chinese sentences: correlations, group differences, effects, risk factors, by patterns over cues."""

import itertools
from dataclasses import dataclass, replace

import regex

from miner.extract.claims.chinese_cues import chinese_patterns, load_chinese_cues
from miner.extract.claims.naming import claim_concept
from miner.extract.claims.scene import MEDIATION
from miner.extract.mediation.chinese import read_chinese_mediation
from miner.model.claim import Certainty, Claim, Mediator, Term
from miner.model.concept import EntityType, State
from miner.model.reading import Document, Mention, Sentence

_LETTER = regex.compile(r"\p{L}")
_HAN = regex.compile(r"\p{Han}")
_LEAD = regex.compile(
    r"(?:此外|结果显示|研究结果突出了|结果表明|研究发现|结果|因此|还观察到|值得注意的是|同时|另外|其中|而|且"
    r"|并且|以及|与其他组相比|与对照组相比|和|与|在|对|及|表现为|均|也|显著|明显|他们的|其|所有)+[,，:：]?"
)
_SPLIT = regex.compile(r"[。；;!！?？\n]")
_LIST = regex.compile(r"[、,，]|以及|和|与|及")
_ASIDE = regex.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*[)）]")
_TAIL = 3  # characters of a measure that the mention has and the part was trimmed of
_AMOUNT = regex.compile(r"[\d.%％<>=≤≥+-]")
_PLACES = frozenset({EntityType.POPULATION, EntityType.ORGANISM, EntityType.ANATOMY})
_BREAK = regex.compile(r"[,，]")


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int


def is_chinese(text: str, start: int, end: int) -> bool:
    """True of a piece of text whose letters are mostly Chinese, whatever numbers stand among them.

    >>> is_chinese("镁与骨密度呈正相关（r=0.32，95%CI 0.20-0.44，P<0.001）", 0, 39)
    True
    """
    if text[start:end].isascii():
        return False
    count = sum(1 for _ in _HAN.finditer(text, start, end))
    return count > 0 and count * 4 > sum(1 for _ in _LETTER.finditer(text, start, end))


def _without_brackets(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """A sentence without what stands in brackets, and where each of its characters stands in the text."""
    asides = [range(*found.span()) for found in _ASIDE.finditer(text, start, end)]
    places = [at for at in range(start, end) if not any(at in aside for aside in asides)]
    return "".join(text[at] for at in places), places


def find_chinese_claims(document: Document, sentence: Sentence) -> list[Claim]:
    """The claims of a sentence that is written in Chinese."""
    return _Chinese(document, sentence).claims()


class _Chinese:
    """One sentence; the group that is spoken of is kept from clause to clause."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.document, self.sentence, self.cues = document, sentence, load_chinese_cues()
        self.text = document.text[sentence.start : sentence.end]
        self.plain, self.places = _without_brackets(document.text, sentence.start, sentence.end)
        self.group = self._earlier_group()

    def claims(self) -> list[Claim]:
        if any(word in self.text for word in self.cues["skip"]):
            return []
        if found := self._mediated():
            return found
        at = 0
        for piece in [*_SPLIT.finditer(self.plain), None]:
            end = piece.start() if piece is not None else len(self.plain)
            if end > at:
                found += self._clause(at, end)
            at = piece.end() if piece is not None else end
        return found

    def _earlier_group(self) -> _Part | None:
        """The last group named before this sentence ("osteoporosis patients"), for "their serum magnesium"."""
        before = self.document.text[max(0, self.sentence.start - 300) : self.sentence.start]
        matches = list(regex.finditer(r"(?P<x>[\p{Han}\w]{2,12}?)(?:患者|组)", before))
        if not matches:
            return None
        last = matches[-1]
        base = max(0, self.sentence.start - 300)
        return self._trimmed(base + last.start("x"), base + last.end("x"))

    def _clause(self, start: int, end: int) -> list[Claim]:
        clause, base = self.plain[start:end], start
        patterns = chinese_patterns()
        found: list[Claim] = []

        def part(match: "regex.Match[str]", name: str) -> _Part | None:
            return self._part(base + match.start(name), base + match.end(name))

        for name in ("front", "means", "chain"):
            if (match := patterns[name].search(clause)) is not None:
                return self._through(match, base)
        if (match := patterns["risk"].search(clause)) is not None:
            x, sense = part(match, "x"), 1 if match["cue"] in self.cues["risk"] else -1
            found += self._made(x, match, "y", base, sense, "X是Y的危险因素")
            if (more := patterns["more_risk"].search(clause, match.end())) is not None:
                found += self._made(x, more, "y", base, sense, "X是Y的危险因素")
            return found
        if (match := patterns["no_effect"].search(clause)) is not None:
            return self._made(part(match, "x"), match, "y", base, 0, "X对Y无影响")
        if (match := patterns["correlated"].search(clause) or patterns["correlated_and"].search(clause)) is not None:
            return self._correlated(match, clause, base)
        if (match := patterns["compared"].search(clause)) is not None:
            sense = 1 if match["cue"] in self.cues["higher"] else -1
            return self._made(part(match, "x"), match, "y", base, sense, "X组的Y高于或低于")
        if (match := patterns["each"].search(clause)) is not None:
            x, sense = part(match, "x"), self._sense(match["cue"])
            turned = -1 if match["step"] in self.cues["down"] else 1
            return self._made(x, match, "y", base, sense * turned, "X每升高,Y改变")
        if (match := patterns["extreme"].search(clause)) is not None:
            x, sense = part(match, "x"), self._sense(match["cue"])
            return self._made(
                x, match, "y", base, sense, "X最高者的Y升高或降低", is_low=match["extreme"] in self.cues["low"]
            )
        for begin, stop in self._commas(clause):
            found += self._change(clause[begin:stop], base + begin)
        return found

    def _correlated(self, match: "regex.Match[str]", clause: str, base: int) -> list[Claim]:
        """The shape "X与Y呈正相关", with those that go on "，与Z呈负相关"."""
        patterns = chinese_patterns()
        found: list[Claim] = []
        cue = match["cue"]
        sense = 0 if cue in self.cues["null"] else -1 if cue in self.cues["negative"] else 1
        lead = match.start("x")
        for comma in _BREAK.finditer(clause, match.start("x"), match.end("x")):
            lead = comma.end()
        x = self._part(base + lead, base + match.end("x"))
        xs = self._named(x) if x else []
        for each in xs:
            found += self._made(each, match, "y", base, self._stated(match, sense), "X与Y相关")
        rest = match.end()
        while (more := patterns["and"].search(clause[rest:])) is not None:
            sense = -1 if more["cue"] in self.cues["negative"] else 1
            for each in xs:
                found += self._made(each, more, "y", base + rest, sense, "X与Y相关")
            rest += more.end()
        return found

    def _through(self, match: "regex.Match[str]", base: int) -> list[Claim]:
        """What X does to Y, with M as its mediator, and what it does to M."""
        x = self._part(base + match.start("x"), base + match.end("x"))
        over = self._part(base + match.start("m"), base + match.end("m"))
        terms = [self._term(part) for part in self._named(over)] if over is not None else []
        mediators = tuple(Mediator(t.text, t.start, t.end, t.concept, t.type) for t in terms if t is not None)
        ends = self._made(x, match, "y", base, self._sense(match["cue"]), "X通过M改变Y")
        steps = self._made(x, match, "m", base, self._sense(match["how"]), "X改变M") if match["how"] else []
        return [*steps, *(replace(claim, mediators=mediators) for claim in ends)]

    def _mediated(self) -> list[Claim]:
        """The claims of a stated mediation, without a sign of their own."""
        found: list[Claim] = []
        for mediation in read_chinese_mediation(self.document.text, self.sentence.start, self.sentence.end):
            if mediation.is_null or not mediation.exposures:
                continue
            mediators = []
            for span, percent in mediation.mediators:
                if (term := self._term(_Part(span.start, span.end))) is not None:
                    value = percent.value if percent is not None else None
                    mediators.append(Mediator(term.text, term.start, term.end, term.concept, term.type, value))
            subject = self._term(_Part(*mediation.exposures[0].place), is_subject=True)
            targets = [self._term(_Part(span.start, span.end)) for span in mediation.outcomes]
            hedged = any(word in self.text for word in self.cues["hedge"])
            found += [
                Claim(
                    self.sentence.start, self.sentence.end, self.text, subject, target, None,
                    certainty=Certainty.HEDGED if hedged else Certainty.ASSERTED, section=self.sentence.section,
                    mediators=tuple(mediators), rule=MEDIATION,
                )
                for target in targets
                if subject is not None and target is not None
            ]  # fmt: skip
        return found

    def _commas(self, clause: str) -> list[tuple[int, int]]:
        edges = [0, *(m.end() for m in _BREAK.finditer(clause)), len(clause) + 1]
        return [(a, b - 1) for a, b in itertools.pairwise(edges) if b - 1 > a]

    def _change(self, clause: str, base: int) -> list[Claim]:
        patterns = chinese_patterns()
        if (match := patterns["group"].search(clause)) is not None:
            x = self._part(base + match.start("x"), base + match.end("x"))
            self.group = x or self.group
            return self._made(x, match, "y", base, self._sense(match["cue"]), "X患者的Y升高或降低")
        if (match := patterns["own"].search(clause)) is not None and self.group is not None:
            return self._made(self.group, match, "y", base, self._sense(match["cue"]), "他们的Y升高或降低")
        if (match := patterns["effect"].search(clause)) is not None:
            x = self._part(base + match.start("x"), base + match.end("x"))
            return self._made(x, match, "y", base, self._sense(match["cue"]), "X改变Y")
        return []

    def _sense(self, cue: str) -> int:
        for key, sense in (
            ("up", 1), ("down", -1), ("better", 2), ("worse", -2), ("higher", 1), ("lower", -1),
        ):  # fmt: skip
            if cue in self.cues[key]:
                return sense
        return 1

    def _stated(self, match: "regex.Match[str]", sense: int) -> int:
        """Turned where 与较低的骨折风险相关: the object's own direction word turns the sign."""
        target = match["y"]
        if sense == 1 and regex.search(r"较低的|降低|减少|更低|下降", target):
            return -1
        return sense

    def _made(
        self,
        x: _Part | None,
        match: "regex.Match[str]",
        name: str,
        base: int,
        sense: int,
        rule: str,
        *,
        is_low: bool = False,
    ) -> list[Claim]:
        if x is None:
            return []
        first, last = self.places[base + match.start(name)], self.places[base + match.end(name) - 1]
        whole = _Part(first, last + 1)  # with its measures, which mentions may hold
        subject, state = self._subject(x)
        state = State.LOW if is_low else state
        made: list[Claim] = []
        for part in self._named(whole):
            target = self._term(part)
            if target is None or subject is None or target.text == subject.text:
                continue
            sign = sense
            if abs(sign) == 2:
                bad = target.type == EntityType.DISEASE or any(word in target.text for word in self.cues["bad"])
                sign = (1 if sign > 0 else -1) * (-1 if bad else 1)
            if state == State.LOW:
                sign = -sign
            hedged = any(word in self.text for word in self.cues["hedge"])
            certainty = Certainty.NEGATED if sign == 0 else Certainty.HEDGED if hedged else Certainty.ASSERTED
            made.append(
                Claim(
                    self.sentence.start, self.sentence.end, self.text, subject, target, sign, subject_state=state,
                    certainty=certainty, section=self.sentence.section, rule=rule,
                )
            )  # fmt: skip
        return made

    def _subject(self, part: _Part) -> tuple[Term | None, State | None]:
        text = self.document.text[part.start : part.end]
        state = (
            State.LOW
            if any(w in text for w in self.cues["low"])
            else State.HIGH
            if any(w in text for w in self.cues["high"])
            else None
        )
        return self._term(part, is_subject=True), state

    def _term(self, part: _Part, *, is_subject: bool = False) -> Term | None:
        mention = max(
            (
                m
                for m in self.document.mentions
                if part.start <= m.start < part.end
                and m.end <= (part.end if m.start > part.start else part.end + _TAIL)
                and m.type not in _PLACES
            ),
            key=lambda m: m.end - m.start,
            default=None,
        )
        if mention is not None:
            return Term(
                mention.text,
                mention.start,
                mention.end,
                claim_concept(mention.concept, is_subject=is_subject),
                mention.type,
            )
        text = self.document.text[part.start : part.end]
        if _AMOUNT.match(text):
            return None
        same = next((m for m in self.document.mentions if m.text == text), None)  # "X" of "X患者" is linked elsewhere
        concept = claim_concept(same.concept, is_subject=is_subject) if same is not None else None
        kind = same.type if same is not None else None
        return Term(text, part.start, part.end, concept, kind) if 0 < len(text) <= 20 else None

    def _named(self, part: _Part) -> list[_Part]:
        """The things of a list: its mentions, or its pieces between the marks of a list."""
        inside: list[Mention] = [
            m for m in self.document.mentions if part.start <= m.start and m.end <= part.end and m.type not in _PLACES
        ]
        if inside:
            return [_Part(m.start, m.end) for m in inside]
        found: list[_Part] = []
        at = part.start
        text = self.document.text
        for match in _LIST.finditer(text, part.start, part.end):
            if (piece := self._trimmed(at, match.start())) is not None:
                found.append(piece)
            at = match.end()
        if (piece := self._trimmed(at, part.end)) is not None:
            found.append(piece)
        return found

    def _part(self, start: int, end: int) -> _Part | None:
        """The part of the document that a stretch of the sentence without brackets stands for, trimmed."""
        return self._trimmed(self.places[start], self.places[end - 1] + 1) if start < end else None

    def _trimmed(self, start: int, end: int) -> _Part | None:
        text = self.document.text
        while start < end:
            lead = _LEAD.match(text, start, end)
            if text[start].isspace():
                start += 1
            elif lead is not None and lead.end() > start:
                start = lead.end()
            else:
                break
        changed = True
        while changed and start < end:
            changed = False
            for tail in self.cues["tails"]:
                if text[start:end].endswith(tail) and end - start > len(tail):
                    end -= len(tail)
                    changed = True
            while end > start and text[end - 1].isspace():
                end -= 1
        return _Part(start, end) if start < end else None
