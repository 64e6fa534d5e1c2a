"""Doubts settled: what stands beside the article, by names, by words above it, by its shape."""

from parsers.article.mass import masses, trusted
from parsers.article.outline import Outline
from parsers.article.related import related_nodes

_NEVER = ("comment", "consent", "nav", "footer", "related", "advert", "form", "share")
_NEARLY_ALL = 0.75
# An element that holds this share of the page's text is no extra, whatever its name.
_SHARE = {"comment": 0.9, "consent": 0.95, "footer": 0.9, "hidden": 0.25}
_USUAL_SHARE = 0.4


def settle(page: Outline, weight: list[float]) -> None:
    """Settle the doubts of the page's nodes in place; `weight` is that of its chunks."""
    mass = masses(page, weight)
    whole = mass[0] if mass else 0.0
    if any(whole and mass[index] >= _limit(page, index) * whole for index in page.doubted):
        _inherit(page, mass, whole)
    _lift(page, mass, whole)
    _drop_other_articles(page)
    for index in related_nodes(page, masses(page, trusted(page, weight))):
        page.doubts[index] = page.doubts[index] or "related"


def _limit(page: Outline, index: int) -> float:
    return _SHARE.get(page.styles[index].doubt, _USUAL_SHARE)


def _inherit(page: Outline, mass: list[float], whole: float) -> None:
    """Doubts are inherited, but not from what holds most of the text."""
    page.doubted.clear()
    for index, parent in enumerate(page.parents):
        above = page.doubts[parent] if parent >= 0 else ""
        doubt = page.styles[index].doubt
        if doubt and mass[index] >= _limit(page, index) * whole:
            doubt = ""
        if doubt and not above:
            page.doubted.append(index)
        page.doubts[index] = above or doubt


def _lift(page: Outline, mass: list[float], whole: float) -> None:
    """Where hardly anything is left, the largest kind of doubt was mistaken (slides, summaries)."""
    doubted: dict[str, float] = {}
    for index in page.doubted:
        doubt = page.doubts[index]
        doubted[doubt] = doubted.get(doubt, 0.0) + mass[index]
    if not doubted or sum(doubted.values()) < _NEARLY_ALL * whole:
        return
    liftable = [doubt for doubt in doubted if doubt not in _NEVER]
    largest = max(liftable, key=doubted.__getitem__, default="")
    page.doubts[:] = ["" if doubt == largest else doubt for doubt in page.doubts]


def _drop_other_articles(page: Outline) -> None:
    """Endless pages append the next story: an article element with a headline of its own."""
    headed = [chunk.node for chunk in page.chunks if chunk.tag == "h1"]
    if len(headed) < 2:  # noqa: PLR2004 - another article has another headline
        return
    outermost = [-1] * len(page.styles)
    for index, parent in enumerate(page.parents):
        above = outermost[parent] if parent >= 0 else -1
        article = above < 0 and page.styles[index].tag == "article"
        outermost[index] = index if article else above
    found = list(dict.fromkeys(outermost[node] for node in headed if outermost[node] >= 0))
    others = frozenset(found[1:])
    for index in range(len(page.styles) if others else 0):
        if outermost[index] in others:
            page.doubts[index] = "another article"
