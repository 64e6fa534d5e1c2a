"""`sitrep sources repeated`: what a source repeats, as rules that a person may want."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli import cli
from flows.config import load_site_rules
from flows.config.sites import parse_site_rules
from flows.steps.repeating import line_of, propose_lines
from parsers.sites.lines import LONGEST_LINE, is_dropped, line_fault
from tests.warehouse.build import NIGHT, Story, load_stories
from warehouse.home import Home
from warehouse.publish import publish

Ask = Callable[..., Result]
OFFER = 'Read "Dawn" every day: subscribe to the paper \\ or to its letter.'
NOTICE = "The publisher is not answerable for what others wrote. " * 7
WIRE = "The agency said on Monday that grain had left the port again after a week of silence."
WORDS = """harbour winter council bridge football elections hospital railway library orchard
fishing museum cathedral flooding strike budget theatre pilots teachers wheat""".split()  # noqa: SIM905 - a word list


def story(number: int, *repeated: str, day: int | None = None, title: str | None = None) -> Story:
    """An article of its own words, with paragraphs that others have too."""
    word = WORDS[number % len(WORDS)]
    own = " ".join(f"{word}{number}{letter}" for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijkl")
    moment = NIGHT + timedelta(days=number if day is None else day)
    return Story(
        url=f"https://www.dawn.com/news/{number}",
        source="dawn",
        title=title or f"The {word} of {number}",
        text="\n\n".join((f"{own} one.", *repeated, f"Also {own} two.")),
        night=moment,
        published_at=moment,
        mentions=(),
    )


def made(folder: Path, stories: list[Story]) -> Home:
    home = Home(folder)
    home.create()
    load_stories(home, stories)
    with home.lock("test"):
        publish(home)
    return home


def stories() -> Iterator[Story]:
    """Eight with an offer, six with a notice, on eight days; the agency's words in six copies."""
    for number in range(8):
        yield story(number, OFFER if number % 2 else OFFER.upper(), *([NOTICE] * (number < 6)))
    for number in range(10, 16):
        copy = story(10, WIRE, day=number % 2)
        yield replace(copy, url=f"https://www.dawn.com/news/{number}", title=f"Grain {number}")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return made(tmp_path_factory.mktemp("home"), list(stories()))


@pytest.fixture
def ask(press: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    monkeypatch.setenv("SITREP_HOME", str(press.path))
    yield lambda *arguments: CliRunner().invoke(cli, ["sources", "repeated", *arguments])
    for file in (press.path / "sites").glob("*.toml"):
        file.unlink()


def files_of(home: Home) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in home.path.rglob("*") if file.is_file()}


def proposal(home: Home, **values: float) -> dict[str, int]:
    asked = {"least": 5, "share": 0.2, "days": 90} | values
    found = propose_lines(home, "dawn", **asked)  # type: ignore[arg-type] - passed on
    return {one.text.casefold(): one.articles for one in found.paragraphs}


def test_what_many_articles_repeat_is_shown_with_count_share_and_two_addresses(
    ask: Ask, press: Home
) -> None:
    before = files_of(press)
    result = ask("dawn")
    assert result.exit_code == 0
    assert result.output.index("SUBSCRIBE TO") < result.output.index("not answerable")
    for told in ("80%", "60%", "/news/0", "/news/7", "2 paragraphs in 10 different articles"):
        assert told in result.output
    assert "sitrep reparse --source dawn --all" in result.output
    assert files_of(press) == before


def test_the_rules_that_it_prints_can_be_loaded_and_drop_the_paragraphs(
    ask: Ask, press: Home
) -> None:
    result = ask("dawn")
    start = result.output.index("hosts = ")
    text = result.output[start : result.output.index("]\n\nThen") + 2]
    (rules,) = parse_site_rules("dawn", text.encode(), "printed")
    assert rules.hosts == ("dawn.com",)
    assert is_dropped(OFFER, rules.drop_lines)
    assert is_dropped(NOTICE, rules.drop_lines)
    assert not is_dropped(WIRE, rules.drop_lines)


def test_the_words_of_an_agency_in_copies_of_one_text_are_no_repetition(press: Home) -> None:
    assert set(proposal(press)) == {OFFER.casefold(), NOTICE.strip().casefold() + " "}


def test_copies_with_one_title_on_several_days_are_no_repetition(tmp_path: Path) -> None:
    several = [story(number, WIRE, title="Grain leaves") for number in range(6)]
    assert proposal(made(tmp_path, several)) == {}


def test_what_is_repeated_on_one_day_only_is_no_habit(tmp_path: Path) -> None:
    assert proposal(made(tmp_path, [story(number, OFFER, day=0) for number in range(6)])) == {}


def test_lines_that_make_copies_of_short_texts_are_found_all_the_same(tmp_path: Path) -> None:
    several = [
        replace(story(number), text=f"Short news of {number}.\n\n{NOTICE}") for number in range(6)
    ]
    assert proposal(made(tmp_path, several)) == {NOTICE.casefold(): 6}


def test_the_bounds_are_those_that_were_asked_for(press: Home) -> None:
    assert len(proposal(press, least=7)) == 1
    assert len(proposal(press, share=0.7)) == 1
    assert proposal(press, share=0.9) == {}
    assert proposal(press, days=2) == {}
    assert proposal(press, days=3, least=2) == {OFFER.casefold(): 3}


def test_rules_of_the_home_are_added_to_and_what_they_drop_is_not_told_again(
    ask: Ask, press: Home
) -> None:
    (press.path / "sites").mkdir(exist_ok=True)
    own = press.path / "sites" / "mine.toml"
    text = 'hosts = ["dawn.com"]\n[[versions]]\nbody = [".x"]\n'
    own.write_text(f"{text}drop_lines = ['read \"dawn\" every day*']\n")
    result = ask("dawn")
    assert "version always of sites/mine.toml" in result.output
    assert "SUBSCRIBE TO" not in result.output
    assert "hosts = " not in result.output
    start = result.output.index("drop_lines = ")
    own.write_text(text + result.output[start : result.output.index("]\n\nThen") + 2])
    (rules,) = load_site_rules(press.path)
    assert rules.drop_lines == ('read "dawn" every day*', line_of(NOTICE))
    assert "drop_lines" not in ask("dawn").output


def test_a_source_without_texts_and_a_name_that_is_none_are_told(
    ask: Ask, press: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = ask("bbc-news")
    assert nothing.exit_code == 0
    assert "in 0 different articles of bbc-news" in nothing.output
    unknown = ask("dwan")
    assert "did you mean dawn?" in str(unknown.exception)
    monkeypatch.setenv("SITREP_HOME", str(tmp_path))
    empty = ask("dawn")
    assert "sitrep publish" in str(empty.exception)


@pytest.mark.parametrize("text", ["a" * 1000, "word " * 200, "更" * 900, f"{'ab ' * 90}*"])
def test_any_long_paragraph_has_a_line_that_drops_it(text: str) -> None:
    line = line_of(text)
    assert line_fault(line) is None
    assert len(line) <= LONGEST_LINE
    assert is_dropped(text, (line,))
