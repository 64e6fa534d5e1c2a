"""The settings of one home folder: `sitrep.toml`. Everything has a default but the contact."""

import os
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path

from pydantic import Field

from flows.config.catalogue import source_names
from flows.config.reading import parse_toml, validated
from flows.config.source import Source, Wish
from flows.config.values import (
    Contact,
    Count,
    Endpoint,
    Header,
    Host,
    Megabytes,
    PingAddress,
    Record,
    Seconds,
    Several,
    SourceName,
    Switch,
    Text,
    Timeout,
    TimeZone,
    Variable,
)
from flows.fetch.addresses import is_public, parse_endpoint
from parsers.errors import ConfigError
from parsers.web.urls import host_of

FILE = "sitrep.toml"
SHOWN = f"$SITREP_HOME/{FILE}"
HOME = "SITREP_HOME"
MEGABYTE = 1_000_000

LEAST_DELAY = 1.0
"""Seconds between two requests to a stranger's host below which no run starts."""

# Names that RFC 2606 and RFC 6761 keep for examples: nobody can be reached there.
_NOBODY = (
    ".example",
    ".invalid",
    ".test",
    ".localhost",
    "example.com",
    "example.org",
    "example.net",
)


class FetchTable(Record):
    """Limits of fetching; the defaults are those of `flows.fetch.settings.FetchSettings`."""

    min_delay: Seconds = Field(
        default=2.0, description="the least seconds between requests to a host"
    )
    max_delay: Seconds = Field(
        default=120.0, description="the longest wait in a lane before it gives up"
    )
    concurrency: Several = Field(
        default=32, description="how many hosts are asked at the same time"
    )
    daily_budget: Several = Field(
        default=2_000, description="the most requests to one host in a day"
    )
    wire_limit_mb: Megabytes = Field(
        default=10.0, description="the largest response as sent, in MB"
    )
    decoded_limit_mb: Megabytes = Field(
        default=25.0, description="the largest page after decoding, in MB"
    )
    deadline: Timeout = Field(
        default=60.0, description="seconds for one request with all its redirects"
    )
    connect_timeout: Timeout = Field(
        default=10.0, description="seconds until a connection must stand"
    )
    read_timeout: Timeout = Field(
        default=20.0, description="seconds without a byte that end a response"
    )
    retries: Count = Field(
        default=2, description="how often a request that failed is repeated at once"
    )
    retry_delay: Seconds = Field(default=1.0, description="seconds before the first repetition")
    max_redirects: Count = Field(default=10, description="how many redirects are followed")
    tdm_files: Switch = Field(
        default=True, description="whether a host's /.well-known/tdmrep.json is asked for"
    )
    ca_file: Text | None = Field(
        default=None, description="a PEM file of further certificates to trust"
    )


class StorageTable(Record):
    """Room on the disk, in MB; a night that would not fit does not start."""

    night_size_mb: Megabytes = Field(
        default=500.0, description="MB that a night needs, until one is known"
    )
    min_free_mb: Megabytes = Field(default=1_000.0, description="MB that stay free in any case")

    @property
    def night_bytes(self) -> int:
        """What a night needs while none has been measured."""
        return int(self.night_size_mb * MEGABYTE)

    @property
    def reserve_bytes(self) -> int:
        """What stays free."""
        return int(self.min_free_mb * MEGABYTE)


class HeartbeatTable(Record):
    """Whom to tell of a good night."""

    url: PingAddress | None = Field(
        default=None, description="an address requested after each good night, or env:NAME"
    )


class SignalsTable(Record):
    """What is done about wishes that pages and hosts express."""

    tdm: Wish = Field(
        default="obey",
        description='"obey": reserved pages are not mined or exported; "record": noted',
    )
    noarchive: Wish = Field(
        default="obey",
        description='"obey": such pages are not shown or replayed; "record": noted only',
    )


class Settings(Record):
    """What `sitrep.toml` says. Frozen; holds names of environment variables, never a secret."""

    contact: Contact | None = Field(
        default=None, description="a mail address or https page that every request names"
    )
    operator: Text | None = Field(default=None, description="who runs this, as archives name it")
    time_zone: TimeZone = Field(
        default="UTC", description="the zone in which nights are named and shown"
    )
    language_model: Text | None = Field(
        default=None,
        description="the folder of a spaCy pipeline with Universal Dependencies for English",
    )
    fetch: FetchTable = Field(default=FetchTable(), description="the table of fetching's limits")
    hosts: dict[Host, Endpoint] = Field(
        default={},
        description='a table of host = "127.0.0.1:8000", the way to hosts of your own network',
    )
    storage: StorageTable = Field(
        default=StorageTable(), description="the table of room on the disk"
    )
    heartbeat: HeartbeatTable = Field(
        default=HeartbeatTable(), description="the table of whom to tell"
    )
    logins: dict[SourceName, dict[Header, Variable]] = Field(
        default={}, description='a table a source: header = "env:NAME"'
    )
    signals: SignalsTable = Field(default=SignalsTable(), description="the table of wishes")

    @property
    def user_agent(self) -> str:
        """`sitrep/<version> (+contact)`; without the bracket where there is no contact."""
        name = f"sitrep/{version('sitrep')}"
        return f"{name} (+{self.contact})" if self.contact else name

    def is_private(self, host: str) -> bool:
        """Whether [hosts] leads this host to an address outside the public internet."""
        leads_to = self.hosts.get(host)
        return bool(leads_to) and not is_public(ip_address(parse_endpoint(leads_to or "", 80).ip))

    def require_contact(self, hosts: Iterable[str]) -> None:
        """Refuse a run that strangers would notice while nobody can be reached.

        `hosts` are the names to be asked, without ports. ConfigError unless a contact is set and
        requests keep `LEAST_DELAY` apart, or [hosts] leads them all into a private network.
        """
        strangers = [host for host in hosts if not self.is_private(host)]
        if not strangers:
            return
        where = f"{SHOWN}: contact"
        remedy = 'add a line contact = "you@your-organisation.org" to it, above all [tables]'
        if self.contact is None:
            raise ConfigError(f"{where}: missing, and {strangers[0]} is to be asked; {remedy}")
        if _nobody_at(self.contact):
            raise ConfigError(f"{where}: nobody can be reached at {self.contact}; write your own")
        if self.fetch.min_delay < LEAST_DELAY:
            raise ConfigError(
                f"{SHOWN}: fetch.min_delay: {self.fetch.min_delay} s is too hasty for "
                f"{strangers[0]}; write {LEAST_DELAY} or more"
            )

    def tdm_for(self, source: Source) -> Wish:
        """What is done about reservations of text and data mining on this source's pages."""
        return source.signals.tdm or self.signals.tdm


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything: $SITREP_HOME, or ./data. It need not exist."""
    return Path(environ.get(HOME) or "data").expanduser()


def load_settings(home: Path) -> Settings:
    """The settings in `home`; defaults where there is no file, ConfigError where it is wrong."""
    path = home / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check its rights") from None
    settings = validated(Settings, parse_toml(content, str(path)), str(path))
    known = source_names(home)
    for name in settings.logins:
        if name not in known:
            raise ConfigError(
                f"{path}: logins.{name}: no such source; `sitrep sources list` shows all"
            )
    return settings


def _nobody_at(contact: str) -> bool:
    host = host_of(contact) or contact.rpartition("@")[2].lower()
    return f".{host}".endswith(tuple(f".{name.lstrip('.')}" for name in _NOBODY))
