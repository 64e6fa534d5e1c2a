"""Rules for robots: asked for once a day, and waited for while they cannot be read."""

import asyncio
import json
from datetime import timedelta

import pytest

from flows.fetch.records import FetchResult
from tests.flows.fetch.world import HOST, OTHER, START, StandingClock, fetched, world
from tests.servers.misbehaving import (
    Conversation,
    Page,
    answer,
    one_after_the_other,
    redirect,
)

_PAGE = answer(b"news")
_FORBIDS = answer(b"User-agent: *\nDisallow: /closed\n")


async def _silence(talk: Conversation) -> None:
    await talk.reader.read(1)


def _with_rules(rules: Page, path: str = "/open", **settings: object) -> FetchResult:
    pages: dict[str, Page] = {"/robots.txt": rules, "/open": _PAGE, "/closed": _PAGE}
    return fetched(pages, path, **settings)  # type: ignore[arg-type]  # settings of any kind


def test_what_the_rules_forbid_is_not_asked_for() -> None:
    async def run() -> None:
        async with world({"/robots.txt": _FORBIDS, "/closed": _PAGE}) as here:
            result = await here.get("/closed")
            assert (result.outcome, result.status, result.exchanges) == ("robots_denied", None, ())
            assert here.server.asked == [f"{HOST}/robots.txt"]

    asyncio.run(run())


def test_the_rules_are_fetched_once_and_handed_over_for_the_archive() -> None:
    async def run() -> None:
        async with world({"/robots.txt": _FORBIDS, "/a": _PAGE, "/b": _PAGE}) as here:
            first, second = await here.get("/a"), await here.get("/b")
            assert [r.request.purpose for r in first.robots] == ["robots"]
            assert first.robots[0].exchanges[-1].response == _FORBIDS
            assert second.robots == ()
            assert here.server.asked.count(f"{HOST}/robots.txt") == 1

    asyncio.run(run())


def test_many_pages_at_once_ask_for_the_rules_once() -> None:
    async def run() -> None:
        async with world({"/robots.txt": _FORBIDS, "/a": _PAGE}) as here:
            results = await asyncio.gather(*(here.get("/a") for _ in range(10)))
            assert {r.outcome for r in results} == {"ok"}
            assert sum(len(r.robots) for r in results) == 1
            assert here.server.asked.count(f"{HOST}/robots.txt") == 1

    asyncio.run(run())


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "502 Gateway"])
def test_rules_that_fail_with_5xx_mean_wait(status: str) -> None:
    result = _with_rules(answer(b"User-agent: *\nAllow: /", status))
    assert (result.outcome, result.exchanges) == ("robots_unreachable", ())
    assert result.wait_until is not None
    assert result.wait_until > START
    assert result.robots[-1].status == int(status[:3])


def test_rules_that_do_not_come_mean_wait() -> None:
    result = _with_rules(_silence, read_timeout=0.2)
    assert result.outcome == "robots_unreachable"
    assert result.robots[-1].failure == "timeout"


def test_429_for_the_rules_means_wait_as_long_as_asked() -> None:
    result = _with_rules(answer(b"", "429 Slow down", "Retry-After: 7200"))
    assert result.outcome == "robots_unreachable"
    assert result.wait_until == START + timedelta(hours=2)


@pytest.mark.parametrize("status", ["401 No", "403 No", "404 No", "410 No"])
def test_a_host_without_rules_allows_everything(status: str) -> None:
    assert _with_rules(answer(b"", status)).outcome == "ok"


def test_an_html_page_in_place_of_rules_forbids_nothing() -> None:
    page = answer(b"<!doctype html><p>Disallow: /open", "200 OK", "Content-Type: text/html")
    assert _with_rules(page).outcome == "ok"


def test_a_byte_order_mark_does_not_hide_the_rules() -> None:
    rules = answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /closed\n")
    assert _with_rules(rules, "/closed").outcome == "robots_denied"


def test_rules_beyond_half_a_megabyte_are_not_read() -> None:
    filler = b"".join(b"Disallow: /filler/%07d\n" % n for n in range(26_000))
    big = b"User-agent: *\nDisallow: /closed\n" + filler + b"Disallow: /open\n"
    assert len(big) > 600_000
    assert _with_rules(answer(big), "/closed").outcome == "robots_denied"
    assert _with_rules(answer(big), "/open").outcome == "ok"


def test_rules_may_live_on_another_host() -> None:
    pages: dict[str, Page] = {
        f"{HOST}/robots.txt": redirect(f"http://{OTHER}/rules.txt", "301 Moved"),
        f"{OTHER}/rules.txt": _FORBIDS,
        "/closed": _PAGE,
    }
    result = fetched(pages, "/closed")
    assert result.outcome == "robots_denied"
    assert len(result.robots[0].exchanges) == 2


def test_rules_that_redirect_for_ever_are_no_rules() -> None:
    pages: dict[str, Page] = {f"/r{n}": redirect(f"/r{n + 1}") for n in range(9)}
    result = fetched(pages | {"/robots.txt": redirect("/r0"), "/open": _PAGE}, "/open")
    assert result.outcome == "ok"
    assert len(result.robots[0].exchanges) == 6


def test_rules_that_redirect_into_the_house_block_the_page() -> None:
    result = _with_rules(redirect("http://169.254.169.254/robots.txt"))
    assert (result.outcome, result.failure) == ("failed", "blocked_address")


def test_rules_are_asked_for_again_after_a_day() -> None:
    rules = one_after_the_other(answer(b"User-agent: *\nAllow: /\n"), _FORBIDS)

    async def run() -> None:
        async with world({"/robots.txt": rules, "/closed": _PAGE}) as here:
            assert (await here.get("/closed")).outcome == "ok"
            here.clock.instant += timedelta(hours=23)
            assert (await here.get("/closed")).outcome == "ok"
            here.clock.instant += timedelta(hours=2)
            assert (await here.get("/closed")).outcome == "robots_denied"

    asyncio.run(run())


def test_a_copy_serves_on_while_the_rules_cannot_be_read() -> None:
    rules = one_after_the_other(_FORBIDS, answer(b"", "500 Oops"))

    async def run() -> None:
        async with world({"/robots.txt": rules, "/closed": _PAGE, "/open": _PAGE}) as here:
            await here.get("/open")
            here.clock.instant += timedelta(hours=25)
            assert (await here.get("/closed")).outcome == "robots_denied"
            assert (await here.get("/open")).outcome == "ok"

    asyncio.run(run())


def test_a_host_that_comes_back_is_asked_again_when_the_wait_is_over() -> None:
    rules = one_after_the_other(*[answer(b"", "500 Oops")] * 3, _FORBIDS)

    async def run() -> None:
        async with world({"/robots.txt": rules, "/open": _PAGE}) as here:
            waiting = await here.get("/open")
            assert waiting.outcome == "robots_unreachable"
            asked = len(here.server.asked)
            assert (await here.get("/open")).outcome == "robots_unreachable"
            assert len(here.server.asked) == asked, "no question while waiting"
            assert waiting.wait_until is not None
            here.clock.instant = waiting.wait_until
            assert (await here.get("/open")).outcome == "ok"

    asyncio.run(run())


def test_what_is_known_of_hosts_survives_as_json() -> None:
    async def run() -> None:
        clock = StandingClock()
        pages: dict[str, Page] = {"/robots.txt": _FORBIDS, "/open": _PAGE, "/closed": _PAGE}
        async with world(pages, clock=clock) as here:
            await here.get("/open")
            stored = json.loads(json.dumps(here.fetcher.hosts_state()))
        assert stored[HOST]["requests_today"] == 2
        async with world(pages, clock=clock, hosts=stored) as here:
            assert (await here.get("/closed")).outcome == "robots_denied"
            assert here.server.asked == []
            assert here.fetcher.hosts_state() == stored

    asyncio.run(run())


@pytest.mark.parametrize("damage", [{}, {"state": "?"}, {"state": "rules"}, None, 7])
def test_stored_rules_that_cannot_be_read_are_asked_for_again(damage: object) -> None:
    hosts = {HOST: {"robots": {f"http://{HOST}": damage}, "unknown key": 1}}
    result = _with_rules(_FORBIDS, hosts=hosts)
    assert (result.outcome, len(result.robots)) == ("ok", 1)


@pytest.mark.parametrize(
    "wish", [b"Crawl-delay: 1e308", b"Crawl-delay: inf", b"Request-rate: 1/" + b"9" * 400 + b"s"]
)
def test_an_absurd_delay_closes_the_lane_and_breaks_nothing(wish: bytes) -> None:
    async def run() -> None:
        rules = answer(b"User-agent: *\n" + wish + b"\n")
        async with world({"/robots.txt": rules, "/a": _PAGE}) as here:
            assert (await here.get("/a")).outcome == "ok"
            assert (await here.get("/a")).outcome in ("ok", "busy")
            assert json.dumps(here.fetcher.hosts_state())

    asyncio.run(run())


def test_the_group_of_our_own_name_is_obeyed() -> None:
    rules = answer(b"User-agent: sitrep-test\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert _with_rules(rules).outcome == "robots_denied"


def test_wishes_on_text_mining_are_asked_for_once_a_day() -> None:
    wishes = answer(b'[{"location": "/", "tdm-reservation": 1}]')
    pages: dict[str, Page] = {"/.well-known/tdmrep.json": wishes, "/a": _PAGE, "/b": _PAGE}

    async def run() -> None:
        async with world(pages, tdm_files=True) as here:
            first, second = await here.get("/a"), await here.get("/b")
            assert [r.request.purpose for r in first.robots] == ["robots", "tdm"]
            assert first.robots[1].body.startswith(b"[")
            assert second.robots == ()
            assert (await here.get("/a", "feed")).robots == ()
            here.clock.instant += timedelta(days=1)
            assert [r.request.purpose for r in (await here.get("/a")).robots] == ["robots", "tdm"]

    asyncio.run(run())


def test_a_failing_wish_file_changes_nothing() -> None:
    pages: dict[str, Page] = {"/.well-known/tdmrep.json": answer(b"", "500 Oops"), "/a": _PAGE}
    result = fetched(pages, "/a", tdm_files=True)
    assert (result.outcome, result.robots[-1].outcome) == ("ok", "server_error")
