import time

from hypothesis import given
from hypothesis import strategies as st

from parsers.article.reading import read_outline
from parsers.web.scripts import take_scripts

PIECES = (
    "<p>The ferry</p>", "<b>ran", "</b>", "aground < ", "&lt;", "<div class='a>b'>", "</div>",
    "<script>let a = 1 < 2;</script>",
    "<script>document.write('<script src=x><\\/script>')</script>",
    '<script type="application/ld+json">{"@type": "NewsArticle"}</script>', "<style>p{}</style>",
    "<svg><path d='x'/></svg>", "<svg><svg></svg></svg>", "<SCRIPT>1</SCRIPT>", "<script>never",
    "<scripture>kept</scripture>", "<!-- a comment -->", "<table><tr><td>1",
)  # fmt: skip


def test_scripts_styles_and_drawings_go_and_linked_data_is_kept_aside() -> None:
    page = (
        b"<head><style>p { color: red }</style><script>let one = 1 < 2;</script>"
        b'<script type="application/ld+json">{"headline": "<b>A ferry</b>"}</script></head>'
        b"<p>Text</p><svg viewBox='0'><path/></svg>"
    )
    kept, linked = take_scripts(page)
    assert kept == b"<head></head><p>Text</p>"
    assert linked == [b'{"headline": "<b>A ferry</b>"}']


def test_names_in_capitals_are_left_to_the_parser() -> None:
    page = b"<script>a</SCRIPT><p>b</p><SCRIPT>c</SCRIPT><script>d</script>"
    assert take_scripts(page)[0] == page
    assert texts(page) == ["b"]


def test_a_script_that_writes_another_is_left_to_the_parser() -> None:
    page = b"<script>document.write('<script src=x><\\/script>')</script><p>a</p><script>b</script>"
    assert take_scripts(page)[0] == page.removesuffix(b"<script>b</script>")


def test_elements_that_only_begin_like_a_script_stay() -> None:
    page = b"<scripture>In the beginning</scripture><svgs>a</svgs>"
    assert take_scripts(page) == (page, [])


def test_a_script_that_never_ends_is_left_to_the_parser() -> None:
    page = b"<p>a</p><script>let b"
    assert take_scripts(page) == (page, [])


def test_pages_in_utf_16_come_out_as_they_went_in() -> None:
    page = "<script>let a</script>".encode("utf-16")
    assert take_scripts(page) == (page, [])


def test_floods_of_opening_tags_take_time_in_proportion() -> None:
    started = time.process_time()
    for flood in (b"<script>" * 500_000, b"<script><" * 500_000, b"<svg>" * 500_000 + b"</svg>"):
        assert take_scripts(flood)[1] == []
    assert time.process_time() - started < 10


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_text_is_the_same_whether_scripts_are_taken_out_before_or_after(page: str) -> None:
    source = page.encode()
    kept, _ = take_scripts(source)
    assert texts(kept) == texts(source)


def texts(page: bytes) -> list[str]:
    return [chunk.text for chunk in read_outline(page).chunks]
