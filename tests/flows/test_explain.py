"""`sitrep explain`: which words an event was read from, and that nothing of a page gets loose."""

from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import cli
from flows.explain import Mark, as_page, facts_of, marks_of, pieces
from parsers.events import extract_events
from parsers.events.records import Claim, Mention
from parsers.records import Article

TEXT = (
    "Gunmen killed at least 14 people in an attack on a bus near Dori on Tuesday, "
    "the regional governor said."
)


def spans() -> st.SearchStrategy[list[Mark]]:
    edge = st.integers(0, 40)
    mark = st.builds(
        lambda a, b, n: Mark((min(a, b), max(a, b) + 1), n, "place"), edge, edge, st.integers(1, 3)
    )
    return st.lists(mark, max_size=6)


@given(spans(), st.integers(1, 30))
def test_pieces_join_without_a_gap_and_carry_every_mark(marks: list[Mark], length: int) -> None:
    cut = list(pieces(length, marks))
    assert next(edge for (edge, _), _ in cut) == 0
    assert all(one[0][1] == two[0][0] for one, two in pairwise(cut))
    assert cut[-1][0][1] == length
    for mark in marks:
        covered = sum(end - start for (start, end), here in cut if mark in here)
        assert covered == max(0, min(mark.span[1], length) - min(mark.span[0], length))


def test_the_words_of_a_figure_and_of_the_trigger_are_marked() -> None:
    mentions = extract_events(Article.from_text(TEXT))
    found = {(TEXT[slice(*mark.span)], mark.field) for mark in marks_of(mentions)}
    assert ("Dori", "place") in found
    assert any(field == "figure" and words.startswith("at least 14") for words, field in found)
    assert any(field == "trigger" for _, field in found)


def test_a_figure_is_told_with_its_bounds() -> None:
    claim = Claim("killed", 7, 7, None, "at least seven", (0, 4), who="civilian")
    mention = Mention("ASSAULT", None, (0, 4), 0, ((0, 9),), claims=(claim,))
    assert dict(facts_of(mention))["figures"] == "7 or more killed (civilian)"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


HOSTILE = '<script>alert(1)</script> Gunmen killed 3 "><img src=x onerror=alert(1)> people in Dori.'


def test_nothing_of_an_article_becomes_markup() -> None:
    article = Article.from_text(HOSTILE, title="</title><script>x</script>", url="javascript:1")
    page = as_page(article, extract_events(article))
    tags = Tags()
    tags.feed(page)
    assert not {"script", "img", "iframe", "link"} & set(tags.seen)
    assert "&lt;script&gt;" in page


def test_the_command_prints_marks_and_facts(tmp_path: Path) -> None:
    file = tmp_path / "dispatch.txt"
    file.write_text(TEXT, encoding="utf-8")
    arguments = ["explain", str(file), "--published", "2026-05-13"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    assert "ASSAULT" in done.output
    assert "2026-05-12" in done.output
    page = tmp_path / "dispatch.html"
    written = CliRunner().invoke(cli, [*arguments, "--html", str(page)])
    assert str(page) in written.output.replace("\n", "")
    assert "<!doctype html>" in page.read_text(encoding="utf-8")


def test_another_language_is_said_to_be_unread(tmp_path: Path) -> None:
    file = tmp_path / "seite.html"
    words = "Bei einem Angriff auf einen Bus sind am Dienstag nach Angaben der Polizei drei tot. "
    file.write_text(
        '<html lang="de"><title>Angriff</title><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-05-13T08:00:00Z"><article>'
        f"<h1>Angriff</h1><p>{words * 4}</p>"
        f"<p>{words * 4}</p></article></html>",
        encoding="utf-8",
    )
    done = CliRunner().invoke(cli, ["explain", str(file)])
    assert "English only" in done.output


@pytest.mark.parametrize("name", ["missing.html", "missing.txt"])
def test_a_missing_file_is_one_line_that_says_so(tmp_path: Path, name: str) -> None:
    done = CliRunner().invoke(cli, ["explain", str(tmp_path / name)])
    assert done.exit_code != 0
    assert "cannot be read" in str(done.exception) + done.output
