from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.archive.build import several
from warehouse.archive.members import Damage, Member, walk
from warehouse.archive.warc import STORED_LEVEL, member


def test_members_of_any_size_have_exact_boundaries(tmp_path: Path) -> None:
    contents = [b"WARC/1.1 " + bytes([n]) * (10**n) for n in range(7)] + [b""]
    packed = [member(content, n % 2) for n, content in enumerate(contents)]
    path = tmp_path / "x"
    path.write_bytes(b"".join(packed))
    found = list(walk(path))
    assert found == [
        Member(sum(map(len, packed[:n])), len(packed[n]), contents[n]) for n in range(8)
    ]


def test_an_empty_file_has_no_members(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.touch()
    assert list(walk(path)) == []


def test_the_walk_goes_on_after_damage_that_is_longer_than_a_buffer(tmp_path: Path) -> None:
    whole = member(b"WARC/1.1 whole")
    garbage = b"\x1f\x8b\x08" + b"garbage" * 40_000 + b"\x1f\x8b\x08\x00"
    path = tmp_path / "x"
    path.write_bytes(whole + garbage + whole)
    assert list(walk(path)) == [
        Member(0, len(whole), b"WARC/1.1 whole"),
        Damage(len(whole), len(garbage), "damaged"),
        Member(len(whole) + len(garbage), len(whole), b"WARC/1.1 whole"),
    ]


def test_a_gzip_body_inside_a_damaged_record_is_not_taken_for_a_record(tmp_path: Path) -> None:
    inner = member(b"<html>a packed page</html>")
    outer = bytearray(member(b"WARC/1.1 head " + inner, STORED_LEVEL))
    outer[20] ^= 1
    path = tmp_path / "x"
    path.write_bytes(bytes(outer))
    assert list(walk(path)) == [Damage(0, len(outer), "torn")]


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=300), st.integers(0, 10**6))
def test_every_byte_of_a_spoiled_file_is_accounted_for(at: int, junk: bytes, cut: int) -> None:
    with TemporaryDirectory() as folder:
        captures = several(Path(folder), 4)
        path = Path(folder) / captures[0].file
        raw = bytearray(path.read_bytes())
        at %= len(raw)
        raw[at : at + len(junk)] = junk
        path.write_bytes(raw[: cut % len(raw)])
        size = path.stat().st_size
        parts = list(walk(path))
    ends = [part.offset + part.length for part in parts]
    assert [0, *ends] == [*(part.offset for part in parts), size]
