"""Files of other archives, compared with what warcio finds in them."""

import os
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from parsers.errors import HttpError
from parsers.web.http import parse_response
from warehouse.archive.foreign import ForeignCapture, ForeignProblem, read_captures

Item = ForeignCapture | ForeignProblem


GOLD = os.environ.get("SITREP_GOLD")


def web_captures(items: list[Item]) -> list[ForeignCapture]:
    """Responses and revisits."""
    found = [item for item in items if isinstance(item, ForeignCapture)]
    return [one for one in found if one.record_type != "resource"]


def gold_files() -> list[Path]:
    files = (Path(GOLD or "") / "archives").glob("*/*.*")
    return sorted(path for path in files if {".arc", ".warc"} & set(path.suffixes))


def addresses_by_warcio(path: Path) -> list[str] | None:
    """The addresses of responses and revisits that warcio finds; None where it gives up."""
    found = []
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, arc2warc=True):
                if record.rec_type in ("response", "revisit"):
                    found.append(record.rec_headers.get_header("WARC-Target-URI").strip("<>"))
                record.content_stream().read()
    except (ArchiveLoadFailed, ValueError, AttributeError, KeyError):
        return None
    return [address for address in found if address.startswith("http")]


@pytest.mark.gold
@pytest.mark.skipif(not GOLD, reason="SITREP_GOLD is not set")
def test_collections_of_others_give_what_warcio_finds_in_them() -> None:
    compared = 0
    for path in gold_files():
        theirs = addresses_by_warcio(path)
        items = list(read_captures(path))
        told = any(isinstance(item, ForeignProblem) for item in items)
        ours = [one.url.replace(" ", "%20") for one in web_captures(items)]
        if theirs is None:
            assert told or ours, path.name
        else:
            # Where warcio guesses at records without a length we name the place instead.
            assert ours == theirs or told, path.name
            compared += ours == theirs
    assert compared > 30


@pytest.mark.gold
@pytest.mark.skipif(not GOLD, reason="SITREP_GOLD is not set")
def test_heads_of_other_peoples_captures_are_nearly_all_read() -> None:
    read_well, failed = 0, 0
    for path in gold_files():
        for one in web_captures(list(read_captures(path))):
            try:
                read_well += parse_response(one.block).status > 0
            except HttpError:
                failed += 1
    # Among them are heads with doubled line ends and revisits that have none at all.
    assert failed < read_well / 100
