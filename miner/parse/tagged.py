"""Decoding text files record by record: what is not UTF-8 is read as Windows-1252 where it can be, else told."""

import logging
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from miner.model.article import ParsedRecord, Rejected
from miner.parse.stream import Broken, Source, iter_lines

LINE_LIMIT = 16 << 20

_log = logging.getLogger(__name__)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_LONE = re.compile(rb"[\x80-\xff]")
_OFTEN = 0.25  # of a Western text's bytes are beyond ASCII at the very most


def decode(data: bytes, *, name: str) -> str:
    """The text of bytes in UTF-8, or in Windows-1252 (Latin-1) where they are that and no UTF-8, which is then told.

    `name` is the file's. Raises ValueError with one clause on the first byte that is not.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if (western := from_western(data, name=name)) is not None:
            return western.decode()
        bad = f"byte {error.start + 1} is 0x{data[error.start]:02x}"
        raise ValueError(f"is not UTF-8 ({bad}), and no Western text either; convert the file to UTF-8") from None


def from_western(data: bytes, *, name: str) -> bytes | None:
    r"""The bytes of a text in Windows-1252 as UTF-8; None where they are UTF-8 already, or cannot be such a text.

    Old exports are Latin-1 without saying so, and what they print beyond ASCII are accents, degrees and micro signs.
    Each file of which anything is read so is told of once, for what it says beyond ASCII is a guess.

    >>> from_western(b"caf\xe9", name="old.txt").decode()
    'café'
    """
    try:
        data.decode()
    except UnicodeDecodeError:
        pass
    else:
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if _CONTROL.search(text) or len(_LONE.findall(data)) > max(1, _OFTEN * len(data)):
        return None
    _tell(name)
    return text.encode()


@lru_cache(maxsize=1024)  # once for each file
def _tell(name: str) -> None:
    _log.warning("%s is not in UTF-8 and does not say in what; it is read as Windows-1252 (Latin-1)", name)


def iter_text_lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Line numbers and lines; raises Broken on a line that no text has."""
    for number, line in iter_lines(source, limit=LINE_LIMIT):
        if line is None:
            raise Broken(f"has a line of more than {LINE_LIMIT >> 20} MB (line {number})")
        yield number, line


def iter_blocks_as_records(
    source: Source, blocks: Iterator[tuple[int, list[bytes]]], *, read: Callable[..., ParsedRecord], kind: str
) -> Iterator[ParsedRecord]:
    """Each block (its first line's number, its lines) read to a record; a break, or no record at all, is set aside."""
    count = 0
    try:
        for count, (line, block) in enumerate(blocks, 1):
            yield read(block, number=count, line=line, name=source.name)
    except Broken as error:
        yield Rejected(source.name, source.name, f"the file {error}; {count} records before that are kept")
        return
    if count == 0:
        yield Rejected(source.name, source.name, f"the file holds no {kind} record")
