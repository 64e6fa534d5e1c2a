"""Meridian Courier: microdata and Atom. Chunked answers, a live blog, a video, a soft 404."""

from html import escape

from flows.demo import feeds
from flows.demo.page import Page, text
from flows.demo.paper import DISCLAIMER, Paper, current, of_month, others
from flows.demo.story import Story

PAPER = Paper(
    name="meridian",
    host="www.meridian-courier.example",
    title="Meridian Courier",
    motto="East Africa and beyond",
    language="en",
    zone="Africa/Nairobi",
)
CRAWL_DELAY = 0.2
SOFT_404 = "/news/20260308-mombasa-harbour-lights"
ROBOTS = (
    f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\nDisallow: /staff/\nDisallow: /*?replytocom=\n\n"
    f"Sitemap: {PAPER.link('/sitemap-index.xml')}\n"
)


def pages(stories: tuple[Story, ...]) -> dict[str, Page]:
    """Every address of the paper."""
    site = {story.path: _article(story, stories) for story in stories}
    site |= {"/robots.txt": text(ROBOTS), "/": _front(stories), SOFT_404: _not_found(stories)}
    return site | _feeds(stories)


def _feeds(stories: tuple[Story, ...]) -> dict[str, Page]:
    fresh = current(stories)
    lost = (
        f'<entry><id>tag:{PAPER.host},2026:lost</id><title>Harbour lights of Mombasa</title>'
        f'<link rel="alternate" href="{PAPER.link(SOFT_404)}"/>'
        "<updated>2026-03-08T09:00:00+03:00</updated></entry>"
    )  # fmt: skip
    site = {
        f"/sitemap-2026-{month:02}.xml": feeds.feed_page(
            feeds.sitemap(PAPER, of_month(stories, 2026, month)), "application/xml", stories, "etag"
        )
        for month in (1, 2, 3)
    }
    index = feeds.sitemap_index(PAPER, site)
    site["/sitemap-index.xml"] = feeds.feed_page(index, "application/xml", stories, "etag")
    atom = feeds.atom(PAPER, fresh, lost)
    site["/atom.xml"] = feeds.feed_page(atom, "application/atom+xml", fresh, "etag")
    return site


def _article(story: Story, stories: tuple[Story, ...]) -> Page:
    # A silent edit leaves dateModified alone: the server's entity tag is all that gives it away.
    body = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)} - Meridian Courier</title>
<meta property="og:type" content="{_open_graph_type(story)}">
<link rel="canonical" href="{escape(PAPER.link(story.path))}"></head><body class="single">
{_top()}
<div class="columns"><div class="main-col" itemscope itemtype="https://schema.org/{_type(story)}">
<meta itemprop="inLanguage" content="en">
<meta itemprop="articleSection" content="{escape(story.section)}">
<h1 itemprop="headline">{escape(story.title)}</h1>
<div class="meta">{_byline(story)} <meta itemprop="datePublished"
 content="{story.published.isoformat()}">
<span>{PAPER.local(story.published):%d.%m.%Y %H:%M} EAT</span></div>
{_media(story)}<div class="share">Share: <a href="#">Chirp</a> <a href="#">Post</a></div>
<div class="copy" itemprop="articleBody">
{_copy(story)}
</div><p class="tags">Tags: {escape(story.section)}, region, daily</p></div>
<div class="side-col">{_most_read(story, stories)}</div></div>
{_bottom()}</body></html>
"""
    return Page(body.encode(), validation="etag", chunked=True)


def _type(story: Story) -> str:
    return {"live_blog": "LiveBlogPosting", "video": "VideoObject"}.get(story.kind, "NewsArticle")


def _open_graph_type(story: Story) -> str:
    return "video.other" if story.kind == "video" else "article"


def _byline(story: Story) -> str:
    kind = "Organization" if story.agency else "Person"
    return ", ".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/{kind}">'
        f'<span itemprop="name">{escape(name)}</span></span>'
        for name in story.byline
    )


def _media(story: Story) -> str:
    if story.kind == "video":
        return (
            '<figure class="player">'
            '<video controls poster="/img/still.jpg" src="/video/4711.mp4"></video>'
            "<figcaption>Video: 4:02</figcaption></figure>"
        )
    return (
        f'<figure><img src="/img/{story.slug}.jpg" alt="">'
        "<figcaption>Photo: Courier archive</figcaption></figure>"
    )


def _copy(story: Story) -> str:
    out = []
    for block in story.served:
        tag = "h2" if block.kind == "heading" else "p"
        out.append(f"<{tag}>{escape(block.text)}</{tag}>")
    if story.agency:
        out.append(f'<p class="credit"><em>{escape(story.agency)}</em></p>')
    return "\n".join(out)


def _top() -> str:
    links = "".join(
        f'<a href="/{name.lower()}">{name}</a> ' for name in ("Africa", "Kenya", "Sport")
    )
    return (
        f'<div id="top"><a href="/">Meridian Courier</a><div class="menu">{links}</div>'
        '<form action="/find"><input name="q" placeholder="Search"></form></div>'
        '<div class="ticker">Breaking: shilling steady &middot; Rain expected until Friday</div>'
    )


def _most_read(story: Story, stories: tuple[Story, ...]) -> str:
    items = "".join(
        f'<li><a href="{escape(s.path)}">{escape(s.title)}</a></li>'
        for s in others(story, stories, 5)
    )
    return (
        f"<h4>Most read</h4><ol>{items}</ol><h4>Subscribe</h4>"
        "<p>The Courier on your telephone for 40 shillings a day.</p>"
    )


def _bottom() -> str:
    return (
        '<div class="comments-box"><h4>3 responses</h4><div>Odhiambo says: the county warned us on '
        "Thursday and nobody listened.</div><div>A. says: Amen.</div></div>"
        f'<div id="bottom">Meridian Courier, Kimathi Street. Terms. Privacy. {DISCLAIMER}</div>'
    )


def _front(stories: tuple[Story, ...]) -> Page:
    rows = "".join(
        f'<div class="row"><a href="{escape(s.path)}">{escape(s.title)}</a></div>'
        for s in current(stories)
    )
    body = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Meridian Courier</title>'
        '<link rel="alternate" type="application/atom+xml" href="/atom.xml"></head>'
        f"<body>{_top()}<div>{rows}</div>{_bottom()}</body></html>"
    )
    return Page(body.encode(), validation="etag", chunked=True)


def _not_found(stories: tuple[Story, ...]) -> Page:
    suggested = "".join(
        f'<li><a href="{escape(s.path)}">{escape(s.title)}</a></li>' for s in current(stories)[:4]
    )
    body = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page not found - '
        f"Meridian Courier</title></head><body>{_top()}<div class='columns'><h1>Page not found</h1>"
        "<p>Sorry, the page you are looking for does not exist or has been moved. Try the search, "
        f"or one of these:</p><ul>{suggested}</ul></div>{_bottom()}</body></html>"
    )
    return Page(body.encode(), validation="none", chunked=True)
