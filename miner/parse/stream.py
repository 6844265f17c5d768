"""Bytes from files in blocks: gzip inflated on the fly, and what cannot be used refused in one sentence."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib

from miner.errors import BadInput

BLOCK = 1 << 18
_GZIP = b"\x1f\x8b"
_AUTO_GZIP = 31  # zlib's window bits for a gzip header and trailer
_ARCHIVES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"%PDF", "a PDF"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Broken(Exception):
    """The stream broke off; what came before it is good."""


@dataclass(slots=True)
class Source:
    """Where bytes come from: a name for people, blocks to be read, and the first of them to judge by."""

    name: str
    first: bytes
    rest: Iterator[bytes]
    stream: BinaryIO

    def blocks(self) -> Iterator[bytes]:
        """All blocks, the first included; raises Broken where the stream breaks off."""
        yield self.first
        yield from self.rest

    def whole(self, *, limit: int) -> bytes:
        """Everything at once; raises Broken above the limit, for formats where one file is one document."""
        pieces = []
        size = 0
        for block in self.blocks():
            pieces.append(block)
            size += len(block)
            if size > limit:
                raise Broken(f"is larger than {limit >> 20} MB, which no single document is")
        return b"".join(pieces)


def open_source(path: Path) -> Source:
    """The bytes of a file, inflated if need be; raises BadInput where there is no file to read."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise BadInput(f"{path} is not there; check the name") from None
    except IsADirectoryError:
        raise BadInput(f"{path} is a folder; name the files in it") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be opened: {error.strerror}") from None
    return source_of(file, name=str(path))


def source_of(stream: BinaryIO, *, name: str) -> Source:
    """The bytes of an open stream, inflated if need be; it is closed at its end. Raises BadInput where it is empty."""
    try:
        return _judged(stream, name)
    except BadInput:
        stream.close()
        raise


def _judged(stream: BinaryIO, name: str) -> Source:
    blocks = _recoded(_inflated(stream))
    try:
        first = b""
        while len(first) < 4096 and (block := next(blocks, None)) is not None:
            first += block
    except Broken as error:
        if not first:
            raise BadInput(f"{name} {error}") from None
        blocks = _breaking(error)
    if not first.strip():
        raise BadInput(f"{name} is empty; there is nothing to read in it")
    for magic, what in _ARCHIVES:
        if first.startswith(magic):
            raise BadInput(f"{name} is {what}, which is not read; unpack or convert it first")
    return Source(name, first, blocks, stream)


def _breaking(error: Broken) -> Iterator[bytes]:
    raise error
    yield b""


def _inflated(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        start = stream.read(BLOCK)
        if start.startswith(_GZIP):
            yield from _gunzip(start, stream)
            return
        while start:
            yield start
            try:
                start = stream.read(BLOCK)
            except OSError as error:
                raise Broken(f"cannot be read on: {error.strerror}; what came before is kept") from None


def _gunzip(data: bytes, stream: BinaryIO) -> Iterator[bytes]:
    # A gzip file may have several members; each is inflated in turn, in bounded pieces (a bomb stays flat).
    inflater = isal_zlib.decompressobj(wbits=_AUTO_GZIP)
    try:
        while data:
            if out := inflater.decompress(data, max_length=BLOCK * 4):
                yield out
            if inflater.eof:
                data = inflater.unused_data or stream.read(BLOCK)
                inflater = isal_zlib.decompressobj(wbits=_AUTO_GZIP)
                if not data.startswith(_GZIP):
                    return  # padding behind the last member
            else:
                data = inflater.unconsumed_tail or stream.read(BLOCK)
    except (isal_zlib.error, OSError):  # type: ignore[misc]
        raise Broken("is damaged: its gzip data cannot be inflated further; fetch it again") from None
    raise Broken("is cut short: its gzip data breaks off; fetch it again")


def _recoded(blocks: Iterator[bytes]) -> Iterator[bytes]:
    # UTF-16 and UTF-32 announce themselves by their first bytes, and become UTF-8; a UTF-8 mark is dropped.
    first = next(blocks, b"")
    encoding = next((name for mark, name in _BOMS if first.startswith(mark)), None)
    if encoding is None:
        yield first
        yield from blocks
        return
    yield from recode(first, blocks, encoding=encoding)


def recode(first: bytes, blocks: Iterator[bytes], *, encoding: str) -> Iterator[bytes]:
    """The blocks as UTF-8; raises Broken where they are not in that encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        yield decoder.decode(first).encode()
        for block in blocks:
            yield decoder.decode(block).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        raise Broken(f"is not in {encoding.upper()}, though it says so") from None


def iter_lines(source: Source, *, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers and lines without their ends; None in place of a line above the limit, which is skipped."""
    number = 1
    kept: list[bytes] = []
    size = 0
    for block in source.blocks():
        lines = block.split(b"\n")
        for line in lines[:-1]:
            size += len(line)
            yield number, None if size > limit else b"".join((*kept, line)).removesuffix(b"\r")
            number += 1
            kept, size = [], 0
        size += len(lines[-1])
        if size <= limit:
            kept.append(lines[-1])
        else:
            kept = []
    if size:
        yield number, None if size > limit else b"".join(kept).removesuffix(b"\r")
