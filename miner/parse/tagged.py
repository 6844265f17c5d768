"""Decoding text files record by record: what is not UTF-8 is told, not guessed."""

from collections.abc import Iterator

from miner.parse.stream import Broken, Source, iter_lines

LINE_LIMIT = 16 << 20


def decode(data: bytes) -> str:
    """The text of bytes in UTF-8; raises ValueError with one clause on the first byte that is not."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        bad = f"byte {error.start + 1} is 0x{data[error.start]:02x}"
        raise ValueError(f"is not UTF-8 ({bad}; perhaps Latin-1); convert the file to UTF-8") from None


def iter_text_lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Line numbers and lines; raises Broken on a line that no text has."""
    for number, line in iter_lines(source, limit=LINE_LIMIT):
        if line is None:
            raise Broken(f"has a line of more than {LINE_LIMIT >> 20} MB (line {number})")
        yield number, line
