"""Site rules: what to read where on the pages of one site, and from when to when that holds.

Rules are the exception for odd sites. They are data: CSS selectors and, at most, functions of two
lines. docs/site-rules.md says how they are written.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, get_args

from parsers.records import PageKind
from parsers.sites.lines import line_fault
from parsers.web.html import parse_html
from parsers.web.urls import host_of

FIELDS = ("title", "authors", "published", "modified")
"""The fields of an article, beside its text, that rules can speak of."""

MOST_SELECTORS = 20
LONGEST_SELECTOR = 300

_ATTRIBUTE = re.compile(r"(.*?)\s*@([A-Za-z][\w:.-]*)", re.DOTALL)
_NOTHING = parse_html("")


class Target(NamedTuple):
    """A selector taken apart: what to select, and the attribute to read ("" for the text)."""

    query: str
    attribute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """What holds for the pages of some hosts (and their subdomains) between two days.

    A page belongs to the rules by the day of its capture; both days are included, None is open.
    `body` selects all containers of the text, `drop` what is left out inside them. Of `title`,
    `authors`, `published` and `modified` the first selector that finds something counts; it reads
    the text of the element, or an attribute with `selector @name`. `kinds` says what a page is
    that has such an element. `drop_lines` are texts of blocks that are left out, whoever chose the
    body; one that ends in * is the beginning of such texts. `author_text` cleans a byline before
    names are read from it; `month_first` reads 4/5/2026 the American way. `name` is the module or
    file they stand in and is filled in by who loads them.

    Raises ValueError that says which value is wrong. It does not look at any page.
    """

    hosts: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    kinds: tuple[tuple[str, PageKind], ...] = ()
    author_text: Callable[[str], str] | None = None
    month_first: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise ValueError(fault)

    @property
    def version(self) -> str:
        """The first day, or "always": what tells the versions of one site apart."""
        return self.valid_from.isoformat() if self.valid_from else "always"

    @property
    def case(self) -> str:
        """The name of the folder in `tests/pages` with the recorded case of this version."""
        return f"site-{self.name.replace('_', '-')}-{self.version}"

    @property
    def only_lines(self) -> bool:
        """Whether the rules name lines and nothing else: they never look at the page's tree."""
        return bool(self.drop_lines) and not _selects(self)

    def holds_on(self, day: date | None) -> bool:
        """Whether a page captured on that day belongs to these rules; always, if it is unknown."""
        if day is None:
            return True
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


def target_of(selector: str) -> Target:
    """The selector taken apart: `meta[name="author"] @content` reads an attribute."""
    match = _ATTRIBUTE.fullmatch(selector.strip())
    return Target(match[1], match[2].lower()) if match else Target(selector.strip(), "")


def selector_fault(selector: str) -> str | None:
    """What is wrong with a selector, or None; an attribute may stand behind it."""
    query = target_of(selector).query
    if not query or len(query) > LONGEST_SELECTOR:
        return f"{selector[:60]!r}: a selector has 1 to {LONGEST_SELECTOR} characters"
    try:
        _NOTHING.css_first(query)
    except Exception:  # noqa: BLE001 - the library's own error is known in parsers/web/html only
        return f"{selector!r} is no CSS selector; try it on a saved page in a browser"
    return None


def _faults(rules: SiteRules) -> Iterator[str]:
    yield from _host_faults(rules.hosts)
    start, end = rules.valid_from, rules.valid_to
    if start and end and end < start:
        yield f"valid_to: {end} lies before valid_from {start}; exchange them"
    for field in ("body", "drop", *FIELDS):
        yield from _selector_faults(field, getattr(rules, field))
    yield from _selector_faults("kinds", tuple(selector for selector, _ in rules.kinds))
    for field in ("body", "drop", "kinds"):
        yield from _attribute_faults(rules, field)
    yield from _line_faults(rules.drop_lines)
    for _, kind in rules.kinds:
        if kind not in get_args(PageKind):
            yield f"kinds: {kind!r} is no kind of page; known are {', '.join(get_args(PageKind))}"
    if rules.drop and not rules.body:
        yield "drop: leaves out parts of `body`; add `body` or remove it"
    if not _selects(rules) and not rules.drop_lines:
        yield f"the rules say nothing; add one of body, drop_lines, kinds, {', '.join(FIELDS)}"


def _selects(rules: SiteRules) -> bool:
    return any((rules.body, rules.kinds, *(getattr(rules, field) for field in FIELDS)))


def _host_faults(hosts: tuple[str, ...]) -> Iterator[str]:
    if not _is_list(hosts) or not hosts:
        yield "hosts: write at least one host, as a list"
        return
    for host in hosts:
        if host_of(f"http://{host}/") != host or ":" in host:
            yield f"hosts: {host!r} is no host; write it like a-paper.org, without www."
        if host.startswith("www."):
            yield f"hosts: {host!r}: leave out www., subdomains are included"


def _selector_faults(field: str, selectors: tuple[str, ...]) -> Iterator[str]:
    if not _is_list(selectors) or len(selectors) > MOST_SELECTORS:
        yield f"{field}: write a list of at most {MOST_SELECTORS} selectors"
        return
    for selector in selectors:
        if fault := selector_fault(selector):
            yield f"{field}: {fault}"


def _line_faults(lines: tuple[str, ...]) -> Iterator[str]:
    if not _is_list(lines):
        yield "drop_lines: write a list of lines"
        return
    for line in lines:
        if fault := line_fault(line):
            yield f"drop_lines: {fault}"


def _is_list(value: object) -> bool:
    """("a") for ("a",) is easily written, and a string is a sequence of letters."""
    return isinstance(value, tuple)


def _attribute_faults(rules: SiteRules, field: str) -> Iterator[str]:
    given = rules.kinds if field == "kinds" else ((one, "") for one in getattr(rules, field))
    for selector, _ in given:
        if target_of(selector).attribute:
            yield f"{field}: {selector!r} reads an attribute; here elements are selected, remove it"
