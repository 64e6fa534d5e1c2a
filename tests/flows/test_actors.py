"""Groups of one's own in the home folder."""

from datetime import date
from pathlib import Path

import pytest

from flows.actors import ACTORS_NAME, with_own_actors
from parsers.errors import ConfigError
from parsers.events import extract_events, packaged_resources
from parsers.records import Article


def test_a_group_of_ones_own_is_known(tmp_path: Path) -> None:
    line = "armed group\tREB\tNOR\tFjord Liberation Front;FLF\tQ1\n"
    (tmp_path / ACTORS_NAME).write_text("# my groups\n" + line, encoding="utf-8")
    resources = with_own_actors(tmp_path, packaged_resources())
    article = Article.from_text(
        "The Fjord Liberation Front attacked a village on Sunday, killing two people.",
        published_at=date(2024, 5, 6),
    )
    actor = extract_events(article, resources)[0].actors[0]
    assert (actor.name, actor.country, actor.wikidata) == ("Fjord Liberation Front", "NOR", "Q1")


def test_a_home_without_the_file_changes_nothing(tmp_path: Path) -> None:
    assert with_own_actors(tmp_path, packaged_resources()) is packaged_resources()


def test_a_line_without_names_says_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / ACTORS_NAME).write_text("armed group\tREB\tNOR\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 1"):
        with_own_actors(tmp_path, packaged_resources())
