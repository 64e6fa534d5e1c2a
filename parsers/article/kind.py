"""What kind of page it is, and the refusal of pages that are no articles."""

import re
from urllib.parse import urlsplit

from parsers.article.body import Body, extent
from parsers.article.page import Page
from parsers.article.refusals import refuse_failures, refuse_walls
from parsers.errors import NotAnArticle
from parsers.records import PageKind

_MAGIC = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"), (b"\xff\xd8\xff", "JPEG"),
    (b"PK\x03\x04", "ZIP"), (b"\x1f\x8b", "gzip"), (b"RIFF", "RIFF"), (b"\x00\x00\x00", "video"),
    (b"OggS", "Ogg"), (b"ID3", "MP3"),
)  # fmt: skip
_HTML_TYPES = re.compile(r"html|xml|text/plain|octet-stream|^$", re.IGNORECASE)
_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
_OPINION = re.compile(
    r"\b(?:opinions?|op-?ed|editorials?|columns?|columnists?|commentary|comment|kommentare?|"
    r"meinung|leitartikel|kolumne|tribune|chroniques?|opinión|opinion[ei]|opinie|columnas?|"
    r"editoriales|editoriali|debatt|leder|ledare|мнени[ея]|думка|felieton|komentarz|yazarlar|"
    r"社説)\b",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"live[-_ ]?(?:blog|updates|ticker|coverage|reporting)|liveticker|newsblog|"
    r"minute by minute|en direct|en vivo|minuto a minuto|ao vivo|in diretta",
    re.IGNORECASE,
)
_LIST_PATH = re.compile(
    r"^/(?:(?:tags?|topics?|categor(?:y|ies)|authors?|sections?|search|themen?|autor|rubrik|"
    r"kategorie|tema|"
    r"etiqueta|label|people)/[^/]+/?)?(?:[a-z]{2}/?)?$",
    re.IGNORECASE,
)
_STORY_PATH = re.compile(r"/(?:19|20)\d\d/\d\d/|\d{5}[^/]*$|/[^/-]+(?:-[^/-]+){4,}/?$")
_MANUAL_PATH = re.compile(
    r"/(?:docs?|documentation|manual|wiki|help|support|forums?|threads?|products?|shop|store|"
    r"topic)\b",
    re.IGNORECASE,
)
_FORUM = re.compile(
    r"/(?:threads?|questions|topic|forums?|t)/[^/?#]*\d|showthread|viewtopic|viewthread",
    re.IGNORECASE,
)
_THING_TYPE = re.compile(r"product|profile|^place|restaurant|^book$|^music|game")
_ARTICLE_TYPES = frozenset(("article", "news", "newsarticle", "blog", "video.other"))
_LISTS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage"))
_THINGS = frozenset(
    ("Product", "ProductGroup", "SoftwareApplication", "JobPosting", "DiscussionForumPosting",
     "QAPage", "FAQPage", "LocalBusiness", "Course", "Service", "ProfilePage")
)  # fmt: skip
_ARTICLE_ITEM = re.compile(r"Article$|BlogPosting$")
_ARTICLE_META = (
    "article:published_time",
    "article:section",
    "article:author",
    "parsely-pub-date",
    "sailthru.date",
    "news_keywords",
    "datepublished",
)
_LONGEST_URL = 2000
_RUNNING = 700
_ENOUGH = 2
_PLENTY = 4
_MANY = 5
_FEW = 3
_HEADLINE = 20
_GOOD_PARAGRAPH = 100


def refuse_other_media(html: bytes | str, content_type: str | None) -> None:
    """Raise NotAnArticle("not_html") for what is no HTML by its type, first bytes or first tag."""
    media = (content_type or "").split(";")[0].strip()
    if not _HTML_TYPES.search(media):
        raise NotAnArticle("not_html", f"content type {media[:80]}")
    if isinstance(html, bytes):
        for magic, name in _MAGIC:
            if html.startswith(magic):
                raise NotAnArticle("not_html", f"first bytes of {name}")
        start = html[:600].decode("latin-1")
    else:
        start = html[:600]
    if _FEED.match(start.removeprefix("ï»¿").removeprefix("\ufeff")):
        raise NotAnArticle("not_html", "a feed or sitemap")
    if start.lstrip()[:1] in ("{", "[") and "<" not in start:
        raise NotAnArticle("not_html", "JSON")


def kind_of(
    page: Page, body: Body, title: str | None, walled: str | None, *, dated: bool, signed: bool
) -> PageKind:
    """The kind of an article; raises NotAnArticle for all other pages."""
    size = extent(body.text)
    evidence = _evidence(page, dated=dated, signed=signed)
    refuse_failures(page, body, title or "")
    _refuse_addresses(page, evidence)
    refuse_walls(page, body, evidence)
    _refuse_indexes(page, body, evidence + _names_story(page.url))
    _refuse_others(page, body, evidence)
    kinds = page.data.kinds() | {page.meta.item}
    url = _start(page.url)
    names = f"{url} {page.meta.value('article:section', 'section') or ''}"
    if "LiveBlogPosting" in kinds or _LIVE.search(f"{url} {title or ''}"):
        return "live_blog"
    if walled == "paid":
        return "paywall_stub"
    if _is_video(page, size):
        return "video"
    if _about(page, "gallery") or {"ImageGallery", "MediaGallery"} & kinds:
        return "gallery"
    if "OpinionNewsArticle" in kinds or _OPINION.search(_words(names)):
        return "opinion"
    return "article"


def _is_video(page: Page, size: int) -> bool:
    """A film with a few words, or a page that says of itself that it is one."""
    if size < _RUNNING and _about(page, "video"):
        return True
    said = (page.meta.value("og:type") or "").lower().startswith("video")
    return not page.data.article and (said or page.meta.item == "VideoObject")


def _evidence(page: Page, *, dated: bool, signed: bool) -> int:
    """How much speaks for an article: 0 nothing, 2 or more enough."""
    evidence = 2 if page.data.article or _ARTICLE_ITEM.search(page.meta.item or "") else 0
    evidence += 2 if (page.meta.value("og:type") or "").lower() in _ARTICLE_TYPES else 0
    evidence += sum(bool(page.meta.value(name)) for name in _ARTICLE_META)
    return evidence + dated + signed


def _refuse_addresses(page: Page, evidence: int) -> None:
    path = _path(page.url)
    listed = path is not None and _LIST_PATH.match(path)
    if listed and not page.data.article and evidence < _PLENTY:
        raise NotAnArticle("index", "the address of a front page or a list")


def _refuse_indexes(page: Page, body: Body, evidence: int) -> None:
    if page.data.kinds() & _LISTS and evidence < _ENOUGH:
        raise NotAnArticle("index", "the page calls itself a collection")
    if evidence < _ENOUGH and body.linked > 2 * extent(body.text):
        raise NotAnArticle("index", "more teasers than running text")
    if evidence < _ENOUGH and _teasers(page) > 2 * max(_MANY, _long_paragraphs(body)):
        raise NotAnArticle("index", "more linked headlines than paragraphs")


def _teasers(page: Page) -> int:
    """Headings that are links: each leads to another story."""
    headings = (chunk for chunk in page.outline.chunks if chunk.kind == "heading")
    return sum(chunk.linked * 2 > len(chunk.text) for chunk in headings)


def _headlines(page: Page) -> int:
    """Lines outside of menus that are a link of the length of a headline."""
    outside = (chunk for chunk in page.outline.chunks if not _is_frame(page, chunk.node))
    return sum(chunk.linked >= max(_HEADLINE, len(chunk.text) - 1) for chunk in outside)


def _is_frame(page: Page, node: int) -> bool:
    return page.outline.doubts[node] in ("nav", "menu", "footer", "share")


def _refuse_others(page: Page, body: Body, evidence: int) -> None:
    if not body.text:
        raise NotAnArticle("other", "no running text")
    kind = (page.meta.value("og:type") or "").lower()
    if (
        evidence < _PLENTY
        and not page.data.article
        and (page.data.kinds() & _THINGS or _THING_TYPE.search(kind))
    ):
        raise NotAnArticle("other", "the page describes something else than an article")
    if not page.data.article and kind not in _ARTICLE_TYPES and _FORUM.search(_start(page.url)):
        raise NotAnArticle("other", "the address of a discussion")
    if evidence == 0 and not _is_prose(page, body):
        if _headlines(page) > _FEW:
            raise NotAnArticle("index", "linked headlines, no date and no author")
        raise NotAnArticle(
            "other", "no date, no author and nothing else that speaks for an article"
        )


def _is_prose(page: Page, body: Body) -> bool:
    """Running text and little else: what an article without any metadata looks like."""
    whole = sum(len(chunk.text) for chunk in page.outline.chunks)
    code = any(block.kind == "preformatted" for block in body.blocks)
    manual = _MANUAL_PATH.search(_path(page.url) or "")
    return (
        _long_paragraphs(body) >= _MANY
        and extent(body.text) * 2 > whole
        and not code
        and not manual
    )


def _long_paragraphs(body: Body) -> int:
    paragraphs = (block for block in body.blocks if block.kind == "paragraph")
    sizes = (extent(body.text[block.start : block.end]) for block in paragraphs)
    return sum(size > _GOOD_PARAGRAPH for size in sizes)


def _about(page: Page, what: str) -> bool:
    kind = (page.meta.value("og:type") or "").lower()
    path = (_path(page.url) or "").lower()
    return kind.startswith(what) or f"/{what}" in path or f"/{what}s" in path


def _names_story(url: str | None) -> bool:
    """Whether an address looks like a story's: a date, a long number, or a headline in its path."""
    return _STORY_PATH.search((_path(url) or "")[-_LONGEST_URL:]) is not None


def _path(url: str | None) -> str | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.path if not parts.query else None


def _start(url: str | None) -> str:
    return (url or "")[:_LONGEST_URL]


def _words(names: str) -> str:
    return names.replace("/", " ").replace("-", " ").replace("_", " ")
