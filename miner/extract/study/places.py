"""Where words stand in a document: the sentences that hold some of them."""

from collections.abc import Iterator

from miner.extract.wholewords import WholeWords
from miner.model.reading import Document, Sentence

Spans = list[tuple[int, int]]


def find_places(document: Document, words: WholeWords) -> Iterator[tuple[Sentence, Spans]]:
    """The sentences of a document that hold some of the words, with where these stand.

    >>> text = "Women slept. They ate. Most women and girls rose."
    >>> document = Document("1", text, sentences=(Sentence(0, 12), Sentence(13, 22), Sentence(23, 49)))
    >>> [(sentence.start, spans) for sentence, spans in find_places(document, WholeWords(["women", "girls"]))]
    [(0, [(0, 5)]), (23, [(28, 33), (38, 43)])]
    """
    found = words.find(document.text)
    at = 0
    for sentence in document.sentences:
        while at < len(found) and found[at][0] < sentence.start:
            at += 1
        first = at
        while at < len(found) and found[at][1] <= sentence.end:
            at += 1
        if at > first:
            yield sentence, found[first:at]
