"""The table of page quality, made from invented figures."""

import pytest

from benchmarks.page_scores import NEWS, OTHERS, Score
from benchmarks.page_table import (
    MEASURES,
    Figures,
    Measure,
    Unit,
    as_markdown,
    as_text,
    rows,
    written,
)

ROWS = {measure.name: measure for measure in MEASURES}
HIDDEN = ROWS["text F1, macro, no address, no scripts"]
INVENTED = ROWS["authors invented, no_author"]
RAISED = ROWS["pages that raise"]


def news(*f1: float, empty: int = 0, errors: int = 0) -> dict[str, Score]:
    return {
        name: {"text": {"f1": value, "n": 100, "empty": empty}, "errors": errors}
        for name, value in zip(NEWS, f1, strict=False)
    }


def test_the_macro_is_the_mean_of_the_news_corpora() -> None:
    assert ROWS["text F1, macro"].read(Figures(news(0.9, 0.8, 1.0, 0.9))) == pytest.approx(0.9)


def test_a_macro_over_fewer_corpora_is_not_given() -> None:
    assert ROWS["text F1, macro"].read(Figures(news(0.9, 0.8))) is None
    assert ROWS["text F1, macro"].read(Figures()) is None


def test_the_best_peer_has_the_most_of_a_good_thing_and_the_least_of_a_bad_one() -> None:
    good = {"one": Figures(news(0.8, 0.8, 0.8, 0.8)), "two": Figures(news(0.9, 0.9, 0.9, 0.9))}
    assert ROWS["text F1, scrapinghub"].best(good) == ("two", 0.9)
    bad = {
        name: Figures({"no_author": {"errors": 0, "authors": {"false_on_empty": share}}})
        for name, share in (("one", 0.1), ("two", 0.2))
    }
    assert INVENTED.best(bad) == ("one", 0.1)


def test_a_peer_without_a_figure_is_not_the_best() -> None:
    peers = {"dates only": Figures({"not_articles": {"not_articles": {"called_articles": 0.0}}})}
    assert ROWS["not_articles called articles"].best(peers) is None
    assert INVENTED.best({}) is None


def test_a_bar_above_the_best_peer_moves_with_it() -> None:
    peers = {"one": Figures(hidden=news(0.92, 0.92, 0.92, 0.92))}
    assert HIDDEN.bar_beside(peers) == pytest.approx(0.935)
    assert HIDDEN.bar_beside({}) is None


@pytest.mark.parametrize(
    ("unit", "value", "reached"),
    [
        ("share", 0.9, True),
        ("share", 0.8999, False),
        ("times", 0.9, True),
        ("percent", 0.9, False),
        ("percent", 0.8, True),
        ("count", 0.9, True),
        ("count", 1, False),
        ("share", None, None),
    ],
)
def test_a_bar_is_reached_from_its_own_side(
    unit: Unit, value: float | None, *, reached: bool | None
) -> None:
    assert Measure("m", lambda _: None, 0.9, unit=unit).reached(value, 0.9) is reached


def test_refused_pages_and_pages_that_raise_are_counted_over_all_corpora() -> None:
    figures = Figures(news(0.9, 0.9, 0.9, 0.9, empty=2, errors=3))
    assert ROWS["news pages refused"].read(figures) == pytest.approx(0.02)
    assert RAISED.read(figures) == 12
    assert RAISED.reached(RAISED.read(figures), RAISED.bar) is False


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.9546, "share", ".955"),
        (1.0, "share", "1.000"),
        (0.256, "percent", "25.6 %"),
        (12.34, "times", "12.3x"),
        (0, "count", "0"),
        (None, "share", "-"),
    ],
)
def test_figures_are_written_as_one_reads_them(value: float | None, unit: Unit, shown: str) -> None:
    assert written(value, unit) == shown


def test_the_table_marks_what_is_below_the_bar_and_has_a_column_a_peer() -> None:
    peers = {"one": Figures(news(0.95, 0.95, 0.95, 0.95)), "two": Figures()}
    table = list(rows(Figures(news(0.97, 0.9, 0.96, 0.96)), peers))
    assert table[0] == ["measure", "bar", "sitrep", "best peer", "one", "two"]
    told = {row[0]: row[1:] for row in table}
    assert told["text F1, scrapinghub"] == [".962", ".970", ".950 one", ".950", "-"]
    assert told["text F1, naeb"] == [".941", ".900 !", ".950 one", ".950", "-"]
    assert told["not_articles called articles"] == ["< 5.0 %", "-", "-", "-", "-"]


def test_the_table_stands_without_any_peer() -> None:
    table = list(rows(Figures(), {}))
    assert {len(row) for row in table} == {4}
    assert len(table) == len(MEASURES) + 1


def test_text_and_markdown_tell_the_same() -> None:
    table = [["measure", "bar"], ["text", ".9"]]
    assert as_text(table).splitlines()[:2] == ["measure  bar", "text     .9"]
    assert as_markdown(table) == "| measure | bar |\n|---|---|\n| text | .9 |"


def test_every_corpus_has_a_row_that_asks_for_it() -> None:
    names = " ".join(ROWS)
    short = {"fundus_fixtures": "fixtures", "postlight_meta": "postlight"}
    short |= {"htmldate_mediacloud": "mediacloud"}
    assert all(short.get(name, name) in names for name in (*NEWS, *OTHERS))
