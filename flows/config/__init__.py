"""Configuration: the only reader of the environment and of TOML."""

from flows.config.catalogue import (
    SourceState,
    enabled_sources,
    load_sources,
    record_check,
    source_names,
    source_state,
    source_states,
)
from flows.config.checks import CheckReport, Finding, StoredCheck
from flows.config.fetching import fetch_settings, heartbeat_url
from flows.config.settings import Settings, home_folder, load_settings
from flows.config.sites import load_site_rules
from flows.config.source import Source, parse_source

__all__ = [
    "CheckReport",
    "Finding",
    "Settings",
    "Source",
    "SourceState",
    "StoredCheck",
    "enabled_sources",
    "fetch_settings",
    "heartbeat_url",
    "home_folder",
    "load_settings",
    "load_site_rules",
    "load_sources",
    "parse_source",
    "record_check",
    "source_names",
    "source_state",
    "source_states",
]
