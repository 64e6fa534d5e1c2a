import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.web.signals import Signals, TdmRule, read_signals, tdm_reserved_by, tdm_rules


def header(value: str) -> Signals:
    return read_signals([("x-robots-tag", value)])


def meta(name: str, content: str) -> Signals:
    return read_signals(metas=[(name, content)])


def test_nothing_said_is_nothing_asked() -> None:
    assert read_signals([("content-type", "text/html")], [("author", "noarchive")]) == Signals()


def test_a_header_asks_for_no_archived_copy() -> None:
    asked = header("NoArchive, nofollow")
    assert asked.noarchive
    assert not asked.noindex
    assert asked.evidence == ("header x-robots-tag: NoArchive, nofollow",)


@pytest.mark.parametrize("word", ["none", "noarchive", "nocache"])
def test_each_word_against_copies_counts_in_header_and_meta(word: str) -> None:
    assert header(word).noarchive
    assert meta("ROBOTS", f"index {word}").noarchive


def test_none_is_noindex_too_and_all_is_nothing() -> None:
    assert header("none").noindex
    assert header("all") == Signals()
    assert meta("robots", "index, follow, max-image-preview:large").evidence == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("otherbot: noarchive", False),
        ("otherbot: noindex, noarchive", False),
        ("sitrep: noarchive", True),
        ("otherbot: noindex, Sitrep: noarchive", True),
        ("otherbot: noindex, *: noarchive", True),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST, noarchive", True),
        ("max-snippet:-1, noarchive", True),
        ("otherbot: max-snippet:-1, noarchive", False),
    ],
)
def test_a_robots_name_scopes_the_words_behind_it(value: str, *, expected: bool) -> None:
    assert header(value).noarchive is expected


def test_repeated_headers_are_scoped_one_by_one() -> None:
    asked = read_signals([("x-robots-tag", "otherbot: noindex"), ("x-robots-tag", "noarchive")])
    assert asked.noarchive
    assert not asked.noindex


def test_a_meta_for_this_robot_counts_and_one_for_another_does_not() -> None:
    assert meta("sitrep", "noarchive").noarchive
    assert not meta("otherbot", "noarchive").noarchive


def test_wishes_against_training_are_recorded() -> None:
    assert header("noai, noimageai").noai
    assert meta("robots", "noai").noai
    assert header("noai").tdm_reserved is None


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), ("yes", None)])
def test_a_reservation_is_one_or_zero(value: str, *, expected: bool | None) -> None:
    assert read_signals([("tdm-reservation", value)]).tdm_reserved is expected
    assert meta("tdm-reservation", value).tdm_reserved is expected


def test_the_header_goes_before_the_page_and_the_page_before_the_site() -> None:
    page = [("tdm-reservation", "0")]
    assert read_signals([("tdm-reservation", "1")], page).tdm_reserved is True
    assert read_signals((), page, tdm_of_site=True).tdm_reserved is False
    assert read_signals((), (), tdm_of_site=True).tdm_reserved is True


def test_joined_headers_with_one_reservation_are_a_reservation() -> None:
    asked = read_signals([("tdm-reservation", "0, 1")])
    assert asked.tdm_reserved is True
    assert asked.evidence == ("header tdm-reservation: 0, 1",)


FILE = json.dumps(
    [
        {"location": "/free/*", "tdm-reservation": 0},
        {"location": "*.pdf$", "tdm-reservation": "1"},
        {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.com/policy.json"},
        {"location": 7, "tdm-reservation": 1},
        {"location": "/x", "tdm-reservation": True},
        "noise",
    ]
).encode()


def test_the_first_rule_of_the_sites_file_that_covers_an_address_decides() -> None:
    rules = tdm_rules(b"\xef\xbb\xbf" + FILE)
    assert len(rules) == 3
    assert tdm_reserved_by(rules, "https://example.com/free/a%20b") is False
    assert tdm_reserved_by(rules[:2], "https://example.com/a.pdf") is True
    assert tdm_reserved_by(rules[:2], "https://example.com/a.pdf?x") is None
    assert tdm_reserved_by(rules, "https://example.com") is True
    assert tdm_reserved_by((), "https://example.com/") is None


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"null", b"7", b"[[]]", b"[" * 100_000, b"\xff\xfe", b'[{"location":']
)
def test_a_file_that_is_no_list_of_rules_has_none(body: bytes) -> None:
    assert tdm_rules(body) == ()


def test_a_hostile_pattern_costs_no_time() -> None:
    rules = tdm_rules(json.dumps([{"location": "*a" * 200 + "$", "tdm-reservation": 1}]).encode())
    started = time.process_time()
    assert tdm_reserved_by(rules, "https://example.com/" + "a" * 4000 + "b") is None
    stars = TdmRule("*" * 500 + "b$", reserved=True)
    assert not stars.covers("a" * 4000)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("location", "path", "expected"),
    [
        ("/a", "/abc", True),
        ("/a$", "/abc", False),
        ("/a$", "/a", True),
        ("*", "/anything", True),
        ("/a*c$", "/abc", True),
        ("/a*c$", "/abcd", False),
        ("/a*c", "/abcd", True),
        ("/a*b*a$", "/aba", True),
        ("/a*a$", "/a", False),
        ("*x*y", "/yx", False),
        ("**/b", "/a/b", True),
    ],
)
def test_a_location_covers_paths_as_in_robots_rules(
    location: str, path: str, *, expected: bool
) -> None:
    assert TdmRule(location, reserved=True).covers(path) is expected


@given(st.text("ab*", max_size=8), st.text("ab", max_size=10), st.sampled_from(["", "$"]))
def test_covering_is_what_a_regex_would_say(location: str, path: str, whole: str) -> None:
    pattern = ".*".join(location.split("*"))
    expected = bool(re.fullmatch(pattern, path) if whole else re.match(pattern, path))
    assert TdmRule(location + whole, reserved=True).covers(path) is expected


@given(st.binary() | st.text().map(str.encode), st.text(), st.text())
def test_no_input_raises(body: bytes, name: str, value: str) -> None:
    assert isinstance(tdm_rules(body), tuple)
    asked = read_signals([(name, value), ("x-robots-tag", value)], [(name, value)])
    assert isinstance(asked.evidence, tuple)
