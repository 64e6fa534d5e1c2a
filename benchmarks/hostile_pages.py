# ruff: noqa: E501 - pieces of markup read better on one line
"""Pages made to cost time or memory, each read in a process of its own.

    python -m benchmarks.hostile_pages [--megabytes N] [--only WORD]

Each is read at 20 MB, where most are refused for their size or their tags, and again as large as
the parser's own bounds let it be. Prints the size, wall and CPU seconds, how much more memory the process took than before, and what came of
it. The bar: read or refused in so many words within 2 s of CPU (the wall clock tells of the
neighbours too) and 1 GB; anything but an article or an error of ours is named as such.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from benchmarks.page_hostility import LONG
from benchmarks.page_promises import FETCHED, faults, signature
from parsers import parse_article
from parsers.errors import ParseError
from parsers.web.html import MAX_MARKUP, MAX_TAGS

BAR = 2.0
MEMORY = 1_000
PATIENCE = 120.0
DEEP = 100_000
LARGE = 20_000_000
_HEAD = '<html lang="en"><head><meta property="og:type" content="article"></head><body>'
_ARTICLE = "<main><h1>A ferry ran aground</h1>" + f"<p>{LONG}</p>" * 5 + "</main>"
_SCRIPT = '<script type="application/ld+json">'
_TEASER = '<div class="q#"><a href=/x>A headline that is long enough</a></div>'
Make = Callable[[int], str]


def _filled(piece: str, before: str = "", behind: str = "") -> Make:
    """As many pieces as fit between what stands before and behind."""
    return lambda size: _HEAD + before + piece * (size // len(piece)) + behind + _ARTICLE


def _numbered(piece: str) -> Make:
    """Pieces that differ by a number: no two are equal, so that nothing remembered helps."""
    share = len(piece) + 5 * piece.count("#")
    return lambda size: (
        _HEAD + "".join(piece.replace("#", str(i)) for i in range(size // share)) + _ARTICLE
    )


def _deep(start: str, end: str = "") -> Make:
    """Elements in elements, 100,000 deep, filled up with text to the size."""
    return lambda size: (
        f"{_HEAD}{start * DEEP}{_ARTICLE}{end * DEEP}<p>{LONG * max(0, size // len(LONG) - DEEP)}"
    )


def _nested(piece: str, times: int, filling: str) -> Make:
    """A piece in itself, less deep than is flattened, filled up inside."""
    return lambda size: _HEAD + _ARTICLE + piece * times + filling * (size // len(filling))


MAKES: dict[str, Make] = {
    "one paragraph": _filled(LONG, "<p>", "</p>"),
    "one word": _filled("a", "<p>", "</p>"),
    "no tags at all": lambda size: LONG * (size // len(LONG)),
    "paragraphs": _filled(f"<p>{LONG}</p>"),
    "a million siblings": _filled("<i>a</i> <b>b</b> "),
    "links": _filled("<a href=/x>a link</a> "),
    "list items never closed": _filled("<li>a line of it"),
    "line breaks": _filled("a<br>", "<p>"),
    "headings": _filled("<h1>A headline</h1>"),
    "articles": _filled("<article><h1>x</h1><p>y</p></article>"),
    "tables": _filled("<table><tr><td>a<td>1</table>"),
    "one row of cells": _filled("<td>a", "<table><tr>"),
    "tables never closed": _filled("<table><tr><td>"),
    "times": _filled('<time datetime="2024-03-12">12 March 2024</time> '),
    "bylines": _filled('<p class="byline">By Marit Holm, 12 March 2024</p>'),
    "attributes": _numbered('<p a#="1" b="#" c d e f g h class="x# y#">z</p>'),
    "one tag of a million attributes": lambda size: (
        f"{_HEAD}<p {' '.join(f'a{i}=1' for i in range(size // 10))}>{_ARTICLE}"
    ),
    "classes that all differ": _numbered('<div class="story-# body-#">word</div>'),
    "one attribute": _filled("aB-", '<div class="', '">'),
    "one attribute never closed": _filled("aB-", '<div class="'),
    "one tag never closed": _filled("a ", "<div "),
    "a quote in an attribute's name": _filled("aB-", '<p b"="', '">'),
    "quotes in a tag": _filled("\"'", "<div "),
    "deep div": _deep("<div>", "</div>"),
    "deep div never closed": _deep("<div>"),
    "deep b": _deep("<b>", "</b>"),
    "deep b, i, u, misnested": _deep("<b><i><u></b>"),
    "deep a": _deep("<a href=x>", "</a>"),
    "deep p and b": _deep("<p><b>"),
    "deep table": _deep("<table><tr><td>", "</table>"),
    "deep svg": _deep("<svg>", "</svg>"),
    "deep svg, foreignObject": _deep("<svg><foreignObject>"),
    "deep template": _deep("<template>", "</template>"),
    "deep list": _deep("<ul><li>", "</ul>"),
    "deep unknown tags": _deep("<x-y>"),
    "deep select": _deep("<select><option>"),
    "deep forms": _deep("<form><div>"),
    "deep noscript": _deep("<noscript>"),
    "end tags": _filled("</p></b></div>"),
    "formatting without end": _filled("<b><p>"),
    "one comment": _filled("a-", "<!--", "-->"),
    "one comment never closed": _filled("a-", "<!--"),
    "comments": _filled("<!---->"),
    "scripts": _filled("<script>x</script>"),
    "one script never closed": _filled("x=1;", "<script>"),
    "script in script": _filled("<!--<script>", "<script>"),
    "styles": _filled("<style>p{}</style>"),
    "linked data, one body": _filled(
        LONG, f'{_SCRIPT}{{"@type":"NewsArticle","articleBody":"', '"}</script>'
    ),
    "linked data, things": _filled('{"@type":"NewsArticle","author":[{}]},', f"{_SCRIPT}[", "{}]</script>"),
    "linked data, arrays in arrays": _filled("[", _SCRIPT, "</script>"),
    "linked data, objects in objects": _filled('{"@graph":', _SCRIPT, "</script>"),
    "linked data, authors": _filled(
        '{"name":"Marit Holm"},', f'{_SCRIPT}{{"@type":"NewsArticle","author":[', "{}]}</script>"
    ),
    "linked data, numbers": _filled("9", f'{_SCRIPT}{{"@type":"NewsArticle","wordCount":', "}</script>"),
    "linked data, scripts": _filled(_SCRIPT + '{"@type":"NewsArticle","headline":"A"}</script>'),
    "linked data, backslashes": _filled("\\\\", f'{_SCRIPT}{{"headline":"', '"}</script>'),
    "metas": _numbered('<meta name="author" content="Marit Holm#">'),
    "metas, properties": _numbered('<meta property="p#" content="x">'),
    "one meta of dates": _filled("12 March 2024 ", '<meta name="date" content="', '">'),
    "one meta of names": _filled("Marit Holm, ", '<meta name="author" content="', '">'),
    "one title": _filled("a - b | ", "<title>", "</title>"),
    "digits": _filled("2024-03-", "<p>"),
    "white space": _filled(" \n\t", "<p>"),
    "commas": _filled(", ", "<p>"),
    "open angles": _filled("<"),
    "angles and slashes": _filled("</"),
    "angles and marks": _filled("<!"),
    "ampersands": _filled("&"),
    "references": _filled("&amp;&#x41;&notin;"),
    "references never closed": _filled("&#" + "1" * 60),
    "NUL": _filled("\0"),
    "line ends": _filled("\r"),
    "combining marks": _filled("\u0301", "<p>e"),
    "right to left marks": _filled("\u202e\u202c", "<p>"),
    "Chinese without a stop": _filled("\u65b0\u805e", "<p>"),
    "plaintext": _filled("<p>", "<plaintext>"),
    "frameset": _filled("<frame>", "<frameset>"),
    "base": _filled('<base href="https://p.example/">'),
    "canonical": _filled('<link rel="canonical" href="/a">'),
    "related in related": _nested("<div>Related stories", 900, "<p></p>"),
    "related, headed by links": _filled("<p><a href=/x>Das könnte Sie auch interessieren</a></p>"),
    "teasers of many makes": lambda size: (
        f"{_HEAD}<section>{''.join(_TEASER.replace('#', str(i // 3)) for i in range(size // 75))}</section>{_ARTICLE}"
    ),
    "one description": lambda size: (
        f'<meta name="description" content="{"abc " * (max(0, size - 200_000) // 4)}">{_HEAD}{_ARTICLE}{"<p>abc abc, words of a line of text" * 4000}'
    ),
    "comments in raw text": _filled("<!--", "<xmp>", "</xmp>"),
    "itemprop": _filled('<span itemscope itemprop="author"><span itemprop="name">A B</span></span>'),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page took."""

    wall: float
    cpu: float
    megabytes: int
    outcome: str

    @property
    def within(self) -> bool:
        """Whether the bar is kept: a refusal may take no longer than an article."""
        sound = self.outcome.startswith(("article", "refused"))
        return sound and self.cpu <= BAR and self.megabytes <= MEMORY


def largest(make: Make) -> int:
    """The size at which a page is about as large as is read at all."""
    size = MAX_MARKUP - 100_000
    tags = make(size).count("<")
    return size if tags < MAX_TAGS else int(size * 0.97 * MAX_TAGS / tags)


def measure(name: str, size: int) -> Cost:
    """Reads the page in a process of its own, which is ended when it takes for ever."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_read, args=(name, size, there), daemon=True)
    process.start()
    there.close()
    try:
        if here.poll(PATIENCE):
            cost: Cost = here.recv()
            return cost
        return Cost(PATIENCE, PATIENCE, 0, "DID NOT END")
    except EOFError:
        process.join()
        return Cost(0, 0, 0, f"DIED ({process.exitcode})")
    finally:
        process.kill()
        process.join()


def _read(name: str, size: int, results: Connection) -> None:
    html = MAKES[name](size).encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    outcome = _outcome(html)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    results.send(Cost(wall, cpu, more, outcome))


def _outcome(html: bytes) -> str:
    try:
        article = parse_article(html, "https://p.example/a", None, FETCHED)
    except ParseError as error:
        return f"refused: {error}"
    except Exception as error:  # noqa: BLE001 - that is what we look for
        return f"RAISED {signature(error)}"
    wrong = next(faults(article, FETCHED), None)
    if wrong:
        return f"BROKEN: {wrong}"
    return f"article ({article.kind}, {len(article.text):,} characters)"


def main() -> None:
    """Reads them all and prints a table; ends with 1 when one misses the bar."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--megabytes", type=float, help="this size alone")
    parser.add_argument("--only", metavar="WORD", help="pages with this word in their names")
    asked = parser.parse_args()
    missed = 0
    print(f"{'page':34}{'MB':>6}{'wall s':>8}{'CPU s':>8}{'MB more':>9}  outcome")
    for name, make in MAKES.items():
        if asked.only and asked.only not in name:
            continue
        size = int(asked.megabytes * 1_000_000) if asked.megabytes else 0
        for one in (size,) if size else (LARGE, largest(make)):
            cost = measure(name, one)
            missed += not cost.within
            mark = "" if cost.within else "  <- misses the bar"
            print(f"{name:34}{one / 1e6:6.1f}{cost.wall:8.2f}{cost.cpu:8.2f}", end="")
            print(f"{cost.megabytes:9}  {cost.outcome[:90]}{mark}", flush=True)
    print(f"\n{missed} miss the bar of {BAR:.0f} s and {MEMORY:,} MB")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
