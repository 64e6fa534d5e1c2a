# ruff: noqa: S311 - randomness chooses test inputs
"""Whether reading pages keeps memory: the resident size over many parses.

    python -m benchmarks.page_memory [--parses N] [--every N]

The pages of `tests/pages` in turn, no two alike: class names, ids, attribute values, words and
addresses are new in each, so that everything that is remembered by content keeps growing if it has
no bound. What is remembered within bounds fills up in the first half; the bar is that the second
half is flat.
"""

import argparse
import re
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from benchmarks.page_promises import FETCHED
from parsers import parse_article
from parsers.errors import ParseError

ROOT = Path(__file__).parents[1]
BAR = 4.0  # MB, whatever the number of parses: the allocator's noise
_NAMED = re.compile(rb'\b(class|id|href|datetime|content|data-\w+)="([^"<>]*)"')
_TAG = re.compile(rb"<(p|div|h1|h2|span|a|li|section|article)(?=[ >])")


def changed(page: bytes, random: Random) -> bytes:
    """The page with names and words in it that no page had before."""

    def renamed(match: re.Match[bytes]) -> bytes:
        if random.random() < 0.5:
            return match[0]
        return b'%s="%s x%x"' % (match[1], match[2], random.getrandbits(64))

    def labelled(match: re.Match[bytes]) -> bytes:
        if random.random() < 0.7:
            return match[0]
        name = random.getrandbits(64)
        return b'<%s data-n%x="%x" class="c-%x"' % (match[1], name % 4096, name, name)

    words = b"<p>Number %x and its neighbour N%x.</p></body>"
    told = words % (random.getrandbits(64), random.getrandbits(64))
    return _TAG.sub(labelled, _NAMED.sub(renamed, page)).replace(b"</body>", told)


def resident() -> float:
    """The resident size of this process in MB, as Linux tells it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> None:
    """Parses, prints and ends with 1 when memory grows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--parses", type=int, default=100_000, metavar="N")
    parser.add_argument("--every", type=int, default=10_000, metavar="N")
    asked = parser.parse_args()
    pages = [path.read_bytes() for path in sorted((ROOT / "tests" / "pages").glob("*/page.html"))]
    random, sizes, started = Random(1), [resident()], time.process_time()
    for number in range(1, asked.parses + 1):
        page = changed(pages[number % len(pages)], random)
        with suppress(ParseError):
            parse_article(page, f"https://p.example/{random.getrandbits(64):x}", None, FETCHED)
        if number % asked.every == 0:
            sizes.append(resident())
            speed = number / (time.process_time() - started)
            print(f"{number:>9,} parses {sizes[-1]:8.1f} MB {speed:6.0f}/s", flush=True)
    grown = sizes[-1] - sizes[len(sizes) // 2]
    print(f"{grown:+.1f} MB in the second half: {'grows' if grown > BAR else 'flat'}")
    sys.exit(1 if grown > BAR else 0)


if __name__ == "__main__":
    main()
