"""The Lantern: a weekly on a tired machine. Slow, with a feed of rubbish and a consent wall."""

from dataclasses import replace
from html import escape

from flows.demo import feeds
from flows.demo.page import Page, error, text
from flows.demo.paper import DISCLAIMER, Paper, current, others
from flows.demo.story import Story

PAPER = Paper(
    name="lantern",
    host="thelantern.example",
    title="The Lantern",
    motto="Small light, long way",
    language="en-CA",
    zone="America/Halifax",
)
DELAY = 0.4
CONSENT = "/index.php?story=privacy-and-you"
RUBBISH = (
    b"<?php Warning: mysql_connect(): too many connections in /srv/feed.php on line 12\x00\x00"
)


def pages(stories: tuple[Story, ...]) -> dict[str, Page]:
    """Every address of the paper; each answer takes `DELAY` seconds."""
    fresh = current(stories)
    site = {story.path: _article(story, stories) for story in stories}
    site |= {
        "/robots.txt": text("User-agent: *\nDisallow: /wp-admin/\n"),
        "/": _front(fresh),
        "/feed.rss": Page(RUBBISH, content_type="application/rss+xml", validation="none"),
        "/news.xml": feeds.feed_page(
            feeds.news_sitemap(PAPER, fresh, [CONSENT]), "application/xml", fresh, "both"
        ),
        CONSENT: _consent(),
    }
    return {path: replace(page, delay=DELAY) for path, page in site.items()}


def _article(story: Story, stories: tuple[Story, ...]) -> Page:
    if story.gone:
        return error(410, "Gone")
    local = PAPER.local(story.published)
    body = f"""<!DOCTYPE html>
<html lang="en-CA"><head><meta charset="utf-8">
<title>{escape(story.title)} &#8211; The Lantern</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="{story.published.isoformat()}">
<link rel="canonical" href="{escape(PAPER.link(story.path))}"></head>
<body class="post-template"><div class="site-header"><a href="/">The Lantern</a></div>
<div class="entry"><h1 class="entry-title">{escape(story.title)}</h1>
<div class="entry-meta">Posted on <time class="entry-date"
 datetime="{story.published.isoformat()}">{local:%B} {local.day}, {local.year}</time>
 by <a class="author" rel="author" href="#">{escape(", ".join(story.byline))}</a></div>
<div class="entry-content">{"".join(f"<p>{escape(block.text)}</p>" for block in story.served)}
<div class="sharedaddy"><h3>Share this:</h3><ul><li>Print</li><li>Email</li></ul></div></div></div>
<div class="widget-area"><h3>Recent posts</h3><ul>{_recent(story, stories)}</ul></div>
<div id="respond"><h3>Leave a reply</h3><p>Your email address will not be published.</p></div>
<div class="site-footer">Proudly powered by a kettle. {DISCLAIMER}</div></body></html>
"""
    return Page(body.encode(), modified=story.changed, validation="weak_etag")


def _recent(story: Story, stories: tuple[Story, ...]) -> str:
    return "".join(
        f'<li><a href="{escape(s.path)}">{escape(s.title)}</a></li>' for s in others(story, stories)
    )


def _front(stories: list[Story]) -> Page:
    rows = "".join(f'<li><a href="{escape(s.path)}">{escape(s.title)}</a></li>' for s in stories)
    body = (
        '<!DOCTYPE html><html lang="en-CA"><head><meta charset="utf-8"><title>The Lantern</title>'
        f"</head><body><ul>{rows}</ul><p>{DISCLAIMER}</p></body></html>"
    )
    return Page(body.encode(), validation="weak_etag")


def _consent() -> Page:
    body = (
        '<!DOCTYPE html><html lang="en-CA"><head><meta charset="utf-8"><title>Before you continue'
        '</title></head><body><div class="consent-wall"><h1>We value your privacy</h1><p>We and '
        "our 731 partners store and access information on your device, such as cookies, to "
        "personalise ads and content. Please choose how we may use your data before you continue "
        'to The Lantern.</p><button>Accept all</button><button>Reject all</button><a href="#">'
        "Manage preferences</a></div></body></html>"
    )
    return Page(body.encode(), validation="none")
