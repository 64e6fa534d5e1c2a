import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.config import (
    CheckReport,
    Finding,
    Source,
    enabled_sources,
    load_sources,
    parse_source,
    record_check,
    source_names,
    source_state,
    source_states,
)
from parsers.errors import ConfigError

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
FILE = """
title = "Paper"
home = "https://www.paper.org/"
country = "UKR"
languages = ["uk", "en"]
time_zone = "Europe/Kyiv"
feeds = ["https://www.paper.org/rss"]
known_from = "its front page"
"""


def paper(extra: str = "", base: str = FILE) -> Source:
    return parse_source("paper", (base + extra).encode(), "paper.toml")


def put(home: Path, name: str, text: str = FILE) -> Path:
    path = home / "sources" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def passed(name: str, level: str = "ok") -> CheckReport:
    finding = Finding.model_validate({"level": level, "what": "looked at"})
    return CheckReport(source=name, checked_at=NOW, findings=(finding,))


def test_a_source_is_read_with_its_defaults() -> None:
    source = paper()
    assert (source.name, source.language, source.verified) == ("paper", "uk", "never")
    assert source.hosts == ("www.paper.org",)
    assert source.politeness.max_articles_per_night == 500
    assert not source.disabled


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ("feedz = []", "feedz: unknown key; did you mean feeds?"),
        ("name = 'x'", "name: unknown key; the file's own name is the name"),
        ("[politeness]\ndeley = 1", "politeness.deley: unknown key; did you mean delay?"),
        ("[expectations]\nshare_with_date = 95", "less than or equal to 1; it is the least share"),
        ("sitemaps = ['ftp://paper.org/x']", "sitemaps[0]: 'ftp://paper.org/x' is no address"),
        ("sitemaps = ['https://me:pw@paper.org/']", "no user name"),
        ("sitemaps = ['https://']", "sitemaps[0]: "),
        ("sitemaps = ['https://paper.org/{yyyy}']", "sitemaps[0]: "),
        ("archive_pages = ['https://paper.org/{yyyy}/{dy}']", "unknown placeholder {dy}"),
        ("archive_pages = ['https://paper.org/all']", "needs {yyyy}"),
        ("archive_pages = ['paper/{yyyy}']", "archive_pages[0]: "),
        ("deny = ['(']", "deny[0]: '(' is no pattern: missing )"),
        ("deny = ['(?!x)']", "do without look-around"),
        ("deny = ['']", "1 to 300 characters"),
        (f"deny = ['{'a' * 301}']", "1 to 300 characters"),
        ("deny = 'x'", "deny: should be a valid tuple; it is patterns"),
        ("verified = 'yesterday'", 'write "never", or the day'),
        ("verified = 2026-03-01T10:00:00Z", 'write "never", or the day'),
        ("[signals]\ntdm = 'ignore'", "signals.tdm: should be 'obey' or 'record'"),
        ("disabled = 'no'", "disabled: should be a valid boolean"),
        ("[politeness]\nmax_articles_per_night = 0", "greater than or equal to 1"),
    ],
)
def test_a_wrong_source_file_is_named_with_file_key_and_remedy(extra: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        paper(extra)
    message = str(caught.value)
    assert message.startswith("paper.toml: ")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"UKR"', '"UA"', "'UA' is no ISO 3166-1 alpha-3 code"),
        ('"UKR"', '"ukr"', "no ISO 3166-1"),
        ('"uk"', '"ukr"', "has a two-letter code; write uk"),
        ('"uk"', '"ua"', "'ua' is no language tag"),
        ('"uk"', '"UK"', "no language tag"),
        ('["uk", "en"]', "[]", "languages: "),
        ("Europe/Kyiv", "Kyiv", "'Kyiv' is no time zone; did you mean Europe/Kyiv?"),
        ('feeds = ["https://www.paper.org/rss"]', "", "no place to find links in; add one of"),
        ('title = "Paper"', "", "title: missing; add it (what the publisher calls itself)"),
        ("its front page", "", "known_from: "),
    ],
)
def test_a_wrong_required_key_says_what_to_write(old: str, new: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        paper(base=FILE.replace(old, new))
    assert says in str(caught.value)


@pytest.mark.parametrize("name", ["Paper", "a--b", "-a", "a_b", "", "a/b", "x" * 61])
def test_a_file_with_a_wrong_name_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="no name of a source"):
        parse_source(name, FILE.encode(), "x.toml")


def test_without_patterns_a_source_has_the_articles_of_its_site() -> None:
    source = paper()
    assert source.allows("https://www.paper.org/a")
    assert source.allows("http://news.paper.org/a")
    assert not source.allows("https://paper.org.evil.net/a")
    assert not source.allows("https://other.org/?https://www.paper.org/")


def test_allow_names_the_articles_and_deny_wins() -> None:
    source = paper("allow = ['^https://[a-z]+\\.paper\\.(org|net)/2']\ndeny = ['/video/']")
    assert source.allows("https://www.paper.net/2026/a")
    assert not source.allows("https://www.paper.org/about")
    assert not source.allows("https://www.paper.org/2026/video/a")


def test_a_pattern_of_nested_quantifiers_takes_linear_time() -> None:
    source = paper("deny = ['(a+)+(b|a+)*c$']")
    begun = time.process_time()
    assert source.allows("https://www.paper.org/" + "a" * 200_000)
    assert time.process_time() - begun < 1


@given(st.text(max_size=80))
def test_allows_never_raises(url: str) -> None:
    assert paper("deny = ['/video/']").allows(url) in (True, False)


@given(st.binary(max_size=200))
def test_no_bytes_give_anything_but_a_source_or_a_config_error(content: bytes) -> None:
    message = ""
    try:
        parse_source("paper", FILE.encode() + content, "paper.toml")
    except ConfigError as error:
        message = str(error)
    assert message == "" or message.startswith("paper.toml: ")


def test_hosts_of_dated_addresses_count_as_well() -> None:
    source = paper("archive_pages = ['https://old.paper.org/{yyyy}/{mm}/{dd}?p={page}']")
    assert source.hosts == ("www.paper.org", "old.paper.org")


def test_a_file_of_the_home_folder_stands_for_the_packaged_one(tmp_path: Path) -> None:
    assert source_state(tmp_path, "dawn").origin == "packaged"
    put(tmp_path, "dawn")
    state = source_state(tmp_path, "dawn")
    assert (state.origin, state.source and state.source.title) == ("home", "Paper")
    assert source_names(tmp_path) == source_names(Path("nowhere"))


def test_what_editors_leave_behind_is_no_source(tmp_path: Path) -> None:
    put(tmp_path, ".paper")
    (tmp_path / "sources" / "paper.toml~").write_text(FILE)
    assert source_names(tmp_path) == source_names(Path("nowhere"))


def test_a_source_is_enabled_by_a_passed_check_and_by_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "paper")
    assert (
        "never checked; run `sitrep sources check paper`"
        in source_state(tmp_path, "paper").obstacle
    )
    record_check(tmp_path, passed("paper", "fail"))
    assert "its check of 2026-03-10 failed" in source_state(tmp_path, "paper").obstacle
    record_check(tmp_path, passed("paper", "warn"))
    assert source_state(tmp_path, "paper").enabled
    assert [one.name for one in enabled_sources(tmp_path)] == ["paper"]


def test_a_changed_file_has_to_pass_again(tmp_path: Path) -> None:
    path = put(tmp_path, "paper")
    record_check(tmp_path, passed("paper"))
    path.write_text(FILE + "# a word\n")
    state = source_state(tmp_path, "paper")
    assert not state.enabled
    assert "changed since its check" in state.obstacle
    assert enabled_sources(tmp_path) == ()


def test_a_disabled_source_stays_out_whatever_its_check_says(tmp_path: Path) -> None:
    put(tmp_path, "paper", FILE + "disabled = true\n")
    record_check(tmp_path, passed("paper"))
    assert source_state(tmp_path, "paper").obstacle.startswith("disabled in its file")
    with pytest.raises(ConfigError, match="source paper is not enabled: disabled"):
        enabled_sources(tmp_path, ["paper"])


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"passed": true}'])
def test_a_damaged_check_counts_as_none(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, "paper")
    record_check(tmp_path, passed("paper")).write_bytes(content)
    assert "never checked" in source_state(tmp_path, "paper").obstacle


def test_a_check_is_kept_as_readable_json_and_leaves_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "paper")
    path = record_check(tmp_path, passed("paper"))
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert path == tmp_path / "checks" / "paper.json"
    assert kept["passed"] is True
    assert kept["digest"] == source_state(tmp_path, "paper").digest
    assert kept["checked_at"] == "2026-03-10T01:00:00Z"
    assert list(path.parent.iterdir()) == [path]


def test_a_check_that_looked_at_nothing_has_not_passed() -> None:
    assert not CheckReport(source="paper", checked_at=NOW, findings=()).passed


def test_a_folder_that_cannot_be_written_is_a_config_error(tmp_path: Path) -> None:
    put(tmp_path, "paper")
    (tmp_path / "checks").write_text("in the way")
    with pytest.raises(ConfigError, match="cannot be written"):
        record_check(tmp_path, passed("paper"))


def test_a_wrong_file_shows_in_the_list_and_stops_a_night(tmp_path: Path) -> None:
    put(tmp_path, "paper", FILE + "feedz = []")
    broken = [state for state in source_states(tmp_path) if not state.source]
    assert [state.name for state in broken] == ["paper"]
    assert "did you mean feeds?" in broken[0].obstacle
    with pytest.raises(ConfigError, match="did you mean feeds"):
        enabled_sources(tmp_path)
    with pytest.raises(ConfigError, match="did you mean feeds"):
        load_sources(tmp_path)
    assert [one.name for one in load_sources(tmp_path, ["dawn"])] == ["dawn"]


def test_a_folder_named_like_a_source_is_a_wrong_file(tmp_path: Path) -> None:
    (tmp_path / "sources" / "paper.toml").mkdir(parents=True)
    assert "cannot be read" in source_state(tmp_path, "paper").obstacle


def test_an_unknown_name_gets_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no source 'down'; did you mean dawn\?"):
        load_sources(tmp_path, ["down"])


def test_names_asked_for_come_once_and_in_order(tmp_path: Path) -> None:
    asked = ["the-hindu", "dawn", "the-hindu"]
    assert [one.name for one in load_sources(tmp_path, asked)] == ["the-hindu", "dawn"]
