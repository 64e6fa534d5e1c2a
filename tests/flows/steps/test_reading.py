"""Events are read in articles only: a page that is none keeps its reason and has no mentions."""

from datetime import UTC, datetime

from flows.steps.reading import Page, Reading, read_page
from parsers.events import packaged_resources
from parsers.web.signals import Signals

SENTENCE = (
    "At least four people were killed on Tuesday when a rocket hit a market in Odesa, "
    "the regional governor said."
)
FILLER = (
    "The market stands near the harbour and is open on every day of the week, and many who "
    "live on the hill above it come down in the morning to buy bread and fish."
)
TEXT = f"<p>{SENTENCE}</p><p>{FILLER}</p><p>{FILLER} Again.</p>"
NOW = datetime(2026, 3, 10, 22, tzinfo=UTC)


def read(html: str, url: str) -> Reading:
    page = Page(1, "gazette", url, html.encode(), "text/html", NOW, Signals())
    return read_page(page, packaged_resources())


def test_the_same_sentence_is_read_in_an_article_and_not_in_a_discussion() -> None:
    head = '<html lang="en"><head><title>Rocket hits market</title>{}</head><body><h1>Rocket</h1>'
    graph = '<meta property="og:type" content="article">'
    story = read(head.format(graph) + f"<main>{TEXT}</main>", "https://g.example/2026/03/10/odesa")
    assert (story.kind, story.extraction) == ("article", "done")
    assert story.mentions
    posts = "".join(f'<div class="post"><b class="username">u{n}</b>{TEXT}</div>' for n in range(4))
    thread = read(head.format("") + posts, "https://g.example/forum/viewtopic.php?t=7")
    assert (thread.kind, thread.extraction) == ("other", "not_an_article")
    assert (thread.article, thread.mentions) == (None, ())
    assert thread.problem == "the address of a discussion: /forum/viewtopic.php"
