"""The packaged rules: each version is needed, has its recorded case and reads it wholly."""

import inspect
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from parsers import parse_article
from parsers.sites.rules import SiteRules
from parsers.sites.table import NO_RULES, RuleTable, packaged_rules, rules_of_module

PAGES = Path(__file__).parents[2] / "pages"
SITES = Path(inspect.getfile(RuleTable)).parent
RULES = sorted(packaged_rules(), key=lambda rules: rules.case)
MACHINERY = {"__init__", "lines", "rules", "table"}


def read(rules: SiteRules, table: RuleTable | None) -> Any:
    facts = json.loads((PAGES / rules.case / "expected.json").read_text("utf-8"))
    page = (PAGES / rules.case / "page.html").read_bytes()
    at = datetime.fromisoformat(facts["fetched_at"])
    return parse_article(page, facts["url"], fetched_at=at, site_rules=table)


def test_every_module_of_rules_defines_some() -> None:
    modules = {path.stem for path in SITES.glob("*.py")} - MACHINERY
    assert modules == {rules.name for rules in RULES}
    assert all(rules_of_module(name) for name in modules)
    assert not any(rules_of_module(name) for name in MACHINERY)


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.case)
def test_a_version_has_its_recorded_case(rules: SiteRules) -> None:
    facts = json.loads((PAGES / rules.case / "expected.json").read_text("utf-8"))
    assert facts["rules"] == f"{rules.name} {rules.version}"
    day = datetime.fromisoformat(facts["fetched_at"]).date()
    found = packaged_rules().find(facts["url"], day)
    assert found is not None
    assert found.case == rules.case


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.case)
def test_every_rule_finds_something_in_its_case(rules: SiteRules) -> None:
    assert not [told for told in read(rules, None).problems if "site rule" in told]


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.case)
def test_the_general_parser_would_not_do(rules: SiteRules) -> None:
    ruled, plain = read(rules, None), read(rules, NO_RULES)
    assert (ruled.text, ruled.authors, ruled.title) != (plain.text, plain.authors, plain.title)


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.case)
def test_functions_of_rules_have_two_lines_at_most(rules: SiteRules) -> None:
    if rules.author_text:
        body = inspect.getsource(rules.author_text).split('"""')[-1].strip().splitlines()
        assert len(body) <= 2


def test_no_case_is_left_of_rules_that_are_gone() -> None:
    assert {path.name for path in PAGES.glob("site-*")} == {rules.case for rules in RULES}
