"""Which characters do these bytes stand for? A strict answer or none: no character is ever replaced.

In order: the byte order mark; UTF-16 and UTF-32 told by their zero bytes; UTF-8; what the page declares;
and for what is left, the commonest legacy encoding of Latin script or a statistical guess.
"""

from __future__ import annotations

import codecs
import re

from oathbook.errors import UnreadableInput

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Which byte of each four is not zero when plain Latin text is written that way.
_WIDE: dict[tuple[bool, ...], str] = {
    (True, False, True, False): "utf-16-le",
    (False, True, False, True): "utf-16-be",
    (True, False, False, False): "utf-32-le",
    (False, False, False, True): "utf-32-be",
}

_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,500}?charset|\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)

# As browsers do (WHATWG Encoding Standard): pages that say Latin-1 or ASCII mean Windows-1252.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gbk",
    "shift_jis": "cp932",
}

# Bytes that no text in any supported encoding holds; tab, line ends, form feed and escape are not among them.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\b"))
# How Python's surrogateescape marks a byte that is not part of valid UTF-8.
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

_SAMPLE_BYTES = 64 * 1024
_WINDOW_BYTES = 1024 * 1024
_MAX_CONTROL_SHARE = 0.01
# Western European languages write at most one letter in twenty outside ASCII; other scripts nearly all.
_MAX_LATIN_SHARE = 0.05


def decode(data: bytes, *, name: str) -> str:
    """The text of `data` without its byte order mark; raises UnreadableInput where no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(encoding, data, name)
    wide = _find_wide(data)
    if wide is not None:
        return _decode_as(wide, data, name)
    sample = data[:_SAMPLE_BYTES]
    if len(sample) - len(sample.translate(None, _CONTROL)) > _MAX_CONTROL_SHARE * len(sample):
        raise UnreadableInput(name, "is binary data, not text.", "Convert it to text first.")
    declared = _find_declared(data)
    # ISO-2022 hides its characters behind escapes that are valid UTF-8.
    escaped = _try(declared, data) if b"\x1b" in data else None
    if escaped is not None:
        return escaped
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error):
            line = data.count(b"\n", 0, error.start) + 1
            raise UnreadableInput(
                name,
                f"is UTF-8 with a broken byte 0x{data[error.start]:02x} on line {line} (byte {error.start}).",
                "Fetch it again, or repair that place.",
            ) from error
    decoded = _try(declared, data)
    decoded = _try(_guess(data), data) if decoded is None else decoded
    if decoded is not None:
        return decoded
    raise UnreadableInput(
        name, "is in no encoding that could be told.", "Convert it to UTF-8 (iconv -f ENCODING -t UTF-8)."
    )


def _decode_as(encoding: str, data: bytes, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            name,
            f"begins as {encoding.removesuffix('-sig').upper()} but breaks at byte {error.start}.",
            "Fetch it again, or convert it to UTF-8.",
        ) from error


def _try(encoding: str | None, data: bytes) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _find_wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of its first Latin letters stand."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    columns = [sample[column::4] for column in range(4)]
    zeros = [column.count(0) / len(column) for column in columns]
    return _WIDE.get(tuple(share < 0.1 for share in zeros)) if max(zeros) > 0.7 else None


def _find_declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        found = codecs.lookup(match[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None
    # Codecs such as rot13 or zip are no encodings of text; wide ones would have shown their zero bytes.
    if not getattr(found, "_is_text_encoding", True) or found.name.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    return _MEANT.get(found.name, found.name)


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether this is UTF-8 with a few bad bytes: read as anything else, its accents turn to rubbish."""
    around = data[max(0, error.start - _WINDOW_BYTES) : error.start + _WINDOW_BYTES]
    text = around.decode("utf-8", "surrogateescape")
    broken = len(_ESCAPED_BYTE.findall(text))
    sound = len(_NOT_ASCII.findall(text)) - broken
    if error.reason == "unexpected end of data":  # the file was cut in the middle of a character
        return sound > 0 or len(data) - error.start > 1
    return sound >= broken > 0


def _guess(data: bytes) -> str | None:
    sample = data[: 4 * _SAMPLE_BYTES]
    high = sum(1 for byte in sample if byte > 0x7F)
    if high <= _MAX_LATIN_SHARE * len(sample) and _try("cp1252", data) is not None:
        return "cp1252"
    from charset_normalizer import from_bytes

    # Cut at a line end, so that no character of several bytes is cut in two.
    if len(data) > len(sample):
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(sample).best()
    return None if best is None else best.encoding
