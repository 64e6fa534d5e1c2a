"""`sitrep demo`: two simulated nights and a backfill over the demo press, with the real programs.

Nothing here is a shortcut: the sources are checked, fetched, archived, parsed and loaded by the
same steps as real ones; only the hosts lie on loopback and the clock is set.
"""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from flows.clock import SimulatedClock
from flows.config import fetch_settings, load_settings, load_sources, record_check
from flows.demo.server import RunningPress, serve
from flows.steps.calling import directly
from flows.steps.checking import check_live
from flows.steps.night import run_night
from flows.steps.past import run_backfill
from flows.steps.summary import BackfillSummary, NightSummary

FIRST_NIGHT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
SECOND_NIGHT = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)
PAST = (date(2026, 1, 1), date(2026, 2, 28))

_SETTINGS = """\
# Written by `sitrep demo`: the hosts of the demo press lie on this machine.
operator = "sitrep demo"
time_zone = "UTC"

[fetch]
min_delay = 0.0
retry_delay = 0.1

[hosts]
"""


def prepare_home(home: Path, press: RunningPress) -> None:
    """A fresh home whose settings lead the demo's hosts to the running press."""
    if home.exists():
        shutil.rmtree(home)
    (home / "sources").mkdir(parents=True)
    hosts = "".join(f'"{name}" = "{where}"\n' for name, where in sorted(press.hosts.items()))
    (home / "sitrep.toml").write_text(_SETTINGS + hosts, "utf-8")
    for file in (files("flows.demo") / "sources").iterdir():
        if file.name.endswith(".toml"):
            (home / "sources" / file.name).write_text(file.read_text("utf-8"), "utf-8")


def demo_sources() -> list[str]:
    """The names of the demo's papers."""
    folder = files("flows.demo") / "sources"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir())


async def check_sources(home: Path) -> dict[str, bool]:
    """Checks the demo's papers live; a pass enables each. Gives who passed."""
    sources = load_sources(home, demo_sources())
    clock = SimulatedClock(FIRST_NIGHT)
    reports = await check_live(sources, fetch_settings(load_settings(home), sources, clock))
    for report in reports:
        record_check(home, report)
    return {report.source: report.passed for report in reports}


async def run_demo(
    home: Path, tell: Callable[[str], None]
) -> tuple[list[NightSummary], list[BackfillSummary]]:
    """The whole demo into `home`, which is made anew; SITREP_HOME must name it."""
    with serve(night=1) as press:
        prepare_home(home, press)
        tell("checking the papers")
        await check_sources(home)
        nights = []
        for number, night in ((1, FIRST_NIGHT), (2, SECOND_NIGHT)):
            press.press.set_night(number)
            tell(f"night {number}")
            clock = SimulatedClock(night)
            nights.append(
                await run_night(night=night, clock=clock, call=directly, trigger="demo", tell=tell)
            )
        return nights, await backfill_all(tell)


async def backfill_all(tell: Callable[[str], None]) -> list[BackfillSummary]:
    """The two months that only sitemaps still list, for every paper."""
    clock = SimulatedClock(SECOND_NIGHT)
    found = []
    for name in demo_sources():
        tell(f"backfill {name}")
        found.append(
            await run_backfill(
                name,
                *PAST,
                night=SECOND_NIGHT,
                clock=clock,
                call=directly,
                trigger="demo",
                tell=tell,
            )
        )
    return found
