"""Pages of several sources are read in threads: what each gives must not depend on the others."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flows.steps.reading import Page, Reading, read_page
from parsers.events import packaged_resources
from parsers.web.signals import Signals

NIGHT = datetime(2026, 3, 10, tzinfo=UTC)
TOWNS = ("Goma", "Kabul", "Odesa", "Maiduguri", "Aden", "Mosul", "Sake", "Quetta")


def page(number: int) -> Page:
    town = TOWNS[number % len(TOWNS)]
    told = (
        f"Gunmen killed {number + 2} people in an attack on a market in {town} on Monday, the "
        f"governor, Ali Name{number}, said. Soldiers later arrested {number + 3} men near the town."
    )
    body = (
        f'<html lang="en"><title>Attack in {town}</title>'
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-03-10T08:00:00Z">'
        f"<article><h1>Attack in {town}</h1>" + f"<p>{told}</p>" * 3 + "</article></html>"
    )
    return Page(
        number, "paper", f"https://paper.example/{number}", body.encode(), "text/html", NIGHT,
        Signals(),
    )  # fmt: skip


def test_threads_give_what_one_after_the_other_gives() -> None:
    resources = packaged_resources()
    pages = [page(number) for number in range(24)]

    def read(one: Page) -> Reading:
        return read_page(one, resources)

    alone = [read(one) for one in pages]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads change places wherever they can
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(read, pages))
    finally:
        sys.setswitchinterval(usual)
    assert {reading.extraction for reading in together} == {"done"}
    assert all(reading.mentions for reading in together)
    assert together == alone
