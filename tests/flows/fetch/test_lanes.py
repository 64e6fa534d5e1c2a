"""One lane per host: spacing, back-off, budgets."""

import asyncio
from datetime import timedelta

import pytest

from flows.fetch.lanes import HostState, Lane
from flows.fetch.settings import FetchSettings
from tests.flows.fetch.world import HOST, OTHER, START, StandingClock, world
from tests.servers.misbehaving import Conversation, Page, answer, one_after_the_other

_PAGE = answer(b"news")


def _lane(state: HostState | None = None, **limits: float) -> tuple[Lane, StandingClock]:
    clock = StandingClock()
    known: dict[str, float] = {"jitter": 0.0, "min_delay": 2.0} | limits
    settings = FetchSettings(
        user_agent="x",
        clock=clock,
        sleep=clock.sleep,
        random=lambda: 0.5,
        **known,  # type: ignore[arg-type]  # numbers only
    )
    return Lane(HOST, state or HostState(), settings), clock


def test_requests_to_one_host_go_one_after_the_other_and_apart() -> None:
    async def slow(talk: Conversation) -> None:
        await asyncio.sleep(0.02)
        await talk.send(_PAGE)

    async def run() -> None:
        async with world({"/a": slow}, min_delay=3.0) as here:
            await asyncio.gather(*(here.get("/a") for _ in range(5)))
            assert here.server.most_in_flight == 1
            assert here.clock.slept == pytest.approx([3.0] * 5), "rules first, then five pages"

    asyncio.run(run())


def test_different_hosts_do_not_wait_for_each_other() -> None:
    async def slow(talk: Conversation) -> None:
        await asyncio.sleep(0.1)
        await talk.send(_PAGE)

    async def run() -> None:
        async with world({"/robots.txt": _PAGE, "/a": slow}) as here:
            urls = [f"http://{host}/a" for host in (HOST, OTHER)]
            await asyncio.gather(*(here.get(url) for url in urls))
            assert here.server.most_in_flight == 2

    asyncio.run(run())


@pytest.mark.parametrize(
    ("limits", "latency", "asked", "seconds"),
    [
        ({"min_delay": 2.0}, 0.1, 0.0, 2.0),
        ({"min_delay": 2.0}, 0.1, 7.5, 7.5),
        ({"min_delay": 2.0, "latency_factor": 3.0}, 4.0, 7.5, 12.0),
        ({"latency_factor": 3.0, "max_delay": 60.0}, 50.0, 0.0, 60.0),
        ({"min_delay": 2.0, "jitter": 0.2}, 0.0, 10.0, 11.0),
        ({"latency_factor": 3.0, "max_delay": 60.0, "jitter": 0.2}, 50.0, 0.0, 55.0),
    ],
)
def test_the_largest_wish_for_distance_wins(
    limits: dict[str, float], latency: float, asked: float, seconds: float
) -> None:
    lane, _ = _lane(**limits)
    lane.answered(latency, asked)
    assert lane.state.next_allowed_at == START + timedelta(seconds=seconds)


def test_a_crawl_delay_in_the_rules_is_kept() -> None:
    rules = answer(b"User-agent: *\nCrawl-delay: 7.5\n")

    async def run() -> None:
        async with world({"/robots.txt": rules, "/a": _PAGE}) as here:
            await here.get("/a")
            await here.get("/a")
            assert here.clock.slept == [7.5]

    asyncio.run(run())


def test_the_delay_of_the_source_is_kept() -> None:
    async def run() -> None:
        async with world({"/a": _PAGE}) as here:
            await here.get("/a", crawl_delay=4.0)
            await here.get("/a", crawl_delay=4.0)
            assert here.clock.slept == [4.0, 4.0]

    asyncio.run(run())


def test_a_crawl_delay_of_an_hour_lets_one_page_through() -> None:
    rules = answer(b"User-agent: *\nCrawl-delay: 3600\n")

    async def run() -> None:
        clock = StandingClock()
        pages: dict[str, Page] = {"/robots.txt": rules, "/a": _PAGE, "/b": _PAGE}
        async with world(pages, clock=clock) as here:
            assert (await here.get("/a")).outcome == "ok"
            second = await here.get("/b")
            assert (second.outcome, second.status, second.attempts) == ("busy", None, 0)
            assert second.wait_until == START + timedelta(hours=1)
            stored = here.fetcher.hosts_state()
        async with world(pages, clock=clock, hosts=stored) as here:
            assert (await here.get("/b")).outcome == "busy", "the next run waits as well"
            clock.instant += timedelta(hours=1)
            assert (await here.get("/b")).outcome == "ok"

    asyncio.run(run())


def test_every_night_has_its_page_whatever_the_crawl_delay() -> None:
    """The rules are stale each night, wishes are asked for daily: the page goes first."""
    rules = answer(b"User-agent: *\nCrawl-delay: 3600\n")

    async def run() -> None:
        async with world({"/robots.txt": rules, "/a": _PAGE}, tdm_files=True) as here:
            for _ in range(3):
                assert (await here.get("/a")).outcome == "ok"
                here.clock.instant += timedelta(hours=25)
            assert here.server.asked.count(f"{HOST}/robots.txt") == 3

    asyncio.run(run())


@pytest.mark.parametrize("status", ["429 Slow down", "503 Busy"])
@pytest.mark.parametrize(
    ("header", "until"),
    [
        ("Retry-After: 600", timedelta(seconds=600)),
        ("Retry-After: Fri, 17 May 2024 23:30:00 GMT", timedelta(minutes=90)),
        ("Retry-After: 99999999999999999999", timedelta(days=1)),
        ("Retry-After: Tue, 01 Jan 2999 00:00:00 GMT", timedelta(days=1)),
        ("Retry-After: Tue, 01 Jan 2019 00:00:00 GMT", timedelta(0)),
        ("Retry-After: 0", timedelta(0)),
        ("Retry-After: -5", timedelta(seconds=60)),
        ("Retry-After: soon", timedelta(seconds=60)),
        ("X-Nothing: 1", timedelta(seconds=60)),
    ],
)
def test_a_busy_host_is_left_alone_as_long_as_it_asks(
    status: str, header: str, until: timedelta
) -> None:
    async def run() -> None:
        async with world({"/robots.txt": _PAGE, "/a": answer(b"", status, header)}) as here:
            result = await here.get("/a")
            assert (result.outcome, result.attempts) == ("busy", 1)
            assert result.wait_until == START + until

    asyncio.run(run())


def test_the_other_pages_of_a_busy_host_wait_too() -> None:
    pages: dict[str, Page] = {"/a": answer(b"", "429 No", "Retry-After: 900"), "/b": _PAGE}

    async def run() -> None:
        async with world(pages) as here:
            await here.get("/a")
            other = await here.get("/b")
            assert (other.outcome, other.status) == ("busy", None)
            assert other.wait_until == START + timedelta(seconds=900)
            assert f"{HOST}/b" not in here.server.asked

    asyncio.run(run())


def test_a_short_wait_is_slept_through() -> None:
    page = one_after_the_other(answer(b"", "503 Busy", "Retry-After: 30"), _PAGE)

    async def run() -> None:
        async with world({"/a": page}) as here:
            assert (await here.get("/a")).outcome == "busy"
            assert (await here.get("/a")).outcome == "ok"
            assert here.clock.slept == [30.0]

    asyncio.run(run())


def test_a_burst_of_503_backs_off_further_each_time() -> None:
    lane, clock = _lane(min_delay=0.0, backoff_first=60.0, backoff_most=600.0)
    waits = []
    for _ in range(6):
        until = lane.sent_away(None, 0.0)
        waits.append((until - clock.instant).total_seconds())
        clock.instant = until
    assert waits == [60.0, 120.0, 240.0, 480.0, 600.0, 600.0]


def test_a_host_that_always_asks_for_a_second_is_not_believed_for_ever() -> None:
    lane, clock = _lane(min_delay=0.0, patience=3, backoff_first=60.0)
    waits = []
    for _ in range(5):
        until = lane.sent_away(clock.instant + timedelta(seconds=1), 0.0)
        waits.append((until - clock.instant).total_seconds())
        clock.instant = until
    assert waits == [1.0, 1.0, 1.0, 120.0, 240.0]


def test_an_answer_ends_the_back_off() -> None:
    lane, _ = _lane()
    lane.sent_away(None, 0.0)
    lane.answered(0.1, 0.0)
    assert (lane.state.failures, lane.state.backoff_until) == (0, None)


def test_a_dead_host_does_not_cost_a_timeout_for_every_page() -> None:
    async def dead(talk: Conversation) -> None:
        talk.reset()

    pages: dict[str, Page] = {f"/{n}": dead for n in range(6)}

    async def run() -> None:
        async with world(pages, retries=0, backoff_first=3600.0) as here:
            results = [await here.get(f"/{n}") for n in range(6)]
            assert [r.outcome for r in results] == ["failed"] * 3 + ["busy"] * 3
            assert results[-1].wait_until == START + timedelta(hours=1)

    asyncio.run(run())


def test_the_daily_budget_ends_at_midnight_utc() -> None:
    async def run() -> None:
        async with world({"/a": _PAGE}, daily_budget=3) as here:
            outcomes = [(await here.get("/a")).outcome for _ in range(4)]
            assert outcomes == ["ok", "ok", "over_budget", "over_budget"], "the rules count too"
            refused = await here.get("/a")
            assert refused.wait_until == START.replace(hour=0) + timedelta(days=1)
            here.clock.instant += timedelta(hours=2)
            assert (await here.get("/a")).outcome == "ok"

    asyncio.run(run())


def test_a_retry_keeps_the_distance_too() -> None:
    page = one_after_the_other(answer(b"", "500 Oops"), _PAGE)

    async def run() -> None:
        async with world({"/a": page}, min_delay=2.5, deadline=60.0) as here:
            assert (await here.get("/a")).attempts == 2
            assert here.clock.slept == [2.5, 2.5]

    asyncio.run(run())


def test_a_retry_that_the_deadline_does_not_allow_is_not_made() -> None:
    async def run() -> None:
        async with world({"/a": answer(b"", "500 Oops")}, retry_delay=9.0, deadline=5.0) as here:
            assert (await here.get("/a")).attempts == 1

    asyncio.run(run())


def test_a_cancelled_request_frees_its_lane() -> None:
    async def silence(talk: Conversation) -> None:
        await talk.reader.read(1)

    async def run() -> None:
        async with world({"/slow": silence, "/a": _PAGE}) as here:
            await here.get("/a")
            task = asyncio.create_task(here.get("/slow"))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await here.get("/a")).outcome == "ok"

    asyncio.run(run())


def test_a_clock_that_jumps_back_does_not_stop_a_host() -> None:
    """What is remembered lies in the future then; the wait is stated, not slept."""
    lane, clock = _lane()
    lane.answered(0.1, 0.0)
    clock.instant -= timedelta(days=1)

    async def run() -> None:
        async with lane.turn() as refusal:
            assert refusal is not None
            assert refusal.outcome == "busy"

    asyncio.run(run())
