# ruff: noqa: E501, S311 - tables of markup; randomness chooses test inputs
"""Pages that were sound once: mutations of seed pages, each given by its seed and its number."""

import json
import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from benchmarks.page_hostility import DATES, LONG, NAMES, linked_data, meta, words, wronged
from benchmarks.page_promises import PageInput

ROOT = Path(__file__).parents[1]
_TOKENS = re.compile(r"<[^>]*>|[^<]+|<")
_LINKED = re.compile(r'(<script type="application/ld\+json">)(.*?)(</script>)', re.DOTALL)
_SOUP = (
    *(f"<{tag}>" for tag in ("div", "p", "b", "i", "a href='//['", "table", "tr", "td", "ul", "li", "main")),
    *(f"</{tag}>" for tag in ("div", "p", "b", "i", "a", "table", "ul", "li", "main", "body", "html")),
    "<article>", "</article>", "<h1>", "</h1>", "<h2>", "<br>", "<br/></p>", "<template>", "</template>",
    "<svg><title>", "<math><mi>", "<select><option>", "<plaintext>", "<textarea>", "<xmp>", "<noscript>",
    "<style>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<frameset>", "<body hidden>",
    "<title>", "</title>", "<base href='//['>", "<link rel=canonical href='http://['>", "<iframe srcdoc='<p>'>",
    "<blockquote>", "<pre>", "<figure><figcaption>", "<aside>", "<nav>", "<form><input type=password>",
    "<html lang='", "&#0;", "&#xD800;", "&#x110000;", "&amp", "&nbsp;" * 9, "&CounterClockwiseContourIntegral",
    "\x00", "\ud800", "\udfff", "\u202e", "\ufeff", "\u200b" * 30, "\u0301" * 40, "\x0c", "\r", LONG, f"<p>{LONG}</p>",
)  # fmt: skip
_LABELS = (
    "byline", "author", "author-name", "date", "published", "timestamp", "dateline", "headline", "title",
    "article-body", "story-body", "live-blog", "paywall", "comments", "related", "gallery", "caption", "tags", "hidden",
)  # fmt: skip
_BYTES = (
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00", b"\x1b$B!!\x1b(B", b"\x1b$B", b"\x0e\x0f",
    b"+ADw-p+AD4-", b"\x81", b"\x8f\xa1", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x84\x31\xa4",
    b"\x93\xfa\x96{", b"~{", b"<?xml encoding='utf-7'?>", b"<meta charset=utf-16>", b"<meta charset=x-user-defined>",
)  # fmt: skip
_ENCODINGS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "iso-2022-jp", "shift_jis", "euc-jp", "gb18030",
    "big5", "euc-kr", "koi8-r", "cp1251", "cp1252", "iso-8859-8", "cp874", "cp037", "hz",
)  # fmt: skip
_TYPES = (
    None, None, None, "text/html", "text/html; charset=utf-8", "text/html; charset=utf-16", "application/xhtml+xml",
    "text/html; charset=iso-2022-jp", "text/html;charset='x-sjis", "text/html; charset=utf-7", "TEXT/HTML;;charset=",
    "text/html; charset=hz-gb-2312", "text/html; charset=replacement", "text/plain", "\x00", "a/" * 500, "text/html; é",
)  # fmt: skip
_ADDRESSES = (
    None, "https://harbourpost.example/news/ferry-skelby-4711", "https://p.example/2024/03/12/a-b-c.html", "", "x",
    "http://[", "https://p.example/9999/99/99/a", "http://\ud800/", "https://p.example/" + "a/" * 5000, "data:,x", "//",
)  # fmt: skip

Change = Callable[[Random, str], str]


class Mutator:
    """Makes inputs out of seed pages; the same number gives the same input again."""

    def __init__(self, seed: int, pages: Sequence[bytes], addresses: Sequence[str] = ()) -> None:
        self.seed = seed
        self.pages = [page.decode("utf-8", "surrogateescape") for page in pages]
        self.addresses = (*_ADDRESSES, *addresses)

    def make(self, number: int) -> PageInput:
        """The input with this number."""
        random = Random(f"{self.seed}:{number}")
        text = random.choice(self.pages)
        for _ in range(random.randrange(1, 7)):
            text = random.choice((*_CHANGES, self._splice))(random, text)
        return PageInput(
            _as_sent(random, text),
            random.choice(self.addresses),
            random.choice(_TYPES),
            fetched=random.random() < 0.8,
        )

    def _splice(self, random: Random, text: str) -> str:
        other = random.choice(self.pages)
        start, end = _span(random, other, len(other))
        return _put(random, text, other[start:end])


def mutator(seed: int) -> Mutator:
    """A mutator of the pages of this house, with addresses of the publishers it knows."""
    pages = [path.read_bytes() for path in sorted((ROOT / "tests" / "pages").glob("*/page.html"))]
    sources = sorted((ROOT / "flows" / "sources").glob("*.toml"))
    homes = [tomllib.loads(path.read_text("utf-8")).get("home", "") for path in sources]
    return Mutator(seed, pages, [f"{home.rstrip('/')}/2024/03/12/a-story-1" for home in homes])


def _as_sent(random: Random, text: str) -> bytes | str:
    """Text as it is, or bytes in an encoding that need not be the one that is declared."""
    dice = random.random()
    if dice < 0.15:
        return text
    encoding = "utf-8" if dice < 0.75 else random.choice(_ENCODINGS)
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    try:
        raw = text.encode(encoding, errors)
    except UnicodeError:
        raw = text.encode("utf-8", "surrogatepass")
    while raw and random.random() < 0.4:
        raw = _damage(random, raw)
    return raw


def _damage(random: Random, raw: bytes) -> bytes:
    at = random.randrange(len(raw))
    dice = random.random()
    if dice < 0.3:
        return raw[:at] + bytes([raw[at] ^ (1 << random.randrange(8))]) + raw[at + 1 :]
    if dice < 0.6:
        return raw[:at] + random.choice(_BYTES) * random.choice((1, 1, 1, 40)) + raw[at:]
    if dice < 0.7:
        return random.choice(_BYTES) + raw
    if dice < 0.8:
        return raw[:at]
    return raw[:at] + random.randbytes(random.randrange(60)) + raw[at + random.randrange(60) :]


def _span(random: Random, text: str, longest: int) -> tuple[int, int]:
    start = random.randrange(len(text) + 1)
    return start, min(len(text), start + random.randrange(longest + 1))


def _put(random: Random, text: str, piece: str) -> str:
    """The piece somewhere in the text: between two elements, mostly."""
    at = random.randrange(len(text) + 1)
    if random.random() < 0.8:
        at = text.find(">", at) + 1
    return text[:at] + piece + text[at:]


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def _drop(random: Random, text: str) -> str:
    start, end = _span(random, text, 800)
    return text[:start] + text[end:]


def _repeat(random: Random, text: str) -> str:
    start, end = _span(random, text, 2000)
    return text[:end] + text[start:end] * random.choice((1, 2, 30)) + text[end:]


def _shuffle(random: Random, text: str) -> str:
    tokens = _TOKENS.findall(text)
    start = random.randrange(len(tokens) + 1)
    window = tokens[start : start + random.randrange(2, 60)]
    random.shuffle(window)
    return "".join([*tokens[:start], *window, *tokens[start + len(window) :]])


def _soup(random: Random, text: str) -> str:
    for _ in range(random.randrange(1, 12)):
        text = _put(random, text, random.choice(_SOUP))
    return text


def _wrap(random: Random, text: str) -> str:
    start, end = _span(random, text, 3000)
    tag = random.choice(
        ("div", "b", "a", "table", "li", "ul", "svg", "template", "blockquote", "span", "p")
    )
    depth = random.choice((1, 3, 20, 400))
    return text[:start] + f"<{tag}>" * depth + text[start:end] + f"</{tag}>" * depth + text[end:]


def _add_linked_data(random: Random, text: str) -> str:
    return _put(random, text, linked_data(random))


def _wrong_linked_data(random: Random, text: str) -> str:
    """One node of the page's own linked data is put wrong."""
    match = _LINKED.search(text)
    if match is None:
        return text
    try:
        told = json.dumps(wronged(random, json.loads(match[2])))
    except (ValueError, RecursionError):
        return text
    return f"{text[: match.start()]}{match[1]}{told}{match[3]}{text[match.end() :]}"


def _add_metas(random: Random, text: str) -> str:
    return _put(random, text, "".join(meta(random) for _ in range(random.choice((1, 3, 50)))))


def _add_byline(random: Random, text: str) -> str:
    date, name = random.choice(DATES), random.choice(NAMES)
    label = random.choice(_LABELS)
    return _put(
        random,
        text,
        random.choice(
            (
                f'<time datetime="{date}">{random.choice(DATES)}</time>',
                f'<p class="{label}">By {name} | {date}</p>',
                f'<div class="{label}"><a rel="author" href="/x">{name}</a> {date}</div>',
                f'<span itemprop="author" itemscope><span itemprop="name">{name}</span></span>',
                f'<span itemprop="datePublished" content="{date}">{date}</span>',
            )
        ),
    )


def _wrong_words(random: Random, text: str) -> str:
    """Some texts between the tags become dates, names or whatever."""
    tokens = _TOKENS.findall(text)
    for at, token in enumerate(tokens):
        if not token.startswith("<") and random.random() < 0.1:
            tokens[at] = words(random)
    return "".join(tokens)


def _attribute(random: Random, text: str) -> str:
    """An attribute more on some element, now and then a huge one."""
    size = random.choice((1, 1, 1, 100, 20_000))
    name = random.choice(
        (
            "class",
            "id",
            "itemprop",
            "datetime",
            "content",
            "style",
            "rel",
            "lang",
            "hidden",
            "x" * 50,
        )
    )
    told = random.choice((*_LABELS, "display:none", "noopener author", words(random))) * size
    at = text.find(">", random.randrange(len(text) + 1))
    return text if at < 1 else f'{text[:at]} {name}="{told[:200_000]}"{text[at:]}'


_CHANGES: tuple[Change, ...] = (
    _cut, _drop, _repeat, _shuffle, _soup, _soup, _wrap, _add_linked_data, _add_linked_data, _wrong_linked_data,
    _wrong_linked_data, _add_metas, _add_byline, _add_byline, _wrong_words, _attribute,
)  # fmt: skip
