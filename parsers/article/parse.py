"""One page to one Article: the order in which the parts are asked."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TypeVar

from parsers.article.access import access_of, forbids_archive, is_cut, reserves_mining
from parsers.article.authors import authors_of
from parsers.article.body import Body, read_body
from parsers.article.by_rules import RuledPage
from parsers.article.found import Found, trust
from parsers.article.kind import kind_of
from parsers.article.language import language_of
from parsers.article.media import refuse_other_media
from parsers.article.page import Page, read_page
from parsers.article.site import canonical_of, section_of, site_name
from parsers.article.times import is_certain, page_times
from parsers.article.titles import headline
from parsers.records import Access, Article
from parsers.sites.table import RuleTable, packaged_rules

_Value = TypeVar("_Value")


def parse_article(
    html: bytes | str,
    url: str | None = None,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    zone: tzinfo | None = None,
    *,
    site_rules: RuleTable | None = None,
) -> Article:
    """What a page says as an article.

    `url` is where it was found, `content_type` the response header, `fetched_at` the time of the
    capture (aware): dates more than a day later are not believed. `zone` is the publisher's
    own: times without a zone are read in it, and in UTC without it. `site_rules` are asked in
    place of the packaged ones; with NO_RULES the general parser reads alone. Raises NotAnArticle
    with the kind of page, or ParseError for what cannot be read in bounded time; nothing else.
    """
    refuse_other_media(html, content_type)
    page = read_page(html, url, content_type)
    body = read_body(page)
    table = packaged_rules() if site_rules is None else site_rules
    rules = table.find(url, fetched_at.date() if fetched_at else None)
    if rules is None:
        return _article(page, body, fetched_at, zone)
    ruled = RuledPage(rules, lambda: page.document, fetched_at, zone)
    ruled.refuse()
    return ruled.article(_article(page, ruled.body(body), fetched_at, zone))


def _article(page: Page, body: Body, now: datetime | None, zone: tzinfo | None) -> Article:
    meta, data, encoding = page.meta, page.data, page.decoded.method
    methods = {"text": body.method, "encoding": encoding}
    sure = {"text": body.confidence, "encoding": trust(encoding)}
    site = _pick(site_name(meta, data), "site_name", methods, sure)
    title = _pick(headline(page, site), "title", methods, sure)
    language = _pick(language_of(body.text, meta, data), "language", methods, sure)
    told, changed, odd = page_times(page, language, now, zone)
    access: Access | None = _pick(access_of(page, body), "access", methods, sure)
    truncated = is_cut(page, body, access)
    names = _pick(authors_of(page, site, body.text, title), "authors", methods, sure) or ()
    walled = access if truncated else None
    kind = kind_of(page, body, title, walled, dated=is_certain(told), signed=bool(names))
    for field, time in (("published", told), ("modified", changed)):
        if time is not None:
            methods[field], sure[field] = time.method, time.confidence
    return Article(
        text=body.text,
        kind=kind,
        url=page.url,
        canonical_url=_pick(canonical_of(meta, page.url), "canonical_url", methods, sure),
        title=title,
        authors=names,
        published=told,
        modified=changed,
        language=language,
        section=_pick(section_of(meta, data), "section", methods, sure),
        site_name=site,
        access=access,
        truncated=truncated,
        blocks=body.blocks,
        captions=body.captions,
        encoding=page.decoded.encoding or None,
        noarchive=forbids_archive(meta),
        tdm_reserved=reserves_mining(meta),
        methods=methods,
        confidences=sure,
        problems=data.problems + tuple(_oddities(page, odd)),
    )


def _oddities(page: Page, times: tuple[str, ...]) -> Iterator[str]:
    """What was wrong with the page beside its linked data, one short sentence each."""
    if "+" in page.decoded.method:
        yield f"encoding: {page.decoded.method}"
    for raw in times:
        yield f"a time that cannot be true: {raw[:60]}"


def _pick(
    found: tuple[_Value, str] | Found[_Value] | None,
    field: str,
    methods: dict[str, str],
    sure: dict[str, float],
) -> _Value | None:
    """The value; its method goes to `methods`, its confidence to `sure`."""
    if found is None:
        return None
    methods[field] = found[1]
    sure[field] = found.confidence if isinstance(found, Found) else trust(found[1])
    return found[0]
