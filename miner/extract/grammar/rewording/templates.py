"""Words of a sentence put for others, by patterns over its lower-case text; what stays keeps its place."""

from collections.abc import Callable, Sequence

import regex

from miner.extract.grammar.words import Word

Make = Callable[[regex.Match[str]], Sequence[str] | None]
"""The words that are put for a match; None leaves it."""


class Line:
    """The words of a sentence, and their lower-case text with one space between them."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words

    def text(self) -> str:
        """The words in lower case, each with a space behind it."""
        return "".join(f"{word.lower} " for word in self.words)

    def replace(self, pattern: regex.Pattern[str], make: Make) -> None:
        """Put other words for what the pattern matches first, if that begins and ends between words."""
        text = self.text()
        match = pattern.search(text)
        if match is None:
            return
        first, last = self._number(text, match.start()), self._number(text, match.end())
        made = make(match) if first is not None and last is not None else None
        if made is not None:
            self.words[first:last] = _placed(made, self.words[first:last])

    def reword(self, pattern: regex.Pattern[str], template: str) -> bool:
        """Put the words of a template for what the pattern matches first; "{x}" stands for the words of its group x."""
        text = self.text()
        match = pattern.search(text)
        if match is None:
            return False
        first, last = self._number(text, match.start()), self._number(text, match.end())
        made: list[Word] = []
        at = self.words[first].start if first is not None else 0
        for part in template.split():
            if part.startswith("{"):
                begin, end = (self._number(text, place) for place in match.span(part[1:-1]))
                if begin is None or end is None:
                    return False
                made += self.words[begin:end]
            else:
                place = made[-1].end + 1 if made else at  # behind a name, and no part of it
                made.append(Word(part, part, is_number=False, start=place, end=place))
        if first is None or last is None:
            return False
        self.words[first:last] = made
        return True

    def _number(self, text: str, place: int) -> int | None:
        """The number of the word that begins at a place of the text; None inside a word."""
        if place and text[place - 1] != " ":
            return None
        return text.count(" ", 0, place)


def _placed(made: Sequence[str], old: Sequence[Word]) -> list[Word]:
    """Words in the places of others: one by one where there are as many, else those that are the same in theirs."""
    if len(made) == len(old):
        return [word._replace(lower=lower) for lower, word in zip(made, old, strict=True)]
    at = old[0].start if old else 0
    return [
        next((word for word in old if word.lower == lower), Word(lower, lower, is_number=False, start=at, end=at))
        for lower in made
    ]
