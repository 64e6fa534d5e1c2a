import asyncio
from pathlib import Path

import pytest

from flows.config import (
    Settings,
    enabled_sources,
    fetch_settings,
    load_settings,
    load_sources,
    parse_source,
    record_check,
)
from flows.steps.checking import check_live, draft_live
from parsers.errors import ConfigError
from tests.flows.test_draft import PRESS
from tests.servers.misbehaving import MisbehavingServer

SOURCE = """
title = "Paper"
home = "http://paper.example/"
country = "KEN"
languages = ["en"]
time_zone = "Africa/Nairobi"
known_from = "invented"
"""


def test_a_check_of_two_sources_enables_the_one_that_works(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "good.toml").write_text(SOURCE + 'feeds = ["http://paper.example/rss"]')
    (folder / "bad.toml").write_text(SOURCE + 'feeds = ["http://paper.example/old"]')

    async def run() -> list[bool]:
        async with MisbehavingServer(PRESS).running() as server:
            hosts = f'fetch.min_delay = 0\nhosts."paper.example" = "127.0.0.1:{server.port}"\n'
            (tmp_path / "sitrep.toml").write_text(hosts)
            sources = load_sources(tmp_path, ["good", "bad"])
            reports = await check_live(sources, fetch_settings(load_settings(tmp_path), sources))
        for report in reports:
            record_check(tmp_path, report)
        return [report.passed for report in reports]

    assert asyncio.run(run()) == [True, False]
    assert [one.name for one in enabled_sources(tmp_path)] == ["good"]


def test_a_draft_is_made_with_the_settings_of_the_home() -> None:
    async def run() -> str:
        async with MisbehavingServer(PRESS).running() as server:
            hosts = {"paper.example": f"127.0.0.1:{server.port}"}
            settings = Settings.model_validate({"hosts": hosts, "fetch": {"min_delay": 0}})
            return await draft_live("http://paper.example", settings)

    assert parse_source("paper", asyncio.run(run()).encode(), "x").country == "KEN"


def test_nobody_is_asked_for_a_draft_without_a_contact() -> None:
    with pytest.raises(ConfigError, match=r"a-paper\.org is to be asked"):
        asyncio.run(draft_live("a-paper.org", Settings()))
    with pytest.raises(ConfigError, match="no address"):
        asyncio.run(draft_live("ftp://x", Settings()))
