"""Tasman Wire: an agency. JSON Feed, divs without meaning, gzip in chunks, a TDM reservation."""

import json
from html import escape

from flows.demo import feeds
from flows.demo.page import Page
from flows.demo.paper import DISCLAIMER, Paper, current, others
from flows.demo.story import Story

PAPER = Paper(
    name="tasman",
    host="tasman-wire.example",
    title="Tasman Wire",
    motto="Filed from the far side",
    language="en-NZ",
    zone="Pacific/Auckland",
)
TDM_HEADERS = (("tdm-reservation", "1"), ("tdm-policy", PAPER.link("/licence.json")))


def pages(stories: tuple[Story, ...]) -> dict[str, Page]:
    """Every address of the paper; it has no robots.txt at all."""
    fresh = current(stories)
    wishes = [{"location": s.path, "tdm-reservation": 1} for s in stories if s.tdm_reserved]
    site = {story.path: _article(story, stories) for story in stories}
    site |= {
        "/": _front(fresh),
        "/feed.json": feeds.feed_page(
            feeds.json_feed(PAPER, fresh), "application/feed+json", fresh, "both"
        ),
        "/.well-known/tdmrep.json": Page(
            json.dumps(wishes).encode(), content_type="application/json", validation="none"
        ),
    }
    return site


def _article(story: Story, stories: tuple[Story, ...]) -> Page:
    reserved = '<meta name="tdm-reservation" content="1">' if story.tdm_reserved else ""
    local = PAPER.local(story.published)
    body = f"""<!doctype html><html lang="en-NZ"><head><meta charset="utf-8">
<title>{escape(story.title)}</title><meta name="author" content="{escape(", ".join(story.byline))}">
<meta name="date" content="{story.published.isoformat()}">{reserved}
<link rel="canonical" href="{escape(PAPER.link(story.path))}"></head><body>
<div id="app"><div class="x-bar"><div><a href="/">TASMAN WIRE</a></div><div>{_topics()}</div></div>
<div class="x-grid"><div class="x-main"><div class="x-tag">{escape(story.section)}</div>
<h1 class="x-h1">{escape(story.title)}</h1>
<div class="x-by"><span>{escape(", ".join(story.byline))}</span>
<time datetime="{story.published.isoformat()}">{local.day} {local:%b %Y %I:%M %p} NZDT</time>
<span>2 min read</span></div>
<div class="x-text">{_body(story)}</div></div>
<div class="x-side"><div class="x-h">Latest</div>{_latest(story, stories)}</div></div>
<div class="x-foot"><div>Sign up for the Wire at Dawn. No spam, one email a day.</div>
<div>© Tasman Wire. {DISCLAIMER}</div></div></div>
<script>window.__STATE__={{"slug":{json.dumps(story.slug)}}}</script></body></html>
"""
    headers = TDM_HEADERS if story.tdm_reserved else ()
    return Page(body.encode(), modified=story.changed, headers=headers, gzip=True, chunked=True)


def _topics() -> str:
    return " ".join(f"<a href='/topics/{t.lower()}'>{t}</a>" for t in ("World", "Asia", "Pacific"))


def _body(story: Story) -> str:
    out = []
    for number, block in enumerate(story.served):
        if block.kind == "list":
            items = "".join(f'<div class="x-li">{escape(line)}</div>' for line in block.lines)
            out.append(f'<div class="x-list">{items}</div>')
        else:
            out.append(f'<div class="x-p" data-n="{number}">{escape(block.text)}</div>')
    return "\n".join(out)


def _latest(story: Story, stories: tuple[Story, ...]) -> str:
    return "".join(
        f'<div class="x-t"><a href="{escape(s.path)}">{escape(s.title)}</a></div>'
        for s in others(story, stories, 4)
    )


def _front(stories: list[Story]) -> Page:
    cards = "".join(
        f'<div class="x-card"><a href="{escape(s.path)}">{escape(s.title)}</a></div>'
        for s in stories
    )
    body = (
        '<!doctype html><html lang="en-NZ"><head><meta charset="utf-8"><title>Tasman Wire</title>'
        '<link rel="alternate" type="application/feed+json" href="/feed.json"></head>'
        f'<body><div id="app">{cards}<div class="x-foot">{DISCLAIMER}</div></div></body></html>'
    )
    return Page(body.encode(), validation="etag", gzip=True, chunked=True)
