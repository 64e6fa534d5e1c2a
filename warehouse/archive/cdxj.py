"""The CDXJ index beside each WARC file: `surt timestamp {json}`, sorted, one line a capture.

The format is pywb's; `filename` is the name as in the ledger, relative to the archive folder, so
that the files of many folders can be merged (`sort -m`) and replayed from one root.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from parsers.web.urls import surt
from warehouse.archive.files import SUFFIX, write_whole
from warehouse.archive.records import StoredCapture


def cdxj_line(capture: StoredCapture) -> str:
    """The index line of a capture, with its line end."""
    kind = (capture.content_type or "").partition(";")[0].strip().lower()
    revisit = capture.record_type == "revisit"
    facts = {
        "url": capture.url,
        "mime": "warc/revisit" if revisit else kind or "unk",
        "status": str(capture.status),
        "digest": capture.payload_digest,
        "length": str(capture.length),
        "offset": str(capture.offset),
        "filename": capture.file,
    }
    # A space would end the key; none is left in a normalised address.
    key = surt(capture.url).replace(" ", "%20")
    return f"{key} {capture.fetched_at:%Y%m%d%H%M%S} {json.dumps(facts)}\n"


def index_path(warc: Path) -> Path:
    """Where the index of a finished file is."""
    return warc.with_name(warc.name.removesuffix(SUFFIX) + ".cdxj")


def write_index(warc: Path, lines: Iterable[str]) -> None:
    """Writes the index of a finished file, whole or not at all."""
    write_whole(index_path(warc), (index_text(lines),))


def index_text(lines: Iterable[str]) -> bytes:
    """The lines as they stand in the file: in byte order, as binary search needs them."""
    return b"".join(sorted(line.encode() for line in lines))
