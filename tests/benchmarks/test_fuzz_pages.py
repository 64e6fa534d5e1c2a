# ruff: noqa: S311 - randomness chooses test inputs
"""The fuzzer: its inputs follow from numbers, it sees broken promises and makes them small."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from benchmarks import page_finds, page_promises
from benchmarks.fuzz_pages import Plan, _supervise
from benchmarks.hostile_pages import MAKES, Cost
from benchmarks.page_finds import TooSlow, failure, limit, minimised, smaller, write_find
from benchmarks.page_hostility import linked_data, wronged
from benchmarks.page_memory import changed
from benchmarks.page_mutations import mutator
from benchmarks.page_promises import FETCHED, Broken, PageInput, faults, outcome, signature
from parsers.records import Article, Author, Block, PageTime

SOUND = Article("One.\n\nTwo.", blocks=(Block("paragraph", 0, 4), Block("paragraph", 6, 10)))
TIME = PageTime("x", date(2024, 3, 12), datetime(2024, 3, 12, 17, tzinfo=UTC), None, "m", 0.9)


def test_the_same_number_gives_the_same_input_and_others_differ() -> None:
    one, again = mutator(7), mutator(7)
    made = [one.make(number) for number in range(40)]
    assert made == [again.make(number) for number in range(40)]
    assert len({page.html for page in made}) > 35
    assert made != [mutator(8).make(number) for number in range(40)]


@pytest.mark.parametrize("html", ["a \ud800 b", b"\xff\x00\xfe", "", b""])
def test_an_input_comes_back_from_its_file(tmp_path: Path, html: bytes | str) -> None:
    page = PageInput(html, "http://\udfff/", "\x00", fetched=False)
    path = write_find(tmp_path / "finds", page, "Found: it")
    assert PageInput.from_json(path.read_text("utf-8")) == page
    assert json.loads(path.read_text("utf-8"))["why"] == "Found: it"


def test_a_sound_article_keeps_all_promises() -> None:
    assert list(faults(replace(SOUND, published=TIME), FETCHED)) == []


@pytest.mark.parametrize(
    ("article", "fault"),
    [
        (replace(SOUND, blocks=SOUND.blocks[::-1]), "the blocks do not make the text"),
        (Article(" ", blocks=(Block("paragraph", 0, 1),)), "a text or a block is empty"),
        (replace(SOUND, kind="index"), "the kind is that of no article"),
        (replace(SOUND, authors=(Author(" "),)), "an author has no name"),
        (replace(SOUND, title=""), "the title is empty"),
        (
            replace(SOUND, published=replace(TIME, confidence=1.1)),
            "a confidence is not within 0 and 1",
        ),
        (
            replace(SOUND, modified=replace(TIME, utc=FETCHED + timedelta(days=1, seconds=1))),
            "an instant lies more than a day after the capture",
        ),
        (
            replace(SOUND, published=replace(TIME, local=date(2024, 3, 15))),
            "a day lies in the future of the capture",
        ),
    ],
)
def test_what_does_not_hold_together_is_named(article: Article, fault: str) -> None:
    assert list(faults(article, FETCHED)) == [fault]


def test_outcomes_are_told_in_a_word_or_two() -> None:
    assert outcome(PageInput(b"%PDF-1.7")) == "refused: not_html"
    page = Path(__file__).parents[1] / "pages" / "en-report" / "page.html"
    assert outcome(PageInput(page.read_bytes()), twice=True) == "article"


def test_a_failure_is_known_by_its_kind_and_place() -> None:
    assert signature(Broken("in two")) == "Broken: in two"
    assert signature(ValueError("whatever it says")) == "ValueError"


def test_what_fails_is_made_small_with_all_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(html: str, *_: object) -> Article:
        if "<a" in html and "<z" in html:
            raise KeyError(html)
        return SOUND

    monkeypatch.setattr(page_promises, "parse_article", parse)
    page = PageInput("bcd<abc" * 30 + "xyz<z>" * 20, "https://p.example/", "text/html")
    found, error = failure(page)
    assert (found, type(error)) == ("KeyError", KeyError)
    assert minimised(page, found) == PageInput("<a<z")


def test_delta_debugging_leaves_what_is_needed() -> None:
    assert smaller(b"..1....2..3.", lambda raw: {*b"123"} <= {*raw}) == b"123"
    assert smaller("", lambda _: True) == ""


def test_what_takes_too_long_is_a_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> Article:
        while True:
            pass

    monkeypatch.setattr(page_promises, "parse_article", parse)
    monkeypatch.setattr(page_finds, "SLOW", 0.05)
    assert failure(PageInput(""))[0] == "TooSlow"
    with limit(60):
        assert not issubclass(TooSlow, Exception)


def test_a_run_counts_every_input_once(tmp_path: Path) -> None:
    plan = Plan(inputs=30, until=float("inf"), seed=1, workers=2, finds=tmp_path)
    assert _supervise(plan, 1).total() == 15


def test_linked_data_is_put_wrong_in_one_node() -> None:
    told = {"@type": "NewsArticle", "author": [{"name": "A"}, {"name": "B"}]}
    made = [json.dumps(wronged(Random(number), told)) for number in range(50)]
    assert len(set(made)) > 20
    assert all(linked_data(Random(number)).startswith("<script") for number in range(50))


def test_pages_for_the_memory_run_are_never_alike() -> None:
    page = b'<p class="a">x</p><p class="b">y</p></body>'
    random = Random(1)
    assert len({changed(page, random) for _ in range(100)}) == 100


@pytest.mark.parametrize("name", MAKES)
def test_hostile_pages_can_be_made_in_any_size(name: str) -> None:
    made = MAKES[name](2_000)
    assert len(made) > 1_000
    assert MAKES[name](2_000) == made


def test_the_bar_is_an_article_or_a_refusal_in_time_and_memory() -> None:
    assert Cost(9, 1.9, 10, "article (opinion, 5 characters)").within
    assert Cost(9, 0.1, 10, "refused: too large").within
    assert not Cost(9, 9, 10, "refused: other: no running text").within
    assert not Cost(1, 1, 5_600, "article (article, 5 characters)").within
    assert not Cost(1, 2.1, 10, "article (article, 5 characters)").within
    assert not Cost(0, 0, 0, "DIED (-11)").within
