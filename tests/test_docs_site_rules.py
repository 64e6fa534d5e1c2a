"""docs/site-rules.md: its examples are valid, its fields and commands are those that there are."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from flows.cli import cli
from flows.config.sites import Version, parse_site_rules
from parsers.sites.rules import SiteRules
from parsers.sites.table import RuleTable
from tests.warehouse.build import load
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import run_sql

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "site-rules.md").read_text("utf-8")
URL = "https://www.a-paper.org/news/4711"


def example(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_example_of_a_file_is_valid_and_has_two_versions() -> None:
    table = RuleTable(parse_site_rules("a-paper", example("toml").encode(), "docs"))
    old, new = table.find(URL, date(2024, 2, 29)), table.find(URL, date(2024, 3, 1))
    assert old is not None
    assert new is not None
    assert (old.body, new.body) == ((".story",), ("main .lead", "main .text"))


def test_the_example_of_a_module_is_valid() -> None:
    names: dict[str, Any] = {}
    exec(example("python"), names)  # noqa: S102 - the example itself is tested
    (rules,) = names["RULES"]
    assert isinstance(rules, SiteRules)
    assert rules.author_text is not None
    assert rules.author_text("Ola Brandt, reporter") == "Ola Brandt"


def test_the_table_names_every_field() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE)
    named = set(re.findall(r"`(\w+)`", " ".join(rows)))
    assert named == set(Version.model_fields) - {"valid_from", "valid_to"}


def test_the_options_that_it_shows_exist() -> None:
    command = cli.get_command(click.Context(cli), "record-case")
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    shown = re.findall(r"^ {4}sitrep record-case .*$", PAGE, re.MULTILINE)
    assert len(shown) == 3
    assert set(re.findall(r"--\w+", " ".join(shown))) <= known


def test_the_question_about_redesigns_can_be_asked(tmp_path: Path) -> None:
    (question,) = re.findall(r'^ {4}sitrep sql "(.*?)"$', PAGE, re.MULTILINE | re.DOTALL)
    home = Home(tmp_path)
    load(home, {})
    with home.lock("test"):
        publish(home)
    assert run_sql(home.published, question).columns[:2] == ("source", "told")
