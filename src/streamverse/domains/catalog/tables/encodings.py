"""Which encoding a file of text has: by its mark, else by what it can be."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from streamverse.domains.catalog.bulk_errors import TableUnreadable

ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "latin-1",
    "cp1250",
    "cp1251",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
)
"""What may be asked for by name."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHUNK_BYTES = 1024 * 1024
SAMPLE_BYTES = 64 * 1024
LEGACY = ("cp1252", "cp1250", "cp1251", "shift_jis", "gb18030", "big5", "euc_kr")
CLEARLY = 0.1
"""By how much another encoding must look better before the commonest one is given up."""


def encoding_of(path: Path, asked: str = "") -> str:
    """Return the encoding to read a file with. Raises TableUnreadable."""
    with path.open("rb") as file:
        head = file.read(4096)
    marked = next((name for mark, name in MARKS if head.startswith(mark)), "")
    if marked and (not asked or asked in marked):
        return marked
    if asked:
        return _checked(path, asked)
    if unmarked := _utf16_without_mark(head):
        return unmarked
    return "utf-8" if _broken_at(path, "utf-8") is None else _legacy(path)


def _checked(path: Path, asked: str) -> str:
    if asked not in ENCODINGS:
        raise TableUnreadable("encoding", f"We don't read the encoding “{asked[:40]}”.")
    line = _broken_at(path, asked)
    if line is not None:
        raise TableUnreadable("encoding", f"Line {line} can't be read as {asked}.")
    return asked


def _broken_at(path: Path, encoding: str) -> int | None:
    """Return the line that can't be decoded, None when all of them can."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            try:
                decoder.decode(chunk)
            except UnicodeError as error:
                start = error.start if isinstance(error, UnicodeDecodeError) else 0
                return line + chunk.count(b"\n", 0, start)
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        return line
    return None


def _utf16_without_mark(head: bytes) -> str:
    """Tell Latin text in UTF-16 by the zeros at every other place."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > half * 0.7 > even:
        return "utf-16-le"
    if even > half * 0.7 > odd:
        return "utf-16-be"
    return ""


def _legacy(path: Path) -> str:
    """Guess the encoding of a file that is not UTF-8 from the lines that are not ASCII."""
    sample = b""
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                sample += line
            if len(sample) > SAMPLE_BYTES:
                break
    best = from_bytes(sample, cp_isolation=list(LEGACY)).best()
    usual = from_bytes(sample, cp_isolation=["cp1252"]).best()
    if best is None:
        return "latin-1"
    if usual is not None and usual.chaos <= best.chaos + CLEARLY:
        best = usual
    name = best.encoding
    return name if _broken_at(path, name) is None else "latin-1"
