from hypothesis import given
from hypothesis import strategies as st

from parsers.article.outline import Outline
from parsers.article.reading import read_outline

PIECES = (
    "<div>", "</div>", "<p>", "</p>", "<a href=/x>", "</a>", "a text ", "<svg><svg></svg>",
    "</svg>", "<br>", "<br><br>", "<table><tr><td>", "</table>", "<h1>", "</h1>", "<template><p>",
    "<b>", "</b>", "<xmp><p>", "</xmp>", "<textarea><p>", "</textarea>", "<!-- <p> -->", "<!--",
    "&amp;&lt;p&gt;", "<section class='article-body'>", "</section>", "<aside>", "</aside>",
    "<frameset>", "<hr>", "<time datetime=2026-01-02>", "</time>", "<noscript><p>", "<plaintext>",
    "<body hidden>",
)  # fmt: skip


def texts(html: str) -> list[str]:
    return [chunk.text for chunk in read_outline(html.encode()).chunks]


def test_chunks_are_the_runs_of_text_between_blocks() -> None:
    assert texts("<p>One <b>bold</b> word</p><div>Two<p>Three</p>Four</div>") == [
        "One bold word", "Two", "Three", "Four",
    ]  # fmt: skip


def test_one_line_break_stays_in_the_chunk_and_two_end_it() -> None:
    outline = read_outline(b"<p>One<br>two<br><br>three</p>")
    assert [(chunk.text, chunk.lines) for chunk in outline.chunks] == [
        ("One two", ("One", "two")), ("three", ()),
    ]  # fmt: skip


def test_what_is_never_text_is_skipped_however_it_is_nested() -> None:
    html = (
        "<p>One</p><object><object><p>no</p></object><p>no</p></object><xmp><p>no</xmp>"
        "<textarea><p>no</textarea><video><p>no</p></video><template><p>no</p></template><p>Two</p>"
    )
    assert texts(html) == ["One", "Two"]


def test_comments_hide_what_looks_like_markup() -> None:
    assert texts("<p>One <!-- <p>no</p> --> two</p>") == ["One two"]


def test_escaped_characters_come_back_as_they_were() -> None:
    assert texts("<p>a &lt;p&gt; &amp;amp; &quot;b&quot;&nbsp;c</p>") == ['a <p> &amp; "b" c']


def test_links_and_strong_type_are_counted_in_characters() -> None:
    chunk = read_outline(b"<p>See <a href=/x>this <b>page</b></a> now</p>").chunks[0]
    assert (chunk.linked, chunk.anchors, chunk.strong) == (
        len("this") + len("page"),
        1,
        len("page"),
    )


def test_a_mark_knows_its_attributes_its_text_and_its_line() -> None:
    html = "<div class='byline'>By <a rel='author' href='/a?b=1&amp;c'>Ana <i>Pop</i></a></div>"
    byline, link = read_outline(html.encode()).marks[1:]
    assert (link.tag, link.get("href"), link.text) == ("a", "/a?b=1&c", "Ana Pop")
    assert link.line == byline.text == "By Ana Pop"
    assert byline.contains(link)
    assert list(byline.links()) == [("/a?b=1&c", "Ana Pop")]


def test_hints_and_doubts_are_those_of_the_elements_around() -> None:
    html = (
        "<main><div class='article-body'><p>a</p></div><div class='related'><p>b</p></div></main>"
    )
    outline = read_outline(html.encode())
    first, second = (chunk.node for chunk in outline.chunks)
    assert (outline.hints[first], outline.doubts[first]) == (2, "")
    assert (outline.hints[second], outline.doubts[second]) == (1, "related")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_nodes_and_chunks_nest_whatever_the_page_leaves_open(html: str) -> None:
    outline = read_outline(html.encode())
    assert_nested(outline)


def assert_nested(outline: Outline) -> None:
    for index, parent in enumerate(outline.parents):
        assert parent < index < outline.ends[index] <= len(outline.parents)
        assert outline.firsts[index] <= outline.lasts[index] <= len(outline.chunks)
        if parent >= 0:
            assert outline.ends[index] <= outline.ends[parent]
            assert outline.firsts[parent] <= outline.firsts[index]
            assert outline.lasts[index] <= outline.lasts[parent]
            assert outline.depths[index] == outline.depths[parent] + 1
    for position, chunk in enumerate(outline.chunks):
        assert chunk.text == " ".join(chunk.text.split()) != ""
        assert outline.firsts[chunk.node] <= position < outline.lasts[chunk.node]
        assert chunk.linked <= len(chunk.text)
