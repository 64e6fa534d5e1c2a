"""Names and dates around the headline of pages without markup."""

from datetime import UTC, datetime

import pytest

from parsers import parse_article
from parsers.article.dates import written_part
from parsers.records import Article

TEXT = (
    "<p>This sentence stands for a paragraph of a report and is long enough to be taken for one, "
    "with a clause or two at its end, as reporters write them."
)
TITLE = "The old bridge is shut for the winter"


def old_page(above: str, heading: str = "h2") -> Article:
    """A page of the last century: a table, a menu, a headline that is no h1."""
    return parse_article(
        f"<html><head><title>{TITLE} - The Paper</title></head><body><table><tr><td>"
        '<a href="/town">Town</a><br><a href="/port">Port</a></td><td><font>Town</font>'
        f"<{heading}>{TITLE}</{heading}>{above}<hr>{TEXT * 6}</td></tr></table></body></html>"
    )


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<i>Ana Petrova</i><br>9 March 2026, 18.30", ["Ana Petrova"]),
        (
            "<p>Ana Petrova and Jo de Wit</p><p>Monday, 9 March 2026</p>",
            ["Ana Petrova", "Jo de Wit"],
        ),
        ("<i>From the Harbour Wire</i><br>9 March 2026", ["Harbour Wire"]),
        ("<b>By Ana Petrova</b><br>9 March 2026", ["Ana Petrova"]),
        ("<p>Town And Harbour</p><p>The winter was cold.</p>", []),
        ("<p>ferries wait</p><p>9 March 2026</p>", []),
        ("<p>Ana Petrova</p><p>In March 2026 the bridge was shut, and it will stay so.</p>", []),
    ],
)
def test_a_name_over_a_date_is_the_byline(above: str, names: list[str]) -> None:
    assert [author.name for author in old_page(above).authors] == names


@pytest.mark.parametrize("heading", ["h1", "h2", "b"])
def test_the_date_is_told_without_the_name_beside_it(heading: str) -> None:
    time = old_page("<br><i>Ana Petrova</i><br>9 March 2026, 18.30", heading).published
    assert time is not None
    assert time.raw == "9 March 2026, 18.30"
    assert time.utc == datetime(2026, 3, 9, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize("heading", ["h1", "h2", "div"])
def test_the_text_begins_below_a_headline_of_any_make(heading: str) -> None:
    text = old_page("<i>Ana Petrova</i><br>9 March 2026, 18.30", heading).text
    assert text.startswith("This sentence stands")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Ana Petrova 9 March 2026, 18.30", "9 March 2026, 18.30"),
        ("Por Ana · 9 de marzo de 2026, 18:20 | Bogotá", "9 de marzo de 2026, 18:20"),
        ("18:30 Uhr, 09.03.2026 · Anna", "18:30 Uhr, 09.03.2026"),
        ("Published 2026-03-09T18:30:00+03:00 by Ana", "2026-03-09T18:30:00+03:00"),
        ("٩ مارس ٢٠٢٦", "٩ مارس ٢٠٢٦"),
        ("No date here", "No date here"),
        ("9 March 2026 and a long while after that it was 18.30", "9 March 2026"),
    ],
)
def test_the_part_of_a_line_that_says_when(line: str, part: str) -> None:
    assert written_part(line) == part
