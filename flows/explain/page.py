"""The article as one HTML page: the text with its marks, and a card for every event beside it.

The page holds no script and loads nothing. All that comes from the article is escaped.
"""

from collections.abc import Iterator, Sequence
from html import escape

from flows.explain.marks import Mark, marks_of, pieces
from flows.explain.told import facts_of
from parsers.events.records import Mention
from parsers.records import Article

_STYLE = """
:root { color-scheme: light; --ink: #1d2327; --dim: #5c6770; --line: #d9dee2; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 Georgia, serif; color: var(--ink); background: #f4f5f6; }
header { padding: 1.2rem 2rem; border-bottom: 1px solid var(--line); background: var(--paper); }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .3rem; }
header p, .key, .card, sup { font-family: system-ui, sans-serif; }
header p { margin: 0; font-size: .85rem; color: var(--dim); }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(19rem, 2fr); gap: 2rem;
       max-width: 78rem; margin: 0 auto; padding: 1.5rem 2rem; align-items: start; }
article { background: var(--paper); padding: 1.5rem 2rem; border: 1px solid var(--line);
          white-space: pre-line; overflow-wrap: anywhere; }
aside { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
.card { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid #b3402a;
        padding: .6rem .9rem; margin-bottom: .8rem; font-size: .83rem; line-height: 1.4; }
.card.B { border-left-color: #c9a227; }
.card:target { outline: 2px solid #1d6fa5; }
.card h2 { font-size: .9rem; margin: 0 0 .3rem; }
dl { display: grid; grid-template-columns: 4.6rem 1fr; gap: .1rem .6rem; margin: 0; }
dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-radius: 2px; padding: 0 1px; }
.trigger { background: #f7c9bd; font-weight: bold; } .actor { background: #cfe3f5; }
.recipient { background: #d9d3f2; } .place { background: #cdebd3; } .time { background: #fbeeb8; }
.figure { background: #fbd9a8; } .weapon, .target { background: #e7e0d5; }
.source { border-bottom: 2px dotted #5c6770; }
sup a { color: #b3402a; text-decoration: none; font-size: .7rem; padding-left: 1px; }
.key { font-size: .8rem; margin-top: .6rem; } .key span { margin-right: .5rem; padding: 0 .3rem; }
@media (max-width: 60rem) { main { grid-template-columns: 1fr; padding: 1rem; }
  aside { position: static; max-height: none; } }
"""
_KEY = ("trigger", "actor", "recipient", "place", "time", "figure", "weapon", "source")


def as_page(article: Article, mentions: Sequence[Mention]) -> str:
    """The whole page."""
    title = article.title or "Article without a title"
    return "".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<header><h1>{escape(title)}</h1><p>{escape(_about(article, mentions))}</p>",
            f"{_key()}</header><main><article>{_marked(article.text, mentions)}</article>",
            f"<aside>{''.join(_cards(mentions))}</aside></main></body></html>\n",
        )
    )


def _about(article: Article, mentions: Sequence[Mention]) -> str:
    published = article.published_at or article.published_day
    parts = (article.site_name, article.url, published and f"published {published}",
             f"{len(mentions)} events")  # fmt: skip
    return " \N{MIDDLE DOT} ".join(str(part) for part in parts if part)


def _key() -> str:
    names = "".join(f'<span class="{name}">{name}</span>' for name in _KEY)
    return f'<div class="key">{names}</div>'


def _marked(text: str, mentions: Sequence[Mention]) -> str:
    out = []
    for (start, end), marks in pieces(len(text), marks_of(mentions)):
        words = escape(text[start:end])
        out.append(_piece(words, marks) + _numbers(end, marks))
    return "".join(out)


def _piece(words: str, marks: Sequence[Mark]) -> str:
    if not marks:
        return words
    fields = " ".join(sorted({mark.field for mark in marks}, key=_weight))
    events = ", ".join(f"event {n}: {f}" for n, f in sorted({(m.number, m.field) for m in marks}))
    return f'<mark class="{fields}" title="{events}">{words}</mark>'


def _weight(field: str) -> int:
    """The rules of the style that stand later win: a trigger must stay one."""
    return _KEY.index(field) if field in _KEY else len(_KEY)


def _numbers(end: int, marks: Sequence[Mark]) -> str:
    ended = sorted({m.number for m in marks if m.field == "trigger" and m.span[1] == end})
    return "".join(f'<sup><a href="#event-{n}">{n}</a></sup>' for n in ended)


def _cards(mentions: Sequence[Mention]) -> Iterator[str]:
    for number, mention in enumerate(mentions, 1):
        facts = "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>"
            for name, told in facts_of(mention)
            if told
        )
        yield (
            f'<section class="card {mention.tier}" id="event-{number}">'
            f"<h2>{number}. {escape(mention.type)}</h2><dl>{facts}</dl></section>"
        )
    if not mentions:
        yield '<section class="card B"><h2>No events</h2></section>'
