"""Feeds and sitemaps as the papers write them, one function a format.

Everything is escaped; what is broken on purpose is broken by the paper that needs it so.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape

from flows.demo.page import Page, Validation
from flows.demo.paper import Paper
from flows.demo.story import Story

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def feed_page(body: str, kind: str, stories: Iterable[Story], validation: Validation) -> Page:
    """A feed as an answer of the server; its age is that of its newest story."""
    newest = max((s.changed for s in stories if s.changed.year < 2030), default=None)  # noqa: PLR2004 - the misprinted year
    return Page(body.encode(), content_type=kind, modified=newest, validation=validation, gzip=True)


def rss(paper: Paper, stories: Iterable[Story], tracking: str = "") -> str:
    """RSS 2.0; `tracking` is put behind every link."""
    items = "".join(_rss_item(paper, story, tracking) for story in stories)
    return (
        f'{XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(paper.title)}</title><link>{paper.link('/')}</link>"
        f"<description>{escape(paper.motto)}</description>"
        f"<language>{paper.language}</language>{items}</channel></rss>\n"
    )


def _rss_item(paper: Paper, story: Story, tracking: str) -> str:
    creators = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in story.byline)
    return (
        f"<item><title>{escape(story.title)}</title>"
        f"<link>{escape(paper.link(story.path) + tracking)}</link>"
        f'<guid isPermaLink="false">{paper.name}:{story.slug}</guid>{creators}'
        f"<category>{escape(story.section)}</category>"
        f"<description>{escape(story.lead)}</description>"
        f"<pubDate>{format_datetime(paper.local(story.published))}</pubDate></item>"
    )


def rss_091(paper: Paper, stories: Iterable[Story]) -> str:
    """RSS 0.91: titles and links, no dates."""
    items = "".join(
        f"<item><title>{escape(s.title)}</title><link>{escape(paper.link(s.path))}</link></item>"
        for s in stories
    )
    return (
        f'{XML}<rss version="0.91"><channel><title>{escape(paper.title)}</title>'
        f"<link>{paper.link('/')}</link><description>{escape(paper.motto)}</description>"
        f"<language>{paper.language}</language>{items}</channel></rss>\n"
    )


def rdf(paper: Paper, stories: list[Story]) -> str:
    """RSS 1.0; the dates carry no zone, as those of the paper's pages."""
    names = "".join(f'<rdf:li rdf:resource="{escape(paper.link(s.path))}"/>' for s in stories)
    items = "".join(
        f'<item rdf:about="{escape(paper.link(s.path))}"><title>{escape(s.title)}</title>'
        f"<link>{escape(paper.link(s.path))}</link>"
        f"<dc:date>{paper.local(s.published):%Y-%m-%dT%H:%M:%S}</dc:date></item>"
        for s in stories
    )
    return (
        f'{XML}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/">'
        f'<channel rdf:about="{paper.link("/")}"><title>{escape(paper.title)}</title>'
        f"<link>{paper.link('/')}</link><description>{escape(paper.motto)}</description>"
        f"<items><rdf:Seq>{names}</rdf:Seq></items></channel>{items}</rdf:RDF>\n"
    )


def atom(paper: Paper, stories: list[Story], extra: str = "") -> str:
    """Atom 1.0 without summaries; `extra` is put behind the entries."""
    newest = max(story.changed for story in stories)
    entries = "".join(_atom_entry(paper, story) for story in stories)
    return (
        f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{paper.language}">'
        f"<id>tag:{paper.host},2026:feed</id><title>{escape(paper.title)}</title>"
        f'<link href="{paper.link("/")}"/><updated>{newest.isoformat()}</updated>'
        f"{entries}{extra}</feed>\n"
    )


def _atom_entry(paper: Paper, story: Story) -> str:
    authors = "".join(f"<author><name>{escape(n)}</name></author>" for n in story.byline)
    return (
        f"<entry><id>tag:{paper.host},2026:{story.slug}</id><title>{escape(story.title)}</title>"
        f'<link rel="alternate" href="{escape(paper.link(story.path))}"/>{authors}'
        f"<published>{story.published.isoformat()}</published>"
        f"<updated>{story.changed.isoformat()}</updated>"
        f'<category term="{escape(story.section)}"/></entry>'
    )


def json_feed(paper: Paper, stories: Iterable[Story]) -> str:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.title,
        "home_page_url": paper.link("/"),
        "language": paper.language,
        "items": [_json_item(paper, story) for story in stories],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _json_item(paper: Paper, story: Story) -> dict[str, object]:
    return {
        "id": f"{paper.name}/{story.slug}",
        "url": paper.link(story.path),
        "title": story.title,
        "summary": story.lead,
        "date_published": story.published.isoformat(),
        "date_modified": story.changed.isoformat(),
        "authors": [{"name": name} for name in story.byline],
    }


def sitemap(paper: Paper, stories: Iterable[Story], more: Iterable[str] = ()) -> str:
    """A sitemap of stories and of further paths."""
    entries = [_place(paper.link(s.path), s.changed) for s in stories]
    entries += [f"<url><loc>{escape(paper.link(path))}</loc></url>" for path in more]
    return f'{XML}<urlset xmlns="{SITEMAP}">{"".join(entries)}</urlset>\n'


def _place(url: str, changed: datetime) -> str:
    return f"<url><loc>{escape(url)}</loc><lastmod>{changed.isoformat()}</lastmod></url>"


def news_sitemap(paper: Paper, stories: Iterable[Story], more: Iterable[str] = ()) -> str:
    """A news sitemap; `more` are paths that it lists with nothing but an address."""
    entries = [_news(paper, story) for story in stories]
    entries += [f"<url><loc>{escape(paper.link(path))}</loc></url>" for path in more]
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    return f'{XML}<urlset xmlns="{SITEMAP}" xmlns:news="{news}">{"".join(entries)}</urlset>\n'


def _news(paper: Paper, story: Story) -> str:
    return (
        f"<url><loc>{escape(paper.link(story.path))}</loc><news:news><news:publication>"
        f"<news:name>{escape(paper.title)}</news:name>"
        f"<news:language>{paper.language}</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.title)}</news:title></news:news></url>"
    )


def sitemap_index(paper: Paper, children: Iterable[str]) -> str:
    """An index of sitemaps."""
    entries = "".join(f"<sitemap><loc>{paper.link(path)}</loc></sitemap>" for path in children)
    return f'{XML}<sitemapindex xmlns="{SITEMAP}">{entries}</sitemapindex>\n'
