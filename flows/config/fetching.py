"""Settings and sources, put together into what the fetcher is told."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.clock import Clock, SystemClock
from flows.config.settings import MEGABYTE, SHOWN, Settings
from flows.config.source import Source
from flows.fetch.settings import FetchSettings
from parsers.errors import ConfigError
from parsers.web.urls import site_of


def fetch_settings(
    settings: Settings,
    sources: Iterable[Source],
    clock: Clock | None = None,
    environ: Mapping[str, str] = os.environ,
    *,
    hosts: Iterable[str] = (),
) -> FetchSettings:
    """What a Fetcher for these sources and further `hosts` may do; ConfigError if not to start.

    Secrets are read from the environment here and nowhere else. A login's headers go to the
    hosts of the source's own site; feeds that lie elsewhere are asked without.
    """
    asked = tuple(sources)
    settings.require_contact([*hosts, *(host for source in asked for host in source.hosts)])
    table = settings.fetch
    return FetchSettings(
        user_agent=settings.user_agent,
        from_contact=settings.contact if "@" in (settings.contact or "") else None,
        wire_limit=int(table.wire_limit_mb * MEGABYTE),
        decoded_limit=int(table.decoded_limit_mb * MEGABYTE),
        deadline=table.deadline,
        connect_timeout=table.connect_timeout,
        read_timeout=table.read_timeout,
        max_redirects=table.max_redirects,
        retries=table.retries,
        retry_delay=table.retry_delay,
        concurrency=table.concurrency,
        min_delay=table.min_delay,
        max_delay=table.max_delay,
        daily_budget=table.daily_budget,
        tdm_files=table.tdm_files,
        allow_addresses=dict(settings.hosts),
        secrets=_secrets(settings, asked, environ),
        ca_file=_ca_file(table.ca_file),
        clock=clock or SystemClock(),
    )


def heartbeat_url(settings: Settings, environ: Mapping[str, str] = os.environ) -> str | None:
    """The address to call after a good night, or None."""
    url = settings.heartbeat.url
    return _revealed(url, "heartbeat.url", environ) if url and url.startswith("env:") else url


def _secrets(
    settings: Settings, sources: tuple[Source, ...], environ: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    by_host: dict[str, dict[str, str]] = {}
    for source in sources:
        login = settings.logins.get(source.name, {})
        headers = {
            header: _revealed(where, f"logins.{source.name}.{header}", environ)
            for header, where in login.items()
        }
        own = (host for host in source.hosts if site_of(f"http://{host}/") == site_of(source.home))
        by_host.update({host: headers for host in own if headers})
    return by_host


def _revealed(where: str, key: str, environ: Mapping[str, str]) -> str:
    name = where.removeprefix("env:")
    if not (value := environ.get(name, "")):
        raise ConfigError(
            f"{SHOWN}: {key}: environment variable {name} is not set; export it before the run"
        )
    return value


def _ca_file(text: str | None) -> Path | None:
    path = Path(text).expanduser() if text else None
    if path is not None and not path.is_file():
        raise ConfigError(f"{SHOWN}: fetch.ca_file: there is no file {path}; write its full path")
    return path
