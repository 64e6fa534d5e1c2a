# ruff: noqa: RUF001 - words and marks of many alphabets
"""What kind of page it is, and the refusal of pages that are no articles."""

import re
from urllib.parse import urlsplit

from parsers.article.body import Body
from parsers.article.page import Page
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
_CHALLENGE = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"are you a robot|attention required!|"
    r"enable javascript and cookies to continue|cf-chl|captcha-delivery|_incapsula_resource|"
    r"px-captcha|ddos protection by|"
    r"access (?:to this page )?(?:has been )?denied|unusual traffic|request unsuccessful",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|gdpr|datenschutz|einwilligung|privacy|tracking|werbung|zustimm\w+|"
    r"consentement|"
    r"privacidad|partners?)\b",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b404\b|page (?:was |could |can )?(?:not |no longer )(?:be )?(?:found|available|exist)|"
    r"not found|"
    r"(?:page|article|story) (?:you(?:'re| are) looking for|doesn.t exist|has been removed|"
    r"no longer)|"
    r"seite (?:wurde )?nicht gefunden|seite existiert nicht|page (?:introuvable|non trouvée)|"
    r"página no encontrada|no se encuentra la página|página não encontrada|pagina non trovata|"
    r"pagina niet gevonden|"
    r"siden (?:finnes|findes) ikke|sidan (?:kunde inte|hittades inte)|страница не найдена|"
    r"сторінку не знайдено|"
    r"nie znaleziono strony|strona nie istnieje|sayfa bulunamadı|"
    r"ページが見つかりません|页面不存在|페이지를 찾을 수 없",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b50[0234]\b.{0,40}\b(?:error|gateway|unavailable|timeout)|internal server error|"
    r"bad gateway|service (?:temporarily )?unavailable|"
    r"gateway time-?out|something went wrong|temporarily unavailable|under maintenance|"
    r"wartungsarbeiten",
    re.IGNORECASE,
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
_ARTICLE_META = (
    "article:published_time",
    "article:section",
    "article:author",
    "parsely-pub-date",
    "sailthru.date",
    "news_keywords",
    "datepublished",
)
_SHORT = 250
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_URL = 2000
_STUB = 1200
_RUNNING = 700
_ENOUGH = 2
_PLENTY = 4
_MANY = 5
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
    _refuse_failures(page, body, title or "", evidence)
    _refuse_indexes(page, body, evidence)
    _refuse_others(page, body, evidence)
    kinds = page.data.kinds()
    url = _start(page.url)
    names = f"{url} {page.meta.value('article:section', 'section') or ''}"
    if "LiveBlogPosting" in kinds or _LIVE.search(f"{url} {title or ''}"):
        return "live_blog"
    if walled == "paid":
        return "paywall_stub"
    if size < _RUNNING and _about(page, "video"):
        return "video"
    if _about(page, "gallery") or {"ImageGallery", "MediaGallery"} & kinds:
        return "gallery"
    if "OpinionNewsArticle" in kinds or _OPINION.search(_words(names)):
        return "opinion"
    return "article"


def extent(text: str) -> int:
    """The length of a text in letters: a character of Chinese says as much as three of them."""
    return len(text) + 2 * len(_IDEOGRAPHS.findall(text))


def _refuse_failures(page: Page, body: Body, title: str, evidence: int) -> None:
    """Pages that say themselves that they are not what was asked for."""
    shown = " ".join(chunk.text for chunk in page.outline.chunks[:400])
    size = extent(body.text)
    if size < 2 * _STUB:
        if _CHALLENGE.search(title) or (
            extent(shown) < 2 * _STUB and _CHALLENGE.search(page.decoded.text[:60_000])
        ):
            raise NotAnArticle("challenge", "a check for robots stands before the page")
        if _NOT_FOUND.search(title) or (
            size < _RUNNING and _NOT_FOUND.search(_first_heading(page))
        ):
            raise NotAnArticle("soft_404", "the page says that it was not found")
        if _ERROR.search(title) or (extent(shown) < _STUB and _ERROR.search(shown)):
            raise NotAnArticle("error", "the page reports an error of the server")
    if size < _SHORT:
        _refuse_walls(page, shown, evidence)


def _refuse_walls(page: Page, shown: str, evidence: int) -> None:
    if extent(shown) < 4 * _STUB and len(_CONSENT.findall(shown)) >= 4:  # noqa: PLR2004 - a page about nothing else
        raise NotAnArticle("consent_wall", "only a request for consent can be read")
    if page.document.css_first('input[type="password" i]') and extent(shown) < 2 * _STUB:
        raise NotAnArticle("login", "only a login form can be read")
    if extent(shown) < _SHORT and evidence < _ENOUGH:
        raise NotAnArticle(
            "empty_shell", f"{extent(shown)} characters of text: a page built by its scripts"
        )


def _evidence(page: Page, *, dated: bool, signed: bool) -> int:
    """How much speaks for an article: 0 nothing, 2 or more enough."""
    evidence = 2 if page.data.article else 0
    evidence += 2 if (page.meta.value("og:type") or "").lower() in _ARTICLE_TYPES else 0
    evidence += sum(bool(page.meta.value(name)) for name in _ARTICLE_META)
    return evidence + dated + signed


def _refuse_indexes(page: Page, body: Body, evidence: int) -> None:
    path = _path(page.url)
    if path is not None and _LIST_PATH.match(path) and not page.data.article:
        raise NotAnArticle("index", "the address of a front page or a list")
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


def _first_heading(page: Page) -> str:
    return next((chunk.text for chunk in page.outline.chunks if chunk.kind == "heading"), "")
