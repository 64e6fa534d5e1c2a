"""Content codings that lie, break or explode, on their way through the fetcher."""

import gzip
import tracemalloc

import brotli
import pytest
import zstandard

from tests.flows.fetch.world import fetched
from tests.servers.misbehaving import answer

_MIB = 1 << 20


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=5)
    zeros = bytes(_MIB)
    return b"".join([packer.process(zeros) for _ in range(300)]) + packer.finish()


def _zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    return b"".join([packer.compress(bytes(_MIB)) for _ in range(300)]) + packer.flush()


def _gzip_bomb() -> bytes:
    return gzip.compress(bytes(100 * _MIB), 9, mtime=0)


@pytest.mark.parametrize(
    ("coding", "bomb"), [("br", _brotli_bomb), ("zstd", _zstd_bomb), ("gzip", _gzip_bomb)]
)
def test_a_decompression_bomb_costs_a_few_megabytes(coding: str, bomb: object) -> None:
    assert callable(bomb)
    page = answer(bomb(), "200 OK", f"Content-Encoding: {coding}")
    tracemalloc.start()
    try:
        result = fetched({"/": page})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (result.outcome, result.failure, result.body) == ("failed", "too_large", b"")
    assert result.exchanges[-1].response == page, "the archive gets the bomb as it came"
    assert peak < 30 * _MIB


def test_a_body_that_is_not_what_its_coding_says_is_read_as_it_is() -> None:
    result = fetched({"/": answer(b"<p>plain", "200 OK", "Content-Encoding: gzip")})
    assert (result.outcome, result.body) == ("ok", b"<p>plain")
    assert any("labelled gzip" in problem for problem in result.problems)


def test_gzip_without_a_label_is_unpacked_and_reported() -> None:
    result = fetched({"/": answer(gzip.compress(b"<p>packed"))})
    assert (result.outcome, result.body) == ("ok", b"<p>packed")
    assert result.problems


def test_an_unknown_coding_is_a_failure_with_the_bytes_kept() -> None:
    page = answer(b"??", "200 OK", "Content-Encoding: lzma-9000")
    result = fetched({"/": page})
    assert (result.outcome, result.failure) == ("failed", "bad_encoding")
    assert result.exchanges[-1].response == page


def test_damaged_gzip_is_a_failure() -> None:
    packed = bytearray(gzip.compress(b"<p>some words and more words" * 500))
    packed[len(packed) // 2] ^= 0xFF
    result = fetched({"/": answer(bytes(packed), "200 OK", "Content-Encoding: gzip")})
    assert (result.outcome, result.failure) == ("failed", "bad_encoding")
