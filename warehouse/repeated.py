"""Paragraphs that a source repeats in its articles, from the published files: read-only.

What is dropped of them is for a person to say, in site rules.
"""

from dataclasses import dataclass

from parsers.errors import WarehouseError
from warehouse.connection import packaged_sql
from warehouse.home import Home
from warehouse.query import run_sql


@dataclass(frozen=True, slots=True)
class RepeatedParagraph:
    """A paragraph; the number of different articles that it stands in, their hosts, two of them."""

    text: str
    articles: int
    hosts: tuple[str, ...]
    urls: tuple[str, str]


def repeated_paragraphs(
    home: Home, source: str, *, least: int, days: int
) -> tuple[int, tuple[RepeatedParagraph, ...]]:
    """The number of different articles, and what stands in at least `least` of them, most first.

    Paragraphs of one day only are left out. Looked through are the newest versions of articles
    that were first seen within `days` before the source's newest one; texts that are withheld are
    not there. WarehouseError where nothing is published yet.
    """
    if not home.texts.is_file():
        raise WarehouseError(f"{home.texts} is not there yet; `sitrep publish` makes it")
    question = packaged_sql("repeated_sql")["paragraphs"]
    values = (source, days, least)
    rows = run_sql(home.published, question, parameters=values, texts=home.texts).rows
    found = tuple(
        RepeatedParagraph(text, articles, tuple(hosts), (first, last))
        for _, text, articles, hosts, first, last in rows
        if text is not None
    )
    return rows[0][0], found
