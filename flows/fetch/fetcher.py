"""The fetcher: one address in, one result out, politely, within bounds, nothing lost on the way."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from flows.fetch.addresses import AddressGuard, Resolver, SystemResolver
from flows.fetch.client import Client, Reply
from flows.fetch.gate import Gate
from flows.fetch.judge import (
    REDIRECTS,
    conditions,
    exchange_of,
    failure_in,
    failure_of,
    is_host_in_trouble,
    is_tried_again,
    joined_headers,
    outcome_of,
    payload_of,
    redirect_target,
)
from flows.fetch.lanes import Lane, Lanes
from flows.fetch.records import FetchRequest, FetchResult
from flows.fetch.retry_after import parse_retry_after
from flows.fetch.secrets import Secrets
from flows.fetch.settings import FetchSettings
from flows.fetch.trip import Trip
from parsers.errors import FetchError
from parsers.web.http import HttpResponse
from parsers.web.urls import normalise
from warehouse.archive.records import Json

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One reply, when it was asked for, and how long it took."""

    reply: Reply
    sent_at: datetime
    seconds: float


class Fetcher:
    """Fetches for the whole process; an async context manager.

    `hosts` is what an earlier run's `hosts_state()` gave. Every request waits its turn in the lane
    of its host, asks the rules for robots of every hop, follows redirects hop by hop and keeps no
    cookie. `fetch` never raises for what servers or networks do; cancelling it is safe.
    """

    def __init__(
        self,
        settings: FetchSettings,
        hosts: Mapping[str, Mapping[str, Any]] | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        self._settings = settings
        self._secrets = Secrets(settings.secrets)
        self._system = SystemResolver(settings.concurrency)
        self._guard = AddressGuard(settings.allow_addresses, resolver or self._system)
        self._client = Client(settings, self._guard)
        self._lanes = Lanes(settings, hosts or {})
        self._gate = Gate(settings, self.fetch)
        self._slots = asyncio.Semaphore(settings.concurrency)

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.__aexit__(kind, error, trace)
        self._system.close()

    def hosts_state(self) -> dict[str, dict[str, Json]]:
        """What is remembered of every host, as JSON values, for the next run's `hosts`."""
        return self._lanes.to_json()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Fetch one address; see FetchResult."""
        settings = self._settings
        trip = Trip(request, settings.clock.now(), settings.deadline)
        url = normalise(request.url)
        if url is None:
            return trip.ended("failed", failure="protocol", detail="no http(s) address")
        seen: set[str] = set()
        for_rules = request.purpose in ("robots", "tdm")
        most = settings.max_rule_redirects if for_rules else settings.max_redirects
        while True:
            seen.add(url)
            step = await self._hop(trip, url)
            if isinstance(step, FetchResult):
                return step
            response, target = step
            refused = "a redirect to nothing that can be fetched" if target is None else None
            if target in seen:
                refused = "a redirect in a circle"
            elif len(seen) > most:
                refused = f"more than {most} redirects"
            if refused or target is None:
                return trip.ended("redirect_refused", detail=refused, **_facts(url, response))
            url = target

    async def _hop(self, trip: Trip, url: str) -> FetchResult | tuple[HttpResponse, str | None]:
        """One address of the way: the result, or a redirect and where it leads."""
        lane = self._lanes.of(urlsplit(url).hostname or "")
        closed = await self._gate.closed(trip, lane, url)
        if closed is not None:
            return closed
        async with lane.turn() as refusal:
            if refusal is not None:
                return trip.ended(
                    refusal.outcome, detail=refusal.detail, wait_until=refusal.wait_until
                )
            delay = self._delay(trip.request, url)
            attempt = await self._attempts(trip, lane, url, delay)
            until = self._settle(lane, attempt, delay)
            return self._judged(trip, url, attempt, until)

    def _delay(self, request: FetchRequest, url: str) -> float:
        """The distance to keep after this request, as source and rules want it.

        After the rules themselves no more than a run can wait: they go stale from night to night,
        and with a long crawl-delay no page would ever have its turn.
        """
        delay = max(self._gate.delay(url), request.crawl_delay)
        return min(delay, self._settings.longest_wait) if request.purpose == "robots" else delay

    async def _attempts(self, trip: Trip, lane: Lane, url: str, delay: float) -> _Attempt:
        """The last of up to 1 + `retries` attempts.

        A loop of our own: stamina can neither sleep on an injected clock nor share one deadline
        over several hops.
        """
        settings = self._settings
        headers = self._headers(trip.request, url)
        for number in range(settings.retries + 1):
            trip.attempts += 1
            lane.count()
            async with self._slots:
                sent_at, started = settings.clock.now(), time.perf_counter()
                reply = await self._client.get(url, headers, max(trip.remaining, 0.0))
                attempt = _Attempt(reply, sent_at, time.perf_counter() - started)
            trip.remaining -= attempt.seconds
            pause = settings.retry_delay * 2**number * (0.5 + settings.random())
            pause = max(pause, settings.min_delay, delay)
            last = number == settings.retries or pause >= trip.remaining
            if last or not is_tried_again(reply):
                break
            await settings.sleep(pause)
            trip.remaining -= pause
        return attempt

    def _settle(self, lane: Lane, attempt: _Attempt, delay: float) -> datetime | None:
        """Tell the lane how it went; gives the instant to come back at if the host says so."""
        reply, response = attempt.reply, attempt.reply.response
        outcome = outcome_of(response.status) if response else "failed"
        if response and outcome == "busy":
            now = self._settings.clock.now()
            return lane.sent_away(parse_retry_after(response.header("retry-after"), now), delay)
        if is_host_in_trouble(reply) or outcome == "server_error":
            lane.failed(attempt.seconds, delay)
        else:
            lane.answered(attempt.seconds, delay)
        return None

    def _headers(self, request: FetchRequest, url: str) -> list[tuple[str, str]]:
        settings, parts = self._settings, urlsplit(url)
        host = parts.hostname or ""
        secrets = self._secrets.of(host)
        if parts.scheme != "https" and not self._guard.allows(host):
            secrets = {}
        headers = [
            ("Host", parts.netloc),
            ("User-Agent", settings.user_agent),
            ("Accept", _ACCEPT),
            # Brotli inside of WARC files is beyond many tools. Where a login is used nothing is
            # asked for, so that an echo of it can be found and masked.
            ("Accept-Encoding", "identity" if secrets else "gzip"),
        ]
        if settings.from_contact:
            headers.append(("From", settings.from_contact))
        return headers + conditions(request.validators) + list(secrets.items())

    def _judged(
        self, trip: Trip, url: str, attempt: _Attempt, until: datetime | None
    ) -> FetchResult | tuple[HttpResponse, str | None]:
        """What the attempt means; its exchange is kept whatever that is."""
        reply = attempt.reply
        exchange, response = exchange_of(reply, url, attempt.sent_at, self._secrets)
        if exchange is not None and response is not None:
            trip.exchanges.append(exchange)
            trip.problems += response.problems
        failure = failure_in(reply)
        if failure is not None or response is None:
            error = failure or FetchError("protocol", "no response")
            facts = _facts(url, response)
            return trip.ended("failed", failure=failure_of(error), detail=error.detail, **facts)
        if reply.error is not None:
            trip.problems.append(f"the body broke off: {reply.error.detail}")
        if response.status in REDIRECTS:
            return response, redirect_target(url, response)
        return self._answer(trip, url, response, until)

    def _answer(
        self, trip: Trip, url: str, response: HttpResponse, until: datetime | None
    ) -> FetchResult:
        """The result of a final answer."""
        facts = _facts(url, response)
        if response.status == 304:  # noqa: PLR2004 - a status
            if not conditions(trip.request.validators):
                return trip.ended(
                    "failed", failure="protocol", detail="304 without a condition", **facts
                )
            return trip.ended("not_modified", **facts)
        outcome = outcome_of(response.status)
        if outcome == "failed":
            detail = f"status {response.status} means nothing here"
            return trip.ended("failed", failure="protocol", detail=detail, **facts)
        payload = payload_of(response, self._settings.decoded_limit)
        trip.problems += [payload.problem] if payload.problem else []
        if payload.failure is not None and outcome == "ok":
            return trip.ended("failed", failure=payload.failure, detail=payload.problem, **facts)
        if outcome == "ok" and not payload.body:
            trip.problems.append("empty body")
        return trip.ended(outcome, body=payload.body, wait_until=until, **facts)


def _facts(url: str, response: HttpResponse | None) -> dict[str, Any]:
    if response is None:
        return {"final_url": url}
    headers = joined_headers(response)
    return {"final_url": url, "status": response.status, "headers": headers}
