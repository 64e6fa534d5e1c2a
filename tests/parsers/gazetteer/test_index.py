from hypothesis import given
from hypothesis import strategies as st

from parsers.gazetteer.dump import DumpPlace, read_line
from parsers.gazetteer.entries import Entry
from parsers.gazetteer.index import HEADER, Index, line_of

CODES = {"UA": "UKR"}


def line(**changed: str) -> str:
    cells = {
        "id": "7", "name": "Zelenyi Hai", "ascii": "Zelenyy Hay",
        "others": "\u0413\u0430\u0439,Green Grove",
        "lat": "48.1", "lon": "37.2", "class": "P", "code": "PPL", "country": "UA", "cc2": "",
        "admin1": "05", "admin2": "", "admin3": "", "admin4": "", "population": "312",
        "elevation": "", "dem": "120", "zone": "Europe/Kyiv", "date": "2024-01-01",
    }  # fmt: skip
    return "\t".join((cells | changed).values())


def index_of(*lines: bytes) -> Index:
    return Index(b"\n".join((HEADER, *sorted(lines))) + b"\n")


def test_a_line_of_a_dump_gives_a_place_under_all_its_latin_names() -> None:
    place = read_line(line(), CODES)
    assert isinstance(place, DumpPlace)
    assert place.keys == ("zelenyi hai", "zelenyy hay", "green grove")
    assert (place.entry.id, place.entry.country, place.admin1) == ("geonames:7", "UKR", "UA.05")


def test_lines_that_are_no_place_say_why() -> None:
    assert read_line("7\tZelenyi Hai", CODES) == "columns"
    assert read_line(line(id="seven"), CODES) == "number"
    assert read_line(line(lat="north"), CODES) == "number"
    assert read_line(line(lat="91"), CODES) == "degrees"
    assert read_line(line(lon="nan"), CODES) == "degrees"
    assert read_line(line(name=" ", ascii=""), CODES) == "name"
    assert read_line(line(country="XX"), CODES) == "country"


def test_hotels_and_places_that_are_no_more_are_left_out() -> None:
    hotel, gone = {"class": "S", "code": "HTL"}, {"code": "PPLH"}
    assert read_line(line(**hotel), CODES) is None
    assert read_line(line(**gone), CODES) is None


@given(st.text())
def test_no_line_breaks_the_reading(text: str) -> None:
    read_line(text, CODES)


@given(st.lists(st.text(), min_size=19, max_size=19))
def test_no_cell_breaks_the_reading(cells: list[str]) -> None:
    read_line("\t".join(cells), CODES)


names = st.text(st.characters(codec="utf-8", exclude_characters="\t\n"), min_size=1, max_size=8)


@given(st.dictionaries(names, st.integers(0, 10**7), max_size=30), names)
def test_a_name_is_found_exactly_when_it_was_written(known: dict[str, int], asked: str) -> None:
    written = [
        line_of(key, Entry("settlement", f"geonames:{i}", "X", "UKR", 1.0, 2.0, people))
        for i, (key, people) in enumerate(known.items())
    ]
    index = index_of(*written)
    for key, people in known.items():
        assert [entry.population for entry in index.find(key)] == [people]
    assert bool(index.find(asked)) == (asked in known)


@given(st.binary(max_size=200), st.text(max_size=5))
def test_a_damaged_index_is_searched_without_an_error(text: bytes, key: str) -> None:
    Index(text).find(key)
    Index(HEADER + b"\n" + text).find(key)
