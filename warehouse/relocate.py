"""The ledger follows the archive after a repair: where captures lie now, and which are lost."""

from collections.abc import Iterable

from warehouse.archive.records import StoredCapture
from warehouse.connection import Connection, transaction, translated

_FOUND = """
UPDATE captures SET file = $file, record_offset = $offset, record_length = $length
WHERE record_id = $record AND (file, record_offset, record_length) <> ($file, $offset, $length)
"""
_LOST = """
UPDATE captures SET file = $kept
WHERE file = $file AND record_id NOT IN (SELECT unnest($there::VARCHAR[]))
"""


def follow(db: Connection, file: str, there: Iterable[StoredCapture], kept: str | None) -> int:
    """Notes where the captures of a mended or restored file lie, and gives how many are lost.

    `there` are the captures that the file holds now; `kept` is where the bytes lie that were taken
    out, None for a file of which nothing was. A lost capture keeps its row and its offset, in that
    other file: never the place of another one. A restored file takes it back.
    """
    rows = [_place(file, one) for one in there]
    cursor = db.cursor()
    with translated("following a repair"), transaction(cursor):
        # The ledger is asked by record and one by one: repairs are rare and files are small.
        for row in rows:
            cursor.execute(_FOUND, row)
        if kept is None:
            return 0
        values = {"kept": kept, "file": file, "there": [row["record"] for row in rows]}
        lost = cursor.execute(_LOST, values).fetchone()
    return int(lost[0]) if lost else 0


def _place(file: str, one: StoredCapture) -> dict[str, object]:
    return {"file": file, "offset": one.offset, "length": one.length, "record": one.record_id}
