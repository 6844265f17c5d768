"""Two languages laid out: what both say, what differs, and their sentences side by side."""

from collections.abc import Iterator
from typing import Any, Final

from miner.model.reading import Reading
from miner.model.wording import say_sign
from miner.report.blocks import Block, Bullets, Heading, Paragraph, Span, Table, plain
from miner.report.languages import Comparison

_NAMES: Final = {
    "en": "English", "zh": "Chinese", "de": "German", "fr": "French", "es": "Spanish", "ja": "Japanese",
    "pt": "Portuguese", "ru": "Russian", "ko": "Korean", "it": "Italian",
}  # fmt: skip


def lay_out_comparison(comparison: Comparison) -> Iterator[Block]:
    """The section of a page: counts, differences, and the aligned sentences."""
    one, other = (_NAMES.get(language, language) for language in comparison.languages)
    yield Heading(f"Two languages: {one} and {other}")
    yield Paragraph(plain(say_languages(comparison)))
    items = [
        ((Span("Directions differ: ", is_strong=True), Span(f"{say(comparison.one, a)}; {say(comparison.other, b)}")),
         comparison.other.claims[b].quote)
        for a, b in comparison.turned
    ]  # fmt: skip
    for name, reading, numbers in (
        (one, comparison.one, comparison.only_one),
        (other, comparison.other, comparison.only_other),
    ):
        items += [
            ((Span(f"Only in {name}: ", is_strong=True), Span(say(reading, number))), reading.claims[number].quote)
            for number in numbers
        ]
    if items:
        yield Bullets(tuple(items))
    sides = [pair for pair in comparison.aligned if pair.one is not None and pair.other is not None]
    if sides:
        yield Table(
            (one, other),
            tuple((plain(pair.one.text), plain(pair.other.text)) for pair in sides if pair.one and pair.other),
        )


def say_languages(comparison: Comparison) -> str:
    """How many claims both languages make, and how many only one."""
    one, other = (_NAMES.get(language, language) for language in comparison.languages)
    same = len(comparison.same)
    return (
        f"{same} claim{'s are' if same != 1 else ' is'} read from both languages; {len(comparison.turned)} with another"
        f" direction; {len(comparison.only_one)} from the {one} only, {len(comparison.only_other)} from the {other}"
        " only. What one language alone gives may be a difference of the texts, or one of our reading."
    )


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values."""
    return {
        "languages": list(comparison.languages),
        "same": [[say(comparison.one, a), say(comparison.other, b)] for a, b in comparison.same],
        "turned": [[say(comparison.one, a), say(comparison.other, b)] for a, b in comparison.turned],
        "only": [
            [say(reading, number) for number in numbers]
            for reading, numbers in (
                (comparison.one, comparison.only_one),
                (comparison.other, comparison.only_other),
            )
        ],
        "aligned": [
            {
                "one": pair.one and [pair.one.start, pair.one.end],
                "other": pair.other and [pair.other.start, pair.other.end],
            }
            for pair in comparison.aligned
        ],
    }


def say(reading: Reading, number: int) -> str:
    """A claim in a few words, with the text's own terms."""
    claim = reading.claims[number]
    return f"{claim.subject.text} {say_sign(claim.sign, claim.subject_state)} {claim.object.text}"
