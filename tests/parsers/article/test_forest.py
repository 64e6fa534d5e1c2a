import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.article.features import NAMES, features
from parsers.article.forest import Forest, packaged_forest
from parsers.article.page import read_page
from parsers.article.rules import by_rules

LONG = "This sentence stands for a paragraph of a report and is long enough to be taken for one."


def one_by_one(forest: Forest, row: np.ndarray) -> float:
    """A forest as its definition has it: question after question."""
    depth = forest.leaves.shape[1].bit_length() - 1
    total = forest.bias
    for tree, leaves in enumerate(forest.leaves):
        asked = range(tree * depth, (tree + 1) * depth)
        answers = [row[forest.split[at]] > forest.border[at] for at in asked]
        total += leaves[sum(1 << level for level, yes in enumerate(answers) if yes)]
    return total


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 5), st.integers(0, 7))
def test_scores_are_those_of_the_trees_asked_one_by_one(
    seed: int, trees: int, depth: int, rows: int
) -> None:
    rng = np.random.default_rng(seed)
    forest = Forest(
        ("a", "b", "c"),
        rng.integers(0, 3, trees * depth),
        rng.normal(size=trees * depth).astype(np.float32),
        rng.normal(size=(trees, 2**depth)).astype(np.float32),
        0.5,
    )
    table = rng.normal(size=(rows, 3)).astype(np.float32)
    table[rng.random(table.shape) < 0.2] = np.nan
    expected = [one_by_one(forest, row) for row in table]
    assert forest.scores(table) == pytest.approx(expected, abs=1e-4)


def test_the_packaged_forest_asks_for_the_columns_that_are_measured() -> None:
    assert packaged_forest("body").features == NAMES


def test_every_chunk_is_measured_in_finite_numbers() -> None:
    html = f"<body><h1>A</h1><ul><li>b</li></ul><main>{f'<p>{LONG}</p>' * 3}</main><p>c</p></body>"
    page = read_page(html, None, None)
    ruled = by_rules(page.outline, page.meta.title)
    table = features(page, ruled)
    assert table.shape == (len(page.outline.chunks), len(NAMES))
    assert np.isfinite(table).all()
    assert table[:, NAMES.index("rules")].nonzero()[0].tolist() == ruled
