import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.web.robots import (
    FRESH_FOR,
    MAX_BYTES,
    RETRY_FIRST,
    RETRY_LAST,
    STALE_FOR,
    RobotsState,
    Rules,
    decide,
)

NOW = datetime(2024, 5, 12, 2, 0, tzinfo=UTC)
AGENT = "NewsBot/1.0 (+https://newsbot.example/contact; mailto:desk@newsbot.example)"
HOST = "https://example.com"


def rules(text: str) -> Rules:
    return Rules.parse(text.encode())


def test_the_longest_matching_rule_wins() -> None:
    found = rules("User-agent: *\nDisallow: /private\nAllow: /private/ok\n")
    assert found.allows(f"{HOST}/private/ok/1", AGENT)
    assert not found.allows(f"{HOST}/private/no", AGENT)
    assert found.allows(f"{HOST}/", AGENT)


def test_wildcards_and_end_anchors_are_understood() -> None:
    found = rules("User-agent: *\nDisallow: /*.pdf$\nDisallow: /search?q=*\n")
    assert not found.allows(f"{HOST}/a/b.pdf", AGENT)
    assert found.allows(f"{HOST}/a/b.pdf?x", AGENT)
    assert not found.allows(f"{HOST}/search?q=war", AGENT)


def test_the_group_of_the_robot_itself_is_taken() -> None:
    found = rules("User-agent: newsbot\nDisallow: /mine\n\nUser-agent: *\nDisallow: /\n")
    assert found.allows(f"{HOST}/a", AGENT)
    assert not found.allows(f"{HOST}/mine", AGENT)
    assert not found.allows(f"{HOST}/a", "Other/2.0")


def test_words_in_the_comment_of_the_user_agent_match_no_group() -> None:
    found = rules("User-agent: contact\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert found.allows(f"{HOST}/a", AGENT)


def test_a_blank_line_does_not_end_a_group() -> None:
    assert not rules("User-agent: *\n\nDisallow: /x\n").allows(f"{HOST}/x", AGENT)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_does_not_hide_the_first_group(encoding: str) -> None:
    found = Rules.parse("User-agent: *\nDisallow: /\n".encode(encoding))
    assert not found.allows(f"{HOST}/a", AGENT)


def test_an_html_page_has_no_rules() -> None:
    page = b"<!-- x -->\n<!DOCTYPE html><html><pre>User-agent: *\nDisallow: /\n</pre>"
    found = Rules.parse(page)
    assert found.allows(f"{HOST}/a", AGENT)
    assert found.problem == "an HTML page in place of rules"


def test_a_huge_file_is_cut_at_a_whole_line() -> None:
    head = b"User-agent: *\nDisallow: /head\n"
    filler = b"# filler\n" * ((MAX_BYTES - len(head)) // 9)
    tail = b"Disallow: /archive\nDisallow: /behind\n"
    edge = MAX_BYTES - len(head) - len(filler)
    found = Rules.parse(head + filler + b"#" * (edge - 13) + b"\n" + tail)
    assert found.problem == f"cut at {MAX_BYTES} bytes"
    assert not found.allows(f"{HOST}/head", AGENT)
    assert found.allows(f"{HOST}/a", AGENT)
    assert found.allows(f"{HOST}/behind", AGENT)


def test_delays_are_given_as_written() -> None:
    found = rules("User-agent: *\nCrawl-delay: 2.5\nRequest-rate: 1/10s\n")
    assert found.crawl_delay(AGENT) == 2.5
    assert found.request_interval(AGENT) == 10.0
    assert found.delay(AGENT) == 10.0
    assert rules("User-agent: *\nCrawl-delay: 3600\n").delay(AGENT) == 3600.0
    assert rules("User-agent: *\nCrawl-delay: soon\n").delay(AGENT) == 0.0


def test_sitemaps_are_absolute_and_each_named_once() -> None:
    found = rules(
        "Sitemap: https://example.com/a.xml\nsitemap:https://example.com/a.xml\n"
        "Sitemap: /relative.xml\nSitemap: https://example.com/b.xml\nUser-agent: *\n"
    )
    assert found.sitemaps == ("https://example.com/a.xml", "https://example.com/b.xml")


def test_wishes_about_the_use_of_content_are_recorded_and_change_nothing() -> None:
    found = rules("User-agent: *\nContent-Signal: search=yes, ai-train=no # note\nAllow: /\n")
    assert found.wishes == ("Content-Signal: search=yes, ai-train=no",)
    assert found.allows(f"{HOST}/a", AGENT)


@given(st.binary(max_size=300) | st.text("User-agent:*\nDislow/ #$?%", max_size=200))
def test_no_file_raises(body: bytes | str) -> None:
    found = Rules.parse(body if isinstance(body, bytes) else body.encode())
    assert found.allows(f"{HOST}/a?b", AGENT) in (True, False)
    assert found.delay(AGENT) >= 0
    assert all(address.startswith("http") for address in found.sitemaps)


def state(read_at: datetime, text: str = "User-agent: *\nDisallow: /x") -> RobotsState:
    return decide(200, text.encode(), None, read_at)


def test_a_good_answer_gives_rules_for_a_day() -> None:
    found = state(NOW)
    assert found.state == "rules"
    assert found.expires_at == NOW + FRESH_FOR
    assert found.is_fresh(NOW + timedelta(hours=23))
    assert not found.is_fresh(NOW + timedelta(hours=24))
    assert not found.allows(f"{HOST}/x", AGENT)
    assert found.allows(f"{HOST}/y", AGENT)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 302])
def test_an_answer_without_rules_allows_everything(status: int) -> None:
    found = decide(status, b"User-agent: *\nDisallow: /", state(NOW), NOW)
    assert found.state == "allow_all"
    assert found.reason == f"http_{status}"
    assert found.allows(f"{HOST}/x", AGENT)


@pytest.mark.parametrize("answer", [429, 500, 503, "timeout", "dns", "tls", 100, 304])
def test_an_unreachable_file_means_wait(answer: int | str) -> None:
    found = decide(answer, b"User-agent: *\nAllow: /", None, NOW)
    assert found.state == "wait"
    assert not found.allows(f"{HOST}/", AGENT)
    assert found.expires_at == NOW + RETRY_FIRST
    assert str(answer) in found.reason


def test_the_pause_grows_and_never_becomes_permanent() -> None:
    found = None
    pauses = []
    for _ in range(40):
        found = decide("timeout", b"", found, NOW)
        pauses.append(found.expires_at - NOW)
    assert pauses[:3] == [RETRY_FIRST, RETRY_FIRST * 2, RETRY_FIRST * 4]
    assert pauses[-1] == RETRY_LAST


def test_the_server_may_ask_for_patience_within_a_day() -> None:
    def asked(delay: timedelta) -> timedelta:
        return decide(429, b"", None, NOW, delay).expires_at - NOW

    assert asked(timedelta(hours=2)) == timedelta(hours=2)
    assert asked(timedelta(days=400)) == FRESH_FOR
    assert asked(timedelta(seconds=-5)) == RETRY_FIRST


def test_a_stale_copy_serves_while_the_file_is_unreachable() -> None:
    later = NOW + timedelta(days=3)
    found = decide(503, b"", state(NOW), later)
    assert found.state == "rules"
    assert found.read_at == NOW
    assert found.reason == "http_503"
    assert found.expires_at == later + RETRY_FIRST
    assert not found.allows(f"{HOST}/x", AGENT)
    assert decide(503, b"", decide(404, b"", None, NOW), later).state == "allow_all"


def test_a_copy_that_is_too_old_is_not_believed() -> None:
    assert decide("dns", b"", state(NOW), NOW + STALE_FOR).state == "wait"


def test_a_reached_file_ends_the_waiting() -> None:
    waiting = decide("timeout", b"", decide("timeout", b"", None, NOW), NOW)
    found = decide(200, b"", waiting, NOW)
    assert (found.state, found.failures) == ("rules", 0)
    assert found.allows(f"{HOST}/", AGENT)


def test_not_modified_renews_the_copy() -> None:
    later = NOW + timedelta(days=2)
    found = decide(304, b"", state(NOW), later)
    assert found.state == "rules"
    assert found.read_at == later
    assert found.expires_at == later + FRESH_FOR
    assert not found.allows(f"{HOST}/x", AGENT)


def test_a_state_survives_being_stored() -> None:
    for found in (state(NOW), decide(404, b"", None, NOW), decide("dns", b"", state(NOW), NOW)):
        assert RobotsState.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_a_stored_state_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="no state"):
        RobotsState.from_dict({**state(NOW).to_dict(), "state": "perhaps"})
