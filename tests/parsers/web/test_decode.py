import gzip
import subprocess
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from parsers.web.decode import decode_body, gunzip

PAGE = b"<html><body>" + b"".join(b"<p>paragraph %d</p>" % n for n in range(5000)) + b"</body>"
LIMIT = 1 << 20


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("label", CODERS)
def test_each_coding_is_undone(label: str) -> None:
    decoded = decode_body(CODERS[label](PAGE), label, LIMIT)
    assert decoded.body == PAGE
    assert not decoded.truncated
    assert decoded.problem is None
    assert decoded.codings == (label.lower().removeprefix("x-"),)


def test_raw_deflate_is_understood_too() -> None:
    assert decode_body(raw_deflate(PAGE), "deflate", LIMIT).body == PAGE


@pytest.mark.parametrize("label", [None, "", "identity", " , "])
def test_a_plain_body_stays_as_it_is(label: str | None) -> None:
    decoded = decode_body(PAGE, label, LIMIT)
    assert (decoded.body, decoded.problem, decoded.codings) == (PAGE, None, ())


def test_an_empty_body_is_empty_whatever_its_label_says() -> None:
    decoded = decode_body(b"", "gzip", LIMIT)
    assert (decoded.body, decoded.truncated, decoded.problem) == (b"", False, None)


def test_stacked_codings_are_undone_in_reverse_order() -> None:
    decoded = decode_body(brotli.compress(gzip.compress(PAGE)), "gzip, br", LIMIT)
    assert decoded.body == PAGE
    assert decoded.codings == ("br", "gzip")
    assert decoded.problem is None


def test_a_tower_of_codings_is_not_climbed() -> None:
    decoded = decode_body(b"x", "gzip, gzip, gzip, gzip", LIMIT)
    assert decoded.body == b"x"
    assert decoded.problem == "too many codings"


def test_members_of_a_gzip_body_are_joined_and_garbage_behind_them_left_out() -> None:
    payload = gzip.compress(PAGE[:7000]) + gzip.compress(PAGE[7000:]) + b"\0\0\0\0garbage"
    decoded = decode_body(payload, "gzip", LIMIT)
    assert decoded.body == PAGE
    assert decoded.problem is None


def test_very_many_empty_members_are_given_up() -> None:
    decoded = decode_body(gzip.compress(b"a") + gzip.compress(b"") * 20_000, "gzip", LIMIT)
    assert decoded.body == b"a"
    assert decoded.truncated
    assert "members" in (decoded.problem or "")


@pytest.mark.parametrize("label", ["gzip", "deflate", "br", "zstd"])
def test_a_label_that_lies_leaves_the_body_as_it_is(label: str) -> None:
    decoded = decode_body(PAGE, label, LIMIT)
    assert decoded.body == PAGE
    assert decoded.codings == ()
    assert f"labelled {label}, but is not" in (decoded.problem or "")


def test_an_unlabelled_gzip_body_is_unpacked_and_noted() -> None:
    decoded = decode_body(gzip.compress(PAGE), None, LIMIT)
    assert decoded.body == PAGE
    assert decoded.codings == ("gzip",)
    assert decoded.problem == "gzip without a label"


def test_an_unknown_coding_leaves_the_body_as_it_is() -> None:
    decoded = decode_body(PAGE, "utf-8", LIMIT)
    assert decoded.body == PAGE
    assert "utf-8" in (decoded.problem or "")


@pytest.mark.parametrize("label", ["gzip", "deflate", "br"])
def test_a_body_that_ends_early_gives_what_was_there(label: str) -> None:
    payload = CODERS[label](PAGE)
    decoded = decode_body(payload[: len(payload) // 2], label, LIMIT)
    assert decoded.truncated
    assert decoded.problem == f"{label} ends early"
    assert PAGE.startswith(decoded.body)
    assert decoded.body


def test_damage_in_the_middle_gives_what_stood_before_it() -> None:
    payload = bytearray(gzip.compress(PAGE))
    payload[len(payload) // 2] ^= 0xFF
    decoded = decode_body(bytes(payload), "gzip", LIMIT)
    assert decoded.truncated
    assert decoded.problem == "gzip is damaged"
    assert len(decoded.body) > 1000


@pytest.mark.parametrize("label", [None, "gzip", "deflate", "br", "zstd", "br, gzip"])
def test_the_limit_cuts_exactly(label: str | None) -> None:
    payload = PAGE
    for coding in (label or "").split(", "):
        payload = CODERS[coding](payload) if coding else payload
    decoded = decode_body(payload, label, 5000)
    assert decoded.body == PAGE[:5000]
    assert decoded.truncated
    assert decoded.problem == "cut at 5000 bytes"


def test_a_body_exactly_as_long_as_the_limit_is_whole() -> None:
    assert not decode_body(gzip.compress(PAGE), "gzip", len(PAGE)).truncated


# 300 MiB of zeros, decoded in a fresh process; the peak of its memory is compared before and after.
BOMB = """
import resource, sys
from parsers.web.decode import decode_body
payload = bytes.fromhex(sys.stdin.read())
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
decoded = decode_body(payload, sys.argv[1], 25 << 20)
print(decoded.truncated, decoded.problem is not None, len(decoded.body) < 4 << 20, peak() - before)
"""


def bomb(label: str) -> bytes:
    block, blocks = bytes(1 << 20), 300
    if label == "br":
        packer = brotli.Compressor(quality=9)
        return b"".join(packer.process(block) for _ in range(blocks)) + packer.finish()
    if label == "zstd":
        zpacker = zstandard.ZstdCompressor(level=3).compressobj()
        return b"".join(zpacker.compress(block) for _ in range(blocks)) + zpacker.flush()
    gpacker = zlib.compressobj(1, wbits=31)
    return b"".join(gpacker.compress(block) for _ in range(blocks)) + gpacker.flush()


@pytest.mark.parametrize(("label", "at_most"), [("br", 1000), ("zstd", 40_000), ("gzip", 2 << 20)])
def test_a_bomb_of_300_mebibytes_costs_a_few_megabytes(label: str, at_most: int) -> None:
    payload = bomb(label)
    assert len(payload) < at_most
    run = subprocess.run(
        [sys.executable, "-c", BOMB, label],
        input=payload.hex(),
        capture_output=True,
        text=True,
        check=True,
    )
    truncated, has_problem, small, grown = run.stdout.split()
    assert (truncated, has_problem, small) == ("True", "True", "True")
    assert float(grown) < 16


@given(st.binary(), st.sampled_from([None, "gzip", "deflate", "br", "zstd", "gzip, br", "\ud800"]))
def test_no_bytes_and_no_label_raise(payload: bytes, label: str | None) -> None:
    assert len(decode_body(payload, label, 100).body) <= 100


@given(st.binary(), st.sampled_from(["gzip", "deflate", "br", "zstd"]), st.integers(0, 3000))
def test_what_was_packed_comes_back(body: bytes, label: str, limit: int) -> None:
    assert decode_body(CODERS[label](body), label, limit).body == body[:limit]


def test_a_gzip_file_is_known_by_its_first_bytes() -> None:
    assert gunzip(gzip.compress(PAGE), LIMIT).body == PAGE
    assert gunzip(PAGE, LIMIT).body == PAGE
    assert gunzip(PAGE, LIMIT).problem is None


def test_gzip_within_gzip_is_refused() -> None:
    unpacked = gunzip(gzip.compress(gzip.compress(PAGE)), LIMIT)
    assert unpacked.body == b""
    assert unpacked.problem == "gzip within gzip is refused"


def test_a_gzip_file_that_ends_early_gives_what_was_there() -> None:
    unpacked = gunzip(gzip.compress(PAGE)[:-500], LIMIT)
    assert unpacked.truncated
    assert PAGE.startswith(unpacked.body)
