# ruff: noqa: RUF001, SIM905 - words of many alphabets, in lists as readable as can be
"""Which kind of article it is: told by what the page says of itself, the address, the headline.

Rather a plain article than a wrong kind: one sure sign is needed, or a weak one that the page's
make bears out.
"""

import re
from urllib.parse import unquote, urlsplit

from parsers.article.body import Body, extent
from parsers.article.page import Page
from parsers.records import PageKind

_OPINION = frozenset(
    "opinion opinions op-ed oped op-eds editorial editorials column columns columnist columnists "
    "commentary commentisfree comment kommentar kommentare meinung meinungen leitartikel kolumne "
    "kolumnen tribune tribunes chronique chroniques idees opinión opinione opinioni opiniones "
    "opiniao opinião opinie opinies columna columnas columnistas editoriales editoriali editoriais "
    "debatt debat leder ledare ledere kronikk krönikor kolumni kolumnit mielipide paakirjoitus "
    "mnenie mneniya мнение мнения думка думки колонки komentarz komentarze felieton felietony "
    "nazory názory komentare komentáře komentár velemeny vélemény opinii kolumne komentari "
    "misljenje yazarlar gorus görüş apopseis απόψεις γνώμη mielipiteet opini viewpoint viewpoints "
    "社説 社論 评论 評論 오피니언 사설 رأي آراء".split()
)
_OPINION_TITLE = re.compile(
    r"(?:opinion|editorial|comment(?:ary)?|op-ed|kommentar|meinung|leitartikel|tribune|opinión|"
    r"opinião|opinione|opinie|ledare|leder|komentarz|opinia|мнение|думка|社説)\s*[:|–—]"
)
_LIVE = re.compile(
    r"live[-_ ]?(?:blog|updates|ticker|coverage|reporting)|liveticker|newsblog|newsticker|"
    r"minute[- ]by[- ]minute|minuto[- ]a[- ]minuto|minut[- ]po[- ]minută|minuta po minucie"
)
_LIVE_WORD = re.compile(
    r"\b(?:live|en[- ]direct|direct|en[- ]vivo|en directo|ao[- ]vivo|in[- ]diretta|diretta|ticker|"
    r"direkte|direkt|suora|na żywo|relacja|živě|online|онлайн|наживо|canlı|ao minuto|élő|"
    r"ζωντανά|uživo|v živo)\b|速報|直播|실시간|مباشر"
)
_CLOCK = re.compile(r"^\W{0,3}(?:[01]?\d|2[0-3])\s?[:.h時시点]\s?[0-5]\d\b")
_GALLERY = frozenset(
    "gallery galleries photo-gallery photogallery photos pictures in-pictures photo-essay "
    "slideshow slideshows bildergalerie bildergalerien fotostrecke fotostrecken bilder galerie "
    "galeries diaporama diaporamas galeria galerias fotogaleria fotogalerias fotos galleria "
    "gallerie fotogallery fotogalerie foto-galerie bildspel galleri foto фото фотогалерея "
    "galeri galerija galerije fotky".split()
)
_VIDEO = frozenset(
    "video videos watch tv videoteca videos-noticias mediathek filmy wideo видео відео nettv "
    "webtv videot".split()
)
_GALLERIES = frozenset(("ImageGallery", "MediaGallery"))
_RUNNING = 700
_FULL = 2500
_ENTRIES = 4
_LONGEST = 2000


def genre_of(page: Page, body: Body, title: str, walled: str | None) -> PageKind:
    """The kind of a page that is an article; `walled` is the access of a text that is cut short."""
    kinds = page.data.kinds() | {page.meta.item or ""}
    steps = _steps(page.url)
    if "LiveBlogPosting" in kinds or _is_live(page, title.lower(), steps):
        return "live_blog"
    if walled:
        return "paywall_stub"
    size = _FULL if len(body.text) >= _FULL else extent(body.text)
    if _is_video(page, size, steps):
        return "video"
    if _is_gallery(page, kinds, size, steps):
        return "gallery"
    return "opinion" if _is_opinion(page, kinds, title, steps) else "article"


def _steps(url: str | None) -> list[str]:
    """The steps of an address's path in lower case."""
    try:
        path = urlsplit((url or "")[:_LONGEST]).path
    except ValueError:
        return []
    return [step for step in unquote(path).lower().split("/") if step]


def _is_live(page: Page, title: str, steps: list[str]) -> bool:
    """A sure word in headline or address; or a weak one, and entries with the time before each."""
    if _LIVE.search("\n".join((title, *steps))):
        return True
    if not (_LIVE_WORD.search(title) or "live" in steps):
        return False
    return sum(_CLOCK.match(chunk.text) is not None for chunk in page.outline.chunks) >= _ENTRIES


def _is_video(page: Page, size: int, steps: list[str]) -> bool:
    """A film with a few words, or a page that says of itself that it is one."""
    graph = (page.meta.value("og:type") or "").lower()
    if size < _RUNNING and (graph.startswith("video") or not _VIDEO.isdisjoint(steps[:-1])):
        return True
    if page.data.article:
        return False
    film = size < _RUNNING and "VideoObject" in page.data.kinds()
    return film or graph.startswith("video") or page.meta.item == "VideoObject"


def _is_gallery(page: Page, kinds: frozenset[str], size: int, steps: list[str]) -> bool:
    """Called so by its address or its own data, where these call it no article as well."""
    graph = (page.meta.value("og:type") or "").lower()
    if size >= _FULL:
        return False
    named = graph.startswith("gallery") or not _GALLERY.isdisjoint(steps[:-1])
    return named or bool(kinds & _GALLERIES and not page.data.article)


def _is_opinion(page: Page, kinds: frozenset[str], title: str, steps: list[str]) -> bool:
    if "OpinionNewsArticle" in kinds or not _OPINION.isdisjoint(steps[:-1]):
        return True
    section = (page.meta.value("article:section", "section") or "").lower()[:_RUNNING]
    parts = [part.strip() for part in re.split(r"[,;/|>]", section)]
    return not _OPINION.isdisjoint(parts) or _OPINION_TITLE.match(title.lower()) is not None
