"""Why a page was refused by its looks, in words that a reader of the report can check.

What the page looks like is told by the plainest signs; the facts are those without which the
forest of `kind.py` would have thought better of it, the heaviest first.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from parsers.article.forest import packaged_forest
from parsers.article.kind_features import Features
from parsers.records import PageKind

_MOST_FACTS = 3
_FEW, _SOME, _MANY, _CROWD = 2, 3, 5, 15
_THIRD, _HALF, _MORE = 0.35, 0.5, 0.6
_A_SUM, _SUMS = 0.5, 1.0
_ADDRESSED = 0.02
_AGAINST = {
    "made_for_others": "made by a program for forums, manuals or shops",
    "ld_goods": "linked data of goods", "ld_offer": "linked data of an offer",
    "ld_talk": "linked data of a discussion", "ld_list": "linked data of a list",
    "meta_price": "a price in the head", "item_other": "microdata of something else",
    "og_other": "an og:type of something else", "path_goods": "the address of a shop",
    "path_talk": "the address of a discussion", "path_manual": "the address of a manual",
    "path_selling": "the address of a service", "path_listing": "the address of a list",
    "path_front": "the address of a front page", "title_goods": "words of a shop in the title",
    "title_talk": "words of a forum in the title", "title_manual": "words of a manual in the title",
    "title_selling": "words of an offer in the title",
    "title_listing": "words of a list in the title",
    "meta_no_post": "a day of change and none of publication in the head",
}  # fmt: skip
_SHOP = ("name_goods", "path_goods", "title_goods", "ld_goods", "meta_price")
_OFFER = ("path_selling", "title_selling", "ld_offer")


class _Fact(NamedTuple):
    """Words for what speaks against a page, "" where it does not, and what an article has there."""

    words: Callable[[Features], str]
    instead: Features


def kind_by_looks(found: Features) -> PageKind:
    """What kind a page is that is no article by its looks: a list of others, or something else."""
    if found["linked_share"] > _MORE or _leads_on(found):
        return "index"
    if _sells(found) or found["currency"] >= _SUMS or _talks(found) or _explains(found):
        return "other"
    return "index" if found["name_listing"] >= _MANY or found["li_share"] > _HALF else "other"


def reason_of(found: Features, deciding: str = "") -> str:
    """What a refused page reads like, and the two or three facts that spoke most against it.

    `deciding` is the feature by which a rule has decided without the forest: its fact stands first.
    """
    like = _list_like(found) if kind_by_looks(found) == "index" else _other_like(found)
    facts = "; ".join(_heaviest(found, deciding))
    return f"reads less like an article than like {like}" + (f": {facts}" if facts else "")


def _list_like(found: Features) -> str:
    if found["linked_share"] > _MORE:
        return "a list of links"
    return "a list of headings that are links" if _leads_on(found) else "a list of other pages"


def _other_like(found: Features) -> str:
    if found["pre_chunks"] > 0:
        return "a manual"
    if _sells(found):
        return "goods for sale"
    if _talks(found):
        return "a discussion"
    if _explains(found):
        return "a manual"
    return "an offer of services" if _offers(found) else "a page of another kind"


def _leads_on(found: Features) -> bool:
    return found["teasers"] > found["good_paragraphs"] + _SOME


def _sells(found: Features) -> bool:
    """Prices alone are of many pages, and a sign of money is of code and of noise."""
    named = any(found[sign] > 0 for sign in _SHOP)
    return found["name_goods"] >= _SOME or (found["currency"] >= _SUMS and named)


def _talks(found: Features) -> bool:
    return found["name_talk"] >= _MANY or found["path_talk"] == 1


def _explains(found: Features) -> bool:
    return found["name_manual"] >= _MANY or found["pre_chunks"] > 0 or found["path_manual"] == 1


def _offers(found: Features) -> bool:
    return found["name_selling"] >= _SOME or any(found[sign] > 0 for sign in _OFFER)


def _heaviest(found: Features, deciding: str) -> list[str]:
    """The facts without which the forest's score would be higher, the greatest gain first."""
    said = [(words, fact.instead) for fact in _FACTS if (words := fact.words(found))]
    forest = packaged_forest("kind")
    rows = [[found[name] for name in forest.features]]
    rows += [[instead.get(name, found[name]) for name in forest.features] for _, instead in said]
    scores = forest.scores(np.array(rows, dtype=np.float32))
    gains = [
        (deciding in instead, float(score - scores[0]), words)
        for (words, instead), score in zip(said, scores[1:], strict=True)
    ]
    gains.sort(reverse=True)
    return [words for decided, gain, words in gains if decided or gain > 0][:_MOST_FACTS]


def _unsigned(found: Features) -> str:
    missing = [one for one, sign in (("date", "dated"), ("author", "signed")) if not found[sign]]
    if found["in_favour"] == 0:
        return "no date, no author and nothing that speaks for an article"
    return "no " + " and no ".join(missing) if missing else ""


def _short(found: Features) -> str:
    good = found["good_paragraphs"]
    number = {0: "no paragraph", 1: "one paragraph only", 2: "two paragraphs only"}.get(int(good))
    return f"{number} of some length" if number else ""


def _scattered(found: Features) -> str:
    places, share = found["prose_places"], found["prose_in_place"]
    if not places or places < _SOME or share > _HALF:
        return ""
    return f"running text scattered over {places:.0f} places"


def _against(found: Features) -> str:
    """The plainest of what the page says of itself."""
    return next((words for name, words in _AGAINST.items() if found[name] > 0), "")


def _headed(found: Features) -> str:
    headings, linked = found["page_headings"], found["teasers"]
    if headings < _CROWD and linked < _SOME:
        return ""
    return f"{headings:.0f} headings" + (f", {linked:.0f} of them links" if linked else "")


def _if(name: str, least: float, words: str) -> Callable[[Features], str]:
    """The words, with the value in them, of a feature that is at least so great."""
    return lambda found: words.format(found[name]) if found[name] >= least else ""


_FACTS = (
    _Fact(_unsigned, {"in_favour": 4, "dated": 1, "signed": 1}),
    _Fact(_against, {"against": 0}),
    _Fact(_short, {"good_paragraphs": 10, "size": 3000, "median_paragraph": 180}),
    _Fact(
        _scattered,
        {"prose_in_place": 0.9, "prose_above": 1, "prose_run": 0.8, "prose_places": 2,
         "prose_alike": 1},
    ),
    _Fact(_if("linked_share", 0.25, "{:.0%} of the page's text in links"), {"linked_share": 0.1}),
    _Fact(_if("li_share", _THIRD, "{:.0%} of the page in items of lists"),
          {"li_share": 0.1, "items": 0}),
    _Fact(_headed, {"page_headings": 3, "headings": 0.5, "teasers": 0}),
    _Fact(
        lambda found: "little text beside the rest of the page"
        if found["body_share"] < _THIRD else "",
        {"body_share": 0.7},
    ),
    _Fact(_if("currency", _A_SUM, "signs such as $ and € all over"), {"currency": 0}),
    _Fact(_if("pre_chunks", 1, "{:.0f} pieces of code"), {"pre_chunks": 0, "code": 0}),
    _Fact(_if("addressing", _ADDRESSED, "words for you and us, as in an offer"),
          {"addressing": 0}),
    _Fact(_if("name_goods", _FEW, "elements named as in a shop"), {"name_goods": 0}),
    _Fact(_if("name_talk", _SOME, "elements named as in a forum"), {"name_talk": 0}),
    _Fact(_if("name_manual", _SOME, "elements named as in a manual"), {"name_manual": 0}),
    _Fact(_if("name_selling", _SOME, "elements named as in an offer"), {"name_selling": 0}),
    _Fact(_if("name_listing", _SOME, "elements named as in a list"), {"name_listing": 0}),
    _Fact(_if("og_website", 1, "an og:type of website"), {"og_website": 0, "og_article": 1}),
    _Fact(lambda found: "" if found["quotes"] else "nobody quoted", {"quotes": 2}),
)  # fmt: skip
