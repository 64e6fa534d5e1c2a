"""Stable ids: every row's key follows from its content.

An id is a 63-bit integer inside (it fits a signed BIGINT) and sixteen hexadecimal digits in
everything published, because spreadsheets and browsers lose the low digits of 64-bit integers.
The recipe is part of the data format: changing it makes every stored id wrong.
"""

from hashlib import blake2b

_MASK = (1 << 63) - 1


def stable_id(*parts: str | int | None) -> int:
    """The id of a row whose key is `parts`; None and "" are told apart, order matters."""
    digest = blake2b(digest_size=8)
    for part in parts:
        text = "\x00" if part is None else f"{part}"
        digest.update(text.encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return int.from_bytes(digest.digest(), "big") & _MASK


def public_id(value: int) -> str:
    """The published form of an id: sixteen hexadecimal digits."""
    return f"{value:016x}"
