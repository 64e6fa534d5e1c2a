"""Whatever comes in, an article that holds together comes out, or a ParseError: nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.page_hostility import DATES, FIELDS, LONG, METAS, NAMES, TYPES
from benchmarks.page_promises import PageInput, outcome

FINDS = sorted((Path(__file__).parent / "finds").glob("*.json"))

TEXTS = st.text(max_size=60) | st.sampled_from((*DATES, *NAMES, *TYPES, LONG))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=20,
)
THINGS = st.dictionaries(st.sampled_from(FIELDS), TREES, max_size=8).map(
    lambda told: {"@type": "NewsArticle", **told}
)
ENCODINGS = st.sampled_from(
    ("utf-8", "utf-16", "utf-16-le", "utf-32", "utf-7", "iso-2022-jp", "gb18030", "koi8-r", "cp037")
)
TAGS = st.sampled_from(
    ("div", "p", "article", "main", "section", "h1", "h2", "a", "b", "span", "time", "ul", "li",
     "table", "tr", "td", "blockquote", "figure", "aside", "svg", "template", "select", "pre")
)  # fmt: skip
MARKS = st.sampled_from(("class", "id", "itemprop", "datetime", "content", "rel", "lang", "style"))


@st.composite
def elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    tag, label, told = draw(TAGS), draw(MARKS), draw(TEXTS)
    quote = draw(st.sampled_from('"\'"'))
    closing = draw(st.sampled_from((f"</{tag}>", f"</{tag}>", "")))
    return f"<{tag} {label}={quote}{told}{quote}>{draw(inner)}{closing}"


@st.composite
def pages(draw: st.DrawFn) -> str:
    metas = draw(st.lists(st.tuples(st.sampled_from(METAS), TEXTS), max_size=6))
    head = "".join(f'<meta property="{name}" content="{told}">' for name, told in metas)
    linked = draw(st.lists(THINGS, max_size=2))
    head += "".join(
        f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in linked
    )
    body = "".join(draw(st.lists(BODIES, max_size=8)))
    return f"<html><head><title>{draw(TEXTS)}</title>{head}</head><body>{body}</body></html>"


BODIES = st.recursive(
    TEXTS, lambda inner: elements(st.lists(inner, max_size=3).map("".join)), max_leaves=12
)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400) | st.text("<>/!-=\"' &;#ab\x00\ud800\udc00", max_size=400))
def test_any_text_keeps_the_promises(html: str) -> None:
    outcome(PageInput(html))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=40))
def test_any_bytes_keep_the_promises(html: bytes, content_type: str | None) -> None:
    outcome(PageInput(html, None, content_type))


@settings(max_examples=200, deadline=None)
@given(html=pages(), fetched=st.booleans())
def test_pages_of_any_build_keep_the_promises(html: str, *, fetched: bool) -> None:
    outcome(PageInput(html, "https://p.example/2024/03/12/a", fetched=fetched), twice=True)


@settings(max_examples=100, deadline=None)
@given(pages(), ENCODINGS, ENCODINGS)
def test_pages_that_lie_about_their_encoding_keep_the_promises(
    html: str, encoding: str, declared: str
) -> None:
    raw = html.encode(encoding, "replace")
    outcome(PageInput(raw, "https://p.example/a", f"text/html; charset={declared}"))


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.stem)
def test_what_the_fuzzer_found_stays_mended(path: Path) -> None:
    outcome(PageInput.from_json(path.read_text("utf-8")), twice=True)
