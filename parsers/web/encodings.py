"""Bytes to text: which encoding a page really is in, whatever it says.

The order is that of the WHATWG (byte order mark, transport header, declaration in the page,
detection), with one difference: a declaration is believed only if the bytes agree with it.
Pages lie: a proxy says gbk of UTF-8, a template says UTF-8 of windows-1251.
"""

import re
from dataclasses import dataclass

import charset_normalizer
import webencodings

_PRESCAN = 4096
_SAMPLE = 32_768
_READ = 2_000_000
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
)
_SUPERSETS = {"gbk": "gb18030"}
# What the undeclared web is written in, by the names of Python and of the WHATWG.
_LEGACY = {
    "gb18030": "gb18030",
    "cp932": "shift_jis",
    "euc_jp": "euc-jp",
    "big5hkscs": "big5",
    "cp949": "euc-kr",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "koi8_r": "koi8-r",
    "tis_620": "windows-874",
}
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE | re.ASCII)
_NON_ASCII = re.compile(rb"[\x80-\xff]+")
# Lead and continuation bytes of UTF-8 as windows-1252 shows them: "Ã©", "â€™", "Ð¿".
_MOJIBAKE = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u2122]+")
# The beginnings of the same in UTF-8, and more: found much sooner, and hardly a page has them.
_TWICE = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
_HIGH = re.compile(r"[^\x00-\x7f]")
_MOJIBAKE_RUNS = 3
_CHANCE = 3  # this few bytes of gbk may be valid UTF-8 by chance
_FEW = 20


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in and where that was learnt.

    `encoding` is a WHATWG name in lower case. `method` is one of bom, header, meta, valid-utf-8,
    detected, fallback, with "+repaired" where single bytes were wrong and "+double-encoded" where
    UTF-8 had been read as windows-1252 and encoded again.
    """

    text: str
    encoding: str
    method: str


def decode_html(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page; never fails: what cannot be read becomes U+FFFD.

    `content_type` is the value of the response header, if any.
    """
    decoded = _decode(body, content_type)
    if decoded.encoding == "utf-8" and len(_TWICE.findall(body)) < _MOJIBAKE_RUNS:
        return decoded
    if decoded.encoding in ("utf-8", "windows-1252"):
        return _undo_double_encoding(decoded)
    return decoded


def _decode(body: bytes, content_type: str | None) -> Decoded:
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(name, "replace"), name, "bom")
    declared = _declarations(body, content_type)
    valid = _valid_utf8(body, declared)
    if valid is not None:
        return valid
    for name, method in declared:
        text = _read(body, name)
        if _plausible(body, text, name):
            return Decoded(text, name, method + ("+repaired" if "\ufffd" in text else ""))
    return _detect(body)


def decode_as(body: bytes, encoding: str) -> str:
    """Bytes of a page whose encoding is known ("" for UTF-8); wrong ones become U+FFFD."""
    return _read(body, encoding or "utf-8")


def _declarations(body: bytes, content_type: str | None) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    header = _HEADER.search(content_type or "")
    if header:
        found.append((header[1], "header"))
    head = _COMMENT.sub(b"", body[:_PRESCAN])
    meta = _META.search(head) or _XML.search(head)
    if meta:
        found.append((meta[1].decode("ascii", "replace"), "meta"))
    known = ((_canonical(label), method) for label, method in found)
    return [(_not_wide(name, method), method) for name, method in known if name]


def _canonical(label: str) -> str | None:
    encoding = webencodings.lookup(label) if label.isascii() else None
    if encoding is None or encoding.name in ("replacement", "x-user-defined"):
        return None
    name = str(encoding.name)
    return _SUPERSETS.get(name, name)


def _not_wide(name: str, method: str) -> str:
    # WHATWG: a declaration that could be read as ASCII cannot stand in a UTF-16 page.
    return "utf-8" if method == "meta" and name.startswith("utf-16") else name


def _valid_utf8(body: bytes, declared: list[tuple[str, str]]) -> Decoded | None:
    """UTF-8 where the bytes prove it; ASCII follows the declaration (ISO-2022-JP is ASCII too)."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A body cut off inside a character is still UTF-8.
        if error.start < len(body) - 3 or error.reason != "unexpected end of data":
            return None
        text = body.decode("utf-8", "replace")
    names = [name for name, _ in declared]
    ascii_only = text.isascii()
    if ascii_only and names and (names[0] == "iso-2022-jp" or names[0].startswith("utf-16")):
        return None
    if not ascii_only and names and "utf-8" not in names and len(body) - len(text) < _CHANCE:
        return None
    methods = [method for name, method in declared if name == "utf-8"]
    return Decoded(text, "utf-8", methods[0] if methods else "valid-utf-8")


def _read(body: bytes, name: str) -> str:
    encoding = webencodings.lookup(name)
    if encoding is None:
        return body.decode("utf-8", "replace")
    try:
        return str(encoding.codec_info.decode(body, "replace")[0])
    except UnicodeError:
        return body.decode("latin-1")


def _plausible(body: bytes, text: str, name: str) -> bool:
    """Whether the bytes agree: at most a few in a hundred are wrong."""
    high = sum(map(len, _NON_ASCII.findall(body))) or len(body) // 2
    if text.count("\ufffd") > 2 + high // 50:
        return False
    return name == "utf-8" or not _mostly_utf8(body)


def _mostly_utf8(body: bytes) -> bool:
    """UTF-8 with a few broken bytes: what concatenated templates and cut strings leave."""
    text = body.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    multibyte = len(body) - len(text)
    return multibyte > _FEW and wrong * _FEW < multibyte


def _detect(body: bytes) -> Decoded:
    if body[:4] in (b"<\x00!\x00", b"<\x00h\x00", b"<\x00H\x00"):
        return Decoded(body.decode("utf-16le", "replace"), "utf-16le", "detected")
    if _mostly_utf8(body):
        return Decoded(body.decode("utf-8", "replace"), "utf-8", "detected+repaired")
    # Detection looks at the words, not at the markup around them.
    words = (part for part in re.split(rb"[<>\s]+", body[:_READ]) if _NON_ASCII.search(part))
    sample = b" ".join(words)[:_SAMPLE]
    best = charset_normalizer.from_bytes(
        sample, cp_isolation=list(_LEGACY), preemptive_behaviour=False
    ).best()
    name = _LEGACY.get(best.encoding) if best else None
    if name is None:
        return Decoded(_read(body, "windows-1252"), "windows-1252", "fallback")
    return Decoded(_read(body, name), name, "detected")


def _undo_double_encoding(decoded: Decoded) -> Decoded:
    """Repair "CafÃ©" where the whole text speaks for it, not one quoted example of it."""
    text = decoded.text
    if text.isascii():
        return decoded
    sample = text[:_SAMPLE]
    runs = _MOJIBAKE.findall(sample)
    if len(runs) < _MOJIBAKE_RUNS:
        return decoded
    if sum(map(len, runs)) * 10 < len(_HIGH.findall(sample)) * 9:
        return decoded
    repaired = _MOJIBAKE.sub(_repair_run, text)
    if repaired == text:
        return decoded
    return Decoded(repaired, decoded.encoding, decoded.method + "+double-encoded")


def _repair_run(match: re.Match[str]) -> str:
    run = match[0]
    single = bytearray()
    for character in run:
        try:
            single += character.encode("windows-1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:  # noqa: PLR2004 - not a byte in any Latin table
                return run
            single.append(ord(character))
    try:
        return single.decode("utf-8")
    except UnicodeDecodeError:
        return run
