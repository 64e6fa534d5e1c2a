"""What a live check makes of what it saw: facts in, findings out; no network."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flows.config.checks import Finding, Level
from flows.config.source import Source
from flows.fetch.records import FetchResult, Outcome
from parsers.records import Article, FeedDocument, Link
from parsers.web.robots import Rules
from parsers.web.signals import read_signals, tdm_reserved_by, tdm_rules

ROBOT = "sitrep"
"""The product token of the user agent that `flows.config` builds."""

SHORT_TEXT = 400
"""Characters below which an article's text looks like a teaser."""

LONG_PAUSE = 120.0
"""Seconds between requests above which a night cannot read a publisher."""

STALE = timedelta(days=7)
"""A feed whose newest entry is older has probably been given up."""

DAY = timedelta(days=1)
_FEW = 0.2
_REMEDIES: dict[Outcome, str] = {
    "gone": "the address has moved; look for the new one on the front page",
    "refused": "it does not let us in; ask the publisher, or take the address out",
    "busy": "it asks for a pause; check again later, with a longer politeness.delay",
    "server_error": "its server is in trouble; check again later",
    "robots_denied": "its rules for robots forbid this; take the address out of the file",
    "robots_unreachable": "until its rules for robots can be read nothing may be asked; try later",
    "over_budget": "today's requests to this host are used up; check again tomorrow",
    "redirect_refused": "follow the redirects in a browser and write down where they lead",
    "failed": "open the address in a browser; if it works there, check again later",
}


def note(level: Level, what: str, remedy: str = "") -> Finding:
    """A finding, each part on one line: publishers have written some of it."""
    return Finding(level=level, what=one_line(what), remedy=one_line(remedy))


def one_line(text: str, most: int = 500) -> str:
    """A stranger's text for terminals and files: no line ends, no control characters, short."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:5_000]).split())[:most]


def on_rules(asked: FetchResult) -> Iterator[Finding]:
    """What a rules file says in general; what it forbids shows at the forbidden address."""
    host = urlsplit(asked.request.url).netloc
    if asked.outcome in ("gone", "refused"):
        yield note("ok", f"{host}: no rules for robots")
    if asked.outcome != "ok":
        return  # what else went wrong is told by the request that waits for the rules
    rules = Rules.parse(asked.body)
    pause = rules.delay(ROBOT)
    wishes = f"; it says {'; '.join(rules.wishes)}"[:200] if rules.wishes else ""
    asks = f", asking for {pause:g} s between requests" if pause else ""
    yield note("ok", f"{host}: rules for robots read{asks}{wishes}")
    if pause > LONG_PAUSE:
        told = f"{host}: a pause of {pause:g} s leaves room for few pages a night"
        yield note("warn", told, "lower politeness.max_articles_per_night, or ask the publisher")


def on_failure(url: str, result: FetchResult, *, is_configured: bool) -> Finding:
    """Why an address gave nothing; rules that forbid what the file names fail the check."""
    forbidden = is_configured and result.outcome in ("robots_denied", "robots_unreachable")
    status = f"status {result.status}" if result.status else ""
    told = ", ".join(filter(None, (status, result.failure, result.detail)))
    remedy = _REMEDIES.get(result.outcome, "")
    if result.failure == "blocked_address":
        remedy = "a private address; if it is yours, name the host in [hosts] of sitrep.toml"
    if result.wait_until:
        remedy += f" (not before {result.wait_until:%Y-%m-%d %H:%M} UTC)"
    what = f"{url}: {result.outcome.replace('_', ' ')}" + (f" ({told})" if told else "")
    return note("fail" if forbidden else "warn", what, remedy)


def on_document(url: str, document: FeedDocument, now: datetime, *, is_current: bool) -> Finding:
    """How many entries there are and how new; age counts where the newest should be listed."""
    count = len(document.links)
    newest = max((link.published_at for link in document.links if link.published_at), default=None)
    told = f"{url}: {count} entries" + (f", newest {newest:%Y-%m-%d %H:%M}" if newest else "")
    if not count:
        return note("warn", f"{url}: no entries", "is it still the right address?")
    if is_current and newest and now - newest > STALE:
        return note("warn", told, "nothing new for a week; has it been given up?")
    odd = f" ({document.problems[0]})" if document.problems else ""
    return note("ok", told + odd)


def on_links(source: Source, links: Mapping[str, Link]) -> Iterator[Finding]:
    """Whether `allow` and `deny` fit what the feeds give."""
    if not links:
        return
    others = [url for url in links if not source.allows(url)]
    count = len(links) - len(others)
    told = f"{count} of {len(links)} links are articles by `allow` and `deny`"
    if not count:
        yield note("fail", told, f"correct the patterns; a link is {others[0]}")
    elif count < _FEW * len(links):
        yield note("warn", told, f"should {others[0]} be left out?")
    else:
        yield note("ok", told)


def on_article(source: Source, url: str, article: Article) -> Iterator[Finding]:
    """Whether the parsers understand the publisher's pages."""
    title = f"“{article.title}”" if article.title else "without title"
    yield note("ok", f"{url}: {article.kind} {title}, {len(article.text)} characters")
    if not article.title:
        yield note("warn", "the article has no title", "the page's markup is not understood")
    if article.published is None:
        yield note("warn", "the article has no date", "lower expectations.share_with_date?")
    if len(article.text) < SHORT_TEXT or article.truncated:
        yield note("warn", "the text looks cut short", "lower expectations.share_with_text?")
    spoken = {_primary(tag) for tag in source.languages}
    if article.language and _primary(article.language) not in spoken:
        told = f"the article is in {article.language}, `languages` has {', '.join(sorted(spoken))}"
        yield note("warn", told, "correct `languages`, or narrow `allow`")


def on_wishes(url: str, result: FetchResult, article: Article) -> Iterator[Finding]:
    """What headers, page and site ask for."""
    of_site = None
    for asked in result.robots:
        if asked.request.purpose == "tdm" and asked.outcome == "ok":
            of_site = tdm_reserved_by(tdm_rules(asked.body), url)
    wishes = read_signals(result.headers, (), ROBOT, tdm_of_site=of_site)
    if wishes.tdm_reserved or article.tdm_reserved:
        told = "the publisher reserves text and data mining: archived, but no events"
        yield note("warn", told, 'with a right to mine, set signals.tdm = "record"')
    if wishes.noarchive or article.noarchive:
        yield note("ok", "the page asks not to be shown from archives; it is kept, and not shown")


def on_expectations(source: Source, links: Iterable[Link], now: datetime) -> Iterator[Finding]:
    """Whether the last day's entries are anywhere near what a day should bring."""
    times = [link.published_at for link in links if link.published_at and source.allows(link.url)]
    if not times:
        return
    recent = sum(time > now - DAY for time in times)
    expected = source.expectations.articles_a_day
    told = f"{recent} dated entries in the last 24 hours, {expected} articles expected a day"
    if recent < expected / 2:
        yield note("warn", told, "lower expectations.articles_a_day if this is a normal day")
    else:
        yield note("ok", told)


def newest_first(links: Iterable[Link]) -> list[Link]:
    """By what is said of them; where nothing is said they come last, in their order."""
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(links, key=lambda one: one.published_at or one.modified_at or never, reverse=True)


def _primary(tag: str) -> str:
    """The language of a tag; the two written forms of Norwegian count as Norwegian."""
    code = tag.partition("-")[0].lower()
    return "no" if code in ("nb", "nn") else code
