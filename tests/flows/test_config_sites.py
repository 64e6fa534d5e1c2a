"""A user's own site rules: read from the home, explained when wrong, used wherever pages are."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import cli
from flows.config import load_site_rules
from flows.config.sites import Version, parse_site_rules
from flows.steps.reading import Page, read_page
from parsers.errors import ConfigError
from parsers.events import packaged_resources
from parsers.sites.rules import SiteRules
from parsers.sites.table import packaged_rules
from parsers.web.signals import Signals
from tests.flows.test_check import TEXT

FILE = """
hosts = ["a-paper.org"]

[[versions]]
valid_to = 2024-02-29
body = [".old"]

[[versions]]
valid_from = 2024-03-01
body = ["main .story"]
drop = [".promo"]
authors = ['meta[name="writer"] @content']
kinds = { ".ticker" = "live_blog" }
month_first = true
"""
PAGE = f"""<html lang="en"><head><title>Shells hit a market</title>
<meta name="writer" content="Ola Brandt">
<meta property="og:type" content="article"></head><body><main><h1>Shells hit a market</h1>
<div class="story"><p>{TEXT}</p><p class="promo">{TEXT} Subscribe.</p></div></main></body></html>"""
URL = "https://www.a-paper.org/news/1"
SITE = "hosts = ['p.org']\n[[versions]]\n"
NOW = datetime(2024, 5, 17, 22, tzinfo=UTC)


def home_with(folder: Path, **files: str) -> Path:
    (folder / "sites").mkdir()
    for name, text in files.items():
        (folder / "sites" / f"{name}.toml").write_text(text, "utf-8")
    return folder


def test_a_file_gives_the_versions_of_a_site(tmp_path: Path) -> None:
    table = load_site_rules(home_with(tmp_path, paper=FILE))
    found = table.find(URL, NOW.date())
    assert found == SiteRules(
        hosts=("a-paper.org",),
        valid_from=date(2024, 3, 1),
        body=("main .story",),
        drop=(".promo",),
        authors=('meta[name="writer"] @content',),
        kinds=((".ticker", "live_blog"),),
        month_first=True,
        name="paper",
    )
    old = table.find(URL, date(2023, 1, 1))
    assert old is not None
    assert old.body == (".old",)
    assert table.find("https://www.lemonde.fr/x", NOW.date()) is not None


def test_lines_alone_are_rules_beside_the_packaged_ones(tmp_path: Path) -> None:
    text = 'hosts = ["lemonde.fr"]\n[[versions]]\ndrop_lines = ["Soutenez la rédaction*"]\n'
    home = home_with(tmp_path, monde=text)
    found = load_site_rules(home).find("https://www.lemonde.fr/x", NOW.date())
    packaged = packaged_rules().find("https://www.lemonde.fr/x", NOW.date())
    assert found is not None
    assert packaged is not None
    assert found == replace(packaged, drop_lines=("Soutenez la rédaction*",))


def test_a_home_without_rules_has_the_packaged_ones(tmp_path: Path) -> None:
    assert load_site_rules(tmp_path) is packaged_rules()
    assert load_site_rules(tmp_path / "nowhere") is packaged_rules()


def test_own_rules_take_the_place_of_packaged_ones(tmp_path: Path) -> None:
    text = 'hosts = ["lemonde.fr"]\n[[versions]]\nbody = [".mine"]\n'
    found = load_site_rules(home_with(tmp_path, mine=text)).find("https://lemonde.fr/x", NOW.date())
    assert found is not None
    assert found.name == "mine"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hosts = [", "x.toml: no TOML"),
        ("[[versions]]\nbody = ['p']", "hosts: missing; add it"),
        ("hosts = ['p.org']", "versions: missing; add it"),
        ("hosts = ['p.org']\nversions = []", "versions: "),
        ("hosts = ['www.p.org']\n[[versions]]\nbody = ['p']", "x.toml: hosts: 'www.p.org'"),
        (f"{SITE}bdy = ['p']", "versions[0]: bdy: unknown key; did you mean body?"),
        (f"{SITE}body = 'p'", "versions[0]: body: "),
        (f"{SITE}body = ['p[']", "versions[0]: body: 'p[' is no CSS selector"),
        (f"{SITE}valid_from = '2024-01-01'", "versions[0]: valid_from: "),
        (f"{SITE}kinds = {{p = 'poem'}}", "versions[0]: kinds.p: "),
        (f"{SITE}drop_lines = []", "versions[0]: drop_lines: "),
        (f"{SITE}drop_lines = 'Follow us on all channels'", "versions[0]: drop_lines: "),
        (f"{SITE}drop_lines = ['Read more']", "drop_lines: 'Read more' is too short"),
        (f"{SITE}drop_lines = ['Subscribe now', '*']", "drop_lines: '*' is too short"),
        (f"{SITE}drop_lines = ['{'long ' * 70}']", "write the beginning and * behind it"),
        (f"{SITE}drop_lines = [12]", "versions[0]: drop_lines[0]: "),
        (f"{SITE}drop_lines = {['Subscribe now'] * 101}", "versions[0]: drop_lines: "),
        (SITE, "versions[0]: the rules say nothing"),
        (f"{SITE}body = ['p']\n[[versions]]\nbody = ['b']", "p.org: rules x"),
    ],
)
def test_a_wrong_file_is_one_line_with_file_key_and_remedy(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load_site_rules(home_with(tmp_path, x=text))
    assert told in str(error.value)
    assert str(tmp_path / "sites") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_an_editor_holds_is_passed_over(tmp_path: Path) -> None:
    home = home_with(tmp_path, paper=FILE)
    (home / "sites" / ".#paper.toml").write_text("no toml", "utf-8")
    assert load_site_rules(home).find(URL, NOW.date()) is not None


def test_a_file_can_say_all_that_a_module_can_say_without_code() -> None:
    fields = set(SiteRules.__dataclass_fields__) - {"hosts", "name", "author_text"}
    assert set(Version.model_fields) == fields


def test_a_night_reads_pages_by_the_rules_that_it_is_given() -> None:
    page = Page(1, "paper", URL, PAGE.encode(), "text/html", NOW, Signals())
    (_, rules) = parse_site_rules("paper", FILE.encode(), "x")
    table = load_site_rules(Path("nowhere"))
    plain = read_page(page, packaged_resources(), table)
    ruled = read_page(page, packaged_resources(), type(table)((rules,)))
    assert plain.article is not None
    assert ruled.article is not None
    assert "Subscribe" in plain.article.text
    assert "Subscribe" not in ruled.article.text
    assert ruled.article.methods["text"] == "site:paper:main .story"


def test_parse_uses_the_rules_of_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_HOME", str(home_with(tmp_path, paper=FILE)))
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    result = CliRunner().invoke(cli, ["parse", str(tmp_path / "page.html"), "--url", URL])
    row = json.loads(result.output)
    assert row["authors"] == ["Ola Brandt"]
    assert "Subscribe" not in row["text"]
