"""What the fetcher may do: limits, politeness, identity. Plain values, filled by `flows.config`."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.clock import Clock, SystemClock
from parsers.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Settings of one Fetcher. Seconds and bytes throughout.

    `user_agent` should name the program and a page that explains it; `from_contact` is the mail
    address sent as `From`. Its first word before "/" is what robots rules are matched with.

    `wire_limit` caps what is read for one response (head and body as sent), `decoded_limit` what
    comes out of its content encoding. `deadline` is the time one request may take on the wire,
    redirects and retries included, waiting for its turn at a host excluded.

    A host is asked one thing at a time. Between two requests lie at least `min_delay`, the
    source's own delay, the host's crawl-delay, and `latency_factor` times the last response time
    (this last never more than is slept for), plus up to `jitter` of the whole. A lane that would
    have to wait longer than `max_delay` answers "busy" with `wait_until` instead of sleeping.

    After `patience` failed requests in a row, or a 429 or 503, a host is left alone for
    `backoff_first` seconds, doubled each time, at most `backoff_most`, or as its Retry-After says.

    `allow_addresses` maps a host name to "ip", "ip:port" or "[ip6]:port": that name leads there
    and nowhere else, private or not. It is the only way to a private address.
    `secrets` maps a host name to headers that only this host is sent (over https, or to a host in
    `allow_addresses`) and that no archive shows. `ca_file` adds certificates to the system's own.
    """

    user_agent: str
    from_contact: str | None = None
    wire_limit: int = 10_000_000
    decoded_limit: int = 25_000_000
    deadline: float = 60.0
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    max_redirects: int = 10
    max_rule_redirects: int = 5
    retries: int = 2
    retry_delay: float = 1.0
    concurrency: int = 32
    min_delay: float = 2.0
    max_delay: float = 120.0
    latency_factor: float = 2.0
    jitter: float = 0.2
    daily_budget: int = 2_000
    patience: int = 3
    backoff_first: float = 60.0
    backoff_most: float = 86_400.0
    tdm_files: bool = True
    allow_addresses: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ca_file: Path | None = None
    clock: Clock = field(default_factory=SystemClock)
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    random: Callable[[], float] = random.random

    def __post_init__(self) -> None:
        """ConfigError for a name or contact that no header can carry."""
        for key, value in (("user_agent", self.user_agent), ("from_contact", self.from_contact)):
            if value is not None and not (
                value.isascii() and value.isprintable() and value.strip()
            ):
                raise ConfigError(f"{key}: {value!r} is no header value; write printable ASCII")

    @property
    def robots_name(self) -> str:
        """The product token that robots rules are matched with (RFC 9309, section 2.2.1)."""
        return self.user_agent.split("/", 1)[0].split(" ", 1)[0]

    @property
    def longest_wait(self) -> float:
        """The longest spacing, before jitter, that a lane sleeps through."""
        return self.max_delay / (1 + self.jitter)
