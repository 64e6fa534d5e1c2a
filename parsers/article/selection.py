"""Which chunks are the article: what the rules chose, corrected by a learned forest.

The forest sees what the rules chose (`features.py`) and may overrule them, but for what rules are
surer of than any statistics: links elsewhere, captions, hidden text, comments.
"""

import numpy as np

from parsers.article.features import features
from parsers.article.forest import packaged_forest
from parsers.article.outline import Chunk, Outline
from parsers.article.page import Page
from parsers.article.rules import by_rules, headlines_of, may_be_text, trim

# Log odds above which a chunk is kept: a paragraph lost is worse than a line too many.
_KEPT = -0.9
# Pages with more chunks are read by the rules alone: the forest would need memory by gigabytes.
_MOST_SCORED = 5000
_FORMED = frozenset(("table", "list_item", "heading"))
_RULES_ALONE = 0.6


def select(page: Page) -> tuple[list[int], float]:
    """(positions of the article's chunks in reading order, confidence).

    The confidence is the mean of what the forest gives the chosen chunks, each by its length.
    """
    ruled = by_rules(page.outline, page.meta.title)
    if not ruled or len(page.outline.chunks) > _MOST_SCORED:
        return ruled, _RULES_ALONE if ruled else 0.0
    asked = _allowed(page.outline, ruled)
    scores = packaged_forest("body").scores(features(page, ruled, asked))
    score = dict(zip(asked, scores.tolist(), strict=True))
    learned = [at for at in asked if score[at] > _KEPT]
    chosen = trim(page.outline, _whole(page.outline.chunks, ruled, learned)) or ruled
    return chosen, _confidence(page.outline.chunks, chosen, score)


def _allowed(page: Outline, ruled: list[int]) -> list[int]:
    """What the forest is asked about: the others are dropped whatever it would say."""
    sure = frozenset(ruled)
    headlines = headlines_of(page)
    return [
        at
        for at, chunk in enumerate(page.chunks)
        if at in sure or (chunk.text not in headlines and may_be_text(page, chunk))
    ]


def _whole(chunks: list[Chunk], ruled: list[int], learned: list[int]) -> list[int]:
    """With what has a form of its own within the text, which stands or falls as a whole.

    Half a table or a list without its middle says something else than the page.
    """
    if not learned:
        return []
    first, last = learned[0], learned[-1]
    formed = (at for at in ruled if first < at < last and chunks[at].kind in _FORMED)
    return sorted({*learned, *formed})


def _confidence(chunks: list[Chunk], chosen: list[int], score: dict[int, float]) -> float:
    size = np.array([len(chunks[at].text) for at in chosen])
    sure = 1 / (1 + np.exp(-np.array([score[at] for at in chosen], dtype=np.float32)))
    return round(float((sure * size).sum() / size.sum()), 2)
