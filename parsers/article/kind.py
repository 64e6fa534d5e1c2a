"""Whether a page is an article at all, and the refusal of pages that are none.

First what the page says of itself, then what it looks like: a small forest that was grown on
annotated pages (`benchmarks/training/kind.py`) weighs what `kind_features.py` counts.
"""

import re
from typing import Final

import numpy as np

from parsers.article.addresses import is_discussion, is_list, path_of
from parsers.article.body import Body, extent
from parsers.article.forest import packaged_forest
from parsers.article.genres import genre_of
from parsers.article.jsonld import Thing, types
from parsers.article.kind_features import Features, looks_of
from parsers.article.kind_reasons import kind_by_looks, reason_of
from parsers.article.page import Page
from parsers.article.refusals import refuse_failures, refuse_walls
from parsers.errors import NotAnArticle
from parsers.records import PageKind

THRESHOLD: Final = 0.0
"""Pages that the forest scores lower are refused; `benchmarks.training.kind` prints what of."""

_THING_TYPE = re.compile(r"product|profile|^place|restaurant|^book$|^music|game")
_ARTICLE_TYPES = frozenset(("article", "news", "newsarticle", "blog", "video.other"))
_LISTS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage"))
_TALKS = frozenset(("DiscussionForumPosting", "QAPage"))
_THINGS = frozenset(
    ("Product", "ProductGroup", "SoftwareApplication", "JobPosting", "FAQPage", "LocalBusiness",
     "Course", "Service", "ProfilePage")
)  # fmt: skip
_NEWS = re.compile(r"NewsArticle|LiveBlogPosting|ReportageNews|OpinionNews|AnalysisNews")
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
_ENOUGH = 2
_PLENTY = 4
_GOOD_PARAGRAPH = 100
_RUNNING = 3
_MANY = 5
_SMALL = 40
_FEW = 3
_FEW_LINKS, _SOME, _RUN, _HALF, _MORE, _NEARLY_ALL, _MOST = 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8


def kind_of(
    page: Page, body: Body, title: str | None, walled: str | None, *, dated: bool, signed: bool
) -> PageKind:
    """The kind of an article; raises NotAnArticle for all other pages.

    `walled` is the access of a text that is cut short, `dated` and `signed` say whether a date
    and an author were found.
    """
    evidence = evidence_of(page, dated=dated, signed=signed)
    refuse_failures(page, body, title or "", evidence)
    refuse_lists(page, evidence)
    refuse_walls(page, body, title or "", evidence)
    refuse_declared(page, body, evidence)
    if not is_vouched_for(page, body):
        refuse_by_looks(looks_of(page, body, dated=dated, signed=signed))
    return genre_of(page, body, title or "", walled)


def evidence_of(page: Page, *, dated: bool, signed: bool) -> int:
    """How much speaks for an article: 0 nothing, 2 or more enough."""
    evidence = 2 if page.data.article or _ARTICLE_ITEM.search(page.meta.item or "") else 0
    evidence += 2 if (page.meta.value("og:type") or "").lower() in _ARTICLE_TYPES else 0
    evidence += sum(map(page.meta.values.__contains__, _ARTICLE_META))
    return evidence + dated + signed


def refuse_lists(page: Page, evidence: int) -> None:
    """Raise NotAnArticle for front pages, and lists by their address."""
    if evidence < _PLENTY and not page.data.article and is_list(page.url):
        path = path_of(page.url)
        raise NotAnArticle("index", f"the address of a front page or a list: {path}")


def refuse_declared(page: Page, body: Body, evidence: int) -> None:
    """Raise NotAnArticle for pages that say themselves what else they are."""
    if not page.data.article:
        _refuse_other_names(page, evidence)
    if not body.text:
        chunks = page.outline.chunks
        if sum(chunk.linked * 2 > len(chunk.text) for chunk in chunks) * 2 > len(chunks):
            raise NotAnArticle("index", "no running text, but links")
        raise NotAnArticle("other", "no running text")


def _refuse_other_names(page: Page, evidence: int) -> None:
    kinds = page.data.kinds()
    graph = (page.meta.value("og:type") or "").lower()
    if evidence < _ENOUGH and kinds & _LISTS:
        raise NotAnArticle("index", f"the page calls itself {_first(kinds & _LISTS)}")
    if kinds & _TALKS:
        raise NotAnArticle("other", f"a discussion: the page calls itself {_first(kinds & _TALKS)}")
    if is_discussion(page.url) and graph not in _ARTICLE_TYPES:
        raise NotAnArticle("other", f"the address of a discussion: {path_of(page.url)}")
    if evidence < _PLENTY and (kinds & _THINGS or _THING_TYPE.search(graph)):
        thing = _first(kinds & _THINGS) or graph[:40]
        raise NotAnArticle("other", f"no article: the page calls itself {thing}")


def is_vouched_for(page: Page, body: Body) -> bool:
    """A rule for the site chose the text, or the page calls itself news and has a text."""
    if body.method.startswith("site:"):
        return True
    said = page.data.article
    linked = said and "headline" in said and _calls_itself_news(page, said)
    if not linked and not _NEWS.search(page.meta.item or ""):
        return False
    sizes = [block.end - block.start for block in body.blocks if block.kind == "paragraph"]
    scale = extent(body.text[:_GOOD_PARAGRAPH]) / _GOOD_PARAGRAPH
    return sum(size * scale >= _GOOD_PARAGRAPH for size in sizes) >= _RUNNING


def _calls_itself_news(page: Page, said: Thing) -> bool:
    # Mostly the object that describes the page says so: the others need not be asked.
    return any(map(_NEWS.search, types(said))) or any(map(_NEWS.search, page.data.kinds()))


def reads_like_one(found: Features) -> bool:
    """Whether a page is so much like an article that the forest is not asked.

    All shares are of the page's text; no annotated page that is none comes near.
    """
    good = found["good_paragraphs"]
    if found["against"]:
        return bool(found["dated"] and found["signed"] and good >= _MANY and _is_one_text(found))
    if found["in_favour"] >= _PLENTY and good >= _RUNNING:
        return True
    in_story = found["dated"] and found["path_story"] == 1
    if in_story and good >= 1 and found["prose_in_place"] > _SOME:
        return True
    return good >= 1 and found["linked_share"] < _SOME and _is_little_else(found)


def _is_little_else(found: Features) -> bool:
    """Whether the text is most of what the page has."""
    good, favour = found["good_paragraphs"], found["in_favour"]
    if found["chunks"] <= _SMALL and favour:
        return favour + good >= _FEW
    if found["body_share"] <= _HALF:
        return False
    if favour >= _ENOUGH and found["prose_in_place"] > _HALF:
        return True
    most = found["body_share"] > _MOST and found["prose_share"] > _MOST
    prose = most and found["linked_share"] < _FEW_LINKS
    return good >= _MANY and not found["pre_chunks"] and (prose or _is_one_text(found))


def _is_one_text(found: Features) -> bool:
    """Prose, in one place, in one go."""
    runs_on = found["prose_run"] > _RUN and found["prose_in_place"] > _NEARLY_ALL
    return runs_on and found["prose_share"] > _MOST


def score(found: Features) -> float:
    """The forest's log odds that a page is an article."""
    forest = packaged_forest("kind")
    row = np.array([[found[name] for name in forest.features]], dtype=np.float32)
    return float(forest.scores(row)[0])


def refuse_by_looks(found: Features) -> None:
    """Raise NotAnArticle for pages that look like something else to the forest."""
    good = found["good_paragraphs"]
    nothing = found["in_favour"] == 0 and good < _MANY
    links = found["linked_share"] > _NEARLY_ALL and found["in_favour"] < _PLENTY
    bare = links and good <= 1 and found["path_story"] != 1
    listed = found["li_share"] > _HALF and good == 0 and found["prose_share"] < _HALF
    deciding = "in_favour" if nothing else "linked_share" if bare else "li_share" if listed else ""
    if deciding or not (reads_like_one(found) or score(found) >= THRESHOLD):
        raise NotAnArticle(kind_by_looks(found), reason_of(found, deciding))


def _first(kinds: frozenset[str]) -> str:
    return min(kinds, default="")
