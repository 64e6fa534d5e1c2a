import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli.gazetteer_command import command
from flows.gazetteer import INDEX_NAME, import_dump
from flows.resources import home_resources
from parsers.errors import ConfigError, WarehouseError
from parsers.events import extract_events
from parsers.gazetteer import packaged_gazetteer
from parsers.records import Article
from tests.warehouse.build import Story, load_stories, strike
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.publish import publish


def dump_line(number: int, name: str, *, code: str = "PPL", admin1: str = "05") -> str:
    group = {"PPL": "P", "ADM1": "A", "HTL": "S"}[code]
    cells = (str(number), name, name, "", "48.10", "37.20", group, code, "UA", "", admin1, "", "",
             "", "40", "", "120", "Europe/Kyiv", "2024-01-01")  # fmt: skip
    return "\t".join(cells)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    lines = (
        dump_line(1, "Zelenyi Yarok"),
        dump_line(2, "Zelenyi Yarok Oblast", code="ADM1", admin1="99"),
        dump_line(3, "Hotel Zelenyi", code="HTL"),
        # A settlement that the packaged table has too: its region's code is learnt from it.
        dump_line(709717, "Donetsk"),
    )
    path = tmp_path / "UA.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_village_of_the_dump_is_found_in_an_article(dump: Path, tmp_path: Path) -> None:
    import_dump(dump, tmp_path / INDEX_NAME, packaged_gazetteer())
    article = Article.from_text(
        "Two people were killed when a shell hit the village of Zelenyi Yarok in Ukraine on Monday."
    )
    mentions = extract_events(article, home_resources(tmp_path))
    places = [place for mention in mentions for place in mention.places]
    assert ("geonames:1", "Donetsk") in [(place.gazetteer_id, place.admin1) for place in places]


def test_what_was_imported_replaces_what_was_before(dump: Path, tmp_path: Path) -> None:
    target = tmp_path / INDEX_NAME
    first = import_dump(dump, target, packaged_gazetteer())
    dump.write_text(dump_line(9, "Novyi Yarok"), "utf-8")
    import_dump(dump, target, packaged_gazetteer())
    gazetteer = home_resources(tmp_path).gazetteer
    assert (first.places, first.left_out) == (3, 1)
    assert gazetteer.find("Zelenyi Yarok") == ()
    assert [entry.id for entry in gazetteer.find("Novyi Yarok")] == ["geonames:9"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["UA.txt", INDEX_NAME]


def test_a_zip_is_read_and_its_readme_is_not(dump: Path, tmp_path: Path) -> None:
    packed = tmp_path / "UA.zip"
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("readme.txt", "x\n")
        out.write(dump, "UA.txt")
    assert import_dump(packed, tmp_path / INDEX_NAME, packaged_gazetteer()).problems == {}


def test_names_of_regions_come_from_their_own_file(dump: Path, tmp_path: Path) -> None:
    dump.write_text(dump_line(1, "Zelenyi Yarok", admin1="77"), "utf-8")
    regions = tmp_path / "admin1CodesASCII.txt"
    regions.write_text("UA.77\tYarok\tYarok\t123\n\x00\n", "utf-8")
    import_dump(dump, tmp_path / INDEX_NAME, packaged_gazetteer(), regions)
    gazetteer = home_resources(tmp_path).gazetteer
    (village,) = gazetteer.find("Zelenyi Yarok")
    assert [entry.name for entry in gazetteer.find(village.region)] == ["Yarok"]


def test_hostile_lines_are_counted_and_the_others_read(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path / "home"))
    with dump.open("ab") as out:
        out.write(b"\xff\xfe\t\x00\n" + b"x" * 200_000 + b"\n")
        out.write(dump_line(5, "Far").replace("48.10", "1e9").encode())
    done = CliRunner().invoke(command, ["import", str(dump)])
    assert done.exit_code == 3
    assert "3 places" in done.output
    assert "2 lines: not 19 columns divided by tabs (first: line 5)" in done.output
    assert "1 lines: degrees outside of the Earth (first: line 7)" in done.output


@pytest.mark.parametrize("content", [b"", b"not a dump\n", b"PK\x03\x04broken"])
def test_a_file_without_any_place_leaves_the_old_index(
    content: bytes, dump: Path, tmp_path: Path
) -> None:
    target = tmp_path / INDEX_NAME
    import_dump(dump, target, packaged_gazetteer())
    before = target.read_bytes()
    wrong = tmp_path / "wrong.txt"
    wrong.write_bytes(content)
    with pytest.raises(ConfigError, match="GeoNames"):
        import_dump(wrong, target, packaged_gazetteer())
    assert target.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"something else"])
def test_a_file_that_is_no_index_is_named_with_a_remedy(content: bytes, tmp_path: Path) -> None:
    (tmp_path / INDEX_NAME).write_bytes(content)
    with pytest.raises(ConfigError, match="import the dump again"):
        home_resources(tmp_path)


def test_places_not_found_are_counted_for_each_country(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    home.create()
    known = strike().places[0]
    unknown = replace(known, name=None, gazetteer_id=None, reason="place_not_in_gazetteer")
    mention = replace(strike(), places=(known, unknown, replace(known, country="POL")))
    load_stories(home, [Story(mentions=(mention,))])
    with home.lock("test"), Writer.open(home):
        publish(home)
    monkeypatch.setenv("SITREP_HOME", str(tmp_path))
    done = CliRunner().invoke(command, ["coverage"])
    rows = [line.split() for line in done.output.splitlines()]
    assert [known.country, "2", "1", "0.5"] in rows
    assert ["POL", "1", "0", "0"] in rows


def test_coverage_without_a_published_warehouse_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path))
    with pytest.raises(WarehouseError):
        CliRunner().invoke(command, ["coverage"], catch_exceptions=False)
