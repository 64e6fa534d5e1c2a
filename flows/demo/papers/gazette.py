"""The Old Harbour Gazette: a site of 1999. Tables, windows-1252 undeclared, dates without zone."""

from datetime import date, timedelta
from html import escape

from flows.demo import feeds
from flows.demo.page import Page, text
from flows.demo.paper import DISCLAIMER, Paper, current, others
from flows.demo.story import Story

PAPER = Paper(
    name="gazette",
    host="oldharbour-gazette.example",
    title="The Old Harbour Gazette",
    motto="Established before the breakwater",
    language="en",
    zone="Europe/Malta",
)
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 3, 10)
ROBOTS = "# The Gazette has no objection.\nUser-agent: *\nDisallow:\n"


def pages(stories: tuple[Story, ...]) -> dict[str, Page]:
    """Every address of the paper."""
    fresh = current(stories)
    foreign = [story for story in fresh if story.section == "Foreign"]
    rdf = feeds.feed_page(feeds.rdf(PAPER, fresh), "application/rdf+xml", fresh, "none")
    site = {story.path: _article(story, stories) for story in stories}
    site |= {
        "/robots.txt": text(ROBOTS),
        "/": _list("Front page", fresh),
        "/headlines.rdf": rdf,
        "/foreign.rss": feeds.feed_page(
            feeds.rss_091(PAPER, foreign), "text/xml", foreign, "last_modified"
        ),
    }
    return site | _archive(stories)


def archive_path(day: date) -> str:
    """The page that lists the stories of a day."""
    return f"/archive/{day:%Y/%m/%d}.htm"


def _archive(stories: tuple[Story, ...]) -> dict[str, Page]:
    site = {}
    for ago in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=ago)
        listed = [story for story in stories if _printed_on(story) == day]
        site[archive_path(day)] = _list(f"The Gazette of {day:%d %B %Y}", listed)
    return site


def _printed_on(story: Story) -> date:
    # The year of one story is misprinted on its page; the archive has it where it belongs.
    return PAPER.local(story.published).date().replace(year=2026)


def _encode(page: str) -> Page:
    # No charset in the header and none in the page: a reader has to find out by itself.
    return Page(
        page.encode("cp1252", "xmlcharrefreplace"), content_type="text/html", validation="none"
    )


def _article(story: Story, stories: tuple[Story, ...]) -> Page:
    local = PAPER.local(story.published)
    stamp = f"{local.day} {local:%B %Y}, {local:%H.%M}"
    return _encode(f"""<HTML><HEAD><TITLE>{escape(story.title)}</TITLE></HEAD>
<BODY BGCOLOR="#FFFFF0"><TABLE WIDTH="780" BORDER="0"><TR><TD COLSPAN="3" BGCOLOR="#003366">
<A HREF="/"><FONT COLOR="#FFFFFF" SIZE="5">THE OLD HARBOUR GAZETTE</FONT></A></TD></TR>
<TR><TD WIDTH="120" VALIGN="top">{_menu()}</TD><TD VALIGN="top">
<FONT SIZE="2">{escape(story.section)}</FONT><H2>{escape(story.title)}</H2>
<I>{escape(" and ".join(_credit(story)))}</I><BR><FONT SIZE="1">{stamp}</FONT><HR>
{_paragraphs(story)}
<HR></TD><TD WIDTH="150" VALIGN="top" BGCOLOR="#EEEEDD">{_notices(story, stories)}</TD></TR>
<TR><TD COLSPAN="3"><FONT SIZE="1">{DISCLAIMER} Letters to the Editor: Merchants&rsquo; Street.
Best viewed at 800 &times; 600.</FONT></TD></TR></TABLE></BODY></HTML>
""")


def _credit(story: Story) -> tuple[str, ...]:
    return (f"From the {story.agency}",) if story.agency else story.byline


def _paragraphs(story: Story) -> str:
    # Paragraphs are opened and never closed.
    return "\n".join(f"<P>{escape(block.text, quote=False)}" for block in story.served)


def _menu() -> str:
    names = ("Town", "Harbour", "Foreign", "Tides", "Letters", "Small Ads")
    return "<BR>".join(f'<A HREF="/{name.split()[0].lower()}.htm">{name}</A>' for name in names)


def _notices(story: Story, stories: tuple[Story, ...]) -> str:
    teased = "<BR>".join(
        f'<A HREF="{escape(s.path)}">{escape(s.title)}</A>' for s in others(story, stories, 2)
    )
    return (
        f"<B>ALSO TODAY</B><BR>{teased}<P><B>TIDES</B><BR>High 04.12, 16.40<P>"
        "<B>SITUATIONS VACANT</B><BR>Rope-walker, Cospicua. Own mallet."
    )


def _list(title: str, stories: list[Story]) -> Page:
    rows = "".join(
        f'<TR><TD><A HREF="{escape(s.path)}">{escape(s.title)}</A></TD></TR>' for s in stories
    )
    rows = rows or "<TR><TD>No paper was printed on this day.</TD></TR>"
    return _encode(
        f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY><H2>{title}</H2>{_menu()}"
        f"<TABLE>{rows}</TABLE><FONT SIZE='1'>{DISCLAIMER}</FONT></BODY></HTML>\n"
    )
