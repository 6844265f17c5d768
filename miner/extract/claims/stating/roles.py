"""Which sentences state what this study found or a review holds to be known."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.grammar.rules import Rule
from miner.model.article import Section, SectionKind
from miner.model.layout import kind_of
from miner.model.reading import Document, Sentence

_AIM = Rule(
    r"\b(?:aim(?:s|ed)?|objectives?|purpose|hypothes[ie]\w*|whether|set out to|sought to|wished to|wanted to"
    r"|to (?:determine|investigate|examine|assess|evaluate|explore|compare|test|clarify|study)\b"
    r"|(?:we|were|was|is|are|study|review|paper|authors?|here) (?:\w+ )?(?:examine[ds]?|investigate[ds]?"
    r"|asse?ss(?:ed|es)?|evaluate[ds]?|explore[ds]?|studie[ds]|asked|looked for|looked at|tested|compare[ds]?"
    r"|reviews?|surveys?|discuss(?:ed|es)?|summari[sz]e[ds]?)\b)",
    regex.I,
)
_AIM_FIRST = Rule(
    r"\s*(?:the (?:aim|purpose|objective|goal)s?\b|this (?:study|review|trial|paper) (?:aims?|was designed"
    r"|examine[sd]?|investigate[sd]?|evaluate[sd]?|asse?ss)|to (?:determine|investigate|examine|assess"
    r"|evaluate|explore|compare|test|clarify|study)\b|we (?:aimed|sought|hypothesi[sz]ed|wished|asked|set out"
    r"|investigated whether|examined whether))",
    regex.I,
)
_METHOD = Rule(
    r"\b(?:were|was) (?:randomi[sz]ed|randomly|assigned|allocated|measured|assessed|recruited|enrolled"
    r"|included|searched|collected|analy[sz]ed|obtained|performed|used|conducted|calculated|determined"
    r"|divided|estimated|evaluated|applied|examined|retrieved|extracted|kept|selected|defined"
    r"|followed(?! by (?:an?|no|lower|higher|more|less|fewer)\b))\b"
    r"|\bwe (?:followed|used|enrolled|recruited|randomi[sz]ed|performed|conducted|searched|measured"
    r"|analy[sz]ed|included|collected)\b",
    regex.I,
)
_WEIGHED = Rule(
    r"\b(?:as (?:we )?(?:had )?hypothesi[sz]ed|(?:consistent with|contrary to|in support of|support(?:s|ed|ing)?"
    r"|in (?:line|agreement|accordance|contrast) (?:with|to)|confirm(?:s|ed|ing)?|refut(?:e|es|ed|ing)"
    r"|contradict(?:s|ed|ing)?) (?:our|the|this|an?) (?:\w+ ){0,2}hypothes[ei]s"
    r"|hypothes[ei]s\b.{5,200}?\b(?:supported|confirmed|rejected|refuted|verified|borne out))\b",
    regex.I,
)
_RESULT = Rule(
    r"(?:\b[pP]\s?[<>=≤]|\bCI\b|\d\s?%|±|\bsignificant|\bshowed\b|\bfound\b|\brevealed\b|\bobserved\b"
    r"|\bincreased\b|\breduced\b|\bassociated with\b|\bcorrelat|\bresults?\b|\bdifference|\bhigher\b"
    r"|\blower\b)"
)
_ABSTRACT = 30  # sentences at most
_QUIET = frozenset({SectionKind.BACKGROUND, SectionKind.OBJECTIVE, SectionKind.METHODS})
_PLANNED = _QUIET - {SectionKind.BACKGROUND}  # a review without results tells what is known in its introduction as well
_LOUD = {SectionKind.RESULTS, SectionKind.CONCLUSIONS}
_ASKS = regex.compile(r"\s*(?:is|are|does|do|can|how|what|why|should|could|will)\b", regex.I)


def claim_sentences(document: Document, *, is_review: bool, has_sections: bool = True) -> list[tuple[Sentence, bool]]:
    """The sentences that may hold claims, each with whether it is background (what others showed).

    Without `has_sections` no sentence is left out for the section that it stands in. What tables hold is read by cell,
    not as sentences.
    """
    kept: list[tuple[Sentence, bool]] = []
    sentences = _relabelled(document) if has_sections else [replace(one, section=None) for one in document.sentences]
    has_labels = any(s.section in _LOUD for s in sentences)
    is_abstract = len(sentences) <= _ABSTRACT  # an article or a page is not told in the order of a study
    first_result = _first_result(document, sentences) if not has_labels and not is_review and is_abstract else 0
    quiet = _QUIET if has_labels or not (is_abstract or is_review) else frozenset() if is_abstract else _PLANNED
    for index, sentence in enumerate(sentences):
        if sentence.section is SectionKind.TABLE or sentence.section in quiet:
            continue
        text = document.text[sentence.start : sentence.end]
        if text.rstrip().endswith("?") or _ASKS.match(text) or (len(text) < 15 and text.isascii()) or len(text) > 2500:
            continue
        if sentence.section == SectionKind.TITLE and not _states(text):
            continue
        if sentence.section not in _LOUD and index < first_result and sentence.section != SectionKind.TITLE:
            continue
        if (sentence.section not in _LOUD and _is_aim(text)) or _AIM_FIRST.match(text):
            continue
        if sentence.section not in _LOUD and _METHOD.search(text) and not _RESULT.search(text):
            continue
        kept.append((_without_heading(sentence, text), False))
    return kept


def _is_aim(text: str) -> bool:
    """True of a sentence that says what is asked, and nothing that was found or what became of a hypothesis."""
    return bool(_AIM.search(text)) and not _RESULT.search(text) and not _WEIGHED.search(text)


_HEADING = regex.compile(
    r"(?P<label>conclusions?|results|findings|interpretation|summary|discussion|main results)\s+"
    r"(?=(?-i:[A-Z][\p{L}\d-]*\s)(?!(?:of|from|in|for|and|show\w*|suggest\w*|indicat\w*|on|were|are)\b))"
    r"(?!(?:of|from|in this|for|and|show\w*|suggest\w*|on)\b)",
    regex.I,
)


def _without_heading(sentence: Sentence, text: str) -> Sentence:
    """The sentence without a heading that ran into it ("Conclusions Zinc lowered ..."), with the section it names."""
    heading = _HEADING.match(text) if text[:1].isupper() and sentence.section != SectionKind.TITLE else None
    if heading is None:
        return sentence
    return Sentence(
        sentence.start + heading.end(), sentence.end, sentence.section or kind_of(Section("", label=heading["label"]))
    )


_NUMBERS = Rule(r"\b[pP]\s?[<>=]|\bCI\b")


_LABEL = regex.compile(r"(?=[A-Z])(?:^|(?<=[.!?\n] )|(?<=\n))(?P<label>[A-Z][A-Z'’ ,/&-]{3,45}):+\s")


def _relabelled(document: Document) -> list[Sentence]:
    """The sentences with the sections that labels inside a paragraph give ("... tested. MAIN RESULTS: Seven ...")."""
    if not any(s.section for s in document.sentences[1:]) and not _LABEL.search(document.text, document.title_end):
        return list(document.sentences)
    labels = [
        (m.start(), kind_of(Section("", label=m["label"]))) for m in _LABEL.finditer(document.text, document.title_end)
    ]
    labels = [(start, kind) for start, kind in labels if kind is not None and kind != SectionKind.OTHER]
    if not labels:
        return list(document.sentences)
    out, at, kind = [], 0, None
    for sentence in document.sentences:
        while at < len(labels) and labels[at][0] <= sentence.start + 3:
            kind = labels[at][1]
            at += 1
        if document.text[sentence.start : sentence.start + 1] in {"#", "*", "|"}:
            kind = None
            out.append(Sentence(sentence.start, sentence.end))
            continue
        out.append(
            sentence
            if kind is None or sentence.section in (kind, SectionKind.TITLE)
            else Sentence(sentence.start, sentence.end, kind)
        )
    return out


def _first_result(document: Document, sentences: Sequence[Sentence]) -> int:
    """Of an abstract without labels: the first sentence behind the last aim or method sentence of its first half."""
    n = len(sentences)
    last = 0
    for index, sentence in enumerate(sentences[: max(n * 2 // 3, 1)]):
        text = document.text[sentence.start : sentence.end]
        if (_AIM.search(text) or _METHOD.search(text)) and not _NUMBERS.search(text):
            last = index
    return last + 1 if last else 0


_STATES = regex.compile(
    r"\b(?:is|are|was|were|reduces?|increases?|decreases?|improves?|prevents?|suppress(?:es)?|inhibits?"
    r"|enhances?|lowers?|raises?|predicts?|attenuates?|associated with|linked to|related to|protects?|does|do"
    r"|promotes?|induces?|causes?|exacerbates?|depletes?|ameliorates?|alleviates?|mediates?|increased|reduced"
    r"|improved|affects?|^no (?:\w+ )?(?:association|link|relation\w*|correlation|effect|difference))\b",
    regex.I,
)


_PLAN = regex.compile(r"\b(?:protocol|rationale|study design|hypothesis)\b", regex.I)


def _states(title: str) -> bool:
    return bool(_STATES.search(title)) and not _PLAN.search(title)
