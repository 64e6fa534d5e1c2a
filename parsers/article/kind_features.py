"""What a page shows of its kind, as numbers for the forest of `kind.py`.

Cheap on purpose: counts over lists that are there already, no second look at the markup. What
cannot be known (the address of a page that came without) is NaN.
"""

import math
import re
from collections import Counter
from collections.abc import Callable
from operator import attrgetter
from urllib.parse import urlsplit

from parsers.article.body import Body, extent
from parsers.article.kind_words import (
    ADDRESSING,
    NAME_GROUPS,
    PATH_GROUPS,
    REPORTING,
    TITLE_GROUPS,
    is_made_for_others,
    words_in_names,
)
from parsers.article.page import Page

Features = dict[str, float]

_NAN = math.nan
_NAMES = attrgetter("names")
_STORY = re.compile(r"\d{5}|(?:19|20)\d\d/\d")
_LONGEST_PATH = 300
_SAMPLE = 2400
_GOOD_PARAGRAPH = 100
_PROSE = 60
_HEADLINE = 4
_CURRENCIES = "$€£¥₹₽₺₩"
_QUOTES = '"“”„«»「」'
_HEAD = frozenset(("meta", "link", "title", "base", "html", "h1"))
_THINGS = frozenset(("Product", "Offer", "Recipe", "Event", "LocalBusiness", "QAPage", "Question",
                     "Comment", "JobPosting", "Course", "Place", "Hotel", "Restaurant",
                     "DiscussionForumPosting", "SoftwareApplication", "ItemList"))  # fmt: skip
_ARTICLES = frozenset(("article", "news", "newsarticle", "blog", "video.other"))
_OTHER_KINDS = {
    "ld_list": frozenset(("CollectionPage", "ItemList", "SearchResultsPage")),
    "ld_talk": frozenset(("DiscussionForumPosting", "QAPage", "Question", "Comment")),
    "ld_goods": frozenset(("Product", "ProductGroup", "Offer", "AggregateOffer", "Brand")),
    "ld_offer": frozenset(
        ("SoftwareApplication", "JobPosting", "LocalBusiness", "Course", "Service", "FAQPage",
         "ProfilePage", "Event", "Recipe", "WebApplication", "ProfessionalService", "Dataset")
    ),
}  # fmt: skip
_SAID = {
    "meta_published": ("article:published_time", "parsely-pub-date", "sailthru.date",
                       "datepublished", "pubdate", "publishdate"),
    "meta_modified": ("article:modified_time", "og:updated_time"),
    "meta_section": ("article:section", "parsely-section", "section"),
    "meta_author": ("article:author", "author", "byl", "parsely-author"),
    "meta_tags": ("article:tag", "news_keywords", "parsely-tags"),
    "meta_facebook": ("fb:app_id", "fb:pages", "article:publisher"),
    "meta_price": ("product:price:amount", "og:price:amount", "price", "pricecurrency"),
}  # fmt: skip
_SUMS = {
    "in_favour": ("dated", "signed", "og_article", "item_article", "ld_news", "ld_headline",
                  "meta_published", "meta_section", "meta_tags", "meta_author", "path_story"),
    "against": ("og_other", "item_other", "ld_list", "ld_talk", "ld_goods", "ld_offer",
                "meta_no_post", "meta_price", "path_goods", "path_talk", "path_manual",
                "path_selling", "path_listing", "path_front", "title_goods", "title_talk",
                "title_manual", "title_listing", "title_selling", "made_for_others"),
}  # fmt: skip

NAMES = (
    "in_favour", "against", "dated", "signed", "name_story", "name_social", "name_goods",
    "name_sale", "name_talk", "name_manual", "name_listing", "name_selling", "quotes",
    "prose_above", "prose_in_place", "prose_places", "prose_run", "prose_run_size", "prose_mean",
    "prose_alike", "og_article", "og_website", "meta_facebook", "meta_tags", "meta_author",
    "description", "currency", "median_paragraph", "prose_share", "reporting", "addressing",
    "commas", "page_shouts", "li_share", "marks", "nodes", "node_text", "headings", "items",
    "code", "pre_chunks", "body_share", "good_paragraphs", "size", "chunks", "linked_share",
    "page_headings", "path_news", "path_hyphens", "ld_news", "ld_dated",
)  # fmt: skip
"""What the forest asks for; the other features are for the rules, or were found to add little."""


class Looks(Features):
    """Features by name, of which those that few pages are asked for are counted when one is."""

    def __init__(self, counted: Features, rest: Callable[[], Features]) -> None:
        super().__init__(counted)
        self._rest = rest

    def __missing__(self, name: str) -> float:
        return self.whole()[name]

    def whole(self) -> Features:
        """All of them, as a plain dictionary."""
        self.update(self._rest())
        return dict(self)


def features_of(page: Page, body: Body, *, dated: bool, signed: bool) -> Features:
    """All features of a page by name; `dated` and `signed` say whether the readers found any."""
    return looks_of(page, body, dated=dated, signed=signed).whole()


def looks_of(page: Page, body: Body, *, dated: bool, signed: bool) -> Looks:
    """The same, most of the work put off until it is asked for."""
    shown = "\n".join([chunk.text for chunk in page.outline.chunks])
    sample = shown[len(shown) // 3 :][:_SAMPLE]
    # A character of Chinese says as much as three letters.
    scale = extent(sample) / len(sample) if sample else 1.0
    found: Features = {
        "dated": float(dated),
        "signed": float(signed),
        **_address(page.url),
        **_head(page),
        **_linked_data(page),
        **_text(body, scale),
        **_outline(page, body, shown),
    }
    for name, parts in _SUMS.items():
        # NaN is not greater than zero: what is not known does not count.
        found[name] = float(sum(found[part] > 0 for part in parts))
    return Looks(
        found,
        lambda: {**_wording(body, scale), **_prose(page, _PROSE / scale), **_names(page)},
    )


def _address(url: str | None) -> Features:
    try:
        parts = urlsplit(url) if url else None
    except ValueError:
        parts = None
    if parts is None:
        names = ("path_hyphens", "path_story", *(f"path_{name}" for name in PATH_GROUPS))
        return dict.fromkeys(names, _NAN)
    path = parts.path[:_LONGEST_PATH].lower()
    last = path.rstrip("/").rpartition("/")[2]
    path += "/"
    return {
        "path_hyphens": float(last.count("-") + last.count("_")),
        "path_story": float(_STORY.search(path) is not None or last.count("-") >= _HEADLINE),
        **{f"path_{group}": float(w.search(path) is not None) for group, w in PATH_GROUPS.items()},
    }


def _head(page: Page) -> Features:
    meta = page.meta
    kind = (meta.value("og:type") or "").lower()
    item = meta.item or ""
    found = {name: float(any(map(meta.values.__contains__, said))) for name, said in _SAID.items()}
    title = (meta.title or "")[:_LONGEST_PATH].lower()
    return found | {
        "og_article": float(kind in _ARTICLES),
        "og_website": float(kind == "website"),
        "og_other": float(kind not in _ARTICLES and kind not in ("", "website")),
        # Programs that make blogs tell the day of posts; of other pages only the last change.
        "meta_no_post": found["meta_modified"] - found["meta_published"],
        "item_article": float(item.endswith(("Article", "BlogPosting", "LiveBlogPosting"))),
        "item_other": float(item in _THINGS),
        "description": float(len(meta.value("og:description", "description") or "")),
        "made_for_others": float(is_made_for_others(meta.value("generator") or "")),
        **{
            f"title_{group}": float(w.search(title) is not None)
            for group, w in TITLE_GROUPS.items()
        },
    }


def _linked_data(page: Page) -> Features:
    kinds = page.data.kinds()
    article = page.data.article or {}
    said = " ".join(kinds)
    return {
        "ld_news": float("NewsArticle" in said or "LiveBlog" in said),
        "ld_dated": float("datePublished" in article),
        "ld_headline": float("headline" in article),
        **{name: float(not others.isdisjoint(kinds)) for name, others in _OTHER_KINDS.items()},
    }


def _text(body: Body, scale: float) -> Features:
    """What the chosen text is made of."""
    text = body.text
    kinds = Counter([block.kind for block in body.blocks])
    sizes = sorted([block.end - block.start for block in body.blocks if block.kind == "paragraph"])
    per = 1000 / max(len(text) * scale, 200)
    return {
        "size": len(text) * scale,
        "good_paragraphs": float(sum(size * scale > _GOOD_PARAGRAPH for size in sizes)),
        "median_paragraph": sizes[len(sizes) // 2] * scale if sizes else 0.0,
        "prose_share": sum(sizes) / max(1, len(text)),
        "headings": kinds["heading"] * per,
        "items": kinds["list_item"] * per,
        "code": float(kinds["preformatted"]),
    }


def _wording(body: Body, scale: float) -> Features:
    """How the beginning of the chosen text is worded."""
    sample = body.text[:_SAMPLE]
    words = sample.lower().split()
    often = 1 / max(50, len(words))
    return {
        "quotes": sum(map(sample.count, _QUOTES)) * 1000 / max(len(sample) * scale, 200),
        "commas": (sample.count(",") + sample.count("、")) * 1000 / max(len(sample) * scale, 200),
        "addressing": sum(map(ADDRESSING.__contains__, words)) * often,
        "reporting": sum(map(REPORTING.__contains__, words)) * often,
    }


def _outline(page: Page, body: Body, shown: str) -> Features:
    """What stands on the page, whatever was chosen of it."""
    chunks = page.outline.chunks
    whole = max(1, len(shown) - len(chunks))
    tags = Counter([chunk.tag for chunk in chunks])
    headings = [chunk for chunk in chunks if chunk.kind == "heading"]
    per = 1000 / max(whole, 500)
    return {
        "chunks": float(len(chunks)),
        "body_share": len(body.text) / whole,
        "linked_share": sum([chunk.linked for chunk in chunks]) / whole,
        "page_headings": float(len(headings)),
        "teasers": float(sum(chunk.linked * 2 > len(chunk.text) for chunk in headings)),
        "li_share": tags["li"] / max(1, len(chunks)),
        "pre_chunks": float(tags["pre"]),
        "currency": sum(map(shown.count, _CURRENCIES)) * per,
        "page_shouts": shown.count("!") * per,
        "nodes": float(len(page.outline.styles)),
        "node_text": whole / max(20, len(page.outline.styles)),
    }


def _prose(page: Page, least: float) -> Features:
    """Where the running text stands: in one place and in one go, or here and there."""
    parents, styles = page.outline.parents, page.outline.styles
    places: Counter[int] = Counter()
    runs, run, count = [0], 0, 0
    for chunk in page.outline.chunks:
        size = len(chunk.text)
        if size >= least and chunk.linked * 3 < size and chunk.kind != "heading":
            places[parents[chunk.node]] += size
            run += size
            count += 1
        elif size * 3 >= least:
            runs.append(run)
            run = 0
    total = max(1, sum(places.values()))
    above: Counter[int] = Counter()
    for place, size in places.items():
        above[parents[place]] += size
    alike = Counter([styles[place].names for place in places])
    return {
        "prose_mean": total / max(1, count),
        "prose_places": float(len(places)),
        "prose_in_place": max(places.values(), default=0) / total,
        "prose_above": max(above.values(), default=0) / total,
        "prose_alike": float(max(alike.values(), default=0)),
        "prose_run": max(*runs, run) / total,
        "prose_run_size": float(max(*runs, run)),
    }


def _names(page: Page) -> Features:
    """Words in the names of elements, and how many elements may say who or when."""
    found = words_in_names(set(map(_NAMES, page.outline.styles)))
    marks = sum([mark.tag not in _HEAD for mark in page.outline.marks])
    return {"marks": float(marks), **{f"name_{one}": float(found[one]) for one in NAME_GROUPS}}
