"""El Correo Andino, in Spanish: Open Graph only, and a feed that no strict reader can read."""

from html import escape

from flows.demo import feeds
from flows.demo.page import Page, redirect, text
from flows.demo.paper import Paper, current, of_month, others
from flows.demo.story import Story

PAPER = Paper(
    name="correo",
    host="www.correo-andino.example",
    title="El Correo Andino",
    motto="La cordillera, cada día",
    language="es",
    zone="America/Bogota",
)
DISCLAIMER = "Un periódico inventado para demostración: nada de esto ocurrió."
LOST = "/america/puente-de-guadua-20260304.html"
SENT_HOME = "/mundo/tranvia-de-medellin-20260303.html"
ROBOTS = f"User-agent: *\nDisallow: /suscriptores/\nSitemap: {PAPER.link('/sitemaps.xml')}\n"
MONTHS = {1: "enero", 2: "febrero", 3: "marzo"}


def pages(stories: tuple[Story, ...]) -> dict[str, Page]:
    """Every address of the paper; what `LOST` names is listed but never there."""
    site = {story.path: _article(story, stories) for story in stories}
    site |= {
        "/robots.txt": text(ROBOTS),
        "/": _front(stories),
        SENT_HOME: redirect(PAPER.link("/")),
    }
    return site | _feeds(stories)


def _feeds(stories: tuple[Story, ...]) -> dict[str, Page]:
    fresh = current(stories)
    site = {}
    for month in MONTHS:
        listed = of_month(stories, 2026, month)
        site[f"/sitemap-2026-{month:02}.xml"] = feeds.feed_page(
            feeds.sitemap(PAPER, listed), "text/xml", listed, "last_modified"
        )
    index = feeds.sitemap_index(PAPER, site)
    site["/sitemaps.xml"] = feeds.feed_page(index, "text/xml", stories, "last_modified")
    feed = _broken(feeds.rss(PAPER, fresh))
    site["/rss.xml"] = feeds.feed_page(feed, "text/xml", fresh, "last_modified")
    return site


def _broken(rss: str) -> str:
    """The feed as it really comes: a bare ampersand, an HTML entity, a tag never closed."""
    ghosts = "".join(
        f"<item><title>Más & mejor&nbsp;ciudad<br></title><link>{PAPER.link(path)}</link>"
        "<pubDate>Wed, 04 Mar 2026 08:00:00 -0500</pubDate></item>"
        for path in (LOST, SENT_HOME)
    )
    return rss.replace("</channel>", f"{ghosts}</channel>")


def _article(story: Story, stories: tuple[Story, ...]) -> Page:
    local = PAPER.local(story.published)
    stamp = f"{local.day} de {MONTHS[local.month]} de {local.year}, {local:%H:%M}"
    body = f"""<!doctype html>
<html><head><meta charset="utf-8"><title>{escape(story.title)} | El Correo Andino</title>
<meta property="og:type" content="article"><meta property="og:locale" content="es_CO">
<meta property="og:site_name" content="El Correo Andino">
<meta property="og:title" content="{escape(story.title)}">
<meta property="og:url" content="{escape(PAPER.link(story.path))}">
<meta property="og:description" content="{escape(story.lead)}">
<meta property="article:published_time" content="{story.published.isoformat()}">
<meta property="article:section" content="{escape(story.section)}">
{_wishes(story)}</head><body><div class="barra"><a href="/">El Correo Andino</a>
<a href="/suscriptores/">Suscríbase</a></div>
<div class="nota"><div class="antetitulo">{escape(story.section)}</div>
<h1 class="titulo">{escape(story.title)}</h1>
<div class="firma">Por <b>{escape(" y ".join(story.byline))}</b> · {stamp}</div>
<div class="cuerpo">{_body(story)}</div></div>
<div class="relacionadas"><h3>Le puede interesar</h3>{_teasers(story, stories)}</div>
<div class="boletin"><h3>Boletín</h3><p>Reciba cada mañana las noticias de la cordillera.</p></div>
<div class="pie">Carrera 7, Bogotá. Aviso de cookies: al navegar acepta su uso. {DISCLAIMER}</div>
</body></html>
"""
    return Page(body.encode(), modified=story.changed, validation="last_modified", gzip=True)


def _wishes(story: Story) -> str:
    return '<meta name="robots" content="noarchive, max-snippet:80">' if story.noarchive else ""


def _body(story: Story) -> str:
    out = []
    for block in story.served:
        if block.kind == "list":
            items = "".join(f"<li>{escape(line)}</li>" for line in block.lines)
            out.append(f"<ul>{items}</ul>")
        else:
            out.append(f"<p>{escape(block.text)}</p>")
    out.insert(2, '<div class="publicidad">Publicidad</div>')
    return "\n".join(out)


def _teasers(story: Story, stories: tuple[Story, ...]) -> str:
    return "".join(
        f'<div><a href="{escape(s.path)}">{escape(s.title)}</a><p>{escape(s.lead)}</p></div>'
        for s in others(story, stories)
    )


def _front(stories: tuple[Story, ...]) -> Page:
    rows = "".join(
        f'<div class="ficha"><h2><a href="{escape(s.path)}">{escape(s.title)}</a></h2></div>'
        for s in current(stories)
    )
    body = (
        '<!doctype html><html><head><meta charset="utf-8"><title>El Correo Andino</title>'
        '<meta property="og:type" content="website">'
        '<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>'
        f'<body>{rows}<div class="pie">{DISCLAIMER}</div></body></html>'
    )
    return Page(body.encode(), validation="etag", gzip=True)
