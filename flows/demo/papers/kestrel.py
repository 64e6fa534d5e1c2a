"""The Kestrel Post: a modern site. JSON-LD, AMP and print forms, gzip sitemaps, a paywall."""

import gzip
import json
from dataclasses import replace
from html import escape

from flows.demo import feeds
from flows.demo.page import Page, redirect, text
from flows.demo.paper import DISCLAIMER, Paper, current, of_month, others
from flows.demo.story import Block, Story

PAPER = Paper(
    name="kestrel",
    host="www.kestrel-post.example",
    title="The Kestrel Post",
    motto="News from a height",
    language="en-GB",
    zone="Europe/London",
)
TRACKING = "?utm_source=rss&utm_medium=feed&utm_campaign=latest"
NEWSLETTER = (
    '<div class="newsletter"><h3>Kestrel by breakfast</h3><p>Get the five stories that matter '
    'in your inbox at 6am.</p><form><input type="email"></form></div>'
)
SHORT_LINK = "/go/helsinki"
MOVED = "helsinki-expels-attaches"
ROBOTS = (
    "User-agent: *\nDisallow: /search\nDisallow: /account/\n"
    f"Sitemap: {PAPER.link('/sitemap.xml')}\n"
)


def pages(stories: tuple[Story, ...]) -> dict[str, Page]:
    """Every address of the paper."""
    site = {"/robots.txt": text(ROBOTS), "/": _list_page("The Kestrel Post", current(stories))}
    for story in stories:
        site |= _forms(story, stories)
    for section in sorted({story.section for story in stories}):
        found = [story for story in current(stories) if story.section == section]
        site[f"/{section.lower()}/"] = _list_page(section, found)
    return site | _feeds(stories)


def _forms(story: Story, stories: tuple[Story, ...]) -> dict[str, Page]:
    forms = {
        story.path: _article(story, stories),
        f"/amp{story.path}": _amp(story),
        f"{story.path}?print=1": _print(story),
    }
    if story.slug == MOVED:
        forms[SHORT_LINK] = redirect(PAPER.link(story.path))
    return forms


def _feeds(stories: tuple[Story, ...]) -> dict[str, Page]:
    fresh = current(stories)
    # The feed still carries the short link of one story, which the server redirects.
    listed = [replace(s, path=SHORT_LINK) if s.slug == MOVED else s for s in fresh]
    rss = feeds.rss(PAPER, listed, TRACKING)
    months = {f"/sitemap-2026-{m:02}.xml.gz": _month(stories, m) for m in (1, 2, 3)}
    index = feeds.sitemap_index(PAPER, months)
    return months | {
        "/feeds/latest.xml": feeds.feed_page(rss, "application/rss+xml", fresh, "both"),
        "/news-sitemap.xml": feeds.feed_page(
            feeds.news_sitemap(PAPER, fresh), "application/xml", fresh, "both"
        ),
        "/sitemap.xml": feeds.feed_page(index, "application/xml", fresh, "both"),
    }


def _month(stories: tuple[Story, ...], month: int) -> Page:
    listed = of_month(stories, 2026, month)
    # Publishers list their sections among their stories; a reader must tell the two apart.
    sections = sorted({f"/{story.section.lower()}/" for story in listed})
    body = gzip.compress(feeds.sitemap(PAPER, listed, sections).encode(), mtime=0)
    newest = max(story.changed for story in listed)
    return Page(body, content_type="application/gzip", modified=newest)


def _article(story: Story, stories: tuple[Story, ...]) -> Page:
    stamp = f"{PAPER.local(story.published):%d %B %Y, %H:%M}"
    body = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>{escape(story.title)} | The Kestrel Post</title>
<link rel="canonical" href="{escape(PAPER.link(story.path))}">
<link rel="amphtml" href="{escape(PAPER.link("/amp" + story.path))}">
<meta name="description" content="{escape(story.lead)}">
<script type="application/ld+json">{_json_ld(story)}</script>
<style>.byline{{color:#567}}</style><script>window.dataLayer=[];</script></head><body>
{_header()}<main><article><header><p class="kicker">{escape(story.section)}</p>
<h1>{escape(story.title)}</h1><p class="byline">By {escape(" and ".join(story.byline))}</p>
<time datetime="{story.published.isoformat()}">{stamp}</time></header>
<div class="article-body">{_body(story)}</div>{_wall(story)}</article>
{_aside(others(story, stories))}</main>{_comments()}{_footer()}</body></html>
"""
    return Page(body.encode(), modified=story.changed, gzip=True)


def _json_ld(story: Story) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "dateModified": story.changed.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in story.byline],
        "publisher": {"@type": "Organization", "name": PAPER.title},
        "mainEntityOfPage": PAPER.link(story.path),
        "articleSection": story.section,
        "isAccessibleForFree": story.access == "free",
    }
    # "</script>" in a headline must not end the element.
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _body(story: Story) -> str:
    parts = [_block(block) for block in story.served]
    # The newsletter box stands in the middle of the text, as it does everywhere.
    parts.insert(3, NEWSLETTER)
    return "\n".join(parts)


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"<h2>{escape(block.text)}</h2>"
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in block.lines) + "</ul>"
    return f"<p>{escape(block.text)}</p>"


def _wall(story: Story) -> str:
    if story.access == "free":
        return ""
    return (
        '<section class="paywall"><h2>Keep reading for £1 a week</h2>'
        '<p>Subscribe to read the rest of this story.</p><a href="/account/join">Join</a></section>'
    )


def _header() -> str:
    sections = "".join(f'<li><a href="/{s.lower()}/">{s}</a></li>' for s in ("World", "UK"))
    return (
        '<a class="skip" href="#main">Skip to content</a><header class="masthead">'
        f'<a href="/">The Kestrel Post</a><nav><ul>{sections}</ul></nav></header>'
        '<div id="cookies" role="dialog">We and our 412 partners use cookies to improve your '
        "experience. <button>Accept</button></div>"
    )


def _aside(teased: list[Story]) -> str:
    items = "".join(
        f'<li><a href="{escape(s.path)}">{escape(s.title)}</a><p>{escape(s.lead)}</p></li>'
        for s in teased
    )
    return f'<aside class="related"><h2>More on this</h2><ul>{items}</ul></aside>'


def _comments() -> str:
    return (
        '<section id="comments"><h2>Comments (2)</h2><article class="comment"><b>larkrise</b>'
        "<p>My cousin saw three people killed outside the station in 2019 and nobody wrote a word."
        '</p></article><article class="comment"><b>old_mill</b><p>First they came for the crusts.'
        "</p></article></section>"
    )


def _footer() -> str:
    return (
        "<footer><p>© 2026 The Kestrel Post Ltd. All rights reserved. "
        f"{DISCLAIMER}</p><a href='/account/privacy'>Privacy</a></footer>"
    )


def _list_page(title: str, stories: list[Story]) -> Page:
    cards = "".join(
        f'<li class="card"><a href="{escape(s.path)}"><h3>{escape(s.title)}</h3></a>'
        f"<p>{escape(s.lead[:90])}…</p></li>"
        for s in stories
    )
    body = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        '<link rel="alternate" type="application/rss+xml" href="/feeds/latest.xml"></head><body>'
        f"{_header()}<main><h1>{escape(title)}</h1><ul>{cards}</ul></main>{_footer()}</body></html>"
    )
    return Page(body.encode(), gzip=True, validation="etag")


def _amp(story: Story) -> Page:
    body = (
        '<!doctype html><html amp lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(story.title)}</title>"
        f'<link rel="canonical" href="{escape(PAPER.link(story.path))}">'
        f'<script type="application/ld+json">{_json_ld(story)}</script></head><body>'
        f"<h1>{escape(story.title)}</h1>{''.join(_block(block) for block in story.served)}"
        f"{_wall(story)}{_footer()}</body></html>"
    )
    return Page(body.encode(), modified=story.changed)


def _print(story: Story) -> Page:
    body = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(story.title)}</title>"
        f'<link rel="canonical" href="{escape(PAPER.link(story.path))}"></head>'
        f"<body onload='print()'><h1>{escape(story.title)}</h1>"
        f"<p>{PAPER.local(story.published):%d %B %Y}</p>"
        f"{''.join(_block(block) for block in story.served)}</body></html>"
    )
    return Page(body.encode(), modified=story.changed)
