"""Redirects are followed by us, hop by hop, each hop kept and each hop checked."""

import asyncio

import pytest

from flows.fetch.records import Validators
from tests.flows.fetch.world import HOST, OTHER, fetched, world
from tests.servers.misbehaving import Conversation, Page, answer, redirect


def test_every_hop_is_an_exchange_and_the_last_is_the_answer() -> None:
    pages: dict[str, Page] = {
        "/a": redirect("/b", "301 Moved"),
        "/b": redirect(f"http://{OTHER}/c#part", "307 Elsewhere"),
        "/c": answer(b"here"),
    }
    result = fetched(pages, "/a")
    assert (result.outcome, result.body) == ("ok", b"here")
    assert result.final_url == f"http://{OTHER}/c"
    assert [e.url for e in result.exchanges] == [
        f"http://{HOST}/a",
        f"http://{HOST}/b",
        f"http://{OTHER}/c",
    ]


def test_a_circle_is_noticed() -> None:
    result = fetched({"/a": redirect("/b"), "/b": redirect("/a")}, "/a")
    assert (result.outcome, result.detail) == ("redirect_refused", "a redirect in a circle")
    assert len(result.exchanges) == 2


def test_a_page_that_redirects_to_itself_for_want_of_a_cookie_is_a_circle() -> None:
    page = answer(b"", "302 Found", "Location: /a", "Set-Cookie: seen=1")

    async def run() -> None:
        async with world({"/a": page}) as here:
            assert (await here.get("/a")).outcome == "redirect_refused"
            await here.get("/a")
            assert all(b"cookie" not in head.lower() for head in here.server.heads)

    asyncio.run(run())


def test_twenty_hops_are_too_many() -> None:
    pages: dict[str, Page] = {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    result = fetched(pages, "/0")
    assert (result.outcome, result.detail) == ("redirect_refused", "more than 10 redirects")
    assert len(result.exchanges) == 11


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/", "http://u:p@a.example/", ""],
)
def test_only_plain_web_addresses_are_followed(target: str) -> None:
    result = fetched({"/a": redirect(target)}, "/a")
    assert result.outcome == "redirect_refused"
    assert len(result.exchanges) == 1


def test_a_redirect_without_a_target_is_refused() -> None:
    assert fetched({"/a": answer(b"", "302 Found")}, "/a").outcome == "redirect_refused"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/latest/meta-data/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
    ],
)
def test_a_redirect_into_the_house_is_blocked(target: str) -> None:
    result = fetched({"/a": redirect(target)}, "/a")
    assert (result.outcome, result.failure) == ("failed", "blocked_address")
    assert len(result.exchanges) == 1, "the redirect itself is kept"


def test_a_target_in_raw_utf8_is_understood() -> None:
    page = b"HTTP/1.1 302 Found\r\nLocation: /caf\xc3\xa9\r\nContent-Length: 0\r\n\r\n"
    result = fetched({"/a": page, "/caf%C3%A9": answer(b"open")}, "/a")
    assert (result.outcome, result.body) == ("ok", b"open")


def test_rules_are_asked_for_at_every_hop() -> None:
    pages: dict[str, Page] = {
        f"{HOST}/a": redirect(f"http://{OTHER}/secret"),
        f"{OTHER}/robots.txt": answer(b"User-agent: *\nDisallow: /secret\n"),
        f"{OTHER}/secret": answer(b"not for robots"),
    }

    async def run() -> None:
        async with world(pages) as here:
            result = await here.get("/a")
            assert (result.outcome, result.final_url) == ("robots_denied", f"http://{OTHER}/secret")
            assert f"{OTHER}/secret" not in here.server.asked
            assert [r.final_url for r in result.robots] == [
                f"http://{HOST}/robots.txt",
                f"http://{OTHER}/robots.txt",
            ]

    asyncio.run(run())


def _conditional(talk: Conversation) -> bytes:
    fresh = talk.header("if-none-match") == '"v1"' or talk.header("if-modified-since") is not None
    return answer(b"", "304 Not Modified", 'ETag: "v1"') if fresh else answer(b"new")


async def _serve_conditionally(talk: Conversation) -> None:
    await talk.send(_conditional(talk))


@pytest.mark.parametrize(
    "validators",
    [Validators(etag='"v1"'), Validators(last_modified="Fri, 17 May 2024 08:00:00 GMT")],
    ids=["etag", "date"],
)
def test_what_has_not_changed_is_not_sent_again(validators: Validators) -> None:
    result = fetched({"/feed": _serve_conditionally}, "/feed", "feed", validators)
    assert (result.outcome, result.status, result.body) == ("not_modified", 304, b"")
    assert len(result.exchanges) == 1


def test_conditions_survive_a_redirect() -> None:
    pages: dict[str, Page] = {"/old": redirect("/feed"), "/feed": _serve_conditionally}
    assert fetched(pages, "/old", "feed", Validators(etag='"v1"')).outcome == "not_modified"


def test_a_304_that_nobody_asked_for_is_a_failure() -> None:
    result = fetched({"/feed": answer(b"", "304 Not Modified")}, "/feed", "feed")
    assert (result.outcome, result.failure) == ("failed", "protocol")


def test_a_hostile_validator_is_not_sent() -> None:
    validators = Validators(etag='"a"\r\nX-Evil: 1', last_modified="\u4eca")
    result = fetched({"/feed": _serve_conditionally}, "/feed", "feed", validators)
    assert (result.outcome, result.body) == ("ok", b"new")
    assert b"X-Evil" not in result.exchanges[-1].request


@pytest.mark.parametrize("url", ["ftp://a.example/x", "nonsense", "http://u:p@a.example/", ""])
def test_what_is_no_web_address_is_not_fetched(url: str) -> None:
    async def run() -> None:
        async with world({}) as here:
            request = here.get(url if "://" in url else f"x://{url}")
            result = await request
            assert (result.outcome, result.failure, result.exchanges) == ("failed", "protocol", ())

    asyncio.run(run())
