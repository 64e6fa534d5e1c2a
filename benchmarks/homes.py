"""Homes for benchmarks: settings, sources and passed checks for hosts that lie on loopback."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from flows.config import CheckReport, Finding, record_check

_SOURCE = """\
title = "{host}"
home = "http://{host}/"
country = "USA"
languages = ["en"]
time_zone = "UTC"
{feeds}
allow = ["."]
known_from = "made for a benchmark"

[expectations]
articles_a_day = 0
share_with_date = 0.0
share_with_text = 0.0

[politeness]
max_articles_per_night = 10000
daily_budget = 100000
"""


def source_name(host: str) -> str:
    """A source's name for a host."""
    return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")


def make_home(home: Path, port: int, feeds: Mapping[str, tuple[str, str]]) -> None:
    """A home that reads every host of `feeds` (host -> key in the source file, address)."""
    (home / "sources").mkdir(parents=True)
    hosts = "".join(f'"{host}" = "127.0.0.1:{port}"\n' for host in sorted(feeds))
    settings = (
        "[fetch]\nmin_delay = 0.0\nretry_delay = 0.1\ndaily_budget = 100000\n"
        "tdm_files = false\n\n[storage]\nmin_free_mb = 100.0\nnight_size_mb = 100.0\n\n[hosts]\n"
    )
    (home / "sitrep.toml").write_text(settings + hosts, "utf-8")
    for host, (key, url) in feeds.items():
        text = _SOURCE.format(host=host, feeds=f'{key} = ["{url}"]')
        (home / "sources" / f"{source_name(host)}.toml").write_text(text, "utf-8")
    enable(home, map(source_name, feeds))


def enable(home: Path, names: Iterable[str]) -> None:
    """Records a passed check for each source, as `sitrep sources check` does."""
    for name in names:
        finding = Finding(level="ok", what="made for a benchmark")
        report = CheckReport(source=name, checked_at=datetime.now(UTC), findings=(finding,))
        record_check(home, report)


def sitrep(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """The command line on a home, as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *arguments],
        env={**os.environ, "SITREP_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_sitrep(home: Path, *arguments: str, allowed: tuple[int, ...] = (0, 3)) -> str:
    """Its output; RuntimeError with what it said when it ends in another way."""
    process = sitrep(home, *arguments)
    out, err = process.communicate(timeout=3600)
    if process.returncode not in allowed:
        raise RuntimeError(
            f"sitrep {' '.join(arguments)} ended with {process.returncode}: {err[-2000:]}"
        )
    return out
